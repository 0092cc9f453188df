"""What Telegram refuses, the simulator refuses, in the same words."""

from typing import Any

import aiohttp
import pytest

from simulator import Phone, Simulator
from tests.simulator.conftest import Ask, Clock


def buttons(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "Ja"} | button]]}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "🙂" * 2049}, "message is too long"),
        ({"text": "x", "parse_mode": "RTF"}, "unsupported parse_mode"),
        ({"text": "<x>", "parse_mode": "HTML"}, 'Unsupported start tag "x" at byte offset 0'),
        ({"text": "æ<b>x", "parse_mode": "HTML"}, 'find end tag corresponding to start tag "b"'),
        ({"text": "æ</b>", "parse_mode": "HTML"}, "Unexpected end tag at byte offset 2"),
        ({"text": "<b>x</i>", "parse_mode": "HTML"}, "Unmatched end tag at byte offset 4"),
        ({"text": "a < b", "parse_mode": "HTML"}, 'Unsupported start tag "" at byte offset 2'),
        ({"text": "a <b", "parse_mode": "HTML"}, "Unclosed start tag at byte offset 2"),
        ({"text": "a <b x", "parse_mode": "HTML"}, "Unclosed start tag at byte offset 2"),
        ({"text": "a </b", "parse_mode": "HTML"}, "Unclosed end tag at byte offset 2"),
        ({"text": "x", "reply_markup": buttons(callback_data="ø" * 33)}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": buttons(callback_data="")}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": buttons()}, "text buttons are unallowed"),
        ({"text": "x", "reply_markup": buttons(url="http://localhost/x")}, "Wrong HTTP URL"),
        ({"text": "x", "reply_markup": buttons(url="https://e.dk", pay=True)}, "BUTTON_TYPE"),
        ({"text": "x", "reply_markup": buttons(text=" ", callback_data="y")}, "text is empty"),
        ({"text": "x", "reply_markup": "no json"}, "object expected as reply markup"),
        ({"text": "x", "reply_markup": {"inline_keyboard": None}}, "inline keyboard expected"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [1]}}, "must be an Array"),
        ({"text": "x", "reply_parameters": {"message_id": 9}}, "message to be replied not found"),
        ({"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 9}]}, "outside"),
        ({"text": "x", "entities": [7]}, "object expected"),
        ({"text": "x", "entities": 7}, "array expected"),
        ({"text": "x", "link_preview_options": 7}, "object expected"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "chat_id": "@nobody"}, "chat not found"),
    ],
)
async def test_a_message_that_telegram_refuses(
    ask: Ask, amal: Phone, params: dict[str, Any], words: str
) -> None:
    await amal.start()
    status, body = await ask("sendMessage", **({"chat_id": amal.id} | params))
    assert status == body["error_code"] == 400
    assert body["description"].startswith("Bad Request: ")
    assert words in body["description"]
    assert len(amal.messages) == 1


async def test_more_than_a_hundred_buttons_are_refused(ask: Ask, amal: Phone) -> None:
    await amal.start()
    rows = [[{"text": "x", "callback_data": "y"}]] * 101
    markup = {"inline_keyboard": rows}
    _, body = await ask("sendMessage", chat_id=amal.id, text="x", reply_markup=markup)
    assert body["description"] == "Bad Request: reply markup is too long"


@pytest.mark.parametrize(
    ("text", "length"), [("x" * 4096, 4096), ("<b>" + "x" * 4096 + "</b>", 4096), (" x ", 1)]
)
async def test_the_limit_counts_the_words_and_not_the_markup(
    ask: Ask, amal: Phone, text: str, length: int
) -> None:
    await amal.start()
    _, body = await ask("sendMessage", chat_id=amal.id, text=text, parse_mode="HTML")
    assert len(body["result"]["text"]) == length


async def test_an_edit_needs_a_change_and_an_own_message(ask: Ask, amal: Phone) -> None:
    word = await amal.start()
    _, sent = await ask("sendMessage", chat_id=amal.id, text="Hej")
    number = sent["result"]["message_id"]

    async def refused(method: str, **params: Any) -> str:
        status, body = await ask(method, chat_id=amal.id, **params)
        assert status == 400
        description: str = body["description"]
        return description

    assert "is not modified: " in await refused("editMessageText", message_id=number, text="Hej ")
    assert "is not modified: " in await refused("editMessageReplyMarkup", message_id=number)
    assert "can't be edited" in await refused("editMessageText", message_id=word.id, text="x")
    assert "message to edit not found" in await refused(
        "editMessageText", message_id=999, text="x"
    )
    assert "identifier is not specified" in await refused("editMessageText", text="x")
    assert "message to delete not found" in await refused("deleteMessage", message_id=999)


async def test_a_message_can_be_deleted_for_48_hours(ask: Ask, amal: Phone, clock: Clock) -> None:
    await amal.start()
    _, sent = await ask("sendMessage", chat_id=amal.id, text="Hej")
    clock.pass_by(hours=48)
    status, body = await ask(
        "deleteMessage", chat_id=amal.id, message_id=sent["result"]["message_id"]
    )
    assert (status, body["description"]) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )


async def test_a_tap_must_be_answered_in_time_and_in_few_words(
    ask: Ask, amal: Phone, clock: Clock
) -> None:
    query = await amal.forge("y", await amal.start())
    _, body = await ask("answerCallbackQuery", callback_query_id=query, text="x" * 201)
    assert body["description"] == "Bad Request: MESSAGE_TOO_LONG"
    clock.pass_by(minutes=16)
    _, body = await ask("answerCallbackQuery", callback_query_id=query)
    assert body["description"].startswith("Bad Request: query is too old")


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("setMyCommands", {"commands": [{"command": "Hjælp", "description": "x"}]}, "_INVALID"),
        ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "DESCRIPTION"),
        ("setMyCommands", {"commands": [7]}, "expected an Object"),
        ("setMyCommands", {"commands": [{}] * 101}, "TOO_MUCH"),
        ("setMyCommands", {}, "array expected"),
        ("getMyCommands", {"scope": {"type": "all"}}, "unsupported type"),
        ("getMyCommands", {"language_code": "dan"}, "invalid language code"),
        ("setMyName", {"name": "x" * 65}, "TOO_LONG"),
        ("setWebhook", {"url": "http://example.org"}, "HTTPS URL must be provided"),
        ("setWebhook", {"url": "https://example.org", "secret_token": "æ"}, "unallowed"),
        ("getFile", {"file_id": "x"}, "wrong file_id"),
    ],
)
async def test_other_methods_refuse_too(
    ask: Ask, method: str, params: dict[str, Any], words: str
) -> None:
    status, body = await ask(method, **params)
    assert status == 400
    assert words in body["description"]


async def test_unknown_methods_are_404_and_any_spelling_of_a_known_one_is_right(ask: Ask) -> None:
    assert await ask("sendRocket") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )
    assert (await ask("GETme"))[0] == 200


async def test_a_wrong_token_is_401(ask: Ask, sim: Simulator) -> None:
    sim_token, sim._api._token = sim._api._token, "other"
    status, body = await ask("getMe")
    sim._api._token = sim_token
    assert (status, body["description"]) == (401, "Unauthorized")


async def test_nulls_in_a_request_never_come_back(ask: Ask, amal: Phone) -> None:
    await amal.start()
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y", "url": None}]]}
    _, body = await ask(
        "sendMessage", chat_id=amal.id, text="x", reply_markup=markup, parse_mode=None
    )
    assert body["result"]["reply_markup"]["inline_keyboard"] == [
        [{"text": "Ja", "callback_data": "y"}]
    ]


async def test_a_broken_body_is_a_bad_request(sim: Simulator) -> None:
    url = f"{sim.url}/bot{sim.token}/getMe"
    kind = {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session:
        for body in ("{", "[1]"):
            async with session.post(url, data=body, headers=kind) as response:
                assert response.status == 400
        async with session.post(url, data="", headers=kind) as response:
            assert response.status == 200
        form = aiohttp.FormData({"offset": "3", "allowed_updates": "[]", "f": "x"})
        form.add_field("file", b"abc", filename="a.txt")
        async with session.post(url, data=form) as response:
            assert response.status == 200
    assert sim.calls[-1].params == {
        "offset": 3,
        "allowed_updates": [],
        "f": "x",
        "file": "<file a.txt>",
    }
