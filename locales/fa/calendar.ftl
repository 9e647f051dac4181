# The Jalali calendar, and how far away a day is.

month-1 = فروردین
month-2 = اردیبهشت
month-3 = خرداد
month-4 = تیر
month-5 = مرداد
month-6 = شهریور
month-7 = مهر
month-8 = آبان
month-9 = آذر
month-10 = دی
month-11 = بهمن
month-12 = اسفند

# From Monday
weekday-1 = دوشنبه
weekday-2 = سه‌شنبه
weekday-3 = چهارشنبه
weekday-4 = پنجشنبه
weekday-5 = جمعه
weekday-6 = شنبه
weekday-7 = یکشنبه

today = امروز
days = { $count } روز
working-days = { $count } روز کاری
months = { $count } ماه
days-ago = { $count ->
    [0] امروز
    [1] دیروز
   *[other] { $count } روز پیش
}
days-late = { $count } روز گذشته
days-left = { $count ->
    [0] امروز سر می‌رسد
   *[other] { $count } روز مانده
}

# A typed date that is none
date-error-year = سال را با چهار رقم بنویسید، مانند ۱۳۶۲.
date-error-month = ماه را با رقم ۱ تا ۱۲ بنویسید.
date-error-day = { $month } { NUMBER($year, useGrouping: "false") } روزهای ۱ تا { $days } دارد.
date-error-form = تاریخ را به ترتیب سال، ماه و روز بنویسید، مانند ۱۳۶۲/۰۷/۱۲.
date-error-range = سال پایان باید پس از سال آغاز باشد.
date-error-precision = برگزینید که تاریخ تا چه اندازه معلوم است.

# A date known in part
date-of-month = { $month } { NUMBER($year, useGrouping: "false") }
date-of-year = سال { NUMBER($year, useGrouping: "false") }
date-of-range = میان { NUMBER($from, useGrouping: "false") } و { NUMBER($to, useGrouping: "false") }
date-of-day = { $day }
date-not-known = تاریخ نامعلوم
age-years = { $years } ساله
age-range = { $least } تا { $most } ساله
date-precision-day = روز کامل
date-precision-month = ماه و سال
date-precision-year = فقط سال
date-precision-range = میان دو سال
date-precision-unknown = نمی‌دانند
