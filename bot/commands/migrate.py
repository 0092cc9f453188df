"""`holdfast migrate`: bring the database to the schema of this version."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from bot.commands.base import Command
from bot.settings import load_database_url
from storage import migrate


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--check",
        action="store_true",
        help="change nothing; fail when the database is not at this version's schema",
    )


def _run(args: Namespace) -> int:
    url = load_database_url()
    before = migrate.current(url)
    if args.check:
        migrate.check_schema(url)
    else:
        migrate.upgrade(url)
    after = migrate.newest()
    if before == after:
        sys.stdout.write(f"The database is at revision {after}; there is nothing to do.\n")
    else:
        sys.stdout.write(
            f"The database is now at revision {after} (before: {before or 'none'}).\n"
        )
    return 0


COMMAND = Command(
    "migrate",
    "Bring the database to the schema of this version.",
    _configure,
    _run,
)
