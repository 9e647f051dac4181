# The Jalali calendar, and how far away a day is.

month-1 = Farvardin
month-2 = Ordibehesht
month-3 = Khordad
month-4 = Tir
month-5 = Mordad
month-6 = Shahrivar
month-7 = Mehr
month-8 = Aban
month-9 = Azar
month-10 = Dey
month-11 = Bahman
month-12 = Esfand

# From Monday
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

today = today
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
working-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
days-ago = { $count ->
    [0] today
    [1] yesterday
   *[other] { $count } days ago
}
days-late = { $count ->
    [one] { $count } day late
   *[other] { $count } days late
}
days-left = { $count ->
    [0] due today
    [one] { $count } day left
   *[other] { $count } days left
}

# A typed date that is none
date-error-year = Write the year in four digits, such as 1362.
date-error-month = Write the month as a number from 1 to 12.
date-error-day = { $month } { NUMBER($year, useGrouping: "false") } has days 1 to { $days }.
date-error-form = Write year, month and day, such as 1362/07/12.
date-error-range = The last year must be after the first.
date-error-precision = Choose how precisely the date is known.

# A date known in part
date-of-month = { $month } { NUMBER($year, useGrouping: "false") }
date-of-year = { NUMBER($year, useGrouping: "false") }
date-of-range = between { NUMBER($from, useGrouping: "false") } and { NUMBER($to, useGrouping: "false") }
date-of-day = { $day }
date-not-known = Date unknown
age-years = { $years ->
    [one] { $years } year old
   *[other] { $years } years old
}
age-range = { $least } to { $most } years old
date-precision-day = Full date
date-precision-month = Month and year
date-precision-year = Year only
date-precision-range = Between two years
date-precision-unknown = Not known
