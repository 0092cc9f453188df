"""Stories about attention points: read from TOML, told to the rules, written back on a change.

A line of `happens` is `DAYS KIND [VALUE]`: `12 rating belong=3`, `0-40 contact` (every day),
`0-60/7 contact` (every seventh). `50 cafe yes absent` is an evening: what they answered, and what
was seen. Days are counted from the start, at noon. A line of `sees` is
`DAY: band points. Reasons.` as it is checked; while writing, the day alone is enough.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from content.programmes import load_programmes
from content.risk_words import item_name, reason_words
from domain.cafe import Came, Coming
from domain.cafe_facts import facts_of
from domain.off_days import OffDays
from domain.risk import Policy, assess
from domain.signal import Event, EventKind, History
from domain.wall import to_utc
from reports.replay_risk import days_off

ZONE = "Europe/Copenhagen"
STORIES = Path(__file__).parent / "risk_stories"
_HOUR_SEEN = time(20)  # every look is in the evening


@dataclass(frozen=True)
class Story:
    """One story as it stands in a file."""

    title: str
    starts: date
    agreed: int
    happens: tuple[str, ...]
    sees: tuple[str, ...]
    all_along: str | None = None  # a band that holds on every day from 14 to the last look

    @property
    def looks(self) -> list[int]:
        """Return the days on which somebody looks."""
        return [int(line.partition(":")[0]) for line in self.sees]


@cache
def policy() -> Policy:
    """Return the rules that the stories are told to."""
    found = load_programmes()["projekt-run"].risk
    assert found is not None
    return found


def files() -> list[Path]:
    """Return the files of stories."""
    return sorted(STORIES.glob("*.toml"))


def stories(path: Path) -> list[Story]:
    """Return the stories of a file."""
    written = tomllib.loads(path.read_text("utf-8"))["story"]
    return [
        Story(
            one["title"],
            one["starts"],
            one["agreed"],
            tuple(one["happens"]),
            tuple(one["sees"]),
            one.get("all_along"),
        )
        for one in written
    ]


def history_of(story: Story) -> History:
    """Return the story as the rules read it."""
    start = to_utc(story.starts, time(12), ZONE)
    plan = Event(start, story.starts, EventKind.PLAN, story.agreed)
    events = [plan, *(event for line in story.happens for event in _events(story, line))]
    last = max(events[-1].day.year, story.starts.year) + 1
    off = _off(story.starts.year, last)
    return History(start, story.starts, sorted(events, key=lambda event: event.at), off)


@cache
def _off(first: int, last: int) -> OffDays:
    return days_off(policy(), ZONE)(first, last)


def seen_on(story: Story, rules: Policy, day: int) -> str:
    """Return what the rules say on a day, as a line of `sees`."""
    now = to_utc(story.starts + timedelta(days=day), _HOUR_SEEN, ZONE)
    found = assess(history_of(story), rules, now)
    reasons = "; ".join(reason_words(rules, one, "da") for one in found.reasons)
    good = ", ".join(item_name(rules, one, "da") for one in found.praise)
    praise = f" Ros: {good}." if good else ""
    return f"{day}: {found.band} {found.points:g}. {reasons or 'Intet'}.{praise}"


def retold(story: Story, rules: Policy) -> Story:
    """Return the story with what the rules say now."""
    return replace(story, sees=tuple(seen_on(story, rules, day) for day in story.looks))


def bands_all_along(story: Story, rules: Policy) -> Iterator[tuple[int, str]]:
    """Yield every day from 14 to the last look with its band."""
    history = history_of(story)
    for day in range(14, max(story.looks) + 1):
        now = to_utc(story.starts + timedelta(days=day), _HOUR_SEEN, ZONE)
        yield day, assess(history, rules, now).band.value


def write(path: Path, told: Sequence[Story]) -> None:
    """Write stories back, under the comment that the file begins with."""
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    blocks = ["\n".join(head), *(_block(one) for one in told)]
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")


def _block(story: Story) -> str:
    lines = ["[[story]]", f'title = "{story.title}"', f"starts = {story.starts}"]
    lines += [f"agreed = {story.agreed}"]
    lines += [f'all_along = "{story.all_along}"'] if story.all_along else []
    for name in ("happens", "sees"):
        lines += [f"{name} = [", *(f'  "{line}",' for line in getattr(story, name)), "]"]
    return "\n".join(lines)


def _events(story: Story, line: str) -> Iterator[Event]:
    days, kind, *rest = line.split(maxsplit=2)
    value = rest[0] if rest else ""
    span, _, step = days.partition("/")
    first, _, last = span.partition("-")
    for day in range(int(first), int(last or first) + 1, int(step or 1)):
        if kind == "cafe":
            yield from _evening(story, day, *value.split())
        else:
            yield _event(story, day, EventKind(kind), value)


def _evening(story: Story, day: int, answer: str, came: str) -> Iterator[Event]:
    for kind in facts_of(Came(came), Coming(answer)):
        yield _event(story, day, kind, f"cafe{day}" if kind is EventKind.KEPT else "")


def _event(story: Story, day: int, kind: EventKind, value: str) -> Event:
    on = story.starts + timedelta(days=day)
    at = datetime.combine(on, time(12), UTC)
    what, _, number = value.partition("=") if "=" in value else ("", "", value)
    if kind in (EventKind.KEPT, EventKind.MISSED, EventKind.CANCELLED):
        what, number = value, ""
    return Event(at, on, kind, float(number) if number else 1.0, what, f"{kind.value}:{on}")
