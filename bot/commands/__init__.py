"""The command line, one file per command."""

from bot.commands.base import Command

COMMANDS: tuple[Command, ...] = ()
