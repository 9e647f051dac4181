# اثر پیش‌نویس دستورالعمل بر پرونده‌های باز

simulation-unaffected = بی‌تغییر
simulation-moves = ایستاده در گامی دیگر
simulation-gains-step = دارای گام تازه
simulation-loses-step = کاهش گام
simulation-due-changes = تغییر سررسید
simulation-becomes-overdue = معوق می‌شود
simulation-newly-missing = کمبود تازهٔ مدرک
simulation-no-mapping = بی‌جایگاه در نسخهٔ تازه

effect-moves = به‌جای «{ $from }» در گام «{ $to }» می‌ایستد.
effect-gains = گام «{ $step }» به راه پیش رو افزوده می‌شود.
effect-loses = گام «{ $step }» از راه پیش رو برداشته می‌شود.
effect-due = { $step }: سررسید به‌جای { $was }، { $is } است.
effect-no-limit = بی‌مهلت
effect-missing = «{ $requirement }» در گام «{ $step }» خواسته می‌شود و در پرونده نیست.
effect-unmapped = «{ $step }»: { $gap }
gap-no-step = نسخهٔ تازه چنین گامی ندارد و هیچ حکم انتقالی جای آن را نگفته است.
gap-would-end = پرونده بی‌آنکه کسی تصمیم گرفته باشد پایان می‌یافت.
gap-would-reopen = آنچه پایان یافته است دوباره باز می‌شد.
gap-stand-apart = اعضای خانوار جدا از هم ایستاده‌اند و باید دوباره یک پرونده می‌شدند.

simulation-of = شبیه‌سازی نسخهٔ { $after } بر { $cases } پروندهٔ باز در { $day }، ساعت { $time }
simulation-pinned = { $cases } پرونده پیرو نسخهٔ { $version } است (اثر انگشت { $digest })
simulation-draft = پیش‌نویس: { $version } (اثر انگشت { $digest })
simulation-astray = حکم انتقالی { $id } گام یا نتیجه‌ای را نام می‌برد که نسخهٔ پیشین ندارد.
simulation-province = { $name } ({ $cases } پروندهٔ باز)
simulation-line = { $title }: { $count }
simulation-country = همهٔ کشور
simulation-list = فهرست پرونده‌ها: { $path } (اثر انگشت { $digest })
simulation-counts-only = تنها شمار: فهرست پرونده‌ها محتوای آن‌ها را نشان می‌دهد و سمت شما پرونده‌خوان نیست.
simulation-nobody = شمار پرونده‌های باز را این سمت‌ها می‌بینند: { $posts }.
simulation-several = یک پرونده می‌تواند زیر چند عنوان بیاید.
