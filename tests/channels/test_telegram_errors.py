"""Every error of Telegram has a meaning for the message, and the meaning is tested by name."""

import logging
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from channels.base import Delay, Delivered, Refusal, Refused, Result, RetryLater, Unknown
from channels.telegram import MEANINGS, TOKEN_SECONDS, translate
from channels.telegram_http import NoAnswer, NoAnswerInTime, NotSent, NotSentInTime


def every(kind: type[BaseException]) -> Iterator[type[BaseException]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from every(narrower)


def test_every_error_of_the_library_is_named() -> None:
    # telegram.ext is a part of the library that we do not use; another test may import it.
    ours = [
        kind for kind in every(TelegramError) if not kind.__module__.startswith("telegram.ext")
    ]

    assert [kind.__qualname__ for kind in ours if kind not in MEANINGS] == []
    assert len(MEANINGS) >= 15


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Forbidden: bot was blocked by the user", Refusal.BLOCKED),
        ("Forbidden: user is deactivated", Refusal.DEACTIVATED),
        ("Forbidden: bot can't initiate conversation with a user", Refusal.NOT_STARTED),
        ("Forbidden: bot was kicked from the supergroup chat", Refusal.KICKED),
        ("Forbidden: something new", Refusal.BLOCKED),
    ],
)
def test_a_forbidden_message_is_refused_for_good(words: str, reason: Refusal) -> None:
    found = translate(Forbidden(words))

    assert isinstance(found, Refused)
    assert found.reason is reason


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Chat not found", Refusal.NO_CHAT),
        ("Bad Request: chat not found", Refusal.NO_CHAT),
        ("Message to edit not found", Refusal.GONE),
        ("Message can't be edited", Refusal.GONE),
        ("Group chat was upgraded to a supergroup chat", Refusal.MOVED),
        ("Message is too long", Refusal.CONTENT),
        ("BUTTON_DATA_INVALID", Refusal.CONTENT),
    ],
)
def test_a_bad_request_is_an_answer_and_not_an_outage(words: str, reason: Refusal) -> None:
    found = translate(BadRequest(words))

    assert isinstance(found, Refused)
    assert found.reason is reason


@pytest.mark.parametrize(
    "words", ["Message is not modified: specified …", "Bad Request: MESSAGE IS NOT MODIFIED"]
)
def test_an_edit_that_changes_nothing_has_succeeded(words: str) -> None:
    assert translate(BadRequest(words), edits=501) == Delivered(501)


def test_a_group_that_has_moved_says_where_to() -> None:
    found = translate(ChatMigrated(-1001))

    assert isinstance(found, Refused)
    assert (found.reason, found.migrate_to) == (Refusal.MOVED, -1001)


@pytest.mark.parametrize("wait", [7, timedelta(seconds=7)])
@pytest.mark.parametrize("as_period", ["true", "false"])
@pytest.mark.filterwarnings("ignore:Deprecated since version")
def test_telegrams_wish_to_wait_is_kept_in_seconds(
    wait: int | timedelta, as_period: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", as_period)

    found = translate(RetryAfter(wait))

    assert isinstance(found, RetryLater)
    assert (found.reason, found.seconds) == (Delay.TOO_MANY, 7.0)


def caused(error: TelegramError, cause: BaseException) -> TelegramError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    "error",
    [
        NotSent("no connection"),
        NotSentInTime("no connection in time"),
        caused(NetworkError("httpx.ConnectError"), httpx.ConnectError("refused")),
        caused(TimedOut(), httpx.ConnectTimeout("slow")),
        caused(TimedOut("Pool timeout"), httpx.PoolTimeout("full")),
    ],
)
def test_what_was_surely_not_sent_may_be_tried_again(error: TelegramError) -> None:
    found = translate(error)

    assert isinstance(found, RetryLater)
    assert (found.reason, found.seconds) == (Delay.NOT_REACHED, None)


@pytest.mark.parametrize(
    "error",
    [
        NoAnswer("broken"),
        NoAnswerInTime("slow"),
        NetworkError("Bad Gateway"),
        TimedOut(),
        caused(TimedOut(), httpx.ReadTimeout("slow")),
        caused(NetworkError("x"), httpx.RemoteProtocolError("broken")),
        TelegramError("Invalid server response"),
        PassportDecryptionError("never ours"),
    ],
)
def test_what_may_have_been_sent_is_unknown(error: TelegramError) -> None:
    assert isinstance(translate(error), Unknown)


@pytest.mark.parametrize("error", [InvalidToken(), EndPointNotFound("no such method")])
def test_a_token_that_is_refused_is_no_fault_of_the_message(error: TelegramError) -> None:
    found = translate(error)

    assert isinstance(found, RetryLater)
    assert (found.reason, found.seconds) == (Delay.TOKEN, TOKEN_SECONDS)


def test_a_conflict_passes() -> None:
    found = translate(Conflict("terminated by other getUpdates request"))

    assert isinstance(found, RetryLater)
    assert found.reason is Delay.CONFLICT


@pytest.mark.parametrize("error", [RuntimeError("secret"), KeyError("secret")])
def test_an_error_nobody_thought_of_is_unknown_and_logged(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        found: Result = translate(error)

    assert found == Unknown(type(error).__name__)
    assert [record.action for record in caplog.records] == ["telegram_error_unknown"]  # type: ignore[attr-defined]
