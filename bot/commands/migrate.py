"""`holdfast migrate`: bring the database to the schema of this version."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from bot.commands.base import Command
from bot.errors import UserError
from bot.settings import load_settings
from storage import migrate
from storage.errors import StorageError


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--check",
        action="store_true",
        help="change nothing; fail when the database is not at this version's schema",
    )


def _run(args: Namespace) -> int:
    url = load_settings().database_url
    try:
        before = migrate.current(url)
        if args.check:
            migrate.check_schema(url)
        else:
            migrate.upgrade(url)
    except StorageError as error:
        # Each says what to do, in a sentence that begins small.
        raise UserError(_sentence(str(error))) from error
    after = migrate.newest()
    if before == after:
        sys.stdout.write(f"The database is at revision {after}; there is nothing to do.\n")
    else:
        sys.stdout.write(
            f"The database is now at revision {after} (before: {before or 'none'}).\n"
        )
    return 0


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


COMMAND = Command(
    "migrate",
    "Bring the database to the schema of this version.",
    _configure,
    _run,
)
