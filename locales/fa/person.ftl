# What is wrong with a typed name or number of a person.

name-error-empty = نام را بنویسید.
name-error-too-long = نام بیش از { $limit } نویسه دارد.
name-error-letter = در نام «{ $letter }» آمده است؛ نام را فقط با حروف بنویسید.
national-number-error-digits = شمارهٔ ملی را فقط با رقم بنویسید.
national-number-error-length = شمارهٔ ملی ده رقم دارد.
national-number-error-check = رقم کنترل شمارهٔ ملی درست نیست؛ شماره را دوباره از روی مدرک بخوانید.
national-number-warning-repeated = همهٔ رقم‌های این شمارهٔ ملی یکسان است؛ آن را با اصل مدرک بسنجید.
