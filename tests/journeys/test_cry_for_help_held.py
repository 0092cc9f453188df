"""While a cry for help lasts: what is held back, what still goes out, and how it goes on."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from content.keys import Key
from domain.agreement import Agreement, IfQuiet, Trusted
from domain.case import Case, CaseKind, CaseState, Level
from domain.checkin import CheckInState
from domain.onboarding import missing, with_channel_chosen
from domain.task import Task, TaskKind
from services.follow_up import agreement_made
from services.owe_agreement import settle_the_rest
from simulator.phones import Phone
from storage import agreements, cases, tables, tasks
from storage.tx import Tx
from tests.journeys import kept
from tests.journeys.conftest import MakeTown
from tests.journeys.kept import CARD_BUTTONS, RED, staff, tap_all
from tests.journeys.town import DANGER, Town, labels, newest_with, said_after, texts


async def expect_help(town: Town, amal: Phone, *, reads: str = "i dag kl. 15") -> None:
    """See that the card has come and that everybody has been told, with no time lost."""
    now = town.clock.now()
    crisis = [case for case in await kept.all_cases(town) if case.kind is CaseKind.CRISIS]
    [case] = crisis
    assert (case.level, case.state, case.opened_at) == (Level.RED, CaseState.OPEN, now)
    assert amal.last.text == kept.said(town, Key.CARD, hvornaar=reads)
    assert f"{reads}. Vent ikke på os. Er du i fare, så ring 112." in amal.last.text
    assert "Vores telefon er 12345678." in amal.last.text
    assert labels(amal.last) == CARD_BUTTONS
    for phone in staff(town):
        assert phone.last.text.startswith(f"RØD · sag {case.number} · {RED}"), phone.name
        assert phone.last.date == amal.last.date == now.replace(microsecond=0)
        assert not [text for text in texts(phone) if "Amal" in text or "leve" in text]
    assert (await town.youth(amal)).held_at == now
    reply = (await town.replies(amal))[-1]
    assert (reply.text, reply.level, reply.received_at) == (DANGER, "crisis", now)


FIRST = f"RØD · sag 1 · {RED}"
HEAD = f"RØD · {RED}"


@pytest.fixture
async def amal(small_town: Town) -> Phone:
    """Return the phone of Amal, who has just cried for help."""
    phone = await small_town.enrol()
    await phone.write(DANGER)
    await small_town.settle()
    return phone


def alarms(town: Town, phone: Phone) -> int:
    """Return how often a phone was told of the red case itself."""
    calls = town.sim.log.all("sendMessage")
    return len([one for one in calls if one.chat == phone.id and FIRST in one.params["text"]])


async def crisis(town: Town) -> Case:
    [case] = [one for one in await kept.all_cases(town) if one.kind is CaseKind.CRISIS]
    return case


async def test_more_from_an_unknown_chat_joins_the_case_and_is_told_again(
    small_town: Town,
) -> None:
    somebody = small_town.sim.phone("Nogen")
    for _ in range(2):
        await somebody.write(DANGER)
        await small_town.settle()

    assert len(await kept.all_cases(small_town)) == 1
    assert small_town.coordinator.last.text.endswith("Sag 1 · der er kommet mere")


async def test_an_installation_without_any_staff_still_gives_the_numbers(
    make_town: MakeTown,
) -> None:
    async with make_town() as empty:
        somebody = empty.sim.phone("Nogen")
        await somebody.write(DANGER)
        await empty.settle()

        assert "Er du i fare, så ring 112." in somebody.last.text
        assert await kept.column(empty, tables.inbox, "state") == ["done"]


async def test_a_question_that_stands_open_is_taken_back_and_no_reminder_comes(
    small_town: Town,
) -> None:
    amal = await small_town.enrol()
    await small_town.until("2026-03-04 11:50")  # ten minutes before the reminder
    prompt = amal.last
    assert "ugens tre korte spørgsmål" in prompt.text
    await amal.write(DANGER)
    await small_town.settle()
    mark = amal.mark
    await small_town.until("2026-03-04 12:30")

    [asked] = [one for one in amal.messages if one.id == prompt.id]
    assert (asked.text, asked.buttons) == (kept.said(small_town, Key.CLOSED), ())
    assert (await kept.latest_checkin(small_town, amal)).state is CheckInState.CANCELLED
    assert said_after(amal, mark) == []


async def test_a_question_that_waits_to_leave_never_leaves(small_town: Town) -> None:
    amal = await small_town.enrol()
    small_town.sim.faults.on("sendMessage", chat=amal.id).answer(429, retry_after=600)
    await small_town.until("2026-03-03 14:00")
    mark = amal.mark
    await amal.write(DANGER)
    await small_town.wait(minutes=20)

    assert await kept.prompts(small_town, amal) == [("skipped", "red case")]
    assert not [text for text in said_after(amal, mark) if "spørgsmål" in text]


@pytest.mark.parametrize("busy", ["their own", "somebody else's"])
async def test_neither_card_nor_alarm_waits_where_telegram_asked_for_patience_with_less(
    small_town: Town, busy: str
) -> None:
    amal, bo = await small_town.enrol(), await small_town.enrol("Bo")
    slow = amal if busy == "their own" else bo
    small_town.sim.faults.on("sendMessage", chat=slow.id).answer(429, retry_after=600)
    await small_town.until("2026-03-03 14:00")
    await amal.write(DANGER)
    await small_town.settle()

    await expect_help(small_town, amal)


async def test_an_alarm_does_not_wait_behind_news_that_telegram_would_not_take(
    small_town: Town,
) -> None:
    amal, bo = await small_town.enrol(), await small_town.enrol("Bo")
    small_town.sim.faults.on("sendMessage", chat=small_town.mentor.id).answer(429, retry_after=600)
    await small_town.write(bo, "/stop")  # of which the worker is told
    await small_town.write(amal, DANGER)

    await expect_help(small_town, amal)


async def test_taken_without_an_outcome_within_the_hour_it_is_told_to_everybody_again(
    small_town: Town, amal: Phone
) -> None:
    await tap_all(small_town, small_town.cover, "Jeg tager den")
    await small_town.wait(minutes=60)

    assert [alarms(small_town, phone) for phone in staff(small_town)] == [2, 2, 2]
    assert (await crisis(small_town)).state is CaseState.OPEN
    assert "Jeg tager den" in labels(small_town.mentor.last)


CARD_ANSWERS = {
    "Ja": (Key.CARD_YES, "Ring 112 nu.", "Sag 1 · har svaret ja til fare nu"),
    "Nej": (
        Key.CARD_NO,
        "Bliver det værre, så ring 112.",
        "Sag 1 · har svaret nej til fare nu · venter et opkald",
    ),
    "Vil ikke svare": (
        Key.CARD_SILENT,
        "Det er i orden. Maja læser det senest i dag kl. 15.",
        "Sag 1 · vil ikke svare på, om der er fare nu, og regnes som ja",
    ),
    "Det var ikke sådan ment": (
        Key.CARD_NOT_MEANT,
        "Godt. Tak for at sige det. Maja læser det alligevel.",
        "Sag 1 · siger, at det ikke var sådan ment · læses alligevel",
    ),
}


async def test_who_first_says_no_can_still_say_yes(small_town: Town, amal: Phone) -> None:
    card = amal.last
    await amal.tap("Nej", card)
    await small_town.settle()
    await amal.tap("Ja", card)
    await small_town.settle()

    assert amal.last.text.startswith("Ring 112 nu.")
    answer = f"{HEAD}\nSag 1 · har svaret ja til fare nu"
    assert [phone.last.text for phone in staff(small_town)] == [answer] * 3


async def test_an_ordinary_word_meanwhile_is_kept_and_given_to_the_worker(
    small_town: Town, amal: Phone
) -> None:
    await amal.write("er du der")
    await small_town.settle()

    assert [one.text for one in await small_town.replies(amal)] == [DANGER, "er du der"]
    assert any("Gul · sag 2 · ny besked" in text for text in texts(small_town.mentor))
    assert small_town.mentor.last.text.endswith("Sag 1 · der er kommet mere")
    assert amal.last.text == "Det er gemt og sendt videre."


async def test_danger_after_the_talk_tells_everybody_anew(small_town: Town, amal: Phone) -> None:
    await tap_all(
        small_town, small_town.mentor, "Jeg tager den", "Talt sammen", "Mødtes", "Godt", "I morgen"
    )
    await small_town.wait(minutes=5)
    await amal.write(DANGER)
    await small_town.settle()

    case = await crisis(small_town)
    assert (case.state, case.talked_at) == (CaseState.OPEN, None)
    assert (await small_town.youth(amal)).held_at is not None
    fresh = f"RØD · sag {case.number} · {RED}"
    assert all(phone.last.text.startswith(fresh) for phone in staff(small_town))


async def test_a_second_card_without_an_answer_counts_as_a_yes_too(
    small_town: Town, amal: Phone
) -> None:
    await amal.tap("Nej")
    await small_town.wait(minutes=12)
    await amal.write(DANGER)
    await small_town.settle()
    assert labels(amal.last) == CARD_BUTTONS
    before = [len(texts(phone)) for phone in staff(small_town)]
    await small_town.wait(minutes=11)
    for phone, known in zip(staff(small_town), before, strict=True):
        assert any("regnes som ja" in text for text in texts(phone)[known:]), phone.name


async def test_a_cry_gets_the_whole_card_when_the_case_of_the_last_one_is_closed(
    small_town: Town, amal: Phone
) -> None:
    case, now = await crisis(small_town), small_town.clock.now()
    over = replace(case, state=CaseState.CLOSED, closed_at=now, next_at=None, escalate_at=None)

    def close(tx: Tx) -> None:
        cases.save(tx, over)

    await small_town.app.world.store.write(close)
    await small_town.wait(minutes=20)
    await amal.write(DANGER)
    await small_town.settle()
    assert "ring 112" in amal.last.text
    assert labels(amal.last) == CARD_BUTTONS


async def test_a_quiet_week_that_is_chosen_after_all_is_quiet(
    small_town: Town, amal: Phone
) -> None:
    mentor = small_town.mentor
    await tap_all(small_town, mentor, "Jeg tager den", "Talt sammen", "Mødtes", "Godt", "I morgen")
    said = newest_with(mentor, "Som før")
    await small_town.tap(mentor, "Som før", said)
    assert (await small_town.youth(amal)).held_at is None
    await small_town.tap(mentor, "Stille uge", newest_with(mentor, "Stille uge"))
    assert (await small_town.youth(amal)).held_at == small_town.clock.now()
    mark = amal.mark
    await small_town.until("2026-03-05 15:00")
    assert said_after(amal, mark) == []


async def test_what_a_youth_chooses_does_not_end_the_new_agreement_that_messages_wait_for(
    small_town: Town, amal: Phone
) -> None:
    mentor = small_town.mentor
    await tap_all(small_town, mentor, "Jeg tager den", "Talt sammen", "Mødtes", "Godt", "I morgen")
    await small_town.tap(mentor, "Ny aftale", newest_with(mentor, "Ny aftale"))
    youth = replace(await small_town.youth(amal), phone="12345678")
    chosen = with_channel_chosen(
        Agreement(
            days=(1,),
            at=time(15),
            if_quiet=IfQuiet.CALL,
            trusted=Trusted(name="Sara", phone="12345678"),
            handshake_at=small_town.clock.now(),
        )
    )
    assert missing(youth, chosen) == []

    def settle(tx: Tx) -> list[Task]:
        agreements.save(tx, small_town.clock.now(), youth.id, chosen)
        settle_the_rest(tx, small_town.clock.now(), youth)
        return list(tasks.open_of_youth(tx, youth.id))

    left = await small_town.app.world.store.write(settle)
    [duty] = [one for one in left if one.kind is TaskKind.ASK_AGREEMENT]
    assert (await small_town.youth(amal)).held_at is not None

    def made(tx: Tx) -> None:
        agreement_made(tx, small_town.clock.now(), small_town.app.world.house, duty)

    await small_town.app.world.store.write(made)
    assert (await small_town.youth(amal)).held_at is None, "and then as before"
