# Reading a directive file: what can be wrong with it.

directive-syntax = This is not TOML: { $text }
directive-unknown-key = “{ $key }” is not a key of the directive language here.
directive-unknown-key-near = “{ $key }” is not a key of the directive language here; is “{ $near }” meant?
directive-missing-key = “{ $key }” is missing.
directive-wrong-shape = “{ $key }” must be { $shape }.
directive-shape-text = a text in quotes
directive-shape-number = a whole number
directive-shape-flag = true or false
directive-shape-list = a list
directive-shape-table = a table
directive-unknown-code = “{ $code }” cannot stand under “{ $key }”. Allowed: { $allowed }
directive-empty-words = “{ $key }” has no words; both languages are needed.
directive-not-a-date = “{ $text }” is not a Jalali date such as 1381-03-08.
directive-duplicate = Two entries [[{ $thing }]] have the id “{ $id }”.
directive-dangling = There is no [[{ $thing }]] with the id “{ $id }”.
directive-dangling-near = There is no [[{ $thing }]] with the id “{ $id }”; is “{ $near }” meant?
directive-intakes = Exactly one step of kind “intake” is needed; there are { $count }.
directive-intake-per-person = Step “{ $step }”: a case is opened for the household, so the scope must be “case”.
directive-no-outcome = Step “{ $step }” has no outcome: nobody could ever leave it.
directive-outcome-after-end = Step “{ $step }” is an end and cannot have outcomes.
directive-end-without-class = Step “{ $step }” is an end: say under “end” how the case ended.
directive-class-without-end = Step “{ $step }” says how a case ended, but its kind is not “closed”.
directive-nobody = “{ $id }”: nobody is named who can do or supply it.
directive-warning-without-words = Outcome “{ $outcome }” has “warn_when” but no words under “warning”.
directive-no-paper = Requirement “{ $requirement }” names no paper under “any_of”.
directive-zero-length = A time limit cannot be zero.
directive-extension-too-short = The limit of { $length } cannot be extended to { $longest }, which is not longer.
directive-expiry-decides = “on_expiry” may not take “{ $outcome }”: a time limit never decides or closes a case; it may only lead to where a person decides.
directive-no-main-line = No step has “main = true”: mark the steps of the main line, from the opening to the end.
directive-main-line-start = “{ $step }” cannot be the first step of the main line; the step of kind “intake” is.
directive-main-line-broken = The main line is broken: no outcome of “{ $from }” leads to “{ $step }”.

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
