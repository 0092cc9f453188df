"""Attention points as a value: from `[risk]` in a programme, or from a policy file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from content.errors import ContentError, Problem
from content.planned_contacts import wording_from
from content.question_checks import Found, wording_problems
from content.risk_shapes import (
    BreakShape,
    RiskShape,
    RuleShape,
    SilenceShape,
    StepShape,
    WithinShape,
)
from content.shapes import read_shape
from domain.chart import ChartRule
from domain.risk import Break, Policy, Rule
from domain.signal import Signal
from domain.signals.absence import Absence
from domain.signals.below_own_limit import BelowOwnLimit
from domain.signals.cancelled import Cancelled
from domain.signals.concern import Concern
from domain.signals.falling_answers import FallingAnswers
from domain.signals.low_twice import LowTwice
from domain.signals.missed import Missed
from domain.signals.missed_and_silent import MissedAndSilent
from domain.signals.new_start import NewStart
from domain.signals.partner_concern import PartnerConcern
from domain.signals.protective import Protective
from domain.signals.seldom import Seldom
from domain.signals.sharp_drop import SharpDrop
from domain.signals.silence import Silence, Step
from domain.signals.spell_ended import SpellEnded
from domain.signals.stopping import Stopping
from domain.signals.swings import Swings
from domain.signals.unreachable import Unreachable

# In the order in which reasons with as many points are told.
SIGNALS: tuple[type[Signal], ...] = (
    Concern,
    PartnerConcern,
    Missed,
    MissedAndSilent,
    Silence,
    Unreachable,
    Stopping,
    SpellEnded,
    Absence,
    Cancelled,
    LowTwice,
    SharpDrop,
    BelowOwnLimit,
    Swings,
    FallingAnswers,
    Seldom,
    NewStart,
    Protective,
)
_CHARTED = (BelowOwnLimit, Swings)


def parse_policy(text: str, *, place: str) -> Policy:
    """Return the policy that a file's text describes: what stands under `[risk]`, by itself.

    Raises:
        ContentError: With every problem found: where, what, and what to write instead.
    """
    shape = read_shape(text, RiskShape, file=place)
    if found := list(risk_problems(shape)):
        raise ContentError([Problem(place, *one) for one in found])
    return policy_from(shape)


def policy_from(shape: RiskShape) -> Policy:
    """Return the policy that a checked `[risk]` part describes."""
    chart = ChartRule(**shape.chart.model_dump())
    return Policy(
        yellow=shape.yellow,
        red=shape.red,
        rules=tuple(
            Rule(_signal(one, written, chart, shape), wording_from(written.say))
            for one, written in _written(shape)
        ),
        yellow_working_days=shape.yellow_within,
        red_working_days=shape.red_within,
        chart=chart,
        breaks=tuple(_break(one) for one in shape.breaks),
        stopping=frozenset(shape.stopping.options if shape.stopping is not None else ()),
        items={key: wording_from(name) for key, name in shape.items.items()},
    )


def risk_problems(shape: RiskShape, place: str = "") -> Iterator[Found]:
    """Yield what does not agree. `place` is where the part stands, such as `risk.`."""
    if shape.red <= shape.yellow:
        yield f"{place}red", "is not above yellow", "write a higher number"
    if not list(_written(shape)):
        yield place.rstrip(".") or "silence", "holds no signal", "write one, such as [silence]"
    if shape.chart.earliest > shape.chart.baseline:
        yield f"{place}chart.earliest", "is above baseline", "write the same number or a smaller"
    for one, written in _written(shape):
        yield from wording_problems(f"{place}{one.key}.say", written.say, one.says)
    for key, name in shape.items.items():
        yield from wording_problems(f"{place}items.{key}", name, frozenset())
    if shape.silence is not None:
        yield from _steps(f"{place}silence.steps", shape.silence.steps)
    if shape.absence is not None and shape.absence.high_share <= shape.absence.share:
        yield f"{place}absence.high_share", "is not above share", "write a higher share"
    yield from _breaks(f"{place}breaks", shape.breaks)


def _written(shape: RiskShape) -> Iterator[tuple[type[Signal], RuleShape]]:
    for one in SIGNALS:
        written = getattr(shape, one.key)
        if written is not None:
            yield one, written


def _signal(one: type[Signal], written: RuleShape, chart: ChartRule, shape: RiskShape) -> Signal:
    if isinstance(written, WithinShape) and one is Concern:
        # A file from before partners had a rule of their own still counts what they say.
        alone = shape.partner_concern is None
        return Concern(days=written.days, points=written.points, partners=alone)
    if isinstance(written, SilenceShape):
        return Silence(tuple(Step(**step.model_dump()) for step in written.steps))
    make: Callable[..., Signal] = one
    numbers: Mapping[str, float] = written.model_dump(exclude={"say", "options"})
    return make(**numbers, chart=chart) if one in _CHARTED else make(**numbers)


def _break(shape: BreakShape) -> Break:
    return Break(shape.first[1:], shape.last[1:])


def _steps(place: str, steps: Sequence[StepShape]) -> Iterator[Found]:
    if not steps:
        yield place, "is empty", "write one, such as [{ days = 7, intervals = 1, points = 1 }]"
    for index, step in enumerate(steps):
        here = f"{place}[{index}]"
        if not step.days and not step.intervals:
            yield here, "begins at once", "write days, intervals or both"
        before = steps[index - 1] if index else None
        if before is not None and not _rises(before, step):
            remedy = "order the steps: longer silence, and at least as many points"
            yield here, "does not rise above the step before it", remedy


def _rises(before: StepShape, step: StepShape) -> bool:
    longer = step.days >= before.days and step.intervals >= before.intervals
    return longer and step.points >= before.points


def _breaks(place: str, breaks: Sequence[BreakShape]) -> Iterator[Found]:
    for index, one in enumerate(breaks):
        for name in ("first", "last"):
            if getattr(one, name)[0] is not None:
                what, remedy = "names a year", 'leave the year out, such as "20.12"'
                yield f"{place}[{index}].{name}", what, remedy
