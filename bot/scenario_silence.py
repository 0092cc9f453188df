"""A youth who goes quiet, and a person who calls."""

from __future__ import annotations

from datetime import time

from bot.scenarios import (
    BO,
    CONNY,
    MAJA,
    Open,
    Page,
    Pick,
    Scenario,
    Seen,
    Step,
    Tap,
    Until,
    Write,
)
from content.areas.demo import DemoKey
from content.areas.enrolment import EnrolmentKey
from content.areas.rhythm import RhythmKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.keys import Key

# The places of the buttons of these days, which are the days after the demo's Monday too.
_TUESDAY, _THURSDAY = 1, 3

SILENCE = Scenario(
    id="silence",
    title=DemoKey.QUIET_TITLE,
    about=DemoKey.QUIET_ABOUT,
    begins=Until(0, time(10)),
    waiting=(BO,),
    before=(
        Open(BO),
        Tap(BO, Key.B_DANISH),
        Tap(BO, Key.B_NEXT),
        Tap(BO, Key.B_AGE_18),
        Tap(BO, Key.B_YES_TRY),
        Pick(BO, _TUESDAY),
        Pick(BO, _THURSDAY),
        Tap(BO, EnrolmentKey.B_GO_ON),
        Tap(BO, EnrolmentKey.B_HOUR, {"klokken": "14"}),
        Tap(BO, EnrolmentKey.B_BY_BOT),
        Tap(BO, EnrolmentKey.B_QUIET_CALL),
        Tap(BO, EnrolmentKey.B_ANY_PART),
        Tap(BO, Key.B_SKIP),
        Tap(BO, Key.B_SKIP),
        Tap(BO, EnrolmentKey.B_HANDSHAKE),
        Write(MAJA, "/nummer 12 34 56 78"),
    ),
    steps=(
        Step(DemoKey.QUIET_ASKED, until=Until(_TUESDAY, time(14, 10))),
        Step(
            DemoKey.QUIET_REMINDED,
            until=Until(2, time(12, 10)),
            seen=Seen(BO, Key.REMINDER),
        ),
        Step(
            DemoKey.QUIET_CLOSED,
            until=Until(_THURSDAY, time(14, 10)),
            seen=Seen(BO, Key.CLOSED),
        ),
        Step(DemoKey.QUIET_DUE, until=Until(4, time(10, 10)), seen=Seen(MAJA, Key.CASE)),
        Step(DemoKey.QUIET_TODAY, (Write(MAJA, "/idag"),), seen=Seen(MAJA, StaffKey.TODAY)),
        Step(
            DemoKey.QUIET_TOLD,
            until=Until(7, time(9, 10)),
            seen=Seen(MAJA, RhythmKey.NOTICE_QUIET),
        ),
        Step(DemoKey.QUIET_TAKEN, (Tap(MAJA, Key.B_TAKE),), seen=Seen(CONNY, Key.CASE_OTHERS)),
        Step(
            DemoKey.QUIET_CARD,
            (Tap(MAJA, Key.B_OPEN), Page(MAJA, shows=TalkKey.P_BEFORE)),
            seen=Seen(MAJA, Key.LINK_USED),
        ),
        Step(
            DemoKey.QUIET_CALL,
            (Tap(MAJA, TalkKey.B_CALL_NOW),),
            seen=Seen(BO, TalkKey.PRECALL),
        ),
        Step(
            DemoKey.QUIET_TRIED,
            (Tap(MAJA, Key.B_NOT_REACHED), Tap(MAJA, Key.B_IN_AN_HOUR)),
            seen=Seen(BO, TalkKey.TRIED),
        ),
        Step(
            DemoKey.QUIET_PROMISED,
            (Tap(BO, TalkKey.B_CALL_TOMORROW),),
            seen=Seen(BO, TalkKey.CALL_AT),
        ),
        Step(
            DemoKey.QUIET_TIME,
            until=Until(8, time(13, 5)),
            seen=Seen(MAJA, Key.TRY_AGAIN_NOW),
        ),
        Step(
            DemoKey.QUIET_AGAIN,
            (Tap(MAJA, TalkKey.B_CALL_NOW), Tap(BO, TalkKey.B_FINE)),
            seen=Seen(BO, TalkKey.PRECALL_FINE),
        ),
        Step(
            DemoKey.QUIET_TALKED,
            (
                Tap(MAJA, Key.B_TALKED),
                Tap(MAJA, Key.B_CALLED),
                Tap(MAJA, TalkKey.B_MOOD_GOOD),
                Tap(MAJA, Key.B_AS_AGREED),
            ),
            seen=Seen(MAJA, Key.CASE_CLOSED_NEXT),
        ),
    ),
)
