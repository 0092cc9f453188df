"""What must agree within one question of a programme file. Every function yields all it finds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from content.programme_lines import WordingShape
from content.question_shapes import FollowUpShape, OptionShape, QuestionShape
from content.texts import placeholders

LONGEST_BUTTON = 24
MOST_OPTIONS = 8
QUESTION_PLACEHOLDERS = frozenset({"navn"})

Found = tuple[str, str, str]  # place, what, remedy


def question_problems(place: str, question: QuestionShape) -> Iterator[Found]:
    """Yield what is wrong within one question."""
    yield from wording_problems(f"{place}.text", question.text, QUESTION_PLACEHOLDERS)
    if question.kind != "scale":
        for name in ("lowest", "highest", "low_up_to"):
            if getattr(question, name) is not None:
                yield (
                    f"{place}.{name}",
                    "is only for a scale",
                    'remove it, or write kind = "scale"',
                )
    if question.kind == "scale":
        yield from _scale(place, question)
    if question.kind == "choice":
        yield from _choice(f"{place}.options", question.options)
    elif question.options:
        yield f"{place}.options", "are only for a choice", 'remove them, or write kind = "choice"'


def follow_up_problems(
    place: str, question: QuestionShape, known: Collection[str], others: Collection[str]
) -> Iterator[Found]:
    """Yield what is wrong with what follows a question.

    Args:
        place: Where the question stands.
        question: The question.
        known: Keys of the programme's follow-up questions.
        others: Keys of what the same check-in may ask anyway.
    """
    for index, one in enumerate(question.follow_up):
        here = f"{place}.follow_up[{index}]"
        if one.ask in others:
            remedy = "name one of [[follow_ups]]"
            yield f"{here}.ask", f'is "{one.ask}", which would go round in a loop', remedy
        elif one.ask not in known:
            remedy = "write that question under [[follow_ups]], or correct the name"
            yield f"{here}.ask", f'is "{one.ask}", which is no follow-up question', remedy
        yield from _answers(here, question, one)


def _answers(place: str, question: QuestionShape, one: FollowUpShape) -> Iterator[Found]:
    if question.kind == "free_text":
        yield place, "cannot follow words", "let it follow a scale or a choice"
    elif question.kind == "choice":
        if one.low is not None or one.high is not None:
            yield place, "has numbers for a choice", 'write options = ["..."] instead'
        keys = {option.key for option in question.options}
        for name in sorted(set(one.options) - keys):
            yield f"{place}.options", f'has "{name}", which is no option', "correct its spelling"
        if not one.options:
            yield f"{place}.options", "is missing", "name the options that bring the question"
    elif one.low is None or one.high is None or one.options:
        yield place, "needs low and high", "write low = 0, high = 4 or the like, and no options"
    elif one.low > one.high:
        yield f"{place}.high", "is below low", "write a number from low on"


def _scale(place: str, question: QuestionShape) -> Iterator[Found]:
    lowest = 0 if question.lowest is None else question.lowest
    highest = 10 if question.highest is None else question.highest
    if lowest >= highest:
        yield f"{place}.highest", "is not above the lowest", "write a number above it, at most 10"
    elif question.low_up_to is not None and not lowest <= question.low_up_to < highest:
        remedy = f"write a number from {lowest} to {highest - 1}"
        yield f"{place}.low_up_to", "is outside the scale, or all of it", remedy


def _choice(place: str, options: Sequence[OptionShape]) -> Iterator[Found]:
    if not 2 <= len(options) <= MOST_OPTIONS:
        yield place, f"has {len(options)} of them", f"write 2 to {MOST_OPTIONS} options"
    yield from twice(place, [option.key for option in options], "give each a key of its own")
    for language in ("da", "en"):
        labels = [getattr(option.label, language) for option in options]
        yield from twice(place, labels, f"give each a {language} label of its own")
    for index, option in enumerate(options):
        here = f"{place}[{index}].label"
        yield from wording_problems(here, option.label, frozenset())
        for language in ("da", "en"):
            label = getattr(option.label, language)
            if len(label) > LONGEST_BUTTON:
                what = f"has {len(label)} characters"
                yield f"{here}.{language}", what, f"write at most {LONGEST_BUTTON}: it is a button"


def wording_problems(
    place: str, wording: WordingShape, allowed: frozenset[str]
) -> Iterator[Found]:
    """Yield what is wrong with a text in its two languages."""
    used: set[frozenset[str]] = set()
    for language in ("da", "en"):
        try:
            names = placeholders(getattr(wording, language))
        except ValueError as error:
            remedy = "write a placeholder as {navn}, and a brace itself twice"
            yield f"{place}.{language}", f"cannot be filled in ({error})", remedy
            continue
        used.add(names)
        for name in sorted(names - allowed):
            may = ", ".join(f"{{{each}}}" for each in sorted(allowed)) or "no placeholder"
            yield f"{place}.{language}", f"uses {{{name}}}", f"use only {may} here"
    if len(used) > 1:
        yield place, "has other placeholders in Danish than in English", "use the same in both"


def twice(place: str, names: Iterable[str], remedy: str) -> Iterator[Found]:
    """Yield every name that stands there more than once."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield place, f'has "{name}" twice', remedy
        seen.add(name)
