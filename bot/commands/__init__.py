"""The command line, one file per command."""

from bot.commands import content
from bot.commands.base import Command

COMMANDS: tuple[Command, ...] = (content.COMMAND,)
