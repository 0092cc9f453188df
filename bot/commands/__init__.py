"""The command line, one file per command."""

from bot.commands import (
    audit,
    content,
    demo,
    doctor,
    duty,
    helplines,
    inbox,
    migrate,
    risk,
    rules,
    run,
    screen,
    simulate,
    staff,
    youth,
)
from bot.commands.base import Command

COMMANDS: tuple[Command, ...] = (
    demo.COMMAND,
    run.COMMAND,
    staff.COMMAND,
    youth.COMMAND,
    duty.COMMAND,
    helplines.COMMAND,
    inbox.COMMAND,
    migrate.COMMAND,
    content.COMMAND,
    simulate.COMMAND,
    audit.COMMAND,
    risk.COMMAND,
    rules.COMMAND,
    screen.COMMAND,
    doctor.COMMAND,
)
