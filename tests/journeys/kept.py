"""What the journeys of danger and trouble share: what is kept of everybody, who is told, words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from content.audience import TextKey
from domain.case import Case
from domain.checkin import CheckIn
from domain.erasing import WhyErased
from domain.people import Language
from services.erase_youth import Decision, erase
from simulator.phones import Phone
from storage import cases, tables
from tests.journeys.town import CLI, MENTOR, PHONE, Town

NAMES: dict[str, str | int] = {"medarbejder": MENTOR.split()[0], "telefon": PHONE}
WEEKLY = "ugens tre korte spørgsmål"
RED = "ny vigtig besked"
CARD_BUTTONS = ["Ja", "Nej", "Vil ikke svare", "Det var ikke sådan ment"]


def staff(town: Town) -> tuple[Phone, ...]:
    """Return the phones of all who are told of a red case."""
    return town.mentor, town.cover, town.coordinator


async def tap_all(town: Town, phone: Phone, *wanted: str) -> Phone:
    """Tap buttons one after the other, let everything happen each time, and return the phone."""
    for label in wanted:
        await town.tap(phone, label)
    return phone


def said(town: Town, key: TextKey, *, language: Language = "da", **values: str | int) -> str:
    """Return the words of a key as a youth of the mentor reads them; values may be too many."""
    given = {**NAMES, **values}
    wanted = {name: given[name] for name in given if name in key.placeholders}
    return town.app.world.house.texts.say(language, key, **wanted)


def asked(phone: Phone) -> list[datetime]:
    """Return when the weekly question came (UTC), also where it has been closed since."""
    return [
        one.date
        for one in phone.messages
        if one.from_bot and any(WEEKLY in text for text in (one.text, *one.history))
    ]


def utc(wall: str) -> datetime:
    """Return the instant of a UTC time, such as `2026-03-29 01:00`."""
    return datetime.fromisoformat(wall).replace(tzinfo=UTC)


async def all_cases(town: Town) -> list[Case]:
    """Return every case, also those of nobody we know, oldest first."""
    ids = await column(town, tables.case_file, "case_file_id")
    found = [await town.read(cases.get, one) for one in ids]
    return [case for case in found if case is not None]


async def latest_checkin(town: Town, phone: Phone) -> CheckIn:
    """Return a youth's newest check-in or café."""
    return (await town.checkins(phone))[-1]


async def column(town: Town, table: Any, name: str, **wanted: Any) -> list[Any]:
    """Return one column of the rows in which others have these values, oldest row first."""
    row_id = table.primary_key.columns.values()[-1].name
    rows = await town.rows(table, **wanted)
    return [row[name] for row in sorted(rows, key=lambda row: int(row[row_id]))]


async def prompts(town: Town, phone: Phone) -> list[tuple[str, str | None]]:
    """Return state and reason of every question that was to go to a youth, oldest first."""
    owner = (await town.youth(phone)).id
    rows = await town.rows(tables.outbox, youth_id=owner, purpose="checkin")
    return [(row["state"], row["reason"]) for row in rows]


async def left_out(town: Town) -> list[tuple[str, str | None]]:
    """Return contact and reason of every planned contact that was skipped, oldest first."""
    rows = await town.rows(tables.occurrence, what="skipped")
    rows = sorted(rows, key=lambda row: row["due_at"])
    return [(row["contact_key"], row["reason"]) for row in rows]


async def refused(town: Town) -> list[str]:
    """Return the actions that the audit trail says were refused, oldest first."""
    return await column(town, tables.audit, "action", allowed=False)


async def erase_youth(town: Town, phone: Phone) -> Phone:
    """Erase a youth as the command does, with nothing in the way; their phone stays as it is."""
    youth = await town.youth(phone)
    by = await town.person(town.coordinator)
    decision = Decision(by=by, why=WhyErased.ASKED)
    refused = await erase(town.app.world, CLI, youth.id, decision)
    assert refused is None, refused
    await town.settle()
    return phone
