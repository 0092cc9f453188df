"""A cry for help at night, with nobody on duty, with a roster, and with somebody else's duty."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, time

import pytest
from pydantic import SecretStr

from content.keys import Key
from domain.case import CaseKind, CaseState
from domain.people import Role
from services.invite import invite_staff
from services.open_lines import verify_line
from services.roster import add_turns, set_roads
from simulator.phones import Phone
from tests.journeys import kept
from tests.journeys.conftest import MakeTown
from tests.journeys.town import CLI, DANGER, Town, labels, newest_with, said_after, texts
from tests.second_roads import Gateway, MailBox, box, gateway

__all__ = ["box", "gateway"]

LEADER, LEADER_MAIL, LEADER_SMS = "Lis Leder", "lis@testby.example", "+4511223344"
NIGHT = "2026-03-07 02:14"  # a Saturday
RED = "RØD · sag 1"


@asynccontextmanager
async def town_with(
    make_town: MakeTown, box: MailBox, gateway: Gateway, **settings: object
) -> AsyncIterator[Town]:
    """Give a town with a leader whom only mail and SMS reach, and these settings."""
    async with make_town() as made:
        roads = {
            "smtp_url": SecretStr(box.url),
            "smtp_from": "alarm@testby.example",
            "sms_url": gateway.url,
        }
        made.settings = made.settings.model_copy(update={**roads, **settings})
        await made.restart()
        await made.hire()
        world = made.app.world
        await invite_staff(world, CLI, name=LEADER, role=Role.LEADER, language="da")
        await world.store.write(
            set_roads,
            CLI,
            made.clock.now(),
            wanted=LEADER,
            email=LEADER_MAIL,
            phone=LEADER_SMS,
        )
        yield made


@pytest.fixture
async def town(make_town: MakeTown, box: MailBox, gateway: Gateway) -> AsyncIterator[Town]:
    async with town_with(make_town, box, gateway) as made:
        yield made


def alarms(phone: Phone) -> list[str]:
    """Return the red messages on a phone."""
    return [text for text in texts(phone) if text.startswith("RØD")]


async def karim_is_on_duty(town: Town) -> None:
    """Let Karim be the first on the roster of Friday's night."""
    await town.app.world.store.write(
        add_turns,
        CLI,
        town.clock.now(),
        wanted="Karim Cover",
        days=[4],
        hours=(time(14), time(9)),
        turn=1,
    )


async def cry(town: Town, wall: str = NIGHT) -> Phone:
    """Let Amal cry for help at that hour, and return the phone."""
    amal = await town.enrol("Amal")
    await town.until(wall)
    await town.write(amal, DANGER)
    return amal


async def test_with_nobody_on_duty_the_leader_is_told_by_every_road_and_no_worker_wakes(
    town: Town, box: MailBox, gateway: Gateway
) -> None:
    amal = await cry(town)

    assert (
        "lige nu er ingen på arbejde. Maja læser det og ringer på mandag kl. 9" in amal.last.text
    )
    assert "12345678" not in amal.last.text, "nobody answers the site's phone now"
    [mail] = box.to(LEADER_MAIL)
    assert mail["Subject"] == "RØD · sag 1 · ingen på vagt"
    assert gateway.to(LEADER_SMS) == [
        "RØD · sag 1 · ingen på vagt\nÅbn Holdfast i Telegram, og tag sagen."
    ]
    everything = f"{mail.as_string()}{gateway.sent}{texts(town.coordinator)}"
    assert "Amal" not in everything
    assert DANGER not in everything
    assert alarms(town.coordinator) != []
    assert [alarms(town.mentor), alarms(town.cover)] == [[], []]
    assert await town.app.health() == []

    await town.until("2026-03-07 02:25")
    assert [one["Subject"] for one in box.to(LEADER_MAIL)[1:]] == [
        "RØD · sag 1 · ingen på vagt",  # and again while nobody takes it
        "RØD · sag 1 · regnes som fare nu",  # ten minutes without an answer on the card
    ]
    unanswered = "har ikke svaret i ti minutter på, om der er fare nu, og regnes som ja"
    assert any(unanswered in text for text in texts(town.coordinator))
    assert amal.last.text.endswith("Er du i fare lige nu?"), "and is asked nothing more"

    await town.until("2026-03-09 09:00")
    assert alarms(town.mentor)[-1].startswith(RED)
    await town.write(town.mentor, "/idag")
    first = town.mentor.last.text.splitlines()[1]
    assert first.startswith("1.")
    assert RED in first
    case = await town.case(amal, CaseKind.CRISIS)
    assert case.due_at.isoformat() == "2026-03-09T08:10:00+00:00", "ten minutes into the day"


async def test_a_roster_is_rung_one_after_the_other_and_the_youth_hears_when_it_is_true(
    make_town: MakeTown, box: MailBox, gateway: Gateway
) -> None:
    async with town_with(make_town, box, gateway, duty="roster") as town:
        for turn, name in ((1, "Karim Cover"), (2, "Maja Mentor")):
            await town.app.world.store.write(
                add_turns,
                CLI,
                town.clock.now(),
                wanted=name,
                days=[4],
                hours=(time(14), time(9)),
                turn=turn,
            )
        amal = await town.enrol("Amal")
        await town.until(NIGHT)
        town.sim.faults.on("sendMessage", chat=town.cover.id).answer(429, retry_after=60)
        mark = amal.mark
        await town.write(amal, DANGER)

        assert "Jeg prøver at få fat i et menneske nu." in said_after(amal, mark)[0]
        assert not [text for text in said_after(amal, mark) if "Karim" in text], "not yet"
        await town.wait(minutes=2)
        assert amal.last.text == "Karim har vagt og har fået besked."
        assert alarms(town.cover)[0].startswith(RED)
        assert [alarms(town.mentor), alarms(town.coordinator), box.mails] == [[], [], []]

        await town.wait(minutes=4)
        assert alarms(town.mentor)[0].startswith(RED), "five minutes later the second as well"
        assert box.mails == []
        await town.wait(minutes=16)
        assert box.to(LEADER_MAIL)[0]["Subject"] == RED
        assert alarms(town.coordinator) != []


async def test_a_roster_that_nobody_can_tell_is_as_nobody_on_duty(
    make_town: MakeTown, box: MailBox, gateway: Gateway
) -> None:
    async with town_with(make_town, box, gateway, duty="roster") as town:
        await karim_is_on_duty(town)
        await town.cover.block()
        amal = await cry(town)

        assert "lige nu er ingen på arbejde." in amal.last.text, "it does not try anybody"
        assert box.to(LEADER_MAIL)[0]["Subject"] == "RØD · sag 1 · ingen på vagt"
        assert gateway.to(LEADER_SMS)[0].startswith("RØD · sag 1 · ingen på vagt")
        assert not [text for text in texts(amal) if "har vagt og har fået besked" in text]


async def test_another_duty_is_on_the_card_and_the_leader_is_told(
    make_town: MakeTown, box: MailBox, gateway: Gateway
) -> None:
    duty = {"duty": "external", "duty_name": "Den sociale vagt", "duty_phone": "70 00 00 00"}
    async with town_with(make_town, box, gateway, **duty) as town:
        amal = await cry(town)

        assert "Den sociale vagt svarer nu på 70 00 00 00." in amal.last.text
        assert "Er du i fare, så ring 112." in amal.last.text
        [mail] = box.to(LEADER_MAIL)
        assert mail["Subject"] == "RØD · sag 1 · kun ekstern vagt"
        told = alarms(town.coordinator)[0]
        assert "Den sociale vagt svarer nu, og nummeret står på hjælpekortet." in told
        assert "De har ikke fået besked om sagen. Ring i dagens første ti minutter" in told
        assert "Ingen på vagt" not in told
        assert "ingen på vagt" not in mail.as_string()
        assert alarms(town.mentor) == []


async def test_a_turn_is_given_away_in_two_taps(
    make_town: MakeTown, box: MailBox, gateway: Gateway
) -> None:
    async with town_with(make_town, box, gateway, duty="roster") as town:
        await karim_is_on_duty(town)
        await town.write(town.cover, "/vagt")
        first = labels(town.cover.last)[0]
        assert first.startswith("på fredag kl. 14 til")
        await town.tap(town.cover, first)
        await town.tap(town.cover, "Maja")
        assert "Du har fået en vagt af Karim" in town.mentor.last.text

        await cry(town)
        assert alarms(town.mentor) != []
        assert alarms(town.cover) == []
        await town.write(town.cover, "/vagt")
        assert labels(town.cover.last)[0].startswith("på fredag kl. 14 til den 14."), (
            "the next is theirs"
        )


async def test_a_line_stands_on_the_card_only_once_somebody_has_called_it(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    lines = small_town.app.world.house.helplines
    await small_town.write(amal, DANGER)
    assert lines != ()
    assert not [one for one in lines if one.phone in amal.last.text]

    await small_town.app.world.store.write(
        verify_line,
        CLI,
        small_town.clock.now(),
        small_town.app.world.house,
        name="Offerrådgivningen",
        on=date(2026, 3, 2),
    )
    await small_town.wait(minutes=31)
    await small_town.write(amal, DANGER)
    expected = "Tal med nogen nu: Offerrådgivningen 116 006. Er du i fare lige nu?"
    assert amal.last.text.endswith(expected)


async def test_mail_that_does_not_leave_is_loud_and_leaves_when_it_can(
    town: Town, box: MailBox, gateway: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    box.down, gateway.status = True, 503
    amal = await cry(town)

    assert {"email_failing", "sms_failing"} <= set(await town.app.health())
    assert "a message did not leave by a second road" in caplog.text
    case = await town.case(amal, CaseKind.CRISIS)
    assert "road_failed" in await town.story(case)
    box.down, gateway.status = False, 200
    await town.wait(minutes=1)
    assert len(box.to(LEADER_MAIL)) == 1
    assert len(gateway.to(LEADER_SMS)) == 1
    assert await town.app.health() == []


async def test_when_telegram_takes_nothing_the_other_roads_bring_it_all_the_same(
    town: Town, box: MailBox
) -> None:
    amal = await town.enrol("Amal")
    await town.until("2026-03-05 10:14")  # at work, and Telegram alone would be used at first
    town.sim.faults.on("sendMessage", times=100_000).answer(429, retry_after=3)
    await amal.write(DANGER)
    await town.app.intake.poll_once(0)
    await town.wait(minutes=3)
    assert "red_unheard" in await town.app.health()
    await town.wait(minutes=4)

    assert box.to(LEADER_MAIL)[0]["Subject"] == RED
    assert "red_unheard" not in await town.app.health()


async def test_with_every_worker_away_the_leader_is_told_in_staffed_hours_too(
    town: Town, box: MailBox
) -> None:
    amal = await town.enrol("Amal")
    for phone in (town.mentor, town.cover, town.coordinator):
        await phone.block()
    await town.until("2026-03-05 10:14")
    await town.write(amal, DANGER)

    assert box.to(LEADER_MAIL)[0]["Subject"] == RED
    assert (await town.case(amal, CaseKind.CRISIS)).state is CaseState.OPEN


async def test_with_no_road_at_all_the_product_says_so_aloud(
    small_town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    amal = await small_town.enrol("Amal")
    for phone in kept.staff(small_town):
        await phone.block()
    await small_town.until(NIGHT)
    await small_town.write(amal, DANGER)
    await small_town.wait(minutes=3)

    assert "ring 112" in amal.last.text
    found = await small_town.app.health()
    assert {"red_unheard", "nobody_reachable"} <= set(found)
    assert "nobody on the ladder of a case can be written to" in caplog.text


async def test_not_meant_so_is_a_concern_and_a_new_cry_a_new_card(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.tap(amal, "Det var ikke sådan ment")
    case = await small_town.case(amal, CaseKind.CRISIS)
    assert (case.level.value, case.state) == ("yellow", CaseState.OPEN)
    await small_town.wait(minutes=5)
    await small_town.write(amal, DANGER)

    assert amal.last.text.endswith("Er du i fare lige nu?"), "the level rose: a new card"
    assert (await small_town.case(amal, CaseKind.CRISIS)).level.value == "red"
    assert alarms(small_town.mentor)[-1].startswith(RED)


async def test_what_was_not_meant_so_at_night_reaches_the_worker_in_the_morning(
    town: Town,
) -> None:
    amal = await cry(town)
    await town.tap(amal, "Det var ikke sådan ment")
    await town.until("2026-03-09 08:59")
    assert [one for one in texts(town.mentor) if "sag 1" in one] == []
    await town.until("2026-03-09 09:01")
    [told] = [one for one in texts(town.mentor) if "sag 1" in one]
    assert told.startswith("Gul · sag 1")
    assert "Jeg tager den" in labels(town.mentor.last)
    await town.write(town.mentor, "/idag")
    assert "Gul · sag 1" in town.mentor.last.text


async def test_a_new_cry_before_the_morning_leaves_no_word_of_a_concern(town: Town) -> None:
    amal = await cry(town)
    await town.tap(amal, "Det var ikke sådan ment")
    await town.wait(minutes=5)
    await town.write(amal, DANGER)
    await town.until("2026-03-09 09:01")
    assert [one for one in texts(town.mentor) if one.startswith("Gul · sag 1")] == []
    assert alarms(town.mentor) != []


async def test_som_foer_lets_messages_begin_again_and_the_first_look_ends_the_case(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.talk(small_town.mentor)
    said = newest_with(small_town.mentor, "Som før")
    assert "stille uge: intet automatisk i syv dage · følg op i morgen kl. 10" in said.text
    assert "Hvordan har du det selv?" in said.text
    assert labels(said) == ["Som før", "Ny aftale", "Tilbage"]
    await small_town.tap(small_town.mentor, "Som før", said)
    assert (await small_town.youth(amal)).held_at is None

    await small_town.until("2026-03-04 10:30")
    await small_town.write(small_town.mentor, "/idag")
    listed = small_town.mentor.last.text.splitlines()
    row = next(line for line in listed if "Følg op dagen efter rød" in line).partition(".")[0]
    for label in (f"{row} · Gjort", "Ringet"):
        await small_town.tap(small_town.mentor, label, newest_with(small_town.mentor, label))
    assert (await small_town.case(amal, CaseKind.CRISIS)).state is CaseState.CLOSED
    assert kept.said(small_town, Key.CARD_MORE) not in texts(amal)


async def test_a_red_case_given_on_at_night_wakes_no_worker_and_old_lines_are_named(
    town: Town, box: MailBox
) -> None:
    world = town.app.world
    await town.app.world.store.write(
        verify_line,
        CLI,
        town.clock.now(),
        world.house,
        name="Offerrådgivningen",
        on=date(2025, 8, 1),
    )
    await cry(town)
    await town.tap(town.coordinator, "Jeg tager den")
    mails = len(box.to(LEADER_MAIL))
    await town.tap(town.coordinator, "Giv videre")

    assert alarms(town.mentor) == []
    assert len(box.to(LEADER_MAIL)) == mails + 1
    await town.write(town.coordinator, "/idag")
    assert "over et halvt år siden: Offerrådgivningen" in town.coordinator.last.text
