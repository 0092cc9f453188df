"""What commands that touch data share: settings, an opened installation, and names."""

from __future__ import annotations

import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable

from bot.clock import Clock
from bot.commands.table import local
from bot.errors import UserError
from bot.ground import NO_USERNAME, opened
from bot.log import configure_log
from bot.settings import load_settings
from domain.people import Actor
from services.invite import Invitation, InviteError
from services.world import World

Work = Callable[[World, Actor], Awaitable[str]]


def print_with_world(work: Work) -> int:
    """Open the installation, do one thing as the person at the keyboard, and print what it says.

    Returns:
        The exit code, 0.

    Raises:
        UserError: What was asked cannot be done; the words say why.
    """
    settings = load_settings()
    configure_log(level=settings.log_level, style=settings.log_format, secrets=settings.secrets)

    async def run() -> str:
        async with opened(settings, Clock()) as ground:
            return await work(ground.world, Actor.cli(getpass.getuser()))

    try:
        sys.stdout.write(asyncio.run(run()))
    except InviteError as error:
        raise UserError(str(error)) from error
    return 0


def must_have_name(world: World) -> None:
    """See that links can be made.

    Raises:
        UserError: The bot's name is not known yet.
    """
    if world.house.bot_username() == NO_USERNAME:
        raise UserError(
            "The bot's name is not known yet: set BOT_USERNAME, or start `holdfast run` once."
        )


def asked(name: str) -> str:
    """Return the name, or what is typed when it is `-`: so that it stands in no shell history."""
    if name != "-":
        return name
    sys.stderr.write("Name: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def told(world: World, invitation: Invitation) -> str:
    """Return a link with until when it works, as clocks at the site show it."""
    zone = world.house.site.zone
    lines = [
        invitation.link,
        f"Works once, until {local(invitation.expires_at, zone)} ({zone}).",
    ]
    if invitation.is_renewed:
        lines += [f"{invitation.name} was invited before: an older link works no more."]
    return "".join(f"{line}\n" for line in lines)
