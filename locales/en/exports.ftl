# Exports of many cases at once

exports-title = Export of many cases
exports-lead = Up to { $cases } cases at a time. The copies are made in the background, each can be verified by itself, and the file can be fetched for { $hours } hours once it is ready. The export of each case is recorded with your purpose.
exports-which = Which cases?
exports-why = What for, and for whom?
exports-from = Opened from
exports-until = Opened until
exports-case-state = State of the case
exports-outcome = Outcome
exports-open = Open
exports-closed = Closed
exports-granted = Nobody refused
exports-refused = Somebody refused
exports-any = All
exports-since = from { $from }
exports-up-to = until { $until }
exports-days-turned = This day is before the first one.
exports-count = Count
exports-counted =
    { $count ->
        [one] One case is as chosen.
       *[other] { $count } cases are as chosen.
    }
exports-nothing = No case is as chosen.
exports-too-many = More than { $most } cases are as chosen. Choose fewer.
exports-too-many-sets = { $most } of your exports are being made or wait to be fetched. Discard one of them, or let it expire.
exports-ask = Record the purpose and make them
exports-named = Export { $id }
exports-asked-at = Asked for
exports-cases = Cases
exports-state = State
exports-opened = Opened
exports-withheld = Withheld
exports-expires = Can be fetched until
exports-waiting = Being made
exports-interrupted = Interrupted
exports-interrupted-note = The work broke off. It goes on within minutes with the case at which it stopped.
exports-done = Ready
exports-expired = Expired
exports-failed = Not made
exports-withdrawn = Discarded
exports-at = { $done } of { $total } cases
exports-look = How far is it?
exports-fetch = Fetch the file
exports-discard = Discard this export
exports-over = This file can no longer be fetched: it has expired, or something in one of its cases was erased after you asked for it.
exports-troubles = Cases of which no copy was made
exports-troubles-lead = The signed list in the file says too that these cases are not in it.
exports-trouble = Why
exports-trouble-not-found = No longer within your reach
exports-trouble-not-sealed = Could not be sealed
exports-trouble-damaged = A part of it could not be read

done-export-asked = It is being made; this page says how far it is.
done-export-discarded = Discarded.

log-told-set-asked = { $who } asked for the export of { $cases } cases.
log-told-set-made = The export of { $cases } cases was made for { $who }.
log-told-set-fetched = { $who } fetched the export of { $cases } cases.
log-kind-set-asked = Export of many cases asked for
log-kind-set-made = Export of many cases made
log-kind-set-fetched = Export of many cases fetched

# The history for paper
pdf-title = History of the case
pdf-lead = Written from the recorded events alone.
pdf-day-and-time = Day and time
pdf-mark = Event of the export: { $event }
pdf-page = Page { $here } of { $all }
pdf-end = Number of the last event: { $seq }
