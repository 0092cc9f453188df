"""What the menus offer is what the bot understands."""

from __future__ import annotations

import pytest

from content.menu import OF_STAFF, OF_YOUTHS, of_role
from domain.people import LANGUAGES, Role
from handlers.commands import COMMANDS, road_of_command

ALL = [*OF_YOUTHS, *(command for command, _ in OF_STAFF)]


@pytest.mark.parametrize("command", ALL, ids=lambda command: str(command.names["da"]))
def test_every_name_in_a_menu_is_a_command_that_is_understood(command: object) -> None:
    for language in LANGUAGES:
        name = command.names[language]  # type: ignore[attr-defined]
        assert name in COMMANDS
        assert road_of_command(f"/{name}") is not None


def test_no_two_commands_in_one_menu_have_the_same_name() -> None:
    for commands in (OF_YOUTHS, *(of_role(role) for role in Role)):
        for language in LANGUAGES:
            names = [command.names[language] for command in commands]
            assert len(names) == len(set(names))
