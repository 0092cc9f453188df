"""After the talk of a red case: *stille uge*, *som før* or *ny aftale*, and how they are."""

from __future__ import annotations

from content.areas.care import CareKey
from content.audience import TextKey
from content.keys import Key
from domain.case import AfterTalk, Case
from domain.first_look import follow_up_at
from services.buttons import button, row, rows
from services.case_tap import CaseTap
from services.follow_up import choose, is_over
from services.turn import DOUBLE_TAP

_SAID = {
    AfterTalk.QUIET_WEEK: CareKey.AFTER_QUIET,
    AfterTalk.AS_BEFORE: CareKey.AFTER_AS_BEFORE,
    AfterTalk.NEW_AGREEMENT: CareKey.AFTER_AGREEMENT,
}
_LABELS: dict[AfterTalk, TextKey] = {
    AfterTalk.QUIET_WEEK: CareKey.B_QUIET_WEEK,
    AfterTalk.AS_BEFORE: CareKey.B_AS_BEFORE,
    AfterTalk.NEW_AGREEMENT: CareKey.B_NEW_AGREEMENT,
}


def show_follow_up(tap: CaseTap, case: Case) -> None:
    """Say how it goes on, which is quietly for a week unless they choose otherwise.

    A talk that came before a day had passed is noted, and the follow-up still stands.
    """
    assert case.talked_at is not None, "there has been a talk"
    key = _SAID[case.after_talk or AfterTalk.QUIET_WEEK]
    _say(tap, case, key if tap.now - case.talked_at <= DOUBLE_TAP else CareKey.TOO_EARLY)


def choose_after(tap: CaseTap, case: Case, *, how: AfterTalk) -> None:
    """Let the worker choose how it goes on for the youth; the message says so."""
    if is_over(case):  # an old button
        tap.show(case)
        return
    _say(tap, choose(tap.tx, tap.actor, tap.now, tap.house, case, how), _SAID[how])


def _say(tap: CaseTap, case: Case, key: TextKey) -> None:
    assert case.talked_at is not None, "there has been a talk"
    choices = [
        button(tap.house, tap.staff.language, label, "after", case.id, how.value)
        for how, label in _LABELS.items()
        if how is not case.after_talk
    ]
    back = button(tap.house, tap.staff.language, Key.B_BACK, "back", case.id)
    by = tap.when(follow_up_at(case.talked_at, tap.house.site))
    tap.say(case, key, rows(*choices) + row(back), also=CareKey.YOURSELF, hvornaar=by)
