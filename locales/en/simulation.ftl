# What a draft of the directive would do to open cases

simulation-unaffected = Unaffected
simulation-moves = Stands at another step
simulation-gains-step = Gains a step
simulation-loses-step = Loses a step
simulation-due-changes = Due on another day
simulation-becomes-overdue = Becomes overdue
simulation-newly-missing = A paper is newly missing
simulation-no-mapping = No place in the new version

effect-moves = Stands at “{ $to }” instead of “{ $from }”.
effect-gains = The step “{ $step }” comes to the way ahead.
effect-loses = The step “{ $step }” falls away from the way ahead.
effect-due = { $step }: due { $is } instead of { $was }.
effect-no-limit = without a limit
effect-missing = “{ $requirement }” is asked for at the step “{ $step }” and is not in the file.
effect-unmapped = “{ $step }”: { $gap }
gap-no-step = The new version has no such step, and no transitional provision says where it went.
gap-would-end = The case would be over, though nobody has decided it.
gap-would-reopen = What is over would be open again.
gap-stand-apart = The members of the household stand apart and would have to be one case again.

simulation-of = Version { $after }, simulated over { $cases ->
    [one] one open case
   *[other] { $cases } open cases
} on { $day } at { $time }
simulation-pinned = { $cases ->
    [one] One case follows
   *[other] { $cases } cases follow
} version { $version } (SHA-256 { $digest })
simulation-draft = Draft: { $version } (SHA-256 { $digest })
simulation-astray = Transitional provision { $id } names a step or an outcome that the older version does not have.
simulation-province = { $name } ({ $cases ->
    [one] one open case
   *[other] { $cases } open cases
})
simulation-line = { $title }: { $count }
simulation-country = The whole country
simulation-list = List of cases: { $path } (SHA-256 { $digest })
simulation-counts-only = Counts only: the list of cases shows what is in files, and your post does not read cases.
simulation-nobody = Counts over open cases are for: { $posts }.
simulation-several = A case may stand under several headings.
