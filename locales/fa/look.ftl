# Words of the frame, the parts and the pages’ templates.

# Frame
nav-label = بخش‌های اصلی
nav-inbox = کارتابل
nav-search = جست‌وجو
nav-sittings = نشست‌ها
nav-letters = نامه‌ها
nav-reports = گزارش
nav-directive = دستورالعمل
nav-people = کاربران
nav-account = حساب من
search-label = جست‌وجوی پرونده
search-placeholder = شماره، نام یا کد رهگیری
list-comma = {"، "}
foot-directive = این کار زیر «{ $directive }» انجام می‌شود.
foot-history = هر کار در این سامانه با نام کننده و زمان آن ثبت می‌شود.
foot-demonstration = نام‌ها و پرونده‌های این نسخه ساختگی‌اند.

# Badges and parts
due-paused = ساعت ایستاده
due-unlimited = بی‌مهلت
pager-first = بازگشت به آغاز فهرست
pager-next = بعدی‌ها
panel-title = اکنون می‌توانید
panel-nothing = اکنون کاری با شما نیست
panel-nothing-why = پرونده را می‌توانید بخوانید.
steps-label = گام‌های پرونده
stage-done = انجام شد:
stage-now = اکنون:
stage-ahead = در پیش:
step-of = { $step } از { $steps }
change-what = چه چیز
change-before = پیش از این
change-after = پس از این
entry-reason = سبب:
entry-number = رویداد { $number }

# Forms
to-year = تا سال
error-number-range = عددی از { $least } تا { $most } بنویسید.
error-date-empty = تاریخ را بنویسید.
error-future-date = این تاریخ هنوز نرسیده است؛ تاریخ امروز یا پیش از آن را بنویسید.

# Accounts
sessions-title = نشست‌های باز شما
people-add = افزودن کاربر
people-grants = سمت‌ها

# A page that tells of a problem
problem-changed = در این میان عوض شد
problem-reference = شمارهٔ پیگیری:
problem-kept = نوشتهٔ شما نگه داشته شد

# Lists of cases
filter-title = پالایش این فهرست
column-household = خانوار
column-number = شماره
column-step = گام
column-holder = نزد
column-since = از
column-due = مهلت
column-next = کار بعدی

# The case
case-tasks = کارهای این گام
case-places = هر نفر در کدام گام است
case-decision-none = هنوز تصمیمی امضا نشده است؛ ادله، یافته‌ها و پیش‌نویس در برگهٔ تصمیم است.
case-decision = تصمیم
case-household = خانوار
case-papers = برگه‌ها
case-notes = یادداشت‌ها
case-recent = تازه‌ترین رویدادها

# A paper
paper-nav = برگه‌های پرونده
paper-before = برگهٔ پیشین:
paper-after = برگهٔ پسین:
paper-versions = نسخه‌های این برگه

# A decision to sign
decision-unread = { $count ->
    [one] یک برگه را باز نکرده‌اید
   *[other] { $count } برگه را باز نکرده‌اید
}
decision-unread-rule = این برگه‌ها را پیش از امضا بخوانید؛ در تاریخچه می‌ماند که چه چیز پیش از امضا باز شده است.
decision-open-first = باز کردن برگهٔ نخست
decision-proposals = پیشنهاد برای هر نفر
decision-facts = یافته‌ها، واقعیت به واقعیت
decision-clauses = مادهٔ ۹۷۶، بند به بند
decision-sign = امضا

# What leaves the office on paper
print-how = برای چاپ، فرمان چاپ مرورگر را بزنید؛ سربرگ و دکمه‌ها چاپ نمی‌شوند.
receipt-household = خانوار ({ $count } نفر)
receipt-verify = راستی‌آزمایی
receipt-taken = برگه‌هایی که گرفتیم ({ $count })
receipt-missing = برگه‌هایی که مانده ({ $count })
receipt-of-all = برای هر { $count } نفر
receipt-nothing-taken = برگه‌ای گرفته نشد؛ پرونده بی‌برگه هم پذیرفته است.
receipt-nothing-missing = چیزی کم نیست.
receipt-next = پس از این چه می‌شود
receipt-sign-taker = امضای پذیرنده و مهر اداره
receipt-sign-applicant = امضا یا اثر انگشت متقاضی

# Opening a case
intake-parts = بخش‌ها

# Search
search-hint = نام را هرگونه که می‌نویسید بنویسید؛ ی و ک عربی، نیم‌فاصله و رقم‌ها فرقی نمی‌کند. هر جست‌وجو به نام شما ثبت می‌شود.

# The directive
directive-steps = گام‌ها
directive-rules = برای همهٔ پرونده
directive-says = { $title }: { $value }.
directive-conditions = چگونه و با چه شرطی
directive-articles = مبنا
directive-need = خواسته
directive-papers = برگه‌ها
directive-act = کار
directive-acts = کارهای بیرون از گام‌ها
directive-needs = آنچه لازم است
directive-outcomes = به کجا می‌رسد
directive-fact = واقعیت
directive-facts = آنچه شرط‌ها از آن می‌پرسند
directive-documents = سندهایی که به آن‌ها استناد شده

panel-beside = کارهای دیگر
case-says = دستورالعمل چه می‌خواهد
decision-heard = پاسخ او:
directive-digest = اثر این نسخه:
intake-drafts = پیش‌نویس‌های شما
inbox-drafts = { $count } پیش‌نویس فرستاده‌نشده
draft-discard = دور انداختن این پیش‌نویس
draft-discard-lead = پیش‌نویس «{ $title }» را آخرین بار { $saved } ذخیره کرده‌اید. { $scans ->
    [0] تصویری در آن نیست.
    [one] یک تصویر برگه در آن است.
   *[other] { $scans } تصویر برگه در آن است.
} اگر دورش بیندازید، دیگر برنمی‌گردد. هنوز پرونده‌ای از آن ساخته نشده است.
draft-discard-do = دور انداختن پیش‌نویس
draft-discard-not = نگه داشتن آن و ادامه
case-stands = پرونده کجاست
person-stated = آنچه گفته و درست شده است
directive-outcome = نتیجه
directive-to = گام پس از آن
directive-document = سند
directive-standing = متن آن
directive-read = خوانده شده
empty-filter = با این پالایش پرونده‌ای نیست. پالایش را بردارید.
paper-version = نسخه
paper-taken-by = گیرنده
paper-no-picture = این فایل در صفحه نشان داده نمی‌شود؛ آن را جداگانه باز کنید.
decision-nothing = چیزی نیست
who-in-post = { $who } ({ $post })
change-office-pool = صندوق اداره
change-file-with = پرونده در دست
change-proceedings = رسیدگی
change-directive = نسخهٔ دستورالعمل
proceedings = اقدام‌ها
proceedings-none = هنوز چیزی ثبت نشده است.
proceedings-sitting = صورتجلسه
proceedings-hearing = شنیدن پاسخ
proceedings-service = ابلاغ
proceedings-body = نهاد
proceedings-answered = تاریخ پاسخ
proceedings-sealed = دارد؛ محرمانه است و در این صفحه نمی‌آید.
proceedings-run = در جریان
proceedings-stand = متوقف
change-nothing = چیزی ثبت نشده بود
changed-from-to = { $what }: پیش از این «{ $before }»، پس از این «{ $after }».
decision-not-opened = باز نکرده‌اید
decision-other-papers = برگه‌های دیگر
decision-granted = { $count } پذیرش
decision-refused = { $count } رد
track-under-way = در راه
relation-and-age = { $relation }، { $age } ساله
# How a due date was counted
counted-title = چگونه شمرده شد
counted-basis = مبنا
counted-length = مهلت
counted-start = روز آغاز
counted-first = روز نخست
counted-from-day = روز آغاز شمرده نمی‌شود؛ شمارش از { $day } است.
counted-off = شمرده نشد
counted-off-days = { $count } روز تعطیل
counted-weekly = { $count } روز تعطیل هفتگی
counted-holiday = { $day }: { $title }
counted-holiday-computed = { $day }: { $title } (تاریخ قمری، به محاسبه)
counted-last = روز پایان
counted-rolled-day = { $day } تعطیل بود؛ پایان مهلت به نخستین روز کاری پس از آن رفت.
counted-paused = ایستادن ساعت
counted-longer = تمدید
counted-added = { $days } روز افزوده شد.
counted-result = سررسید
counted-calendar = تقویم
counted-other-calendar = این مهلت با نسخهٔ دیگری از تقویم شمرده شده است.
counted-unknown-year = تعطیلات قمری آن سال هنوز در تقویم نیست؛ اگر افزوده شود، سررسید ممکن است جابه‌جا شود.
filter-who = نام یا شماره
person-stands = { $person } کجاست
proceedings-search = جست‌وجوی سوابق
proceedings-evidence = دلیل
proceedings-interview = مصاحبه
proceedings-letter = نامه
proceedings-reminder = یادآوری
finding-unsupported = چیزی در پرونده آن را نشان نمی‌دهد.
panel-others = کارهایی که با دیگران است، و چرا
decision-bodies = آنچه نهادها گفته‌اند
body-said = نظر یا پاسخ
votes-counted = { $for } موافق، { $against } مخالف.
