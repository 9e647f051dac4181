# Reading a directive file: what can be wrong with it.

directive-syntax = This is not TOML: { $text }
directive-unknown-key = “{ $key }” is not a key of the directive language here; take it out.
directive-unknown-key-near = “{ $key }” is not a key of the directive language here; is “{ $near }” meant?
directive-missing-key = “{ $key }” is missing; write it here.
directive-wrong-shape = “{ $key }” must be { $shape }.
directive-shape-text = a text in quotes
directive-shape-number = a whole number
directive-shape-flag = true or false
directive-shape-list = a list
directive-shape-table = a table
directive-unknown-code = “{ $code }” cannot stand under “{ $key }”. Allowed: { $allowed }
directive-not-a-condition = “{ $text }” is no condition. It is written as one of: fact, not fact, fact = value, fact < years, fact >= years, fact has clause.
directive-wrong-test = “{ $fact }” cannot be asked so; it is asked as in: { $example }
directive-empty-words = “{ $key }” has no words; both languages are needed.
directive-not-a-date = “{ $text }” is not a Jalali date such as 1381-03-08.
directive-duplicate = Two entries [[{ $thing }]] have the id “{ $id }”; give one of them another.
directive-dangling = There is no [[{ $thing }]] with the id “{ $id }”; write it, or name one that is there.
directive-dangling-near = There is no [[{ $thing }]] with the id “{ $id }”; is “{ $near }” meant?
directive-intakes = Exactly one step of kind “intake” is needed; there are { $count }.
directive-intake-per-person = Step “{ $step }”: a case is opened for the household, so the scope must be “case”.
directive-no-outcome = Step “{ $step }” has no outcome, and nobody could ever leave it; write a [[step.outcome]] below it.
directive-outcome-after-end = Step “{ $step }” is an end and cannot have outcomes; take them out, or give it another kind.
directive-end-without-class = Step “{ $step }” is an end: say under “end” how the case ended.
directive-class-without-end = Step “{ $step }” says how a case ended, but its kind is not “closed”; take “end” out, or write kind = "closed".
directive-nobody = “{ $id }”: nobody is named who can do it; name a role.
directive-warning-without-words = Outcome “{ $outcome }” has “warn_when” but no words under “warning”; write them in both languages.
directive-no-paper = Requirement “{ $requirement }” names no paper under “any_of”; name one that fulfils it.
directive-no-supplier = Paper “{ $paper }” names nobody under “suppliers” who can give it out; name somebody.
directive-zero-length = A time limit cannot be zero; where there is none, leave the “clock” out.
directive-extension-too-short = The limit of { $length } cannot be extended to { $longest }, which is not longer; write a greater number.
directive-expiry-decides = “on_expiry” may not take “{ $outcome }”: a time limit never decides or closes a case; it may only lead to where a person decides.
directive-no-main-line = No step has “main = true”: mark the steps of the main line, from the opening to the end.
directive-main-line-start = “{ $step }” cannot be the first step of the main line; the step of kind “intake” is.
directive-main-line-broken = The main line is broken: no outcome of “{ $from }” leads to “{ $step }”; take “main” off the one, or let the other lead there.
directive-transition-from-itself = A transitional provision cannot be for cases of “{ $version }”: that is this version itself.

# Words of the directive page
supplier-applicant = Applicant
supplier-witness = Witness
supplier-notary = Notary office
supplier-police = Police
supplier-islamic-council = Local Islamic council
supplier-institution = Public-benefit institution
supplier-court = Court
supplier-legal-medicine = Legal Medicine
supplier-health-centre = Health house or hospital
supplier-school = School
supplier-registry-office = Registry office
supplier-governor-office = Governor’s office
supplier-security-council = Security council
supplier-dispute-board = Dispute board
supplier-foreign-ministry = Foreign Ministry
supplier-foreigners-office = Foreigners’ office
supplier-prosecutor = Prosecutor
clock-unit-working-days = working days
clock-unit-calendar-days = calendar days
clock-unit-jalali-months = months
reason-rule-none = No reason asked for
reason-rule-optional = A reason may be given
reason-rule-required = A reason must be given
separation-not-opener = Not whoever opened the file
separation-not-preparer = Not whoever proposed the decision
separation-not-evidence-maker = Not whoever entered or assessed the evidence
separation-not-previous = Not whoever took the previous step
condition-holds = { $fact }
condition-not = not: { $condition }
condition-is = { $fact }: { $value }
condition-has = { $fact }: clause { $clause } is among them
condition-under = { $fact }: under { $years } years
condition-up-to = { $fact }: { $years } years at the most
condition-over = { $fact }: more than { $years } years
condition-at-least = { $fact }: full { $years } years or more

fact-source-settlement = where the applicant lives
fact-source-institution = whether an institution protects the applicant
fact-source-paper = whether a paper is in the file and not rejected
fact-source-clauses = the clauses that are claimed
fact-source-age = the age in full years
fact-source-ruling = the signed decision
fact-source-court-order = whether a court ordered the issue

age-day-submission = the day of the application
age-day-today = the day of the act

choice-city = city
choice-village = village or district
choice-granted = granted
choice-refused = refused

directive-quorum-without-body = Step “{ $step }” has no sitting; a quorum is for a committee, a council or a board.
directive-zero-quorum = A quorum cannot be zero; where there is none, leave the part out.

# Drawing of the steps
diagram-title = Map of the steps
diagram-how = The main line runs row by row. Other ways stand under the step that leads to them, ends at the foot. “To step …” names ways that have no line. Dashed frame: assumed, to be confirmed. Every step links to its text.
diagram-says = { $main } steps of the main line, { $side } beside it and { $ends } other ends. The same steps stand below with all that is said of them.
diagram-step = { $number }. { $title }
diagram-holder = with: { $holder }
diagram-clock = limit: { $length }
diagram-refers = to step { $numbers }
diagram-by-act = from any step, by: { $acts }
diagram-reopened = after an end, by: { $acts }
directive-step-in-whole = This step in the directive
step-in-directive = The article of this step
act-says = What does the directive say here?
