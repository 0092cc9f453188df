"""/pause, /stop, /hjaelp and the buttons that are always one tap away."""

from __future__ import annotations

import pytest

from domain.callback import encode
from domain.case import CaseKind
from domain.checkin import CheckInState
from domain.people import YouthStatus
from domain.reply import ReplyKind
from storage.tables import audit, occurrence
from tests.journeys.town import DANGER, PHONE, Town, at, labels, said_after, texts

OLD = "Den knap er gammel. Skriv bare til mig i stedet."


@pytest.mark.parametrize(
    ("label", "until", "back"),
    [
        ("1 uge", "tirsdag den 10. marts", "2026-03-10 09:00"),
        ("2 uger", "tirsdag den 17. marts", "2026-03-17 09:00"),
        ("4 uger", "tirsdag den 31. marts", "2026-03-31 09:00"),
    ],
)
async def test_a_pause_begins_nothing_and_ends_by_itself(
    small_town: Town, label: str, until: str, back: str
) -> None:
    amal = await small_town.enrol("Amal")
    asked = await small_town.write(amal, "/pause")
    assert labels(asked) == ["1 uge", "2 uger", "4 uger", "Til en dato"]
    paused = await small_town.tap(amal, label)
    assert paused.text.startswith(f"Pause til {until}. Jeg skriver ikke før.")
    assert labels(paused) == ["Start nu"]
    assert texts(small_town.mentor)[-1] == f"En af dine unge holder pause til {until}."
    assert (await small_town.youth(amal)).paused_until == at(back)
    mark = amal.mark
    await small_town.until(back)
    assert said_after(amal, mark) == []
    rows = await small_town.rows(occurrence)
    assert {(row["what"], row["reason"]) for row in rows} == {("skipped", "pause")}
    await small_town.wait(days=2)
    assert said_after(amal, mark) != [], "the next question comes at its own time"


async def test_a_pause_in_the_middle_of_a_check_in_closes_it(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-03 14:00")
    await any_town.tap(amal, "7")
    question = amal.last
    await any_town.write(amal, "/pause")
    await any_town.tap(amal, "1 uge")
    shown = next(one for one in amal.messages if one.id == question.id)
    assert (shown.text, labels(shown)) == ("Spørgsmålet er lukket. Vi tager det næste gang.", [])
    [checkin] = await any_town.checkins(amal)
    assert checkin.state is CheckInState.CANCELLED
    assert [reply.number for reply in await any_town.replies(amal)] == [7], "what was said stays"


async def test_start_now_ends_a_pause(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause")
    await small_town.tap(amal, "4 uger")
    await small_town.wait(hours=1)
    said = await small_town.tap(amal, "Start nu")
    assert said.text == "Så er pausen slut, Amal. Næste spørgsmål kommer til sin vante tid."
    assert texts(small_town.mentor)[-1] == "En af dine unge er tilbage."
    await small_town.until("2026-03-03 14:00")
    assert "ugens tre" in amal.last.text


async def test_a_paused_youth_writes_when_they_like(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause")
    await small_town.tap(amal, "1 uge")
    said = await small_town.write(amal, "hej alligevel")
    assert "Det er givet videre til Maja" in said.text
    assert await small_town.kinds(amal) == [CaseKind.WORD]


async def test_pause_before_a_yes_is_answered_honestly(small_town: Town) -> None:
    amal = await small_town.asked("Amal")
    said = await small_town.write(amal, "/pause")
    assert said.text == "Jeg sender ingen spørgsmål lige nu. Du kan skrive her når som helst."


@pytest.mark.parametrize(
    ("label", "allowed", "thanks", "news"),
    [
        (
            "Ja",
            True,
            "Det får Maja at vide. Tak for nu. Døren står åben: skriv /start.",
            "En af dine unge har stoppet robotten og vil gerne, at du stadig ringer.",
        ),
        (
            "Nej tak",
            False,
            "Tak for nu. Døren står åben: skriv /start.",
            "En af dine unge har stoppet robotten og siger nej tak til opkald.",
        ),
    ],
)
async def test_stop_is_one_word_and_one_question(
    any_town: Town, label: str, allowed: bool, thanks: str, news: str
) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-03 14:00")
    question = amal.last
    stopped = await any_town.write(amal, "/stop")
    assert stopped.text == ("Så er det stoppet. Det koster dig ikke noget. Må Maja stadig ringe?")
    assert labels(stopped) == ["Ja", "Nej tak"]
    shown = next(one for one in amal.messages if one.id == question.id)
    assert labels(shown) == []
    said = await any_town.tap(amal, label)
    assert (said.text, labels(said)) == (thanks, [])
    assert texts(any_town.mentor)[-1] == news
    youth = await any_town.youth(amal)
    assert (youth.status, youth.call_allowed) == (YouthStatus.STOPPED, allowed)
    done = [row["action"] for row in await any_town.rows(audit, youth_id=youth.id)]
    assert done[-2:] == ["stop", "allow_calls" if allowed else "refuse_calls"]
    mark = amal.mark
    await any_town.wait(days=15)
    assert said_after(amal, mark) == []
    contact = [CaseKind.CONTACT_DUE] if allowed else []
    assert await any_town.kinds(amal) == contact, "silence closes nobody; a no is a no"


async def test_stop_with_words_stops_and_a_human_reads_the_words(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    mark = amal.mark
    await small_town.write(amal, "/stop skriv ikke til mig mere")
    assert (await small_town.youth(amal)).status is YouthStatus.STOPPED
    assert said_after(amal, mark)[-1].endswith("Må Maja stadig ringe?")
    [kept] = await small_town.replies(amal)
    assert kept.text == "/stop skriv ikke til mig mere"
    assert await small_town.kinds(amal) == [CaseKind.WORD]
    mark = amal.mark
    await small_town.until("2026-03-04 15:00")
    assert said_after(amal, mark) == []


async def test_a_cry_behind_stop_gets_the_card_and_still_stops(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    mark = amal.mark
    await small_town.write(amal, f"/stop\n{DANGER}")
    assert any("112" in text for text in said_after(amal, mark))
    youth = await small_town.youth(amal)
    assert (youth.status, youth.held_at) == (YouthStatus.STOPPED, small_town.clock.now())


async def test_every_old_button_of_a_pause_a_no_or_a_stop_is_answered(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    youth = await small_town.youth(amal)
    old = amal.last
    for verb, value in (("no", ""), ("resume", ""), ("stopcall", "yes")):
        mark = amal.mark
        await amal.forge(encode(verb, youth.id, value), old)
        await small_town.settle()
        assert said_after(amal, mark) == [OLD], verb
    await small_town.write(amal, "/stop")
    mark = amal.mark
    await amal.forge(encode("pause", youth.id, "1"), old)
    await small_town.settle()
    assert said_after(amal, mark) == [OLD]


async def test_who_is_too_young_is_asked_nothing_after_stop(small_town: Town) -> None:
    amal = await small_town.asked("Amal")
    for label in ("Videre", "Under 15"):
        await small_town.tap(amal, label)
    said = await small_town.write(amal, "/stop")
    assert said.text == "Tak for nu. Døren står åben: skriv /start."
    assert labels(said) == []


async def test_silence_after_stop_is_no_answer_and_the_worker_stays(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/stop")
    assert texts(small_town.mentor)[-1] == (
        "En af dine unge har stoppet robotten og er spurgt, om du stadig må ringe."
    )
    await small_town.wait(days=8)
    assert await small_town.kinds(amal) == [CaseKind.CONTACT_DUE]


async def test_stop_before_a_yes_is_a_no(small_town: Town) -> None:
    amal = await small_town.asked("Amal")
    await small_town.write(amal, "/stop")
    assert (await small_town.youth(amal)).status is YouthStatus.DECLINED
    assert texts(small_town.mentor)[-1] == "En af dine unge har sagt nej tak til robotten."


@pytest.mark.parametrize("command", ["/hjaelp", "/hjælp", "/help", "/HJAELP", "/hjaelp@{bot}"])
async def test_help_says_who_reads_and_whom_to_call(small_town: Town, command: str) -> None:
    amal = await small_town.enrol("Amal")
    said = await small_town.write(amal, command.format(bot=small_town.sim.username))
    assert f"Vores telefon er {PHONE}. Er du i fare, så ring 112." in said.text
    assert labels(said) == ["🆘 Hjælp nu", "📞 Ring til mig"]


async def test_words_after_a_command_are_words(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/pause det her er for meget")
    [reply] = await small_town.replies(amal)
    assert (reply.kind, reply.text) == (ReplyKind.WORD, "/pause det her er for meget")
    assert (await small_town.youth(amal)).paused_until is None


async def test_staff_and_strangers_get_an_honest_answer_to_every_command(
    small_town: Town,
) -> None:
    stranger = small_town.sim.phone("Stranger")
    for command in ("/pause", "/stop", "/hjaelp"):
        said = await small_town.write(small_town.mentor, command)
        assert said.text.startswith("Her kommer sager, uden navne og uden ord.")
        assert PHONE in (await small_town.write(stranger, command)).text


async def test_what_staff_write_goes_to_nobody_and_they_know_it(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    mark = amal.mark
    said = await small_town.write(small_town.mentor, "sig til Amal at jeg kommer")
    assert said.text == (
        "Det, du skriver her, går ikke videre til nogen. Tryk på Åbn ved en sag for at svare."
    )
    assert said_after(amal, mark) == []


async def test_everything_a_youth_receives_is_protected(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej")
    await small_town.until("2026-03-05 13:00")
    assert all(one.protected for one in amal.messages if one.from_bot)


async def test_words_of_danger_from_staff_get_the_numbers_and_go_nowhere(small_town: Town) -> None:
    before = len(texts(small_town.mentor))
    await small_town.mentor.write("Jeg vil ikke leve mere")
    await small_town.settle()

    card, kept_here = texts(small_town.mentor)[before:]
    assert "112" in card
    assert PHONE in card
    assert kept_here.startswith("Det, du skriver her, går ikke videre til nogen.")
    assert not any("RØD" in text for text in texts(small_town.coordinator))
