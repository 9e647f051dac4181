# Letters that the office prints about a case.

letters-title = Letters and papers to print
letter-organisation = National Organisation for Civil Registration
letter-no = Number
letter-case = Case
letter-to-person = To: { $name }
letter-through = Through { $capacity }: { $name }
letter-greeting = Dear Sir or Madam,
letter-basis = Basis:
letter-stamp = Stamp of the office
letter-seal = Verification mark:
letter-file = Digest of the file up to event { $seq }:
letter-from-whom = Where from
letter-accepted = Note

# That the case is pending
letter-pending = Certificate of a pending case
letter-pending-says = This certifies that the request for a registry record and a birth certificate for the household of { $name } has been registered at this office under number { $number } since { $since }, and that it is being examined.
letter-pending-no-proof = This certificate is given at the applicant’s request, only to show that the case is pending. It is not a birth certificate and proves neither identity nor nationality.

# What the applicant is asked to bring
letter-missing = Request for missing papers
letter-missing-says = Your request { $number } has been examined. To go on, we need the papers below.
letter-missing-list = Papers needed
letter-missing-until = Please hand these papers in at this office by the end of { $day } and take a receipt.
letter-missing-soon = Please hand these papers in at this office as soon as you can and take a receipt.
letter-missing-cannot = If you cannot obtain one of them, tell this office, so that another way can be looked for. The lack of one paper is by itself no ground for a refusal.

# To the body that is asked
letter-referral = Enquiry
letter-referral-identity = Enquiry to establish identity
letter-referral-nationality = Referral to establish nationality
letter-referral-says = The case of the household of { $name }, number { $number }, is pending at this office.
letter-body-police = Police command (FARAJA)
letter-referral-people = Particulars of the persons, as stated by them
letter-referral-lives = Address of the household, as they stated it: { $address }.
letter-born = Born
letter-telephone = telephone { $number }
letter-of-everybody = { $subject }, whole household ({ $count } sheets)
letter-referral-answer = Please let this office know the result for each person separately, quoting the number and date of this letter.
letter-referral-answer-until = Please let this office know the result for each person separately by { $day }, quoting the number and date of this letter.

# The decision on one person
letter-notice = Notice of the office’s decision
letter-notice-granted = The request for a registry record and a birth certificate for { $name } has been granted, under Article 976 of the Civil Code, { $clause }.
letter-notice-granted-plain = The request for a registry record and a birth certificate for { $name } has been granted.
letter-notice-refused = The request for a registry record and a birth certificate for { $name } has not been granted.
letter-notice-reasons = Reasons: { $reasons }
letter-notice-findings = Findings of the office
letter-notice-next = Please come to this office with this notice for fingerprints, the record and the birth certificate.
letter-notice-time = The time to object is { $length }, counted from the day after service.
letter-notice-free = You may write the objection at this office and take a receipt. Tell us if you need another language, or to have it read out.
letter-notice-received = Name, date, and signature or fingerprint of the person served

# The temporary card
letter-card = Temporary identity card
letter-card-says = This card was issued to { $name } in the course of case { $number }.
letter-card-no-proof = This card is no birth certificate and no proof of nationality; it ceases to be valid when the case ends or when it is revoked.
card-photo = Photograph
card-valid-until = Valid until
letter-to-head-for = To { $head }, head of the household, for { $child }
letter-notice-hats = The head of the office voted at a sitting on this case; the reason given for signing all the same: { $reason }
letter-ruling = Notice of the dispute board’s ruling
letter-ruling-returned = The office looks into the case again and will serve its new decision on you.
letter-ruling-says = The dispute board considered the objection of { $name } in sitting { $number } on { $day }. Its ruling: { $ruling }.
