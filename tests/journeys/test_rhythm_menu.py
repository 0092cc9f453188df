"""Commands are found: in Telegram's own menu, and as buttons under /menu."""

from __future__ import annotations

import pytest

from bot.menu import menu
from channels.telegram_menu import publish_commands
from simulator.methods.commands import commands_for
from simulator.phones import Phone
from tests.journeys.town import Town, labels, newest_with, said_after


def shown_to(town: Town, phone: Phone) -> list[str]:
    """Return the commands that Telegram's menu shows on this phone."""
    return [one["command"] for one in commands_for(town.sim.state, phone._person)]


async def test_staff_find_their_own_commands_and_youths_theirs(small_town: Town) -> None:
    app = small_town.app
    assert await publish_commands(app.bot, menu(app.world.house.texts))
    amal = await small_town.enrol("Amal")
    theirs = shown_to(small_town, amal)
    assert theirs[:2] == ["hjaelp", "menu"]
    assert {"pause", "sprog", "stop"} <= set(theirs)
    assert "stop" not in shown_to(small_town, small_town.mentor)
    assert "menu" in shown_to(small_town, small_town.mentor)


async def test_youths_find_commands_in_the_language_that_they_chose(small_town: Town) -> None:
    app = small_town.app
    assert await publish_commands(app.bot, menu(app.world.house.texts))
    abroad = small_town.sim.phone("Bo", language="en")
    await abroad.open(await small_town.invite("Bo"))
    await small_town.settle()
    assert shown_to(small_town, abroad)[0] == "help", "as the phone speaks, until they choose"
    for label in ("Dansk", "Videre", "18 eller mere", "Ja, prøv det"):
        await small_town.tap(abroad, label)
    assert shown_to(small_town, abroad)[0] == "hjaelp"
    await small_town.tap(abroad, "English", await small_town.write(abroad, "/sprog"))
    assert shown_to(small_town, abroad)[0] == "help"
    await small_town.restart()
    await small_town.settle()
    await small_town.tap(abroad, "Dansk", await small_town.write(abroad, "/language"))
    assert shown_to(small_town, abroad)[0] == "hjaelp"
    await small_town.write(abroad, "/stop")
    await small_town.settle()
    assert shown_to(small_town, abroad)[0] == "help", "as for everybody"


async def test_menu_is_every_command_as_a_button(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    said = await small_town.write(amal, "/menu")
    assert said.text == "Her er alt, du kan bede mig om."
    assert labels(said)[0] == "Hjælp"
    assert labels(said)[-1] == "Stop"
    assert max(len(row) for row in said.buttons) <= 2
    pause = await small_town.tap(amal, "Hold pause")
    assert labels(pause)[:3] == ["1 uge", "2 uger", "4 uger"]
    said = await small_town.write(small_town.mentor, "/menu")
    assert said.text == "Her er det, du kan bede mig om."
    helped = await small_town.tap(small_town.mentor, "Hjælp")
    assert helped.text.startswith("Her kommer sager")


@pytest.mark.parametrize("data", ["v1.cmd.0000000000000.start-x", "v1.cmd.0000000000000."])
async def test_a_forged_command_gets_a_kind_word(small_town: Town, data: str) -> None:
    amal = await small_town.enrol("Amal")
    await amal.forge(data)
    await small_town.settle()
    assert amal.last.text == "Den knap er gammel. Skriv bare til mig i stedet."


async def test_another_language_counts_at_once_also_for_the_open_question(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-03 14:00")
    question = amal.last
    mark = amal.mark
    asked = await small_town.write(amal, "/sprog")
    assert labels(asked) == ["Dansk", "English"]
    await small_town.tap(amal, "English", asked)
    assert "I'll write to you in English from now on." in said_after(amal, mark)
    shown = next(one for one in amal.messages if one.id == question.id)
    assert shown.text.startswith("Hi Amal.")
    assert "Skip" in labels(shown)
    await small_town.tap(amal, "7", shown)
    assert (await small_town.replies(amal))[0].number == 7


async def test_a_reminder_that_has_lost_its_buttons_does_not_get_them_back(
    small_town: Town,
) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-04 13:00")
    reminder = newest_with(amal, "Svar")
    await small_town.tap(amal, "7", newest_with(amal, "7"))

    def stands() -> list[str]:
        [shown] = [one for one in amal.messages if one.id == reminder.id]
        return labels(shown)

    assert stands() == []
    await small_town.tap(amal, "English", await small_town.write(amal, "/sprog"))
    assert stands() == []


async def test_the_reminder_speaks_the_new_language_too(small_town: Town) -> None:
    amal = await small_town.enrol("Amal")
    await small_town.until("2026-03-04 13:00")
    reminder = newest_with(amal, "Svar")
    await small_town.tap(amal, "English", await small_town.write(amal, "/sprog"))
    [shown] = [one for one in amal.messages if one.id == reminder.id]
    assert labels(shown) == ["Answer", "Skip"]
    assert "yesterday" in shown.text
    await small_town.tap(amal, "Answer", shown)
    [asked] = [one for one in amal.messages if one.id == reminder.id]
    assert asked.text.startswith("Hi Amal.")
