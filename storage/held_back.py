"""What waits for youths, and from whom everything automatic is kept away now, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from domain.message import OutboxState
from domain.people import YouthStatus
from storage.built import one_of
from storage.outbox import Message, message_of
from storage.tables import outbox, youth
from storage.tx import Rx

RED_CASE, STOP, PAUSE = "red case", "stop", "pause"  # as the outbox says why it was withdrawn
_LEFT = (YouthStatus.STOPPED.value, YouthStatus.DECLINED.value)


def queued_of(rx: Rx, youth_id: int) -> Sequence[Message]:
    """Return what is queued for a youth and has not left, oldest first."""
    rows = rx.execute(
        select(outbox)
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.youth_id == youth_id,
            one_of(outbox.c.state, OutboxState.QUEUED),
        )
        .order_by(outbox.c.outbox_id)
    ).mappings()
    return [message_of(row) for row in rows]


def reasons(rx: Rx, youth_ids: Collection[int], now: datetime) -> Mapping[int, str]:
    """Return who of these youths gets nothing automatic now, and why.

    A cry for help stands before a stop, and that before a pause, which is over at its end (UTC).
    """
    if not youth_ids:
        return {}
    wanted = {"site": rx.site_id, "youths": sorted(youth_ids), "now": now}
    found = rx.execute(_HELD, wanted).mappings()
    return {row["youth_id"]: _reason(row["held_at"], row["status"]) for row in found}


# Built once: to build a statement takes longer than to run it.
_HELD = select(youth.c.youth_id, youth.c.held_at, youth.c.status).where(
    youth.c.site_id == bindparam("site"),
    youth.c.youth_id.in_(bindparam("youths", expanding=True)),
    youth.c.held_at.is_not(None)
    | youth.c.status.in_(_LEFT)
    | (youth.c.paused_until > bindparam("now")),
)


def _reason(held_at: datetime | None, status: str) -> str:
    if held_at is not None:
        return RED_CASE
    return STOP if status in _LEFT else PAUSE
