"""Who says ahead that they are away is named in no promise that they will not keep."""

from __future__ import annotations

from domain.case import CaseKind
from tests.journeys.town import Town, newest_with, said_after, texts


async def goes_on_monday(town: Town) -> None:
    """Let the mentor say on Friday at noon that Karim covers for them from Monday."""
    await town.until("2026-03-06 12:00")
    await town.write(town.mentor, "/vaek")
    for label in ("På mandag", "Om to uger", "Karim"):
        await town.tap(town.mentor, label)


async def test_what_comes_before_a_weekend_is_promised_by_and_told_to_whoever_is_here_after_it(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await goes_on_monday(small_town)
    assert "Dine åbne sager går over, når det begynder." in small_town.mentor.last.text
    ring = newest_with(amal, "📞 Ring til mig")
    called = await small_town.tap(amal, "📞 Ring til mig", ring)
    assert "Karim ringer" in called.text
    assert "Maja" not in called.text
    assert "vil gerne ringes op" in small_town.mentor.last.text, "on Friday Maja is here"
    await small_town.until("2026-03-06 18:00")
    said = await small_town.write(amal, "hej, jeg har brug for at snakke")
    assert "Karim læser det" in said.text
    assert "Maja" not in said.text
    mentor, cover = small_town.mentor.mark, small_town.cover.mark
    await small_town.until("2026-03-09 09:10")
    heard = said_after(small_town.cover, cover)
    assert any("ny besked" in one for one in heard), heard
    assert any(one.endswith("Maja giver sagen videre til dig.") for one in heard), heard
    assert said_after(small_town.mentor, mentor) == ["Sager givet videre: 1."]
    karim = await small_town.person(small_town.cover)
    for kind in (CaseKind.CALL_ME, CaseKind.WORD):
        assert (await small_town.case(amal, kind)).ladder[0] == karim.id


async def test_an_absence_that_was_called_off_hands_nothing_over(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await goes_on_monday(small_town)
    await small_town.tap(amal, "📞 Ring til mig", newest_with(amal, "📞 Ring til mig"))
    await small_town.write(small_town.mentor, "/vaek")
    await small_town.tap(small_town.mentor, "Jeg er her igen")
    await small_town.until("2026-03-09 09:10")
    maja = await small_town.person(small_town.mentor)
    assert (await small_town.case(amal, CaseKind.CALL_ME)).ladder[0] == maja.id
    assert not any("givet videre" in one for one in texts(small_town.mentor))


async def test_what_waited_for_monday_before_they_said_so_goes_to_the_cover_alone(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-06 18:00")
    await small_town.write(amal, "hej")
    await small_town.write(small_town.mentor, "/vaek")
    for label in ("På mandag", "Om to uger", "Karim"):
        await small_town.tap(small_town.mentor, label)
    mentor = small_town.mentor.mark
    await small_town.until("2026-03-09 09:10")
    assert said_after(small_town.mentor, mentor) == ["Sager givet videre: 1."]
    told = [one for one in texts(small_town.cover) if "ny besked" in one]
    assert len(told) == 1
    assert told[0].endswith("Maja giver sagen videre til dig.")
