"""Programmes, read from `content/programmes/*.toml` into frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

from content.errors import ContentError, Problem, shown_path
from content.programme_checks import open_for, problems_of
from content.programme_shapes import (
    ContactShape,
    OptionShape,
    ProgrammeShape,
    QuestionShape,
    WaitsShape,
    WordingShape,
)
from content.shapes import read_shape, read_text
from domain.plan import ContactKind, LateRule, PlannedContact, Programme, Waits
from domain.question import Option, Question, QuestionKind, Wording

PROGRAMMES = Path(__file__).parent / "programmes"
RED_REPEAT_LATER = timedelta(minutes=60)  # where a file does not say


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
    return Programme(
        key=shape.key,
        title=_wording(shape.title),
        contact_interval_days=shape.contact_interval_days,
        contacts=tuple(_contact(key, contact) for key, contact in shape.contacts.items()),
        ladder=tuple(shape.ladder),
        waits=_waits(shape.waits),
        word_working_days=shape.word,
        text=text,
    )


def _wording(shape: WordingShape) -> Wording:
    return MappingProxyType({"da": shape.da, "en": shape.en})


def _waits(shape: WaitsShape) -> Waits:
    return Waits(
        yellow_cover_after=shape.yellow_cover_after,
        yellow_coordinator_working_days=shape.yellow_coordinator_after,
        yellow_outcome_working_days=shape.yellow_outcome,
        red_step=shape.red_step,
        red_outcome=shape.red_outcome,
        red_repeat=shape.red_repeat,
        red_repeat_later=shape.red_repeat_later or max(shape.red_repeat, RED_REPEAT_LATER),
    )


def _contact(key: str, shape: ContactShape) -> PlannedContact:
    window = open_for(shape)
    assert window is not None, "problems_of has refused a contact without a window"
    return PlannedContact(
        key=key,
        kind=ContactKind(shape.kind),
        rule=shape.rule,
        at=shape.at,
        questions=tuple(_question(question) for question in shape.questions),
        opening=_wording(shape.opening),
        late=LateRule(shape.late),
        late_after=shape.late_after,
        remind_after=shape.remind_after,
        window=window,
        event_after=window if shape.kind == "cafe" else None,
    )


def _question(shape: QuestionShape) -> Question:
    return Question(
        key=shape.key,
        kind=QuestionKind(shape.kind),
        text=_wording(shape.text),
        options=tuple(_option(option) for option in shape.options),
        lowest=0 if shape.lowest is None else shape.lowest,
        highest=10 if shape.highest is None else shape.highest,
        low_up_to=shape.low_up_to,
    )


def _option(shape: OptionShape) -> Option:
    return Option(shape.key, _wording(shape.label), shape.low)
