"""A cry for help: numbers at once, everybody told together, everything automatic held."""

from __future__ import annotations

import time

import pytest

from domain.case import CaseKind, CaseState, Level, Outcome
from domain.checkin import CheckInState
from domain.clocks import contact_due_at
from domain.reply import ReplyKind
from simulator.phones import Phone
from storage.tables import case_file, occurrence, reply
from tests.journeys.town import DANGER, PHONE, Town, at, labels, newest_with, said_after, texts

CARD = (
    "Godt, at du siger til. Jeg er en robot, og måske læser ingen med lige nu. Maja læser det "
    f"senest {{when}}. Vent ikke på os. Er du i fare, så ring 112. Vores telefon er {PHONE}. "
    "Er du i fare lige nu?"
)
ANSWERS = ["Ja", "Nej", "Vil ikke svare", "Det var ikke sådan ment"]
RED = "RØD · sag {number} · ny vigtig besked"
STEPS = 40  # runs of units until card and alarms are out; no wait lies between them


def staff_of(town: Town) -> list[Phone]:
    return [town.mentor, town.cover, town.coordinator]


async def cries(town: Town, amal: Phone) -> None:
    """Check that the card is there, the hold, and a red message to all three."""
    assert "Godt, at du siger til." in amal.last.text
    assert labels(amal.last) == ANSWERS
    assert (await town.youth(amal)).held_at is not None
    case = await town.case(amal, CaseKind.CRISIS)
    assert (case.level, case.state) == (Level.RED, CaseState.OPEN)
    for phone in staff_of(town):
        assert RED.format(number=case.number) in phone.last.text
        assert labels(phone.last) == ["Jeg tager den", "Åbn", "Giv videre", "Bekymret"]
        assert "Amal" not in phone.last.text
        assert DANGER not in phone.last.text


async def test_a_word_of_danger_brings_card_and_humans_in_few_steps(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await amal.write(DANGER)
    now = any_town.clock.now()
    await any_town.app.intake.poll_once(0)
    steps = await any_town.app.engine.until_idle()
    assert steps <= STEPS
    assert any_town.clock.now() == now
    assert amal.last.text == CARD.format(when="i dag kl. 15")
    await cries(any_town, amal)
    [kept] = await any_town.replies(amal)
    assert (kept.text, kept.level) == (DANGER, "crisis")


async def test_the_card_is_there_within_a_second(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    took = []
    for _ in range(3):
        began = time.perf_counter()
        await small_town.write(amal, DANGER)
        took.append(time.perf_counter() - began)
        assert "112" in amal.last.text
        await small_town.wait(minutes=31)
    assert min(took) < 1, "of real time, on a machine that is not asleep"


async def test_the_card_waits_for_nobody_elses_words(small_town: Town) -> None:
    amal, bo = await small_town.enrol("Amal"), await small_town.enrol("Bo")
    for number in range(60):
        await bo.write(f"hej nummer {number}")
    await amal.write(DANGER)
    await small_town.app.intake.poll_once(0)
    assert await small_town.app.dispatch.unit(), "sixty wait, and hers is handled first"
    while await small_town.app.sender.unit():
        pass
    assert "112" in amal.last.text
    assert len(await small_town.replies(bo)) == 0


async def test_at_night_the_card_says_that_nobody_reads_before_morning(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-07 02:14")
    await small_town.write(amal, DANGER)
    assert amal.last.text == (
        "Godt, at du siger til. Jeg er en robot, og lige nu er ingen på arbejde. Maja læser det "
        "og ringer på mandag kl. 9. Vent ikke på os. Er du i fare, så ring 112. "
        "Er du i fare lige nu?"
    )
    assert (await small_town.youth(amal)).held_at is not None
    told = small_town.coordinator.last.text
    assert RED.format(number=1) in told
    assert "Ingen på vagt. Ring i dagens første ti minutter" in told
    assert [
        one for one in (*texts(small_town.mentor), *texts(small_town.cover)) if "RØD" in one
    ] == []


async def test_the_same_in_english(small_town: Town) -> None:
    amal = await small_town.enrol("Amal", language="en")
    await small_town.write(amal, "i want to kill myself")
    assert "call 112" in amal.last.text
    assert f"{PHONE}" in amal.last.text
    assert labels(amal.last)[0] == "Yes"


async def test_the_button_brings_the_card_every_time_it_is_asked_for(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    welcome = amal.last
    await small_town.tap(amal, "🆘 Hjælp nu")
    await cries(small_town, amal)
    await small_town.tap(amal, "🆘 Hjælp nu", welcome)
    assert sum("Godt, at du siger til." in text for text in texts(amal)) == 1, "a double tap"
    await small_town.wait(minutes=2)
    await small_town.tap(amal, "🆘 Hjælp nu", welcome)
    assert sum("Godt, at du siger til." in text for text in texts(amal)) == 2


async def test_in_a_check_in_it_is_the_answer_and_a_cry(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-03 14:00")
    for label in ("7", "Det kører"):
        await any_town.tap(amal, label)
    question = amal.last
    await any_town.write(amal, DANGER)
    await cries(any_town, amal)
    answer = (await any_town.replies(amal))[-1]
    assert (answer.kind, answer.question_key, answer.level) == (
        ReplyKind.ANSWER,
        "words",
        "crisis",
    )
    shown = next(one for one in amal.messages if one.id == question.id)
    assert (shown.text, labels(shown)) == ("Spørgsmålet er lukket. Vi tager det næste gang.", [])


async def test_in_a_caption(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.photo(caption=DANGER)
    await small_town.settle()
    await cries(small_town, amal)
    assert [one.kind for one in await small_town.replies(amal)] == [ReplyKind.PHOTO]


async def test_in_the_name_of_a_file_and_in_an_edit(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.document(name="jeg vil ikke leve mere.txt")
    await small_town.settle()
    await cries(small_town, amal)
    bo = await small_town.enrol("Bo")
    message = await bo.write("jeg vil")
    await small_town.settle()
    await bo.edit(message, DANGER)
    await small_town.settle()
    assert CaseKind.CRISIS in await small_town.kinds(bo)


@pytest.mark.parametrize("where", ["asked", "declined", "stopped", "paused", "underage"])
async def test_from_every_chat_we_know_whatever_was_agreed(any_town: Town, where: str) -> None:
    if where in {"asked", "declined", "underage"}:
        amal = await any_town.asked("Amal")
        for label in {"declined": ["Nej tak"], "underage": ["Videre", "Under 15"]}.get(where, []):
            await any_town.tap(amal, label)
    else:
        amal = await any_town.enrol("Amal")
        await any_town.write(amal, "/stop" if where == "stopped" else "/pause")
        await any_town.tap(amal, "Nej tak" if where == "stopped" else "1 uge")
    await any_town.write(amal, DANGER)
    await cries(any_town, amal)


async def test_from_a_chat_that_nobody_has_enrolled(any_town: Town) -> None:
    stranger = any_town.sim.phone("Stranger")
    await any_town.write(stranger, DANGER)
    assert "ring 112" in stranger.last.text
    assert "call 112" in stranger.last.text
    assert PHONE in stranger.last.text
    [case] = await any_town.rows(case_file)
    assert (case["kind"], case["level"], case["youth_id"]) == ("unknown_sender", "red", None)
    assert "RØD · sag 1 · besked fra en ukendt" in any_town.coordinator.last.text
    assert labels(any_town.coordinator.last) == ["Jeg tager den", "Åbn", "Giv videre"]
    assert "sag 1" not in " ".join(texts(any_town.mentor))
    assert await any_town.rows(reply) == [], "nothing of it is stored"
    await any_town.wait(minutes=2)
    await any_town.write(stranger, DANGER)
    assert "der er kommet mere" in any_town.coordinator.last.text
    for label in ("Jeg tager den", "Talt sammen", "Ringet"):
        await any_town.tap(any_town.coordinator, label)
    assert "Sag 1 er lukket: talt sammen." in any_town.coordinator.last.text


async def test_everything_automatic_is_held_until_they_have_talked(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-03 14:00")
    question = amal.last
    await any_town.write(amal, DANGER)
    shown = next(one for one in amal.messages if one.id == question.id)
    assert labels(shown) == []
    assert (await any_town.checkins(amal))[0].state is CheckInState.CANCELLED
    mark = amal.mark
    await any_town.until("2026-03-05 13:00")
    assert said_after(amal, mark) == []
    rows = await any_town.rows(occurrence, what="skipped")
    assert [row["reason"] for row in rows] == ["red case"]
    await any_town.tap(any_town.mentor, "Jeg tager den")
    async with any_town.page(any_town.mentor):
        pass
    for label in ("Talt sammen", "Ringet", "Svært", "I morgen"):
        await any_town.tap(any_town.mentor, label)
    case = await any_town.case(amal, CaseKind.CRISIS)
    assert case.state is CaseState.TAKEN, "a talk alone does not end it"
    await any_town.until("2026-03-06 13:10")
    for label in ("Tilbage", "Talt sammen", "Ringet", "Godt", "Som aftalt"):
        await any_town.tap(any_town.mentor, label, newest_with(any_town.mentor, label))
    case = await any_town.case(amal, CaseKind.CRISIS)
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.TALKED)
    mark = amal.mark
    await any_town.until("2026-03-12 12:55")
    assert said_after(amal, mark) == [], "a quiet week counts from the first talk"
    await any_town.until("2026-03-17 14:00")
    assert "ugens tre" in amal.last.text


async def test_a_talk_about_a_cry_that_nobody_opened_leaves_the_words_to_be_read(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.talk(small_town.mentor)
    assert (await small_town.youth(amal)).held_at is not None
    assert await small_town.kinds(amal) == [CaseKind.CRISIS, CaseKind.WORD]


async def test_red_is_repeated_to_all_until_somebody_takes_it(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-05 10:14")
    await any_town.write(amal, DANGER)
    counts = [sum(RED.format(number=1) in one for one in texts(p)) for p in staff_of(any_town)]
    assert counts == [1, 1, 1]
    for minutes, count in ((4.9, 1), (0.2, 2), (14.8, 2), (0.2, 3), (15, 4)):
        await any_town.wait(minutes=minutes)
        for phone in staff_of(any_town):
            said = sum(RED.format(number=1) in one for one in texts(phone))
            assert said == count, (phone.name, minutes)
    await any_town.tap(any_town.cover, "Jeg tager den")
    assert "Sag 1 er taget af Karim." in any_town.mentor.last.text
    mark = any_town.mentor.mark
    await any_town.wait(minutes=59)
    assert said_after(any_town.mentor, mark) == []
    await any_town.wait(minutes=2)
    assert RED.format(number=1) in any_town.mentor.last.text, "no outcome within an hour"


async def test_red_that_nobody_takes_is_told_every_hour_after_the_first_and_at_the_opening(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-04 06:32")
    await small_town.write(amal, DANGER)
    for wall, count in (("07:36", 5), ("08:36", 6), ("08:59", 7), ("09:59", 8), ("10:00", 9)):
        await small_town.until(f"2026-03-04 {wall}")
        told = sum(RED.format(number=1) in one for one in texts(small_town.coordinator))
        assert told == count, wall
        at_work = {"09:59": 1, "10:00": 2}.get(wall, 0)
        for phone in (small_town.mentor, small_town.cover):
            said = sum(RED.format(number=1) in one for one in texts(phone))
            assert said == at_work, (phone.name, wall)
    assert sum("Jeg tager den" in labels(one) for one in small_town.mentor.messages) == 1


@pytest.mark.parametrize(
    ("label", "to_youth", "to_staff"),
    [
        (
            "Ja",
            "Ring 112 nu. Kan du ikke selv, så få en anden til det. "
            "Jeg giver videre, at du er i fare.",
            "Sag 1 · har svaret ja til fare nu",
        ),
        (
            "Nej",
            "Tak. Maja ringer senest på mandag kl. 9. Bliver det værre, så ring 112.",
            "Sag 1 · har svaret nej til fare nu · venter et opkald",
        ),
        (
            "Vil ikke svare",
            "Det er i orden. Maja læser det senest på mandag kl. 9. Er du i fare, så ring 112.",
            "Sag 1 · vil ikke svare på, om der er fare nu, og regnes som ja",
        ),
        (
            "Det var ikke sådan ment",
            "Godt. Tak for at sige det. Maja læser det alligevel.",
            "Sag 1 · siger, at det ikke var sådan ment · læses alligevel",
        ),
    ],
)
async def test_each_answer_on_the_card_reaches_who_was_told(
    any_town: Town, label: str, to_youth: str, to_staff: str
) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-07 02:14")
    await any_town.write(amal, DANGER)
    said = await any_town.tap(amal, label)
    assert (said.text, labels(said)) == (to_youth, [])
    level = "Gul" if label == "Det var ikke sådan ment" else "RØD"
    assert any_town.coordinator.last.text == f"{level} · ny vigtig besked\n{to_staff}"
    case = await any_town.case(amal, CaseKind.CRISIS)
    assert case.state is CaseState.OPEN, "a human reads, whatever was answered"
    assert "card_answer" in await any_town.story(case)


async def test_yes_after_the_talk_tells_everybody_anew(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, DANGER)
    card = amal.last
    await any_town.talk(any_town.mentor)
    await any_town.wait(hours=1)
    await any_town.tap(amal, "Ja", card)
    case = await any_town.case(amal, CaseKind.CRISIS)
    assert (case.state, case.talked_at) == (CaseState.OPEN, None), "as if nobody had talked"
    assert (await any_town.youth(amal)).held_at is not None
    for phone in staff_of(any_town):
        assert "har svaret ja til fare nu" in phone.last.text


async def test_not_meant_after_the_talk_changes_nothing(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    card = amal.last
    await small_town.talk(small_town.mentor)
    await small_town.tap(amal, "Det var ikke sådan ment", card)
    case = await small_town.case(amal, CaseKind.CRISIS)
    assert (case.state, case.level) == (CaseState.TAKEN, Level.RED)


async def test_somebody_elses_card_cannot_be_answered(small_town: Town) -> None:
    amal, bo = await small_town.enrol("Amal"), await small_town.enrol("Bo")
    await small_town.write(amal, DANGER)
    yes = amal.last.button("Det var ikke sådan ment")
    assert yes is not None
    await bo.forge(yes.data or "")
    await small_town.settle()
    assert bo.last.text == "Den knap er gammel. Skriv bare til mig i stedet."
    assert "ikke var sådan ment" not in " ".join(texts(small_town.mentor))


async def test_a_second_cry_within_half_an_hour_is_one_line_and_reaches_everybody(
    any_town: Town,
) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, DANGER)
    await any_town.wait(minutes=3)
    said = await any_town.write(amal, DANGER)
    assert said.text == "Det er gemt og sendt videre."
    for phone in staff_of(any_town):
        assert phone.last.text == "RØD · ny vigtig besked\nSag 1 · der er kommet mere"
    assert len(await any_town.cases(amal)) == 1
    assert len(await any_town.replies(amal)) == 2


async def test_a_cry_after_half_an_hour_gets_a_new_card_and_reaches_everybody(
    any_town: Town,
) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, DANGER)
    await any_town.tap(any_town.mentor, "Jeg tager den")
    await any_town.wait(minutes=31)
    mark = amal.mark
    await any_town.write(amal, DANGER)
    assert ["Godt, at du siger til." in one for one in said_after(amal, mark)] == [True]
    for phone in staff_of(any_town):
        assert phone.last.text.endswith("Sag 1 · der er kommet mere")
    assert labels(any_town.mentor.last)[0] == "Jeg ringer nu"
    assert labels(any_town.cover.last) == ["Åbn", "Bekymret"]


async def test_the_promised_contact_is_not_forgotten_beside_a_red_case(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-09 12:00")
    await small_town.write(amal, DANGER)
    await small_town.until("2026-03-10 10:00")
    assert await small_town.kinds(amal) == [CaseKind.CRISIS], "a human is on the way already"
    await small_town.talk(small_town.mentor)
    due = contact_due_at(await small_town.youth(amal), small_town.app.world.house.site)
    assert due == at("2026-03-17 10:00")
