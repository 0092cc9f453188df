"""What the `[risk]` part of a programme file may hold: one table for each signal."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from content.amounts import closed_day
from content.programme_lines import Name, WordingShape, WorkingDays
from content.shapes import Shape

Points = Annotated[float, Field(ge=0, le=10)]
Span = Annotated[int, Field(ge=1, le=365)]  # days
Share = Annotated[float, Field(gt=0, le=1)]
Score = Annotated[float, Field(ge=0, le=10)]
Times = Annotated[int, Field(ge=1, le=20)]
YearDay = Annotated[tuple[int | None, int, int], BeforeValidator(closed_day)]


class RuleShape(Shape):
    """A signal with the sentence that says it."""

    say: WordingShape


class StepShape(Shape):
    """So many points from so many silent days on, and not before so many agreed intervals."""

    days: Annotated[float, Field(ge=0, le=365)] = 0
    intervals: Annotated[float, Field(ge=0, le=20)] = 0
    points: Points


class SilenceShape(RuleShape):
    """Silence, step by step."""

    steps: list[StepShape]


class WithinShape(RuleShape):
    """Points for something within so many days."""

    days: Span
    points: Points


class MissedShape(WithinShape):
    """A missed agreement."""

    again: Points = 0
    again_days: Span = 28


class SeldomShape(WithinShape):
    """Heard from no more often than was agreed, over four weeks if nothing else is said."""

    days: Span = 28


class CancelledShape(WithinShape):
    """Agreements called off."""

    times: Times


class AbsenceShape(RuleShape):
    """Away from school or job."""

    share: Share
    points: Points
    high_share: Share
    high_points: Points


class LowTwiceShape(WithinShape):
    """The bottom of the scale, twice."""

    up_to: Score


class DropShape(WithinShape):
    """A sharp drop."""

    drop: Annotated[float, Field(gt=0, le=10)]


class StoppingShape(WithinShape):
    """They may stop: said by one of these options of a question."""

    options: list[Name] = Field(default_factory=list)


class SwingsShape(WithinShape):
    """Answers that swing."""

    times: Annotated[float, Field(gt=1, le=10)]


class PointsShape(RuleShape):
    """Points for as long as it is so."""

    points: Points


class ProtectiveShape(RuleShape):
    """What takes points away."""

    days: Span
    points: Annotated[float, Field(ge=-10, lt=0)]


class ChartShape(Shape):
    """The numbers of change detection. Leave them out to use the tried ones."""

    weight: Annotated[float, Field(gt=0, le=1)] = 0.3
    width: Annotated[float, Field(gt=0, le=6)] = 2.5
    baseline: Annotated[int, Field(ge=4, le=30)] = 8
    earliest: Annotated[int, Field(ge=3, le=30)] = 6
    baseline_days: Annotated[int, Field(ge=0, le=180)] = 21
    usual_spread: Annotated[float, Field(gt=0, le=5)] = 1.6
    borrowed: Annotated[int, Field(ge=0, le=100)] = 8
    least_spread: Annotated[float, Field(gt=0, le=5)] = 0.8
    gap_days: Annotated[int, Field(ge=1, le=365)] = 28
    forget_days: Annotated[int, Field(ge=1, le=365)] = 90


class BreakShape(Shape):
    """Days of every year that never count."""

    first: YearDay
    last: YearDay


class RiskShape(Shape):
    """The whole part. A signal that is left out does not count."""

    yellow: Annotated[float, Field(gt=0, le=10)]
    red: Annotated[float, Field(gt=0, le=10)]
    yellow_within: WorkingDays = 3
    red_within: WorkingDays = 1
    breaks: list[BreakShape] = Field(default_factory=list)
    chart: ChartShape = Field(default_factory=ChartShape)
    items: dict[Name, WordingShape] = Field(default_factory=dict)

    silence: SilenceShape | None = None
    missed: MissedShape | None = None
    cancelled: CancelledShape | None = None
    missed_and_silent: WithinShape | None = None
    absence: AbsenceShape | None = None
    below_own_limit: WithinShape | None = None
    low_twice: LowTwiceShape | None = None
    sharp_drop: DropShape | None = None
    swings: SwingsShape | None = None
    falling_answers: WithinShape | None = None
    seldom: SeldomShape | None = None
    stopping: StoppingShape | None = None
    spell_ended: WithinShape | None = None
    concern: WithinShape | None = None
    partner_concern: WithinShape | None = None
    new_start: WithinShape | None = None
    unreachable: PointsShape | None = None
    protective: ProtectiveShape | None = None
