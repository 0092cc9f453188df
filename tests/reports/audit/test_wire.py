"""Calls to the Bot API are read as what they leave in a chat."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from reports.audit.wire import Sent, transcribe

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
MARKUP = {"inline_keyboard": [[{"text": "Ja"}, {"text": "Nej"}], [{"text": "Åbn"}]]}


@pytest.mark.parametrize("markup", [MARKUP, json.dumps(MARKUP)])
def test_a_message_is_its_words_its_labels_and_whether_it_made_a_sound(markup: Any) -> None:
    params = {
        "chat_id": "7",
        "text": "Hej",
        "reply_markup": markup,
        "disable_notification": "true",
    }
    assert transcribe("sendMessage", params, message_id=3, at=AT) == Sent(
        chat_id=7,
        message_id=3,
        at=AT,
        method="sendMessage",
        text="Hej",
        buttons=("Ja", "Nej", "Åbn"),
        silent=True,
    )


def test_a_change_is_of_the_message_it_names() -> None:
    params = {"chat_id": 7, "message_id": 2, "text": "Tak", "disable_notification": False}
    seen = transcribe("editMessageText", params, message_id=None, at=AT)
    assert seen == Sent(
        chat_id=7, message_id=2, at=AT, method="editMessageText", text="Tak", edited=True
    )


def test_a_file_says_its_caption() -> None:
    seen = transcribe("sendPhoto", {"chat_id": 7, "caption": "QR"}, message_id=4, at=AT)
    assert seen is not None
    assert seen.text == "QR"


@pytest.mark.parametrize("method", ["getMe", "answerCallbackQuery", "sendMessage"])
def test_what_left_nothing_in_a_chat_is_left_out(method: str) -> None:
    assert transcribe(method, {"chat_id": 7}, message_id=None, at=AT) is None
