"""A youth's first week: the yes, what was chosen, two contacts, a voice at night."""

from __future__ import annotations

from datetime import time

from bot.scenarios import (
    AMAL,
    MAJA,
    Answer,
    Open,
    Page,
    Pick,
    Scenario,
    Seen,
    Step,
    Tap,
    Until,
    Voice,
    Write,
)
from content.areas.demo import DemoKey
from content.areas.enrolment import EnrolmentKey
from content.areas.receipts import ReceiptKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.areas.things import ThingKey
from content.keys import Key

# The places of the buttons of these days, which are the days after the demo's Monday too.
_TUESDAY, _THURSDAY = 1, 3
_TWO = {"nr": "2"}
_SET_ALL = (
    Write(MAJA, "/idag"),
    Tap(MAJA, ReceiptKey.B_REPLIES),
    Page(MAJA, button=ReceiptKey.P_SET_ALL, form="/nye-svar"),
)

FIRST_WEEK = Scenario(
    id="first-week",
    title=DemoKey.WEEK_TITLE,
    about=DemoKey.WEEK_ABOUT,
    begins=Until(_TUESDAY, time(14)),
    waiting=(AMAL,),
    before=(Write(MAJA, "/nummer 12 34 56 78"),),
    steps=(
        Step(
            DemoKey.WEEK_LINK,
            (Open(AMAL), Tap(AMAL, Key.B_DANISH)),
            seen=Seen(AMAL, Key.HELLO),
        ),
        Step(
            DemoKey.WEEK_YES,
            (Tap(AMAL, Key.B_NEXT), Tap(AMAL, Key.B_AGE_18), Tap(AMAL, Key.B_YES_TRY)),
            seen=Seen(MAJA, Key.NOTICE_ACCEPTED),
        ),
        Step(
            DemoKey.WEEK_DAYS,
            (
                Pick(AMAL, _TUESDAY),
                Pick(AMAL, _THURSDAY),
                Tap(AMAL, EnrolmentKey.B_GO_ON),
                Tap(AMAL, EnrolmentKey.B_HOUR, {"klokken": "14"}),
            ),
            seen=Seen(AMAL, EnrolmentKey.CHANNEL),
        ),
        Step(
            DemoKey.WEEK_AGREE,
            (
                Tap(AMAL, EnrolmentKey.B_BY_BOT),
                Tap(AMAL, EnrolmentKey.B_QUIET_CALL),
                Tap(AMAL, EnrolmentKey.B_ANY_PART),
                Tap(AMAL, Key.B_SKIP),
            ),
            seen=Seen(AMAL, EnrolmentKey.ITEMS),
        ),
        Step(DemoKey.WEEK_TOGETHER, (Answer(AMAL),), seen=Seen(AMAL, EnrolmentKey.HANDSHAKE)),
        Step(
            DemoKey.WEEK_HANDSHAKE,
            (Tap(AMAL, EnrolmentKey.B_HANDSHAKE),),
            seen=Seen(AMAL, EnrolmentKey.WEEK),
        ),
        Step(DemoKey.WEEK_SEEN, _SET_ALL, seen=Seen(AMAL, ReceiptKey.READ_SEVERAL)),
        Step(DemoKey.WEEK_CARING, until=Until(2, time(16, 10))),
        Step(DemoKey.WEEK_ASKED, until=Until(_THURSDAY, time(14, 10))),
        Step(DemoKey.WEEK_ANSWER, (Answer(AMAL),), seen=Seen(AMAL, Key.THANKS)),
        Step(DemoKey.WEEK_READ, _SET_ALL, seen=Seen(AMAL, ReceiptKey.READ_SEVERAL, times=2)),
        Step(
            DemoKey.WEEK_CALL,
            (Write(MAJA, "/idag"), Tap(MAJA, StaffKey.B_ROW_CALL, _TWO)),
            until=Until(4, time(9, 30)),
            seen=Seen(AMAL, TalkKey.PRECALL),
        ),
        Step(
            DemoKey.WEEK_CALLED,
            (Tap(MAJA, StaffKey.B_ROW_DONE, _TWO), Tap(MAJA, Key.B_CALLED)),
            seen=Seen(MAJA, StaffKey.TASK_DONE),
        ),
        Step(
            DemoKey.WEEK_VOICE,
            (Voice(AMAL),),
            until=Until(5, time(23, 10)),
            seen=Seen(AMAL, ThingKey.HEARD),
        ),
        Step(DemoKey.WEEK_MONDAY, until=Until(7, time(9, 10)), seen=Seen(MAJA, Key.CASE)),
        Step(
            DemoKey.WEEK_HEAR,
            (
                Tap(MAJA, Key.B_OPEN),
                Page(MAJA, button=Key.B_READ, form="/ung/laest", shows=ThingKey.P_VOICE),
            ),
            seen=Seen(MAJA, Key.CASE_CLOSED),
        ),
        Step(DemoKey.WEEK_NEXT, until=Until(8, time(14, 10))),
    ),
)
