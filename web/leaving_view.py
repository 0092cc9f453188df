"""*Vil ikke mere*, and the way back, on the page of a youth who has no button for it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from content.areas.on_page import OnPageKey
from services.stop_on_page import Door, Leaving, MayCall, NotMoved
from web.forms import Form, sign
from web.render import Say

LEAVING_WRONG = "leaving_wrong"  # among what was typed: why nothing was changed
_NOT_MOVED: Mapping[NotMoved, OnPageKey] = MappingProxyType(
    {NotMoved.CHOOSE: OnPageKey.STOP_CHOOSE, NotMoved.OTHERWISE: OnPageKey.STOP_OTHERWISE}
)
_ANSWERS: Mapping[MayCall, OnPageKey] = MappingProxyType(
    {
        MayCall.YES: OnPageKey.STOP_YES,
        MayCall.NO: OnPageKey.STOP_NO,
        MayCall.NOT_SAID: OnPageKey.STOP_NOT_SAID,
    }
)
_CALLS: Mapping[bool | None, OnPageKey] = MappingProxyType(
    {
        True: OnPageKey.BACK_CALLS,
        False: OnPageKey.BACK_NO_CALLS,
        None: OnPageKey.BACK_CALLS_NOT_SAID,
    }
)


def leaving_form(
    token: str, say: Say, name: str, again: Mapping[str, str], leaving: Leaving | None
) -> dict[str, Any]:
    """Return what the template needs; the door goes one way at a time. `name` is the youth's."""
    wrong = again.get(LEAVING_WRONG)
    said = {"leaving_error": _error(say, name, NotMoved(wrong)) if wrong else None}
    if leaving is None:
        return {"leaving": None, **said}
    stops = leaving.door is Door.STOP
    return {
        "leaving": leaving,
        **said,
        "leaving_stops": stops,
        "leaving_form": sign(token, Form.STOP if stops else Form.BACK, {}),
        "leaving_answers": [(one.value, say(key)) for one, key in _ANSWERS.items()],
        "leaving_calls": say(_CALLS[leaving.call_allowed], navn=name),
    }


def _error(say: Say, name: str, wrong: NotMoved) -> str:
    key = _NOT_MOVED[wrong]
    return say(key, **dict.fromkeys(key.placeholders, name))
