"""`holdfast staff invite`: add a member of staff and print their link."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from bot.commands.base import Command
from bot.commands.running import asked, show, with_world
from domain.people import LANGUAGES, Actor, Role
from services.invite import Invitation, invite_staff
from services.world import World


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Add a member of staff and print the link that connects their Telegram."
    invite = verbs.add_parser("invite", help=what, description=what)
    invite.add_argument("--name", required=True, help="full name; - asks for it")
    invite.add_argument("--role", required=True, choices=[role.value for role in Role])
    invite.add_argument("--language", default="da", choices=LANGUAGES)


def _run(args: Namespace) -> int:
    name = asked(args.name)

    async def invite(world: World, actor: Actor) -> Invitation:
        role = Role(args.role)
        return await invite_staff(world, actor, name=name, role=role, language=args.language)

    show(with_world(invite))
    return 0


COMMAND = Command("staff", "Invite staff.", _configure, _run)
