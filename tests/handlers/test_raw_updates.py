"""Whatever Telegram sends, its number and its chat are found, or it is said that they are not."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.raw_updates import (
    BIGGEST,
    Unreadable,
    chat_of,
    description,
    lean,
    read_batch,
    read_broken,
)

CHAT = {"id": 55, "type": "private"}
PERSON = {"id": 66, "is_bot": False, "first_name": "Amal"}


def answer(*updates: object) -> bytes:
    return json.dumps({"ok": True, "result": list(updates)}).encode()


@pytest.mark.parametrize(
    "content",
    [
        {"message": {"chat": CHAT, "from": PERSON}},
        {"edited_message": {"chat": CHAT, "from": PERSON}},
        {"my_chat_member": {"chat": CHAT, "from": PERSON}},
        {"callback_query": {"from": PERSON, "message": {"chat": CHAT}}},
        {"something_new": {"deep": {"deeper": {"chat": CHAT}}, "from": PERSON}},
        {"message": {"reply_to_message": {"chat": {"id": 1}}, "chat": CHAT}},
        {"message": {"chat": {"id": "55"}, "inner": {"chat": CHAT}}},
    ],
)
def test_the_chat_is_found_in_every_kind_of_update(content: dict[str, Any]) -> None:
    assert chat_of({"update_id": 1, **content}) == 55


@pytest.mark.parametrize(
    "content",
    [
        {"callback_query": {"from": PERSON, "inline_message_id": "x"}},
        {"poll_answer": {"user": PERSON}},
    ],
)
def test_where_there_is_no_chat_the_person_counts(content: dict[str, Any]) -> None:
    assert chat_of({"update_id": 1, **content}) == 66


@pytest.mark.parametrize("content", [{}, {"message": None}, {"poll": {"id": "5"}}, {"chat": 5}])
def test_an_update_of_nobody_has_no_chat(content: dict[str, Any]) -> None:
    assert chat_of({"update_id": 1, **content}) is None


def test_updates_come_out_oldest_first_and_word_for_word() -> None:
    update = {"update_id": 9, "message": {"chat": CHAT, "text": "æ \ud800 \x00"}}

    received = read_batch(answer(update, {"update_id": 8}))

    assert [one.raw.update_id for one in received] == [8, 9]
    assert json.loads(received[1].raw.body) == update
    assert received[1].raw.chat_id == 55


def test_what_has_no_number_is_left_out() -> None:
    odd: list[object] = [
        None,
        5,
        [],
        {},
        {"update_id": True},
        {"update_id": "7"},
        {"update_id": 2**63},
    ]

    assert [one.raw.update_id for one in read_batch(answer({"update_id": 1}, *odd))] == [1]
    with pytest.raises(Unreadable):
        read_batch(answer(*odd))


@pytest.mark.parametrize(
    "payload",
    [b"", b"<html>", b"{}", b"[]", b"null", b'{"result": {}}', b"\xff", b"[" * 100_000],
)
def test_an_answer_that_is_no_list_of_updates_is_said_to_be_unreadable(payload: bytes) -> None:
    with pytest.raises(Unreadable):
        read_batch(payload)


def test_one_broken_update_is_known_by_its_number() -> None:
    found = read_broken(b'{"ok":true,"result":[{"update_id": 12, "message": {"te\xff')

    assert found is not None
    assert (found.raw.update_id, found.raw.chat_id) == (12, None)
    assert b"message" in found.raw.body


@pytest.mark.parametrize(
    "payload", [b"<html>", b'"update_id":1 "update_id":2', b'"update_id": 9999999999999999999']
)
def test_nothing_is_made_up_where_there_is_no_one_number(payload: bytes) -> None:
    assert read_broken(payload) is None


def test_telegrams_own_words_are_found_where_there_are_any() -> None:
    assert description(b'{"ok":false,"description":"Conflict: x"}') == "Conflict: x"
    for payload in (b"<html>", b"[]", b"{}"):
        assert description(payload) == "no reason given"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["result", "update_id", "message", "chat", "from", "user", "id"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


@given(json_values)
def test_no_answer_stops_it(value: object) -> None:
    try:
        received = read_batch(json.dumps(value).encode())
    except Unreadable:
        return
    numbers = [one.raw.update_id for one in received]
    assert numbers == sorted(numbers)
    for one in received:
        assert abs(one.raw.update_id) <= BIGGEST
        assert one.raw.chat_id is None or abs(one.raw.chat_id) <= BIGGEST
        assert json.loads(one.raw.body) == one.update


@given(st.binary(max_size=60))
def test_no_bytes_stop_it(payload: bytes) -> None:
    found = read_broken(payload)

    assert found is None or found.update == {}


def test_of_a_message_whose_button_was_tapped_only_what_tells_it_from_others_is_read() -> None:
    chat = {"id": 5, "type": "private"}
    shown = {"message_id": 8, "date": 1_700_000_000, "chat": chat, "text": "Hej", "from": {}}
    query = {"id": "1", "from": {"id": 5}, "data": "v1.x", "message": shown}
    tapped = {"update_id": 3, "callback_query": query}
    assert lean(tapped) == {
        "update_id": 3,
        "callback_query": {
            **query,
            "message": {"message_id": 8, "date": 1_700_000_000, "chat": chat},
        },
    }
    assert tapped["callback_query"] == query, "what was stored stays as it came"


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 3, "message": {"message_id": 8, "text": "Hej"}},
        {"update_id": 3, "callback_query": {"id": "1", "inline_message_id": "x"}},
        {"update_id": 3, "callback_query": "broken"},
        ["no update"],
    ],
)
def test_every_other_update_is_read_as_it_came(update: object) -> None:
    assert lean(update) is update
