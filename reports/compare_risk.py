"""Two policies side by side on the same past: who would change band, and what it would cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from content.risk_words import reason_words
from domain.people import Language
from domain.risk import Assessment, Band, Policy, is_news
from reports.replay_events import Person
from reports.replay_risk import assessments

MOST_NAMED = 20


@dataclass
class Load:
    """What one policy would have meant: alerts, and time with an alert standing."""

    told: int = 0  # times that a human would have been told: a higher band, or a new reason in it
    yellow: int = 0  # times that somebody rose to yellow, or above it
    red: int = 0  # times that somebody rose to red
    standing: int = 0  # decisions with an alert

    def add(self, before: Assessment | None, after: Assessment) -> None:
        """Count one decision after another of the same person."""
        was = before.band if before is not None else Band.GREEN
        self.told += is_news(before, after)
        self.yellow += was is Band.GREEN and after.band is not Band.GREEN
        self.red += was is not Band.RED and after.band is Band.RED
        self.standing += after.band is not Band.GREEN


@dataclass
class Comparison:
    """What has been counted so far. It grows with the number of policies, not of people."""

    people: int = 0
    decisions: int = 0
    weeks: float = 0.0  # of all people together
    old: Load = field(default_factory=Load)
    new: Load = field(default_factory=Load)
    moved: Counter[tuple[Band, Band]] = field(default_factory=Counter)  # at the last decision
    named: list[str] = field(default_factory=list)

    def alerts_a_week(self, load: Load, caseload: int) -> float:
        """Return how often a worker with so many youths would be told in a week."""
        return load.told / self.weeks * caseload if self.weeks else 0.0


def compare(
    people: Iterable[tuple[Person, Person]],
    old: Policy,
    new: Policy,
    *,
    every: int,
    changed: Callable[[str, Assessment, Assessment], None],
) -> Comparison:
    """Return what both policies say of the same people.

    Args:
        people: The people, one by one, each as the old and as the new policy reads their days.
        old: The policy of today.
        new: The one that is thought of.
        every: Days between decisions.
        changed: Called for each person whose band differs at their last decision.
    """
    found = Comparison()
    for was, person in people:
        rows = list(
            zip(
                assessments(was, old, every=every),
                assessments(person, new, every=every),
                strict=True,
            )
        )
        found.people += 1
        found.decisions += len(rows)
        found.weeks += len(rows) * every / 7
        _add(found.old, [before for before, _ in rows])
        _add(found.new, [after for _, after in rows])
        if rows and rows[-1][0].band is not rows[-1][1].band:
            found.moved[rows[-1][0].band, rows[-1][1].band] += 1
            if len(found.named) < MOST_NAMED:
                found.named.append(person.name)
            changed(person.name, *rows[-1])
    return found


def changed_row(
    name: str, before: Assessment, after: Assessment, policy: Policy, language: Language
) -> Sequence[str]:
    """Return one person who would change band, as a row of a CSV file."""
    reasons = "; ".join(reason_words(policy, one, language) for one in after.reasons)
    at = after.at.isoformat().replace("+00:00", "Z")
    return name, at, before.band.value, after.band.value, reasons


def compared(found: Comparison, caseload: int) -> str:
    """Return the comparison as it is read on a screen."""
    lines = [f"{found.people} people, {found.decisions} decisions", ""]
    lines += [f"{'':<44}{'old':>8}{'new':>8}"]
    alerts = [found.alerts_a_week(load, caseload) for load in (found.old, found.new)]
    lines += [_line(f"alerts a week, for a worker with {caseload} youths", alerts, "8.2f")]
    for what, name in (("times to yellow or above", "yellow"), ("times to red", "red")):
        lines += [_line(what, [getattr(load, name) for load in (found.old, found.new)], "8d")]
    shares = [load.standing / max(1, found.decisions) for load in (found.old, found.new)]
    lines += [_line("share of the time with an alert", shares, "8.3f"), ""]
    changed = found.moved.total()
    lines += [f"{changed} people would have another band at their last decision"]
    for (before, after), number in sorted(found.moved.items()):
        lines += [f"  {before} to {after}: {number}"]
    if found.named:
        more = ", ..." if changed > len(found.named) else ""
        lines += [f"  {', '.join(found.named)}{more}"]
    return "\n".join(lines) + "\n"


def _line(what: str, values: Iterable[float], form: str) -> str:
    return f"{what:<44}" + "".join(f"{value:{form}}" for value in values)


def _add(load: Load, row: Sequence[Assessment]) -> None:
    befores: list[Assessment | None] = [None, *row]
    for before, one in zip(befores, row, strict=False):
        load.add(before, one)
