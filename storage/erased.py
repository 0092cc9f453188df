"""Wipes what is kept of one youth: for every table, which rows go, and what is emptied in others.

What is named nowhere here says nothing about a person, or is kept as proof of what we did;
docs/reference/storage.md has the list, and a test asks for every column that is personal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table, delete, func, or_, select, update

from domain.cafe_audience import LeftOut
from domain.people import LANGUAGES, Channel, YouthStatus
from storage.built import one_of
from storage.tables import (
    agreement,
    apart,
    assessment,
    audit,
    cafe,
    caring,
    case_event,
    case_file,
    checkin,
    inbox,
    invite,
    occurrence,
    outbox,
    page_link,
    planned,
    reply,
    reply_before,
    rsvp,
    talk,
    task,
    youth,
)
from storage.tx import Rx, Tx

REASON = "erased"  # as updates and duties say why they ended
WIPED = b""  # in a sealed column that is never NULL

# What only says how somebody was, what they said and what was to come.
GONE: tuple[Table, ...] = (
    agreement,
    assessment,
    caring,
    checkin,
    occurrence,
    planned,
    reply_before,
    reply,
)
# What stays of these tables is what we did: who talked when, who owed what, which case ended how.
EMPTIED: Mapping[Table, Mapping[str, Any]] = MappingProxyType(
    {
        talk: {"mood": None, "note": None, "next_contact_at": None},
        case_file: {"evidence": {}, "after_talk": None, "sender_chat": None, "next_at": None},
        rsvp: {
            "answer": None,
            "answered_at": None,
            "help_wanted": None,
            "worth": None,
            "wish": None,
        },
        invite: {"used_by_chat": None},
    }
)
# The row itself stays: the numbers behind initials count rows, and cases point to it.
TOMBSTONE: Mapping[str, Any] = MappingProxyType(
    {
        "name": WIPED,
        "status": YouthStatus.ERASED.value,
        "language": LANGUAGES[0],
        "channel": Channel.BOT.value,
        "contact_interval_days": 0,
        **dict.fromkeys(
            (
                "age_band",
                "chat",
                "chat_lookup",
                "accepted_at",
                "last_sign_of_life_at",
                "last_human_contact_at",
                "last_word_at",
                "last_staff_message_at",
                "next_contact_at",
                "reassess_at",
                "paused_until",
                "blocked_at",
                "held_at",
                "card_at",
                "call_allowed",
                "phone",
                "phone_lookup",
                "cohort",
                "tier",
                "quieted_at",
                "halved_at",
                "woke_at",
                "told_read_at",
            )
        ),
    }
)


def count(rx: Rx, youth_id: int) -> Mapping[str, int]:
    """Return how many rows there are of a youth, by table; tables without any are left out."""
    tables = (*GONE, talk, task, rsvp, case_file, invite, outbox)
    found = {
        table.name: int(
            rx.execute(
                select(func.count()).where(
                    table.c.site_id == rx.site_id, table.c.youth_id == youth_id
                )
            ).scalar_one()
        )
        for table in tables
    }
    return {name: many for name, many in found.items() if many}


def erased_ids(rx: Rx) -> Sequence[int]:
    """Return the ids of everybody who was erased, oldest first."""
    return _ids(rx, youth.c.status == YouthStatus.ERASED.value)


def not_erased_of(rx: Rx, among: Collection[int]) -> Sequence[int]:
    """Return which of these ids are youths who are not erased, oldest first."""
    wanted = youth.c.youth_id.in_(sorted(among))
    return _ids(rx, wanted & (youth.c.status != YouthStatus.ERASED.value)) if among else []


def _ids(rx: Rx, which: Any) -> Sequence[int]:
    found = select(youth.c.youth_id).where(youth.c.site_id == rx.site_id, which)
    return list(rx.execute(found.order_by(youth.c.youth_id)).scalars())


def wipe_person(tx: Tx, now: datetime, youth_id: int, *, zone: str, number: int | None) -> None:
    """Wipe everything that is kept of a youth but the messages; the row itself stays, empty.

    Args:
        tx: The unit of writing.
        now: When (UTC): a duty that was open ends then.
        youth_id: Who.
        zone: The site's own time zone, in place of theirs.
        number: What stands for the number that they wrote from; None where none is known.
    """
    for table in GONE:
        tx.execute(
            delete(table).where(table.c.site_id == tx.site_id, table.c.youth_id == youth_id)
        )
    tx.execute(
        delete(apart).where(
            apart.c.site_id == tx.site_id,
            or_(apart.c.youth_id == youth_id, apart.c.other_id == youth_id),
        )
    )
    _empty_evenings(tx, now, youth_id)
    for table, values in EMPTIED.items():
        tx.change(table, values, youth_id=youth_id)
    _end_duties(tx, now, youth_id)
    _forget_stories(tx, youth_id)
    _spend_links(tx, now, youth_id)
    _forget_updates(tx, now, youth_id, number)
    _empty_trail(tx, youth_id, zone)
    tx.change(youth, {**TOMBSTONE, "zone": zone}, youth_id=youth_id)


def _empty_evenings(tx: Tx, now: datetime, youth_id: int) -> None:
    """Let nobody wait for them at an evening to come; who came to one that was stays a number."""
    ahead = select(cafe.c.cafe_id).where(cafe.c.site_id == tx.site_id, cafe.c.begins_at > now)
    tx.execute(
        update(rsvp)
        .where(
            rsvp.c.site_id == tx.site_id, rsvp.c.youth_id == youth_id, rsvp.c.cafe_id.in_(ahead)
        )
        .values(
            invited_at=None,
            left_out=LeftOut.STOPPED.value,
            came=None,
            came_by=None,
            came_at=None,
        )
    )


def _end_duties(tx: Tx, now: datetime, youth_id: int) -> None:
    theirs = (task.c.site_id == tx.site_id, task.c.youth_id == youth_id)
    tx.execute(
        update(task).where(*theirs, task.c.due_at.is_not(None)).values(due_at=None, done_at=now)
    )
    tx.execute(update(task).where(*theirs).values(detail=None, outcome=REASON))


def _forget_stories(tx: Tx, youth_id: int) -> None:
    """Let the story of a case say that the youth did something, and not what."""
    theirs = select(case_file.c.case_file_id).where(
        case_file.c.site_id == tx.site_id, case_file.c.youth_id == youth_id
    )
    tx.execute(
        update(case_event)
        .where(
            case_event.c.site_id == tx.site_id,
            case_event.c.case_file_id.in_(theirs),
            case_event.c.actor == f"youth:{youth_id}",
        )
        .values(detail={})
    )


def _spend_links(tx: Tx, now: datetime, youth_id: int) -> None:
    """Spend every link: the way in, and the pages of theirs that are open at this moment."""
    for table, column in ((invite, invite.c.used_at), (page_link, page_link.c.spent_at)):
        tx.execute(
            update(table)
            .where(table.c.site_id == tx.site_id, table.c.youth_id == youth_id, column.is_(None))
            .values({column.name: now})
        )
    tx.execute(
        update(page_link)
        .where(
            page_link.c.site_id == tx.site_id,
            page_link.c.youth_id == youth_id,
            page_link.c.session_ends_at > now,
        )
        .values(session_ends_at=now)
    )


def _empty_trail(tx: Tx, youth_id: int, zone: str) -> None:
    """Let the trail say that they moved or were in a cohort, and not where, or in which."""
    theirs = (audit.c.site_id == tx.site_id, audit.c.youth_id == youth_id)
    for action, kept in (("zone", {"from": zone, "to": zone}), ("cohort", {})):
        tx.execute(update(audit).where(*theirs, audit.c.action == action).values(detail=kept))


def _forget_updates(tx: Tx, now: datetime, youth_id: int, number: int | None) -> None:
    """Take the mark of their chat from what they sent; what was given up on is wiped.

    What came a moment ago stays: it is handled as what it is then, words of a chat nobody knows.
    """
    row = tx.row(youth, youth_id=youth_id)
    by_chat = bytes(row["chat_lookup"]) if row is not None and row["chat_lookup"] else None
    by_sms = tx.lookup("chat", number) if number is not None else None
    lanes = [one for one in (by_chat, by_sms) if one is not None]
    theirs = (inbox.c.site_id == tx.site_id, inbox.c.lane.in_(lanes))
    tx.execute(
        update(inbox)
        .where(*theirs, one_of(inbox.c.state, "parked"))
        .values(state="done", body=None, due_at=None, done_at=now, result=REASON)
    )
    tx.execute(
        update(inbox)
        .where(*theirs, one_of(inbox.c.state, "done"))
        .values(lane=tx.lookup("erased", youth_id))
    )
