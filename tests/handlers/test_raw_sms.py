"""What a gateway brings, in the shapes that gateways have."""

from __future__ import annotations

import json

import pytest

from domain.incoming import Words
from domain.phone import number_of_chat
from domain.reply import ReplyKind
from handlers.raw_sms import NotAnSms, Shape, read_sms, route_sms
from handlers.raw_updates import Received

JSON, FORM = "application/json", "application/x-www-form-urlencoded"


def seen(received: Received) -> tuple[str | None, str]:
    assert received.raw.chat_id is not None
    return number_of_chat(received.raw.chat_id), received.update["message"]["text"]


@pytest.mark.parametrize(
    ("body", "kind", "shape"),
    [
        ({"from": "+4522334455", "message": "Ja", "id": "a1"}, JSON, Shape()),
        (
            {"id": 1000001, "msisdn": 4522334455, "receiver": 1204, "message": "Ja"},
            JSON,
            Shape(sender="msisdn"),
        ),
        (
            {"results": [{"messageId": "m", "from": "4522334455", "text": "Ja"}]},
            JSON,
            Shape(text="text", id="messageId", many="results"),
        ),
        (
            {"data": {"payload": {"id": "x", "from": {"number": "+4522334455"}, "text": "Ja"}}},
            JSON,
            Shape(
                sender="data.payload.from.number", text="data.payload.text", id="data.payload.id"
            ),
        ),
        ("id=s1&from=%2B4522334455&message=Ja", FORM, Shape()),
        (
            "From=%2B4522334455&Body=Ja&MessageSid=SM1",
            FORM,
            Shape(sender="From", text="Body", id="MessageSid"),
        ),
    ],
)
def test_each_shape_gives_number_and_words(body: object, kind: str, shape: Shape) -> None:
    payload = body if isinstance(body, str) else json.dumps(body)
    (received,) = read_sms(payload.encode(), kind, shape)
    assert seen(received) == ("+4522334455", "Ja")


def test_the_same_id_of_the_same_sender_is_the_same_update() -> None:
    def number(sender: str, named: str | None) -> int:
        body = json.dumps({"from": sender, "message": "Ja", "id": named}).encode()
        return read_sms(body, JSON, Shape())[0].raw.update_id

    assert number("4522334455", "1") == number("+4522334455", "1")
    assert number("4522334455", "1") != number("4522334455", "2")
    assert number("4522334455", "1") != number("4522334456", "1")
    assert number("4522334455", None) != number("4522334455", None), "none is lost"


def test_a_list_brings_each_message_and_names_are_left_out() -> None:
    body = [{"from": "4522334455", "message": "a", "id": 1}, {"from": "Posten", "message": "b"}]
    assert [seen(one) for one in read_sms(json.dumps(body).encode(), JSON, Shape())] == [
        ("+4522334455", "a")
    ]


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (b"{", "neither JSON nor a form"),
        (b"{}", "SMS_IN_FROM"),
        (b"[1]", "SMS_IN_FROM"),
        (b"\xff\xfe", "SMS_IN_FROM"),
        (b'{"from": true, "message": "Ja"}', "SMS_IN_FROM"),
    ],
)
def test_what_is_no_sms_is_refused_with_words(payload: bytes, words: str) -> None:
    with pytest.raises(NotAnSms, match=words):
        read_sms(payload, "text/plain", Shape())


def test_a_picture_is_something_a_human_looks_at() -> None:
    body = b'{"from": "4522334455", "id": "1", "media": ["http://127.0.0.1/a.jpg"]}'
    (received,) = read_sms(body, JSON, Shape())
    routed = route_sms(json.loads(received.raw.body), 7)
    assert routed is not None
    assert routed.incoming.number == "+4522334455"
    assert routed.road.youth.keywords["words"] == Words(kind=ReplyKind.OTHER)  # type: ignore[attr-defined]


def test_an_update_of_telegrams_is_none() -> None:
    assert route_sms({"update_id": 1, "message": {"text": "Ja"}}, 7) is None
