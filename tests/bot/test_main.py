"""The command line helps, runs one command, and explains what the caller can put right."""

from argparse import ArgumentParser, Namespace

import pytest

from bot.__main__ import main
from bot.commands.base import Command
from bot.errors import UserError


def _greet_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name")


def _greet(args: Namespace) -> int:
    return 0 if args.name == "Ida" else 7


def _refuse(args: Namespace) -> int:
    raise UserError("The database is old: run holdfast migrate.")


def _interrupt(args: Namespace) -> int:
    raise KeyboardInterrupt


COMMANDS = (
    Command("greet", "Say hello.", _greet_arguments, _greet),
    Command("refuse", "Refuse.", lambda parser: None, _refuse),
    Command("wait", "Wait.", lambda parser: None, _interrupt),
)


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], COMMANDS) == 0
    assert "Say hello." in capsys.readouterr().out


def test_the_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("holdfast 0.")


@pytest.mark.parametrize(("name", "code"), [("Ida", 0), ("Bo", 7)])
def test_a_command_gets_its_arguments_and_gives_the_exit_code(name: str, code: int) -> None:
    assert main(["greet", name], COMMANDS) == code


def test_what_the_caller_can_put_right_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["refuse"], COMMANDS) == 2
    assert capsys.readouterr().err == "holdfast: The database is old: run holdfast migrate.\n"


def test_an_interrupt_is_no_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wait"], COMMANDS) == 130
    assert capsys.readouterr().err == ""


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["dance"], COMMANDS)
    assert left.value.code == 2
    assert "dance" in capsys.readouterr().err


def test_every_shipped_command_can_explain_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "usage: holdfast" in capsys.readouterr().out
