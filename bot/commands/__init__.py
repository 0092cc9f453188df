"""The command line, one file per command."""

from bot.commands import content, migrate
from bot.commands.base import Command

COMMANDS: tuple[Command, ...] = (content.COMMAND, migrate.COMMAND)
