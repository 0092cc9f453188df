"""Why words of a worker were not sent or kept, as the page says it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from content.keys import Key
from services.answer_word import LONGEST, Refused, Wrong
from web.render import Say

_WRONG: Mapping[Wrong, Key] = MappingProxyType(
    {
        Wrong.EMPTY: Key.P_EMPTY,
        Wrong.TOO_LONG: Key.P_TOO_LONG,
        Wrong.CPR: Key.P_CPR,
    }
)


def say_refused(say: Say, refused: Refused) -> str:
    """Return why words were refused, with how long they are where that is it."""
    key = _WRONG[refused.wrong]
    values = {"laengde": refused.length, "laengst": LONGEST}
    return say(key, **{name: values[name] for name in key.placeholders})
