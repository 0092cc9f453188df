"""What commands that touch data share: settings, an opened installation, and names."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.errors import UserError
from bot.ground import NO_USERNAME, opened
from bot.log import configure_log
from bot.settings import load_settings
from domain.people import Actor
from services.invite import Invitation, InviteError
from services.world import World


def with_world(work: Callable[[World, Actor], Awaitable[Invitation]]) -> Invitation:
    """Open the installation, do one thing as the person at the keyboard, and close it again."""
    settings = load_settings()
    configure_log(level=settings.log_level, style=settings.log_format, secrets=settings.secrets)

    async def run() -> Invitation:
        async with opened(settings, Clock()) as ground:
            if ground.world.house.bot_username() == NO_USERNAME:
                raise UserError(
                    "The bot's name is not known yet: set BOT_USERNAME, or start "
                    "`holdfast run` once."
                )
            return await work(ground.world, Actor.cli(getpass.getuser()))

    try:
        return asyncio.run(run())
    except InviteError as error:
        raise UserError(str(error)) from error


def asked(name: str) -> str:
    """Return the name, or what is typed when it is `-`: so that it stands in no shell history."""
    if name != "-":
        return name
    sys.stderr.write("Name: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def show(invitation: Invitation) -> None:
    """Print a link and until when it works."""
    sys.stdout.write(f"{invitation.link}\n")
    sys.stdout.write(f"Works once, until {invitation.expires_at:%Y-%m-%d %H:%M} UTC.\n")
