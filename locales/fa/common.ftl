# Words used on every page.

product-name = سجل
product-purpose = سامانهٔ رسیدگی به پروندهٔ فاقدین شناسنامه

# Doing
sign-in = ورود
sign-out = خروج
save = ثبت
save-draft = ذخیرهٔ پیش‌نویس
search = جست‌وجو
filter = پالایش
clear-filter = برداشتن پالایش
open = باز کردن
skip-to-content = پرش به متن
other-language = English

# Answering
add = افزودن
yes = بله
no = نه
unknown = نامعلوم
none = ندارد
all = همه
not-yet = هنوز نه
optional = اختیاری
needed-represented = لازم، اگر کسی به نمایندگی درخواست می‌دهد
needed-no-scan = لازم برای مدرکی که تصویر ندارد
needed-no-folder = لازم، اگر شمارهٔ پوشه نوشته نشده است
needed-sat = لازم برای هر عضوی که در صورت‌جلسه می‌آید
needed-named = لازم، اگر نام عضو نوشته شده است
needed-confirmed = لازم، اگر تابعیت تأیید می‌شود
needed-granted = لازم، اگر پذیرش پیشنهاد می‌شود
needed-reasons = لازم برای نخستین کس با هر پیشنهاد
needed-row = لازم، اگر این بخش را پر می‌کنید
needed-late = لازم، اگر پس از مهلت رسیده است
needed-new-paper = لازم، اگر برگهٔ تازه‌ای می‌دهید
choose = برگزینید
reason = دلیل
date = تاریخ
number = شماره
erased = پاک‌شده به حکم قانون

# Fields that everyone meets
day = روز
month = ماه
year = سال
name = نام
father-name = نام پدر
mother-name = نام مادر
national-number = شمارهٔ ملی
case-number = شمارهٔ پرونده
tracking-code = کد رهگیری
address = نشانی
birth-date = تاریخ ولادت
birth-place = محل ولادت

# Refused forms
error-summary-count = { $count ->
    [one] یک چیز را درست کنید
   *[other] { $count } چیز را درست کنید
}
error-required = این بخش را پر کنید.
error-required-named = «{ $field }» را پر کنید.
error-choose = یکی از گزینه‌ها را برگزینید.
error-too-long = بیش از { $limit } نویسه ننویسید.
error-not-a-number = این بخش را فقط با رقم بنویسید.
error-prefix = خطا:

# Counting
cases-count = { $count } پرونده
people-count = { $count } نفر
pages-count = { $count } صفحه
pieces-count = { $count } قطعه

# Units
unit = واحد
unit-country = کشور
unit-province = استان
unit-county = شهرستان
unit-office = ادارهٔ ثبت احوال { $county }

# Posts
role-registrar-officer = کارشناس ثبت احوال
role-archive-officer = مسئول بایگانی
role-office-head = رئیس ادارهٔ ثبت احوال
role-council-secretary = دبیر شورای تأمین شهرستان
role-commission-secretary = دبیر کمیسیون فاقدین شناسنامهٔ استان
role-board-secretary = دبیر هیأت حل اختلاف
role-provincial-director = مدیرکل ثبت احوال استان
role-auditor = بازرس
role-administrator = راهبر سامانه
