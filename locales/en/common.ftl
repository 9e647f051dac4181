# Words used on every page.

product-name = Sejel
product-purpose = Case system for people without birth certificates

# Doing
sign-in = Sign in
sign-out = Sign out
save = Save
save-draft = Save draft
continue = Continue
back = Back
cancel = Cancel
change = Change
add = Add
remove = Remove
search = Search
filter = Filter
clear-filter = Clear filter
print = Print
download = Download
upload = Upload
open = Open
close = Close
confirm = Confirm
send = Send
sign = Sign
show-more = More
skip-to-content = Skip to content
other-language = فارسی
menu = Menu
help = Help
home = Home

# Answering
yes = Yes
no = No
unknown = Unknown
none = None
all = All
not-yet = Not yet
required = Required
optional = Optional
choose = Choose
reason = Reason
note = Note
date = Date
number = Number
from = From
to = To
erased = Erased by law

# Fields that everyone meets
day = Day
month = Month
year = Year
name = Given name
family-name = Family name
father-name = Father’s name
mother-name = Mother’s name
national-number = National number
case-number = Case number
tracking-code = Tracking code
phone = Phone
address = Address
birth-date = Birth date
birth-place = Birthplace

# Refused forms
error-summary-title = Correct the following
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
papers-count = { $count ->
    [one] { $count } paper
   *[other] { $count } papers
}
people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
items-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
pages-count = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
at-least-count = More than { $count }
page-of = Page { $page } of { $pages }
file-size-kilobytes = { $size } kB
file-size-megabytes = { $size } MB

# Units
unit = Unit
unit-country = Country
unit-province = Province
unit-county = County
unit-office = Civil Registration Office of { $county }
unit-directorate = Provincial Directorate-General of { $province }
unit-headquarters = National Organization for Civil Registration

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
