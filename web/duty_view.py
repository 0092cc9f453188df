"""*Det skal du gøre*: the open duties about a youth, with what to say and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from content.areas.by_hand import ByHandKey
from content.areas.on_page import OnPageKey
from content.audience import TextKey
from domain.task import TaskKind
from services.cafe_words import ANSWERS
from services.duties_on_page import Duty
from web.forms import Form, sign
from web.youth_view import Words

_ELSEWHERE: Mapping[TaskKind, TextKey] = {
    TaskKind.GUARDIAN_REVIEW: ByHandKey.P_PARENTS_BELOW,
    TaskKind.ERASURE: OnPageKey.WISH_BELOW,
    TaskKind.THE_END: ByHandKey.P_END_IN_CHAT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """One duty in words. `outcomes` and `answers` are values and labels; both may be empty."""

    form: str
    headline: str
    meta: Sequence[str]
    lead: str | None  # that the words are to be said to the youth
    words: str | None
    elsewhere: str | None  # where it is done, if not here
    outcomes: Sequence[tuple[str, str]]
    answers: Sequence[tuple[str, str]]


def duties_view(token: str, words: Words, duties: Sequence[Duty]) -> Sequence[DutyView]:
    """Return the duties in the words of one reader, each with a form of its own."""
    return [_view(token, words, duty) for duty in duties]


def _view(token: str, words: Words, duty: Duty) -> DutyView:
    say, elsewhere = words.say, _ELSEWHERE.get(duty.task.kind)
    answers = [(said.value, say(key)) for said, key in ANSWERS.items()] if duty.asks_answer else []
    return DutyView(
        form=sign(token, Form.DUTY, {"task": duty.task.id}),
        headline=duty.what,
        meta=_meta(words, duty),
        lead=say(ByHandKey.P_SAY_IT) if duty.words and duty.is_said else None,
        words=duty.words,
        elsewhere=say(elsewhere) if elsewhere is not None else None,
        outcomes=[(act, say(key)) for act, key in duty.outcomes.items()],
        answers=answers,
    )


def _meta(words: Words, duty: Duty) -> Sequence[str]:
    task, meta = duty.task, []
    if task.owed_since is not None:
        key = ByHandKey.P_LATE if task.is_late(words.now) else ByHandKey.P_BY
        meta.append(words.say(key, hvornaar=words.at(task.owed_since)))
    if duty.staff_name and task.staff_id != words.page.reader.id:
        meta.append(words.say(ByHandKey.P_WHOSE, medarbejder=duty.staff_name))
    return meta
