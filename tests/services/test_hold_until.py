"""What an outage has brought into the night waits for an hour that suits it."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from domain.agreement import Agreement
from domain.message import Body, MessageKind, OutboxState, Purpose
from domain.people import Actor
from domain.site import QuietHours
from services.claim_messages import claim
from services.reactions import reactions_of
from storage import agreements, outbox
from tests.reports.audit.conftest import ids, plant, sqlite_template, sqlite_url, vault
from tests.reports.audit.plant import Plant, wall
from tests.web.cast import BO_CHAT

__all__ = ["ids", "plant", "sqlite_template", "sqlite_url", "vault"]

DUE = "02-17 14:00"


async def left_at(
    plant: Plant, now: datetime, purpose: Purpose, **more: object
) -> datetime | None:
    """Queue a message for 14.00, let the sender look at `now`; return until when it waits."""
    values = {
        "chat_id": BO_CHAT,
        "youth_id": plant.cast.bo,
        "staff_id": None,
        "case_id": None,
        "checkin_id": None,
        "programme_version_id": None,
        "kind": MessageKind.TEXT,
        "purpose": purpose,
        "wording": "weekly.school",
        "body": Body("Hej Bo"),
        "dedupe": f"late:{purpose}",
        "edits": None,
        "edits_message_id": None,
        "due_at": wall(DUE),
        "late_at": wall(DUE) + timedelta(hours=24),
        **more,
    }
    new = outbox.NewMessage(**values)  # type: ignore[arg-type]
    store, house = plant.cast.store, plant.cast.world.house
    number = await store.write(outbox.add, wall(DUE), new)
    assert number is not None
    await store.write(
        claim,
        Actor.system("test"),
        now,
        holder="test",
        real=now,
        limit=10,
        hold=reactions_of(house).hold,
    )
    row = await store.read(outbox.get, number)
    assert row is not None
    if row.state is OutboxState.SENDING:
        return None
    assert row.state is OutboxState.QUEUED
    return row.due_at


@pytest.mark.parametrize(
    ("now", "purpose", "until"),
    [
        ("02-17 14:05", Purpose.CHECKIN, None),  # a tick comes a little later
        ("02-17 22:30", Purpose.CHECKIN, "02-18 09:00"),
        ("02-17 15:30", Purpose.CHECKIN, "02-18 09:00"),  # nobody reads the answer any more
        ("02-18 09:30", Purpose.CHECKIN, None),
        ("02-17 22:30", Purpose.REMINDER, "02-18 09:00"),
        ("02-17 22:30", Purpose.CARING, "02-18 09:00"),
        ("02-17 19:00", Purpose.CARING, None),  # asks nothing
        ("02-17 22:30", Purpose.LATER, "02-18 09:00"),
        ("02-17 19:00", Purpose.LATER, None),  # they chose the hour themselves
        ("02-17 22:30", Purpose.CARD, None),
        ("02-17 22:30", Purpose.ANSWER, None),
        ("02-17 22:30", Purpose.NOTICE, None),
    ],
)
async def test_a_late_message_waits_for_an_hour_that_suits_it(
    plant: Plant, now: str, purpose: Purpose, until: str | None
) -> None:
    waits = await left_at(plant, wall(now), purpose)
    assert waits == (wall(until) if until is not None else None)


async def test_it_waits_for_the_end_of_the_youths_own_quiet_hours(plant: Plant) -> None:
    agreed = Agreement(quiet=QuietHours(time(18), time(11)))
    await plant.cast.store.write(agreements.save, wall("02-01 10:00"), plant.cast.bo, agreed)
    assert await left_at(plant, wall("02-17 19:00"), Purpose.CARING) == wall("02-18 11:00")


async def test_an_edit_of_what_stands_in_the_chat_waits_for_nothing(plant: Plant) -> None:
    more = {"kind": MessageKind.EDIT_TEXT, "edits_message_id": 7}
    assert await left_at(plant, wall("02-17 22:30"), Purpose.CHECKIN, **more) is None
