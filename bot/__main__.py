"""`holdfast`: reads the command line, runs one command and returns its exit code."""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from importlib.metadata import version

from bot.commands import commands as known_commands
from bot.commands.base import Command
from bot.errors import UserError
from content.errors import ContentError
from storage.errors import StorageError

# Errors that say what to do about them; everything else is ours to mend, with a traceback.
EXPLAINED = (UserError, ContentError, StorageError)


def build_parser(commands: Sequence[Command] | None = None) -> ArgumentParser:
    """Return the parser of these commands, or of the whole command line."""
    parser = ArgumentParser(
        prog="holdfast", description="A Telegram companion for aftercare.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"holdfast {version('holdfast')}")
    choices = parser.add_subparsers(title="commands", metavar="<command>", dest="command")
    for command in known_commands() if commands is None else commands:
        command.configure(
            choices.add_parser(command.name, help=command.help, description=command.help)
        )
    return parser


def main(argv: Sequence[str] | None = None, commands: Sequence[Command] | None = None) -> int:
    """Run one command.

    Returns:
        0 when it worked, 2 when the caller can put something right, 130 when interrupted.
    """
    words = sys.argv[1:] if argv is None else argv
    commands = known_commands(words) if commands is None else commands
    parser = build_parser(commands)
    args = parser.parse_args(words)
    chosen = next((command for command in commands if command.name == args.command), None)
    if chosen is None:
        parser.print_help()
        return 0
    try:
        return chosen.run(args)
    except EXPLAINED as error:
        sys.stderr.write(f"holdfast: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
