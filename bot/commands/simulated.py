"""The result of a simulation as a coordinator reads it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.table import table
from bot.simulation.result import Result

MOST_LINES = 40  # broken promises that are printed; --json has all of them


def written(result: Result) -> str:
    """Return the whole table."""
    verdict, wall = result.verdict, result.verdict.wall
    rows = [
        ("young people", str(result.youths)),
        ("messages to young people", f"{result.to_youths}"),
        ("  for each of them in a week", f"{result.per_youth_and_week}"),
        ("messages to staff", f"{result.to_staff}"),
        ("messages changed in place", f"{result.changes}"),
        ("taps and words from people", f"{result.updates}"),
        *_alerts(result),
        ("longest wall of unanswered messages", _wall(result)),
    ]
    head = f"{result.programme}, {result.days} days from {result.begins}, seed {result.seed}"
    if result.faults:
        head += f", faults: {result.faults}"
    parts = [f"{head}\n\n", _columns(("what", "how many"), rows)]
    for name, counts in result.tallies.items():
        parts += [_columns((name, ""), [(key, str(number)) for key, number in counts.items()])]
    per_day = [
        (result.workers.get(one.staff_id, str(one.staff_id)), f"{one.median:g}", str(one.most))
        for one in verdict.rows_per_day
    ]
    parts.append(_columns(("rows on /idag in a day", "usual", "most"), per_day))
    assert wall is verdict.wall
    return "\n".join(parts) + "\n" + _promises(result)


def _alerts(result: Result) -> list[tuple[str, str]]:
    rows = [
        ("alerts for each worker in a week", f"{result.alerts_a_week}"),
        ("  share that ended in a talk", f"{result.alerts.share}"),
        ("  usual hours until the talk", f"{result.alerts.usual_hours}"),
    ]
    wait = result.waited
    hours = f"{wait.usual_hours}, nine in ten within {wait.slow_hours}"
    rows += [
        ("of them needing a talk", f"{wait.cases}"),
        ("  usual hours until there was one", hours),
        ("  later than due, or not yet", f"{wait.late}, nobody tried by then: {wait.untried}"),
    ]
    if result.attention:
        mine = result.by_attention
        said = f"{mine.opened}, {mine.talked} ended in a talk, usually after {mine.usual_hours} h"
        rows.append(("  opened by attention points", said))
    return rows


def _columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return table(head, rows)


def _wall(result: Result) -> str:
    wall = result.verdict.wall
    return f"{wall.messages}, {wall.asking} of them asking (youth {wall.youth_id})"


def _promises(result: Result) -> str:
    breaches = result.verdict.breaches
    if not breaches:
        return "no broken promise\n"
    lines = [str(one) for one in breaches[:MOST_LINES]]
    if len(breaches) > MOST_LINES:
        lines.append(f"... and {len(breaches) - MOST_LINES} more (see --json)")
    kinds = ", ".join(f"{one.value} {n}" for one, n in result.verdict.by_promise.items())
    return "\n".join([*lines, f"{len(breaches)} broken promises: {kinds}", ""])
