"""How often change detection raises a false alarm, and how often it sees a fall.

Ratings are simulated twice a week, with a lag-1 correlation of .14 and a spread that differs from
person to person as in the data that the numbers come from. The chart alone is one alarm; as
reported it is two in a row, or one beside another signal. That other signal is an agreement that
is missed by chance, as often as among students who completed (.12 a month). Goals on simulated
series: the chart alone at most 14 % false and at least 64 % seen; as reported at most 8 % and at
least 45 %. The goals are about what happens in the long run: a sample of 6,000 lies within .9 of
that, up or down, nineteen times in twenty, so the chart alone, the one figure that is near its
goal, is measured on more, with the interval it leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import exp, log, sqrt
from random import Random

from bench.measured import Measured
from content.programmes import load_programmes
from domain.chart import ChartRule, Rated, chart_of, step
from domain.ratings import items
from domain.risk import Policy, assess
from domain.signal import Event, EventKind, History

SEED = 20_260_302
SERIES, SAMPLES = 6_000, 3
ALONE = 40_000  # more series for the chart alone, which is quick
CORRELATION = 0.14
LEARNT = 9  # the first answer, and the eight of the usual level
WATCHED, SEEN_WITHIN = 20, 8
FALL = 1.5  # in the person's own standard deviations
START = datetime(2026, 3, 2, 14, tzinfo=UTC)
BETWEEN = timedelta(days=3.5)
MISSES = 0.12 / 30.4 * 3.5  # the share of ratings beside which an agreement is missed
_SIGNALS = frozenset({"below_own_limit", "low_twice", "sharp_drop", "swings", "missed"})


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of simulated people: with a false alarm, and with a fall that was seen."""

    false_alone: float
    seen_alone: float
    false_reported: float
    seen_reported: float


def measure(rnd: Random, series: int, policy: Policy) -> Shares:
    """Return the shares over so many people without a fall, and as many with one."""
    counts = [0, 0, 0, 0]
    for _ in range(series):
        level, spread = _person(rnd)
        steady = _history(rnd, level, spread, WATCHED, fall=0)
        falling = _history(rnd, level, spread, SEEN_WITHIN, fall=FALL)
        for place, history in enumerate((steady, falling)):
            alone, reported = _raised(history, policy)
            counts[place] += alone
            counts[place + 2] += reported
    return Shares(*(count / series for count in counts))


def false_alone(rnd: Random, series: int, rule: ChartRule) -> float:
    """Return the share of people without a fall of whom the chart alone raises an alarm."""
    raised = 0
    for _ in range(series):
        level, spread = _person(rnd)
        scores = _scores(rnd, level, spread, WATCHED, fall=0)
        rated = [Rated(START + number * BETWEEN, score) for number, score in enumerate(scores)]
        chart = chart_of(rated[:LEARNT], rule)
        for one in rated[LEARNT:]:
            chart = step(chart, one, rule)
            if chart.low:
                raised += 1
                break
    return raised / series


def interval(share: float, series: int) -> tuple[float, float]:
    """Return between which two the share in the long run lies, nineteen times in twenty."""
    reach = 1.96 * sqrt(share * (1 - share) / series)
    return share - reach, share + reach


def rating_rules() -> Policy:
    """Return the shipped rules that read ratings, and the one of missed agreements beside them."""
    policy = load_programmes()["projekt-run"].risk
    assert policy is not None, "the built-in programme has attention points"
    rules = tuple(rule for rule in policy.rules if rule.signal.key in _SIGNALS)
    return replace(policy, rules=rules)


def main() -> Iterable[Measured]:
    """Yield the four shares in per cent, each measured several times."""
    policy, rnd = rating_rules(), Random(SEED)  # noqa: S311 - a simulation
    found = [measure(rnd, SERIES, policy) for _ in range(SAMPLES)]
    rows = (
        ("false alarms in 20 ratings, chart alone", "false_alone"),
        ("falls of 1.5 SD seen within 8, chart alone", "seen_alone"),
        ("false alarms in 20 ratings, as reported", "false_reported"),
        ("falls of 1.5 SD seen within 8, as reported", "seen_reported"),
    )
    for what, name in rows:
        yield Measured(what, "%", tuple(100 * getattr(one, name) for one in found))
    share = false_alone(rnd, ALONE, policy.chart)
    ends = tuple(100 * one for one in interval(share, ALONE))
    yield Measured(f"false alarms, chart alone, 95 % interval of {ALONE:,} series", "%", ends)


def _person(rnd: Random) -> tuple[float, float]:
    """Return somebody's usual level and spread."""
    return rnd.uniform(5.5, 7.5), exp(rnd.gauss(log(1.6), 0.35))


def _history(rnd: Random, level: float, spread: float, watched: int, *, fall: float) -> History:
    scores = _scores(rnd, level, spread, watched, fall)
    events = []
    for number, score in enumerate(scores):
        at = START + number * BETWEEN
        if rnd.random() < MISSES:
            events.append(Event(at, at.date(), EventKind.MISSED, what=str(number)))
        events.append(Event(at, at.date(), EventKind.RATING, score, "belong"))
    return History(START, START.date(), events)


def _scores(
    rnd: Random, level: float, spread: float, watched: int, fall: float
) -> Iterator[float]:
    noise = rnd.gauss(0, 1)
    for number in range(LEARNT + watched):
        lower = fall * spread if number >= LEARNT else 0
        yield min(10, max(0, round(level + spread * noise - lower)))
        noise = CORRELATION * noise + sqrt(1 - CORRELATION**2) * rnd.gauss(0, 1)


def _raised(history: History, policy: Policy) -> tuple[bool, bool]:
    ratings = items(history.at(history.events[-1].at))["belong"]
    chart = chart_of(ratings[:LEARNT], policy.chart)
    alone = reported = False
    for rated in ratings[LEARNT:]:
        chart = step(chart, rated, policy.chart)
        if chart.low:
            alone = True
            reasons = assess(history, policy, rated.at).reasons
            reported |= any(one.key == "below_own_limit" for one in reasons)
    return alone, reported
