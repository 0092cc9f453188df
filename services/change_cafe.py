"""An evening is changed: its words, its time or place, or that it is off; or a sending is stopped.

Who is told: of a change those who said yes or maybe, of a cancellation everybody who was invited.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.cafe import CafeKey
from content.phrases import when
from domain.cafe import Cafe, CafeState, Details, Rsvp, cancelled, moved, planned
from domain.cafe_audience import LeftOut, may_hear
from domain.people import Youth
from services import worker_tells
from services.cafe_mail import (
    News,
    invite_name,
    moved_name,
    off_name,
    remind_name,
    tell,
)
from services.cafe_words import answer_buttons, change_button, details_said, spoken
from services.evening import Evening
from services.move_apart import withdraw_apart
from services.reword_invitation import reword, stop_lines
from services.same_day import may_not_come, tell_hosts_of_both, told_of
from storage import cafe_mail, cafes, rsvps


def move(evening: Evening, begins_at: datetime) -> Evening | None:
    """Move an evening and tell who comes or may come; None when that cannot be done any more.

    Invitations that nobody has answered say the new time in place, without a new message. Whoever
    must not meet somebody who is invited elsewhere on the new day is not invited any more; where
    they had said yes or maybe, the coordinators hear that somebody must talk to them.
    """
    cafe, now = evening.cafe, evening.now
    if not is_ahead(evening) or begins_at <= now:
        return None
    return _changed(evening, moved(cafe, begins_at, now, evening.house.site), CafeKey.MOVED)


def write(evening: Evening, details: Details) -> Evening:
    """Write down the evening's words; those who come are told of another place, theme or food."""
    cafe = evening.cafe
    changed = replace(cafe, details=replace(details, guests=cafe.details.guests))
    news = is_told(evening, details)
    if news is None:
        return evening.save(changed)
    changed = planned(replace(changed, moved_at=evening.now), evening.house.site)
    return _changed(evening, changed, news)


def is_told(evening: Evening, details: Details) -> CafeKey | None:
    """Return under which words a change is told to those who come or may come; None if it is not.

    Nobody is told before the invitations are out, and nobody once it has begun.
    """
    cafe = evening.cafe
    if evening.now >= cafe.begins_at or not any(one.invited_at for one in evening.rows()):
        return None
    other = {
        name
        for name in ("place", "theme", "food")
        if details.words.get(name) != cafe.details.words.get(name)
    }
    if not other:
        return None
    return CafeKey.MOVED if "place" in other else CafeKey.CHANGED


def expected(evening: Evening) -> list[Rsvp]:
    """Return who said yes or maybe and is told of changes: never both of a pair."""
    return told_of(evening)


def cancel(evening: Evening) -> Evening:
    """Cancel an evening and tell everybody who knows of it, with the next date where there is one.

    What has not left yet never leaves.
    """
    if not is_ahead(evening):
        return evening
    everybody = evening.rows()
    unheard = _withdraw(evening, everybody, "cancelled")
    unread = cafe_mail.never_came(evening.tx, [invite_name(one) for one in everybody])
    off = evening.save(cancelled(evening.cafe))
    for rsvp in everybody:
        if rsvp.invited_at is None or invite_name(rsvp) in unread | unheard:
            continue
        youth = off.youth(rsvp)
        text = off_text(off, youth)
        news = News(
            name=off_name(rsvp), key=CafeKey.CANCELLED, text=text, late_at=off.cafe.ends_at
        )
        _tell_if_expected(off, rsvp, news)
    return off


def is_ahead(evening: Evening) -> bool:
    """Return whether an evening can still be moved or cancelled: not off, and not begun."""
    over = evening.cafe.state in {CafeState.OPEN, CafeState.HELD, CafeState.CANCELLED}
    return not over and evening.now < evening.cafe.begins_at


def off_text(evening: Evening, youth: Youth) -> str:
    """Return that there is no café after all, and when the next one is."""
    text = spoken(evening, youth, CafeKey.CANCELLED)
    following = next_of(evening)
    if following is None:
        return text
    begins = when(following.begins_at, evening.now, youth.zone, youth.language)
    return f"{text} {evening.voice(youth).say(CafeKey.NEXT, hvornaar=begins)}"


def next_of(evening: Evening) -> Cafe | None:
    """Return the series' next evening that takes place, or None."""
    later = cafes.of_series_after(evening.tx, evening.series.id, evening.cafe.begins_at)
    return next((one for one in later if one.state is not CafeState.CANCELLED), None)


def stop_sending(evening: Evening) -> int:
    """Skip all news of the evening that has not left yet; return how much of it there was.

    Whose invitation was stopped is not invited.
    """
    everybody = evening.rows()
    stopped = _withdraw(evening, everybody, "stopped")
    for rsvp in everybody:
        if invite_name(rsvp) in stopped and rsvp.answer is None:
            halted = replace(rsvp, invited_at=None, left_out=LeftOut.HALTED.value)
            rsvps.save(evening.tx, halted)
    return len(stopped) + stop_lines(evening, everybody)


def still_waiting(evening: Evening) -> int:
    """Return how many messages about the evening have not left yet, and duties to tell it."""
    names = _names(evening, evening.rows())
    return cafe_mail.waiting(evening.tx, names) + worker_tells.waiting(evening, names)


def _changed(evening: Evening, cafe: Cafe, news: CafeKey) -> Evening:
    before = [moved_name(evening.cafe, one) for one in evening.rows()]
    reminders = [remind_name(evening.cafe, one) for one in evening.rows()]
    _take_back(evening, [*before, *reminders], "changed again")
    now = evening.save(cafe)
    barred = may_not_come(now) if news is CafeKey.MOVED else set()
    withdraw_apart(evening, now, barred)
    for rsvp in now.rows():
        if rsvp.invited_at is None or rsvp.answer is not None or reword(now, rsvp):
            continue
        if news is CafeKey.MOVED and may_hear(now.youth(rsvp), now.now):
            tell(now, now.youth(rsvp), change_news(now, now.youth(rsvp), rsvp, news))
    heard = [one for one in expected(now) if one.youth_id not in barred]
    for rsvp in heard:
        _tell_if_expected(now, rsvp, change_news(now, now.youth(rsvp), rsvp, news))
    if len(heard) < sum(one.is_expected for one in now.rows()):
        tell_hosts_of_both(now)
    return now


def _tell_if_expected(evening: Evening, rsvp: Rsvp, news: News) -> None:
    """Tell somebody who was invited; whom the robot may not write to hears of it from a human.

    That is who said that they come, or may come, and has paused since or had a cry for help: else
    they stand before a closed door. Who wants no calls of us is left alone.
    """
    youth = evening.youth(rsvp)
    if may_hear(youth, evening.now):
        tell(evening, youth, news)
    elif rsvp.is_expected and not news.silent and youth.call_allowed is not False:
        worker_tells.owe(evening, youth, news.name, news.text)


def change_news(evening: Evening, youth: Youth, rsvp: Rsvp, news: CafeKey) -> News:
    """Return what is said of a change: another time or place asks again, other words do not."""
    return (_moved if news is CafeKey.MOVED else _other_words)(evening, youth, rsvp)


def _other_words(evening: Evening, youth: Youth, rsvp: Rsvp) -> News:
    """Return the news of another theme or food: nothing is asked, and it makes no sound."""
    said = [spoken(evening, youth, CafeKey.CHANGED)]
    said += details_said(evening.house, evening.cafe, youth.language, ("food", "theme"))
    return News(
        name=moved_name(evening.cafe, rsvp),
        key=CafeKey.CHANGED,
        text=" ".join(said),
        buttons=change_button(evening.house, youth, rsvp),
        silent=True,
        late_at=evening.cafe.begins_at,
    )


def _moved(evening: Evening, youth: Youth, rsvp: Rsvp) -> News:
    return News(
        name=moved_name(evening.cafe, rsvp),
        key=CafeKey.MOVED,
        text=spoken(evening, youth, CafeKey.MOVED),
        buttons=answer_buttons(evening.house, youth, rsvp),
        late_at=evening.cafe.begins_at,
    )


def _withdraw(evening: Evening, everybody: list[Rsvp], reason: str) -> frozenset[str]:
    return _take_back(evening, _names(evening, everybody), reason)


def _take_back(evening: Evening, names: list[str], reason: str) -> frozenset[str]:
    """Let news that nobody has heard be none: what waits to leave, and duties to tell it."""
    withdrawn = cafe_mail.withdraw(evening.tx, names, reason)
    return worker_tells.end(evening, names, reason).union(withdrawn)


def _names(evening: Evening, everybody: list[Rsvp]) -> list[str]:
    cafe = evening.cafe
    return [
        name
        for one in everybody
        for name in (
            invite_name(one),
            moved_name(cafe, one),
            remind_name(cafe, one),
            off_name(one),
        )
    ]
