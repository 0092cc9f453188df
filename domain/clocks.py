"""The contact guarantee: two clocks, and what fulfils the agreed interval.

Sign of life is any answer, skip or tap; it only tells silence. Human contact is a call, a meeting,
or words in both directions; only that fulfils what was agreed.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.people import Youth, YouthStatus
from domain.reply import ReplyKind
from domain.site import SiteRules
from domain.wall import to_utc, to_wall

WORDS_MEET_WITHIN = timedelta(hours=72)
TALK_LASTS = timedelta(days=1)
TALKED_TODAY = "talked today"  # the reason why nothing automatic is sent on such a day
_TALK = frozenset({ReplyKind.WORD, ReplyKind.VOICE, ReplyKind.VIDEO_NOTE})


def is_watched(youth: Youth) -> bool:
    """Return whether we owe this youth contact.

    Someone who stopped the bot is still owed it until they have said that nobody may call. Blocked
    and silent youths are watched like all others.
    """
    if youth.status is YouthStatus.STOPPED:
        return youth.call_allowed is not False
    return youth.status is YouthStatus.ACTIVE


def contact_due_at(youth: Youth, site: SiteRules) -> datetime | None:
    """Return from when human contact is due (a staffed instant, UTC), or None when not watched.

    A promised day stands until there has been human contact on it or after it. Otherwise it is the
    agreed number of local days after the last human contact, or after the yes, at the same wall
    time, and a pause moves that to the end of the pause at the earliest. A pause is of the robot's
    questions: it moves no day that somebody has promised.

    Raises:
        ValueError: If the site does not open within a year.
    """
    if not is_watched(youth):
        return None
    due = _promised(youth)
    if due is None:
        due = _by_interval(youth, site.zone)
        due = max(due, youth.paused_until or due)
    return site.next_staffed(due)


def not_after_look(
    due: datetime | None, look: datetime | None, youth: Youth, site: SiteRules
) -> datetime | None:
    """Return from when contact is due (UTC) where somebody is to look again after red as well.

    `due` is what was agreed, and `look` the end of the local day on which somebody looks again,
    None where nobody has to. Whoever was talked with on that day or later was looked at. Nothing
    else puts a look off: no pause, no other interval, and no words in between.

    Raises:
        ValueError: If the site does not open within a year.
    """
    if due is None or look is None:
        return due
    talked, day = youth.last_human_contact_at, to_wall(look, youth.zone).date()
    if talked is not None and to_wall(talked, youth.zone).date() >= day:
        return due
    return min(due, site.next_staffed(look))


def unread_due_at(oldest: datetime | None, site: SiteRules) -> datetime | None:
    """Return by when what a youth sent must have been read (UTC): the end of the next working day.

    `oldest` is when the oldest unread reply came, None when all is read.

    Raises:
        ValueError: If the site does not open within a year.
    """
    return site.end_of_next_working_day(oldest) if oldest is not None else None


def is_talk(kind: ReplyKind) -> bool:
    """Return whether such a reply can be half of a human contact: a free word or a voice."""
    return kind in _TALK


def is_human_contact(word_at: datetime | None, staff_message_at: datetime | None) -> bool:
    """Return whether a youth's word and a worker's message lie within 72 hours, in any order."""
    if word_at is None or staff_message_at is None:
        return False
    return abs(word_at - staff_message_at) <= WORDS_MEET_WITHIN


def contact_by_text(youth: Youth) -> datetime | None:
    """Return when words last went both ways (the later of the two, UTC), or None."""
    word_at, message_at = youth.last_word_at, youth.last_staff_message_at
    if word_at is None or message_at is None or not is_human_contact(word_at, message_at):
        return None
    return max(word_at, message_at)


def talking_until(youth: Youth) -> datetime | None:
    """Return until when worker and youth are in the middle of a talk (UTC), or None.

    Words went both ways within a day, and the talk lasts a day from the latest of them.
    """
    word_at, message_at = youth.last_word_at, youth.last_staff_message_at
    if word_at is None or message_at is None or abs(word_at - message_at) > TALK_LASTS:
        return None
    return max(word_at, message_at) + TALK_LASTS


def is_talking(youth: Youth, now: datetime) -> bool:
    """Return whether worker and youth are in the middle of a talk: the bot keeps quiet."""
    until = talking_until(youth)
    return until is not None and now < until


def talked_today(youth: Youth, now: datetime) -> bool:
    """Return whether worker and youth were in contact on the youth's local day of `now`.

    On such a day nothing automatic is asked. The yes at enrolment is no talk.
    """
    talked = youth.last_human_contact_at
    if talked is None or talked == youth.accepted_at:
        return False
    return _days(talked, now, youth.zone) == 0


def silence_evidence(youth: Youth, now: datetime) -> dict[str, int | str]:
    """Return what a contact case rests on, in local calendar days.

    `interval_days` is what was agreed, `days_since_talk` counts from the last human contact and
    `days_since_life` from the last sign of life. What has never happened is left out.
    """
    evidence: dict[str, int | str] = {"interval_days": youth.contact_interval_days}
    if youth.last_human_contact_at is not None:
        evidence["days_since_talk"] = _days(youth.last_human_contact_at, now, youth.zone)
    if youth.last_sign_of_life_at is not None:
        evidence["days_since_life"] = _days(youth.last_sign_of_life_at, now, youth.zone)
    return evidence


def _promised(youth: Youth) -> datetime | None:
    """Return the promised day while nobody has talked on it or after it (UTC), or None."""
    talked, promised = youth.last_human_contact_at, youth.next_contact_at
    kept = promised is None or (talked is not None and talked >= promised)
    return None if kept else promised


def _by_interval(youth: Youth, zone: str) -> datetime:
    start = to_wall(youth.last_human_contact_at or youth.accepted_at or youth.created_at, zone)
    day = start.date() + timedelta(days=youth.contact_interval_days)
    return to_utc(day, start.time(), zone)


def _days(since: datetime, now: datetime, zone: str) -> int:
    return max(0, (to_wall(now, zone).date() - to_wall(since, zone).date()).days)
