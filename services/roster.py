"""The roster as the command line makes it, and how staff are told beside Telegram."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, time

from domain.duty import Watch
from domain.people import Actor, Staff
from domain.phone import world_number
from services.invite import InviteError, find_staff
from storage import audit, duty
from storage import staff as staff_rows
from storage.tx import Rx, Tx

_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A weekly turn, and who has it."""

    watch: Watch
    staff: Staff


def roster(rx: Rx) -> Sequence[Listed]:
    """Return the weekly turns in the order of the week."""
    people = {person.id: person for person in staff_rows.everybody(rx)}
    return [Listed(one, people[one.staff_id]) for one in duty.watches(rx)]


def add_turns(
    tx: Tx,
    actor: Actor,
    now: datetime,
    *,
    wanted: str,
    days: Collection[int],
    hours: tuple[time, time],
    turn: int,
) -> Staff:
    """Give a member of staff, by id or exact name, a turn on each of these weekdays.

    Raises:
        InviteError: If nobody, or more than one, is called that.
    """
    person = find_staff(tx, wanted)
    for weekday in sorted(days):
        new = Watch(
            id=tx.new_id(),
            staff_id=person.id,
            weekday=weekday,
            begins=hours[0],
            ends=hours[1],
            turn=turn,
        )
        duty.add(tx, now, new)
    _write_down(tx, actor, now, "add_duty", {"staff": person.id, "days": sorted(days)})
    return person


def remove_turn(tx: Tx, actor: Actor, now: datetime, watch_id: int) -> bool:
    """Take a weekly turn out of the roster; return whether it was there."""
    gone = duty.remove(tx, watch_id)
    _write_down(tx, actor, now, "remove_duty", {"watch": watch_id})
    return gone


def set_roads(
    tx: Tx,
    actor: Actor,
    now: datetime,
    *,
    wanted: str,
    email: str | None,
    phone: str | None,
) -> Staff:
    """Keep where a member of staff is told beside Telegram, sealed; None changes nothing.

    Raises:
        InviteError: If nobody, or more than one, is called that, or it is no address or number.
    """
    person = find_staff(tx, wanted)
    if email is not None:
        if not _MAIL.fullmatch(email):
            raise InviteError("That is no e-mail address: write it like maja@example.org.")
        staff_rows.change(tx, person.id, email=email)
    if phone is not None:
        number = world_number(phone)
        if number is None:
            raise InviteError(
                "That is no number that an SMS can be sent to: write it like +45 12 34 56 78. "
                "Eight digits are Danish; any other needs a plus and its country."
            )
        staff_rows.change(tx, person.id, phone=number)
    _write_down(tx, actor, now, "set_roads", {"staff": person.id})
    return person


def _write_down(tx: Tx, actor: Actor, now: datetime, what: str, detail: dict[str, object]) -> None:
    audit.record(
        tx, now, actor=str(actor), action=what, youth_id=None, allowed=True, detail=detail
    )
