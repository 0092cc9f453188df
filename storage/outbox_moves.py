"""Messages that wait: for somebody whose chat is another one now, or for another time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from domain.message import MessageKind, OutboxState, Road
from storage.built import one_of
from storage.outbox import FINAL
from storage.tables import outbox
from storage.tx import Tx

_WAITS = (OutboxState.QUEUED.value, OutboxState.CLAIMED.value)
_EDITS = (MessageKind.EDIT_TEXT.value, MessageKind.EDIT_BUTTONS.value)


def readdress(tx: Tx, youth_id: int, chat_id: int) -> None:
    """Let every message that waits for a youth go to another chat.

    Changes of messages in the old chat are left out: nobody of ours looks there any more.
    """
    mine = (
        outbox.c.site_id == tx.site_id,
        outbox.c.youth_id == youth_id,
        outbox.c.road == Road.TELEGRAM.value,
    )
    waits = (*mine, one_of(outbox.c.state, *_WAITS))
    tx.execute(
        update(outbox)
        .where(*mine, one_of(outbox.c.state, OutboxState.QUEUED), outbox.c.kind.in_(_EDITS))
        .values(state=OutboxState.SKIPPED.value, reason="moved", **FINAL)
    )
    for outbox_id in list(tx.execute(select(outbox.c.outbox_id).where(*waits)).scalars()):
        tx.execute(
            update(outbox)
            .where(outbox.c.site_id == tx.site_id, outbox.c.outbox_id == outbox_id)
            .values(
                chat=tx.seal(youth_id, outbox.c.chat, outbox_id, str(chat_id)),
                lane=tx.lookup("chat", chat_id),
            )
        )


def put_off(tx: Tx, outbox_id: int, until: datetime) -> None:
    """Let a queued message be due at another time (UTC), as if it had been meant for it."""
    tx.execute(
        update(outbox)
        .where(
            outbox.c.site_id == tx.site_id,
            outbox.c.outbox_id == outbox_id,
            one_of(outbox.c.state, OutboxState.QUEUED),
        )
        .values(due_at=until, ready_at=until)
    )
