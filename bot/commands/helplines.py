"""`holdfast helplines`: which lines cards may name, and when somebody has called them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from bot.commands.base import Command
from bot.commands.running import print_with_world
from bot.commands.table import table
from bot.errors import UserError
from domain.helpline import STALE_AFTER, Helpline
from domain.people import Actor
from domain.wall import to_wall
from services.open_lines import NoSuchLine, NotYet, known_lines, verify_line
from services.world import World

HEAD = ("NAME", "NUMBER", "FOR", "VERIFIED")


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Show the lines of the site's region, and when each was last called."
    verbs.add_parser("list", help=what, description=what).set_defaults(verb=_list)
    what = "Write down that you have called a line, so that cards name it."
    verify = verbs.add_parser("verify", help=what, description=what)
    verify.set_defaults(verb=_verify)
    verify.add_argument("name", help="as `holdfast helplines list` prints it")
    verify.add_argument(
        "--on", required=True, type=date.fromisoformat, help="the day, such as 2026-03-02"
    )


def _run(args: Namespace) -> int:
    verb: int = args.verb(args)
    return verb


def _list(_: Namespace) -> int:
    async def show(world: World, _: Actor) -> str:
        lines = await world.store.read(known_lines, world.house)
        today = to_wall(world.clock.now(), world.house.site.zone).date()
        if not lines:
            return "content/helplines.toml names no line for this region.\n"
        return table(HEAD, [_row(line, today) for line in lines])

    return print_with_world(show)


def _row(line: Helpline, today: date) -> tuple[str, ...]:
    if line.verified_on is None:
        state = "never: cards do not name it"
    elif line.is_stale(today):
        state = f"{line.verified_on}, more than {STALE_AFTER.days} days ago: call it again"
    else:
        state = str(line.verified_on)
    return line.name, line.phone, line.ages.value, state


def _verify(args: Namespace) -> int:
    async def verify(world: World, actor: Actor) -> str:
        said = await world.store.write(
            verify_line, actor, world.clock.now(), world.house, name=args.name, on=args.on
        )
        if isinstance(said, NoSuchLine):
            known = ", ".join(said.names) or "none"
            raise UserError(f"There is no line {args.name!r}. These there are: {known}.")
        if isinstance(said, NotYet):
            raise UserError("That day lies ahead: call the line first, then write down the day.")
        return f"{said.line.shown}: verified on {said.line.verified_on}. Cards name it from now.\n"

    return print_with_world(verify)


COMMAND = Command("helplines", "Which lines help cards name.", _configure, _run)
