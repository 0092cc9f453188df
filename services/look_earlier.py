"""What a start does when the hours of the site were changed: it looks earlier where needed."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.clocks import contact_due_at, unread_due_at
from domain.people import Actor, Youth
from domain.task import TaskKind
from services.human_contact import next_look
from services.world import House
from storage import audit, replies, tasks
from storage import youths as youth_rows
from storage.tx import Tx

_LOOK = TaskKind.FOLLOW_UP_WEEK
_ANY_TIME = timedelta(days=365)


def look_earlier(tx: Tx, actor: Actor, now: datetime, house: House) -> int:
    """Bring forward every look at the contact guarantee that is later than it should be.

    A look is set when something happens to a youth, by the hours of that day. New opening hours or
    holidays can let contact, or a reader, be owed earlier; nothing else would notice before the
    old instant. A look that is too early does no harm, and stays.

    Returns:
        How many were brought forward.
    """
    unread = replies.oldest_unread_of_all(tx)
    far = now + _ANY_TIME
    looks = {one.youth_id for one in tasks.open_of_kind(tx, _LOOK, before=far)}
    brought = 0
    for youth in youth_rows.everybody(tx):
        if youth.reassess_at is None:
            continue
        # A second look after red is told by its duty alone.
        if youth.id not in looks and not _may_be_late(house, youth, unread.get(youth.id)):
            continue
        due = next_look(tx, house, youth)
        if due is not None and due < youth.reassess_at:
            youth_rows.change(tx, youth.id, reassess_at=due)
            action = "look_earlier"
            audit.record(tx, now, actor=str(actor), action=action, youth_id=youth.id, allowed=True)
            brought += 1
    if brought:
        tx.wake("reassess")
    return brought


def _may_be_late(house: House, youth: Youth, unread: datetime | None) -> bool:
    """Return whether a look is worth more queries: told from what is known of all at once."""
    dues = (contact_due_at(youth, house.site), unread_due_at(unread, house.site))
    return any(due is not None and due < youth.reassess_at for due in dues if youth.reassess_at)
