"""Every offered method and every update, judged by the Bot API's own specification."""

from typing import Any

import aiohttp
import pytest

from simulator import Phone, Simulator, attachments
from simulator.methods import OFFERED
from tests.simulator.conftest import Ask

BUTTONS = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}

# One call per method, in an order in which each of them succeeds.
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("getMe", {}),
    ("setMyName", {"name": "Holdfast"}),
    ("getMyName", {}),
    ("setMyDescription", {"description": "Hej"}),
    ("getMyDescription", {}),
    ("setMyShortDescription", {"short_description": "Hej"}),
    ("getMyShortDescription", {"language_code": "da"}),
    ("setMyCommands", {"commands": [{"command": "pause", "description": "Hold pause"}]}),
    ("getMyCommands", {}),
    ("deleteMyCommands", {}),
    ("getUpdates", {"timeout": 0}),
    ("setWebhook", {"url": "https://example.org/hook", "secret_token": "abc"}),
    ("getWebhookInfo", {}),
    ("deleteWebhook", {}),
    ("getChat", {}),
    ("sendChatAction", {"action": "typing"}),
    ("sendMessage", {"text": "<b>Hej</b>", "parse_mode": "HTML", "reply_markup": BUTTONS,
                     "link_preview_options": {"is_disabled": True}, "protect_content": True}),
    ("editMessageText", {"text": "Hej igen", "reply_markup": BUTTONS}),
    ("editMessageReplyMarkup", {}),
    ("deleteMessage", {}),
    ("answerCallbackQuery", {"text": "Tak"}),
    ("getFile", {}),
]  # fmt: skip


WITH_FILE = ("sendDocument", "sendPhoto")


def errors(issues: list[Any]) -> list[str]:
    return [str(issue) for issue in issues if issue.level == "error"]


async def needed(method: str, amal: Phone, message_id: int) -> dict[str, Any]:
    if method in ("getChat", "sendChatAction", "sendMessage"):
        return {"chat_id": amal.id}
    if method.startswith(("edit", "deleteMessage")):
        return {"chat_id": amal.id, "message_id": message_id}
    if method == "answerCallbackQuery":
        return {"callback_query_id": await amal.forge("y", await amal.write("hej"))}
    return {"file_id": (await amal.voice()).file} if method == "getFile" else {}


def test_each_offered_method_has_its_call_here() -> None:
    assert sorted([*(method for method, _ in CALLS), *WITH_FILE]) == sorted(OFFERED)


async def test_every_method_takes_and_gives_what_the_specification_says(
    ask: Ask, amal: Phone, spec: Any
) -> None:
    await amal.start()
    message_id = 0
    for method, given in CALLS:
        params = given | await needed(method, amal, message_id)
        assert errors(spec.check_call(method, params)) == []
        status, body = await ask(method, **params)
        assert status == 200, body
        assert errors(spec.check_result(method, body["result"])) == []
        assert b"null" not in str(body).encode()
        if method == "sendMessage":
            message_id = body["result"]["message_id"]


async def test_a_file_that_the_bot_sends_is_answered_as_the_specification_says(
    sim: Simulator, amal: Phone, spec: Any
) -> None:
    await amal.start()
    async with aiohttp.ClientSession() as session:
        for method in WITH_FILE:
            name = method.removeprefix("send").lower()
            form = aiohttp.FormData({"chat_id": str(amal.id), "caption": "<b>Hej</b>"})
            form.add_field("parse_mode", "HTML")
            content = attachments.photo_bytes()
            form.add_field(name, content, filename="a.png", content_type="image/png")
            async with session.post(f"{sim.url}/bot{sim.token}/{method}", data=form) as answer:
                body = await answer.json()
            assert answer.status == 200, body
            assert errors(spec.check_result(method, body["result"])) == []
            assert body["result"]["caption_entities"][0]["type"] == "bold"


async def test_every_update_is_what_the_specification_says(
    sim: Simulator, ask: Ask, amal: Phone, spec: Any
) -> None:
    first = await amal.start("code")
    await amal.edit(first, "/start andet")
    for kind in ("voice", "photo", "document", "sticker", "location", "contact"):
        await getattr(amal, kind)()
    _, sent = await ask("sendMessage", chat_id=amal.id, text="Hej", reply_markup=BUTTONS)
    shown = amal.last
    await amal.tap("Ja")
    await amal.write("svar", reply_to=shown)
    await ask("deleteMessage", chat_id=amal.id, message_id=sent["result"]["message_id"])
    await amal.tap("Ja", shown)
    await amal.block()
    await amal.unblock()
    _, body = await ask("getUpdates")
    assert len(body["result"]) == 13
    for update in body["result"]:
        assert errors(spec.check_object("Update", update)) == []


@pytest.mark.parametrize("method", sorted(OFFERED))
async def test_errors_have_the_shape_that_the_specification_describes(
    sim: Simulator, ask: Ask, method: str
) -> None:
    sim.faults.on(method).answer(429, retry_after=3)
    status, body = await ask(method)
    assert status == body["error_code"] == 429
    assert body["parameters"] == {"retry_after": 3}
