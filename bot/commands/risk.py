"""`holdfast risk replay` and `holdfast risk compare`: try a policy on what has happened."""

import csv
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from bot.commands.base import Command
from bot.commands.written import written
from bot.errors import UserError
from content.lint import CONTENT
from content.programmes import load_programmes, parse_programme
from content.risk_file import parse_policy
from content.shapes import read_text
from content.site_file import load_site
from domain.people import LANGUAGES
from domain.risk import Assessment, Policy
from reports.compare_risk import changed_row, compare, compared
from reports.replay_events import EventFile, ReplayError
from reports.replay_risk import days_off, write_assessments

PROGRAMME = "projekt-run"
CHANGED = ("person", "at", "old", "new", "reasons")
EVENTS = "CSV person,at,kind,value; gzipped or not"
POLICY = "a policy file, or a programme file with attention points"


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Write what a policy would have said about each person, week after week."
    replay = verbs.add_parser("replay", help=what, description=what)
    replay.set_defaults(verb=_replay)
    replay.add_argument("events", type=Path, help=EVENTS)
    replay.add_argument("--out", type=Path, required=True, help="the CSV file to write")
    replay.add_argument(
        "--policy", type=Path, help=f"{POLICY}; the rules of {PROGRAMME} when left out"
    )
    what = "Show who would change band by a new policy, and how many alerts a worker would have."
    against = verbs.add_parser("compare", help=what, description=what)
    against.set_defaults(verb=_compare)
    against.add_argument("old", type=Path, help=POLICY)
    against.add_argument("new", type=Path, help="the same, as it is thought of")
    against.add_argument("events", type=Path, help=EVENTS)
    against.add_argument("--out", type=Path, help="a CSV file of everybody who would change band")
    against.add_argument(
        "--caseload", type=int, default=25, metavar="YOUTHS", help="of one worker; 25"
    )
    # The product looks at every sign of life and once a day: fewer looks tell of fewer alerts.
    for verb, every in ((replay, 7), (against, 1)):
        verb.add_argument(
            "--every",
            type=int,
            default=every,
            metavar="DAYS",
            help=f"days between decisions; {every}",
        )
        verb.add_argument(
            "--language", choices=LANGUAGES, default=LANGUAGES[0], help="of the reasons; da"
        )


def _run(args: Namespace) -> int:
    if not 1 <= args.every <= 365:
        raise UserError("Give --every a number of days from 1 to 365.")
    verb: int = args.verb(args)
    return verb


def _replay(args: Namespace) -> int:
    policy = _policy(args.policy) if args.policy is not None else _built_in()
    past = _events(args.events, policy)
    with _explained(), written(args.out, args.events, args.policy) as file:
        number = write_assessments(
            past.people(), policy, file, every=args.every, language=args.language
        )
    sys.stdout.write(f"{number} people; what was said of them is in {args.out}.\n")
    return 0


def _compare(args: Namespace) -> int:
    if not 1 <= args.caseload <= 1000:
        raise UserError("Give --caseload a number of youths from 1 to 1000.")
    old, new = _policy(args.old), _policy(args.new)
    past = zip(  # the file twice, side by side: each policy has days of its own that never count
        _events(args.events, old).people(), _events(args.events, new).people(), strict=True
    )
    read = (args.old, args.new, args.events)
    with _explained(), written(args.out, *read) if args.out else nullcontext() as file:
        writer = csv.writer(file, lineterminator="\n") if file is not None else None
        if writer is not None:
            writer.writerow(CHANGED)

        def changed(name: str, before: Assessment, after: Assessment) -> None:
            if writer is not None:
                writer.writerow(changed_row(name, before, after, new, args.language))

        found = compare(past, old, new, every=args.every, changed=changed)
    sys.stdout.write(compared(found, args.caseload))
    return 0


def _events(path: Path, policy: Policy) -> EventFile:
    zone = load_site(CONTENT / "site.toml").zone
    return EventFile(path, zone, days_off(policy, zone))


def _policy(path: Path) -> Policy:
    text = read_text(path)
    if "[contacts." not in text:
        return parse_policy(text, place=str(path))
    policy = parse_programme(text, place=str(path)).risk
    if policy is None:
        raise UserError(f"{path} has no attention points: add [risk], or name a policy file.")
    return policy


def _built_in() -> Policy:
    policy = load_programmes()[PROGRAMME].risk
    assert policy is not None, "the built-in programme has attention points"
    return policy


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except ReplayError as error:
        raise UserError(str(error)) from None


COMMAND = Command("risk", "Try attention points on what has happened.", _configure, _run)
