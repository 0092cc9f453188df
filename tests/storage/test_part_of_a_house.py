"""Looks that need a part of the house read that part alone, and find in it what all would show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.emergency import ReadDuty
from channels.duty_list import DutyList
from domain.case import CaseKind
from domain.ids import IdSource
from domain.people import Actor, AgeBand
from services.invite import InviteError, find_staff
from services.raise_case import raise_case
from storage import cases, invites, staff, tables, today, youths
from storage.due import Ahead, look_ahead
from storage.invites import Invite
from storage.store import Store
from storage.tx import Tx
from storage.vault import Vault
from storage.youths import Heard
from tests.web.cast import BO_CHAT, NOW, SITE_CHAT, Cast

HOUR = timedelta(hours=1)


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store, on each of the two engines."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


async def open_a_link(cast: Cast, youth_id: int, chat_id: int) -> None:
    """Let a youth come in from a chat, now."""

    def opened(tx: Tx) -> None:
        now = cast.clock.now()
        new = Invite(
            id=tx.new_id(),
            youth_id=youth_id,
            staff_id=None,
            expires_at=now + HOUR,
            used_at=None,
            used_by_chat=None,
        )
        invites.add(tx, now, new, f"code of {chat_id}")
        invites.use(tx, now, new.id, chat_id)
        youths.change(tx, youth_id, chat_id=chat_id)

    await cast.store.write(opened)


async def test_who_is_heard_says_from_where_and_who_reads(cast: Cast) -> None:
    await cast.change_bo(phone="22 33 44 55")
    bo = Heard(
        chat_id=BO_CHAT,
        phone="22 33 44 55",
        language="da",
        age_band=AgeBand.ADULT,
        mentor_id=cast.mette,
        cover_id=cast.karl,
    )
    assert await cast.store.read(youths.heard) == [bo]


async def test_of_those_who_are_heard_the_new_ones_can_be_asked_for(cast: Cast) -> None:
    await open_a_link(cast, await cast.another_youth(), 1001)
    at = cast.clock.pass_by(HOUR)
    await open_a_link(cast, await cast.another_youth(), 1002)
    assert [one.chat_id for one in await cast.store.read(youths.heard, at)] == [1002]
    assert len(await cast.store.read(youths.heard)) == 3


async def test_the_list_of_duty_knows_who_came_in_without_being_read_whole(cast: Cast) -> None:
    duty = DutyList()
    read = ReadDuty(cast.world, duty)
    assert not await read.newly(), "the first time it reads all there is"
    assert duty.youths.keys() == {BO_CHAT}
    cast.clock.pass_by(HOUR)
    await open_a_link(cast, await cast.another_youth(), 1001)
    await read.newly()
    assert duty.youths.keys() == {BO_CHAT, 1001}
    assert duty.youths[1001] == duty.youths[BO_CHAT], "the same people read"
    assert set(duty.staff) == set(range(SITE_CHAT, SITE_CHAT + 4))


async def test_the_open_cases_of_a_person_are_those_that_name_them(cast: Cast) -> None:
    actor = Actor.system("test")
    case = await cast.store.write(
        raise_case,
        actor,
        NOW,
        cast.world.house,
        youth=await cast.youth(),
        kind=CaseKind.CONCERN,
    )

    async def found(*people: int) -> list[int]:
        return [one.id for one in await cast.store.read(today.open_cases_of, people)]

    for one in (cast.mette, cast.karl, cast.anna):
        assert await found(one) == [case.id]
    assert await found(cast.mette, cast.karl) == [case.id], "once, whoever it names"
    assert await found(cast.ulla) == []
    assert await found() == []
    await cast.store.write(cases.save, replace(case, taken_by=cast.ulla))
    assert await found(cast.ulla) == [case.id]
    await cast.store.write(cases.save, replace(case, given_by=cast.ulla))
    assert await found(cast.ulla) == [case.id]
    await cast.store.write(cases.save, replace(case, closed_at=NOW))
    assert await found(cast.mette) == []


async def test_an_id_that_is_part_of_another_names_nobody_else(cast: Cast) -> None:
    case = await cast.store.write(
        raise_case,
        Actor.system("test"),
        NOW,
        cast.world.house,
        youth=await cast.youth(),
        kind=CaseKind.CONCERN,
    )
    assert await cast.store.read(today.open_cases_of, [cast.mette // 10]) == []
    assert str(cast.mette // 10) in str(case.ladder)


async def test_staff_are_found_by_name_or_id_and_by_an_absence(cast: Cast) -> None:
    named = await cast.store.read(staff.named, "METTE holm")
    assert [one.id for one in named] == [cast.mette]
    assert await cast.store.read(staff.named, "Mette") == []
    for wanted in ("mette holm", str(cast.mette)):
        assert (await cast.store.read(find_staff, wanted)).id == cast.mette
    for nobody in ("Mette", "17", "9" * 40):
        with pytest.raises(InviteError, match="No member of staff"):
            await cast.store.read(find_staff, nobody)
    assert await cast.store.read(staff.with_absence) == ()
    await cast.store.write(
        lambda tx: tx.change(tables.staff, {"away_until": NOW + HOUR}, staff_id=cast.ulla)
    )
    assert [one.id for one in await cast.store.read(staff.with_absence)] == [cast.ulla]


async def test_what_comes_next_is_known_whether_anything_is_due_or_not(cast: Cast) -> None:
    another = await cast.another_youth()
    await cast.change_bo(reassess_at=NOW)
    await cast.store.write(lambda tx: youths.change(tx, another, reassess_at=NOW + HOUR))
    nothing = Ahead(is_due=False, next_at=None)
    for now, looked_for in (
        (NOW - HOUR, Ahead(is_due=False, next_at=NOW)),
        (NOW, Ahead(is_due=True, next_at=NOW + HOUR)),
        (NOW + HOUR, Ahead(is_due=True, next_at=None)),
    ):
        ahead = dict(await cast.store.read(look_ahead, now))
        assert ahead.pop("youth.reassess_at") == looked_for
        assert set(ahead.values()) == {nothing}
