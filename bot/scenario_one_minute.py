"""The plain demo: what the product is, in a minute. It begins where no scenario is chosen."""

from __future__ import annotations

from datetime import time

from bot.scenarios import (
    AMAL,
    BO,
    MAJA,
    Answer,
    Page,
    Scenario,
    Seen,
    Step,
    Tap,
    Until,
    Write,
)
from content.areas.demo import DemoKey
from content.areas.talks import TalkKey
from content.keys import Key

ONE_MINUTE = Scenario(
    id="one-minute",
    title=DemoKey.MINUTE_TITLE,
    about=DemoKey.MINUTE_ABOUT,
    begins=Until(0, time(10)),
    waiting=(AMAL,),
    enrolled=(BO,),
    has_cafe=True,
    steps=(
        Step(DemoKey.MINUTE_ASKED, until=Until(1, time(14, 10))),
        Step(DemoKey.MINUTE_ANSWER, (Answer(BO),), seen=Seen(BO, Key.THANKS)),
        Step(DemoKey.MINUTE_WORD, (Write(BO, "kan vi tale?"),), seen=Seen(MAJA, Key.CASE)),
        Step(
            DemoKey.MINUTE_READ,
            (Tap(MAJA, Key.B_OPEN), Page(MAJA, button=Key.B_READ, form="/ung/laest")),
            seen=Seen(MAJA, Key.CASE_CLOSED),
        ),
        Step(DemoKey.MINUTE_SILENCE, until=Until(4, time(10, 10))),
        Step(
            DemoKey.MINUTE_TALKED,
            (
                Tap(MAJA, Key.B_TAKE),
                Tap(MAJA, Key.B_TALKED),
                Tap(MAJA, Key.B_CALLED),
                Tap(MAJA, TalkKey.B_MOOD_GOOD),
                Tap(MAJA, Key.B_AS_AGREED),
            ),
            seen=Seen(MAJA, Key.CASE_CLOSED_NEXT),
        ),
    ),
)
