"""The form for days, hour, road, topics, the handshake and a pause, on the page of a youth."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from types import MappingProxyType
from typing import Any

from content.areas.by_hand import ByHandKey
from content.areas.enrolment import EnrolmentKey as E
from content.areas.sms import SmsKey
from content.lists import weekday
from content.phrases import clock
from domain.people import Channel, Language
from services.keep_times import NotSet, Times, WrittenTimes
from services.onboarding_screens import WORKDAYS
from web.forms import Form, sign
from web.render import Say

TIMES_WRONG = "times_wrong"  # among what was typed: why nothing was kept
_ANY_DAY = datetime(2024, 1, 8)  # noqa: DTZ001  a wall time of no place
_NOT_SET: Mapping[NotSet, ByHandKey | SmsKey] = MappingProxyType(
    {
        NotSet.HOUR: ByHandKey.P_WRONG_HOUR,
        NotSet.NO_NUMBER: ByHandKey.P_NUMBER_FIRST,
        NotSet.TAKEN: SmsKey.PAGE_TAKEN,
        NotSet.NO_CHAT: ByHandKey.P_NO_CHAT,
        NotSet.PAUSE: ByHandKey.P_WRONG_PAUSE,
        NotSet.NOT_ACTIVE: ByHandKey.P_NOT_ACTIVE,
    }
)
_CHANNELS: Mapping[Channel, E] = MappingProxyType(
    {
        Channel.BOT: E.P_NEW_BY_BOT,
        Channel.SMS: E.P_NEW_BY_SMS,
        Channel.PHONE: E.P_NEW_BY_PHONE,
    }
)


def written_times(typed: Mapping[str, str]) -> WrittenTimes:
    """Return the form as it was sent."""
    return WrittenTimes(
        days=tuple(day for day in WORKDAYS if f"dag{day}" in typed),
        hour=typed.get("time", ""),
        channel=typed.get("vej", ""),
        topics=frozenset(name.removeprefix("emne_") for name in typed if name.startswith("emne_")),
        handshake="haandslag" in typed,
        pause_until=typed.get("pause", ""),
        resume="pause_slut" in typed,
    )


def times_form(
    token: str, say: Say, language: Language, again: Mapping[str, str], times: Times | None
) -> dict[str, Any]:
    """Return what the template needs; what was typed before stands in it again."""
    if times is None:
        return {"times": None}
    wrong, agreed = again.get(TIMES_WRONG), times.agreement
    hours = sorted({*times.hours, *([agreed.at.hour] if agreed.at is not None else [])})
    now = written_times(again) if wrong else None
    days = now.days if now else agreed.days
    hour = now.hour if now else (str(agreed.at.hour) if agreed.at is not None else "")
    channel = now.channel if now else (times.channel.value if times.channel else "")
    on = now.topics if now else {one.key for one in times.topics} - agreed.topics_off
    return {
        "times": times,
        "times_form": sign(token, Form.TIMES, {}),
        "times_error": say(_NOT_SET[NotSet(wrong)]) if wrong else None,
        "times_days": [(day, weekday(day, language), day in days) for day in WORKDAYS],
        "times_hours": [(str(one), _clock(one, say, language), hour == str(one)) for one in hours],
        "times_channels": [
            (one.value, say(key), channel == one.value) for one, key in _CHANNELS.items()
        ],
        "times_topics": [(one.key, one.label[language], one.key in on) for one in times.topics],
        "times_pause": now.pause_until if now else "",
    }


def _clock(hour: int, say: Say, language: Language) -> str:
    at = datetime.combine(_ANY_DAY, time(hour))
    return say(E.B_HOUR, klokken=clock(at, language))
