"""The log is searchable, quiet about addresses, and holds no secret."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Literal

import pytest
from fastapi import FastAPI

from bot.log import configure_log
from bot.serve import listening, serving

TOKEN = "123456:AAH-abcdefghijklmnop"
OURS = logging.getLogger("bot.test_log")


@pytest.fixture(autouse=True)
def _log_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def logged_to(style: Literal["text", "json"], *secrets: str, level: str = "INFO") -> io.StringIO:
    stream = io.StringIO()
    configure_log(level=level, style=style, secrets=secrets, stream=stream)
    return stream


def test_a_text_line_holds_time_level_name_message_and_action() -> None:
    stream = logged_to("text")
    OURS.info("Sent %s messages", 3, extra={"action": "outbox_sent"})
    assert stream.getvalue().endswith(" INFO bot.test_log Sent 3 messages action=outbox_sent\n")
    assert "+00:00 " in stream.getvalue()


def test_a_json_line_is_one_object_with_the_extra_fields() -> None:
    stream = logged_to("json")
    OURS.warning("Slow", extra={"action": "tick_slow", "seconds": 4})
    entry = json.loads(stream.getvalue())
    assert entry.pop("at").endswith("+00:00")
    assert entry == {
        "level": "WARNING",
        "logger": "bot.test_log",
        "message": "Slow",
        "action": "tick_slow",
        "seconds": 4,
    }


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_bot_token_is_masked_wherever_it_stands(style: Literal["text", "json"]) -> None:
    stream = logged_to(style)
    url = f"https://api.telegram.org/bot{TOKEN}/getUpdates"
    try:
        raise ConnectionError(url)
    except ConnectionError:
        OURS.exception("No answer from %s", url, extra={"action": "poll_failed", "url": url})
    assert "AAH-abcdefghijklmnop" not in stream.getvalue()
    assert "/bot[secret]/getUpdates" in stream.getvalue()
    assert "ConnectionError" in stream.getvalue()


def test_named_secrets_are_masked_even_when_they_look_like_nothing() -> None:
    stream = logged_to("text", "hunter2", "")
    OURS.info("postgresql://holdfast:hunter2@db")
    assert "hunter2" not in stream.getvalue()
    assert "holdfast:[secret]@db" in stream.getvalue()


@pytest.mark.parametrize(
    "name", ["httpx", "httpcore.connection", "telegram.Bot", "uvicorn.access", "sqlalchemy.engine"]
)
def test_libraries_that_log_addresses_or_words_stay_quiet(name: str) -> None:
    stream = logged_to("text", level="DEBUG")
    logging.getLogger(name).info("POST /bot.../sendMessage")
    OURS.debug("ours")
    assert stream.getvalue().count("\n") == 1
    assert stream.getvalue().endswith("ours\n")


@pytest.mark.parametrize("style", ["text", "json"])
async def test_the_server_of_the_pages_speaks_plainly_and_not_in_the_name_of_errors(
    style: Literal["text", "json"],
) -> None:
    stream = logged_to(style)
    async with serving(FastAPI(), listening("127.0.0.1", 0)):
        pass
    said = stream.getvalue()
    assert "Started server process [" in said
    for noise in ("uvicorn.error", "color_message", "\x1b", "[36m"):
        assert noise not in said
