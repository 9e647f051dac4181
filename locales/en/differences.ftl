# Two versions of a directive, compared

differs = { $part }: { $what }.
differs-from = { $part }, { $what }: from “{ $was }” to “{ $is }”.
differs-came = { $part }, { $what }: added: “{ $is }”.
differs-went = { $part }, { $what }: removed: “{ $was }”.
differs-added = added
differs-removed = removed
differs-place = place in the order of steps
differs-day = day { $day }
differs-later = { $role } after { $after ->
    [one] one day
   *[other] { $after } days
}
differs-certified-when = { $by } (when { $facts })
differs-reopens = { $steps } (on { $ground })
differs-unreadable = One of the two files cannot be read; its mistakes stand above.
differs-same = As law, the two versions are the same.
differs-count = { $count ->
    [one] One difference
   *[other] { $count } differences
} from version { $before } to version { $after }

differs-part-whole = The whole directive
differs-part-fact = Fact “{ $fact }”
differs-part-document = Document “{ $document }”
differs-part-step = Step “{ $step }”
differs-part-outcome = Outcome “{ $outcome }” of the step “{ $step }”
differs-part-requirement = Requirement “{ $requirement }”
differs-part-paper = Paper “{ $paper }”
differs-part-act = Act “{ $act }”

differs-field-title = title
differs-field-help = explanation
differs-field-in-force-from = in force from
differs-field-in-force-assumed = the day it came into force is assumed
differs-field-in-force-note = note on the day it came into force
differs-field-claim = time a file may be kept in hand
differs-field-number = number
differs-field-date = date
differs-field-basis = articles it rests on
differs-field-assumed = assumed, to be confirmed by the organisation
differs-field-note = note on what is assumed
differs-field-source = what it asks of the record
differs-field-at = counted on
differs-field-exempt-when = not needed where
differs-field-full-age = full age
differs-field-kind = kind of step
differs-field-scope = scope of the step
differs-field-actors = who acts
differs-field-holder = the case is with
differs-field-main = on the main line
differs-field-requires = requirements
differs-field-end = class of end
differs-field-to = leads to
differs-field-reopens = where a case is taken up again
differs-field-reason = reason
differs-field-separation = separation of duties
differs-field-needs = what must be on record first
differs-field-when = condition
differs-field-unless = exception
differs-field-itemised = missing items named
differs-field-warning = warning
differs-field-warn-when = condition of the warning
differs-field-any-of = any one of these papers
differs-field-per-person = for each person separately
differs-field-if-any = where there is one
differs-field-suppliers = where it is got
differs-field-count = how many
differs-field-certified = who certifies it
differs-field-papers = papers it can rest on
differs-field-clock-length = time limit
differs-field-clock-starts = time limit begins
differs-field-clock-pauses = time limit stands still with
differs-field-clock-escalation = end of the time limit is reported to
differs-field-clock-expiry = outcome when the time limit ends
differs-field-clock-reminders = reminders
differs-field-clock-later = later reports
differs-field-clock-extended-by = time limit extended by
differs-field-clock-extension-approved = extension approved by
differs-field-clock-extended-to = longest by extension
differs-field-clock-basis = what the time limit rests on
differs-field-clock-assumed = time limit is assumed
differs-field-clock-note = note on the time limit

step-scope-case = for the case as a whole
step-scope-person = for each person
clock-start-entry = from the day the step is entered
clock-start-letter = from the date of the letter
clock-start-service = from the day of service
clock-start-submission = from the day of application
hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
differs-field-letter-to = letters go to
differs-field-letters = letters that are printed
differs-field-proves = usually proves
differs-field-seats = who sits in it
differs-field-quorum = fewest members present
differs-field-quorum-assumed = quorum assumed
differs-field-quorum-note = note on the quorum

differs-part-transition = Transitional provision for cases of version { $from } at the step “{ $step }”
differs-field-from = for cases of version
differs-field-at-step = that stand at the step
differs-field-came-by = and came there by
differs-field-anew = time limit begins with the move
