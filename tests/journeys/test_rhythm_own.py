"""/tid, /emner and /uge: the youth decides when, about what, and sees what comes."""

from __future__ import annotations

from datetime import time

import pytest

from domain.agreement import Agreement
from domain.site import QuietHours
from simulator.phones import Phone
from storage import agreements
from storage.tables import occurrence
from tests.journeys.town import Town, labels, newest_with, said_after, texts

SCALE = "Hvor meget lyst har du"


async def agreed(town: Town, phone: Phone) -> Agreement:
    """Return what a youth chose."""
    youth = await town.youth(phone)
    return await town.read(agreements.get, youth.id)


async def test_times_say_how_it_is_now_and_may_stay_so(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    said = await small_town.write(amal, "/tid")
    assert said.text == (
        "Lige nu spørger jeg tirsdag kl. 14. Jeg skriver ikke mellem kl. 21 og 9. "
        "Vil du lave noget om?"
    )
    assert labels(said) == ["Dage", "Tidspunkt", "Stille tid", "Jeg er et andet sted", "Som nu"]
    stays = await small_town.tap(amal, "Som nu")
    assert (stays.id, stays.text) == (said.id, "Helt fint. Det bliver, som det er.")


async def test_own_quiet_hours_are_three_taps_and_move_what_is_planned(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, "/tid")
    evening = await any_town.tap(amal, "Stille tid")
    assert evening.text == "Hvor sent må jeg skrive?"
    assert labels(evening) == [*(f"kl. {hour}" for hour in range(17, 23)), "Som nu"]
    assert max(len(row) for row in evening.buttons) <= 3
    morning = await any_town.tap(amal, "kl. 18")
    assert morning.text == "Hvor tidligt må jeg skrive?"
    assert labels(morning) == [*(f"kl. {hour}" for hour in range(8, 13)), "Som nu"]
    shown = await any_town.tap(amal, "kl. 10")
    assert "Jeg skriver ikke mellem kl. 18 og 10." in shown.text
    assert (await agreed(any_town, amal)).quiet == QuietHours(time(18), time(10))
    await any_town.until("2026-03-03 14:00")
    later = await any_town.tap(amal, "Senere", newest_with(amal, "Senere"))
    assert "Om en time" in labels(later)
    assert "I aften før 18.30" not in labels(later), "18 is quiet now"


async def test_own_days_and_time_are_kept_and_the_next_question_comes_then(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/tid")
    await small_town.tap(amal, "Dage")
    await small_town.tap(amal, "Onsdag")
    await small_town.write(amal, "/tid")
    await small_town.tap(amal, "Tidspunkt")
    await small_town.tap(amal, "kl. 11")
    said = await small_town.write(amal, "/tid")
    assert said.text.startswith("Lige nu spørger jeg onsdag kl. 11.")
    mark = amal.mark
    await small_town.until("2026-03-04 10:59")
    assert not any(SCALE in text for text in said_after(amal, mark))
    await small_town.until("2026-03-04 11:00")
    assert SCALE in newest_with(amal, "7").text


async def test_who_is_asked_less_may_have_it_back(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    for day in ("03-03", "03-10", "03-17", "03-24"):
        await small_town.until(f"2026-{day} 14:00")
        await small_town.tap(amal, "Spring over")
    said = await small_town.write(amal, "/tid")
    assert said.text.endswith("Lige nu er det kun halvt så ofte.")
    shown = await small_town.tap(amal, "Spørg som før")
    assert not shown.text.endswith("halvt så ofte.")
    assert (await small_town.youth(amal)).halved_at is None


async def test_a_stopped_topic_is_asked_no_more_until_it_is_taken_up(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    said = await small_town.write(amal, "/emner")
    assert said.text == (
        "Det her er med lige nu:\nSkole og job\nCaféen\n\nTryk på et emne for at ændre det."
    )
    shown = await small_town.tap(amal, "Caféen")
    assert shown.id == said.id
    assert "Det her er stoppet:\nCaféen" in shown.text
    assert (await agreed(small_town, amal)).topics_off == {"cafe"}
    mark = amal.mark
    await small_town.until("2026-03-06 09:00")
    assert not any("café" in text for text in said_after(amal, mark))
    rows = await small_town.rows(occurrence, contact_key="cafe")
    assert [(row["what"], row["reason"]) for row in rows] == [("skipped", "topic")]
    await small_town.tap(amal, "Caféen", newest_with(amal, "Caféen"))
    assert "stoppet" not in newest_with(amal, "Som nu").text
    await small_town.tap(amal, "Som nu", newest_with(amal, "Som nu"))
    assert "Helt fint. Det bliver, som det er." in texts(amal)
    await small_town.until("2026-03-12 12:30")
    assert any("café" in text for text in texts(amal))


async def test_the_week_is_seven_lines(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    said = await small_town.write(amal, "/uge")
    assert said.text.splitlines() == [
        "Din uge:",
        "I dag: et par spørgsmål kl. 14",
        "I morgen: ingenting fra mig",
        "Torsdag: en besked om caféen",
        "Fredag: ingenting fra mig",
        "Lørdag: ingenting fra mig",
        "Søndag: ingenting fra mig",
        "Mandag: ingenting fra mig",
    ]
    await small_town.until("2026-03-03 14:00")
    await small_town.tap(amal, "Senere")
    await small_town.tap(amal, "I morgen")
    said = await small_town.write(amal, "/uge")
    assert "I morgen: et par spørgsmål kl. 14" in said.text
    await small_town.write(amal, "/pause")
    await small_town.tap(amal, "1 uge")
    said = await small_town.write(amal, "/uge")
    assert said.text.count("ingenting fra mig") == 7


@pytest.mark.parametrize("command", ["/tid", "/emner", "/uge"])
async def test_before_a_yes_nothing_is_promised(small_town: Town, command: str) -> None:
    amal = await small_town.asked("Amal")
    said = await small_town.write(amal, command)
    assert said.text == "Jeg sender ingen spørgsmål lige nu. Du kan skrive her når som helst."


@pytest.mark.parametrize(
    "data",
    [
        "v1.quiet.{id}.3-9",
        "v1.quiet.{id}.18-3",
        "v1.quiet.{id}.x",
        "v1.topic.{id}.off-none",
        "v1.topic.{id}.maybe-cafe",
    ],
)
async def test_what_was_never_offered_changes_nothing(small_town: Town, data: str) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/tid")
    button = amal.last.button("Som nu")
    assert button is not None
    before = await agreed(small_town, amal)
    await amal.forge(data.format(id=(button.data or "").split(".")[2]))
    await small_town.settle()
    assert await agreed(small_town, amal) == before
