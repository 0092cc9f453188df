"""*Jeg ringer nu* from /idag: a call that no case asked for, and a try that nobody answered."""

from __future__ import annotations

from content.areas.staff import DeskKey
from content.areas.talks import TalkKey
from services.buttons import row
from services.call_first import Caller, note_try, tell_of_call
from services.youth_tap import YouthTap


def call_youth(tap: YouthTap) -> None:
    """Tell a youth that somebody calls now; the worker notes below how it went."""
    key = tell_of_call(tap.tx, tap.now, tap.house, Caller(tap.staff, tap.youth, None))
    talked = tap.button(DeskKey.B_TALKED_TO, "talkto")
    tap.say(key, buttons=row(talked, tap.button(DeskKey.B_NO_LUCK, "tried")))


def nobody_answered(tap: YouthTap) -> None:
    """Note a call that nobody answered, and say whether the youth hears of it."""
    hears = note_try(tap.tx, tap.now, tap.house, Caller(tap.staff, tap.youth, None))
    tap.say(TalkKey.NOTED_TRY if hears else TalkKey.NOTED_TRY_ALONE, edit=True)
