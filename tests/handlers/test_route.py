"""Every update finds its road by one lookup: every button we make, every kind of message."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Update

import services
from domain.reply import ReplyKind
from handlers.roads import OLD_BUTTON
from handlers.route import TAPS, Doors, Routed, route
from handlers.unreadable import chat_of, read_json, route_unreadable, words_in
from services.mark_unreachable import staff_back, staff_blocked, youth_back, youth_blocked
from services.others import IN_A_GROUP, NOTHING
from services.receive import Road

DOORS = Doors(lambda: "token", "http://127.0.0.1:8081")
BOT = Bot("1:token")
ID = "0000000000005"
PERSON = {"id": 7, "is_bot": False, "first_name": "Amal"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Amal"}
GROUP = {"id": -7, "type": "group", "title": "Venner"}


def routed(raw: dict[str, Any]) -> Routed | None:
    """Return where an update goes."""
    update = Update.de_json({"update_id": 1, **raw}, BOT)
    return route(update, 99, DOORS)


def road(raw: dict[str, Any]) -> Road:
    found = routed(raw)
    assert found is not None
    return found.road


def message(chat: dict[str, Any] = PRIVATE, **more: Any) -> dict[str, Any]:
    return {"message_id": 5, "date": 1_772_000_000, "chat": chat, "from": PERSON, **more}


def tap(data: str | None, chat: dict[str, Any] = PRIVATE) -> dict[str, Any]:
    query = {"id": "1", "from": PERSON, "chat_instance": "1", "message": message(chat)}
    return {"callback_query": query if data is None else {**query, "data": data}}


def verb_of(road: Road) -> str:
    """Return the name of what a youth's side of a road does."""
    verb: Any = road.youth
    while isinstance(verb, partial):
        verb = verb.func
    return str(verb.__name__)


# Where the verb stands in the calls by which use cases make buttons.
PLACE_OF_VERB = {"button": 3, "encode": 0, "_choice": 3}


def made_verbs() -> Iterator[str]:
    """Give the verb of every button that a use case makes."""
    for path in Path(services.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = PLACE_OF_VERB.get(node.func.id, len(node.args))
                for verb in node.args[place : place + 1]:
                    if isinstance(verb, ast.Constant):
                        yield str(verb.value)


def test_every_button_that_is_made_has_a_road() -> None:
    made = set(made_verbs())
    assert made >= {"lang", "ans", "skip", "card", "back", "openy"}, "the search finds them"
    assert made <= {*TAPS, "open", "openy"}


@pytest.mark.parametrize("data", [None, "", "x", f"v1.fly.{ID}.", "v2.take.5.", "v1.age.!.18"])
def test_a_button_that_we_did_not_write_is_an_old_one(data: str | None) -> None:
    assert road(tap(data)) is OLD_BUTTON


@pytest.mark.parametrize(
    "data",
    [
        f"v1.lang.{ID}.xx",
        f"v1.age.{ID}.7",
        f"v1.ans.{ID}.7",
        f"v1.ans.{ID}.x-7",
        f"v1.skip.{ID}.x",
        f"v1.low.{ID}.x",
        f"v1.pause.{ID}.x",
        f"v1.how.{ID}.x",
        f"v1.nextcall.{ID}.called",
        f"v1.nextcall.{ID}.x-1",
    ],
)
def test_a_button_with_a_value_that_makes_no_sense_is_an_old_one(data: str) -> None:
    assert road(tap(data)) is OLD_BUTTON


def test_a_tap_carries_its_message_and_the_date_of_it() -> None:
    found = routed(tap(f"v1.more.{ID}."))
    assert found is not None
    incoming = found.incoming
    assert (incoming.inbox_id, incoming.chat_id, incoming.message_id) == (99, 7, 5)
    assert incoming.sent_at is None
    assert incoming.message_at is not None
    assert incoming.message_at.timestamp() == 1_772_000_000


def test_a_tap_without_its_message_is_a_tap_all_the_same() -> None:
    raw = tap(f"v1.more.{ID}.")
    del raw["callback_query"]["message"]
    update = Update.de_json({"update_id": 1, **raw}, BOT)
    found = route(update, 99, DOORS)
    assert found is None, "it names no chat"


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("/start", "open_as_youth"),
        ("/start kode", "open_as_youth"),
        ("/pause", "ask_pause"),
        ("/stop", "stop"),
        ("/hjaelp", "give_help"),
        ("/help", "give_help"),
        ("/stop nu", "record_words"),
        ("/other", "record_words"),
        ("hej /stop", "record_words"),
    ],
)
def test_a_message_is_a_command_or_words(text: str, does: str) -> None:
    assert verb_of(road({"message": message(text=text)})) == does


def test_an_edited_command_is_words() -> None:
    assert verb_of(road({"edited_message": message(text="/stop")})) == "record_words"


FILE = {"file_id": "F", "file_unique_id": "u"}
SIZE = {**FILE, "width": 1, "height": 1}
PLACE = {"latitude": 1.5, "longitude": 2.5}


@pytest.mark.parametrize(
    ("content", "kind", "text", "ref"),
    [
        ({"text": "hej"}, ReplyKind.WORD, "hej", None),
        ({"voice": {**FILE, "duration": 1}}, ReplyKind.VOICE, None, "F"),
        ({"audio": {**FILE, "duration": 1, "file_name": "a.mp3"}}, ReplyKind.VOICE, "a.mp3", "F"),
        ({"video_note": {**FILE, "duration": 1, "length": 1}}, ReplyKind.VOICE, None, "F"),
        ({"photo": [SIZE], "caption": "se"}, ReplyKind.PHOTO, "se", "F"),
        ({"document": {**FILE, "file_name": "cv.pdf"}}, ReplyKind.FILE, "cv.pdf", "F"),
        (
            {"document": {**FILE, "file_name": "cv.pdf"}, "caption": "mit"},
            ReplyKind.FILE,
            "mit\ncv.pdf",
            "F",
        ),
        ({"location": PLACE}, ReplyKind.OTHER, None, "geo:1.5,2.5"),
        (
            {"location": PLACE, "venue": {"location": PLACE, "title": "Bro", "address": "Vej 1"}},
            ReplyKind.OTHER,
            "Bro\nVej 1",
            "geo:1.5,2.5",
        ),
        (
            {"contact": {"phone_number": "+45 20", "first_name": "Bo", "last_name": "Lind"}},
            ReplyKind.OTHER,
            "Bo\nLind",
            "tel:+45 20",
        ),
        ({"dice": {"emoji": "🎲", "value": 1}}, ReplyKind.OTHER, None, None),
    ],
)
def test_whatever_is_sent_is_kept_as_what_it_is(
    content: dict[str, Any], kind: ReplyKind, text: str | None, ref: str | None
) -> None:
    verb: Any = road({"message": message(**content)}).youth
    words = verb.keywords["words"]
    assert (words.kind, words.text, words.file_ref) == (kind, text, ref)


@pytest.mark.parametrize("status", ["kicked", "left"])
def test_a_block_is_a_block_for_whoever_it_is(status: str) -> None:
    found = road(membership(status))
    assert (found.youth, found.staff) == (youth_blocked, staff_blocked)


def test_coming_back_is_coming_back() -> None:
    found = road(membership("member"))
    assert (found.youth, found.staff) == (youth_back, staff_back)


def membership(status: str) -> dict[str, Any]:
    bot = {"id": 1, "is_bot": True, "first_name": "H"}
    until = {"until_date": 0} if status == "kicked" else {}
    return {
        "my_chat_member": {
            "chat": PRIVATE,
            "from": PERSON,
            "date": 1,
            "old_chat_member": {"status": "member", "user": bot},
            "new_chat_member": {"status": status, "user": bot, **until},
        }
    }


@pytest.mark.parametrize(
    ("raw", "answered"),
    [
        ({"message": message(GROUP, text="/start")}, True),
        ({"message": message(GROUP, text="hej")}, False),
        ({"message": message(GROUP, photo=[SIZE])}, False),
        (tap("x", GROUP), True),
    ],
)
def test_a_group_is_answered_only_when_it_speaks_to_us(
    raw: dict[str, Any], answered: bool
) -> None:
    assert road(raw) is (IN_A_GROUP if answered else NOTHING)


def test_what_is_asked_for_by_nobody_has_no_answer() -> None:
    assert road({"channel_post": {**message(PRIVATE), "text": "x"}}) is NOTHING


# ---------------------------------------------------------------- what no type of Telegram's holds

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["chat", "from", "id", "text", "caption", "message", "type", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_no_json_stops_the_search_for_a_chat_and_words(raw: object) -> None:
    found = route_unreadable(raw, 1)
    chat = chat_of(raw)
    assert (found is None) == (chat is None)
    assert found is None or found.incoming.chat_id == chat
    assert words_in(raw) is None or isinstance(words_in(raw), str)


def test_a_chat_deeper_than_telegram_nests_is_not_looked_for() -> None:
    raw: Any = {"chat": {"id": 7, "type": "private"}, "text": "hej"}
    for _ in range(40):
        raw = {"x": [raw]}
    assert chat_of(raw) is None
    assert words_in(raw) is None


def test_a_body_that_is_no_json_is_nothing() -> None:
    assert read_json("{") is None
    assert read_json(None) is None
    assert read_json('{"a": 1}') == {"a": 1}
