"""The next caring message on the page of a youth, for the worker who signs it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from content.areas.enrolment import EnrolmentKey as E
from content.audience import TextKey
from content.keys import Key
from domain.new_youth import LONGEST_LINE, Fault
from services.own_greeting import Greeting
from web.forms import Form, sign
from web.render import Say

GREETING_WRONG = "greeting_wrong"  # among what was typed: why nothing was kept
_WRONG: Mapping[Fault, TextKey] = MappingProxyType(
    {
        Fault.LINE_LONG: E.P_NEW_CARING_LONG,
        Fault.LINE_ASKS: E.P_NEW_CARING_ASKS,
        Fault.CPR: Key.P_CPR,
    }
)


def greeting_form(
    token: str, say: Say, again: Mapping[str, str], found: Greeting | None
) -> dict[str, Any]:
    """Return what the form of the next greeting needs; `again` is what was typed before."""
    if found is None:
        return {"greeting": None}
    wrong = again.get(GREETING_WRONG)
    return {
        "greeting": found,
        "greeting_form": sign(token, Form.GREETING, {"slot": found.slot}),
        "greeting_error": _say(say, _WRONG[Fault(wrong)]) if wrong else None,
        "greeting_line": again.get("text", "") if wrong else found.line,
    }


def _say(say: Say, key: TextKey) -> str:
    values = {"laengst": LONGEST_LINE}
    return say(key, **{name: values[name] for name in key.placeholders})
