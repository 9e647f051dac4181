# The official calendar: versions, holidays, proposal and approval

calendars-title = Official calendars
calendars-lead = Time limits are counted by the version of the calendar in force at the moment of counting. Every change is proposed by one person and approved by another, and is in force from the moment of approval.
calendars-count = { $count ->
    [one] One version
   *[other] { $count } versions
}
calendars-list = Versions of the calendar
calendars-to-list = All versions of the calendar
calendars-import = Import holidays
calendars-rest = Weekly rest of a province

calendar-named = Calendar { $name }
calendar-state-proposed = waits for approval
calendar-state-in-force = in force
calendar-state-superseded = superseded
calendar-state-returned = returned
calendar-column-since = In force since
calendar-not-yet = not in force yet
calendar-not-yours = Changes of the calendar are proposed and approved by the national system administrators.
calendar-reason = Reason for the change
calendar-base = Made from
calendar-digest = Digest of the content
calendar-approved-on = Approved on
calendar-differences = What differs from calendar { $name }
calendar-differences-first = It is the first version of this register.
calendar-differences-none = It says the same as calendar { $name }.
calendar-column-kind = Change
calendar-column-day = Day
calendar-column-was = Was
calendar-column-is = Is
calendar-column-title = Holiday
calendar-added = Added
calendar-removed = Removed
calendar-changed = Changed
calendar-no-entry = no holiday
calendar-every-year = Every year, { $day } { $month }
calendar-computed-title = { $title } (lunar date, computed)
calendar-weekly = Weekly rest
calendar-rest-as-country = as the country
calendar-known = Years for which the holidays are entered
calendar-years = { $first } to { $last }
calendar-country = The whole country
calendar-holidays = Holidays
calendar-yearly = Every year
calendar-of-year = Year { $year }
calendar-of-year-count = { $count ->
    [one] one day
   *[other] { $count } days
}

calendar-touches = Open time limits
calendar-touches-said = When it was proposed, { $later ->
    [0] no open time limit would have ended later
    [one] one open time limit would have ended later
   *[other] { $later } open time limits would have ended later
} by it, and { $earlier ->
    [0] none earlier.
    [one] one earlier.
   *[other] { $earlier } earlier.
}
calendar-touches-preview = Once approved, { $later ->
    [0] no open time limit ends later
    [one] one open time limit ends later
   *[other] { $later } open time limits end later
}; { $earlier ->
    [0] none would end earlier.
    [one] one would end earlier.
   *[other] { $earlier } would end earlier.
}
calendar-touches-rule = Once it is approved, time limits that end later are counted again, and the history of each case says so. No time limit becomes shorter: a due date that would come earlier stays as recorded, and so does a time limit that has run out.

calendar-act-approve = Approve the calendar
calendar-act-approve-hint = Approving means that you have seen the differences and how many open time limits they touch. The version is in force from this moment.
calendar-act-return = Return the proposal
calendar-act-return-reason = Why it is returned
calendar-life = What happened to this version
calendar-told-founded = { $who } put this calendar in force when the register was founded.
calendar-told-proposed = { $who } proposed this calendar.
calendar-told-approved = { $who } approved it and put it in force.
calendar-told-returned = { $who } returned it.

calendar-import-lead = Each line is a holiday. You are first shown what is added, removed and changed; nothing is recorded until you propose it.
calendar-import-lines = Lines (CSV)
calendar-import-lines-hint = First line: date,title_fa,title_en,computed,unit,remove — a Jalali day such as { $day }, or { $yearly } for every year; computed and remove with yes or no; unit is the id of a province such as { $unit }, or empty for the whole country.
calendar-import-file = Or a CSV file
calendar-import-file-hint = Its text takes the place of the lines above.
calendar-import-known = The holidays are complete to the end of this year
calendar-import-known-hint = Where you enter the lunar holidays of another year, write that year, such as 1407.
calendar-rest-lead = Set the weekly days of rest of a province. With no day chosen, the province rests as the country does.
calendar-rest-days = Weekly days of rest
calendar-rest-choice = { $unit } (now: { $now })
calendar-see = Show what changes
calendar-propose = Propose this calendar
calendar-preview = What changes
calendar-file-not-text = This file is no Unicode text.
calendar-file-too-large = The file has to be smaller than 200 kilobytes.
calendar-mistakes = { $count ->
    [one] There is one mistake
   *[other] There are { $count } mistakes
} in the lines; nothing was taken in:
calendar-mistake = Line { $line }: { $fault }
calendar-mistake-at = Line { $line }, column { $column }: { $fault }
calendar-fault-columns = The columns have to be date, title_fa, title_en, computed, unit, remove, in this order.
calendar-fault-empty = There is no line.
calendar-fault-too-many = There are more than 2000 lines.
calendar-fault-not-a-day = “{ $typed }” is no day of the Jalali calendar.
calendar-fault-no-title = The title is missing.
calendar-fault-long-title = A title is one line of at most 120 characters.
calendar-fault-not-yes-or-no = “{ $typed }” is neither yes nor no.
calendar-fault-no-such-unit = “{ $typed }” is neither the country nor a province of this register.
calendar-fault-twice = This day stands in another line.
calendar-fault-nothing-there = There is no holiday on this day to be removed.
calendar-error-year = Write a year from { $from } to { $to }.

calendar-refused-not-known = There is no such calendar.
calendar-refused-no-difference = It says what the calendar in force says.
calendar-refused-overtaken = Another calendar came into force since this proposal was made. Return it and make it anew.
calendar-refused-wrong-state = This cannot be done with a calendar that is “{ $state }”.
calendar-refused-changed = The proposal has changed since this page was opened. Read the page again.
calendar-refused-second-person = Whoever proposed a calendar does not approve it; another administrator does.
calendar-refused-too-much-rest = There are at most three weekly days of rest.

done-calendar-proposed = Proposed; it waits for the approval of a second person.
done-calendar-same = This very calendar was proposed before; nothing was added.
done-calendar-approved = Approved and in force.
done-calendar-returned = Returned.
