# Values erased by law
event-erased = On the proposal of { $proposer }, approved by { $approver }, { $count ->
    [one] one recorded value was erased by law.
   *[other] { $count } recorded values were erased by law.
}
log-kind-erased = Values erased by law
log-kind-erasure-proposed = Erasure proposed
log-kind-erasure-approved = Erasure approved
log-kind-erasure-refused = Erasure not approved
log-told-erased = { $who } erased by law { $count ->
    [one] a text
   *[other] { $count } texts
} in which an erased value stood.
log-told-erasure-proposed = { $who } proposed to erase values of the case.
log-told-erasure-approved = { $who } approved the erasure: { $values ->
    [one] one value of the case went,
   *[other] { $values } values of the case went,
} and { $typed ->
    [one] one text that an official had typed elsewhere.
   *[other] { $typed } texts that officials had typed elsewhere.
}
log-told-erasure-refused = { $who } did not approve the erasure.
erase-proposed = Erasure { $id } of case { $case } waits for a provincial director other than { $proposer }.
erase-counted = { $count ->
    [one] One value would be erased:
   *[other] { $count } values would be erased:
}
erase-place = event { $seq }, { $path }
erase-shared = { $count ->
    [one] One value concerns others too and stays; it can be named by itself.
   *[other] { $count } values concern others too and stay; they can be named one by one.
}
erase-open-step = The case is still open at “{ $step }”. Whoever works there will no longer see the values.
erase-done = { $count ->
    [one] One value of case { $case } was erased.
   *[other] { $count } values of case { $case } were erased.
}
erase-typed = { $count ->
    [one] One text that an official typed outside of the case (a search, a filter, a reason) was erased with them.
   *[other] { $count } texts that officials typed outside of the case (searches, filters, reasons) were erased with them.
}
erase-refused-done = Erasure { $id } was not approved. Nothing was erased.
erase-vacuum-done = The tables were written anew. With SQLite its log is empty too; what archives, replicas and backups hold is gone when they expire.
erase-vacuum-later = Somebody is reading: the log of the database could not be emptied. Run it again.
erase-scan-left = A scan could not be removed from the files. Run “sejel erase --vacuum” to try again.
refused-erasure-basis-too-short = The legal basis is too short. Name the law, the order or the judgment, in at least { $least } letters.
refused-erasure-basis-says-it = The legal basis contains what is to be erased, and it is kept. Write it without the value.
refused-erasure-nothing-there = Nothing stands there, or it has been erased already. Look at the history and name another place.
refused-erasure-before-court = An objection is before a court: the file is evidence until the court rules. Record the judgment first.
refused-erasure-decision-waits = A decision waits for its signature and rests on this file. Sign it or send it back first.
refused-erasure-already-waiting = Another proposal to erase in this case waits. It is to be approved or refused first.
refused-erasure-own = You proposed this yourself. Another provincial director has to decide on it.
refused-erasure-not-waiting = This proposal was decided already. Make a new one if it is still needed.
refused-erasure-reason-missing = Say why you do not approve it.
refused-erasure-not-found = There is no such case or proposal within your area, or it is not yours to decide. Ask the head of the office.
reads-part-erase = Erasure by law
erase-title = Erase by law
erase-warning = What is erased is gone for good. The history keeps that it stood there, who erased it, and on what basis. Searches, filters and reasons in which officials typed the same number go with it.
erase-back = Back to the case
erase-what = What is to be erased
erase-of-person = Everything that concerns { $name } alone
erase-of-scan = Scan: { $title }, version { $version }
erase-of-value = Event { $seq }, { $kind }: { $value }
erase-annex = closed annex
erase-texts-title = Longer texts
erase-texts = Erase longer texts in which the value stands, too, in the case and in what officials typed elsewhere
erase-basis = Legal basis
erase-basis-hint = The law, the order or the judgment. It is kept: do not write the value itself.
erase-propose = Propose the erasure
erase-proposer = Proposed by
erase-proposed-on = Proposed on
erase-stays = What stays
erase-open = Open step
erase-event = Event
erase-value = Value
erase-places = Values that would be erased
erase-approve = Approve and erase
erase-refuse = Do not approve
erase-why-not = Why not
erase-note = On { $day }, { $count ->
    [one] one value was
   *[other] { $count } values were
} erased by law. Basis: { $basis }
erase-waits-note = A proposal to erase values of this case waits for a provincial director.
