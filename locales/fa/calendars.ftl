# تقویم رسمی: نسخه‌ها، تعطیلات، پیشنهاد و تأیید

calendars-title = تقویم‌های رسمی
calendars-lead = مهلت‌ها با نسخه‌ای از تقویم شمرده می‌شود که در زمان شمارش در حال اجراست. هر تغییر را یک نفر پیشنهاد و نفر دوم تأیید می‌کند و از لحظهٔ تأیید اجرا می‌شود.
calendars-count = { $count } نسخه
calendars-list = نسخه‌های تقویم
calendars-to-list = همهٔ نسخه‌های تقویم
calendars-import = وارد کردن تعطیلات
calendars-rest = تعطیل هفتگی استان

calendar-named = تقویم { $name }
calendar-state-proposed = در انتظار تأیید
calendar-state-in-force = در حال اجرا
calendar-state-superseded = پیشین
calendar-state-returned = برگشت داده‌شده
calendar-column-since = آغاز اجرا
calendar-not-yet = هنوز اجرا نشده است
calendar-not-yours = پیشنهاد و تأیید تغییر تقویم با راهبر سامانه در سطح کشور است.
calendar-reason = دلیل تغییر
calendar-base = برگرفته از
calendar-digest = اثر انگشت محتوا
calendar-approved-on = زمان تأیید
calendar-differences = تفاوت با تقویم { $name }
calendar-differences-first = نخستین نسخهٔ این سامانه است.
calendar-differences-none = با تقویم { $name } تفاوتی ندارد.
calendar-column-kind = تغییر
calendar-column-day = روز
calendar-column-was = بود
calendar-column-is = شد
calendar-column-title = مناسبت
calendar-added = افزوده
calendar-removed = برداشته
calendar-changed = تغییریافته
calendar-no-entry = تعطیل نیست
calendar-every-year = هر سال، { $day } { $month }
calendar-computed-title = { $title } (تاریخ قمری، به محاسبه)
calendar-weekly = تعطیل هفتگی
calendar-rest-as-country = مانند کل کشور
calendar-known = سال‌هایی که تعطیلات آن وارد شده است
calendar-years = { $first } تا { $last }
calendar-country = کل کشور
calendar-holidays = تعطیلات
calendar-yearly = تعطیلات هرساله
calendar-of-year = سال { $year }
calendar-of-year-count = { $count } روز

calendar-touches = مهلت‌های جاری
calendar-touches-said = هنگام پیشنهاد، { $later ->
    [0] هیچ مهلت جاری با این نسخه دیرتر پایان نمی‌یافت
   *[other] { $later } مهلت جاری با این نسخه دیرتر پایان می‌یافت
} و { $earlier ->
    [0] هیچ‌کدام زودتر پایان نمی‌یافت.
   *[other] { $earlier } مهلت زودتر پایان می‌یافت.
}
calendar-touches-preview = اگر تأیید شود، { $later ->
    [0] هیچ مهلت جاری دیرتر پایان نمی‌یابد
   *[other] { $later } مهلت جاری دیرتر پایان می‌یابد
} و { $earlier ->
    [0] هیچ‌کدام زودتر پایان نمی‌یابد.
   *[other] { $earlier } مهلت زودتر پایان می‌یافت.
}
calendar-touches-rule = پس از تأیید، مهلت‌هایی که دیرتر پایان می‌یابد دوباره شمرده می‌شود و این در تاریخچهٔ هر پرونده ثبت می‌شود. هیچ مهلتی کوتاه نمی‌شود: سررسید ثبت‌شده‌ای که زودتر می‌شد، و مهلتی که گذشته است، به جای خود می‌ماند.

calendar-act-approve = تأیید تقویم
calendar-act-approve-hint = تأیید شما یعنی تفاوت‌ها و شمار مهلت‌های جاری را دیده‌اید. این نسخه از همین لحظه اجرا می‌شود.
calendar-act-return = برگرداندن پیشنهاد
calendar-act-return-reason = چرا برمی‌گردد
calendar-life = سرگذشت این نسخه
calendar-told-founded = { $who } این تقویم را با راه‌اندازی سامانه به اجرا گذاشت.
calendar-told-proposed = { $who } این تقویم را پیشنهاد داد.
calendar-told-approved = { $who } آن را تأیید کرد و به اجرا گذاشت.
calendar-told-returned = { $who } آن را برگرداند.

calendar-import-lead = هر سطر یک تعطیل است. نخست نشان داده می‌شود چه افزوده، برداشته یا عوض می‌شود؛ تا پیشنهاد نکنید چیزی ثبت نمی‌شود.
calendar-import-lines = سطرها (CSV)
calendar-import-lines-hint = سطر نخست: date,title_fa,title_en,computed,unit,remove — روز شمسی مانند { $day }، یا { $yearly } برای هر سال؛ computed و remove با yes یا no؛ unit شناسهٔ استان مانند { $unit }، یا خالی برای کل کشور.
calendar-import-file = یا فایل CSV
calendar-import-file-hint = متن فایل جایگزین سطرهای بالا می‌شود.
calendar-import-known = تعطیلات تا پایان این سال کامل است
calendar-import-known-hint = اگر تعطیلات قمری سال تازه‌ای را وارد می‌کنید، سال را بنویسید؛ مانند ۱۴۰۷.
calendar-rest-lead = تعطیل هفتگی یک استان را تعیین کنید. اگر روزی برگزیده نشود، استان مانند کل کشور تعطیل است.
calendar-rest-days = روزهای تعطیل هفته
calendar-rest-choice = { $unit } (اکنون: { $now })
calendar-see = نمایش تغییرها
calendar-propose = پیشنهاد این تقویم
calendar-preview = آنچه عوض می‌شود
calendar-file-not-text = این فایل متن یونیکد نیست.
calendar-file-too-large = فایل باید کوچک‌تر از ۲۰۰ کیلوبایت باشد.
calendar-mistakes = { $count ->
    [one] یک ایراد
   *[other] { $count } ایراد
} در سطرها هست؛ چیزی وارد نشد:
calendar-mistake = سطر { $line }: { $fault }
calendar-mistake-at = سطر { $line }، ستون { $column }: { $fault }
calendar-fault-columns = ستون‌ها باید به ترتیب date، title_fa، title_en، computed، unit و remove باشد.
calendar-fault-empty = سطری نیست.
calendar-fault-too-many = سطرها بیش از ۲۰۰۰ است.
calendar-fault-not-a-day = «{ $typed }» روزی از تقویم شمسی نیست.
calendar-fault-no-title = مناسبت نوشته نشده است.
calendar-fault-long-title = مناسبت باید یک سطر و حداکثر ۱۲۰ نویسه باشد.
calendar-fault-not-yes-or-no = «{ $typed }» نه yes است و نه no.
calendar-fault-no-such-unit = «{ $typed }» نه کل کشور است و نه استانی از این سامانه.
calendar-fault-twice = این روز در سطر دیگری آمده است.
calendar-fault-nothing-there = تعطیلی در این روز نیست که برداشته شود.
calendar-error-year = سالی از { $from } تا { $to } بنویسید.

calendar-refused-not-known = چنین تقویمی نیست.
calendar-refused-no-difference = با تقویم در حال اجرا تفاوتی ندارد.
calendar-refused-overtaken = از زمان تهیهٔ این پیشنهاد، تقویم دیگری به اجرا درآمده است. این پیشنهاد را برگردانید و از نو تهیه کنید.
calendar-refused-wrong-state = این کار در وضع کنونی تقویم («{ $state }») شدنی نیست.
calendar-refused-changed = پیشنهاد پس از باز شدن این صفحه عوض شده است. صفحه را دوباره بخوانید.
calendar-refused-second-person = کسی که تقویم را پیشنهاد کرده نمی‌تواند آن را تأیید کند؛ راهبر دیگری این کار را بکند.
calendar-refused-too-much-rest = تعطیل هفتگی بیش از سه روز نمی‌شود.

done-calendar-proposed = پیشنهاد شد؛ اکنون در انتظار تأیید نفر دوم است.
done-calendar-same = همین تقویم پیش‌تر پیشنهاد شده بود؛ چیزی افزوده نشد.
done-calendar-approved = تأیید شد و به اجرا درآمد.
done-calendar-returned = برگشت داده شد.
