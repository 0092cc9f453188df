"""The command line helps, runs one command, and explains what the caller can put right."""

import subprocess
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot.commands as commands_folder
from bot.__main__ import build_parser, main
from bot.commands.base import Command
from bot.errors import UserError
from content.errors import ContentError, Problem
from storage.errors import SchemaTooOld


def _greet_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name")


def _greet(args: Namespace) -> int:
    return 0 if args.name == "Ida" else 7


def _refuse(args: Namespace) -> int:
    raise UserError("Nobody is called that.")


def _find_old_schema(args: Namespace) -> int:
    raise SchemaTooOld("The database is old: run holdfast migrate.")


def _find_bad_content(args: Namespace) -> int:
    raise ContentError([Problem("site.toml", "zone", "is empty", "write a zone")])


def _interrupt(args: Namespace) -> int:
    raise KeyboardInterrupt


COMMANDS = (
    Command("greet", "Say hello.", _greet_arguments, _greet),
    Command("refuse", "Refuse.", lambda parser: None, _refuse),
    Command("old", "Find an old schema.", lambda parser: None, _find_old_schema),
    Command("spoilt", "Find bad content.", lambda parser: None, _find_bad_content),
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


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("refuse", "Nobody is called that."),
        ("old", "The database is old: run holdfast migrate."),
        ("spoilt", "site.toml, zone: is empty; write a zone."),
    ],
)
def test_what_the_caller_can_put_right_is_one_line(
    name: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([name], COMMANDS) == 2
    assert capsys.readouterr().err == f"holdfast: {line}\n"


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


def _unexplained(parser: ArgumentParser) -> Iterator[str]:
    """Yield each option or verb of a command, and of all below it, that has no help."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            helped = {choice.dest for choice in action._choices_actions if choice.help}
            yield from (f"{parser.prog} {name}" for name in action.choices if name not in helped)
            for child in action.choices.values():
                yield from _unexplained(child)
        elif not action.help:
            yield f"{parser.prog} {action.metavar or action.option_strings or action.dest}"


def test_every_command_and_every_option_has_a_help_text() -> None:
    assert list(_unexplained(build_parser())) == []


def test_a_command_imports_what_it_needs_and_not_the_whole_product() -> None:
    looks = "import sys; from bot.commands import commands; commands(['migrate'])"
    asks = "print([name for name in ('telegram', 'fastapi', 'web.app') if name in sys.modules])"
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", f"{looks}; {asks}"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_every_file_of_a_command_is_a_command() -> None:
    folder = Path(commands_folder.__path__[0])
    files = {
        path.stem for path in folder.glob("*.py") if "\nCOMMAND = " in path.read_text("utf-8")
    }
    assert files == set(commands_folder.NAMES)
    assert [one.name for one in commands_folder.commands()] == list(commands_folder.NAMES)
