"""The form for how often the two talk, on the page of a youth."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from content.areas.on_page import OnPageKey
from content.audience import TextKey
from content.keys import Key
from services.agreed_often import LONGEST_REASON, NotAgreed, Often, WrittenOften
from services.own_interval import LONGEST
from web.forms import Form, sign
from web.render import Say
from web.youth_view import Words

OFTEN_WRONG = "often_wrong"  # among what was typed: why nothing was kept
_NOT_AGREED: Mapping[NotAgreed, TextKey] = MappingProxyType(
    {
        NotAgreed.NO_REASON: OnPageKey.OFTEN_NO_REASON,
        NotAgreed.REASON_LONG: OnPageKey.OFTEN_REASON_LONG,
        NotAgreed.CPR: Key.P_CPR,
        NotAgreed.DAYS: OnPageKey.OFTEN_DAYS,
        NotAgreed.NOBODY_PROMISED: OnPageKey.OFTEN_NOBODY,
    }
)
_MOST = {NotAgreed.REASON_LONG: LONGEST_REASON, NotAgreed.DAYS: LONGEST}


def written_often(typed: Mapping[str, str]) -> WrittenOften:
    """Return the form as it was sent."""
    return WrittenOften(
        tier=typed.get("gruppe", ""), days=typed.get("dage", ""), reason=typed.get("text", "")
    )


def often_form(
    token: str, words: Words, again: Mapping[str, str], often: Often | None
) -> dict[str, Any]:
    """Return what the template needs; what was typed before stands in it again."""
    say, wrong = words.say, again.get(OFTEN_WRONG)
    error = _error(say, NotAgreed(wrong)) if wrong else None
    if often is None:
        return {"often": None, "often_error": error}
    held = WrittenOften(tier=often.tier.value, days=str(often.own_days or ""), reason=often.reason)
    now = written_often(again) if wrong else held
    return {
        "often": often,
        "often_form": sign(token, Form.OFTEN, {}),
        "often_error": error,
        "often_now": now,
        "often_longest": LONGEST,
        "often_longest_reason": LONGEST_REASON,
        "often_why_now": _why(words, often),
        "often_tiers": [
            (tier.value, _tier(say, tier.value, days)) for tier, days in often.usual.items()
        ],
    }


def _tier(say: Say, tier: str, days: int) -> str:
    return say(OnPageKey.OFTEN_TIER_DAYS, gruppe=tier, dage=days)


def _why(words: Words, often: Often) -> str | None:
    if not often.reason or often.at is None:
        return None
    at = words.at(often.at)
    return words.say(
        OnPageKey.OFTEN_WHY_NOW, grund=often.reason, medarbejder=often.by, hvornaar=at
    )


def _error(say: Say, wrong: NotAgreed) -> str:
    key = _NOT_AGREED[wrong]
    return say(key, **dict.fromkeys(key.placeholders, _MOST.get(wrong)))
