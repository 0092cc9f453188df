"""Who is here: staff and youths by name, and how far each has come. A look is written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.people import Actor, Staff, Youth
from storage import audit, invites
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class StaffHere:
    """A member of staff, and until when (UTC) a link waits for them; None when none does."""

    person: Staff
    link_until: datetime | None


@dataclass(frozen=True, slots=True)
class YouthHere:
    """A youth, who reads and calls, and until when (UTC) a link waits; None when none does."""

    youth: Youth
    mentor: str
    link_until: datetime | None


def list_staff(tx: Tx, actor: Actor, now: datetime) -> Sequence[StaffHere]:
    """Return all staff by name, and write the look down."""
    links = invites.unused(tx)
    _note(tx, actor, now, "list_staff")
    everybody = sorted(staff_rows.everybody(tx), key=lambda one: one.name.casefold())
    return [StaffHere(one, _open(links.get(one.id), now)) for one in everybody]


def list_youths(tx: Tx, actor: Actor, now: datetime) -> Sequence[YouthHere]:
    """Return all youths by name, and write the look down."""
    links = invites.unused(tx)
    names = {person.id: person.name for person in staff_rows.everybody(tx)}
    _note(tx, actor, now, "list_youths")
    everybody = sorted(youth_rows.everybody(tx), key=lambda one: one.name.casefold())
    return [
        YouthHere(one, names.get(one.mentor_id, ""), _open(links.get(one.id), now))
        for one in everybody
    ]


def _open(until: datetime | None, now: datetime) -> datetime | None:
    return until if until is not None and now < until else None


def _note(tx: Tx, actor: Actor, now: datetime, action: str) -> None:
    audit.record(tx, now, actor=str(actor), action=action, youth_id=None, allowed=True)
