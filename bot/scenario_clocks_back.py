"""The night to the last Sunday in October: an hour comes twice, and no promise moves."""

from __future__ import annotations

from datetime import time

from bot.scenarios import BO, MAJA, Page, Scenario, Seen, Step, Tap, Until, Week, Write
from content.areas.demo import DemoKey
from content.keys import Key

_SATURDAY, _SUNDAY, _MONDAY, _TUESDAY = 5, 6, 7, 8  # days after the Monday of that week

CLOCKS_BACK = Scenario(
    id="clocks-back",
    title=DemoKey.BACK_TITLE,
    about=DemoKey.BACK_ABOUT,
    week=Week.CLOCKS_BACK,
    begins=Until(3, time(10)),
    enrolled=(BO,),
    steps=(
        Step(DemoKey.BACK_EVENING, until=Until(_SATURDAY, time(22))),
        Step(
            DemoKey.BACK_WORD,
            (Write(BO, "kan vi tale?"),),
            seen=Seen(BO, Key.WORD_CLOSED),
        ),
        Step(DemoKey.BACK_SUNDAY, until=Until(_SUNDAY, time(22))),
        Step(
            DemoKey.BACK_MONDAY,
            until=Until(_MONDAY, time(9, 10)),
            seen=Seen(MAJA, Key.CASE),
        ),
        Step(
            DemoKey.BACK_READ,
            (Tap(MAJA, Key.B_OPEN), Page(MAJA, button=Key.B_READ, form="/ung/laest")),
            seen=Seen(MAJA, Key.CASE_CLOSED),
        ),
        Step(DemoKey.BACK_TUESDAY, until=Until(_TUESDAY, time(14, 10))),
    ),
)
