"""`python -m bench.oulad FOLDER`: how the rules do on people whose story is known.

The folder holds `events.csv.gz` (docs/reference/attention-points.md) and `labels.csv`
(`person,start,left_at,observed_until,outcome`). An alert stands where points reach a limit;
decisions before day 28 are not judged. Seen: an alert in the 56 days before somebody left, of
those who left on day 42 or later. False: alerts that began, a month, among those who completed.
The limits of the policy were frozen before; courses are held back one by one.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from content.risk_file import parse_policy
from reports.replay_events import EventFile, opened
from reports.replay_risk import assessments, days_off

POLICY = Path(__file__).parent / "policies" / "oulad.toml"
FILES = ("events.csv.gz", "labels.csv")
ZONE = "Europe/Copenhagen"
JUDGED_FROM, LEFT_FROM, BEFORE = 28, 42, 56  # days
MONTH = 30.4
BUDGETS = ((0.10, 0.05), (0.05, 0.025))  # false alarms a month, share of the time with an alert
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Story:
    """One person: judged decisions as (day, points, days it stands), and when they left."""

    course: str
    decisions: tuple[tuple[float, float, float], ...]
    left: float | None
    completed: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What one limit gives on some people."""

    limit: float
    seen: float
    false: float
    standing: float

    def __str__(self) -> str:
        """Return the figures on one line."""
        return (
            f"limit {self.limit:g}: seen {self.seen:.3f}, false a month {self.false:.3f}, "
            f"time with an alert {self.standing:.3f}"
        )


def figures(people: Sequence[Story], limit: float) -> Figures:
    """Return what a limit gives on these people."""
    leavers = [one for one in people if one.left is not None and one.left >= LEFT_FROM]
    seen = sum(_seen(one, one.left or 0.0, limit) for one in leavers)
    days = alert_days = 0.0
    onsets = 0
    for one in (one for one in people if one.completed):
        before = False
        for _, points, stands in one.decisions:
            alert = points >= limit
            days, alert_days = days + stands, alert_days + alert * stands
            onsets += alert and not before
            before = alert
    return Figures(limit, seen / len(leavers), onsets / (days / MONTH), alert_days / days)


def best(people: Sequence[Story], budget: tuple[float, float]) -> Figures | None:
    """Return the limit that sees most within a budget, or None when there is none."""
    limits = sorted({points for one in people for _, points, _ in one.decisions if points > 0})
    fit = [
        found
        for found in (figures(people, limit) for limit in limits)
        if found.false <= budget[0] and found.standing <= budget[1]
    ]
    return max(fit, key=lambda one: one.seen, default=None)


def stories(folder: Path) -> Iterator[Story]:
    """Yield the people of a folder, told by the policy."""
    policy = parse_policy(POLICY.read_text("utf-8"), place=str(POLICY))
    with opened(folder / FILES[1]) as file:
        labels = {row["person"]: row for row in csv.DictReader(file)}
    for person in EventFile(folder / FILES[0], ZONE, days_off(policy, ZONE)).people():
        label, start = labels[person.name], person.history.start
        until = _day(label["observed_until"], start)
        told = [
            ((one.at - start) / _DAY, one.points) for one in assessments(person, policy, every=7)
        ]
        judged = [(at, points) for at, points in told if JUDGED_FROM <= at < until]
        ends = [at for at, _ in judged[1:]] + [until]
        yield Story(
            person.name.split("-")[0],
            tuple((at, points, end - at) for (at, points), end in zip(judged, ends, strict=True))
            if judged
            else (),
            _day(label["left_at"], start) if label["left_at"] else None,
            label["outcome"] in ("pass", "distinction"),
        )


def report(people: Sequence[Story], frozen: Iterable[float]) -> Iterator[str]:
    """Yield the lines of the report."""
    courses = sorted({one.course for one in people})
    yield f"{len(people)} people of {len(courses)} courses, {POLICY.name}"
    yield "\nWith the limits that were frozen beforehand"
    for limit in frozen:
        yield f"  {figures(people, limit)}"
        for course in courses:
            mine = [one for one in people if one.course == course]
            yield f"    {course}: {figures(mine, limit)}"
    for budget in BUDGETS:
        yield f"\nAt most {budget[0]:.2f} false a month and {budget[1]:.3f} of the time"
        yield f"  best limit on everybody: {best(people, budget)}"
        for course in courses:
            others = best([one for one in people if one.course != course], budget)
            mine = [one for one in people if one.course == course]
            if others is not None:
                yield f"  {course}, limit of the others: {figures(mine, others.limit)}"


def main(arguments: Sequence[str]) -> int:
    """Print the report of a folder; return 2 when its files are not there."""
    folder = Path(arguments[0]) if arguments else Path()
    missing = [name for name in FILES if not (folder / name).is_file()]
    if len(arguments) != 1 or missing:
        said = f"{folder} lacks {missing[0]}." if missing else "Name one folder."
        sys.stderr.write(f"{said} It must hold {' and '.join(FILES)}: see try-a-policy.md.\n")
        return 2
    policy = parse_policy(POLICY.read_text("utf-8"), place=str(POLICY))
    people = list(stories(folder))
    for line in report(people, (policy.yellow, policy.red)):
        sys.stdout.write(f"{line}\n")
    return 0


def _day(at: str, start: datetime) -> float:
    return (datetime.fromisoformat(at) - start) / _DAY


def _seen(story: Story, left: float, limit: float) -> bool:
    return any(
        points >= limit and left - BEFORE <= at <= left - 1 for at, points, _ in story.decisions
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
