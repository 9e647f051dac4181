# Words used on every page.

product-name = Sejel
product-purpose = Case system for people without birth certificates

# Doing
sign-in = Sign in
sign-out = Sign out
save = Save
save-draft = Save draft
search = Search
filter = Filter
clear-filter = Clear filter
open = Open
skip-to-content = Skip to content
other-language = فارسی

# Answering
add = Add
yes = Yes
no = No
unknown = Unknown
none = None
all = All
not-yet = Not yet
optional = Optional
needed-represented = required if somebody applies on their behalf
needed-no-scan = required for a paper without a scan
needed-no-folder = required if no folder number is written
needed-sat = required for every member in the minutes
needed-named = required if the member is named
needed-confirmed = required if nationality is confirmed
needed-granted = required if a grant is proposed
needed-reasons = required for the first person of each proposal
needed-row = required if you fill in this section
needed-late = required if it came after the time limit
needed-new-paper = required if you hand in a new paper
choose = Choose
reason = Reason
date = Date
number = Number
erased = Erased by law

# Fields that everyone meets
day = Day
month = Month
year = Year
name = Name
father-name = Father’s name
mother-name = Mother’s name
national-number = National number
case-number = Case number
tracking-code = Tracking code
address = Address
birth-date = Birth date
birth-place = Birthplace

# Refused forms
error-summary-count = { $count ->
    [one] Correct one thing
   *[other] Correct { $count } things
}
error-required = Fill in this field.
error-required-named = Fill in “{ $field }”.
error-choose = Choose one of the options.
error-too-long = Use no more than { $limit } characters.
error-not-a-number = Use digits only.
error-prefix = Error:

# Counting
cases-count = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
pieces-count = { $count ->
    [one] { $count } piece
   *[other] { $count } pieces
}
pages-count = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}

# Units
unit = Unit
unit-country = Country
unit-province = Province
unit-county = County
unit-office = Civil Registration Office of { $county }

# Posts
role-registrar-officer = Registrar officer
role-archive-officer = Archive officer
role-office-head = Office head
role-council-secretary = County security council secretary
role-commission-secretary = Provincial commission secretary
role-board-secretary = Dispute board secretary
role-provincial-director = Provincial director-general
role-auditor = Auditor
role-administrator = System administrator
