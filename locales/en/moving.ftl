# Moving open cases to another version of the directive

move-state-proposed = waits for the approval of a second person
move-state-under-way = approved, under way
move-state-done = carried out
move-state-refused = not approved
move-state-withdrawn = taken back
move-not-the-proposer = Only whoever proposed the move takes it back; a second person may refuse it instead.
move-wrong-state = Nothing more can be done with this move: { $state }.
move-changed = The move is not as you read it any more; read it again.
move-not-your-role = Only the provincial director agrees to a move, and only within the own province.
move-not-in-force = Version { $version } is not in force. Cases are moved only to the version that new cases follow.
move-several-versions = The cases follow several versions: { $versions }. Say from which one they are to be moved.
move-no-case = No open case is meant that does not follow the version already.
move-no-place = Of { $cases ->
    [one] one case
   *[other] { $cases } cases
} that were looked at, none has a place under the new version. A transitional provision of that version has to say where such cases go.
move-no-such-version = There is no version { $version }.
move-no-unit = Name one unit within your own.
move-nobody = Moves of cases are proposed by: { $posts }.
move-not-found = There is no such move, or it is not for you to see.
move-stayed-changed = The case has changed since the dry run.
move-stayed-closed = The case is closed.
move-stayed-no-place = The case has no place under the new version.
move-stayed-other-version = The case follows another version.
move-stayed-not-entitled = The case would come to the issue of a certificate without a right to it.
move-stayed-gone = The case is not there.
move-stayed-unreadable = The case cannot be read.
move-stayed-refused = The move of this case was refused.
move-head = Move { $id }: { $cases ->
    [one] one case
   *[other] { $cases } cases
} from version { $before } to version { $after }, { $unit }: { $state }
move-proposed = Proposed by { $name } on { $day }: { $reason }
move-approved = Approved by { $name } on { $day }.
move-stopped = On { $day }, { $state }: { $reason }
move-step = Only cases that stand at “{ $step }”.
move-left = { $cases ->
    [one] One case has
   *[other] { $cases } cases have
} no place under the new version and stays.
move-under-way = { $done } of { $all } cases are done.
move-came = Moved: { $moved }. Not moved: { $stayed }. Waiting: { $waiting }.
move-found = By the dry run:
move-case-moved = { $case }: moved
move-case-waits = { $case }: waits
move-case-stayed = { $case }: stays. { $why }
move-case-effects = { $case }: { $what }
move-dry-run = Dry run: nothing was moved.
move-next = Somebody else now approves it: sejel directive move approve { $id }
move-carried = { $parts ->
    [one] One part is
   *[other] { $parts } parts are
} in the queue; a process that serves carries them out, or “sejel directive move carry-out”.

moves-title = Moving open cases
moves-lead = An open case comes to a newer version only when one person proposes it and the provincial director agrees; it is tried before.
moves-count = { $count ->
    [one] One move
   *[other] { $count } moves
 }
move-named = Move { $id }
move-new = Propose a move
move-new-lead = Say which cases are to be moved. It is tried first what becomes of each; nothing is recorded until you propose it.
move-between = From version { $from } to version { $to }
move-from-to = Versions
move-how-many = Cases
move-proposed-on = Proposed on
move-approved-on = Approved on
move-to = To version
move-from = From version
move-from-hint = Needed only where the cases follow several versions.
move-step-one = Only cases at this step
move-step-hint = Leave it empty for all steps.
move-numbers = Numbers of cases
move-numbers-hint = Leave it empty for all open cases; put spaces between several numbers.
move-no-such-case = One of these numbers is no case of your area.
move-reason = Reason for the move
move-why = Reason
move-try = Try it
move-propose = Propose this move
move-tried = What was found
move-tried-said = { $moves ->
    [one] One case would be moved
   *[other] { $moves } cases would be moved
 }; { $left ->
    [one] one has
   *[other] { $left } have
 } no place under the new version and would stay.
move-what = What becomes of it
move-cases = Cases
move-came-of-it = Carried out
move-case-is-waiting = Waiting
move-case-is-moved = Moved
move-second-person = You proposed this move; the provincial director, and not you, agrees to it.
move-approve = Agree to the move
move-refuse = Refuse the move
move-withdraw = Take the proposal back
done-move-proposed = Proposed; it waits for the director.
done-move-approved = Agreed; the cases are moved one by one.
done-move-refused = Refused.
done-move-withdrawn = Taken back.
