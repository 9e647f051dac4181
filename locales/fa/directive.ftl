# خواندن فایل دستورالعمل: چه چیزی در آن می‌تواند نادرست باشد.

directive-syntax = این متن به زبان TOML خوانده نمی‌شود: { $text }
directive-unknown-key = کلید «{ $key }» در این جای دستورالعمل تعریف نشده است؛ آن را بردارید.
directive-unknown-key-near = کلید «{ $key }» در این جای دستورالعمل تعریف نشده است؛ آیا «{ $near }» منظور است؟
directive-missing-key = «{ $key }» نیامده است؛ آن را همین‌جا بنویسید.
directive-wrong-shape = «{ $key }» باید { $shape } باشد.
directive-shape-text = متنی میان دو گیومهٔ لاتین
directive-shape-number = عدد درست
directive-shape-flag = true یا false
directive-shape-list = فهرست
directive-shape-table = جدول
directive-unknown-code = «{ $code }» زیر «{ $key }» پذیرفته نیست. پذیرفته‌ها: { $allowed }
directive-not-a-condition = «{ $text }» شرط نیست. شرط یکی از این‌هاست: fact، not fact، fact = value، fact < years، fact >= years، fact has clause.
directive-wrong-test = از «{ $fact }» چنین نمی‌توان پرسید؛ نمونهٔ درست: { $example }
directive-empty-words = «{ $key }» نوشته نشده است؛ هر دو زبان لازم است.
directive-not-a-date = «{ $text }» تاریخ شمسی نیست؛ نمونهٔ درست: ۱۳۸۱-۰۳-۰۸
directive-duplicate = دو مدخل [[{ $thing }]] شناسهٔ «{ $id }» دارند؛ شناسهٔ یکی را تغییر دهید.
directive-dangling = هیچ [[{ $thing }]] با شناسهٔ «{ $id }» نیست؛ آن را بنویسید یا یکی از موجودها را نام ببرید.
directive-dangling-near = هیچ [[{ $thing }]] با شناسهٔ «{ $id }» نیست؛ آیا «{ $near }» منظور است؟
directive-intakes = درست یک گام از نوع «intake» لازم است؛ اکنون { $count } گام هست.
directive-intake-per-person = گام «{ $step }»: پرونده برای خانوار گشوده می‌شود، پس دامنهٔ آن باید «case» باشد.
directive-no-outcome = گام «{ $step }» نتیجه‌ای ندارد و هیچ‌کس از آن بیرون نمی‌آید؛ زیر آن [[step.outcome]] بنویسید.
directive-outcome-after-end = گام «{ $step }» پایان است و نباید نتیجه داشته باشد؛ نتیجه‌ها را بردارید یا نوع دیگری به آن بدهید.
directive-end-without-class = گام «{ $step }» پایان است؛ زیر «end» بنویسید پرونده چگونه پایان یافته است.
directive-class-without-end = گام «{ $step }» می‌گوید پرونده چگونه پایان یافته، ولی نوع آن «closed» نیست؛ «end» را بردارید یا نوع را «closed» بنویسید.
directive-nobody = «{ $id }»: نام کسی که بتواند آن را انجام دهد نیامده است؛ سمتی را نام ببرید.
directive-warning-without-words = نتیجهٔ «{ $outcome }» کلید «warn_when» دارد ولی زیر «warning» متنی نیست؛ متن را به هر دو زبان بنویسید.
directive-no-paper = نیاز «{ $requirement }» زیر «any_of» هیچ مدرکی نام نبرده است؛ مدرکی را که کافی است نام ببرید.
directive-no-supplier = مدرک «{ $paper }» زیر «suppliers» نام کسی را که بتواند آن را بدهد ندارد؛ یکی را نام ببرید.
directive-zero-length = مهلت نمی‌تواند صفر باشد؛ اگر مهلتی نیست «clock» را بردارید.
directive-extension-too-short = مهلت { $length } را نمی‌توان تا { $longest } تمدید کرد، چون از آن بلندتر نیست؛ عدد بزرگ‌تری بنویسید.
directive-expiry-decides = کلید «on_expiry» نمی‌تواند «{ $outcome }» را برگزیند: گذشتن مهلت نه تصمیم می‌گیرد و نه پرونده را می‌بندد؛ تنها می‌تواند پرونده را به جایی ببرد که کسی تصمیم بگیرد.
directive-no-main-line = هیچ گامی «main = true» ندارد: گام‌های مسیر اصلی را از تشکیل پرونده تا پایان نشان بگذارید.
directive-main-line-start = گام «{ $step }» نمی‌تواند آغاز مسیر اصلی باشد؛ آغاز، گامی از نوع «intake» است.
directive-main-line-broken = مسیر اصلی گسسته است: هیچ نتیجه‌ای از «{ $from }» به «{ $step }» نمی‌رسد؛ «main» را از این یکی بردارید، یا از آن یکی راهی به آن بگذارید.
directive-transition-from-itself = حکم انتقالی نمی‌تواند برای پرونده‌های نسخهٔ «{ $version }» باشد؛ این خودِ همین نسخه است.

# واژه‌های صفحهٔ دستورالعمل
supplier-applicant = متقاضی
supplier-witness = شاهد
supplier-notary = دفترخانه اسناد رسمی
supplier-police = فرماندهی انتظامی (فراجا)
supplier-islamic-council = شورای اسلامی محل
supplier-institution = مؤسسه عام‌المنفعه
supplier-court = دادگاه
supplier-legal-medicine = پزشکی قانونی
supplier-health-centre = خانه بهداشت یا بیمارستان
supplier-school = مدرسه
supplier-registry-office = اداره ثبت احوال
supplier-governor-office = فرمانداری
supplier-security-council = شورای تأمین
supplier-dispute-board = هیأت حل اختلاف
supplier-foreign-ministry = وزارت امور خارجه
supplier-foreigners-office = اداره اتباع خارجی
supplier-prosecutor = دادستان
clock-unit-working-days = روز کاری
clock-unit-calendar-days = روز
clock-unit-jalali-months = ماه
reason-rule-none = ذکر دلیل لازم نیست
reason-rule-optional = ذکر دلیل اختیاری است
reason-rule-required = ذکر دلیل لازم است
separation-not-opener = نه کسی که پرونده را تشکیل داده است
separation-not-preparer = نه کسی که تصمیم را پیشنهاد داده است
separation-not-evidence-maker = نه کسی که ادله را ثبت یا ارزیابی کرده است
separation-not-previous = نه کسی که گام پیشین را برداشته است
condition-holds = { $fact }
condition-not = چنین نباشد که { $condition }
condition-is = { $fact }: { $value }
condition-has = { $fact }: بند { $clause } از آن‌هاست
condition-under = { $fact }: کمتر از { $years } سال
condition-up-to = { $fact }: حداکثر { $years } سال
condition-over = { $fact }: بیش از { $years } سال
condition-at-least = { $fact }: { $years } سال تمام یا بیشتر

fact-source-settlement = محل سکونت متقاضی
fact-source-institution = تحت پوشش مؤسسه بودن متقاضی
fact-source-paper = بودن مدرکی که رد نشده است
fact-source-clauses = بندهای ادعاشده
fact-source-age = سن به سال تمام
fact-source-ruling = تصمیم امضاشده
fact-source-court-order = دستور دادگاه به صدور

age-day-submission = روز درخواست
age-day-today = روز رسیدگی

choice-city = شهر
choice-village = بخش یا روستا
choice-granted = موافقت
choice-refused = رد

directive-quorum-without-body = گام «{ $step }» جلسه‌ای ندارد؛ حد نصاب تنها برای کمیته، شورا و هیأت است.
directive-zero-quorum = حد نصاب نمی‌تواند صفر باشد؛ اگر حد نصابی نیست، این بخش را بردارید.

# Drawing of the steps
diagram-title = نقشهٔ گام‌ها
diagram-how = راه اصلی ردیف به ردیف پیش می‌رود. راه‌های دیگر زیر همان گام می‌آیند و پایان‌ها در پایین. «به گام …» راه‌هایی است که خط ندارند. کادر خط‌چین: فرضی، در انتظار تأیید. هر گام به شرح خود پیوند دارد.
diagram-says = { $main } گام راه اصلی، { $side } گام کناری و { $ends } پایان دیگر. همین گام‌ها با همهٔ شرحشان در پایین آمده است.
diagram-step = { $number }. { $title }
diagram-holder = نزد { $holder }
diagram-clock = مهلت { $length }
diagram-refers = به گام { $numbers }
diagram-by-act = از هر گام، با: { $acts }
diagram-reopened = پس از پایان، با: { $acts }
directive-step-in-whole = این گام در متن دستورالعمل
step-in-directive = مادهٔ این گام در دستورالعمل
act-says = دستورالعمل در این‌جا چه می‌گوید؟
