"""Who hears of a yellow case whose taker tries and tries, and gets hold of nobody."""

from __future__ import annotations

from collections.abc import Sequence

from domain.case import Case, Level

# The cover after two tries and the coordinator after four: each try is about a working day, and
# a silence is the cover's by the eleventh day and the coordinator's by the fourteenth.
EACH = 2


def who_hears(case: Case, tries: int) -> Sequence[int]:
    """Return who may hear of the latest of so many tries since the taking, first choice first.

    Each second try goes one further up the ladder than its taker, and from the top on it is told
    there. Nobody hears of any other try, or where nobody else is on the ladder. A red case has
    rules of its own (`domain.escalation.not_reached`).
    """
    if case.level is Level.RED or tries < EACH or tries % EACH:
        return ()
    at = case.ladder.index(case.taken_by) if case.taken_by in case.ladder else -1
    others = [one for one in case.ladder[at + 1 :] or case.ladder[:at] if one != case.taken_by]
    first = min(tries // EACH, len(others)) - 1
    return (*others[first:], *reversed(others[:first])) if others else ()
