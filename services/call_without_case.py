"""*Jeg ringer nu* from /idag: a call that no case asked for, and a try that nobody answered."""

from __future__ import annotations

from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from domain.case import Case, CaseKind, Level
from services.buttons import row
from services.call_first import Caller, note_try, tell_of_call
from services.case_tap import CaseTap
from services.raise_case import standing
from services.try_again import HOUR, try_again
from services.youth_tap import YouthTap


def call_youth(tap: YouthTap) -> None:
    """Tell a youth that somebody calls now; the worker notes below how it went."""
    key = tell_of_call(tap.tx, tap.now, tap.house, Caller(tap.staff, tap.youth, None))
    talked = tap.button(StaffKey.B_TALKED_TO, "talkto")
    tap.say(key, buttons=row(talked, tap.button(StaffKey.B_NO_LUCK, "tried")))


def nobody_answered(tap: YouthTap) -> None:
    """Note a call that nobody answered, and say whether the youth hears of it.

    Where whoever called has a cry for help of theirs, and nobody has talked so far, it is a try
    of that case: others hear of it. With a cry in other hands the youth reads the way to help.
    """
    red = _cry(tap)
    if red is not None and red.taken_by == tap.staff.id:
        on_case = CaseTap(tap.tx, tap.actor, tap.now, tap.house, tap.incoming, tap.staff)
        try_again(on_case, red, choice=HOUR)
        return
    hears = note_try(tap.tx, tap.now, tap.house, Caller(tap.staff, tap.youth, red))
    tap.say(TalkKey.NOTED_TRY if hears else TalkKey.NOTED_TRY_ALONE, edit=True)


def _cry(tap: YouthTap) -> Case | None:
    """Return the youth's open cry for help that nobody has talked with them about, or None."""
    found = standing(tap.tx, tap.youth, CaseKind.CRISIS)
    in_danger = found is not None and found.level is Level.RED and found.talked_at is None
    return found if in_danger else None
