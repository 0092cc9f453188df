"""Days, hour, road, topics, the handshake and a pause, as a youth said them to their worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from domain.agreement import Agreement
from domain.onboarding import Screen, missing, with_channel_chosen
from domain.people import Actor, Channel, Youth, YouthStatus
from domain.phone import world_number
from domain.plan import Topic
from domain.wall import to_wall
from services.access import Action, Denied
from services.onboarding_screens import WORKDAYS, askable_hours
from services.owe_agreement import settle_the_rest
from services.owe_all_off import owe_if_all_off
from services.own_number import is_taken
from services.page_link import Visit, may
from services.pause import end_pause, keep_pause
from services.pause_date import LONGEST
from services.programme_of import programme_of
from services.replan import replan
from services.say import Voice
from services.withdraw_topics import withdraw_topics
from services.world import House
from storage import agreements, audit
from storage import youths as youth_rows
from storage.tx import Rx, Tx


class NotSet(StrEnum):
    """Why what was written is not kept; nothing of the form is."""

    HOUR = "hour"  # not one that may be asked at on these days
    NO_NUMBER = "no_number"
    TAKEN = "taken"  # somebody else gets SMS at their number
    NO_CHAT = "no_chat"
    PAUSE = "pause"  # no day to come, or too far ahead
    NOT_ACTIVE = "not_active"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTimes:
    """The whole form as it was sent: what is not ticked is not so.

    `hour` is empty for ours, and `channel` where the youth has not chosen.
    """

    days: tuple[int, ...]
    hour: str
    channel: str
    topics: frozenset[str]
    handshake: bool
    pause_until: str
    resume: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What the form shows: how it is now, and what there is to choose."""

    youth: Youth
    agreement: Agreement
    channel: Channel | None  # what they chose
    hours: Sequence[int]
    topics: Sequence[Topic]
    paused: bool
    may_pause: bool  # who has the bot does it themselves


def read_times(tx: Tx, now: datetime, house: House, youth: Youth) -> Times | None:
    """Return what the form shows to who may read the page; None of who is not with us now."""
    if youth.status is not YouthStatus.ACTIVE:
        return None
    agreed, voice = agreements.get(tx, youth.id), Voice.own(tx, house, youth)
    return Times(
        youth=youth,
        agreement=agreed,
        channel=None if Screen.CHANNEL in missing(youth, agreed) else youth.channel,
        hours=askable_hours(voice, replace(agreed, days=()), now),
        topics=programme_of(tx, house, youth.programme_version_id).topics,
        paused=youth.is_paused(now),
        may_pause=youth.channel is not Channel.BOT,
    )


def keep_times(
    tx: Tx, actor: Actor, now: datetime, house: House, *, visit: Visit, written: WrittenTimes
) -> NotSet | Denied | None:
    """Keep what a youth said, by the rules that hold for their own taps; who wrote it is kept.

    Returns what was wrong, or None when it was kept. Nothing is sent to the youth.
    """
    allowed = may(tx, now, visit, Action.WRITE_TO_YOUTH)
    if isinstance(allowed, Denied):
        return allowed
    youth, old = allowed.youth, agreements.get(tx, allowed.youth.id)
    new = _agreed(tx, now, house, youth, old, written)
    until = _pause_day(now, youth, written)
    channel = next((one for one in Channel if one.value == written.channel), None)
    wrong = _wrong_channel(tx, youth, channel)
    for one in (new, until, wrong):
        if isinstance(one, NotSet):
            return one
    assert isinstance(new, Agreement), "what is wrong has been returned"
    if channel is not None:
        new = with_channel_chosen(new)
        youth_rows.change(tx, youth.id, channel=channel.value)
    agreements.save(tx, now, youth.id, new)
    _follow(tx, now, house, youth, old, new)
    _pause(tx, actor, now, house, youth, until, resume=written.resume)
    audit.record(tx, now, actor=str(actor), action="keep_times", youth_id=youth.id, allowed=True)
    return None


def _agreed(
    tx: Tx, now: datetime, house: House, youth: Youth, old: Agreement, written: WrittenTimes
) -> Agreement | NotSet:
    if youth.status is not YouthStatus.ACTIVE:
        return NotSet.NOT_ACTIVE
    days = tuple(sorted({day for day in written.days if day in WORKDAYS}))
    topics = {one.key for one in programme_of(tx, house, youth.programme_version_id).topics}
    new = replace(old, days=days, topics_off=frozenset(topics - written.topics))
    at = _hour(old, written)
    offered = askable_hours(Voice.own(tx, house, youth), new, now)
    if at is not None and at != old.at and at.hour not in offered:
        return NotSet.HOUR
    handshake_at = old.handshake_at or (now if written.handshake else None)
    return replace(new, at=at, handshake_at=handshake_at)


def _hour(old: Agreement, written: WrittenTimes) -> time | None:
    """Return the hour that was written; the one that held keeps its minutes."""
    hour = written.hour
    if old.at is not None and hour == str(old.at.hour):
        return old.at
    return time(int(hour)) if hour.isdecimal() and len(hour) < 3 and int(hour) < 24 else None


def _wrong_channel(rx: Rx, youth: Youth, channel: Channel | None) -> NotSet | None:
    if channel is None or channel is youth.channel:
        return None
    if channel is Channel.BOT:
        return NotSet.NO_CHAT if youth.chat_id is None else None
    if youth.phone is None or (channel is Channel.SMS and world_number(youth.phone) is None):
        return NotSet.NO_NUMBER
    taken = channel is Channel.SMS and is_taken(rx, youth.phone, youth.id)
    return NotSet.TAKEN if taken else None


def _pause_day(now: datetime, youth: Youth, written: WrittenTimes) -> date | NotSet | None:
    """Return the local day until which nothing begins; None where no pause was written."""
    if not written.pause_until or youth.channel is Channel.BOT:
        return None
    try:
        day = date.fromisoformat(written.pause_until)
    except ValueError:
        return NotSet.PAUSE
    ahead = (day - to_wall(now, youth.zone).date()).days
    return day if 1 <= ahead <= LONGEST else NotSet.PAUSE


def _follow(
    tx: Tx, now: datetime, house: House, youth: Youth, old: Agreement, new: Agreement
) -> None:
    """Do what follows from other days, hours and topics, as after the youth's own taps."""
    if (old.days, old.at) != (new.days, new.at):
        replan(tx, now, house, youth.id)
    if new.topics_off - old.topics_off:
        withdraw_topics(tx, now, house, youth)
    if new.topics_off != old.topics_off:
        owe_if_all_off(tx, now, house, youth)
    settle_the_rest(tx, now, youth_rows.get(tx, youth.id) or youth)


def _pause(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    youth: Youth,
    until: date | NotSet | None,
    *,
    resume: bool,
) -> None:
    if isinstance(until, date):
        keep_pause(tx, actor, now, house, youth, until)
    elif resume and youth.is_paused(now) and youth.channel is not Channel.BOT:
        end_pause(tx, actor, now, house, youth)
