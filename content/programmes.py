"""Programmes, read from `content/programmes/*.toml` into frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from content.errors import ContentError, Problem, shown_path
from content.planned_contacts import (
    contact_from,
    days_from,
    question_from,
    turn_of_windows,
    wording_from,
)
from content.programme_checks import problems_of
from content.programme_shapes import (
    BundleShape,
    CafeShape,
    PhaseShape,
    ProgrammeShape,
    StepShape,
    WaitsShape,
)
from content.risk_file import policy_from
from content.shapes import read_shape, read_text
from domain.bundle import Bundle
from domain.plan import (
    Days,
    LadderRung,
    Phase,
    PlannedContact,
    Programme,
    Topic,
    UsualCafe,
    Waits,
    Window,
)
from domain.step_hours import StepHours

PROGRAMMES = Path(__file__).parent / "programmes"
# Where a file does not say:
RED_REPEAT_LATER = timedelta(minutes=60)
REMIND_BEFORE = timedelta(minutes=15)


def load_programmes(folder: Path = PROGRAMMES) -> Mapping[str, Programme]:
    """Return the programmes of a folder by key; raises `ContentError` with every problem."""
    programmes: dict[str, Programme] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            programme = parse_programme(read_text(path), place=shown_path(path))
        except ContentError as error:
            problems.extend(error.problems)
            continue
        programmes[programme.key] = programme
        if programme.key != path.stem:
            what, remedy = f'is "{programme.key}"', f'write "{path.stem}", the name of the file'
            problems.append(Problem(shown_path(path), "key", what, remedy))
    if not programmes and not problems:
        remedy = "add a programme file there, such as projekt-run.toml"
        problems.append(Problem(shown_path(folder), "", "holds no programme", remedy))
    if problems:
        raise ContentError(problems)
    return MappingProxyType(programmes)


@lru_cache(maxsize=64)  # a process may open many houses
def parse_programme(text: str, *, place: str) -> Programme:
    """Return the programme that a file's text describes.

    Args:
        text: The whole file; it is kept word for word in the programme.
        place: What to call the file in messages, such as `content/programmes/projekt-run.toml`.

    Raises:
        ContentError: With every problem found: where, what, and what to write instead.
    """
    shape = read_shape(text, ProgrammeShape, file=place)
    if problems := problems_of(shape, place):
        raise ContentError(problems)
    return _programme(shape, text)


def _programme(shape: ProgrammeShape, text: str) -> Programme:
    windows = tuple(Window(days_from(one), one.human_every_days) for one in shape.windows)
    days = shape.contact_interval_days or windows[0].human_every_days
    topics = (Topic(key, wording_from(label)) for key, label in shape.topics.items())
    return Programme(
        key=shape.key,
        title=wording_from(shape.title),
        contact_interval_days=days,
        contacts=_contacts(shape, windows),
        ladder=tuple(one.rung for one in shape.ladder),
        step_hours=MappingProxyType(dict(_step_hours(shape.ladder))),
        red_people=shape.red_acknowledged_by,
        end_day=shape.end_day,
        waits=_waits(shape.waits),
        word_working_days=shape.word,
        text=text,
        phases=tuple(_phase(phase) for phase in shape.phases),
        windows=windows,
        topics=tuple(topics),
        items=tuple(question_from(item) for item in shape.rotating),
        items_together=shape.items.together_first if shape.items else 0,
        jitter=shape.jitter or timedelta(0),
        cafe=_cafe(shape.cafe) if shape.cafe is not None else None,
        risk=policy_from(shape.risk) if shape.risk is not None else None,
        bundle=_bundle(shape.bundle) if shape.bundle is not None else None,
    )


def _contacts(shape: ProgrammeShape, windows: Sequence[Window]) -> tuple[PlannedContact, ...]:
    written = [contact_from(key, contact, shape) for key, contact in shape.contacts.items()]
    begins = sorted({window.days.first for window in windows} - {0})
    return (*written, *([turn_of_windows(begins)] if begins else []))


def _step_hours(ladder: Iterable[StepShape]) -> Iterator[tuple[LadderRung, StepHours]]:
    for one in ladder:
        if one.is_bound:
            days = one.weekdays if one.weekdays is not None else StepHours().weekdays
            yield one.rung, StepHours(days, one.hours)


def _bundle(shape: BundleShape) -> Bundle:
    return Bundle(at=shape.at, lines=shape.lines, window=shape.window)


def _cafe(shape: CafeShape) -> UsualCafe:
    return UsualCafe(shape.rule, shape.begins, shape.ends)


def _phase(shape: PhaseShape) -> Phase:
    days = Days(shape.from_day, shape.until_day)
    return Phase(wording_from(shape.title), days, new_usual=shape.new_usual)


def _waits(shape: WaitsShape) -> Waits:
    return Waits(
        yellow_cover_after=shape.yellow_cover_after,
        yellow_coordinator_working_days=shape.yellow_coordinator_after,
        yellow_outcome_working_days=shape.yellow_outcome,
        red_step=shape.red_step,
        red_outcome=shape.red_outcome,
        red_repeat=shape.red_repeat,
        red_repeat_later=shape.red_repeat_later or max(shape.red_repeat, RED_REPEAT_LATER),
        remind_before=shape.remind_before or min(REMIND_BEFORE, shape.red_outcome / 2),
    )
