"""`holdfast youth invite`: add a youth and print a single-use link to hand over."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from bot.commands.base import Command
from bot.commands.running import asked, show, with_world
from domain.people import LANGUAGES, Actor
from services.invite import Invitation, NewYouth, invite_youth
from services.world import World


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Add a youth and print a single-use link to hand over."
    invite = verbs.add_parser("invite", help=what, description=what)
    invite.add_argument("--name", required=True, help="the name we write to; - asks for it")
    invite.add_argument("--programme", required=True, help="such as projekt-run")
    invite.add_argument("--mentor", required=True, help="id or exact name of who reads and calls")
    invite.add_argument("--cover", required=True, help="id or exact name of who steps in")
    invite.add_argument("--language", default="da", choices=LANGUAGES)


def _run(args: Namespace) -> int:
    new = NewYouth(
        name=asked(args.name),
        programme=args.programme,
        mentor=args.mentor,
        cover=args.cover,
        language=args.language,
    )

    async def invite(world: World, actor: Actor) -> Invitation:
        return await invite_youth(world, actor, new)

    show(with_world(invite))
    return 0


COMMAND = Command("youth", "Invite youths.", _configure, _run)
