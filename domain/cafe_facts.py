"""What an evening at the café says as facts about a youth: coming is one, staying away is none.

A café is an offer. Whoever said *kommer* and did not come, with or without a word, has missed
nothing that counts: the worker has a soft line for the next day, and that is all.
"""

from __future__ import annotations

from domain.cafe import Came, Coming
from domain.signal import EventKind

_THERE = frozenset({Came.SEEN, Came.LATE})


def facts_of(came: Came, answer: Coming | None) -> tuple[EventKind, ...]:
    """Return what is known once it was marked who came: that they came, and had said so."""
    if came not in _THERE:
        return ()
    kept = (EventKind.KEPT,) if answer is Coming.YES else ()
    return (EventKind.PRESENT, *kept)
