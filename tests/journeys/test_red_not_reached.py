"""A red case whose youth does not answer goes further at once, and never lies still."""

from __future__ import annotations

from datetime import timedelta

from domain.callback import encode
from domain.case import CaseKind, CaseState
from simulator.phones import Phone
from tests.journeys.town import DANGER, Town, at, labels, said_after, texts

TRIED = "Maja har prøvet, ikke fat i"


async def tried(town: Town, worker: Phone) -> None:
    """Let somebody take the red case and not get hold of the youth."""
    await town.tap(worker, "Jeg tager den")
    asked = await town.tap(worker, "Ikke fat i, prøver igen")
    assert labels(asked) == ["Om en time", "Giv videre", "Tilbage"], "no morning, no afternoon"
    await town.tap(worker, "Om en time")


async def test_the_first_try_tells_the_others_and_the_taker_keeps_it(small_town: Town) -> None:
    town = small_town
    amal = await town.enrol("Amal")
    await town.write(amal, DANGER)
    marks = {phone.id: phone.mark for phone in (town.cover, town.coordinator)}
    await tried(town, town.mentor)
    assert "du prøver igen i dag kl. 11" in town.mentor.last.text
    assert "De andre har fået besked." in town.mentor.last.text
    for phone in (town.cover, town.coordinator):
        [told] = [one for one in said_after(phone, marks[phone.id]) if TRIED in one]
        assert "Amal" not in told
    case = await town.case(amal, CaseKind.CRISIS)
    assert (case.state, case.taken_by) == (
        CaseState.TAKEN,
        (await town.person(town.mentor)).id,
    )
    assert case.ends_at == town.clock.now() + timedelta(hours=2)
    await town.wait(minutes=61)
    assert "nu er det tid til at prøve igen" in town.mentor.last.text
    await town.wait(minutes=60)
    assert (await town.case(amal, CaseKind.CRISIS)).state is CaseState.OPEN, "nobody said a word"


async def test_an_old_button_for_tomorrow_parks_nobody(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, DANGER)
    await small_town.tap(small_town.mentor, "Jeg tager den")
    case = await small_town.case(amal, CaseKind.CRISIS)
    await small_town.mentor.forge(encode("when", case.id, "tomorrow"), small_town.mentor.last)
    await small_town.settle()
    assert (await small_town.case(amal, CaseKind.CRISIS)).try_again_at == at("2026-03-03 11:00")
    assert any(TRIED in text for text in texts(small_town.cover))


async def test_a_time_that_the_youth_chooses_does_not_park_the_case(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(small_town.mentor, "/nummer 12345678")
    await small_town.write(amal, DANGER)
    await small_town.tap(small_town.mentor, "Jeg tager den")
    await small_town.tap(small_town.mentor, "Jeg ringer nu")
    asked = await small_town.tap(amal, "Ikke nu")
    assert "I morgen" not in labels(asked)
    assert any("ikke nu. Sagen er rød: prøv igen" in one for one in texts(small_town.mentor))
    [today] = [key for line in asked.buttons for key in line if key.label == "I dag"]
    assert today.data is not None
    await amal.forge(today.data.replace("today", "tomorrow"), asked)
    await small_town.settle()
    case = await small_town.case(amal, CaseKind.CRISIS)
    assert case.ends_at == at("2026-03-03 11:00")
    promised = (await small_town.youth(amal)).next_contact_at
    assert promised is not None
    assert promised.date() == at("2026-03-03 11:00").date()


async def test_at_night_the_only_one_awake_is_told_that_nobody_else_is(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-07 02:14")
    await small_town.write(amal, DANGER)
    await tried(small_town, small_town.coordinator)
    assert "Lige nu er der ingen andre at sige det til." in small_town.coordinator.last.text
    assert [one for one in texts(small_town.mentor) if one.startswith("RØD")] == []
    case = await small_town.case(amal, CaseKind.CRISIS)
    assert case.ends_at is not None, "it climbs at 4.14 where nobody has talked"


async def test_on_a_friday_the_next_morning_is_monday_and_says_so(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-06 10:00")
    await small_town.tap(amal, "📞 Ring til mig")
    await small_town.tap(small_town.mentor, "Jeg tager den")
    asked = await small_town.tap(small_town.mentor, "Ikke fat i, prøver igen")
    assert labels(asked) == ["Om en time", "I eftermiddag", "Mandag kl. 9", "Tilbage"]
    kept = await small_town.tap(small_town.mentor, "Mandag kl. 9")
    assert kept.text.endswith("du prøver igen på mandag kl. 9.")
