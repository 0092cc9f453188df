"""A cry for help on a Saturday night with nobody on duty, and what follows until Monday."""

from __future__ import annotations

from datetime import time

from bot.scenarios import BO, CONNY, Page, Scenario, Seen, Step, Tap, Until, Write
from content.areas.care import CareKey
from content.areas.demo import DemoKey
from content.areas.talks import TalkKey
from content.keys import Key

_SATURDAY, _MONDAY = 5, 7  # days after the demo's Monday
_CRY = "jeg vil ikke leve mere"

NIGHT = Scenario(
    id="night",
    title=DemoKey.NIGHT_TITLE,
    about=DemoKey.NIGHT_ABOUT,
    begins=Until(4, time(15)),
    enrolled=(BO,),
    steps=(
        Step(DemoKey.NIGHT_LATE, until=Until(_SATURDAY, time(2, 14))),
        Step(DemoKey.NIGHT_CRY, (Write(BO, _CRY),), seen=Seen(BO, CareKey.CARD_NOBODY)),
        Step(DemoKey.NIGHT_TOLD),
        Step(
            DemoKey.NIGHT_DANGER,
            (Tap(BO, Key.B_IN_DANGER_NO),),
            seen=Seen(BO, Key.CARD_NO),
        ),
        Step(
            DemoKey.NIGHT_AGAIN,
            until=Until(_SATURDAY, time(2, 40)),
            seen=Seen(CONNY, Key.CASE, times=2),
        ),
        Step(DemoKey.NIGHT_TAKEN, (Tap(CONNY, Key.B_TAKE),), seen=Seen(CONNY, Key.CASE_MINE)),
        Step(
            DemoKey.NIGHT_READ,
            (Tap(CONNY, Key.B_OPEN), Page(CONNY)),
            seen=Seen(CONNY, Key.LINK_OF_CASE_USED),
        ),
        Step(
            DemoKey.NIGHT_TALKED,
            (
                Tap(CONNY, Key.B_TALKED),
                Tap(CONNY, Key.B_CALLED),
                Tap(CONNY, TalkKey.B_MOOD_HARD),
                Tap(CONNY, Key.B_AS_AGREED),
            ),
            seen=Seen(CONNY, CareKey.AFTER_QUIET),
        ),
        Step(DemoKey.NIGHT_MONDAY, until=Until(_MONDAY, time(9, 5))),
        Step(
            DemoKey.NIGHT_CLOSED,
            (
                Tap(CONNY, Key.B_BACK),
                Tap(CONNY, Key.B_TALKED),
                Tap(CONNY, Key.B_CALLED),
                Tap(CONNY, TalkKey.B_MOOD_SO_SO),
                Tap(CONNY, Key.B_AS_AGREED),
            ),
            seen=Seen(CONNY, Key.CASE_CLOSED_NEXT),
        ),
    ),
)
