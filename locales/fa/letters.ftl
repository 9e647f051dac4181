# Letters that the office prints about a case.

letters-title = نامه‌ها و برگه‌های چاپی
letter-organisation = سازمان ثبت احوال کشور
letter-no = شماره
letter-case = شمارهٔ پرونده
letter-to-person = به: { $name }
letter-through = به‌واسطهٔ { $capacity }: { $name }
letter-greeting = با سلام و احترام،
letter-basis = مبنا:
letter-stamp = محل مهر اداره
letter-seal = نشانهٔ راستی‌آزمایی:
letter-file = اثر پرونده تا رویداد { $seq }:
letter-from-whom = از کجا
letter-accepted = توضیح

# That the case is pending
letter-pending = گواهی در دست رسیدگی بودن پرونده
letter-pending-says = گواهی می‌شود درخواست ثبت سند سجلی و صدور شناسنامه برای خانوار { $name } از { $since } با شمارهٔ { $number } در این اداره ثبت شده است و رسیدگی به آن ادامه دارد.
letter-pending-no-proof = این گواهی به درخواست متقاضی و تنها برای آگاهی از جریان پرونده داده می‌شود؛ شناسنامه نیست و هویت یا تابعیت کسی را ثابت نمی‌کند.

# What the applicant is asked to bring
letter-missing = درخواست تکمیل مدارک
letter-missing-says = درخواست شما به شمارهٔ { $number } بررسی شد. برای ادامهٔ رسیدگی به مدارک زیر نیاز است.
letter-missing-list = مدارک لازم
letter-missing-until = خواهشمند است این مدارک را تا پایان { $day } به این اداره تحویل دهید و رسید بگیرید.
letter-missing-soon = خواهشمند است این مدارک را در نخستین فرصت به این اداره تحویل دهید و رسید بگیرید.
letter-missing-cannot = اگر تهیهٔ مدرکی برای شما ممکن نیست، آن را به این اداره بگویید تا راه دیگر بررسی شود. نبود یک مدرک به‌تنهایی سبب رد درخواست نیست.

# To the body that is asked
letter-referral = استعلام
letter-referral-identity = استعلام برای احراز هویت
letter-referral-nationality = ارسال پرونده برای احراز تابعیت
letter-referral-says = پروندهٔ خانوار { $name } به شمارهٔ { $number } در این اداره در دست رسیدگی است.
letter-body-police = فرماندهی انتظامی (فراجا)
letter-referral-people = مشخصات اعضا، بنا بر اظهار خودشان
letter-referral-lives = نشانی خانوار، بنا بر اظهار خودشان: { $address }.
letter-born = ولادت
letter-telephone = تلفن { $number }
letter-of-everybody = { $subject }، همهٔ خانوار ({ $count } برگ)
letter-referral-answer = خواهشمند است نتیجه را با ذکر شماره و تاریخ این نامه، برای هر نفر جداگانه، به این اداره اعلام فرمایید.
letter-referral-answer-until = خواهشمند است نتیجه را تا { $day } با ذکر شماره و تاریخ این نامه، برای هر نفر جداگانه، به این اداره اعلام فرمایید.

# The decision on one person
letter-notice = ابلاغ تصمیم اداره
letter-notice-granted = با درخواست ثبت سند سجلی و صدور شناسنامه برای { $name } موافقت شد، بر پایهٔ مادهٔ ۹۷۶ قانون مدنی، { $clause }.
letter-notice-granted-plain = با درخواست ثبت سند سجلی و صدور شناسنامه برای { $name } موافقت شد.
letter-notice-refused = با درخواست ثبت سند سجلی و صدور شناسنامه برای { $name } موافقت نشد.
letter-notice-reasons = دلایل تصمیم: { $reasons }
letter-notice-findings = یافته‌های اداره
letter-notice-next = برای انگشت‌نگاری، تنظیم سند و دریافت شناسنامه با همین ابلاغ به این اداره مراجعه فرمایید.
letter-notice-time = مهلت اعتراض { $length } است و از روز پس از ابلاغ شمرده می‌شود.
letter-notice-free = اعتراض را می‌توانید در همین اداره بنویسید و رسید بگیرید. اگر به زبان دیگری یا به خواندن با صدای بلند نیاز دارید، بگویید.
letter-notice-received = نام، تاریخ و امضا یا اثر انگشت ابلاغ‌شونده

# The temporary card
letter-card = کارت شناسایی موقت
letter-card-says = این کارت در جریان پروندهٔ { $number } برای { $name } صادر شده است.
letter-card-no-proof = این کارت شناسنامه و دلیل تابعیت نیست و با پایان رسیدگی یا ابطال، اعتبار ندارد.
card-photo = محل عکس
card-valid-until = معتبر تا
letter-to-head-for = به: { $head }، سرپرست خانوار، برای { $child }
letter-notice-hats = رئیس اداره در نشستی دربارهٔ همین پرونده رأی داده است؛ دلیل امضای او: { $reason }
letter-ruling = ابلاغ رأی هیأت حل اختلاف
letter-ruling-returned = اداره پرونده را دوباره بررسی می‌کند و تصمیم تازه را به شما ابلاغ می‌کند.
letter-ruling-says = هیأت حل اختلاف در نشست شمارهٔ { $number } به تاریخ { $day } اعتراض { $name } را بررسی کرد. رأی هیأت: { $ruling }.
