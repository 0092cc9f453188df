"""What a member of staff does about a case from their phone; `desk.on_case` asks permission."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from domain import escalation
from domain.case import Case, CaseState
from domain.message import Button, Buttons
from domain.talk import Mood, Report, TalkWay
from services.buttons import button, row, rows
from services.call_first import is_noted, may_try_today, tell_of_try
from services.choose_after import show_follow_up
from services.close_case import close_by_talk
from services.desk import Desk
from services.take_case import taken_by_me
from services.world import House
from storage import cases

WAYS = {
    TalkWay.CALLED: Key.B_CALLED,
    TalkWay.MET: Key.B_MET,
    TalkWay.WROTE: Key.B_WROTE,
}
MOODS = {
    Mood.GOOD: TalkKey.B_MOOD_GOOD,
    Mood.SO_SO: TalkKey.B_MOOD_SO_SO,
    Mood.HARD: TalkKey.B_MOOD_HARD,
}
NEXT = {0: Key.B_AS_AGREED, 1: Key.B_TOMORROW, 3: Key.B_IN_3_DAYS, 7: Key.B_IN_A_WEEK}
AGAIN = {
    "hour": Key.B_IN_AN_HOUR,
    "afternoon": Key.B_THIS_AFTERNOON,
    "tomorrow": Key.B_TOMORROW_MORNING,
}
AFTERNOON = 13  # wall time of *i eftermiddag*


def take(desk: Desk, case: Case) -> None:
    """Take the case: it stops climbing and waits for an outcome."""
    desk.show(taken_by_me(desk, case))


def ask_how(desk: Desk, case: Case) -> None:
    """Ask how they talked: called, met or wrote."""
    choices = [_choice(desk, case, key, "how", way.value) for way, key in WAYS.items()]
    desk.say(case, Key.ASK_HOW, row(*choices) + _back(desk, case))


def ask_mood(desk: Desk, case: Case, *, way: TalkWay) -> None:
    """Ask how it is going; of somebody whom nobody knows there is nothing more to ask."""
    if case.youth_id is None:
        settle(desk, case, way=way, mood=None, days=0)
        return
    choices = [
        _choice(desk, case, key, "mood", f"{way.value}-{mood.value}")
        for mood, key in MOODS.items()
    ]
    desk.say(case, TalkKey.ASK_MOOD, row(*choices) + _back(desk, case))


def ask_next(desk: Desk, case: Case, *, way: TalkWay, mood: Mood) -> None:
    """Ask when they speak next."""
    choices = [
        _choice(desk, case, key, "nextcall", f"{way.value}-{mood.value}-{days}")
        for days, key in NEXT.items()
    ]
    desk.say(case, Key.ASK_NEXT, rows(*choices) + _back(desk, case))


def settle(desk: Desk, case: Case, *, way: TalkWay, mood: Mood | None, days: int) -> None:
    """End the case with *talt sammen* and write the next contact in the same transaction.

    `days` is 0 for *som aftalt*. A case about words stays with its taker until they are read, and
    a red one until somebody has looked again.
    """
    if days not in NEXT:
        return
    taken = taken_by_me(desk, case)
    report = Report(way=way, mood=mood, next_contact_at=promised(desk.now, desk.house, days))
    after = close_by_talk(desk.tx, desk.actor, desk.now, desk.house, taken, report)
    if after.state is CaseState.CLOSED:
        desk.show(after)
    elif after.talked_at is not None:
        show_follow_up(desk, after)
    else:
        desk.say(after, Key.CASE_UNREAD, desk.buttons(after))


def ask_when(desk: Desk, case: Case) -> None:
    """Ask when to try again; the case stays open. A third try does not come on the same day."""
    again = AGAIN if may_try_today(desk, case) else {"tomorrow": AGAIN["tomorrow"]}
    choices = [
        _choice(desk, case, key, "when", choice)
        for choice, key in again.items()
        if choice != "afternoon" or _afternoon(desk) > desk.now
    ]
    desk.say(case, Key.ASK_WHEN, rows(*choices) + _back(desk, case))


def go_back(desk: Desk, case: Case) -> None:
    """Ask no more: the message shows how the case stands."""
    desk.show(case)


def try_again(desk: Desk, case: Case, *, choice: str) -> None:
    """Keep the case, remind its taker at the chosen time, and tell the youth of the try.

    A second tap about the same call only shows how the case stands. Another case of the youth
    waits for the same try.
    """
    if choice not in AGAIN:
        return
    waits = case.try_again_at is not None and case.try_again_at > desk.now
    if waits and is_noted(desk, case):
        desk.show(case)
        return
    if not may_try_today(desk, case):  # an old button
        choice = "tomorrow"
    at = _again_at(desk, choice)
    wait_for_try(desk, case, at, choice)
    tell_of_try(desk, case)


def wait_for_try(desk: Desk, case: Case, at: datetime, choice: str) -> None:
    """Keep the case with whoever acts on it until `at` (UTC), when they are reminded."""
    waiting = escalation.try_again(taken_by_me(desk, case), at, desk.now)
    cases.save(desk.tx, waiting)
    cases.tell(desk.tx, desk.now, case.id, str(desk.actor), "not_reached", {"again": choice})
    desk.tx.wake("climb_ladder")
    desk.say(waiting, Key.TRY_AGAIN_SET, desk.buttons(waiting), hvornaar=desk.when(at))


def _back(desk: Desk, case: Case) -> Buttons:
    return row(_choice(desk, case, Key.B_BACK, "back", ""))


def _choice(desk: Desk, case: Case, key: TextKey, verb: str, value: str) -> Button:
    return button(desk.house, desk.staff.language, key, verb, case.id, value)


def promised(now: datetime, house: House, days: int) -> datetime | None:
    """Return the next contact so many days ahead, or None for *som aftalt*, which is 0."""
    if days == 0:
        return None
    if days == 1:
        return house.site.add_working_days(now, days)
    return house.site.next_staffed(now + timedelta(days=days))


def _afternoon(desk: Desk) -> datetime:
    wall = desk.now.astimezone(ZoneInfo(desk.house.site.zone))
    at_one = wall.replace(hour=AFTERNOON, minute=0, second=0, microsecond=0)
    return at_one.astimezone(desk.now.tzinfo)


def _again_at(desk: Desk, choice: str) -> datetime:
    if choice == "hour":
        return desk.now + timedelta(hours=1)
    if choice == "afternoon":  # an old button may be tapped when the afternoon has begun
        return max(_afternoon(desk), desk.now + timedelta(hours=1))
    tomorrow = desk.now.astimezone(ZoneInfo(desk.house.site.zone)) + timedelta(days=1)
    midnight = tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
    return desk.house.site.next_staffed(midnight.astimezone(desk.now.tzinfo))
