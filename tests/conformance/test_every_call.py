"""All that the product says to Telegram, and hears from it, is as the Bot API says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from telegram import Message, TelegramObject, Update, User

from simulator.calls import Call
from tests.conformance.journey import BROKEN, Played, play
from tests.simulator.conftest import BOTAPI, spec

__all__ = ["spec"]

SAID = {
    "getMe",
    "getWebhookInfo",
    "getUpdates",
    "sendMessage",
    "editMessageText",
    "answerCallbackQuery",
    "setMyCommands",
    "deleteMyCommands",  # of the chat of a youth who stops
}
UNANSWERED = 0  # the poll that was open when a process ended
HARMLESS = "message is not modified"
MAX_DATA, MAX_TEXT = 64, 4096  # bytes; UTF-16 units
PTB: dict[str, type[TelegramObject]] = {
    "getMe": User,
    "sendMessage": Message,
    "editMessageText": Message,
    "editMessageReplyMarkup": Message,
}


@pytest.fixture(scope="module")
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Return a journey, in any clone; judged by the specification where it is there."""
    folder = tmp_path_factory.mktemp("journey")
    if not BOTAPI.is_dir():
        return play(folder)
    book = request.getfixturevalue("spec")
    return play(
        folder, lambda method, params: [str(one) for one in book.check_call(method, params)]
    )


def buttons(call: Call) -> Iterator[dict[str, Any]]:
    """Yield the buttons that a call carries."""
    markup = call.params.get("reply_markup") or {}
    for row in markup.get("inline_keyboard", ()):
        yield from row


def updates(played: Played) -> Iterator[dict[str, Any]]:
    """Yield every update that was handed out."""
    for call in played.calls:
        if call.method == "getUpdates" and call.ok:
            yield from call.result


def readable(played: Played) -> list[dict[str, Any]]:
    """Return the updates without the one that is broken on purpose."""
    found = list(updates(played))
    good = [one for one in found if one.get("message", {}).get("text") != BROKEN]
    assert len(good) == len(found) - 1
    return good


def errors(issues: list[Any]) -> list[str]:
    return [str(issue) for issue in issues if issue.level == "error"]


def test_the_journey_says_all_that_there_is_to_say(played: Played) -> None:
    assert {call.method for call in played.calls} - {"editMessageReplyMarkup"} == SAID
    kinds = {kind for update in updates(played) for kind in update} - {"update_id"}
    assert kinds == {"message", "edited_message", "callback_query", "my_chat_member"}


def test_telegram_refuses_nothing_but_edits_that_change_nothing(played: Played) -> None:
    refused = [call for call in played.calls if call.status not in (200, UNANSWERED)]
    assert {call.method for call in refused} <= {"editMessageText", "editMessageReplyMarkup"}
    for call in refused:
        assert HARMLESS in call.response["description"]


def test_no_button_carries_more_than_telegram_takes(played: Played) -> None:
    found = [one for call in played.calls for one in buttons(call)]
    data = [one["callback_data"] for one in found if "callback_data" in one]
    assert len(data) > 100
    assert max(len(one.encode()) for one in data) <= MAX_DATA


def test_no_text_is_longer_than_telegram_takes(played: Played) -> None:
    texts = [call.params["text"] for call in played.calls if "text" in call.params]
    assert len(texts) > 50
    assert max(len(one.encode("utf-16-le")) // 2 for one in texts) <= MAX_TEXT


def test_every_answer_and_update_is_understood_by_python_telegram_bot(played: Played) -> None:
    for call in played.calls:
        if call.ok and call.method in PTB and isinstance(call.result, dict):
            parsed = PTB[call.method].de_json(call.result, None)
            assert parsed is not None
            assert dict(parsed.api_kwargs) == {}
    for update in readable(played):
        assert dict(Update.de_json(update, None).api_kwargs) == {}


def test_every_request_result_and_update_is_valid_by_the_specification(
    played: Played, spec: Any
) -> None:
    assert played.problems == []
    for call in played.calls:
        if call.ok and call.method != "getUpdates":
            assert errors(spec.check_result(call.method, call.result)) == []
    for update in readable(played):
        assert errors(spec.check_object("Update", update)) == []
