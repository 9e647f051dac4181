# Titles of what the case, the directive and the law name. Ids end in the stored code.

# Clauses of Article 976 of the Civil Code
clause-1 = Clause 1: resident of Iran whose foreign nationality is not established
clause-2 = Clause 2: child of an Iranian father, wherever born
clause-3 = Clause 3: born in Iran of unknown parents
clause-4 = Clause 4: born in Iran of foreign parents, one of whom was born in Iran
clause-5 = Clause 5: born in Iran of a foreign father, resident for a year after turning 18
clause-6 = Clause 6: foreign wife of an Iranian
clause-7 = Clause 7: person who has acquired Iranian nationality
clause-mother-line = Law of 1398: child of an Iranian mother and a foreign father

# The same in a word, for lists
clause-short-1 = Resident of Iran
clause-short-2 = Iranian father
clause-short-3 = Born in Iran, parents unknown
clause-short-4 = Born in Iran, as was a parent
clause-short-5 = Born in Iran, resident after 18
clause-short-6 = Wife of an Iranian
clause-short-7 = Acquisition
clause-short-mother-line = Iranian mother

# Finding on a clause
clause-finding-met = Met
clause-finding-not-met = Not met
clause-finding-not-claimed = Not claimed

# Relation to the principal of the household
relation-principal = Head of household
relation-spouse = Spouse
relation-child = Child
relation-parent = Parent
relation-sibling = Brother or sister
relation-grandchild = Grandchild
relation-other = Other relative

# Sex, as the register knows it
sex-female = Female
sex-male = Male

# Who acts for the applicant
capacity-father = Father
capacity-grandfather = Paternal grandfather
capacity-mother = Mother
capacity-appointed-guardian = Appointed guardian
capacity-executor = Executor
capacity-trustee = Trustee
capacity-lawyer = Lawyer
capacity-institution = Institution’s officer
capacity-keeper = Lawful keeper

# Kinship of a witness
kinship-none = Not kin
kinship-parent = Parent
kinship-sibling = Brother or sister
kinship-uncle-or-aunt = Uncle or aunt
kinship-grandparent = Grandparent
kinship-cousin = Cousin
kinship-in-law = Relative by marriage
kinship-other = Other relative

# Who has the case in hand
holder-me = Me
holder-office = Registry office
holder-head = Office head
holder-archive = Archive
holder-applicant = Applicant
holder-police = Police
holder-council = County security council
holder-board = Dispute board
holder-court = Court
holder-laboratory = Legal Medicine
holder-province = Provincial directorate
holder-nobody = Nobody: closed

# Kinds of paper
birth-basis-testimony-form = Testimony
birth-basis-vaccination-card = Vaccination card
birth-basis-birth-attestation = Birth attestation
birth-basis-health-file = Health-house file
birth-basis-age-opinion = Opinion of Legal Medicine
birth-basis-school-letter = School letter
birth-basis-other = Something else

# How a paper was handed in
paper-form-original = Original
paper-form-copy = Copy
paper-form-seen = Original seen and returned

# What a reviewer found of a paper
verdict-accepted = Genuine and legible
verdict-illegible = Illegible
verdict-incomplete = Incomplete
verdict-original-needed = Original not seen
verdict-doubted = Authenticity doubted
verdict-not-of-case = Does not belong to this case

# Who certified the witnesses’ signatures (instruction, item 1-1)
certification-notary = Notary office
certification-police = Police
certification-islamic-council = Local Islamic council
certification-none = Not certified

# Where the applicant lives, which decides who certifies
settlement-city = City
settlement-village = Village

# Languages
language-persian = Persian
language-balochi = Balochi
language-sistani = Sistani
language-brahui = Brahui
language-kurdish = Kurdish
language-arabic = Arabic
language-turkmen = Turkmen
language-pashto = Pashto
language-urdu = Urdu
language-other = Another language

# Reasons to take a case first
vulnerability-child = Child
vulnerability-school-age = Of school age and out of school
vulnerability-unaccompanied = Unaccompanied child
vulnerability-illness = Illness
vulnerability-disability = Disability
vulnerability-pregnancy = Pregnancy
vulnerability-elderly = Old age
vulnerability-female-head = Woman heading a household
vulnerability-disaster = Victim of flood, earthquake or disaster
vulnerability-detained = Detained or at risk of expulsion

# How the case came to the office
channel-counter = Counter
channel-field-visit = Field visit
channel-portal-import = Import from the portal
channel-court-order = Court order

# Material facts
fact-identity = Identity
fact-parentage = Parentage
fact-birthplace = Birthplace
fact-residence = Residence
fact-no-foreign-nationality = Absence of an established foreign nationality
fact-kinship = Kinship within the case

# Finding on a fact
finding-proven = Proven
finding-reasonably-shown = Reasonably shown
finding-not-shown = Not shown
finding-contradicted = Contradicted

# What is checked in the registers
search-check-name-match = Name, father, grandfather, birth year and place
search-check-parents-children = Registered children of the parents
search-check-earlier-cases = Earlier cases
search-check-fingerprints = Fingerprints

# What the search gave
search-result-clean = No record
search-result-possible = Possible match, to be examined
search-result-found = Record found
search-result-not-done = Not done

# Kinds of evidence
evidence-kind-lineage = Lineage
evidence-kind-dna = Genetic test
evidence-kind-age = Age determination
evidence-kind-residence = Residence
evidence-kind-birth = Birth
evidence-kind-other = Other evidence

# Which way evidence speaks
evidence-direction-for = For
evidence-direction-against = Against

# Bodies that sit
body-committee = Review committee
body-council = County security council
body-board = Dispute board
body-court = Court

# Posts that seat a member
post-county-governor = County governor
post-provincial-governor = Governor of the province
post-office-head = Head of the registry office
post-archive-officer = Archive officer
post-police-commander = Police commander
post-intelligence-head = Head of the intelligence office
post-prosecutor = Prosecutor
post-expert = Expert
post-appointed-member = Member chosen by the provincial head
post-other = Other member

# Attendance
attendance-present = Present
attendance-absent = Absent
attendance-recused = Recused
attendance-represented = By representative

# Votes
vote-approve = In favour
vote-reject = Against
vote-abstain = Abstained
vote-none = Did not vote

# What a sitting said on nationality
opinion-approved = Nationality confirmed
opinion-rejected = Nationality rejected
opinion-returned = Returned for enquiry
opinion-postponed = Postponed

# What a sitting said on identity
identity-opinion-evident = Identity evident
identity-opinion-not-evident = Identity not evident
identity-opinion-not-examined = Identity not examined

# What an outside body answered
answer-confirmed = Confirmed
answer-not-confirmed = Not confirmed
answer-inconclusive = Inconclusive
answer-foreign-national = Found to be a foreign national

# How the person was heard
hearing-heard = Heard
hearing-did-not-appear = Did not appear after two notices

# The office’s decision
ruling-granted = Granted
ruling-refused = Refused

# How a decision was served
service-method-in-person = In person
service-method-agent = By an agent
service-method-post = By registered post
service-method-notice-board = By posting up

# How receipt was proven
service-receipt-signed = Signed
service-receipt-fingerprint = Gave a fingerprint
service-receipt-refused = Refused to sign

# What a judgment does
court-effect-issuance-ordered = Issue of the certificate ordered
court-effect-dismissed = Claim dismissed
court-effect-other = Other judgment

# Grounds to reopen
reopening-ground-court-order = Court order
reopening-ground-new-evidence = New evidence
reopening-ground-audit-finding = Audit finding

# Whether foreign identity papers are held
foreign-papers-no = No
foreign-papers-yes = Yes
foreign-papers-unknown = Does not know

# Kinds of step in a directive
step-kind-intake = Intake
step-kind-review = Document review
step-kind-registry-search = Registry search
step-kind-evidence = Lineage and evidence
step-kind-committee = Review committee
step-kind-referral = Referral
step-kind-council = Security council
step-kind-decision = Decision
step-kind-notification = Notification
step-kind-issuance = Issuance
step-kind-objection = Objection
step-kind-closed = Closed

# How a case ended
end-issued = Certificate issued
end-refused = Refused
end-withdrawn = Withdrawn
end-deceased = Deceased
end-referred-out = Referred elsewhere
board-ruling-approved = Objection allowed
board-ruling-rejected = Refusal upheld
board-ruling-returned = Back to the office for a new decision
board-ruling-postponed = Put off to another sitting

# Letters that the office prints
letter-kind-pending = certificate that the case is pending
letter-kind-missing = request for what is missing
letter-kind-referral = letter to an outside body
letter-kind-notice = notice of the decision
letter-kind-ruling = notice of the board’s ruling
letter-kind-card = temporary card
