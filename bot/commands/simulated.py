"""The result of a simulation as a coordinator reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.commands.table import table
from bot.simulation.result import Counts
from bot.simulation.whole import Whole
from reports.audit.verdict import Promise

MOST_LINES = 40  # broken promises that are printed; --json has all of them


def written(whole: Whole) -> str:
    """Return the whole table."""
    counts = whole.counts
    rows = [
        ("young people", _youths(whole)),
        ("messages to young people", f"{counts.to_youths}"),
        ("  for each of them in a week", f"{counts.per_youth_and_week}"),
        ("messages to staff", f"{counts.to_staff}"),
        ("text messages", f"{counts.by_sms}"),
        ("messages changed in place", f"{counts.changes}"),
        ("taps and words from people", f"{counts.updates}"),
        *_alerts(counts),
        ("longest wall of unanswered messages", _wall(whole)),
    ]
    head = f"{counts.programme}, {counts.days} days from {counts.begins}, seed {counts.seed}"
    if counts.faults:
        head += f", faults: {counts.faults}"
    parts = [f"{head}\n\n", _columns(("what", "how many"), rows)]
    for name, tally in counts.tallies.items():
        parts += [_columns((name, ""), [(key, str(number)) for key, number in tally.items()])]
    per_day = [(name, f"{usual:g}", str(most)) for name, usual, most in whole.rows_per_day]
    parts.append(_columns(("rows on /idag in a day", "usual", "most"), per_day))
    return "\n".join(parts) + "\n" + promises_of(whole.breaches, whole.by_promise)


def _youths(whole: Whole) -> str:
    each = [str(one.counts.youths) for one in whole.houses]
    if len(each) == 1:
        return each[0]
    return f"{whole.counts.youths} in {len(each)} houses: {', '.join(each)}"


def _alerts(counts: Counts) -> list[tuple[str, str]]:
    rows = [
        ("alerts for each worker in a week", f"{counts.alerts_a_week}"),
        ("  share that ended in a talk", f"{counts.alerts.share}"),
        ("  usual hours until the talk", f"{counts.alerts.usual_hours}"),
    ]
    wait = counts.waited
    hours = f"{wait.usual_hours}, nine in ten within {wait.slow_hours}"
    rows += [
        ("of them needing a talk", f"{wait.cases}"),
        ("  usual hours until there was one", hours),
        ("  later than due, or not yet", f"{wait.late}"),
        ("    tried by then", f"{wait.late - wait.untried}"),
        ("    nobody tried by then, with who", f"{wait.untried}"),
        *_hands(counts),
    ]
    if counts.attention:
        mine = counts.by_attention
        said = f"{mine.opened}, {mine.talked} ended in a talk, usually after {mine.usual_hours} h"
        rows.append(("  opened by attention points", said))
    return rows


def _hands(counts: Counts) -> Iterator[tuple[str, str]]:
    """Yield in whose hands that lay of which nobody had tried anything, by how they work."""
    by_number = sorted(counts.untried_by_way.items(), key=lambda one: (-one[1], one[0]))
    yield from ((f"      {way}", f"{many}") for way, many in by_number)


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return table(head, rows)


def _wall(whole: Whole) -> str:
    wall, whose = whole.wall
    return f"{wall.messages}, {wall.asking} of them asking ({whose})"


def promises_of(breaches: Sequence[str], by_promise: Mapping[Promise, int]) -> str:
    """Return the broken promises, of many the first, and how often each was broken."""
    if not breaches:
        return "no broken promise\n"
    lines = [*breaches[:MOST_LINES]]
    if len(breaches) > MOST_LINES:
        lines.append(f"... and {len(breaches) - MOST_LINES} more (see --json)")
    kinds = ", ".join(f"{one.value} {n}" for one, n in by_promise.items())
    return "\n".join([*lines, f"{len(breaches)} broken promises: {kinds}", ""])
