"""What a member of staff does about a case from their phone; `tap.on_case` asks permission."""

from __future__ import annotations

from datetime import datetime, timedelta

from content.areas.talks import TalkKey
from content.keys import Key
from domain.call_times import tomorrow
from domain.case import Case, CaseState
from domain.lapse import may_take
from domain.talk import Mood, Report, TalkWay
from services.buttons import row, rows
from services.case_tap import CaseTap
from services.choose_after import show_follow_up
from services.close_case import close_by_talk, just_noted
from services.take_case import taken_by_me
from services.world import House

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


def take(tap: CaseTap, case: Case) -> None:
    """Take the case: it stops climbing and waits for an outcome.

    Who let it lapse, and taps an old button in another's turn, only sees how it stands.
    """
    tap.show(taken_by_me(tap, case) if may_take(case, tap.staff.id) else case)


def ask_how(tap: CaseTap, case: Case) -> None:
    """Ask how they talked: called, met or wrote."""
    choices = [tap.choice(case, key, "how", way.value) for way, key in WAYS.items()]
    tap.say(case, Key.ASK_HOW, row(*choices) + tap.back(case))


def ask_mood(tap: CaseTap, case: Case, *, way: TalkWay) -> None:
    """Ask how it is going; of somebody whom nobody knows there is nothing more to ask."""
    if case.youth_id is None:
        settle(tap, case, way=way, mood=None, days=0)
        return
    choices = [
        tap.choice(case, key, "mood", f"{way.value}-{mood.value}") for mood, key in MOODS.items()
    ]
    tap.say(case, TalkKey.ASK_MOOD, row(*choices) + tap.back(case))


def ask_next(tap: CaseTap, case: Case, *, way: TalkWay, mood: Mood) -> None:
    """Ask when they speak next."""
    choices = [
        tap.choice(case, key, "nextcall", f"{way.value}-{mood.value}-{days}")
        for days, key in NEXT.items()
    ]
    tap.say(case, Key.ASK_NEXT, rows(*choices) + tap.back(case))


def settle(tap: CaseTap, case: Case, *, way: TalkWay, mood: Mood | None, days: int) -> None:
    """End the case with *talt sammen* and write the next contact in the same transaction.

    `days` is 0 for *som aftalt*. A case about words stays with its taker until they are read, and
    a red one until somebody has looked again.
    """
    if days not in NEXT:
        return
    if _is_double(tap, case):
        _show_after(tap, case)
        return
    taken = taken_by_me(tap, case)
    report = Report(way=way, mood=mood, next_contact_at=promised(tap.now, tap.house, days))
    _show_after(tap, close_by_talk(tap.tx, tap.actor, tap.now, tap.house, taken, report))


def _is_double(tap: CaseTap, case: Case) -> bool:
    """Return whether the talk of this very tap is noted: the case may stay open after one."""
    about = case.youth_id
    return about is not None and just_noted(tap.tx, tap.now, tap.staff.id, about, case_id=case.id)


def _show_after(tap: CaseTap, after: Case) -> None:
    if after.state is CaseState.CLOSED:
        tap.show(after)
    elif after.talked_at is not None:
        show_follow_up(tap, after)
    else:
        tap.say(after, Key.CASE_UNREAD, tap.buttons(after))


def go_back(tap: CaseTap, case: Case) -> None:
    """Ask no more: the message shows how the case stands."""
    tap.show(case)


def promised(now: datetime, house: House, days: int) -> datetime | None:
    """Return the next contact so many days ahead, or None for *som aftalt*, which is 0."""
    if days == 0:
        return None
    if days == 1:
        return tomorrow(now, house.site)
    return house.site.next_staffed(now + timedelta(days=days))
