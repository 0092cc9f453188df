"""What is kept of chats that nobody has enrolled, for as long as a worker can write to them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text, bindparam, cast, delete, exists, func, literal, select, update

from storage.tables import case_event, case_file, outbox
from storage.tx import Rx, Tx

_CRIES = ("opened", "joined")  # in the story of a case: their first cry, and each that came after


def chat_of(rx: Rx, owner_id: int, case_id: int) -> int | None:
    """Return the chat of the unknown sender of a case; None when it is wiped, or was never known.

    `owner_id` is whose key seals it: the site's.
    """
    row = rx.execute(
        select(case_file.c.sender_chat).where(
            case_file.c.site_id == rx.site_id, case_file.c.case_file_id == case_id
        )
    ).first()
    chat = rx.open(owner_id, case_file.c.sender_chat, case_id, row.sender_chat) if row else None
    return int(chat) or None if chat else None


def latest_cry(rx: Rx, case_id: int) -> datetime | None:
    """Return when the sender of a case last cried for help (UTC)."""
    cried = select(func.max(case_event.c.at)).where(
        case_event.c.site_id == rx.site_id,
        case_event.c.case_file_id == case_id,
        case_event.c.what.in_(_CRIES),
    )
    latest: datetime | None = rx.execute(cried).scalar()
    return latest


def forget(tx: Tx, before: datetime) -> int:
    """Wipe the chats of all who have not cried for help since then; return how many.

    The episode of the case goes too, since it is made from the chat, and so does every message to
    a stranger's chat that is older and final.
    """
    wanted = {"of_site": tx.site_id, "before": before}
    wiped = tx.execute(_WIPED, wanted)
    tx.execute(_GONE, wanted)
    return int(wiped.rowcount)


# Built once: to build a statement takes longer than to run it.
_CRIED_SINCE = exists().where(
    case_event.c.site_id == case_file.c.site_id,
    case_event.c.case_file_id == case_file.c.case_file_id,
    case_event.c.what.in_(_CRIES),
    case_event.c.at >= bindparam("before"),
)
_WIPED = (
    update(case_file)
    .where(
        case_file.c.site_id == bindparam("of_site"),
        case_file.c.sender_chat.is_not(None),
        case_file.c.opened_at < bindparam("before"),
        ~_CRIED_SINCE,
    )
    .values(sender_chat=None, episode=literal("nobody:") + cast(case_file.c.case_file_id, Text))
)
_GONE = delete(outbox).where(
    outbox.c.site_id == bindparam("of_site"),
    outbox.c.youth_id.is_(None),
    outbox.c.staff_id.is_(None),
    outbox.c.created_at < bindparam("before"),
    outbox.c.ready_at.is_(None),
    outbox.c.lease_until.is_(None),
)
