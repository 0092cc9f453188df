"""Words of somebody who is not with us: passed on to a human, and then wiped.

Who has said no, stopped, is too young or has ended keeps a human to write to. What they write is
a letter, not their file: their worker can answer for 72 hours, and the words are gone once those
have run and nobody has to read them any more.
"""

from __future__ import annotations

from datetime import datetime

from domain.case import CaseKind
from domain.people import Actor, Youth
from domain.reply import OPEN_FOR
from storage import replies
from storage.tx import Rx, Tx

# While one of these is open, somebody still has to read what was written.
_WAIT = (CaseKind.WORD, CaseKind.CRISIS)


def open_until(rx: Rx, youth: Youth) -> datetime | None:
    """Return until when somebody who has left can be written to (UTC); None when they never wrote.

    Whoever asked for the help card can be written to as well.
    """
    if not youth.has_left:
        return None
    wrote = (replies.latest_passing_at(rx, youth.id), youth.card_at)
    latest = max((at for at in wrote if at is not None), default=None)
    return latest + OPEN_FOR if latest is not None else None


def wipe_passing(tx: Tx, actor: Actor, now: datetime) -> int:
    """Wipe the words in passing whose time is over; return how many.

    Words that somebody still has to read stay until the case about them is closed.
    """
    return replies.wipe_passing(tx, now - OPEN_FOR, waiting=_WAIT)
