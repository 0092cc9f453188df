"""Who gave a red case on by day sleeps: the night belongs to whoever may be rung then."""

from __future__ import annotations

from tests.journeys.town import DANGER, Town, texts


async def test_who_gave_a_red_case_on_is_not_rung_through_the_night(small_town: Town) -> None:
    amal, mentor = await small_town.enrol("Amal"), small_town.mentor
    await small_town.until("2026-03-05 14:50")
    await small_town.write(amal, DANGER)
    for label in ("Jeg tager den", "Giv videre"):
        shown = next(one for one in reversed(mentor.messages) if label in one.labels)
        await small_town.tap(mentor, label, shown)
    await small_town.until("2026-03-05 15:00")
    said = len(texts(mentor))
    await small_town.until("2026-03-06 07:00")
    assert texts(mentor)[said:] == []
    await small_town.until("2026-03-06 10:00")
    assert len(texts(mentor)) > said
