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
from domain.incoming import Words
from domain.reply import ReplyKind
from handlers.roads import OLD_BUTTON
from handlers.route import TAPS, Doors, Routed, route
from handlers.unreadable import chat_of, read_json, route_unreadable, words_in
from services.mark_unreachable import staff_back, staff_blocked, youth_back, youth_blocked
from services.others import IN_A_GROUP, NOTHING
from services.receive import Road
from tests.handlers.contents import CONTENTS, FILE, FROM_BO, SIZE

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
    assert made <= {*TAPS, "open", "openy", "replies", "cafepage", "newyouth"}


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
        ("/stop nu", "stop_and_keep"),
        ("/other", "hear"),
        ("hej /stop", "hear"),
    ],
)
def test_a_message_is_a_command_or_words(text: str, does: str) -> None:
    assert verb_of(road({"message": message(text=text)})) == does


def test_an_edited_command_is_words() -> None:
    assert verb_of(road({"edited_message": message(text="/stop")})) == "record_edit"


@pytest.mark.parametrize("name", CONTENTS)
def test_what_staff_change_is_no_new_message_of_theirs(name: str) -> None:
    content, *_ = CONTENTS[name]
    verb: Any = road({"edited_message": message(**content)}).staff
    assert verb.keywords["words"].kind is ReplyKind.EDIT


def words_on(road: Road) -> Words:
    """Return the words that a road carries."""
    verb: Any = road.youth
    found = verb.keywords["words"]
    assert isinstance(found, Words)
    return found


@pytest.mark.parametrize("name", CONTENTS)
def test_whatever_is_sent_is_kept_as_what_it_is(name: str) -> None:
    content, kind, text, ref = CONTENTS[name]
    words = words_on(road({"message": message(**content)}))
    assert (words.kind, words.text, words.file_ref) == (kind, text, ref)
    assert not words.forwarded


def test_every_kind_that_a_person_can_send_has_an_example() -> None:
    taps = {ReplyKind.ANSWER, ReplyKind.SKIP, ReplyKind.EDIT}
    assert {kind for _, kind, _, _ in CONTENTS.values()} == set(ReplyKind) - taps


@pytest.mark.parametrize("name", CONTENTS)
def test_whatever_is_passed_on_is_kept_as_passed_on_and_from_nobody(name: str) -> None:
    content, kind, text, _ = CONTENTS[name]
    words = words_on(road({"message": message(**content, forward_origin=FROM_BO)}))
    assert (words.kind, words.text, words.forwarded) == (kind, text, True)
    assert "Bo Lind" not in str(words)


def test_a_command_that_is_passed_on_is_no_command() -> None:
    raw = {"message": message(text="/stop", forward_origin=FROM_BO)}
    assert verb_of(road(raw)) == "hear"


def test_a_quote_of_ours_is_not_the_words_of_who_quotes() -> None:
    quote = {"text": "Er du i fare lige nu?", "position": 0}
    words = words_on(road({"message": message(text="nej", quote=quote)}))
    assert words.text == "nej"


def test_a_quote_from_another_chat_is_read_with_the_words() -> None:
    quote = {"text": "vi ses aldrig mere", "position": 0}
    elsewhere = {"origin": FROM_BO}
    words = words_on(road({"message": message(text="se", quote=quote, external_reply=elsewhere)}))
    assert words.text == "se\nvi ses aldrig mere"


def test_pictures_that_were_sent_together_are_known_by_their_album() -> None:
    words = words_on(road({"message": message(photo=[SIZE], media_group_id="7")}))
    assert words.album == "7"


def test_a_file_that_telegram_gives_nobody_is_known_by_its_size() -> None:
    big = {**FILE, "duration": 1, "file_size": 20 * 1024 * 1024 + 1}
    assert words_on(road({"message": message(voice=big)})).too_big
    fits = {**FILE, "duration": 1, "file_size": 20 * 1024 * 1024}
    assert not words_on(road({"message": message(voice=fits)})).too_big


def test_words_in_a_kind_that_is_newer_than_we_are_are_read() -> None:
    words = words_on(road({"message": message(hologram={"caption": "se her", "depth": 3})}))
    assert (words.kind, words.text) == (ReplyKind.OTHER, "se her")


@pytest.mark.parametrize(
    "content",
    [
        {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "x"}}},
        {"write_access_allowed": {"from_request": True}},
    ],
    ids=["background", "access"],
)
def test_what_telegram_says_about_a_chat_is_no_message_of_anybodys(
    content: dict[str, Any],
) -> None:
    assert road({"message": message(**content)}) is NOTHING


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
