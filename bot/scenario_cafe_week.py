"""A café week: invited, moved, held, and whether it was worth it."""

from __future__ import annotations

from datetime import time

from bot.scenarios import (
    AMAL,
    BO,
    CONNY,
    MAJA,
    Page,
    Pick,
    Scenario,
    Seen,
    Step,
    Tap,
    Until,
    Wait,
    Write,
)
from content.areas.cafe import CafeKey
from content.areas.demo import DemoKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.keys import Key

_THURSDAY = 3  # days after the demo's Monday

_SPOKEN_WITH = tuple(
    act
    for place in (0, 1)
    for act in (
        Write(MAJA, "/talt"),
        Pick(MAJA, place),
        Tap(MAJA, Key.B_MET),
        Tap(MAJA, TalkKey.B_MOOD_GOOD),
        Tap(MAJA, Key.B_AS_AGREED),
    )
)
CAFE_WEEK = Scenario(
    id="cafe-week",
    title=DemoKey.CAFE_TITLE,
    about=DemoKey.CAFE_ABOUT,
    begins=Until(-3, time(10)),  # who is new on Monday gets a greeting on Tuesday, and no café
    enrolled=(AMAL, BO),
    has_cafe=True,
    before=(Wait(Until(0, time(9))), *_SPOKEN_WITH),
    steps=(
        Step(
            DemoKey.CAFE_LIST,
            (Write(CONNY, "/cafe"), Pick(CONNY, 0)),
            seen=Seen(CONNY, CafeKey.NO_WORDS),
        ),
        Step(
            DemoKey.CAFE_WORDS,
            (
                Tap(CONNY, CafeKey.B_EDIT),
                Page(
                    CONNY,
                    button=CafeKey.P_SAVE,
                    form="/ord",
                    fields={"theme_da": "dit første job", "food_da": "pizza"},
                ),
            ),
        ),
        Step(
            DemoKey.CAFE_INVITED,
            (Tap(AMAL, Key.B_SKIP), Tap(BO, Key.B_SKIP)),
            until=Until(1, time(14, 10)),
            seen=Seen(AMAL, CafeKey.THEME),
        ),
        Step(
            DemoKey.CAFE_COMING,
            (Tap(AMAL, CafeKey.B_YES), Tap(AMAL, CafeKey.B_FETCHED)),
            seen=Seen(AMAL, CafeKey.FETCHED),
        ),
        Step(DemoKey.CAFE_MAYBE, (Tap(BO, CafeKey.B_MAYBE),), seen=Seen(BO, CafeKey.MAYBE)),
        Step(
            DemoKey.CAFE_MOVE,
            (Write(CONNY, "/cafe"), Pick(CONNY, 0), Tap(CONNY, CafeKey.B_MOVE)),
            until=Until(2, time(12)),
            seen=Seen(CONNY, CafeKey.ASK_MOVE),
        ),
        Step(
            DemoKey.CAFE_MOVED,
            (Pick(CONNY, 1), Tap(CONNY, CafeKey.B_MOVE_YES)),
            seen=Seen(BO, CafeKey.MOVED),
        ),
        Step(
            DemoKey.CAFE_DECIDED,
            (Tap(BO, CafeKey.B_YES), Tap(BO, CafeKey.B_NO_HELP)),
            seen=Seen(BO, CafeKey.COMING),
        ),
        Step(
            DemoKey.CAFE_REMINDED,
            until=Until(_THURSDAY, time(12, 40)),
            seen=Seen(BO, CafeKey.REMIND),
        ),
        Step(
            DemoKey.CAFE_DOOR,
            until=Until(_THURSDAY, time(18, 25)),
            seen=Seen(CONNY, CafeKey.COUNT),
        ),
        Step(
            DemoKey.CAFE_TICKED,
            (Tap(CONNY, CafeKey.B_ALL_YES), Pick(CONNY, 1), Pick(CONNY, 1)),
        ),
        Step(
            DemoKey.CAFE_ASKED,
            until=Until(_THURSDAY, time(20, 40)),
            seen=Seen(AMAL, CafeKey.ASK_WORTH),
        ),
        Step(
            DemoKey.CAFE_WISH,
            (Tap(AMAL, CafeKey.B_WORTH_YES), Tap(AMAL, CafeKey.B_WISH_COOK)),
            seen=Seen(AMAL, CafeKey.WISH_NOTED),
        ),
        Step(
            DemoKey.CAFE_AFTER,
            (Write(MAJA, "/idag"),),
            until=Until(4, time(9, 10)),
            seen=Seen(MAJA, StaffKey.TASK_PICK_UP),
        ),
    ),
)
