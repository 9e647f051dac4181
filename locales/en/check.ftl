# What the proof of a directive finds

check-always = In all circumstances.
check-when = In these circumstances: { $circumstances }.
check-when-changed = Once these circumstances have come about on the way: { $circumstances }.
check-circumstance = “{ $circumstance }”
check-age-unknown = { $fact }: not known
check-for-example = For example:
check-taken = { $step }: “{ $outcome }”
check-because = Because:
check-what-to-do = What to do: { $remedy }
check-article = { $article }, { $document }
check-sound = { $directive }: sound. { $circumstances ->
    [one] One combination of circumstances was followed through { $states } states
   *[other] { $circumstances } combinations of circumstances were followed through { $states } states
 }; none was left out.
check-unsound = { $directive }: { $findings ->
    [one] one finding
   *[other] { $findings } findings
 }. { $circumstances ->
    [one] One combination of circumstances was followed through { $states } states
   *[other] { $circumstances } combinations of circumstances were followed through { $states } states
 }; none was left out.
check-incomplete = { $directive }: { $findings ->
    [one] one finding
   *[other] { $findings } findings
 }. There are { $of } combinations of circumstances, more than the { $limit } that are followed; they were not followed, so nothing is proven.

# What it speaks of
check-part-step = the step “{ $step }”
check-part-outcome = the outcome “{ $outcome }” of the step “{ $step }”
check-part-warning = the warning before “{ $outcome }” of the step “{ $step }”
check-part-requirement = the requirement “{ $requirement }”
check-part-certification = a certification of “{ $paper }”
check-part-act = the act “{ $act }”
check-part-paper = the paper “{ $paper }”
check-part-document = the document “{ $document }”
check-part-whole = the directive as a whole

# What is wrong
check-unreachable-step = No way leads to the step “{ $step }”.
check-no-end = A case that comes to “{ $step }” can never leave it.
check-loop-without-exit = A case goes round for ever and comes to no end: { $steps }.
check-nobody-can-take = None of the roles named can take “{ $outcome }” of the step “{ $step }”; they do not act in cases.
check-nobody-can-work = None of the roles named can do the work of the step “{ $step }”; they do not act in cases.
check-nobody-can-do = None of the roles named can do the act “{ $act }”; they do not act in cases.
check-no-way-without-answer = The step “{ $step }” waits for somebody outside the office, and if nothing ever comes there is no way on.
check-silence-goes-round = The step “{ $step }” waits for somebody outside the office, and if nothing ever comes the way on only leads to where others are waited for, and round again.
check-result-without-way = At the step “{ $step }” there can be { $result }, for which there is no outcome.
check-possible-match = a search that finds a possible match
check-not-recordable = “{ $outcome }” of the step “{ $step }” needs { $proof }, which nobody can put on record at a step of this kind.
check-no-limit = “{ $outcome }” of the step “{ $step }” waits for the time limit to pass, but the step has none that runs.
check-no-entry-before = “{ $outcome }” of the step “{ $step }” needs the certificate, but no entry in the register comes before it.
check-contrary = “{ $outcome }” of the step “{ $step }” needs { $one } as well as { $other }; both at once cannot be.
check-never-taken-opening = A file is opened by the first outcome; “{ $outcome }” of the step “{ $step }” would never be taken.
check-never-taken-decision = A decision is a grant or a refusal; “{ $outcome }” of the step “{ $step }” would never be taken.
check-opening-asks = A file is opened as it comes in; what “{ $outcome }” of the step “{ $step }” asks for would not be looked at.
check-opened-again = “{ $outcome }” of the step “{ $step }” leads back to the opening, but a file is opened only once.
check-not-suppliable = The step “{ $step }” asks for “{ $requirement }”, which nobody can supply or certify by then.
check-always-true = The condition on { $part } always holds; it tells nothing apart.
check-always-false = The condition on { $part } can never hold.
check-overlap = At the step “{ $step }” the conditions of “{ $one }” and “{ $other }” can hold at once, and lead to different steps.
check-separation = In an office of { $people } people it can be that nobody is left who may take “{ $outcome }” of the step “{ $step }”.
check-clocks-exceed = Even the quickest way to “{ $step }” may take { $days } days, longer than the { $limit } days of the whole.
check-extension-alone = In an office of { $people } people nobody else is left to approve an extension of the time limit of { $part }.
check-clock-never-starts = The time limit of { $part } never begins to run.
check-clock-never-stops = The time limit of { $part } never stops.
check-refusal-without-remedy = Somebody refused at “{ $step }” comes to the end without a step at which to object.
check-decision-without = The step “{ $step }” is a decision and has no outcome with the id “{ $outcome }”.
check-no-end-issued = No end has the class “issued”; nobody could ever receive a certificate.
check-no-end-refused = No end has the class “refused”; a refusal could never close.
check-quorum-of-more = The step “{ $step }” asks for { $members } members, but its body has only { $seats } seats.
check-not-per-person = The step “{ $step }” is taken for the household as a whole, but from the decision on everybody has a case of their own.
check-missing-letter = The letter “{ $letter }” is needed from { $part }, which does not name it.
check-unknown-act = “{ $act }” is no act that can be done beside the steps.
check-act-without-end = The act “{ $act }” takes people out of the case, but names no end for them.
check-card-without-term = The act “{ $act }” gives a card without saying how long it is valid.
check-reopens-nowhere = By the act “{ $act }” cases are to be reopened, but no step is named at which they are taken up again.
check-reopens-at = By the act “{ $act }” a case would be reopened at “{ $step }”, where nothing is left to do for it.
check-reopens-nothing = The act “{ $act }” names steps at which a case is reopened, but it reopens none.
check-suspended-for-ever = A case can be suspended by the act “{ $act }”, and no act lets it go on again.
check-words-not-persian = The Persian words of { $part } have no Persian letter.
check-words-not-english = The English words of { $part } have no Latin letter.
check-too-many = The conditions of { $part } tell { $circumstances } combinations of circumstances apart, more than the { $limit } that are followed; they were not followed.

# Why a way out is none
check-barred-at = { $step }: { $why }
check-barred-condition = “{ $outcome }” is only open where this holds: { $facts }.
check-barred-not-entitled = “{ $outcome }” leads to the issue of a certificate, to which nothing gives the right.
check-barred-back = “{ $outcome }” only leads round again.
check-barred-by-clock = Nobody can choose “{ $outcome }”; only its time limit leads there.
check-barred-several = “{ $outcome }” needs several people of whom different things are said.

# What to do about it
check-do-unreachable-step = let an outcome of an earlier step lead here, or take the step out.
check-do-no-end = give the step an outcome for these circumstances, or take the condition off one that it has.
check-do-loop = give one of these steps an outcome that leads out of the circle.
check-do-nobody = name a role that acts in cases, such as “registrar_officer” or “office_head”.
check-do-no-answer = add an outcome that the office may take when the time limit has passed: needs = ["time_over"].
check-do-silence = let an outcome on this round lead to where the office goes on by itself when the time limit has passed.
check-do-result = add an outcome for this result, or one that needs no more than that there is a result.
check-do-recordable = take it out of “needs”, or ask for it at a step of the kind at which it is recorded.
check-do-limit = give the step a “clock” that runs while whoever has the case at this step works on it.
check-do-entry = let a step come before whose outcome needs “register_entry”.
check-do-contrary = leave one of the two under “needs”, and write an outcome of its own for the other.
check-do-opening = keep one outcome without conditions at the opening, and put the choice at the step after it.
check-do-decision = keep only “granted” and “refused” here, and put this way on at a step before the decision.
check-do-opened-again = lead back to the review of the papers or to their completion instead.
check-do-suppliable = name a paper that can be had by then and a body that may certify it, or ask for it at a later step.
check-do-always-true = take the condition off, or name the fact that was meant.
check-do-always-false = name the fact that was meant, or take out what stands under this condition.
check-do-overlap = let each of the two name a fact that excludes the other.
check-do-separation = let further roles take it, let others do the work before it, or take off the separation that leaves nobody.
check-do-clocks = shorten limits on the way, lengthen the limit of the whole, or name under its “pauses_with” who is not timed.
check-do-extension = name roles under “extendable_by” and “extension_approved_by” that two people hold, or take “extension_approved_by” off.
check-do-starts = let it run from the entry, or from a letter or a service that is asked for on the way; under “pauses_with” there may not be whoever has the case at this step.
check-do-stops = take the time limit off, or give the step an outcome that leads on.
check-do-remedy = let the refusal lead to a step of the kind “objection” at which an objection is taken in.
check-do-decision-without = add the outcome with this id.
check-do-such-end = add a step of the kind “closed” with this class under “end”.
check-do-quorum = ask for no more members than there are seats.
check-do-per-person = write scope = "person".
check-do-letter = name the letter under “letters” of the step or act.
check-do-act = use one of these ids: { $acts }.
check-do-act-end = name under “to” a step of the kind “closed”.
check-do-card = give the act a “clock”.
check-do-reopens = under “[[act.reopens]]” name steps at which a case still goes on, each with its ground.
check-do-reopens-nothing = write “[[act.reopens]]” under the act “reopening” alone.
check-do-suspended = add the act “resumption”.
check-do-words = write the words in the language under which they stand.
check-do-too-many = let the conditions of the outcomes name fewer different facts, or split a step that names many.
