"""An age that was tapped by a slip is put right after the yes, and brings what belongs to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from domain.agreement import Guardian
from domain.case import CaseKind
from domain.incoming import Incoming
from domain.people import Actor, AgeBand, YouthStatus
from domain.screening import Rule, ScreenLevel, compile_rules
from domain.task import TaskKind
from services.guardian import settle_on_page
from services.own_age import CHANGED, ask_own_age, keep_own_age
from services.receive import YouthVerb
from storage import tasks, youths
from storage.tables import audit
from storage.tx import Rx, Tx
from tests.web.cast import BO_CHAT, Cast

YOUNG, ADULT = AgeBand.FROM_15_TO_17, AgeBand.ADULT


async def taps(cast: Cast, verb: YouthVerb) -> list[str]:
    """Let Bo tap something under /mig; return all that he has read."""

    def tap(tx: Tx) -> None:
        bo = youths.get(tx, cast.bo)
        assert bo is not None
        update = Incoming(inbox_id=tx.new_id(), chat_id=BO_CHAT, message_id=9)
        verb(tx, Actor.youth(bo.id), cast.clock.time, cast.world.house, update, bo)

    await cast.store.write(tap)
    return await cast.messages(cast.bo)


async def puts_right(cast: Cast, band: AgeBand | None) -> list[str]:
    return await taps(cast, partial(keep_own_age, band=band))


def trail(rx: Rx) -> list[object]:
    return list(rx.execute(select(audit.c.detail).where(audit.c.action == CHANGED)).scalars())


async def owed(cast: Cast) -> list[TaskKind]:
    return [one.kind for one in await cast.store.read(tasks.open_of_youth, cast.bo)]


async def test_who_is_16_has_the_step_of_that_age_and_goes_on_being_with_us(cast: Cast) -> None:
    await cast.change_bo(age_band=ADULT.value)
    asked = (await taps(cast, ask_own_age))[-1]
    assert asked == "Hvor gammel er du? Er du under 15, så skriv det bare her."
    said = await puts_right(cast, YOUNG)
    assert any(one.startswith("Det er rettet.") and "Du er 15 til 17 år." in one for one in said)
    assert "Hvem siger det?" in said[-1], "their own wish is asked, and blocks nothing"
    bo = await cast.youth()
    assert (bo.age_band, bo.status) == (YOUNG, YouthStatus.ACTIVE)
    assert TaskKind.GUARDIAN_REVIEW in await owed(cast)
    told = " ".join(await cast.messages(cast.mette))
    assert "har rettet sin alder: 15 til 17 år" in told
    assert "Hvad ved forældre eller værge?" in told
    assert "Bo" not in told
    assert await cast.store.read(trail) == [{"from": ADULT.value, "to": YOUNG.value}]


async def test_who_is_18_has_no_step_and_the_worker_no_duty(cast: Cast) -> None:
    await cast.change_bo(age_band=ADULT.value)
    await puts_right(cast, YOUNG)
    said = await puts_right(cast, ADULT)
    assert "Du er 18 år eller mere." in said[-1]
    assert TaskKind.GUARDIAN_REVIEW not in await owed(cast)
    assert "Der er ikke noget at aftale om forældre." in (await cast.messages(cast.mette))[-1]
    cast.clock.pass_by(timedelta(hours=1))
    await puts_right(cast, YOUNG)
    assert (await owed(cast)).count(TaskKind.GUARDIAN_REVIEW) == 1, "and back again, once"


async def test_what_parents_know_is_not_asked_twice(cast: Cast) -> None:
    await cast.change_bo(age_band=YOUNG.value)
    bo = await cast.youth()
    actor = Actor.staff(cast.mette)
    await cast.store.write(settle_on_page, actor, cast.clock.time, bo, Guardian.INFORMED)
    for band in (ADULT, YOUNG):
        await puts_right(cast, band)
    assert TaskKind.GUARDIAN_REVIEW not in await owed(cast)


async def test_a_tap_on_the_same_and_a_way_back_change_nothing(cast: Cast) -> None:
    await cast.change_bo(age_band=ADULT.value)
    before = await cast.messages(cast.mette)
    for band in (ADULT, None):
        await puts_right(cast, band)
    assert await cast.messages(cast.mette) == before
    assert await owed(cast) == []


async def test_under_15_and_whoever_has_left_are_not_put_right_here(cast: Cast) -> None:
    await cast.change_bo(age_band=ADULT.value)
    assert "Den knap er gammel." in (await puts_right(cast, AgeBand.UNDER_15))[-1]
    await cast.change_bo(status=YouthStatus.STOPPED.value)
    assert "Den knap er gammel." in (await puts_right(cast, YOUNG))[-1]
    assert (await cast.youth()).age_band is ADULT


async def test_words_of_danger_of_somebody_under_18_after_all_owe_the_decision(cast: Cast) -> None:
    await cast.change_bo(age_band=ADULT.value)
    rules = compile_rules([Rule("vold", ScreenLevel.CRISIS, "7", ("slår mig",))])
    cast.world = replace(cast.world, house=replace(cast.world.house, screening=rules))
    await cast.opens_case(CaseKind.CRISIS)
    await cast.says("han slår mig", ago=timedelta(0), level=ScreenLevel.CRISIS, rule="vold")
    assert TaskKind.NOTIFY_DECISION not in await owed(cast)
    await puts_right(cast, YOUNG)
    assert TaskKind.NOTIFY_DECISION in await owed(cast)
