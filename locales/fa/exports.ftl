# خروجی چند پرونده با هم

exports-title = خروجی چند پرونده
exports-lead = هر بار تا { $cases } پرونده. نسخه‌ها در پس‌زمینه ساخته می‌شود، هر نسخه جداگانه راستی‌آزمودنی است و فایل تا { $hours } ساعت پس از آماده شدن دریافتنی است. خروجی هر پرونده با هدف شما ثبت می‌شود.
exports-which = کدام پرونده‌ها؟
exports-why = برای چه و برای چه کسی؟
exports-from = گشوده از
exports-until = گشوده تا
exports-case-state = وضع پرونده
exports-outcome = نتیجه
exports-open = باز
exports-closed = بسته
exports-granted = کسی رد نشده
exports-refused = دست‌کم یک نفر رد شده
exports-any = همه
exports-since = از { $from }
exports-up-to = تا { $until }
exports-days-turned = این روز پیش از روز آغاز است.
exports-count = بشمار
exports-counted =
    { $count ->
        [one] یک پرونده با این گزینش هست.
       *[other] { $count } پرونده با این گزینش هست.
    }
exports-nothing = پرونده‌ای با این گزینش نیست.
exports-too-many = پرونده‌های این گزینش از { $most } بیشتر است. گزینش را تنگ‌تر کنید.
exports-too-many-sets = { $most } خروجی شما در حال ساخت یا در انتظار دریافت است. یکی از آن‌ها را کنار بگذارید یا بگذارید مهلتش بگذرد.
exports-ask = ثبت هدف و ساختن
exports-named = خروجی { $id }
exports-asked-at = زمان درخواست
exports-cases = پرونده‌ها
exports-state = وضع
exports-opened = تاریخ گشایش
exports-withheld = پوشیده
exports-expires = دریافتنی تا
exports-waiting = در حال ساخت
exports-interrupted = ناتمام
exports-interrupted-note = کار قطع شد و تا چند دقیقهٔ دیگر از همان پرونده پی گرفته می‌شود.
exports-done = آمادهٔ دریافت
exports-expired = مهلت گذشته
exports-failed = ساخته نشد
exports-withdrawn = کنار گذاشته شد
exports-at = { $done } از { $total } پرونده
exports-look = تا کجا رسیده؟
exports-fetch = دریافت فایل
exports-discard = کنار گذاشتن این خروجی
exports-over = این فایل دیگر دریافتنی نیست: مهلت آن گذشته، یا پس از درخواست شما داده‌ای از یکی از پرونده‌ها محو شده است.
exports-troubles = پرونده‌هایی که نسخه‌ای از آن‌ها ساخته نشد
exports-troubles-lead = در فهرست امضاشدهٔ فایل هم آمده است که این پرونده‌ها در آن نیست.
exports-trouble = چرا
exports-trouble-not-found = دیگر در دسترس شما نیست
exports-trouble-not-sealed = مُهر نشد
exports-trouble-damaged = بخشی از آن خوانده نشد

done-export-asked = ساختن آغاز شد؛ پیشرفت آن در همین صفحه است.
done-export-discarded = کنار گذاشته شد.

log-told-set-asked = { $who } خروجی { $cases } پرونده را خواست.
log-told-set-made = خروجی { $cases } پرونده برای { $who } ساخته شد.
log-told-set-fetched = { $who } خروجی { $cases } پرونده را دریافت کرد.
log-kind-set-asked = درخواست خروجی چند پرونده
log-kind-set-made = ساختن خروجی چند پرونده
log-kind-set-fetched = دریافت خروجی چند پرونده

# تاریخچه برای چاپ
pdf-title = تاریخچهٔ پرونده
pdf-lead = این تاریخچه تنها از روی رویدادهای ثبت‌شده نوشته شده است.
pdf-day-and-time = روز و ساعت
pdf-mark = رویداد خروجی: { $event }
pdf-page = صفحهٔ { $here } از { $all }
pdf-end = شمارهٔ رویداد پایانی: { $seq }
