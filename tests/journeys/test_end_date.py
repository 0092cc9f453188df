"""The end of the regular contact: a date both can see, said three times, and ended by a human."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Final

import pytest

from domain.people import Actor, Channel, YouthStatus
from domain.task import TaskKind
from services.end_date import set_end
from simulator.phones import Phone
from storage import tasks, youths
from storage.tx import Tx
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import has_words
from tests.journeys.town import Town, at, labels, newest_with, said_after
from tests.plain import BUILT_IN
from tests.reports.audit.looked import is_clean
from tests.sms_phone import sms_town

START: Final = at("2026-03-03 14:00")  # 120 days later is Wednesday 1 July
MOVED: Final = (
    "Hej Amal. Datoen er flyttet. Vores faste kontakt er nu til mandag den 8. juni. "
    "Vi taler sammen, før den slutter. Maja"
)


@pytest.fixture
async def team_town(make_town: MakeTown) -> AsyncIterator[Town]:
    """A town of En vej ind."""
    async with make_town(START, content=BUILT_IN) as made:
        made.programme = "en-vej-ind"
        await made.hire()
        yield made


async def choose(town: Town, phone: Phone, *chosen: str) -> str:
    """Let a worker tap through /skift; return what they read at last."""
    asked = await town.write(phone, "/skift")
    theirs = next(one for one in labels(asked) if one.startswith("A."))
    for label in (theirs, "Slut med fast kontakt", *chosen):
        await town.tap(phone, label)
    return str(phone.last.text)


async def answers(town: Town, youth: Phone, label: str) -> None:
    """Let a youth answer one morning, so that the robot does not fall silent."""
    for morning in ("04", "06", "11", "13"):
        await town.until(f"2026-03-{morning} 09:10")
        await town.tap(youth, label, newest_with(youth, label))


async def rows(town: Town, youth: Phone) -> list[TaskKind]:
    """Return the worker's open rows about a youth."""
    about = await town.youth(youth)
    return [one.kind for one in await town.read(tasks.open_of_youth, about.id)]


async def test_the_day_stands_where_both_see_it_and_the_worker_moves_it(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    mine = (await town.write(amal, "/mig")).text
    assert "Vores faste kontakt er til onsdag den 1. juli. Vi taler sammen, før den slutter." in [
        line for one in amal.messages for line in str(one.text).splitlines()
    ], mine
    asked = await choose(town, town.mentor)
    assert asked.splitlines() == [
        "Fast kontakt til onsdag den 1. juli, som programmet siger.",
        "A., fase 1: hvorfor slutter den faste kontakt?",
    ]
    await town.tap(town.mentor, "Anden slutdato")
    await town.tap(town.mentor, "August")
    done = await town.tap(town.mentor, "10")
    assert done.text.splitlines() == [
        "A., fase 1: den faste kontakt er til mandag den 10. august. Intet slutter af sig selv.",
        "Robotten siger det: mandag den 15. juni, mandag den 13. juli og mandag den 3. august.",
    ]
    asked = await choose(town, town.mentor)
    assert asked.startswith("Fast kontakt til mandag den 10. august, som I har aftalt.")
    await town.tap(town.mentor, "Anden slutdato")
    back = await town.tap(town.mentor, "Som programmet siger")
    assert "til onsdag den 1. juli" in back.text
    assert not has_words(amal, "Datoen er flyttet"), "nothing had been said yet"


async def test_the_last_weeks_end_with_a_human(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    await choose(town, town.mentor, "Anden slutdato", "April", "14")
    await answers(town, amal, "På vej")
    await town.until("2026-03-17 11:10")
    notice = newest_with(amal, "Job eller skole")
    assert "Om fire uger slutter vores faste kontakt." in notice.text
    await town.tap(amal, "Papir og penge", notice)
    replies = await town.replies(amal)
    assert replies[-1].value == "papers"
    assert "svar" in (await town.write(town.mentor, "/idag")).text, "the worker reads it"

    mark = amal.mark
    await choose(town, town.mentor, "Anden slutdato", "April", "20")
    assert town.mentor.last.text.splitlines()[-1].startswith("Den unge læser i dag kl. 11.")
    assert said_after(amal, mark) == [MOVED.replace("mandag den 8. juni", "mandag den 20. april")]

    await town.until("2026-04-12 12:00")
    await town.write(amal, "/uge")  # a sign of life: the robot speaks again
    await town.until("2026-04-13 12:00")
    assert "Om en uge" in newest_with(amal, "Vi mødes").text
    assert TaskKind.EXIT_TALK in await rows(town, amal)
    mark = amal.mark
    await town.until("2026-04-20 09:10")
    assert TaskKind.THE_END in await rows(town, amal)
    assert not any("korte spørgsmål" in text for text in said_after(amal, mark)), "no routine"
    assert (await town.youth(amal)).status is YouthStatus.ACTIVE, "nothing ends by itself"
    await is_clean(town, since=START)
    await leads_to_the_end(town)


async def leads_to_the_end(town: Town) -> None:
    """Let the worker tap the row of the day, which stands on one of the pages."""
    today = await town.write(town.mentor, "/idag")
    while not (found := [one for one in labels(today) if one.endswith("Slut/ny dato")]):
        today = await town.tap(town.mentor, "Vis de næste", today)
    [ends] = found
    await town.tap(town.mentor, ends, today)
    assert "Gør den færdig først." in str(town.mentor.last.text), "a case is open"
    assert "Anden slutdato" in labels(town.mentor.last)


async def test_in_english_the_same_is_said(make_town: MakeTown) -> None:
    async with make_town(START, content=BUILT_IN) as town:
        town.programme = "en-vej-ind"
        await town.hire(language="en")
        amal = await town.enrol("Amal", language="en")
        await town.write(amal, "/me")
        assert has_words(
            amal, "Our regular contact is until Wednesday 1 July. We'll talk before it ends."
        )
        await town.write(town.mentor, "/handover")
        for label in ("A., phase 1", "End regular contact", "Another end date", "April", "14"):
            await town.tap(town.mentor, label)
        assert town.mentor.last.text.splitlines() == [
            "A., phase 1: regular contact is until Tuesday 14 April. Nothing ends by itself.",
            "The robot says so: Tuesday 17 March and Tuesday 7 April.",
        ]
        await answers(town, amal, "On my way")
        await town.until("2026-03-17 11:10")
        notice = newest_with(amal, "Papers and money")
        assert "In four weeks our regular contact ends." in notice.text
        await town.write(town.mentor, "/handover")
        for label in ("A., phase 1", "End regular contact", "Another end date", "May", "12"):
            await town.tap(town.mentor, label)
        assert has_words(
            amal,
            "The date has moved. Our regular contact is now until Tuesday 12 May. "
            "We'll talk before it ends. Maja",
        )


async def test_the_worker_says_it_to_whoever_has_gone_quiet(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    await choose(town, town.mentor, "Anden slutdato", "April", "14")
    await town.until("2026-03-17 11:10")
    assert not has_words(amal, "Om fire uger"), "two mornings without an answer were enough"
    about = await town.youth(amal)
    words = [one.detail for one in await town.read(tasks.open_of_youth, about.id)]
    assert any("Om fire uger slutter vores faste kontakt." in str(one) for one in words)


async def test_who_has_sms_is_told_of_the_end_by_a_human(team_town: Town) -> None:
    town = team_town
    amal = await town.enrol("Amal")
    youth = await town.youth(amal)

    def to_sms(tx: Tx, actor: Actor, now: datetime) -> None:
        youths.change(tx, youth.id, channel=Channel.SMS.value, phone="+4522334455")
        set_end(tx, actor, now, town.app.world.house, youth, date(2026, 4, 14))

    async with sms_town(town) as network:
        await town.app.world.store.write(to_sms, Actor.system("test"), town.clock.now())
        await town.until("2026-03-17 08:00")
        before = len(network.gateway.to("+4522334455"))
        await town.until("2026-03-17 15:00")
        sent = network.gateway.to("+4522334455")[before:]
    found = await town.read(tasks.open_of_youth, youth.id)
    words = [one.detail or "" for one in found if one.kind is TaskKind.PLANNED_CONTACT]
    assert any("Om fire uger slutter vores faste kontakt." in one for one in words)
    assert not any("Har du det okay" in one for one in sent), "no other question in its place"
