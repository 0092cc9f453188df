"""From words of somebody under 18 to the day's end: nobody lets a decision lie unheard."""

from __future__ import annotations

from tests.journeys.town import Town, labels, texts


async def test_a_decision_that_nobody_makes_is_told_above_as_the_day_ends(
    small_town: Town,
) -> None:
    amal = await small_town.asked("Amal")
    await small_town.tap(amal, "Videre")
    await small_town.tap(amal, next(one for one in labels(amal.last) if "17" in one))
    await small_town.write(amal, "min far slår mig med bæltet hver aften")
    owed = [one for one in texts(small_town.mentor) if "underretning senest" in one]
    assert len(owed) == 1
    await small_town.wait(hours=30)
    late = [one for one in texts(small_town.coordinator) if "ingen har taget stilling" in one]
    assert len(late) == 1
    await small_town.write(small_town.coordinator, "/idag")
    assert "Underretning?" in small_town.coordinator.last.text
