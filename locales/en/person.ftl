# What is wrong with a typed name or number of a person.

name-error-empty = Write the name.
name-error-too-long = The name has more than { $limit } characters.
name-error-letter = The name contains “{ $letter }”; write it in letters only.
national-number-error-digits = Write the national number in digits only.
national-number-error-length = A national number has ten digits.
national-number-error-check = The check digit of the national number is wrong; read the number again from the paper.
national-number-warning-repeated = All digits of this national number are the same; compare it with the original paper.
