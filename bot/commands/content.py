"""`holdfast content lint` and `holdfast content show`: what staff read and sign."""

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from bot.clock import Clock
from bot.commands.base import Command
from bot.errors import UserError
from content.lint import CONTENT, lint
from content.preview import Wanted, preview
from content.programmes import load_programmes
from content.site_file import load_site
from domain.people import LANGUAGES, Tier
from domain.wall import to_wall

DAYS, MOST_DAYS = 60, 400


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Check programmes, the site file and every text, in both languages."
    check = verbs.add_parser("lint", help=what, description=what)
    check.set_defaults(verb=_lint)
    what = "Print what a youth would receive, day by day, with the number per week."
    show = verbs.add_parser("show", help=what, description=what)
    show.set_defaults(verb=_show)
    show.add_argument("programme", help="such as projekt-run")
    show.add_argument(
        "--days", type=int, default=DAYS, help=f"how many days; {DAYS} when left out"
    )
    show.add_argument(
        "--from",
        dest="start",
        metavar="DATE",
        help="day 0, the day of the yes, such as 2026-03-03; today when left out",
    )
    show.add_argument(
        "--language", choices=LANGUAGES, default=LANGUAGES[0], help="da when left out"
    )
    show.add_argument(
        "--tier",
        choices=[tier.value for tier in Tier],
        help="how close the contact is from day 91 on; the usual one when left out",
    )
    for verb in (check, show):
        verb.add_argument(
            "--folder",
            type=Path,
            default=CONTENT,
            help="a content folder of your own, instead of the built-in one",
        )


def _run(args: Namespace) -> int:
    if not args.folder.is_dir():
        raise UserError(f"{args.folder} is no folder: name one that holds programmes and locale.")
    verb: int = args.verb(args)
    return verb


def _lint(args: Namespace) -> int:
    problems = lint(args.folder)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        raise UserError(
            f"The content has {len(problems)} problem(s); put them right and try again."
        )
    sys.stdout.write("The content is in order.\n")
    return 0


def _show(args: Namespace) -> int:
    site = load_site(args.folder / "site.toml")
    programmes = load_programmes(args.folder / "programmes")
    programme = programmes.get(args.programme)
    if programme is None:
        known = ", ".join(programmes)
        raise UserError(f"There is no programme {args.programme}: there are {known}.")
    if not 1 <= args.days <= MOST_DAYS:
        raise UserError(f"Give --days a number from 1 to {MOST_DAYS}.")
    wanted = Wanted(
        start=_day(args.start, site.zone),
        days=args.days,
        language=args.language,
        tier=Tier(args.tier) if args.tier else None,
        locale=args.folder / "locale",
    )
    sys.stdout.write(preview(programme, site, wanted))
    return 0


def _day(written: str | None, zone: str) -> date:
    if written is None:
        return to_wall(Clock().real(), zone).date()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UserError(f"{written} is no date: write it such as 2026-03-03.") from None


COMMAND = Command("content", "Check and show what staff read and sign.", _configure, _run)
