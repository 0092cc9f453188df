"""More words while a case is open: staff hear of them, and promises are kept."""

from __future__ import annotations

from domain.case import CaseKind, CaseState
from tests.journeys.town import Town, at, texts


async def test_a_second_word_is_told_to_the_worker_who_has_the_case(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej Maja")
    await small_town.mentor.tap("Jeg tager den")
    await small_town.wait(hours=1)
    mark = len(texts(small_town.mentor))
    await small_town.write(amal, "har du tid?")

    assert [text.splitlines()[-1] for text in texts(small_town.mentor)[mark:]] == [
        "Sag 1 · der er kommet mere"
    ]
    case = await small_town.case(amal, CaseKind.WORD)
    assert (case.state, case.number) == (CaseState.TAKEN, 1)


async def test_a_taken_case_with_new_words_goes_on_while_the_promise_can_be_kept(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej Maja")
    await small_town.mentor.tap("Jeg tager den")
    await small_town.settle()
    said = await small_town.write(amal, "er du der?")
    assert "senest i dag kl. 15" in said.text
    await small_town.until("2026-03-03 15:00")
    await small_town.wait(days=1)

    assert any("sag 1" in text.lower() for text in texts(small_town.cover))


async def test_several_short_words_are_one_piece_of_news(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej")
    mark = len(texts(small_town.mentor))
    for words in ("er", "du", "der"):
        await small_town.write(amal, words)

    assert len(texts(small_town.mentor)) == mark + 1


async def test_whatever_is_written_after_a_cry_for_help_is_told_there_at_once(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "jeg vil ikke leve mere")
    staff = (small_town.mentor, small_town.cover, small_town.coordinator)
    marks = [len(texts(phone)) for phone in staff]
    said = await small_town.write(amal, "jeg kan ikke mere")

    assert said.text == "Det er gemt og sendt videre."
    assert "🆘 Hjælp nu" in said.labels
    for phone, mark in zip(staff, marks, strict=True):
        assert any("der er kommet mere" in text for text in texts(phone)[mark:])


async def test_a_new_word_gets_a_clock_of_its_own_in_a_case_that_is_overdue(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej")
    await small_town.until("2026-03-06 09:30")  # nobody has read for three days
    said = await small_town.write(amal, "kan vi tale?")
    assert "senest i dag kl. 14" in said.text
    case = await small_town.case(amal, CaseKind.WORD)
    assert case.due_at == at("2026-03-06 14:00")
    assert case.escalate_at is not None
    assert case.escalate_at <= at("2026-03-06 14:00")


async def test_a_promised_reading_does_not_wait_for_a_later_try(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "hej")
    for label in ("Jeg tager den", "Ikke fat i, prøver igen", "I morgen tidlig"):
        await small_town.tap(small_town.mentor, label)
    await small_town.write(amal, "er du der?")
    await small_town.until("2026-03-03 15:00")
    assert "sag 1 · ny besked" in " ".join(texts(small_town.cover)), "the cover can still read it"
