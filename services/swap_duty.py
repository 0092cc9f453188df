"""/vagt: somebody's own turns of duty, and a turn given to a colleague in two taps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from content.areas.care import CareKey
from content.keys import Key
from content.menu import WITH_TURNS
from content.phrases import when
from domain.callback import encode
from domain.duty import DutyKind, Swap, Turn, turns
from domain.incoming import Incoming
from domain.message import Button, Purpose
from domain.people import Actor, Staff
from services.access import Action, Denied, allow
from services.buttons import rows
from services.on_duty import can_be_told
from services.say import Line, answer_staff, to_staff
from services.world import House
from storage import audit, duty
from storage import staff as staff_rows
from storage.tx import Rx, Tx

AHEAD = timedelta(days=14)


def show_turns(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, staff: Staff
) -> None:
    """Show somebody their turns of the next two weeks; a tap on one asks who shall have it."""
    if isinstance(allow(tx, actor, now, Action.OWN_DAY, youth=None, case=None), Denied):
        answer_staff(tx, now, house, incoming, staff, Key.NOT_ALLOWED)
        return
    if house.duty.kind is not DutyKind.ROSTER:
        answer_staff(tx, now, house, incoming, staff, CareKey.NO_ROSTER)
        return
    mine = _turns(tx, now, house, staff)
    if not mine:
        answer_staff(tx, now, house, incoming, staff, CareKey.NO_TURNS)
        return
    labels = [
        Button(
            house.texts.say(staff.language, CareKey.TURN, **_span(now, house, staff, one)),
            encode("duty", one.watch.id, one.day.isoformat()),
        )
        for one in mine
    ]
    answer_staff(tx, now, house, incoming, staff, CareKey.MY_TURNS, buttons=rows(*labels))


def swap_duty(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    staff: Staff,
    *,
    watch_id: int,
    day: date,
    to: int | None,
) -> None:
    """Ask who takes a turn, or let a colleague (`to`, an id) have it and tell them.

    Only whoever has the turn can give it away, also one that they were given.
    """
    mine = _turns(tx, now, house, staff)
    turn = next((one for one in mine if (one.watch.id, one.day) == (watch_id, day)), None)
    if turn is None:
        answer_staff(tx, now, house, incoming, staff, CareKey.TURN_GONE, edit=True)
        return
    span = _span(now, house, staff, turn)
    others = _colleagues(tx, turn.begins_at, house, staff)
    taker = next((one for one in others if one.id == to), None)
    if taker is None:
        key = CareKey.TURN_WHO if others else CareKey.TURN_NOBODY
        values = span if others else {}
        labels = [
            Button(one.first_name, encode("duty", watch_id, f"{day.isoformat()}:{one.id}"))
            for one in others
        ]
        text = house.texts.say(staff.language, key, **values)
        made = rows(*labels)
        answer_staff(tx, now, house, incoming, staff, key, buttons=made, edit=True, text=text)
        return
    duty.swap(tx, now, Swap(watch_id, day, taker.id))
    _write_down(tx, actor, now, turn, taker)
    tell_taker(tx, now, house, staff, taker, turn)
    text = house.texts.say(
        staff.language, CareKey.TURN_GIVEN, medarbejder=taker.first_name, **span
    )
    answer_staff(tx, now, house, incoming, staff, CareKey.TURN_GIVEN, edit=True, text=text)


def tell_taker(
    tx: Tx, now: datetime, house: House, giver: Staff, taker: Staff, turn: Turn
) -> None:
    """Tell a colleague at once that they have a turn, and of whom."""
    span = _span(now, house, taker, turn)
    key = CareKey.TURN_TAKEN
    line = Line(
        purpose=Purpose.STAFF_INFO,
        key=key,
        text=house.texts.say(taker.language, key, medarbejder=giver.first_name, **span),
        dedupe=f"turn:{turn.watch.id}:{turn.day}:{taker.id}:{int(now.timestamp())}",
    )
    to_staff(tx, now, taker, line)


def _turns(rx: Rx, now: datetime, house: House, staff: Staff) -> Sequence[Turn]:
    watches, swaps = duty.watches(rx), duty.swaps(rx)
    ahead = turns(watches, swaps, now, now + AHEAD, house.site.zone)
    return [one for one in ahead if one.staff_id == staff.id]


def _colleagues(rx: Rx, at: datetime, house: House, staff: Staff) -> Sequence[Staff]:
    return [
        one
        for one in staff_rows.everybody(rx)
        if one.id != staff.id
        and one.role in WITH_TURNS
        and one.joined_at is not None
        and can_be_told(house, one)
        and not one.is_away(at)
    ]


def _span(now: datetime, house: House, reader: Staff, turn: Turn) -> dict[str, str]:
    zone, language = house.site.zone, reader.language
    return {
        "fra": when(turn.begins_at, now, zone, language),
        "til": when(turn.ends_at, now, zone, language),
    }


def _write_down(tx: Tx, actor: Actor, now: datetime, turn: Turn, taker: Staff) -> None:
    audit.record(
        tx,
        now,
        actor=str(actor),
        action="swap_duty",
        youth_id=None,
        allowed=True,
        detail={"watch": turn.watch.id, "day": turn.day.isoformat(), "to": taker.id},
    )
