"""The first month of En vej ind: on the way in the morning, and a row for who does not say."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Final

import pytest

from domain.case import CaseKind
from domain.people import Actor, Channel
from domain.task import Task, TaskKind
from storage import tasks, youths
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town, at, labels, newest_with
from tests.plain import BUILT_IN
from tests.reports.audit.looked import is_clean
from tests.sms_phone import SmsPhone, sms_town

ROW: Final = "Er de kommet på holdet, eller skal de hentes?"
SEE: Final = "Se, om de er kommet på holdet i dag"
START = at("2026-03-03 14:00")


@pytest.fixture
async def team_town(make_town: MakeTown) -> AsyncIterator[Town]:
    """A town whose youths come to the team of En vej ind from Wednesday 4 March on."""
    async with make_town(START, content=BUILT_IN) as made:
        made.programme = "en-vej-ind"
        await made.hire()
        yield made


async def duties(town: Town, youth_id: int) -> list[Task]:
    """Return the open duties about a youth."""
    return list(await town.read(tasks.open_of_youth, youth_id))


async def open_kinds(town: Town, youth_id: int) -> list[TaskKind]:
    """Return the duties about a youth that belong to the mornings."""
    found = await duties(town, youth_id)
    return [one.kind for one in found if one.kind is TaskKind.ARRIVAL]


async def test_who_says_nothing_is_a_row_until_they_answer_or_have_come(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    youth = await town.youth(amal)
    await town.until("2026-03-04 09:59")
    asked = newest_with(amal, "På vej")
    assert "Er du på vej til holdet?" in asked.text
    assert await open_kinds(town, youth.id) == []
    await town.until("2026-03-04 10:10")
    assert await open_kinds(town, youth.id) == [TaskKind.ARRIVAL]
    assert ROW in (await town.write(town.mentor, "/idag")).text
    await town.tap(amal, "Kommer senere", asked)
    assert await open_kinds(town, youth.id) == [], "they have said it themselves"

    await town.until("2026-03-05 10:10")
    today = await town.write(town.mentor, "/idag")
    row = next(line for line in today.text.splitlines() if ROW in line)
    await town.tap(town.mentor, f"{row.split('.')[0]} · Gjort", today)
    done = await town.tap(town.mentor, "Er kommet")
    assert done.text.startswith(f"Gjort: {ROW}")
    assert await open_kinds(town, youth.id) == []
    assert (await town.youth(amal)).last_sign_of_life_at == town.clock.now()
    assert await town.cases(amal) == []
    await is_clean(town, since=START)


async def test_a_row_of_the_morning_ends_with_its_day_and_is_never_of_tomorrow(
    team_town: Town,
) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    youth = await town.youth(amal)
    await town.until("2026-03-04 10:10")
    today = await town.write(town.mentor, "/idag")
    number = next(line for line in today.text.splitlines() if ROW in line).split(".")[0]
    more = await town.tap(town.mentor, f"{number} · Mere", today)
    assert not any("morgen" in label for label in labels(more))
    today = await town.write(town.mentor, "/idag")
    asked = await town.tap(town.mentor, f"{number} · Gjort", today)
    tried = await town.tap(town.mentor, "Ikke fat i", asked)
    assert f"{ROW}: kommer igen i dag" in tried.text
    await town.until("2026-03-04 18:30")
    assert await open_kinds(town, youth.id) == []
    assert ROW not in (await town.write(town.mentor, "/idag")).text


async def test_a_morning_that_nobody_asked_about_is_a_row(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    youth = await town.youth(amal)
    await town.until("2026-03-04 08:50")
    await town.stop()
    town.pass_unseen("2026-03-04 09:45")
    await town.start()
    await town.settle()
    await town.until("2026-03-04 10:00")
    assert await town.checkins(amal) == [], "later in the morning it helps nobody"
    assert await open_kinds(town, youth.id) == [TaskKind.ARRIVAL]
    assert SEE in (await town.write(town.mentor, "/idag")).text


async def test_not_today_is_a_case_at_once_and_no_row(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    await town.until("2026-03-04 09:10")
    await town.tap(amal, "Kommer ikke i dag", newest_with(amal, "På vej"))
    assert CaseKind.LOW_ANSWER in await town.kinds(amal)
    await town.until("2026-03-04 11:00")
    assert await open_kinds(town, (await town.youth(amal)).id) == []


async def test_from_the_second_week_on_the_morning_asks_one_thing_more(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    for day in ("04", "05", "06"):
        await town.until(f"2026-03-{day} 09:10")
        await town.tap(amal, "På vej", newest_with(amal, "På vej"))
    await town.until("2026-03-11 09:10")
    asked = newest_with(amal, "På vej")
    said = await town.tap(amal, "På vej", asked)
    assert "0 er slet ikke" in said.text
    assert "7" in labels(said)
    await town.tap(amal, "7", said)
    [*_, last] = await town.checkins(amal)
    assert len(last.asked or ()) == 2
    await is_clean(town, since=START)


async def test_there_is_one_row_however_many_mornings_pass(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    youth = await town.youth(amal)
    for day in ("04", "05"):
        await town.until(f"2026-03-{day} 10:10")
        assert await open_kinds(town, youth.id) == [TaskKind.ARRIVAL]
    await town.until("2026-03-06 10:10")
    assert len(await town.checkins(amal)) == 2, "two mornings without a sign of life are enough"


async def test_who_has_no_bot_is_asked_nothing_each_morning(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    youth = await town.youth(amal)

    def to_phone(tx: Tx, actor: Actor, now: datetime) -> None:
        youths.change(tx, youth.id, channel=Channel.PHONE.value, phone="+4511223344")

    await town.app.world.store.write(to_phone, Actor.system("test"), town.clock.now())
    for day in ("04", "05", "06"):
        await town.until(f"2026-03-{day} 09:10")
        assert await open_kinds(town, youth.id) == [TaskKind.ARRIVAL]
    today = (await town.write(town.mentor, "/idag")).text.splitlines()
    ours = [line.split(" · ")[0] for line in today if "Ring: sådan" in line or SEE in line]
    assert [line.split(". ")[1] for line in ours] == ["Ring: sådan gik de første dage", SEE]
    assert await town.checkins(amal) == []
    asked = []
    for day in ("11", "12", "13", "17", "18"):
        await town.until(f"2026-03-{day} 09:10")
        [row] = [one for one in await duties(town, youth.id) if one.kind is TaskKind.ARRIVAL]
        asked.append(row.detail or "")
    assert "på vej" not in " ".join(asked), "whether they come is seen, not asked"
    assert "Hvor gode har dagene på holdet været?" in asked[1]
    assert "hører til" in asked[2]
    assert len(set(asked)) == len(asked), "the seven take their turn"
    await is_clean(town, since=START)


async def test_who_has_text_messages_is_asked_once_a_week_whether_they_are_okay(
    team_town: Town,
) -> None:
    town, number = team_town, "+4511223344"
    amal = await town.enrol("Amal")
    youth = await town.youth(amal)

    def to_sms(tx: Tx, actor: Actor, now: datetime) -> None:
        youths.change(tx, youth.id, channel=Channel.SMS.value, phone=number)

    await town.app.world.store.write(to_sms, Actor.system("test"), town.clock.now())
    async with sms_town(town) as network:
        await town.until("2026-03-12 08:50")
        phone = SmsPhone(town, network, number)
        assert not any("okay" in text for text in phone.got), "the first days have the worker"

        await town.until("2026-03-12 09:10")
        assert (
            phone.got[-1] == "Hej. Har du det okay? Svar JA eller NEJ, eller ring 12345678. Maja"
        )
        [row] = [one for one in await duties(town, youth.id) if one.kind is TaskKind.ARRIVAL]
        assert "Hvor gode har dagene på holdet været?" in (row.detail or "")
        [asked] = await town.checkins(amal)
        assert asked.expires_at - asked.opened_at == timedelta(days=2)
        await town.until("2026-03-12 20:00")
        assert await phone.write("nej") != [], "and may answer in the evening"
        assert CaseKind.LOW_ANSWER in {case.kind for case in await town.cases(amal)}
        await is_clean(town, since=START)
