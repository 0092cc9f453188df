"""More words while a case is open: staff hear of them, and the clock keeps what was promised."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from content.keys import Key
from domain.case import Case, CaseKind
from domain.people import Actor, Youth
from services.case_messages import tell_again
from services.raise_case import raise_case, standing, word_clocks
from services.world import House
from storage import cases
from storage.tx import Tx

# Several short messages in a row are one piece of news for a worker.
ONE_NEWS = timedelta(minutes=10)


def bring_words(tx: Tx, actor: Actor, now: datetime, house: House, youth: Youth) -> Case | None:
    """Give words a case with a clock, and say in the open ones that more has come.

    While a red case is open, whatever the youth writes is told there at once. Returns that red
    case, or None.
    """
    known = standing(tx, youth, CaseKind.WORD)
    case = raise_case(tx, actor, now, house, youth=youth, kind=CaseKind.WORD)
    if known is not None:
        _more(tx, now, house, case)
    red = standing(tx, youth, CaseKind.CRISIS)
    if red is not None:
        tell_again(tx, now, house, red, Key.CASE_MORE, news(now, timedelta(minutes=1)))
    return red


def _more(tx: Tx, now: datetime, house: House, case: Case) -> None:
    tell_again(tx, now, house, case, Key.CASE_MORE, news(now, ONE_NEWS))
    clocks = word_clocks(tx, now, house, case)
    if case.due_at <= now:  # what was promised before has passed; this has been promised now
        case = replace(case, due_at=clocks.due_at)
        cases.save(tx, case)
    if case.escalate_at is not None and clocks.escalate_at < case.escalate_at:
        # A reminder that its taker asked for does not wait longer than the promise.
        cases.save(tx, replace(case, escalate_at=clocks.escalate_at, try_again_at=None))
        tx.wake("climb_ladder")


def news(now: datetime, span: timedelta) -> str:
    """Return the name of a span of time; what is said in the same span is said once."""
    return f"more:{int(now.timestamp() // span.total_seconds())}"
