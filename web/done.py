"""The lines about what was just done, carried over the redirect in a signed value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from content.areas.by_hand import ByHandKey
from content.areas.on_page import OnPageKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from domain.case import Outcome
from services.mark_read import Read
from web.render import Say

_OUTCOME = {True: Outcome.ANSWERED, False: Outcome.READ}


_NOTED: Mapping[str, TextKey] = {
    "note": TalkKey.P_NOTE_DONE,
    "talk": TalkKey.P_LOG_DONE,
    "no_show": TalkKey.P_NO_SHOW_DONE,
    "worry": TalkKey.P_CONCERN_DONE,
    "duty_done": ByHandKey.P_DONE,
    "duty_stands": ByHandKey.P_STANDS,
    "often": OnPageKey.OFTEN_DONE,
    "stopped": OnPageKey.STOP_DONE,
    "wish": OnPageKey.WISH_DONE,
    "wish_answer": OnPageKey.WISH_ANSWER_DONE,
    "back": OnPageKey.BACK_DONE,
}


def noted_value(what: str, **facts: int) -> dict[str, Any]:
    """Return that a note, a talk or a worry was written down: no name, no words."""
    return {"noted": what, **facts}


def done_value(*, sent: bool, read: Read | None) -> dict[str, Any]:
    """Return what was done as plain facts: no name, no words."""
    closed = list(read.closed) if read else []
    return {"sent": sent, "closed": closed, "newer": read.newer if read else False}


def lines_of(done: Mapping[str, Any], say: Say, name: str) -> Sequence[str]:
    """Return what was done in words."""
    if (key := _NOTED.get(str(done.get("noted")))) is not None:
        values = {"navn": name, **done}
        return [say(key, **{one: values[one] for one in key.placeholders})]
    sent = bool(done["sent"])
    lines = [say(Key.P_DONE_SENT, navn=name) if sent else say(Key.P_DONE_READ)]
    outcome = say(Key[f"OUTCOME_{_OUTCOME[sent].name}"])
    lines += [say(Key.CASE_CLOSED, nummer=number, udfald=outcome) for number in done["closed"]]
    if done["newer"]:
        lines.append(say(Key.P_DONE_NEWER, navn=name))
    return lines
