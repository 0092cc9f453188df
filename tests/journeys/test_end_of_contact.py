"""The regular contact ends because a human says so, with a goodbye, and for a day it can go on."""

from __future__ import annotations

from domain.case import CaseKind
from domain.people import YouthStatus
from tests.journeys.town import TUESDAY, Town, labels, said_after
from tests.reports.audit.looked import is_clean

GOODBYE = (
    "Hej Amal. Nu slutter den faste kontakt, som du og Maja talte om. Jeg skriver ikke mere af "
    "mig selv. Vil du noget, så ring til Maja på 12345678. Du kan stadig skrive her. Maja "
    "læser det. Døren står åben: skriv /start."
)


async def ends(town: Town, *labels: str) -> str:
    """Let the mentor tap through /skift to the end of the contact; return what they read."""
    await town.write(town.mentor, "/skift")
    for label in ("A.", "Slut med fast kontakt", *labels):
        await town.tap(town.mentor, label)
    return town.mentor.last.text


async def test_a_mentor_ends_it_and_the_youth_reads_one_goodbye(small_town: Town) -> None:
    town = small_town
    amal = await town.enrol("Amal")
    mark = amal.mark
    sure = await ends(town, "Aftalt sammen", "Maja")
    assert sure.splitlines()[:2] == [
        "A.: den faste kontakt slutter nu. De kan ringe til Maja. Skriver de, kommer det stadig "
        "til deres medarbejder.",
        "Sidst talt sammen: tirsdag den 3. marts.",
    ]
    done = await town.tap(town.mentor, "Ja, slut nu")
    assert done.text == "A.: den faste kontakt er slut. Du kan fortryde i et døgn."
    assert said_after(amal, mark) == [GOODBYE]
    assert (await town.youth(amal)).status is YouthStatus.ENDED
    await town.until("2026-03-20 12:00")
    assert said_after(amal, mark) == [GOODBYE], "nothing more is begun, and nobody is late"
    assert await town.cases(amal) == []
    late = await town.tap(town.mentor, "Fortryd", done)
    assert late.text.startswith("A.: det kan ikke fortrydes mere.")
    await is_clean(town, since=TUESDAY)


async def test_words_after_the_end_are_passed_on_and_start_opens_the_door(
    small_town: Town,
) -> None:
    town = small_town
    amal = await town.enrol("Amal")
    await ends(town, "Aftalt sammen", "Maja", "Ja, slut nu")
    said = await town.write(amal, "hej igen")
    assert "skriv /start" in said.text
    assert CaseKind.WORD in await town.kinds(amal)
    asked = await town.write(amal, "/start")
    assert "Ja, prøv det" in labels(asked)
    await town.tap(amal, "Ja, prøv det", asked)
    assert (await town.youth(amal)).status is YouthStatus.ACTIVE


async def test_the_end_is_taken_back_within_a_day(small_town: Town) -> None:
    town = small_town
    amal = await town.enrol("Amal")
    await ends(town, "Flyttet", "Karim", "Ja, slut nu")
    assert "ring til Karim" in amal.last.text
    before = await town.youth(amal)
    undone = await town.tap(town.mentor, "Fortryd")
    assert undone.text == "A.: det er fortrudt. Alt fortsætter som før."
    assert amal.last.text.startswith("Hej Amal. Det med at slutte var en fejl hos os.")
    youth = await town.youth(amal)
    assert youth.status is YouthStatus.ACTIVE
    assert youth.last_sign_of_life_at == before.last_sign_of_life_at
    await town.until("2026-03-06 12:00")
    assert await town.checkins(amal), "the plan goes on"
    await is_clean(town, since=TUESDAY)


async def test_nothing_ends_while_a_case_is_open_or_long_after_a_talk(small_town: Town) -> None:
    town = small_town
    amal = await town.enrol("Amal")
    await town.write(amal, "hej")
    case = await town.case(amal, CaseKind.WORD)
    said = await ends(town)
    assert said == f"A.: sag {case.number} er åben. Gør den færdig først."
    assert (await town.youth(amal)).status is YouthStatus.ACTIVE


async def test_an_end_that_is_taken_back_leaves_a_pause_as_it_was(small_town: Town) -> None:
    town = small_town
    amal = await town.enrol("Amal")
    await town.write(amal, "/pause")
    await town.tap(amal, "1 uge")
    until = (await town.youth(amal)).paused_until
    assert until is not None
    await ends(town, "Aftalt sammen", "Maja", "Ja, slut nu")
    await town.tap(town.mentor, "Fortryd")
    back = await town.youth(amal)
    assert (back.status, back.paused_until) == (YouthStatus.ACTIVE, until)


async def test_every_step_before_the_end_has_a_way_back(small_town: Town) -> None:
    town = small_town
    amal = await town.enrol("Amal")
    await ends(town, "Aftalt sammen", "Maja")
    for _ in range(3):
        assert "Tilbage" in labels(town.mentor.last)
        await town.tap(town.mentor, "Tilbage")
    assert "Slut med fast kontakt" in labels(town.mentor.last)
    assert (await town.youth(amal)).status is YouthStatus.ACTIVE
