# Versions of the directive: from draft into force

versions-title = Versions of the directive
versions-lead = A case keeps to the version in force on the day it was opened. One person proposes a new version and a second approves it.
versions-list = Versions
versions-column-name = Version
versions-column-state = State
versions-column-proposed = Proposed by
versions-column-approved = Approved by
versions-add = Upload a draft
versions-add-hint = Download the version in force, write the name of the new version and whatever is to change into it, and upload it here.
versions-file = Directive file (TOML)
versions-file-mistakes = The file could not be read; it has { $count ->
    [one] one mistake:
   *[other] { $count } mistakes:
 }
versions-file-mistake = Line { $line }: { $text }
versions-file-not-text = The file is not Unicode text.
versions-file-too-large = A directive file is smaller than one megabyte.
versions-to-list = All versions
versions-count = { $count ->
    [one] One version
   *[other] { $count } versions
 }

version-named = Version { $label }
version-state-draft = Draft
version-state-proposed = Waiting for approval
version-state-approved = Approved
version-state-scheduled = In force from { $from }
version-state-in-force = In force since { $from }
version-state-superseded = Until { $to }
version-state-withdrawn = Withdrawn
version-read = Read the whole text
version-download = Download the file (TOML)
version-founder = The program itself
version-nobody = Nobody yet
version-drafted-by = Uploaded by
version-from = In force from
version-reason = Reason for the proposal
version-life = Life of this version
version-digest = Digest of the file

version-checks = Checked before it applies
version-sound = Nothing was found: every way was followed in { $circumstances } circumstances.
version-findings = { $count ->
    [one] One fault was found. It cannot be proposed while there is one.
   *[other] { $count } faults were found. It cannot be proposed while there are any.
 }
version-finding-place = Line { $line } of the file
version-finding-way = One way that leads there
version-unreadable = The language of this file is no longer read; its text is kept as it was.

version-changes = What differs from version { $label }
version-changes-none = It says the same as version { $label }.
version-changes-first = There was no version before it.
version-change-part = Where
version-change-what = What
version-change-was = Was
version-change-is = Is
version-change-articles = Rests on

version-touches = Open cases that it would touch
version-not-simulated = Nobody has tried yet which open cases this version would touch.
version-simulated = { $when }: { $cases ->
    [one] one open case was
   *[other] { $cases } open cases were
 } looked at.
version-pinned-note = Open cases are not moved when this version comes into force; the counts say what would become of them if they were.

version-trial-at = { $done } of { $total } open cases have been looked at.
version-trial-failed = The trial broke off and will be taken up again in some minutes.
version-trial-look = Look again
version-trial-province = Province
version-trial-cases = Open cases
version-trial-list = Get the list of cases (CSV)
done-version-on-trial = The trial has begun; this page says how far it is.

version-not-yet = Not possible now
version-act-simulate = Try it on open cases
version-act-simulate-purpose = Trying version { $label } before it is proposed
version-act-simulate-hint = No case is changed.
version-act-propose = Propose it for approval
version-act-propose-from = Earliest day in force
version-act-propose-reason = Reason for the proposal
version-act-approve = Approve
version-act-approve-hint = By approving you say that you have seen the text, the differences, the check and the trial. The day on which it begins is set afterwards.
version-act-return = Return it to draft
version-act-return-reason = Why it is returned
version-act-schedule = Set the day on which it begins
version-act-schedule-on = Day
version-act-schedule-hint = The day that was approved, or a later one. Cases opened from that day follow this version.
version-act-withdraw = Withdraw it
version-act-withdraw-reason = Why it is withdrawn
version-not-yours = Versions are proposed and approved by the national administrators.

version-told-founded = { $who } put this version in force from { $from } when the register was founded.
version-told-drafted = { $who } uploaded the file of this version.
version-told-simulated = { $who } tried it on { $cases ->
    [one] one open case
   *[other] { $cases } open cases
 }.
version-told-proposed = { $who } proposed it, to begin on { $from } at the earliest.
version-told-returned = { $who } returned it to draft.
version-told-approved = { $who } approved it, to begin on { $from } at the earliest.
version-told-scheduled = { $who } set { $on } as the day on which it begins.
version-told-withdrawn = { $who } withdrew it.

version-refused-not-known = There is no such version.
version-refused-other-family = This file belongs to another directive. Its id must be “{ $family }”.
version-refused-name-taken = There is a version { $label } already ({ $state }). Write another name under “version” in the file.
version-refused-unsound = This version has { $findings ->
    [one] one fault
   *[other] { $findings } faults
 }. Mend the file and upload it again.
version-refused-wrong-state = That cannot be done while the version is as it is (“{ $state }”).
version-refused-changed = The proposal changed after this page was opened. Read the page again.
version-refused-second-person = Whoever uploaded or proposed a version does not decide on it; another administrator must.
version-refused-not-simulated = Try first which open cases this version would touch.
version-refused-too-early = It cannot begin before { $earliest }, the day that was approved.
version-refused-day-taken = Version { $label } begins on that very day. Write another day.
version-refused-reason-missing = Write the reason.

done-version-drafted = The draft is recorded.
done-version-same = The same file was uploaded before; nothing was added.
done-version-simulated = The trial is done.
done-version-proposed = Proposed; it waits for a second person.
done-version-returned = Returned to draft.
done-version-approved = Approved; now set the day on which it begins.
done-version-scheduled = The day is recorded.
done-version-withdrawn = Withdrawn.
