"""/vaek: the cover is told, youths once and silently, and what is new goes to the cover."""

from __future__ import annotations

from domain.case import CaseKind, CaseState
from tests.journeys.town import Town, labels, said_after, texts


async def goes(town: Town, *, since: str = "Nu") -> str:
    """Let the mentor be away for a week with Karim as cover; return what they are told."""
    await town.write(town.mentor, "/vaek")
    for label in (since, "Om en uge", "Karim"):
        await town.tap(town.mentor, label)
    return next(one.text for one in reversed(town.mentor.messages) if "Karim læser" in one.text)


async def test_the_cover_is_told_and_each_youth_hears_once_without_a_sound(
    any_town: Town,
) -> None:
    amal = await any_town.enrol("Amal")
    mark = amal.mark
    said = await goes(any_town)
    assert said.startswith(
        "Du er væk og er tilbage den 10. marts kl. 9. Karim læser og ringer imens."
    )
    assert any_town.cover.last.text.startswith(
        "Maja er væk fra tirsdag den 3. marts og er tilbage "
    )
    assert said_after(amal, mark) == [
        "Maja er væk til tirsdag den 10. marts. Karim læser og ringer imens, "
        "og kender aftalen med dig."
    ]
    assert amal.last.silent


async def test_words_go_to_the_cover_first_and_the_mentor_hears_nothing(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await goes(any_town)
    mark = any_town.mentor.mark
    said = await any_town.write(amal, "hej")
    assert "Karim" in said.text, "who reads is named as it is"
    assert "ny besked" in any_town.cover.last.text
    assert said_after(any_town.mentor, mark) == []
    async with any_town.page(any_town.cover) as (_, shown):
        assert "hej" in shown.text
    assert "1 ulæst svar" in (await any_town.write(any_town.mentor, "/idag")).text, "may look"


async def test_open_cases_go_over_with_whoever_goes(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.write(amal, "hej")
    await any_town.tap(any_town.mentor, "Jeg tager den")
    said = await goes(any_town)
    assert said.endswith("Sager givet videre: 1.")
    told = [
        one for one in texts(any_town.cover) if one.endswith("Maja giver sagen videre til dig.")
    ]
    assert len(told) == 1
    case = await any_town.case(amal, CaseKind.WORD)
    cover = await any_town.person(any_town.cover)
    assert (case.state, case.ladder[0]) == (CaseState.OPEN, cover.id)


async def test_an_absence_ends_early_and_cases_come_again(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await goes(small_town)
    standing = await small_town.write(small_town.mentor, "/vaek")
    assert labels(standing) == ["Jeg er her igen"]
    back = await small_town.tap(small_town.mentor, "Jeg er her igen")
    assert back.text == "Velkommen tilbage. Nye sager kommer til dig igen."
    assert small_town.cover.last.text == "Maja er tilbage. Tak for hjælpen."
    await small_town.write(amal, "hej")
    assert "ny besked" in small_town.mentor.last.text


async def test_what_has_not_begun_is_called_off_before_any_youth_hears(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    said = await goes(small_town, since="I morgen")
    assert said.startswith("Du er væk fra onsdag den 4. marts")
    mark = amal.mark
    await small_town.write(small_town.mentor, "/vaek")
    await small_town.tap(small_town.mentor, "Jeg er her igen")
    await small_town.until("2026-03-04 12:00")
    assert not any("er væk" in one for one in said_after(amal, mark))


async def test_while_nobody_is_away_the_week_stands_in_numbers(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.tap(amal, "📞 Ring til mig", amal.messages[-1])
    await small_town.talk(small_town.mentor)
    said = await small_town.write(small_town.mentor, "/uge")
    assert said.text.startswith(
        "De sidste syv dage. Samtaler: 1. Opkald uden svar: 0. Sager: 1 nye, 1 lukket, 0 åbne."
    )
    assert "Amal" not in " ".join(texts(small_town.mentor))


async def test_an_absence_that_ends_by_its_date_says_so_and_hands_back(any_town: Town) -> None:
    amal, bo = await any_town.enrol("Amal"), await any_town.enrol("Bo")
    await goes(any_town)
    await any_town.until("2026-03-09 14:00")
    await any_town.write(amal, "hej")
    await any_town.write(bo, "hej")
    taken, waits = [await any_town.case(one, CaseKind.WORD) for one in (bo, amal)]
    await any_town.tap(any_town.cover, "Jeg tager den")  # the newest, which is Bo's
    await any_town.until("2026-03-10 09:00")
    back = any_town.mentor.last
    assert back.text == (
        "Velkommen tilbage. Nye sager kommer til dig igen.\n"
        f"Venter på dig: sag {waits.number}.\n"
        f"Stadig hos Karim: sag {taken.number}."
    )
    assert "Maja er tilbage. Tak for hjælpen." in texts(any_town.cover)
    listed = await any_town.tap(any_town.mentor, "Til i dag", back)
    assert f"sag {waits.number} · ny besked" in listed.text
    await any_town.write(amal, "er du der?")
    assert "Maja" in amal.last.text, "whoever is here is named"


async def test_every_message_names_who_is_there(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await goes(small_town)
    for words in ("/pause", "/hjaelp", "jeg vil ikke leve mere", "/menu"):
        mark = amal.mark
        await small_town.write(amal, words)
        assert not any("Maja" in text for text in said_after(amal, mark)), words
    await small_town.write(amal, "/mig")
    assert "Maja læser det, du skriver." in texts(amal)[-1], "what outlives the absence"
