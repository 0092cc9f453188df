"""Somebody has seen which promises were broken, and sees to them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.people import Actor
from storage import last_audit
from storage.tx import Tx

SOON = timedelta(hours=1)  # so old an audit is when the next one comes


def see_broken(tx: Tx, actor: Actor, now: datetime, marks: Sequence[str]) -> None:
    """Write into the trail that `actor` has seen the broken promises of these marks.

    They silence nobody any more, so that what breaks next, and the next crash, is seen outside.
    The auditor stays with what it found, and looks again soon.
    """
    last_audit.see(tx, now, str(actor), marks)
    last_audit.look_again(tx, now - SOON)
