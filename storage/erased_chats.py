"""What is kept of the chat of somebody who is erased, from when nobody knew whose it was.

A start without a link, words before the enrolment, a number before its yes: they were answered as
a stranger's, under the key of the site, which is never forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, cast, delete, func, literal, or_, select, update

from domain.case import Case, CaseKind
from domain.message import Purpose, Road
from domain.phone import chat_of_number
from storage.cases import case_of
from storage.tables import case_file, outbox, youth
from storage.tx import Rx, Tx


@dataclass(frozen=True, slots=True)
class Chats:
    """Keyed hashes of where somebody writes from: as senders, and as those who are written to."""

    senders: tuple[bytes, ...]
    lanes: tuple[bytes, ...]


def chats_of(rx: Rx, youth_id: int, number: str | None) -> Chats:
    """Return the hashes of the chat that a youth has now, and of their number (E.164).

    The mark of the chat stands beside the chat, so it is known also where their key is gone.
    """
    row = rx.row(youth, youth_id=youth_id)
    chat = [bytes(row["chat_lookup"])] if row is not None and row["chat_lookup"] else []
    if number is None:
        return Chats(tuple(chat), tuple(chat))
    by_sms = rx.lookup("chat", chat_of_number(number))
    lane = rx.lookup("road", f"{Road.SMS.value}:{number}")
    return Chats((*chat, by_sms), (*chat, lane))


def in_flight(rx: Rx, chats: Chats) -> int:
    """Return how many messages to a stranger in one of these chats are leaving at this moment."""
    going = outbox.c.lease_until.is_not(None)
    found = select(func.count()).where(*_as_stranger(rx, chats), going)
    return int(rx.execute(found).scalar_one())


def open_of(rx: Rx, chats: Chats) -> Sequence[Case]:
    """Return the open cases about an unknown sender who was in one of these chats."""
    found = select(case_file).where(*_about(rx, chats), case_file.c.closed_at.is_(None))
    return [case_of(row) for row in rx.execute(found).mappings()]


def forget(tx: Tx, chats: Chats) -> None:
    """Delete what was said to these chats, and wipe them from cases that have ended.

    A card that waits still leaves; `storage.strangers.forget` takes it away with all the others.
    """
    is_over = outbox.c.ready_at.is_(None) & outbox.c.lease_until.is_(None)
    waits = outbox.c.lease_until.is_(None) & (outbox.c.purpose != Purpose.CARD.value)
    tx.execute(delete(outbox).where(*_as_stranger(tx, chats), or_(is_over, waits)))
    nobody = literal("nobody:") + cast(case_file.c.case_file_id, Text)
    tx.execute(
        update(case_file)
        .where(*_about(tx, chats), case_file.c.closed_at.is_not(None))
        .values(sender_chat=None, episode=nobody)
    )


def _as_stranger(rx: Rx, chats: Chats) -> tuple[Any, ...]:
    nobody_known = outbox.c.youth_id.is_(None) & outbox.c.staff_id.is_(None)
    return (outbox.c.site_id == rx.site_id, nobody_known, outbox.c.lane.in_(chats.lanes))


def _about(rx: Rx, chats: Chats) -> tuple[Any, ...]:
    episodes = [f"{one.hex()}:{kind.value}" for one in chats.senders for kind in CaseKind]
    of_nobody = case_file.c.youth_id.is_(None) & case_file.c.episode.in_(episodes)
    return (case_file.c.site_id == rx.site_id, of_nobody)
