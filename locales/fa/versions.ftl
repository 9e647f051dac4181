# نسخه‌های دستورالعمل: از پیش‌نویس تا اجرا

versions-title = نسخه‌های دستورالعمل
versions-lead = پرونده‌ها تابع نسخه‌ای می‌مانند که روز تشکیلشان اجرا می‌شد. نسخهٔ تازه را یک نفر پیشنهاد و نفر دوم تأیید می‌کند.
versions-list = نسخه‌ها
versions-column-name = نسخه
versions-column-state = وضع
versions-column-proposed = پیشنهاددهنده
versions-column-approved = تأییدکننده
versions-add = بارگذاری پیش‌نویس
versions-add-hint = متن نسخهٔ در حال اجرا را دریافت کنید، نام نسخه (version) و آنچه باید عوض شود را در آن بنویسید و همین‌جا بارگذاری کنید.
versions-file = فایل دستورالعمل (TOML)
versions-file-mistakes = این فایل خوانده نشد؛ { $count } ایراد دارد:
versions-file-mistake = سطر { $line }: { $text }
versions-file-not-text = این فایل متن یونیکد نیست.
versions-file-too-large = فایل دستورالعمل باید کوچک‌تر از یک مگابایت باشد.
versions-to-list = همهٔ نسخه‌ها
versions-count = { $count } نسخه

version-named = نسخهٔ { $label }
version-state-draft = پیش‌نویس
version-state-proposed = در انتظار تأیید
version-state-approved = تأییدشده
version-state-scheduled = اجرا از { $from }
version-state-in-force = در حال اجرا، از { $from }
version-state-superseded = پیشین، تا { $to }
version-state-withdrawn = کنار گذاشته
version-read = خواندن متن کامل
version-download = دریافت فایل (TOML)
version-founder = همراه سامانه
version-nobody = هنوز کسی
version-drafted-by = بارگذاری‌کننده
version-from = آغاز اجرا
version-reason = دلیل پیشنهاد
version-life = سرگذشت این نسخه
version-digest = اثر انگشت فایل

version-checks = بررسی پیش از اجرا
version-sound = ایرادی یافت نشد: همهٔ راه‌ها در { $circumstances } وضعیت دنبال شد.
version-findings = { $count } ایراد یافت شد. تا ایرادی هست پیشنهاد آن ممکن نیست.
version-finding-place = سطر { $line } فایل
version-finding-way = نمونهٔ راهی که به آن می‌رسد
version-unreadable = زبان این فایل دیگر خوانده نمی‌شود؛ متن آن بی‌کم‌وکاست نگه داشته شده است.

version-changes = تفاوت با نسخهٔ { $label }
version-changes-none = در حکم با نسخهٔ { $label } تفاوتی ندارد.
version-changes-first = پیش از این نسخه‌ای نبوده است.
version-change-part = کجا
version-change-what = چه
version-change-was = بود
version-change-is = شد
version-change-articles = مستند

version-touches = پرونده‌های جاری که به آن برمی‌خورند
version-not-simulated = هنوز سنجیده نشده است که این نسخه به کدام پرونده‌های جاری برمی‌خورد.
version-simulated = { $when }، { $cases } پروندهٔ جاری سنجیده شد.
version-pinned-note = پرونده‌های جاری با اجرای این نسخه جابه‌جا نمی‌شوند؛ این شمار نشان می‌دهد اگر جابه‌جا شوند چه می‌شود.

version-trial-at = { $done } از { $total } پروندهٔ جاری سنجیده شده است.
version-trial-failed = سنجش ناتمام ماند و چند دقیقهٔ دیگر از سر گرفته می‌شود.
version-trial-look = تازه کردن صفحه
version-trial-province = استان
version-trial-cases = پروندهٔ جاری
version-trial-list = دریافت فهرست پرونده‌ها (CSV)
done-version-on-trial = سنجش آغاز شد؛ پیشرفت آن در همین صفحه است.

version-not-yet = اکنون نمی‌شود
version-act-simulate = سنجش بر پرونده‌های جاری
version-act-simulate-purpose = سنجش نسخهٔ { $label } پیش از پیشنهاد
version-act-simulate-hint = هیچ پرونده‌ای تغییر نمی‌کند.
version-act-propose = پیشنهاد برای تأیید
version-act-propose-from = زودترین روز اجرا
version-act-propose-reason = دلیل پیشنهاد
version-act-approve = تأیید
version-act-approve-hint = تأیید شما یعنی متن، تفاوت‌ها، نتیجهٔ بررسی و سنجش را دیده‌اید. پس از آن روز اجرا تعیین می‌شود.
version-act-return = برگرداندن به پیش‌نویس
version-act-return-reason = چرا برمی‌گردد
version-act-schedule = تعیین روز اجرا
version-act-schedule-on = روز اجرا
version-act-schedule-hint = همان روزی که تأیید شد، یا دیرتر. پرونده‌هایی که از آن روز تشکیل شوند تابع این نسخه‌اند.
version-act-withdraw = کنار گذاشتن
version-act-withdraw-reason = چرا کنار گذاشته می‌شود
version-not-yours = پیشنهاد و تأیید نسخه‌ها با راهبر سامانه در سطح کشور است.

version-told-founded = { $who } این نسخه را با راه‌اندازی سامانه، از { $from }، به اجرا گذاشت.
version-told-drafted = { $who } فایل این نسخه را بارگذاری کرد.
version-told-simulated = { $who } آن را بر { $cases } پروندهٔ جاری سنجید.
version-told-proposed = { $who } آن را برای اجرا از { $from } پیشنهاد داد.
version-told-returned = { $who } آن را به پیش‌نویس برگرداند.
version-told-approved = { $who } آن را برای اجرا از { $from } تأیید کرد.
version-told-scheduled = { $who } روز اجرا را { $on } تعیین کرد.
version-told-withdrawn = { $who } آن را کنار گذاشت.

version-refused-not-known = چنین نسخه‌ای نیست.
version-refused-other-family = این فایل از دستورالعمل دیگری است. شناسه (id) باید «{ $family }» باشد.
version-refused-name-taken = نسخهٔ { $label } پیش‌تر هست ({ $state }). در فایل نام دیگری زیر version بنویسید.
version-refused-unsound = این نسخه { $findings } ایراد دارد. ایرادها را در فایل برطرف و آن را دوباره بارگذاری کنید.
version-refused-wrong-state = این کار در وضع کنونی نسخه («{ $state }») شدنی نیست.
version-refused-changed = پیشنهاد پس از باز شدن این صفحه عوض شده است. صفحه را دوباره بخوانید.
version-refused-second-person = کسی که نسخه را بارگذاری یا پیشنهاد کرده نمی‌تواند دربارهٔ آن تصمیم بگیرد؛ راهبر دیگری این کار را بکند.
version-refused-not-simulated = نخست بسنجید که این نسخه به کدام پرونده‌های جاری برمی‌خورد.
version-refused-too-early = زودتر از { $earliest } که تأیید شده است ممکن نیست.
version-refused-day-taken = نسخهٔ { $label } در همان روز آغاز می‌شود. روز دیگری بنویسید.
version-refused-reason-missing = دلیل را بنویسید.

done-version-drafted = پیش‌نویس ثبت شد.
done-version-same = همین فایل پیش‌تر بارگذاری شده بود؛ چیزی افزوده نشد.
done-version-simulated = سنجش انجام شد.
done-version-proposed = پیشنهاد شد؛ اکنون در انتظار تأیید نفر دوم است.
done-version-returned = به پیش‌نویس برگشت.
done-version-approved = تأیید شد؛ اکنون روز اجرا را تعیین کنید.
done-version-scheduled = روز اجرا ثبت شد.
done-version-withdrawn = کنار گذاشته شد.
