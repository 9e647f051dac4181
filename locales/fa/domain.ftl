# Titles of what the case, the directive and the law name. Ids end in the stored code.

# Clauses of Article 976 of the Civil Code
clause-1 = بند ۱: ساکن ایران که تابعیت خارجی او مسلم نیست
clause-2 = بند ۲: فرزند پدر ایرانی، در هر کجا متولد شده باشد
clause-3 = بند ۳: متولد ایران از پدر و مادر نامعلوم
clause-4 = بند ۴: متولد ایران از پدر و مادر خارجی که یکی از آن دو متولد ایران است
clause-5 = بند ۵: متولد ایران از پدر خارجی، با یک سال اقامت پس از هجده‌سالگی
clause-6 = بند ۶: زن خارجی که همسر مرد ایرانی است
clause-7 = بند ۷: کسی که تابعیت ایران را تحصیل کرده است
clause-mother-line = قانون ۱۳۹۸: فرزند مادر ایرانی و پدر خارجی

# The same in a word, for lists
clause-short-1 = ساکن ایران
clause-short-2 = پدر ایرانی
clause-short-3 = ولادت در ایران، والدین ناشناس
clause-short-4 = ولادت در ایران، پدر یا مادر متولد ایران
clause-short-5 = ولادت در ایران و اقامت پس از هجده‌سالگی
clause-short-6 = زوجهٔ مرد ایرانی
clause-short-7 = تحصیل تابعیت
clause-short-mother-line = مادر ایرانی

# Finding on a clause
clause-finding-met = منطبق است
clause-finding-not-met = منطبق نیست
clause-finding-not-claimed = ادعا نشده

# Relation to the principal of the household
relation-principal = سرپرست خانوار
relation-spouse = همسر
relation-child = فرزند
relation-parent = پدر یا مادر
relation-sibling = برادر یا خواهر
relation-grandchild = نوه
relation-other = خویشاوند دیگر

# Sex, as the register knows it
sex-female = زن
sex-male = مرد

# Who acts for the applicant
capacity-father = پدر
capacity-grandfather = جد پدری
capacity-mother = مادر
capacity-appointed-guardian = قیم
capacity-executor = وصی
capacity-trustee = امین
capacity-lawyer = وکیل
capacity-institution = نمایندهٔ مؤسسه
capacity-keeper = سرپرست قانونی

# Kinship of a witness
kinship-none = خویشاوند نیست
kinship-parent = پدر یا مادر
kinship-sibling = برادر یا خواهر
kinship-uncle-or-aunt = عمو، عمه، دایی یا خاله
kinship-grandparent = پدربزرگ یا مادربزرگ
kinship-cousin = عموزاده، عمه‌زاده، دایی‌زاده یا خاله‌زاده
kinship-in-law = خویشاوند سببی
kinship-other = خویشاوند دیگر

# Who has the case in hand
holder-me = من
holder-office = ادارهٔ ثبت احوال
holder-head = رئیس اداره
holder-archive = بایگانی
holder-applicant = متقاضی
holder-police = فراجا
holder-council = شورای تأمین شهرستان
holder-board = هیأت حل اختلاف
holder-court = دادگاه
holder-laboratory = پزشکی قانونی
holder-province = ادارهٔ کل استان
holder-nobody = مختومه

# Kinds of paper
birth-basis-testimony-form = شهادت‌نامه
birth-basis-vaccination-card = کارت واکسن
birth-basis-birth-attestation = گواهی ولادت
birth-basis-health-file = پروندهٔ خانهٔ بهداشت
birth-basis-age-opinion = نظر پزشکی قانونی
birth-basis-school-letter = گواهی مدرسه
birth-basis-other = مبنای دیگر

# How a paper was handed in
paper-form-original = اصل
paper-form-copy = رونوشت
paper-form-seen = اصل رؤیت و بازگردانده شد

# What a reviewer found of a paper
verdict-accepted = اصیل و خوانا
verdict-illegible = خوانا نیست
verdict-incomplete = ناقص است
verdict-original-needed = اصل دیده نشده است
verdict-doubted = در اصالت تردید هست
verdict-not-of-case = از آنِ این پرونده نیست

# Who certified the witnesses’ signatures (instruction, item 1-1)
certification-notary = دفترخانهٔ اسناد رسمی
certification-police = فرماندهی انتظامی (فراجا)
certification-islamic-council = شورای اسلامی محل
certification-none = گواهی نشده است

# Where the applicant lives, which decides who certifies
settlement-city = شهر
settlement-village = روستا

# Languages
language-persian = فارسی
language-balochi = بلوچی
language-sistani = سیستانی
language-brahui = براهویی
language-kurdish = کردی
language-arabic = عربی
language-turkmen = ترکمنی
language-pashto = پشتو
language-urdu = اردو
language-other = زبان دیگر

# Reasons to take a case first
vulnerability-child = کودک
vulnerability-school-age = کودک بازمانده از تحصیل
vulnerability-unaccompanied = کودک بی‌سرپرست
vulnerability-illness = بیماری
vulnerability-disability = معلولیت
vulnerability-pregnancy = بارداری
vulnerability-elderly = سالمندی
vulnerability-female-head = زن سرپرست خانوار
vulnerability-disaster = آسیب‌دیده از سیل، زلزله یا حادثه
vulnerability-detained = بازداشت یا در خطر اخراج

# How the case came to the office
channel-counter = مراجعهٔ حضوری
channel-field-visit = مراجعه به محل
channel-portal-import = انتقال از درگاه
channel-court-order = دستور دادگاه

# Material facts
fact-identity = هویت
fact-parentage = نسب
fact-birthplace = محل ولادت
fact-residence = اقامت
fact-no-foreign-nationality = نبود تابعیت خارجی مسلم
fact-kinship = خویشاوندی با اعضای پرونده

# Finding on a fact
finding-proven = ثابت
finding-reasonably-shown = تا اندازهٔ معقول نشان داده شد
finding-not-shown = نشان داده نشد
finding-contradicted = خلاف آن دیده شد

# What is checked in the registers
search-check-name-match = نام، نام پدر و جد، سال و محل ولادت
search-check-parents-children = فرزندان ثبت‌شدهٔ پدر و مادر
search-check-earlier-cases = پرونده‌های پیشین
search-check-fingerprints = آثار انگشتان

# What the search gave
search-result-clean = سابقه‌ای نیست
search-result-possible = شباهت دارد، بررسی لازم است
search-result-found = سابقه دارد
search-result-not-done = انجام نشد

# Kinds of evidence
evidence-kind-lineage = نسب
evidence-kind-dna = آزمایش ژنتیک
evidence-kind-age = تشخیص سن
evidence-kind-residence = اقامت
evidence-kind-birth = ولادت
evidence-kind-other = دلیل دیگر

# Which way evidence speaks
evidence-direction-for = له
evidence-direction-against = علیه

# Bodies that sit
body-committee = کمیتهٔ رسیدگی
body-council = شورای تأمین شهرستان
body-board = هیأت حل اختلاف
body-court = دادگاه

# Posts that seat a member
post-county-governor = فرماندار
post-provincial-governor = استاندار
post-office-head = رئیس ادارهٔ ثبت احوال
post-archive-officer = مسئول بایگانی
post-police-commander = فرماندهٔ انتظامی
post-intelligence-head = رئیس ادارهٔ اطلاعات
post-prosecutor = دادستان
post-expert = کارشناس خبره
post-appointed-member = عضو برگزیدهٔ مدیرکل استان
post-other = عضو دیگر

# Attendance
attendance-present = حاضر
attendance-absent = غایب
attendance-recused = امتناع از رسیدگی
attendance-represented = با نماینده

# Votes
vote-approve = موافق
vote-reject = مخالف
vote-abstain = ممتنع
vote-none = رأی نداد

# What a sitting said on nationality
opinion-approved = تأیید تابعیت
opinion-rejected = رد تابعیت
opinion-returned = عودت برای تحقیق
opinion-postponed = موکول به جلسهٔ دیگر

# What a sitting said on identity
identity-opinion-evident = هویت محرز است
identity-opinion-not-evident = هویت محرز نیست
identity-opinion-not-examined = هویت بررسی نشد

# What an outside body answered
answer-confirmed = تأیید شد
answer-not-confirmed = تأیید نشد
answer-inconclusive = نتیجه‌ای به دست نیامد
answer-foreign-national = تبعهٔ خارجی شناخته شد

# How the person was heard
hearing-heard = شنیده شد
hearing-did-not-appear = پس از دو ابلاغ حاضر نشد

# The office’s decision
ruling-granted = پذیرش درخواست
ruling-refused = رد درخواست

# How a decision was served
service-method-in-person = ابلاغ حضوری
service-method-agent = مأمور ابلاغ
service-method-post = پست سفارشی
service-method-notice-board = الصاق در محل

# How receipt was proven
service-receipt-signed = امضا کرد
service-receipt-fingerprint = اثر انگشت زد
service-receipt-refused = از امضا خودداری کرد

# What a judgment does
court-effect-issuance-ordered = الزام به صدور شناسنامه
court-effect-dismissed = رد دعوا
court-effect-other = حکم دیگر

# Grounds to reopen
reopening-ground-court-order = رأی دادگاه
reopening-ground-new-evidence = دلیل تازه
reopening-ground-audit-finding = یافتهٔ بازرسی

# Whether foreign identity papers are held
foreign-papers-no = نه
foreign-papers-yes = بله
foreign-papers-unknown = نمی‌داند

# Kinds of step in a directive
step-kind-intake = پذیرش
step-kind-review = بررسی مدارک
step-kind-registry-search = استعلام سوابق
step-kind-evidence = نسب و ادله
step-kind-committee = کمیتهٔ رسیدگی
step-kind-referral = ارجاع
step-kind-council = شورای تأمین
step-kind-decision = تصمیم اداره
step-kind-notification = ابلاغ
step-kind-issuance = صدور
step-kind-objection = اعتراض
step-kind-closed = مختومه

# How a case ended
end-issued = شناسنامه صادر شد
end-refused = درخواست رد شد
end-withdrawn = متقاضی انصراف داد
end-deceased = متقاضی درگذشت
end-referred-out = به مرجع دیگر فرستاده شد
board-ruling-approved = اعتراض وارد است
board-ruling-rejected = رد درخواست تأیید شد
board-ruling-returned = بازگشت به اداره برای تصمیم دوباره
board-ruling-postponed = موکول به جلسهٔ دیگر

# Letters that the office prints
letter-kind-pending = گواهی در دست رسیدگی بودن پرونده
letter-kind-missing = درخواست تکمیل مدارک
letter-kind-referral = نامه به نهاد بیرونی
letter-kind-notice = ابلاغ تصمیم
letter-kind-ruling = ابلاغ رأی هیأت
letter-kind-card = کارت موقت
