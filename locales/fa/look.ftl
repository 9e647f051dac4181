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
panel-nothing-why = پرونده نزد دیگری است؛ آن را می‌توانید بخوانید.
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
filter-words = نام یا شماره
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
case-decision = تصمیم
case-household = خانوار
case-papers = برگه‌ها
case-letters = نامه‌ها
case-application = درخواست
case-notes = یادداشت‌ها
case-add-note = افزودن یادداشت
case-recent = تازه‌ترین رویدادها
