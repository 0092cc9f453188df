"""Of what Telegram answers, only what somebody reads becomes objects."""

from __future__ import annotations

import json
from typing import Any

from channels.telegram_http import KnownBot

CHAT = {"id": 5, "type": "private", "first_name": "Amal"}
SENT = {"message_id": 7, "date": 1_770_000_000, "chat": CHAT}


def read(result: Any) -> Any:
    """Return what is read of an answer."""
    return KnownBot.parse_json_payload(json.dumps({"ok": True, "result": result}).encode())


def test_of_a_message_that_was_sent_only_which_it_is() -> None:
    more = {"text": "Hej", "entities": [], "reply_markup": {"inline_keyboard": []}}
    assert read({**SENT, **more}) == {"ok": True, "result": SENT}


def test_of_a_message_that_was_changed_nothing() -> None:
    assert read({**SENT, "edit_date": 1_770_000_060, "text": "Hej"}) == {
        "ok": True,
        "result": True,
    }


def test_everything_of_other_answers() -> None:
    results: list[Any] = [True, [], {"id": 5, "username": "holdfast_bot"}]
    for result in results:
        assert read(result) == {"ok": True, "result": result}
