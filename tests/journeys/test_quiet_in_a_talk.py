"""While a worker and a youth talk, the robot does not speak after every line."""

from __future__ import annotations

from tests.journeys.town import DANGER, Town, said_after, texts

PASSED_ON = "Det er givet videre til Maja"


async def test_the_robot_says_once_who_reads_while_the_two_talk(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 10:00")
    await small_town.write(amal, "kan vi lige skrive sammen")
    await small_town.wait(minutes=5)
    await small_town.answer(small_town.mentor, "Ja, hvad sker der?")
    mark = amal.mark
    for line in ("det er mest skolen", "og så lidt derhjemme", "tak fordi du spørger"):
        await small_town.write(amal, line)
    assert sum(PASSED_ON in text for text in said_after(amal, mark)) == 1
    await small_town.wait(minutes=5)
    await small_town.answer(small_town.mentor, "Skal jeg ringe?")
    mark = amal.mark
    await small_town.write(amal, "ja gerne")
    assert sum(PASSED_ON in text for text in said_after(amal, mark)) == 1


async def test_a_cry_for_help_in_a_talk_has_its_card(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 10:00")
    await small_town.write(amal, "kan vi lige skrive sammen")
    await small_town.wait(minutes=5)
    await small_town.answer(small_town.mentor, "Ja, hvad sker der?")
    await small_town.write(amal, "det er mest skolen")
    await small_town.write(amal, DANGER)
    assert "ring 112" in texts(amal)[-1]
