# یافته‌های آزمون دستورالعمل

check-always = در هر وضعی.
check-when = در این وضع: { $circumstances }.
check-when-changed = اگر در میانهٔ راه این وضع پیش آید: { $circumstances }.
check-circumstance = «{ $circumstance }»
check-age-unknown = { $fact }: نامعلوم
check-for-example = برای نمونه:
check-taken = { $step }: «{ $outcome }»
check-because = زیرا:
check-what-to-do = چه باید کرد: { $remedy }
check-article = { $article }، { $document }
check-sound = { $directive }: بی‌ایراد است. { $circumstances } ترکیب از وضع‌ها در { $states } حالت پیموده شد و هیچ‌یک جا نماند.
check-unsound = { $directive }: { $findings } یافته. { $circumstances } ترکیب از وضع‌ها در { $states } حالت پیموده شد و هیچ‌یک جا نماند.
check-incomplete = { $directive }: { $findings } یافته. وضع‌ها { $of } ترکیب دارند که از { $limit } ترکیبِ پیمودنی بیشتر است؛ پیموده نشد و درستی آن‌ها ثابت نشده است.

# آنچه از آن سخن می‌رود
check-part-step = گام «{ $step }»
check-part-outcome = نتیجهٔ «{ $outcome }» در گام «{ $step }»
check-part-warning = هشدار پیش از «{ $outcome }» در گام «{ $step }»
check-part-requirement = خواستهٔ «{ $requirement }»
check-part-certification = گواهیِ «{ $paper }»
check-part-act = اقدام «{ $act }»
check-part-paper = مدرک «{ $paper }»
check-part-document = سند «{ $document }»
check-part-whole = کل دستورالعمل

# چه ایرادی هست
check-unreachable-step = هیچ راهی به گام «{ $step }» نمی‌رسد.
check-no-end = پرونده‌ای که به گام «{ $step }» برسد هرگز از آن بیرون نمی‌آید.
check-loop-without-exit = پرونده در این دور می‌ماند و به هیچ پایانی نمی‌رسد: { $steps }.
check-nobody-can-take = هیچ‌یک از سمت‌های نام‌برده نمی‌تواند «{ $outcome }» را در گام «{ $step }» انجام دهد؛ این سمت‌ها در پرونده اقدام نمی‌کنند.
check-nobody-can-work = هیچ‌یک از سمت‌های نام‌برده نمی‌تواند کار گام «{ $step }» را انجام دهد؛ این سمت‌ها در پرونده اقدام نمی‌کنند.
check-nobody-can-do = هیچ‌یک از سمت‌های نام‌برده نمی‌تواند اقدام «{ $act }» را انجام دهد؛ این سمت‌ها در پرونده اقدام نمی‌کنند.
check-no-way-without-answer = گام «{ $step }» چشم‌به‌راه کسی بیرون از اداره است و اگر هرگز چیزی نرسد راهی به پیش نیست.
check-silence-goes-round = گام «{ $step }» چشم‌به‌راه کسی بیرون از اداره است و اگر هرگز چیزی نرسد، راهِ پیشِ رو تنها به جایی می‌رسد که باز باید چشم‌به‌راه دیگری ماند و این دور پایان ندارد.
check-result-without-way = در گام «{ $step }» ممکن است نتیجهٔ کار «{ $result }» باشد و برای آن هیچ راهی پیش‌بینی نشده است.
check-possible-match = جست‌وجویی که احتمال سابقه را نشان دهد
check-not-recordable = نتیجهٔ «{ $outcome }» در گام «{ $step }» به «{ $proof }» نیاز دارد و در گامی از این نوع هیچ‌کس نمی‌تواند آن را ثبت کند.
check-no-limit = نتیجهٔ «{ $outcome }» در گام «{ $step }» در انتظار گذشتن مهلت است، ولی این گام مهلتی که بگذرد ندارد.
check-no-entry-before = نتیجهٔ «{ $outcome }» در گام «{ $step }» به شناسنامه نیاز دارد، ولی پیش از آن هیچ سندی در دفتر تنظیم نمی‌شود.
check-contrary = نتیجهٔ «{ $outcome }» در گام «{ $step }» هم به «{ $one }» نیاز دارد و هم به «{ $other }»؛ این دو با هم شدنی نیست.
check-never-taken-opening = پرونده با نخستین نتیجه تشکیل می‌شود؛ «{ $outcome }» در گام «{ $step }» هرگز برگزیده نمی‌شود.
check-never-taken-decision = تصمیم یا موافقت است یا رد؛ «{ $outcome }» در گام «{ $step }» هرگز برگزیده نمی‌شود.
check-opening-asks = پرونده همان‌گونه که می‌رسد تشکیل می‌شود؛ به شرطی که «{ $outcome }» در گام «{ $step }» گذاشته است نگاه نمی‌شود.
check-opened-again = «{ $outcome }» در گام «{ $step }» به تشکیل پرونده برمی‌گردد، ولی پرونده تنها یک بار تشکیل می‌شود.
check-not-suppliable = در گام «{ $step }»، «{ $requirement }» خواسته شده است، ولی تا آن هنگام هیچ‌کس نمی‌تواند آن را بدهد یا گواهی کند.
check-always-true = شرط { $part } همیشه برقرار است و چیزی را از چیزی جدا نمی‌کند.
check-always-false = شرط { $part } هرگز برقرار نمی‌شود.
check-overlap = در گام «{ $step }» شرط‌های «{ $one }» و «{ $other }» می‌توانند با هم برقرار باشند و به دو گام جدا می‌رسند.
check-separation = در اداره‌ای با { $people } کارمند ممکن است کسی نماند که بتواند «{ $outcome }» را در گام «{ $step }» انجام دهد.
check-clocks-exceed = کوتاه‌ترین راه تا «{ $step }» هم ممکن است { $days } روز به درازا بکشد که از { $limit } روزِ کل رسیدگی بیشتر است.
check-extension-alone = در اداره‌ای با { $people } کارمند کس دیگری نمی‌ماند که تمدید مهلت { $part } را تأیید کند.
check-clock-never-starts = مهلت { $part } هرگز آغاز نمی‌شود.
check-clock-never-stops = مهلت { $part } هرگز پایان نمی‌یابد.
check-refusal-without-remedy = کسی که درخواستش در گام «{ $step }» رد می‌شود، بی‌آنکه جایی برای اعتراض داشته باشد به پایان می‌رسد.
check-decision-without = گام «{ $step }» گام تصمیم است و نتیجه‌ای با شناسهٔ «{ $outcome }» ندارد.
check-no-end-issued = هیچ پایانی از ردهٔ «issued» نیست؛ هیچ‌کس هرگز شناسنامه نمی‌گیرد.
check-no-end-refused = هیچ پایانی از ردهٔ «refused» نیست؛ پروندهٔ ردشده هرگز بسته نمی‌شود.
check-quorum-of-more = گام «{ $step }» حضور { $members } عضو را می‌خواهد، ولی مرجع آن تنها { $seats } عضو دارد.
check-not-per-person = گام «{ $step }» برای همهٔ خانوار یک‌جا برداشته می‌شود، ولی از تصمیم به بعد هر کس پروندهٔ خود را دارد.
check-missing-letter = از { $part } نامهٔ «{ $letter }» لازم می‌آید و در آن نیامده است.
check-unknown-act = «{ $act }» از اقدام‌هایی نیست که در کنار گام‌ها شدنی است.
check-act-without-end = اقدام «{ $act }» کسی را از پرونده بیرون می‌برد، ولی پایانی برای او نام نبرده است.
check-card-without-term = اقدام «{ $act }» کارتی می‌دهد و نمی‌گوید تا کی اعتبار دارد.
check-reopens-nowhere = با اقدام «{ $act }» پرونده بازگشوده می‌شود، ولی نگفته است رسیدگی از کدام گام از سر گرفته شود.
check-reopens-at = اقدام «{ $act }» پرونده را در گام «{ $step }» بازمی‌گشاید که در آن کاری برای انجام نمانده است.
check-reopens-nothing = اقدام «{ $act }» گام‌هایی برای بازگشایی نام برده است، ولی پرونده‌ای را بازنمی‌گشاید.
check-suspended-for-ever = با اقدام «{ $act }» رسیدگی تعلیق می‌شود و هیچ اقدامی آن را دوباره به راه نمی‌اندازد.
check-words-not-persian = در متن فارسی { $part } هیچ حرف فارسی نیست.
check-words-not-english = در متن انگلیسی { $part } هیچ حرف لاتین نیست.
check-too-many = شرط‌های { $part } { $circumstances } ترکیب از وضع‌ها را از هم جدا می‌کنند که از { $limit } ترکیبِ پیمودنی بیشتر است؛ پیموده نشد.

# چرا راهی باز نیست
check-barred-at = { $step }: { $why }
check-barred-condition = «{ $outcome }» تنها با این شرط باز است: { $facts }.
check-barred-not-entitled = «{ $outcome }» به صدور شناسنامه می‌رسد و چیزی حقِ آن را نمی‌دهد.
check-barred-back = «{ $outcome }» تنها به همین دور برمی‌گردد.
check-barred-by-clock = «{ $outcome }» را کسی نمی‌تواند برگزیند؛ تنها گذشتن مهلت به آن می‌رسد.
check-barred-several = «{ $outcome }» تنها برای خانواری است که دربارهٔ اعضای آن نظر یکسان نیست.

# چه باید کرد
check-do-unreachable-step = نتیجه‌ای از گام‌های پیشین را به این گام برسانید، یا این گام را بردارید.
check-do-no-end = برای این وضع نتیجه‌ای به گام بیفزایید، یا شرطِ یکی از نتیجه‌ها را بردارید.
check-do-loop = به یکی از این گام‌ها نتیجه‌ای بیفزایید که از این دور بیرون برود.
check-do-nobody = سمتی را نام ببرید که در پرونده اقدام می‌کند، مانند «registrar_officer» یا «office_head».
check-do-no-answer = نتیجه‌ای بیفزایید که اداره پس از گذشتن مهلت بتواند برگزیند: needs = ["time_over"]
check-do-silence = نتیجه‌ای از این دور را پس از گذشتن مهلت به جایی برسانید که اداره خود بتواند ادامه دهد.
check-do-result = برای این حالت نتیجه‌ای بیفزایید، یا نتیجه‌ای که تنها به ثبت شدنِ کار نیاز داشته باشد.
check-do-recordable = آن را از «needs» بردارید، یا در گامی از همان نوع بخواهید که در آن ثبت می‌شود.
check-do-limit = برای این گام «clock»ی بگذارید که تا پرونده نزد دارندهٔ همین گام است بگذرد.
check-do-entry = پیش از آن گامی بگذارید که نتیجه‌اش به «register_entry» نیاز داشته باشد.
check-do-contrary = یکی از این دو را زیر «needs» نگه دارید و برای دیگری نتیجه‌ای جدا بنویسید.
check-do-opening = برای تشکیل پرونده تنها یک نتیجهٔ بی‌شرط بگذارید و گزینش را به گام پس از آن ببرید.
check-do-decision = در این گام تنها «granted» و «refused» را نگه دارید و این راه را به گامی پیش از تصمیم ببرید.
check-do-opened-again = آن را به بررسی مدارک یا به رفع نقص برگردانید.
check-do-suppliable = مدرکی را نام ببرید که تا آن هنگام به دست می‌آید و مرجعی که می‌تواند آن را گواهی کند، یا آن را در گامی دیرتر بخواهید.
check-do-always-true = شرط را بردارید، یا وضعی را نام ببرید که منظور بوده است.
check-do-always-false = وضعی را نام ببرید که منظور بوده است، یا آنچه را که این شرط دارد بردارید.
check-do-overlap = در هر یک وضعی را نام ببرید که با دیگری جمع نشود.
check-do-separation = سمت‌های دیگری را هم مجاز کنید، کارهای پیش از آن را به دیگران بسپارید، یا جدایی وظیفه‌ای را که کسی باقی نمی‌گذارد بردارید.
check-do-clocks = مهلت‌های این راه را کوتاه کنید، مهلت کل را بلندتر کنید، یا زیر «pauses_with» آن کسی را نام ببرید که زمانش شمرده نمی‌شود.
check-do-extension = زیر «extendable_by» و «extension_approved_by» سمت‌هایی بنویسید که دو نفر داشته باشند، یا «extension_approved_by» را بردارید.
check-do-starts = آن را از روز ورود به گام آغاز کنید، یا از نامه یا ابلاغی که در راه خواسته شده باشد؛ زیر «pauses_with» نباید کسی باشد که پرونده در همین گام نزد اوست.
check-do-stops = مهلت را بردارید، یا نتیجه‌ای به گام بیفزایید که به پیش برود.
check-do-remedy = رد را به گامی از نوع «objection» برسانید که در آن اعتراض پذیرفته شود.
check-do-decision-without = نتیجه‌ای با این شناسه بیفزایید.
check-do-such-end = گامی از نوع «closed» بیفزایید که زیر «end» این رده را داشته باشد.
check-do-quorum = حد نصاب را از شمار اعضا بیشتر نگذارید.
check-do-per-person = بنویسید scope = "person"
check-do-letter = نامه را در «letters» همین گام یا اقدام بیاورید.
check-do-act = یکی از این شناسه‌ها را به کار ببرید: { $acts }
check-do-act-end = زیر «to» گامی از نوع «closed» را نام ببرید.
check-do-card = برای این اقدام «clock» بگذارید.
check-do-reopens = زیر «[[act.reopens]]» گام‌هایی را که رسیدگی در آنها ادامه می‌یابد، هر کدام با موجب آن، نام ببرید.
check-do-reopens-nothing = «[[act.reopens]]» را تنها زیر اقدام «reopening» بنویسید.
check-do-suspended = اقدام «resumption» را بیفزایید.
check-do-words = متن را به زبانی بنویسید که زیر آن آمده است.
check-do-too-many = در شرط نتیجه‌ها وضع‌های کمتری را نام ببرید، یا گامی را که وضع‌های بسیار نام می‌برد به چند گام بخش کنید.
