"""`holdfast staff invite` and `holdfast staff list`: who works here, and their way in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from bot.commands.base import Command
from bot.commands.running import asked, must_have_name, print_with_world, told
from bot.commands.table import local_short, table
from bot.errors import UserError
from domain.people import LANGUAGES, Actor, Role
from services.invite import invite_staff
from services.invite_again import invite_staff_again
from services.roster import set_roads
from services.who_is_here import StaffHere, list_staff
from services.world import World

HEAD = ("NAME", "ROLE", "STATE", "ID")


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Add a member of staff and print the link that connects their Telegram."
    invite = verbs.add_parser("invite", help=what, description=what)
    invite.set_defaults(verb=_invite)
    invite.add_argument(
        "--name", required=True, help="full name; - asks for it; with --again also an id"
    )
    invite.add_argument(
        "--role",
        choices=[role.value for role in Role],
        help="what they do here; needed for somebody new",
    )
    invite.add_argument(
        "--language",
        choices=LANGUAGES,
        help="language in which the bot writes to them; da when left out",
    )
    invite.add_argument(
        "--again",
        action="store_true",
        help="a new link for somebody who is here already, such as after a change of phone",
    )
    what = "Keep where alarms reach a member of staff beside Telegram."
    roads = verbs.add_parser("reach", help=what, description=what)
    roads.set_defaults(verb=_reach)
    roads.add_argument("--name", required=True, help="full name or id; - asks for it")
    roads.add_argument("--email", help="an address that is read")
    roads.add_argument("--phone", help="a number that takes SMS")
    what = "Show who works here, and who has opened their link."
    verbs.add_parser("list", help=what, description=what).set_defaults(verb=_list)


def _run(args: Namespace) -> int:
    verb: int = args.verb(args)
    return verb


def _invite(args: Namespace) -> int:
    if args.again and (args.role or args.language):
        raise UserError("A new link changes neither role nor language: leave them out.")
    if not args.again and not args.role:
        raise UserError("Give --role, or --again for a new link to somebody who is here already.")
    name = asked(args.name)

    async def invite(world: World, actor: Actor) -> str:
        must_have_name(world)
        if args.again:
            return told(world, await invite_staff_again(world, actor, wanted=name))
        language, role = args.language or LANGUAGES[0], Role(args.role)
        made = await invite_staff(world, actor, name=name, role=role, language=language)
        return told(world, made)

    return print_with_world(invite)


def _reach(args: Namespace) -> int:
    if args.email is None and args.phone is None:
        raise UserError("Give --email, --phone or both.")
    name = asked(args.name)

    async def reach(world: World, actor: Actor) -> str:
        person = await world.store.write(
            set_roads,
            actor,
            world.clock.now(),
            wanted=name,
            email=args.email,
            phone=args.phone,
        )
        missing = "" if world.house.roads else "No second road is set up: see SMTP_URL, SMS_URL.\n"
        return f"Alarms reach {person.name} there, too.\n{missing}"

    return print_with_world(reach)


def _list(_: Namespace) -> int:
    async def show(world: World, actor: Actor) -> str:
        here = await world.store.write(list_staff, actor, world.clock.now())
        if not here:
            return "Nobody works here yet: `holdfast staff invite` makes the first link.\n"
        zone = world.house.site.zone
        return table(HEAD, [_row(one, zone) for one in here])

    return print_with_world(show)


def _row(here: StaffHere, zone: str) -> tuple[str, ...]:
    person = here.person
    return person.name, person.role.value, _state(here, zone), str(person.id)


def _state(here: StaffHere, zone: str) -> str:
    person = here.person
    link = f"link waits until {local_short(here.link_until, zone)}" if here.link_until else ""
    if person.joined_at is None:
        return link or "not connected, and no link works: invite again"
    state = "connected" if person.blocked_at is None else "has blocked the bot"
    return f"{state}; new {link}" if link else state


COMMAND = Command("staff", "Invite staff, and see who works here.", _configure, _run)
