"""A wish to be erased, on the page of a youth: write it down, see its clock, answer it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from content.areas.on_page import OnPageKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import date_of
from domain.erasure_wish import LONGEST_REASON, NotAnswered, WishEnd
from services.wish_erased import Erasure, Wish, WrittenAnswer
from web.forms import Form, sign
from web.youth_view import Words

WISH_WRONG = "wish_wrong"  # among what was typed: why nothing was kept
_WRONG: Mapping[NotAnswered, TextKey] = MappingProxyType(
    {
        NotAnswered.ASKED_ON: OnPageKey.WISH_NO_DAY,
        NotAnswered.END: OnPageKey.WISH_NO_END,
        NotAnswered.LEADER: OnPageKey.WISH_NO_LEADER,
        NotAnswered.REASON: OnPageKey.WISH_NO_REASON,
        NotAnswered.REASON_LONG: OnPageKey.WISH_REASON_LONG,
        NotAnswered.CPR: Key.P_CPR,
        NotAnswered.TOLD_ON: OnPageKey.WISH_NOT_TOLD,
        NotAnswered.GONE: OnPageKey.WISH_GONE,
    }
)
_ENDS: Mapping[WishEnd, OnPageKey] = MappingProxyType(
    {
        WishEnd.REFUSED: OnPageKey.WISH_REFUSED,
        WishEnd.PARTLY: OnPageKey.WISH_PARTLY,
        WishEnd.WITHDRAWN: OnPageKey.WISH_WITHDRAWN,
    }
)


def written_answer(typed: Mapping[str, str]) -> WrittenAnswer:
    """Return the answer as it was sent."""
    return WrittenAnswer(
        end=typed.get("svar", ""),
        leader=typed.get("leder", ""),
        reason=typed.get("text", ""),
        told_on=typed.get("sagt", ""),
    )


def erasure_form(
    token: str, words: Words, again: Mapping[str, str], found: Erasure
) -> dict[str, Any]:
    """Return what the template needs; what was typed before stands in it again."""
    wrong, name = again.get(WISH_WRONG), words.page.youth.first_name
    is_open = found.is_open
    return {
        "wish_error": _error(words, NotAnswered(wrong)) if wrong else None,
        "wish_typed": again if wrong else {},
        "wish_open": _open(words, found) if is_open else None,
        "wish_was": _was(words, found) if not is_open and found.wish else None,
        "wish_form": sign(token, Form.WISH_ANSWER if is_open else Form.WISH, {}),
        "wish_today": found.today.isoformat(),
        "wish_longest": LONGEST_REASON,
        "wish_leaders": [(str(one.id), one.name) for one in found.leaders],
        "wish_ends": [(end.value, _end(words, end, name)) for end in _ENDS],
    }


def _open(words: Words, found: Erasure) -> str | None:
    wish = found.wish
    if wish is None or wish.task.due_at is None:
        return None
    return words.say(
        OnPageKey.WISH_OPEN,
        navn=words.page.youth.first_name,
        dato=_day(words, wish.asked_on, found.today),
        hvornaar=words.at(wish.task.due_at),
    )


def _was(words: Words, found: Erasure) -> str | None:
    wish: Wish | None = found.wish
    if wish is None or wish.end is None or wish.task.done_at is None:
        return None
    name = words.page.youth.first_name
    return words.say(
        OnPageKey.WISH_WAS,
        dato=_day(words, wish.asked_on, found.today),
        svar=_end(words, wish.end, name),
        hvornaar=words.at(wish.task.done_at),
        grund=wish.task.detail or "-",
        medarbejder=wish.answered_by or "-",
    )


def _end(words: Words, end: WishEnd, name: str) -> str:
    key = _ENDS[end]
    return words.say(key, **dict.fromkeys(key.placeholders, name))


def _day(words: Words, day: date, today: date) -> str:
    return date_of(day, today, words.language)


def _error(words: Words, wrong: NotAnswered) -> str:
    key = _WRONG[wrong]
    return words.say(key, **dict.fromkeys(key.placeholders, LONGEST_REASON))
