"""Somebody is erased: their key and all that is kept of them go, a row without a person stays.

The data goes first, in one transaction, then the key. A crash between the two leaves rows that
say nothing and a key that opens nothing more; `finish_erasures` takes it away at the next start,
and every hour. A backup of the data from before, with the keys of today, is erased again the same
way: a youth without a key is somebody who was erased.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from content.keys import Key
from domain import ids
from domain.erasing import (
    InTheWay,
    NotErased,
    WhyErased,
    cases_in_the_way,
    ended_by_erasure,
)
from domain.people import Actor, Staff, Youth
from domain.phone import chat_of_number, world_number
from services.case_messages import rewrite
from services.invite import InviteError, find_staff
from services.invite_again import find_anybody
from services.world import House, World
from storage import audit, cases, erased, erased_chats, erased_messages
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Rx, Tx

ERASE, AGAIN = "erase", "erase_again"  # as they stand in the trail
ACTOR = Actor.system("erase")


class PersonKeys(Protocol):
    """What holds the keys of people."""

    async def people(self, *, forgotten: bool) -> Collection[int]:
        """Return whose keys are there, or were forgotten."""
        ...

    async def forget(self, owner_id: int) -> None:
        """Make everything of the owner unreadable, for good. May be repeated."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided that somebody is erased, and why."""

    by: Staff
    why: WhyErased


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What an erasure would do: to whom, how many rows of each kind, and what is in the way."""

    youth: Youth
    decision: Decision
    mentor: Staff
    rows: Mapping[str, int]
    ends: tuple[int, ...]  # the numbers of the open cases that end by it
    refused: NotErased | None


def look_before(rx: Rx, wanted: str, decided_by: str, why: WhyErased) -> Looked:
    """Return what would happen if a youth (id or exact name) were erased; nothing is changed.

    Raises:
        InviteError: If nobody, or more than one, is called that, among youths or staff.
    """
    youth = find_anybody(rx, wanted)
    mentor = staff_rows.get(rx, youth.mentor_id)
    if mentor is None:  # the foreign key forbids it
        raise InviteError(f"Youth {youth.id} has no worker.")
    waiting = cases.of_youth(rx, youth.id, still_open=True)
    return Looked(
        youth=youth,
        decision=Decision(by=find_staff(rx, decided_by), why=why),
        mentor=mentor,
        rows=erased.count(rx, youth.id),
        ends=tuple(sorted(case.number for case in waiting)),
        refused=in_the_way(rx, youth),
    )


def in_the_way(rx: Rx, youth: Youth) -> NotErased | None:
    """Return why somebody cannot be erased now, or None."""
    if youth.is_erased:
        return NotErased(InTheWay.ERASED)
    chats = erased_chats.chats_of(rx, youth.id, world_number(youth.phone or ""))
    waiting = [*cases.of_youth(rx, youth.id, still_open=True), *erased_chats.open_of(rx, chats)]
    refused = cases_in_the_way(waiting)
    going = (
        erased_messages.in_flight(rx, youth.id)
        or erased_chats.in_flight(rx, chats)
        or erased_messages.telling(rx, _about(rx, youth))
    )
    return NotErased(InTheWay.LEAVING) if refused is None and going else refused


async def erase(world: World, actor: Actor, youth_id: int, decision: Decision) -> NotErased | None:
    """Erase somebody, data first and then the key; return why not, or None when they are gone.

    May be repeated after a crash: see `finish_erasures`.
    """
    now, house = world.clock.now(), world.house
    looked = await world.store.read(_look_through, youth_id)
    refused = await world.store.write(
        erase_youth, actor, now, house, youth_id, decision, looked=looked
    )
    if refused is None:
        await world.forget_key(youth_id)
    return refused


def _look_through(rx: Rx, youth_id: int) -> erased_messages.Looked:
    return erased_messages.look_through(rx, _about(rx, _with_id(rx, youth_id)))


def erase_youth(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    youth_id: int,
    decision: Decision,
    *,
    looked: erased_messages.Looked = erased_messages.NOTHING,
) -> NotErased | None:
    """Wipe all that is kept of a youth but their key; return why not, or None when it is done.

    Nothing is sent to them any more, and nothing is open for them. The chat, or the number, is
    one that nobody knows from here on. `looked` is what staff were told that was looked through
    before, in peace.

    Raises:
        InviteError: If there is no such youth.
    """
    youth = _with_id(tx, youth_id)
    refused = in_the_way(tx, youth)
    if refused is not None:
        return refused
    ended = _wipe(tx, actor, now, house, youth, looked)
    audit.record(
        tx,
        now,
        actor=str(actor),
        action=ERASE,
        youth_id=youth.id,
        allowed=True,
        detail={"by": decision.by.id, "why": decision.why.value, "cases": ended},
    )
    return None


def _wipe(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    youth: Youth,
    looked: erased_messages.Looked = erased_messages.NOTHING,
) -> int:
    """Wipe a youth; return how many open cases ended by it."""
    every = cases.of_youth(tx, youth.id, still_open=False)
    erased_messages.withdraw(tx, youth.id, [case.id for case in every])
    erased_messages.wipe_told(tx, _about(tx, youth), looked)
    still_open = [case for case in every if case.closed_at is None]
    for case in still_open:
        after = ended_by_erasure(case, now)
        cases.save(tx, after)
        cases.tell(tx, now, case.id, str(actor), "closed", {"outcome": ERASE, "way": None})
        rewrite(tx, now, house, after, Key.CASE_CLOSED)
    erased_messages.wipe_messages(tx, youth.id)
    # Before their row is emptied: it has the mark of the chat.
    erased_chats.forget(tx, erased_chats.chats_of(tx, youth.id, world_number(youth.phone or "")))
    erased.wipe_person(tx, now, youth.id, zone=house.site.zone, number=_number(youth))
    for name in ("youth_menus", "duty_list"):
        tx.wake(name)
    return len(still_open)


def _with_id(rx: Rx, youth_id: int) -> Youth:
    youth = youth_rows.get(rx, youth_id)
    if youth is None:
        raise InviteError(f"No youth has the id {youth_id}. `holdfast youth list` shows them.")
    return youth


def _about(rx: Rx, youth: Youth) -> erased_messages.About:
    """Return by what it is found that staff were told of a youth."""
    every = cases.of_youth(rx, youth.id, still_open=False)
    case_ids = [case.id for case in every]
    people = {*_people(rx, youth), *(one for case in every for one in case.ladder)}
    named = [youth.id, *case_ids, *erased_messages.named_in_buttons(rx, youth.id)]
    marks = [str(youth.id), *(ids.encode(each) for each in named)]
    return erased_messages.About(youth.id, case_ids, people, marks)


def _people(rx: Rx, youth: Youth) -> Collection[int]:
    """Return the ids of staff who have, or had, to do with a youth, as the trail knows."""
    actors = (actor.partition(":") for _, actor, _, _ in audit.of_youth(rx, youth.id))
    acted = {int(who) for kind, _, who in actors if kind == "staff" and who.isdigit()}
    return {youth.mentor_id, youth.cover_id} | acted


def _number(youth: Youth) -> int | None:
    """Return the chat that stands for the number they write from, if they have one."""
    number = world_number(youth.phone or "")
    return chat_of_number(number) if number is not None else None


async def finish_erasures(world: World, keys: PersonKeys) -> tuple[Sequence[int], Sequence[int]]:
    """Finish what a crash left, and erase again what a backup brought back.

    Returns:
        Whose key went now, and whose data did.
    """
    left = set(await world.store.read(erased.erased_ids))
    kept = sorted(left & set(await keys.people(forgotten=False))) if left else []
    for youth_id in kept:
        await keys.forget(youth_id)
    gone = await keys.people(forgotten=True)
    back = await world.store.read(erased.not_erased_of, gone)
    now, house = world.clock.now(), world.house
    for youth_id in back:
        await world.store.write(erase_again, ACTOR, now, house, youth_id)
    return kept, back


def erase_again(tx: Tx, actor: Actor, now: datetime, house: House, youth_id: int) -> None:
    """Wipe somebody whose key is gone: they were erased after this copy of the data was made."""
    youth = youth_rows.get(tx, youth_id)
    if youth is None or youth.is_erased:
        return
    ended = _wipe(tx, actor, now, house, youth)
    facts = {"cases": ended}
    audit.record(
        tx, now, actor=str(actor), action=AGAIN, youth_id=youth.id, allowed=True, detail=facts
    )
