"""A youth moves to another time zone: everything comes once, on its day, and in no new night."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from simulator.phones import Phone
from tests.journeys.kept import asked
from tests.journeys.town import TUESDAY, Town, at, labels, newest_with, texts
from tests.reports.audit.looked import is_clean

SOMEWHERE_ELSE = "Jeg er et andet sted"


async def goes(town: Town, phone: Phone, label: str) -> str:
    """Let a youth say what time it is where they are; return what they are told."""
    await town.write(phone, "/tid")
    await town.tap(phone, SOMEWHERE_ELSE, newest_with(phone, SOMEWHERE_ELSE))
    return (await town.tap(phone, label)).text


async def test_a_youth_moves_west_in_the_middle_of_the_week(any_town: Town) -> None:
    amal = await any_town.enrol("Amal")
    await any_town.until("2026-03-03 15:00")
    assert asked(amal) == [at("2026-03-03 14:00")]
    told = len(texts(any_town.mentor))
    said = await goes(any_town, amal, "kl. 12")  # it is 15 here: 14 comes once more today
    assert said.startswith("Godt. Så er klokken 12 hos dig nu, og den går jeg efter.")
    assert (await any_town.youth(amal)).zone == "America/Nuuk"
    await any_town.until("2026-03-04 09:05")
    notices = texts(any_town.mentor)[told:]
    assert any("Når klokken er 12 hos os, er den 9 hos dem." in one for one in notices)
    await any_town.until("2026-03-12 12:00")
    assert len(asked(amal)) == 2, "nothing came twice on the longer Tuesday"
    night = [
        one.date
        for one in amal.messages
        if one.from_bot and not 9 <= one.date.astimezone(ZoneInfo("America/Nuuk")).hour < 21
    ]
    assert [one for one in night if one > at("2026-03-03 15:00")] == []
    await is_clean(any_town, since=TUESDAY)


async def test_a_youth_moves_east_and_back_and_loses_no_question(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-09 12:00")
    await goes(small_town, amal, "kl. 17")  # six hours on
    assert "spørger jeg tirsdag kl. 14" in amal.last.text
    await small_town.until("2026-03-11 00:30")
    second = asked(amal)[1:]
    assert [one.astimezone(ZoneInfo("Etc/GMT-6")).strftime("%a %H:%M") for one in second] == [
        "Tue 14:00"
    ]
    await goes(small_town, amal, "kl. 0.30")  # home again
    assert (await small_town.youth(amal)).zone == "Europe/Copenhagen"
    await small_town.until("2026-03-17 15:00")
    assert asked(amal)[2:] == [at("2026-03-17 14:00")]
    await is_clean(small_town, since=TUESDAY)


async def test_where_nobody_reads_in_their_day_a_human_keeps_the_contact(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    said = await goes(small_town, amal, "kl. 2")  # eight hours back
    assert "Så jeg spørger ikke, men Maja er der stadig." in said
    assert "spørger jeg" not in said.replace("jeg spørger ikke", "")
    assert any("Kontakten er jeres." in one for one in texts(small_town.mentor))
    await small_town.until("2026-03-05 12:00")
    assert asked(amal) == []


async def test_the_clock_may_be_left_as_it_is_and_an_odd_one_is_refused(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.write(amal, "/tid")
    chosen = await small_town.tap(amal, SOMEWHERE_ELSE, newest_with(amal, SOMEWHERE_ELSE))
    assert chosen.text == "Hvad er klokken, hvor du er?"
    assert len(labels(chosen)) == 25
    assert max(len(row) for row in chosen.buttons) <= 4
    data = str(chosen.buttons[0][0].data)
    for value in ("99", "x"):
        await amal.forge(data.rpartition(".")[0] + f".{value}", chosen)
    await small_town.settle()
    await small_town.tap(amal, "Som nu", chosen)
    [left] = [one for one in amal.messages if one.id == chosen.id]
    assert left.text == "Helt fint. Det bliver, som det er."
    assert (await small_town.youth(amal)).zone == "Europe/Copenhagen"
