"""`holdfast simulate`: a year of a programme in a minute, with people who play along."""

from __future__ import annotations

import json
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.commands.base import Command
from bot.commands.simulated import written
from bot.errors import UserError
from bot.settings import database_address
from bot.simulation.bar import Bar
from bot.simulation.faults import PROFILES
from bot.simulation.houses import play_all
from bot.simulation.plan import TO_A_HOUSE, Plan, houses_for
from bot.simulation.run import begins_and_ends
from bot.simulation.whole import Whole
from content.programmes import load_programmes
from content.simulation_file import SIMULATION_FILE, load_people
from storage import migrate

FIRST_DAY = date(2026, 1, 5)  # a Monday without a holiday; fixed, so that a seed says it all
BEFORE_SUMMER_TIME = date(2026, 3, 16)  # two weeks before the clocks change
YOUTHS, MOST_YOUTHS = 50, 20_000
MOST_CORES = 1024
DAYS, MOST_DAYS = 365, 3650
FIRST_YEAR, LAST_YEAR = 2000, 2090  # the holidays are known, and the summer times as well
BUILT_IN = SIMULATION_FILE.parent.parent


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--programme", required=True, help="such as projekt-run")
    parser.add_argument("--youths", type=int, default=YOUTHS, help=f"how many; {YOUTHS}")
    parser.add_argument("--days", type=int, default=DAYS, help=f"how many; {DAYS}")
    parser.add_argument("--seed", type=int, default=1, help="same seed, same result; 1")
    parser.add_argument(
        "--from",
        dest="start",
        metavar="DATE",
        help=f"the first day; {FIRST_DAY.isoformat()} when left out",
    )
    parser.add_argument(
        "--database",
        metavar="URL",
        help="an empty database whose rows are kept; beside an SQLite file its keys are, too;"
        " of several houses each has its own: cases.db is cases_2.db for the second",
    )
    parser.add_argument("--faults", metavar="PROFILE", help=f"one of {', '.join(PROFILES)}")
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the whole result there")
    parser.add_argument(
        "--content", type=Path, metavar="FOLDER", help="a content folder of your own"
    )
    parser.add_argument(
        "--people", type=Path, metavar="FILE", help="another file of people than the built-in one"
    )
    parser.add_argument(
        "--attention", action="store_true", help="count attention points as well (Layer 2)"
    )
    parser.add_argument(
        "--houses",
        type=int,
        help=f"in how many houses the young people are; one for each {TO_A_HOUSE}",
    )
    parser.add_argument("--house", type=int, metavar="N", help="play only this one of the houses")
    parser.add_argument(
        "--cores", type=int, help="how many houses are played at once; as many as processors"
    )
    parser.add_argument("--http", action="store_true", help="talk over sockets, which is slower")


def _run(args: Namespace) -> int:
    plan = _plan(args)
    plans = plan.parts() if args.house is None else plan.parts()[args.house - 1 : args.house]
    for one in plans:
        _check_database(one.database_url)
    whole = _play(plans, cores=args.cores or len(os.sched_getaffinity(0)))
    sys.stdout.write(written(whole))
    if args.json is not None:
        _write(args.json, whole)
    return 0 if whole.is_clean else 1


def _play(plans: Sequence[Plan], *, cores: int) -> Whole:
    bar = Bar(*begins_and_ends(plans[0]))
    whole = play_all(plans, cores=cores, tell=lambda now: bar.tell(*now, of=len(plans)))
    bar.end()
    return whole


def _plan(args: Namespace) -> Plan:
    """Return what is to be simulated.

    Raises:
        UserError: If something cannot be simulated, with what to give instead.
        ContentError: If the content, or the file of people, has problems.
    """
    _in_bounds("--youths", args.youths, MOST_YOUTHS)
    _in_bounds("--days", args.days, MOST_DAYS)
    houses = houses_for(args.youths) if args.houses is None else args.houses
    _in_bounds("--houses", houses, args.youths)
    if args.house is not None:
        _in_bounds("--house", args.house, houses)
    if args.cores is not None:
        _in_bounds("--cores", args.cores, MOST_CORES)
    folder: Path = args.content or BUILT_IN
    if not folder.is_dir():
        raise UserError(f"{folder} is no folder: name one that holds programmes and locale.")
    known = load_programmes(folder / "programmes")
    if args.programme not in known:
        names = ", ".join(sorted(known))
        raise UserError(f"There is no programme {args.programme!r}. Choose one of: {names}.")
    if args.faults is not None and args.faults not in PROFILES:
        names = ", ".join(PROFILES)
        raise UserError(f"There is no profile {args.faults!r} of faults. Choose one of: {names}.")
    if args.json is not None:
        _check_writable(args.json)
    return Plan(
        programme=args.programme,
        youths=args.youths,
        days=args.days,
        seed=args.seed,
        begins=_day(args.start, args.faults),
        people=load_people(args.people or _people_of(folder)),
        content=args.content,
        database_url=args.database,
        faults=args.faults or "",
        http=args.http,
        attention=args.attention,
        houses=houses,
    )


def _check_database(url: str | None) -> None:
    if url is None:
        return
    try:
        database_address(url)
    except ValueError as error:
        raise UserError(f"--database cannot be used: {error}") from None
    if not migrate.is_empty(url):
        raise UserError("--database must be empty: invented people are never put among others.")


def _check_writable(file: Path) -> None:
    """Say before a long run, and not after it, that its result could not be written."""
    try:
        with file.open("a", encoding="utf-8"):
            pass
    except OSError as error:
        raise UserError(f"Cannot write {file}: {error.strerror}. Name another --json.") from error


def _people_of(folder: Path) -> Path:
    """Return the folder's own people where it has any."""
    own = folder / "simulation" / SIMULATION_FILE.name
    return own if own.exists() else SIMULATION_FILE


def _in_bounds(option: str, number: int, most: int) -> None:
    if not 1 <= number <= most:
        raise UserError(f"{option} must be from 1 to {most}, not {number}.")


def _day(written_day: str | None, faults: str | None) -> date:
    usual = BEFORE_SUMMER_TIME if faults == "clocks" else FIRST_DAY
    try:
        day = usual if written_day is None else date.fromisoformat(written_day)
    except ValueError:
        raise UserError(f"--from must be a date such as 2026-03-03, not {written_day}.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UserError(f"--from must lie in the years {FIRST_YEAR} to {LAST_YEAR}, not {day}.")
    return day


def _write(file: Path, whole: Whole) -> None:
    text = json.dumps(whole.json(), indent=1, ensure_ascii=False, default=str)
    try:
        file.write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise UserError(f"Cannot write {file}: {error.strerror}. Name another --json.") from error


COMMAND = Command(
    "simulate", "Play a year of a programme in a minute and audit it.", _configure, _run
)
