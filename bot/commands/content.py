"""`holdfast content lint`: everything that is wrong with the content, with the remedy."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from bot.commands.base import Command
from bot.errors import UserError
from content.lint import CONTENT, lint


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Check programmes, the site file and every text, in both languages."
    check = verbs.add_parser("lint", help=what, description=what)
    check.add_argument(
        "--folder",
        type=Path,
        default=CONTENT,
        help="a content folder of your own, instead of the built-in one",
    )


def _run(args: Namespace) -> int:
    if not args.folder.is_dir():
        raise UserError(f"{args.folder} is no folder: name one that holds programmes and locale.")
    problems = lint(args.folder)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        raise UserError(
            f"The content has {len(problems)} problem(s); put them right and try again."
        )
    sys.stdout.write("The content is in order.\n")
    return 0


COMMAND = Command("content", "Check what staff read and sign.", _configure, _run)
