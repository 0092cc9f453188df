"""Writes down what went over the wire, for the auditor, and what people have to look at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from reports.audit.wire import Heard, Sent, transcribe
from simulator.calls import Call

_UPDATES = "getUpdates"
_OK = 200


class Recorder:
    """Listens to every call of the Bot API."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.heard: list[Heard] = []
        self.calls = 0
        self._known: set[tuple[object, ...]] = set()
        self._new: dict[tuple[int, int], None] = {}

    def on_call(self, call: Call, body: Any) -> None:
        """Note a call that was answered with a body; the answer may be lost on its way back."""
        self.calls += 1
        if call.status != _OK:
            return
        if call.method == _UPDATES:
            self._hear(call, _result(body) or ())
            return
        if call.chat is None:
            return
        result = _result(body)
        number = result.get("message_id") if isinstance(result, dict) else None
        sent = transcribe(call.method, call.params, message_id=number, at=call.at)
        if sent is not None:
            self.sent.append(sent)
            self._new[sent.chat_id, sent.message_id] = None

    def take_new(self) -> list[tuple[int, int]]:
        """Return the messages (chat, number) that were sent or changed since the last time."""
        new, self._new = list(self._new), {}
        return new

    def _hear(self, call: Call, updates: Iterable[dict[str, Any]]) -> None:
        for update in updates:
            name = _name(update)
            if name not in self._known:
                self._known.add(name)
                self.heard.append(_heard(update, call.at))


def _name(update: dict[str, Any]) -> tuple[object, ...]:
    """Return what is the same where an update comes again, and differs for every other one.

    After a week without updates Telegram may choose a number that was used before.
    """
    kind = next(name for name in update if name != "update_id")
    said = update[kind]
    place = _chat_of(kind, said)
    parts = ("id", "message_id", "date", "edit_date")
    return (update["update_id"], kind, place, *(said.get(part) for part in parts))


def _heard(update: dict[str, Any], at: datetime) -> Heard:
    """Return an update as the auditor reads it: whatever is written, and no command, is words."""
    kind = next(name for name in update if name != "update_id")
    said = update[kind]
    is_message = kind == "message"
    return Heard(
        chat_id=_chat_of(kind, said),
        update_id=update["update_id"],
        at=at,
        kind=kind,
        message_id=said["message_id"] if is_message else None,
        is_words=is_message and not (said.get("text") or "").startswith("/"),
    )


def _result(body: Any) -> Any:
    return body.get("result") if isinstance(body, dict) else None


def _chat_of(kind: str, payload: dict[str, Any]) -> int:
    person = payload.get("from") if kind == "callback_query" else payload.get("chat")
    return int((person or {}).get("id", 0))
