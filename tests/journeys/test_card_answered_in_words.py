"""*Er du i fare lige nu?* answered by typing, and what is said when nobody answers."""

import pytest

from domain.case import CaseKind
from tests.journeys import kept
from tests.journeys.town import DANGER, Town, labels, texts

CALL_112 = (
    "Ring 112 nu. Kan du ikke selv, så få en anden til det. Jeg giver videre, at du er i fare."
)
NIGHT = "2026-03-07 02:14"
COUNTS_AS_YES = "regnes som ja"


@pytest.mark.parametrize("said", ["ja", "JA!", "jaaa", "yes", "ja jeg er i fare", "ja det er jeg"])
async def test_a_typed_yes_is_the_yes_of_the_card(small_town: Town, said: str) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    before = len(texts(small_town.mentor))
    await small_town.write(amal, said)
    assert amal.last.text == CALL_112
    assert "fare nu" in "".join(texts(small_town.mentor)[before:])
    assert (await small_town.replies(amal))[-1].text == said
    await small_town.wait(minutes=11)
    assert COUNTS_AS_YES not in "".join(texts(small_town.mentor)), "it was answered"


async def test_a_yes_that_comes_after_the_ten_minutes_is_one(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.wait(minutes=25)
    assert COUNTS_AS_YES in "".join(texts(small_town.mentor))
    await small_town.write(amal, "ja")
    assert amal.last.text == CALL_112
    assert "fare nu" in small_town.mentor.last.text
    await small_town.write(amal, "ja")
    assert amal.last.text == "Det er gemt og sendt videre.", "the question has its answer"


async def test_a_yes_with_a_new_cry_behind_it_is_one(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.write(amal, f"ja {DANGER}")
    assert amal.last.text == CALL_112


async def test_a_typed_no_thanks_and_a_human_still_reads(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.write(amal, "Nej.")
    assert amal.last.text.startswith("Tak. Maja ringer senest ")
    await small_town.wait(minutes=11)
    assert COUNTS_AS_YES not in "".join(texts(small_town.mentor))
    [case] = await kept.all_cases(small_town)
    assert (case.kind, case.closed_at) == (CaseKind.CRISIS, None)


async def test_a_no_with_more_behind_it_is_read_by_a_human(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.write(amal, "nej men det er jeg måske i nat")
    assert amal.last.text == "Det er gemt og sendt videre."
    await small_town.wait(minutes=11)
    said = "".join(texts(small_town.mentor))
    assert "har skrevet efter hjælpekortet, men ikke svaret på, om der er fare nu" in said
    assert "har ikke svaret i ti minutter" not in said
    assert COUNTS_AS_YES in said


async def test_a_yes_without_a_card_is_a_word_like_any_other(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "ja")
    assert CALL_112 not in texts(amal)
    assert [one.kind for one in await kept.all_cases(small_town)] == [CaseKind.WORD]


async def test_a_card_that_never_came_is_not_said_to_be_unanswered(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await amal.write(DANGER)
    await amal.block()
    await small_town.settle()
    await small_town.wait(minutes=11)
    said = "".join(texts(small_town.mentor))
    assert "hjælpekort" in said.lower(), "that it did not arrive is told"
    assert COUNTS_AS_YES not in said


async def test_sent_on_is_said_only_where_somebody_got_it(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    for phone in kept.staff(small_town):
        await phone.block()
    await small_town.until(NIGHT)
    await small_town.write(amal, DANGER)
    await small_town.wait(minutes=3)
    await small_town.write(amal, f"{DANGER} nu")
    assert amal.last.text == (
        "Det er gemt. Jeg har ikke fået fat i nogen endnu. Er du i fare, så ring 112."
    )
    assert labels(amal.last) == []
