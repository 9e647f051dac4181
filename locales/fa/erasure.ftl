# Values erased by law
event-erased = به پیشنهاد { $proposer } و با تأیید { $approver }، { $count ->
    [one] یک مقدار ثبت‌شده به حکم قانون پاک شد.
   *[other] { $count } مقدار ثبت‌شده به حکم قانون پاک شد.
}
log-kind-erased = پاک‌شدن مقادیر به حکم قانون
log-kind-erasure-proposed = پیشنهاد پاک‌کردن
log-kind-erasure-approved = تأیید پاک‌کردن
log-kind-erasure-refused = رد پیشنهاد پاک‌کردن
erase-proposed = پیشنهاد پاک‌کردن شمارهٔ { $id } در پروندهٔ { $case } در انتظار تأیید مدیرکلی غیر از { $proposer } است.
erase-counted = { $count ->
    [one] یک مقدار پاک خواهد شد:
   *[other] { $count } مقدار پاک خواهد شد:
}
erase-place = رویداد { $seq }، { $path }
erase-shared = { $count ->
    [one] یک مقدار به دیگران نیز مربوط است و باقی می‌ماند؛ می‌توان آن را جداگانه نام برد.
   *[other] { $count } مقدار به دیگران نیز مربوط است و باقی می‌ماند؛ می‌توان آن‌ها را یک‌به‌یک نام برد.
}
erase-open-step = پرونده هنوز در مرحلهٔ «{ $step }» باز است. رسیدگی‌کنندگان این مقادیر را دیگر نخواهند دید.
erase-done = { $count ->
    [one] یک مقدار از پروندهٔ { $case } پاک شد.
   *[other] { $count } مقدار از پروندهٔ { $case } پاک شد.
}
erase-refused-done = پیشنهاد پاک‌کردن شمارهٔ { $id } تأیید نشد. چیزی پاک نشده است.
erase-vacuum-done = جدول‌ها بازنویسی شد. در پایگاه یک‌پرونده‌ای ثبت آن نیز خالی است؛ آنچه در بایگانی‌ها و نسخه‌های پشتیبان است با پایان مهلت نگهداری آن‌ها از میان می‌رود.
erase-vacuum-later = پایگاه داده در حال خواندن است و ثبت آن خالی نشد. لطفاً دوباره اجرا فرمایید.
erase-scan-left = تصویر سند از پرونده‌ها حذف نشد. برای تلاش دوباره «sejel erase --vacuum» را اجرا فرمایید.
refused-erasure-basis-too-short = مستند قانونی کوتاه است. قانون، دستور یا رأی را دست‌کم در { $least } حرف بنویسید.
refused-erasure-basis-says-it = مستند قانونی مقدارِ پاک‌شدنی را در بر دارد و خود باقی می‌ماند. لطفاً آن را بدون این مقدار بنویسید.
refused-erasure-nothing-there = در این جایگاه چیزی نیست یا پیش‌تر پاک شده است. تاریخچه را ببینید و جایگاه دیگری را نام ببرید.
refused-erasure-before-court = اعتراضی نزد دادگاه مطرح است و پرونده تا صدور رأی دلیل به شمار می‌آید. نخست رأی دادگاه را ثبت فرمایید.
refused-erasure-decision-waits = تصمیمی در انتظار امضاست و بر همین پرونده استوار است. نخست آن را امضا کنید یا برگردانید.
refused-erasure-already-waiting = پیشنهاد دیگری برای پاک‌کردن در این پرونده در انتظار است. نخست آن را تأیید یا رد فرمایید.
refused-erasure-own = این پیشنهاد از خود شماست. مدیرکل دیگری باید دربارهٔ آن تصمیم بگیرد.
refused-erasure-not-waiting = دربارهٔ این پیشنهاد پیش‌تر تصمیم گرفته شده است. در صورت نیاز پیشنهاد تازه‌ای بدهید.
refused-erasure-reason-missing = دلیل عدم تأیید را بنویسید.
refused-erasure-not-found = چنین پرونده یا پیشنهادی در حوزهٔ شما نیست یا تصمیم دربارهٔ آن با شما نیست. از رئیس اداره بپرسید.
reads-part-erase = پاک‌کردن به حکم قانون
erase-title = پاک‌کردن به حکم قانون
erase-warning = آنچه پاک شود بازنمی‌گردد. تاریخچه نگه می‌دارد که چه‌جا مقداری بوده، چه کسی و بر چه مستندی آن را پاک کرده است.
erase-back = بازگشت به پرونده
erase-what = آنچه باید پاک شود
erase-of-person = هرآنچه تنها به { $name } مربوط است
erase-of-scan = تصویر سند: { $title }، نسخهٔ { $version }
erase-of-value = رویداد { $seq }، { $kind }: { $value }
erase-annex = پیوست محرمانه
erase-texts-title = متن‌های بلندتر
erase-texts = متن‌های بلندتری که این مقدار در آن‌هاست نیز پاک شود
erase-basis = مستند قانونی
erase-basis-hint = قانون، دستور یا رأی. این نوشته باقی می‌ماند؛ لطفاً خودِ مقدار را ننویسید.
erase-propose = پیشنهاد پاک‌کردن
erase-proposer = پیشنهاددهنده
erase-proposed-on = تاریخ پیشنهاد
erase-stays = آنچه می‌ماند
erase-open = مرحلهٔ باز
erase-event = رویداد
erase-value = مقدار
erase-places = مقادیری که پاک خواهد شد
erase-approve = تأیید و پاک‌کردن
erase-refuse = عدم تأیید
erase-why-not = دلیل عدم تأیید
erase-note = در { $day }، { $count ->
    [one] یک مقدار
   *[other] { $count } مقدار
} به حکم قانون پاک شد. مستند: { $basis }
erase-waits-note = پیشنهاد پاک‌کردن مقادیری از این پرونده در انتظار مدیرکل استان است.
