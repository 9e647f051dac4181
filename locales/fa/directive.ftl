# خواندن فایل دستورالعمل: چه چیزی در آن می‌تواند نادرست باشد.

directive-syntax = این متن به زبان TOML خوانده نمی‌شود: { $text }
directive-unknown-key = کلید «{ $key }» در این جای دستورالعمل تعریف نشده است.
directive-unknown-key-near = کلید «{ $key }» در این جای دستورالعمل تعریف نشده است؛ آیا «{ $near }» منظور است؟
directive-missing-key = «{ $key }» نیامده است.
directive-wrong-shape = «{ $key }» باید { $shape } باشد.
directive-shape-text = متنی میان دو گیومهٔ لاتین
directive-shape-number = عدد درست
directive-shape-flag = true یا false
directive-shape-list = فهرست
directive-shape-table = جدول
directive-unknown-code = «{ $code }» زیر «{ $key }» پذیرفته نیست. پذیرفته‌ها: { $allowed }
directive-empty-words = «{ $key }» نوشته نشده است؛ هر دو زبان لازم است.
directive-not-a-date = «{ $text }» تاریخ شمسی نیست؛ نمونهٔ درست: ۱۳۸۱-۰۳-۰۸
directive-duplicate = دو مدخل [[{ $thing }]] شناسهٔ «{ $id }» دارند.
directive-dangling = هیچ [[{ $thing }]] با شناسهٔ «{ $id }» نیست.
directive-dangling-near = هیچ [[{ $thing }]] با شناسهٔ «{ $id }» نیست؛ آیا «{ $near }» منظور است؟
directive-intakes = درست یک گام از نوع «intake» لازم است؛ اکنون { $count } گام هست.
directive-intake-per-person = گام «{ $step }»: پرونده برای خانوار گشوده می‌شود، پس دامنهٔ آن باید «case» باشد.
directive-no-outcome = گام «{ $step }» نتیجه‌ای ندارد و هیچ‌کس از آن بیرون نمی‌آید.
directive-outcome-after-end = گام «{ $step }» پایان است و نتیجه ندارد.
directive-end-without-class = گام «{ $step }» پایان است؛ زیر «end» بنویسید پرونده چگونه پایان یافته است.
directive-class-without-end = گام «{ $step }» می‌گوید پرونده چگونه پایان یافته، ولی نوع آن «closed» نیست.
directive-nobody = «{ $id }»: نام کسی که بتواند آن را انجام دهد یا فراهم کند نیامده است.
directive-warning-without-words = نتیجهٔ «{ $outcome }» کلید «warn_when» دارد ولی زیر «warning» متنی نیست.
directive-no-paper = نیاز «{ $requirement }» زیر «any_of» هیچ مدرکی نام نبرده است.
directive-zero-length = مهلت نمی‌تواند صفر باشد.
directive-extension-too-short = مهلت { $length } را نمی‌توان تا { $longest } تمدید کرد، چون از آن بلندتر نیست.
directive-expiry-decides = کلید «on_expiry» نمی‌تواند «{ $outcome }» را برگزیند: گذشتن مهلت نه تصمیم می‌گیرد و نه پرونده را می‌بندد؛ تنها می‌تواند پرونده را به جایی ببرد که کسی تصمیم بگیرد.
directive-no-main-line = هیچ گامی «main = true» ندارد: گام‌های مسیر اصلی را از تشکیل پرونده تا پایان نشان بگذارید.
directive-main-line-start = گام «{ $step }» نمی‌تواند آغاز مسیر اصلی باشد؛ آغاز، گامی از نوع «intake» است.
directive-main-line-broken = مسیر اصلی گسسته است: هیچ نتیجه‌ای از «{ $from }» به «{ $step }» نمی‌رسد.

# واژه‌های صفحهٔ دستورالعمل
supplier-applicant = متقاضی
supplier-witness = شاهد
supplier-notary = دفترخانه اسناد رسمی
supplier-police = نیروی انتظامی
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
