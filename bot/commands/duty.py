"""`holdfast duty`: who is rung outside staffed hours, as a roster of weekly turns."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import time

from bot.commands.base import Command
from bot.commands.running import asked, print_with_world
from bot.commands.table import table
from bot.errors import UserError
from domain.duty import DutyKind
from domain.people import Actor
from services.roster import Listed, add_turns, remove_turn, roster
from services.world import World

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HEAD = ("DAY", "HOURS", "TURN", "NAME", "ID")
_KIND = {
    DutyKind.NONE: "DUTY=none: nobody is rung outside staffed hours; the leader is told.",
    DutyKind.ROSTER: "DUTY=roster: whoever has a turn is rung, then the leader.",
    DutyKind.EXTERNAL: "DUTY=external: the card gives {name} {phone}; the leader is told.",
}


def days(written: str) -> tuple[int, ...]:
    """Return weekdays written like `mon-fri` or `sat,sun`; Monday is 0."""
    found: list[int] = []
    for part in written.lower().split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise ArgumentTypeError("write days like mon-fri or sat,sun")
        begin, end = DAYS.index(first), DAYS.index(last or first)
        found += range(begin, end + 1) if begin <= end else [*range(begin, 7), *range(end + 1)]
    return tuple(dict.fromkeys(found))


def hours(written: str) -> tuple[time, time]:
    """Return hours written like `15.00-9.00`; an end before the begin is the next day."""
    try:
        parts = (part.replace(".", ":").zfill(5) for part in written.split("-"))
        begin, end = map(time.fromisoformat, parts)
    except ValueError:
        raise ArgumentTypeError("write hours like 15.00-9.00") from None
    return begin, end


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Show what the site chose, and the weekly turns."
    verbs.add_parser("show", help=what, description=what).set_defaults(verb=_show)
    what = "Give somebody weekly turns of duty."
    add = verbs.add_parser("add", help=what, description=what)
    add.set_defaults(verb=_add)
    add.add_argument("--name", required=True, help="full name or id; - asks for it")
    add.add_argument("--days", required=True, type=days, help="such as mon-fri or sat,sun")
    add.add_argument("--hours", required=True, type=hours, help="such as 15.00-9.00")
    add.add_argument(
        "--turn", type=int, default=1, help="1 is told first; 2 when nobody took it in time"
    )
    what = "Take a weekly turn out of the roster."
    remove = verbs.add_parser("remove", help=what, description=what)
    remove.set_defaults(verb=_remove)
    remove.add_argument("--id", required=True, type=int, help="as `holdfast duty show` prints it")


def _run(args: Namespace) -> int:
    verb: int = args.verb(args)
    return verb


def _show(_: Namespace) -> int:
    async def show(world: World, _: Actor) -> str:
        duty = world.house.duty
        said = _KIND[duty.kind].format(name=duty.name, phone=duty.phone)
        found = await world.store.read(roster)
        if not found:
            return f"{said}\nThe roster is empty.\n"
        return f"{said}\n{table(HEAD, [_row(one) for one in found])}"

    return print_with_world(show)


def _row(one: Listed) -> tuple[str, ...]:
    watch = one.watch
    span = f"{watch.begins:%H.%M}-{watch.ends:%H.%M}"
    return DAYS[watch.weekday], span, str(watch.turn), one.staff.name, str(watch.id)


def _add(args: Namespace) -> int:
    name = asked(args.name)

    async def add(world: World, actor: Actor) -> str:
        person = await world.store.write(
            add_turns,
            actor,
            world.clock.now(),
            wanted=name,
            days=args.days,
            hours=args.hours,
            turn=args.turn,
        )
        ignored = world.house.duty.kind is not DutyKind.ROSTER
        warning = "Nobody is rung by it before DUTY=roster is set.\n" if ignored else ""
        return f"{person.name} has {len(args.days)} turn(s) a week.\n{warning}"

    return print_with_world(add)


def _remove(args: Namespace) -> int:
    async def remove(world: World, actor: Actor) -> str:
        if not await world.store.write(remove_turn, actor, world.clock.now(), args.id):
            raise UserError("There is no such turn: `holdfast duty show` prints the ids.")
        return "The turn is out of the roster.\n"

    return print_with_world(remove)


COMMAND = Command("duty", "Who is rung outside staffed hours.", _configure, _run)
