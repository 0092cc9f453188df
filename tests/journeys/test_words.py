"""Words, voice, pictures and all else outside a question: kept, answered honestly, read."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.case import CaseKind, CaseState, Outcome
from domain.reply import ReplyKind
from storage.tables import audit, outbox
from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town, at, labels, newest_with, said_after, texts

CPR = ("010190-1234", "010190 1234", "0101901234", "01.01.90-1234")


async def test_a_word_in_hours_is_passed_on_read_and_answered(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    said = await any_town.write(amal, "kan vi ses i morgen?")
    assert said.text == ("Det er givet videre til Maja, som læser det senest i dag kl. 15.")
    assert labels(said) == ["📞 Ring til mig"]
    told = any_town.mentor.last
    assert told.text.startswith("Gul · sag 1 · ny besked · aftalt hver 7. dag")
    assert "ses" not in " ".join(texts(any_town.mentor))
    async with any_town.page(any_town.mentor) as (browser, shown):
        assert "kan vi ses i morgen?" in shown.text
        done = await browser.answer(shown, "Ja, kl. 10 hos mig.")
    await any_town.settle()
    assert "På vej." in done.text
    assert amal.last.text == "Ja, kl. 10 hos mig.\n\nMaja"
    case = await any_town.case(amal, CaseKind.WORD)
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.ANSWERED)
    youth, worker = await any_town.youth(amal), await any_town.person(any_town.mentor)
    [reply] = await any_town.replies(amal)
    assert (reply.read_by, reply.kind) == (worker.id, ReplyKind.WORD)
    assert youth.last_human_contact_at == any_town.clock.now(), "words went both ways"
    looks = await any_town.rows(audit, youth_id=youth.id, action="read_words")
    assert looks != [], "a look is written down"
    closed = [one for one in any_town.mentor.messages if one.id == told.id]
    assert closed[0].text == "Gul · ny besked\nSag 1 er lukket: besvaret."


async def test_the_same_in_english(small_town: Town) -> None:
    amal = await small_town.enrol("Amal", language="en")
    said = await small_town.write(amal, "can we meet?")
    assert said.text == "Passed on to Maja, who reads it by today at 3 pm."
    await small_town.answer(small_town.mentor, "Yes")
    assert amal.last.text == "Yes\n\nMaja"


async def test_opening_stops_no_clock_and_reading_does(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej")
    async with small_town.page(small_town.mentor) as (browser, shown):
        case = await small_town.case(amal, CaseKind.WORD)
        assert case.state is CaseState.OPEN
        await browser.mark_read(shown)
    await small_town.settle()
    case = await small_town.case(amal, CaseKind.WORD)
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.READ)


@pytest.mark.parametrize(
    ("written", "promise"),
    [
        ("2026-03-03 20:00", "Maja læser det i morgen kl. 9. Er det akut, så tryk her."),
        ("2026-03-07 23:10", "Maja læser det på mandag kl. 9. Er det akut, så tryk her."),
        ("2026-03-09 07:00", "Maja læser det i dag kl. 9. Er det akut, så tryk her."),
    ],
)
async def test_a_word_out_of_hours_is_promised_for_the_next_opening(
    small_town: Town, written: str, promise: str
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until(written)
    mark = small_town.mentor.mark
    said = await small_town.write(amal, "sover du?")
    assert (said.text, labels(said)) == (promise, ["🆘 Hjælp nu"])
    assert said_after(small_town.mentor, mark) == [], "yellow waits for the morning"
    opening = {"2026-03-03": "2026-03-04 09:00"}.get(written[:10], "2026-03-09 09:00")
    await small_town.until(opening)
    assert any("ny besked" in text for text in said_after(small_town.mentor, mark))
    told = next(text for text in said_after(small_town.mentor, mark) if "ny besked" in text)
    assert told.endswith("forfald i dag kl. 9"), "what the youth was told"
    assert "ny besked" not in " ".join(texts(small_town.cover)), "the worker has time to read"


async def test_an_unread_word_climbs_to_cover_and_then_to_the_coordinator(
    any_town: Town,
) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-04 09:30")
    await any_town.write(amal, "hej")
    case = await any_town.case(amal, CaseKind.WORD)
    # Told today at 15; after four hours the cover can still keep that.
    assert (case.due_at, case.escalate_at) == (at("2026-03-04 15:00"), at("2026-03-04 13:30"))
    await any_town.until("2026-03-04 13:29")
    assert "ny besked" not in " ".join(texts(any_town.cover))
    await any_town.until("2026-03-04 13:30")
    assert "ny besked" in texts(any_town.cover)[-1]
    assert "ny besked" not in " ".join(texts(any_town.coordinator))
    await any_town.until("2026-03-05 13:30")
    assert "ny besked" in texts(any_town.coordinator)[-1]
    await any_town.mark_read(any_town.coordinator)
    assert await any_town.kinds(amal) == []


async def test_a_word_just_before_closing_leaves_the_worker_an_hour(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:50")
    said = await small_town.write(amal, "hej")
    assert "senest i dag kl. 15" in said.text
    case = await small_town.case(amal, CaseKind.WORD)
    assert case.escalate_at == at("2026-03-04 09:50")


async def test_more_words_join_the_open_case(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    for words in ("hej", "er du der", "nå"):
        await small_town.write(amal, words)
    assert await small_town.kinds(amal) == [CaseKind.WORD]
    assert [reply.text for reply in await small_town.replies(amal)] == ["hej", "er du der", "nå"]
    async with small_town.page(small_town.mentor) as (_, shown):
        assert all(words in shown.text for words in ("hej", "er du der", "nå"))


async def test_a_talk_reads_no_words_that_nobody_opened(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, "kan vi ses?")
    said = await any_town.talk(any_town.mentor)
    assert said.text == (
        "Gul · ny besked\nSag 1: samtalen er noteret. Der er ord, du ikke har åbnet. "
        "Læs dem, så lukker sagen."
    )
    assert await any_town.kinds(amal) == [CaseKind.WORD]
    youth = await any_town.youth(amal)
    assert youth.last_human_contact_at == any_town.clock.now()
    await any_town.mark_read(any_town.mentor)
    assert await any_town.kinds(amal) == []


async def test_a_talk_after_opening_closes_the_word(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, "kan vi ses?")
    told = any_town.mentor.last
    async with any_town.page(any_town.mentor, message=told):
        pass
    for label in ("Jeg tager den", "Talt sammen"):
        await any_town.tap(any_town.mentor, label)
    for label in ("Mødtes", "Sådan okay", "Som aftalt"):
        await any_town.tap(any_town.mentor, label)
    case = await any_town.case(amal, CaseKind.WORD)
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.TALKED)
    [reply] = await any_town.replies(amal)
    assert reply.read_by == (await any_town.person(any_town.mentor)).id


@pytest.mark.parametrize("number", CPR)
async def test_a_cpr_number_is_hidden_before_anything_is_stored(
    make_town: MakeTown, tmp_path: Path, number: str
) -> None:
    async with make_town() as town:
        await town.hire()
        amal = await town.enrol("Amal")
        said = await town.write(amal, f"mit nummer er {number} ok")
        assert said.text.endswith("\n\nEt nummer lignede et cpr-nummer. Det gemte jeg ikke.")
        await amal.document(caption=f"brev {number}")
        await town.settle()
        await town.until("2026-03-03 14:00")
        for label in ("7", "Det kører"):
            await town.tap(amal, label)
        thanks = await town.write(amal, f"jeg hedder {number}")
        assert "Et nummer lignede et cpr-nummer" in thanks.text
        kept = [reply.text for reply in await town.replies(amal) if reply.text]
        assert kept == [
            "mit nummer er [skjult] ok",
            "brev [skjult]\nbrev.txt",
            "jeg hedder [skjult]",
        ]
        async with town.page(town.mentor, message=newest_with(town.mentor, "Åbn")) as (_, shown):
            assert "mit nummer er [skjult] ok" in shown.text
            assert number not in shown.text
    raw = b"".join(path.read_bytes() for path in (tmp_path / "installation").iterdir())
    assert number.encode() not in raw
    assert b"mit nummer er" not in raw, "words are sealed"


async def test_screening_sees_what_masking_hides(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "010190-1234 jeg vil ikke leve mere")
    [reply] = await small_town.replies(amal)
    assert (reply.text, reply.level) == ("[skjult] jeg vil ikke leve mere", "crisis")


async def test_words_while_a_scale_is_open_are_a_word_and_leave_the_question(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:00")
    question = amal.last
    said = await small_town.write(amal, "det er svært at sige")
    assert "Det er givet videre til Maja" in said.text
    shown = next(one for one in amal.messages if one.id == question.id)
    assert labels(shown)[0] == "0"
    [reply] = await small_town.replies(amal)
    assert (reply.kind, reply.checkin_id) == (ReplyKind.WORD, None)


async def test_only_a_word_or_a_voice_is_half_of_a_talk(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    before = (await small_town.youth(amal)).last_human_contact_at
    await small_town.wait(hours=1)
    await amal.photo(caption="hej")
    await small_town.settle()
    await small_town.answer(small_town.mentor, "Flot billede")
    assert (await small_town.youth(amal)).last_human_contact_at == before
    await small_town.wait(hours=1)
    await amal.voice()
    await small_town.settle()
    assert (await small_town.youth(amal)).last_human_contact_at == small_town.clock.now()


async def test_a_promised_day_outlives_an_exchange_of_words(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.tap(amal, "📞 Ring til mig")
    await small_town.talk(small_town.mentor, following="I morgen")
    promised = (await small_town.youth(amal)).next_contact_at
    assert promised == at("2026-03-04 10:00")
    await small_town.write(amal, "tak for snakken")
    await small_town.answer(small_town.mentor, "Selv tak")
    assert (await small_town.youth(amal)).next_contact_at == promised
    await small_town.until("2026-03-04 10:00")
    assert CaseKind.CONTACT_DUE in await small_town.kinds(amal)


async def test_what_may_not_go_through_telegram_is_not_sent(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hvad er mit nummer?")
    mark = amal.mark
    done = await small_town.answer(small_town.mentor, "Det er 010190-1234")
    assert "CPR" in done.text
    assert said_after(amal, mark) == []
    assert await small_town.kinds(amal) == [CaseKind.WORD]
    rows = await small_town.rows(outbox, purpose="answer")
    assert rows == []
