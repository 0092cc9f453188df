"""Which messages about a case, or of a check-in, stand in whose chat."""

from __future__ import annotations

from sqlalchemy import select

from domain.message import MessageKind, OutboxState, Purpose
from storage.tables import outbox
from storage.tx import Rx


def of_case(rx: Rx, case_id: int) -> dict[int, int]:
    """Return, for every member of staff told of the case, the outbox id of the latest message."""
    rows = rx.execute(
        select(outbox.c.staff_id, outbox.c.outbox_id)
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.case_file_id == case_id,
            outbox.c.purpose == Purpose.CASE.value,
            outbox.c.kind == MessageKind.TEXT.value,
            outbox.c.staff_id.is_not(None),
            outbox.c.state != OutboxState.SKIPPED.value,
        )
        .order_by(outbox.c.outbox_id)
    )
    return {row.staff_id: row.outbox_id for row in rows}


def of_checkin(rx: Rx, checkin_id: int) -> dict[int, int | None]:
    """Return the check-in's own messages, oldest first, with Telegram's number if known."""
    rows = rx.execute(
        select(outbox.c.outbox_id, outbox.c.message_id)
        .where(
            outbox.c.site_id == rx.site_id,
            outbox.c.checkin_id == checkin_id,
            outbox.c.kind == MessageKind.TEXT.value,
            outbox.c.state.not_in([OutboxState.SKIPPED.value, OutboxState.REFUSED.value]),
        )
        .order_by(outbox.c.outbox_id)
    )
    return {row.outbox_id: row.message_id for row in rows}
