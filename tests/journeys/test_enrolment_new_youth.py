"""/ny: a worker takes in a youth from the phone, with a bot or without."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from domain.people import AgeBand, Channel, Role, Youth, YouthStatus
from domain.task import TaskKind
from services.invite_again import invite_youth_again
from simulator.phones import Phone
from storage import agreements, staff, tasks, youths
from storage.tx import Tx
from tests.journeys.town import CLI, COVER, MENTOR, Town, labels, said_after
from tests.web.browser import Browser, Shown


@asynccontextmanager
async def the_form(town: Town, phone: Phone) -> AsyncIterator[tuple[Browser, Shown]]:
    """Give the form that opens behind /ny."""
    await town.write(phone, "/ny")
    token = (await town.tap(phone, "Åbn")).text.rpartition("/d/")[2]
    async with Browser.open(town.app.world) as browser:
        before = await browser.get(f"/d/{token}")
        yield browser, await browser.post(f"/d/{token}", before.form(f"/d/{token}"))


async def filled(town: Town, shown: Shown, **typed: str) -> dict[str, str]:
    mentor, cover = await town.person(town.mentor), await town.person(town.cover)
    fields = {
        "navn": "Amal",
        "sprog": "da",
        "program": "projekt-run",
        "medarbejder": str(mentor.id),
        "vikar": str(cover.id),
        "kontakt": "bot",
        "start": "2026-03-03",
        "telefon": "",
    }
    return {**shown.form("/ny"), **fields, **typed}


async def everybody(town: Town) -> list[Youth]:
    return list(await town.read(youths.everybody))


async def test_a_youth_is_taken_in_by_link_and_picture(any_town: Town) -> None:
    async with the_form(any_town, any_town.mentor) as (browser, shown):
        assert MENTOR in shown.text
        fields = await filled(any_town, shown)
        done = await browser.post("/ny", fields)
        again = await browser.post("/ny", fields)
    assert done.status == 200
    assert "<svg" in done.response.text
    link = done.response.text.partition("https://t.me/")[2].partition('"')[0]
    assert link in again.response.text, "pressed twice, it is the same youth and link"
    assert len(await everybody(any_town)) == 1
    amal = any_town.sim.phone("Amal")
    await amal.open(f"https://t.me/{link}")
    await any_town.settle()
    assert "Hej Amal." in amal.last.text
    assert (await any_town.youth(amal)).status is YouthStatus.ASKED


async def test_a_youth_without_a_bot_has_plan_clocks_and_duties(any_town: Town) -> None:
    async with the_form(any_town, any_town.coordinator) as (browser, shown):
        typed = {"kontakt": "sms", "telefon": "12 34 56 78", "alder": "15-17", "ja": "1"}
        done = await browser.post("/ny", await filled(any_town, shown, **typed))
    assert "uden robot" in done.text
    assert "<svg" not in done.response.text
    (amal,) = await everybody(any_town)
    assert (amal.status, amal.channel, amal.phone) == (
        YouthStatus.ACTIVE,
        Channel.SMS,
        "12345678",
    )
    assert amal.age_band is AgeBand.FROM_15_TO_17
    assert amal.reassess_at is not None, "the contact guarantee runs"
    kinds = {task.kind for task in await any_town.read(tasks.open_of_youth, amal.id)}
    assert {TaskKind.ASK_AGREEMENT, TaskKind.GUARDIAN_REVIEW} <= kinds
    await any_town.until("2026-03-06 09:30")
    duties = await any_town.read(tasks.open_of_youth, amal.id)
    assert TaskKind.PLANNED_CONTACT in {task.kind for task in duties}


async def test_a_cohort_is_written_down_and_offered_to_whoever_fills_in_the_next_form(
    small_town: Town,
) -> None:
    async with the_form(small_town, small_town.mentor) as (browser, shown):
        refused = await browser.post("/ny", await filled(small_town, shown, hold="x" * 61))
        assert "Højst 60 tegn." in refused.text
        await browser.post("/ny", await filled(small_town, refused, hold=" hold  2 "))
    (amal,) = await everybody(small_town)
    assert amal.cohort == "hold 2"
    async with the_form(small_town, small_town.mentor) as (_, next_one):
        assert '<option value="hold 2">' in next_one.response.text


@pytest.mark.parametrize(
    ("typed", "zone"),
    [({}, "Europe/Copenhagen"), ({"bor": "America/Nuuk"}, "America/Nuuk"), ({"bor": "x"}, None)],
)
async def test_a_youth_has_the_zone_in_which_they_live(
    small_town: Town, typed: dict[str, str], zone: str | None
) -> None:
    async with the_form(small_town, small_town.mentor) as (browser, shown):
        assert "Grønland (Nuuk)" in shown.text
        await browser.post("/ny", await filled(small_town, shown, **typed))
    assert [one.zone for one in await everybody(small_town)] == ([zone] if zone else [])


async def test_whoever_comes_in_later_is_where_the_programme_is(small_town: Town) -> None:
    async with the_form(small_town, small_town.mentor) as (browser, shown):
        typed = {"kontakt": "phone", "telefon": "12345678", "alder": "18+", "ja": "1"}
        await browser.post("/ny", await filled(small_town, shown, start="2026-01-20", **typed))
    (amal,) = await everybody(small_town)
    assert amal.accepted_at is not None
    assert amal.accepted_at.date().isoformat() == "2026-01-20"


async def test_who_was_with_us_by_phone_meets_the_robot_with_hello_and_yes(
    small_town: Town,
) -> None:
    async with the_form(small_town, small_town.mentor) as (browser, shown):
        typed = {"kontakt": "phone", "telefon": "12345678", "alder": "18+", "ja": "1"}
        await browser.post("/ny", await filled(small_town, shown, **typed))
    (before,) = await everybody(small_town)
    again = await invite_youth_again(small_town.app.world, CLI, wanted=str(before.id))
    amal = small_town.sim.phone("Amal")
    await amal.open(again.link)
    await small_town.settle()
    met = await small_town.youth(amal)
    assert (met.status, met.channel) == (YouthStatus.ACTIVE, Channel.PHONE), "ours all the while"
    await small_town.tap(amal, "Dansk")
    assert "Jeg er en robot." in amal.last.text
    for label in ("Videre", "18 eller mere", "Ja, prøv det"):
        await small_town.tap(amal, label)
    after = await small_town.youth(amal)
    assert after.channel is Channel.BOT
    assert after.accepted_at == before.accepted_at, "what was agreed stands"
    assert after.contact_interval_days == before.contact_interval_days
    mark = amal.mark
    await small_town.wait(days=7)
    assert said_after(amal, mark), "the plan goes on in the bot"


async def test_who_says_no_to_the_robot_stays_with_us_by_phone(small_town: Town) -> None:
    async with the_form(small_town, small_town.mentor) as (browser, shown):
        typed = {"kontakt": "phone", "telefon": "12345678", "alder": "18+", "ja": "1"}
        await browser.post("/ny", await filled(small_town, shown, **typed))
    (before,) = await everybody(small_town)
    again = await invite_youth_again(small_town.app.world, CLI, wanted=str(before.id))
    amal = small_town.sim.phone("Amal")
    await amal.open(again.link)
    await small_town.settle()
    for label in ("Dansk", "Nej tak"):
        await small_town.tap(amal, label)
    after = await small_town.youth(amal)
    assert (after.status, after.channel) == (YouthStatus.ACTIVE, Channel.PHONE)
    assert after.reassess_at is not None


async def test_day_0_of_a_bot_youth_waits_for_their_yes(small_town: Town) -> None:
    async with the_form(small_town, small_town.mentor) as (browser, shown):
        done = await browser.post("/ny", await filled(small_town, shown, start="2026-01-20"))
    link = done.response.text.partition("https://t.me/")[2].partition('"')[0]
    amal = small_town.sim.phone("Amal")
    await amal.open(f"https://t.me/{link}")
    await small_town.settle()
    assert (await small_town.youth(amal)).accepted_at is None
    for label in ("Dansk", "Videre", "18 eller mere", "Ja, prøv det"):
        await small_town.tap(amal, label)
    youth = await small_town.youth(amal)
    assert youth.accepted_at is not None
    assert youth.accepted_at.date().isoformat() == "2026-01-20"
    assert (await small_town.read(agreements.get, youth.id)).extra["starts_on"] == "2026-01-20"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"navn": " "}, "Skriv et navn."),
        ({"vikar": ""}, "Vælg en på listen."),
        ({"start": "2021-01-01"}, "Vælg en dato fra højst to år tilbage"),
        ({"kontakt": "sms"}, "Skriv et nummer med mindst otte cifre."),
        ({"kontakt": "sms", "telefon": "12345678"}, "Sæt kryds, når den unge selv har sagt ja."),
        ({"navn": "Amal 010190-1234"}, "Det ligner et CPR-nummer."),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    small_town: Town, typed: dict[str, str], said: str
) -> None:
    async with the_form(small_town, small_town.mentor) as (browser, shown):
        fields = await filled(small_town, shown, **typed)
        again = await browser.post("/ny", fields)
    assert again.status == 400
    assert said in again.text
    assert "står her stadig" in again.text
    for name in ("navn", "telefon", "start"):
        assert f'value="{fields[name]}"' in again.response.text
    assert await everybody(small_town) == []


async def test_who_may_not_take_in_a_youth_gets_no_form(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    assert "Åbn" not in labels(await small_town.write(amal, "/ny"))


async def test_a_link_of_another_purpose_opens_no_form(small_town: Town) -> None:
    await small_town.enrol("Amal")
    token = await small_town.link(small_town.mentor)
    async with Browser.open(small_town.app.world) as browser:
        assert (await browser.get(f"/d/{token}")).status == 404
        assert (await browser.get("/ny")).status == 403


async def test_only_mentors_and_coordinators_who_are_here_may_be_chosen(
    small_town: Town,
) -> None:
    now, cover = small_town.clock.now(), await small_town.person(small_town.cover)
    not_now: list[dict[str, object]] = [
        {"role": Role.PARTNER.value},
        {"role": Role.LEADER.value},
        {"role": Role.ADMIN.value},
        {"blocked_at": now},
        {"away_at": now, "away_until": now + timedelta(days=3)},
    ]
    async with the_form(small_town, small_town.mentor) as (browser, shown):
        assert COVER in shown.text
        for change in not_now:
            await small_town.app.world.store.write(_change_staff, cover.id, change)
            assert COVER not in (await browser.get("/ny")).text
            forged = await browser.post("/ny", await filled(small_town, shown))
            assert "Vælg en på listen." in forged.text
            as_before = {name: getattr(cover, name) for name in change}
            await small_town.app.world.store.write(_change_staff, cover.id, as_before)
        assert await everybody(small_town) == []
        await browser.post("/ny", await filled(small_town, shown))
    assert [youth.cover_id for youth in await everybody(small_town)] == [cover.id]


def _change_staff(tx: Tx, staff_id: int, values: dict[str, object]) -> None:
    staff.change(tx, staff_id, **values)


async def test_a_second_youth_in_a_form_that_was_gone_back_to_gets_no_link_of_the_first(
    small_town: Town,
) -> None:
    async with the_form(small_town, small_town.mentor) as (browser, shown):
        first = await browser.post("/ny", await filled(small_town, shown))
        back = await browser.post("/ny", await filled(small_town, shown, navn="Bo Bech"))
    assert "<svg" in first.response.text
    assert back.status == 403
    assert "<svg" not in back.response.text
    assert "Skriv /ny i Telegram, så får du et nyt link." in back.text
    assert "navn: Bo Bech" in back.text, "what was typed is kept to copy"
    assert "Amal" not in back.text
    assert [youth.name for youth in await everybody(small_town)] == ["Amal"]
