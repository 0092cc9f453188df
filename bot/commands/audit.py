"""`holdfast audit`: whether the promises of the last days were kept, with the evidence."""

from __future__ import annotations

import asyncio
import getpass
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Collection, Iterator
from datetime import timedelta

from bot.clock import Clock
from bot.commands.base import Command
from bot.commands.table import local_short, table
from bot.ground import opened
from bot.log import configure_log
from bot.settings import load_settings
from domain.people import Actor
from reports.audit.installation import DAYS, audit_installation
from reports.audit.verdict import Audit, Promise
from services.see_broken import see_broken
from services.world import World
from storage import last_audit, staff

PROMISES = ("PROMISE", "BROKEN")
WORKERS = ("WORKER", "ROWS A DAY", "MOST")
MOST_DAYS = 400
SEEN = "  (seen)"


def _days(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= MOST_DAYS:
        raise ArgumentTypeError(f"give a number of days from 1 to {MOST_DAYS}")
    return int(text)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--days", type=_days, default=DAYS, help=f"how many days to look back ({DAYS})"
    )
    parser.add_argument(
        "--seen",
        action="store_true",
        help="say that you see to what is told: it turns health red no more",
    )


def _run(args: Namespace) -> int:
    settings = load_settings()
    configure_log(level=settings.log_level, style=settings.log_format, secrets=settings.secrets)

    async def run() -> tuple[Audit, str]:
        async with opened(settings, Clock()) as ground:
            return await _audited(ground.world, args.days, sees=args.seen)

    found, words = asyncio.run(run())
    sys.stdout.write(words)
    return 0 if found.is_clean else 1


async def _audited(world: World, days: int, *, sees: bool) -> tuple[Audit, str]:
    house, store, now = world.house, world.store, world.clock.now()
    found = await store.read(audit_installation, now, house.programmes, house.site, days=days)
    if sees and not found.is_clean:
        marks = [breach.mark for breach in found.breaches]
        await store.write(see_broken, Actor.cli(getpass.getuser()), now, marks)
    names = {person.id: person.name for person in await store.read(staff.everybody)}
    seen = await store.read(last_audit.seen, found.since)
    return found, spoken(found, names, zone=house.site.zone, seen=seen)


def spoken(found: Audit, names: dict[int, str], *, zone: str, seen: Collection[str] = ()) -> str:
    """Return what the auditor says, as it is printed; instants as clocks in the zone show them.

    What somebody has `seen` says so.
    """
    counts = found.by_promise
    rows = [(one.value, str(counts.get(one, 0) or "-")) for one in Promise]
    workers = [
        (names.get(one.staff_id, str(one.staff_id)), f"{one.median:g}", str(one.most))
        for one in found.rows_per_day
    ]
    wall = found.wall
    lines = [
        *(f"{breach}{SEEN if breach.mark in seen else ''}\n" for breach in found.breaches),
        *(["\n"] if found.breaches else []),
        table(PROMISES, rows),
        "\n",
        *([table(WORKERS, workers), "\n"] if workers else []),
        f"Longest wall of unanswered messages: {wall.messages}, of which {wall.asking} asked"
        f"{f' (youth {wall.youth_id})' if wall.youth_id is not None else ''}.\n",
        *(f"{out}\n" for out in _outages(found, zone)),
        f"Looked at {found.youths} youths and {found.messages} messages "
        f"since {local_short(found.since, zone)}.\n",
        "Every promise was kept.\n" if found.is_clean else f"Broken: {len(found.breaches)}.\n",
    ]
    return "".join(lines)


def _outages(found: Audit, zone: str) -> Iterator[str]:
    """Yield each time in which nobody could keep a promise: it is said, since it excuses some."""
    for one in found.outages:
        minutes = round((one.ends - one.begins) / timedelta(minutes=1))
        yield f"Out for {minutes} minutes from {local_short(one.begins, zone)}."


COMMAND = Command(
    "audit", "Say whether the promises of the last days were kept.", _configure, _run
)
