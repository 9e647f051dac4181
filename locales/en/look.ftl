# Words of the frame, the parts and the pages’ templates.

# Frame
nav-label = Main areas
nav-inbox = Inbox
nav-search = Search
nav-sittings = Sittings
nav-letters = Letters
nav-reports = Reports
nav-directive = Directive
nav-people = Users
nav-account = My account
search-label = Search for a case
search-placeholder = Number, name or tracking code
list-comma = {", "}
foot-directive = This work is done under “{ $directive }”.
foot-history = Every act in this system is recorded with the name of its maker and its time.
foot-demonstration = The names and cases of this copy are invented.

# Badges and parts
due-paused = Clock stopped
due-unlimited = No time limit
pager-first = Back to the start of the list
pager-next = Next
panel-title = You can now
panel-nothing = Nothing waits for you here
panel-nothing-why = You can read the case.
steps-label = Steps of the case
stage-done = Done:
stage-now = Now:
stage-ahead = To come:
step-of = { $step } of { $steps }
change-what = What
change-before = Before
change-after = After
entry-reason = Reason:
entry-number = Event { $number }

# Forms
to-year = To year
error-number-range = Write a number from { $least } to { $most }.
error-date-empty = Write the date.
error-future-date = This day has not come yet; write today’s date or an earlier one.

# Accounts
sessions-title = Your open sessions
people-add = Add a user
people-grants = Posts

# A page that tells of a problem
problem-changed = Changed meanwhile
problem-reference = Reference:
problem-kept = What you wrote is kept

# Lists of cases
filter-title = Filter this list
column-household = Household
column-number = Number
column-step = Step
column-holder = Held by
column-since = Since
column-due = Due
column-next = Next action

# The case
case-tasks = Tasks of this step
case-places = Where each person stands
case-decision-none = No decision is signed yet; the evidence, the findings and the draft are on the decision page.
case-decision = Decision
case-household = Household
case-papers = Papers
case-notes = Notes
case-recent = Latest events

# A paper
paper-nav = Papers of the case
paper-before = Previous paper:
paper-after = Next paper:
paper-versions = Versions of this paper

# A decision to sign
decision-unread = { $count ->
    [one] You have not opened one paper
   *[other] You have not opened { $count } papers
}
decision-unread-rule = Read these papers before you sign; what was opened before the signature stays in the history.
decision-open-first = Open the first paper
decision-proposals = Proposal for each person
decision-facts = Findings, fact by fact
decision-clauses = Article 976, clause by clause
decision-sign = Signature

# What leaves the office on paper
print-how = To print, use the browser’s print command; the header and buttons are left out.
receipt-household = Household ({ $count })
receipt-verify = Verification
receipt-taken = Papers taken ({ $count })
receipt-missing = Papers missing ({ $count })
receipt-of-all = for each of the { $count } people
receipt-nothing-taken = No paper was taken; a case is accepted without any.
receipt-nothing-missing = Nothing is missing.
receipt-next = What happens next
receipt-sign-taker = Signature of the officer, seal of the office
receipt-sign-applicant = Signature or fingerprint of the applicant

# Opening a case
intake-parts = Parts

# Search
search-hint = Write the name any way you like; letter forms, half-spaces and digits make no difference. Each search is recorded under your name.

# The directive
directive-steps = Steps
directive-rules = For the whole of a case
directive-says = { $title }: { $value }.
directive-conditions = How, and on what condition
directive-articles = Basis
directive-need = Requirement
directive-papers = Papers
directive-act = Act
directive-acts = Acts beside the steps
directive-needs = What is needed
directive-outcomes = Where it leads
directive-fact = Fact
directive-facts = What the conditions ask about
directive-documents = Documents cited

panel-beside = Other acts
case-says = What the directive asks
decision-heard = The answer given:
directive-digest = Digest of this version:
intake-drafts = Your drafts
inbox-drafts = { $count ->
    [one] One draft not sent
   *[other] { $count } drafts not sent
}
draft-discard = Throw this draft away
draft-discard-lead = You last saved the draft “{ $title }” on { $saved }. { $scans ->
    [0] It holds no scan.
    [one] It holds one scan of a paper.
   *[other] It holds { $scans } scans of papers.
} Once thrown away it does not come back. No case has been made of it.
draft-discard-do = Throw the draft away
draft-discard-not = Keep it and go on
case-stands = Where the case stands
person-stated = As stated and corrected
directive-outcome = Outcome
directive-to = Step after it
directive-document = Document
directive-standing = Its text
directive-read = Read
empty-filter = No case matches this filter. Clear the filter.
paper-version = Version
paper-taken-by = Taken by
paper-no-picture = This file is not shown in the page; open it by itself.
decision-nothing = Nothing
who-in-post = { $who } ({ $post })
change-office-pool = the office pool
change-file-with = File in the hands of
change-proceedings = Proceedings
change-directive = Version of the directive
proceedings = Proceedings
proceedings-none = Nothing was recorded yet.
proceedings-sitting = Minutes
proceedings-hearing = Hearing
proceedings-service = Service
proceedings-body = Body
proceedings-answered = Answered on
proceedings-sealed = There is one; it is confidential and not shown here.
proceedings-run = under way
proceedings-stand = suspended
change-nothing = nothing recorded
changed-from-to = { $what }: before “{ $before }”, after “{ $after }”.
decision-not-opened = not opened by you
decision-other-papers = Other papers
decision-granted = { $count } granted
decision-refused = { $count } refused
track-under-way = under way
relation-and-age = { $relation }, aged { $age }
# How a due date was counted
counted-title = How it was counted
counted-basis = Basis
counted-length = Limit
counted-start = Starting day
counted-first = First day
counted-from-day = The starting day is not counted; the count begins on { $day }.
counted-off = Not counted
counted-off-days = { $count ->
    [one] one closed day
   *[other] { $count } closed days
}
counted-weekly = { $count ->
    [one] one day of weekly rest
   *[other] { $count } days of weekly rest
}
counted-holiday = { $day }: { $title }
counted-holiday-computed = { $day }: { $title } (lunar date, as calculated)
counted-last = Last day
counted-rolled-day = { $day } was closed; the limit ends on the first working day after it.
counted-paused = Clock stood still
counted-longer = Extension
counted-added = { $days ->
    [one] one day was added.
   *[other] { $days } days were added.
}
counted-result = Due
counted-calendar = Calendar
counted-other-calendar = This limit was counted by another version of the calendar.
counted-unknown-year = The lunar holidays of that year are not yet in the calendar; once they are, the due date may move.
filter-who = Name or number
person-stands = Where { $person } stands
proceedings-search = Search of the registers
proceedings-evidence = Evidence
proceedings-interview = Interview
proceedings-letter = Letter
proceedings-reminder = Reminder
finding-unsupported = Nothing on record supports it.
panel-others = What is others’ to do, and why
decision-bodies = What the bodies said
body-said = Opinion or answer
votes-counted = { $for } for, { $against } against.
