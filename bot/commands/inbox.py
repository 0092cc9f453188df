"""`holdfast inbox list` and `holdfast inbox retry`: updates that were given up on."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from bot.commands.base import Command
from bot.commands.running import print_with_world
from bot.commands.table import local_short, table
from domain.people import Actor
from services.inbox_work import parked_updates, retry_parked
from services.world import World

HEAD = ("CAME", "TRIES", "FAILED WITH")
NONE = "No update is parked; there is nothing to do.\n"


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Show the updates that were given up on, without what they hold."
    verbs.add_parser("list", help=what, description=what).set_defaults(work=_list)
    what = "Try every update anew that was given up on, such as after an upgrade."
    verbs.add_parser("retry", help=what, description=what).set_defaults(work=_retry)


def _run(args: Namespace) -> int:
    return print_with_world(args.work)


async def _list(world: World, _: Actor) -> str:
    parked = await world.store.read(parked_updates)
    if not parked:
        return NONE
    zone = world.house.site.zone
    rows = [(local_short(one.received_at, zone), str(one.attempts), one.why) for one in parked]
    return f"{table(HEAD, rows)}\nParked: {len(parked)}. Try again: holdfast inbox retry\n"


async def _retry(world: World, actor: Actor) -> str:
    released = await world.store.write(retry_parked, actor, world.clock.now())
    if not released:
        return NONE
    return f"Tried anew as soon as Holdfast runs: {released}.\n"


COMMAND = Command("inbox", "See and retry updates that were given up on.", _configure, _run)
