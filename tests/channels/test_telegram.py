"""The channel against the simulated Telegram: what it sends, and what it says became of it."""

import asyncio
import json
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot, InputFile
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from channels.base import Delay, Delivered, Delivery, Refusal, Refused, RetryLater, Unknown
from channels.telegram import TelegramChannel
from channels.telegram_http import AiohttpRequest, KnownBot, NotSent, made_up_bot
from domain.message import Body, Button, MessageKind
from domain.recipe import qr_of
from reports.files import make_file
from simulator import Phone, Simulator

BUTTONS = ((Button("Ja", data="v1.yes.1."), Button("Siden", url="https://example.org/")),)


def text(
    phone: Phone, words: str = "Hej", silent: bool = False, protect: bool = False
) -> Delivery:
    body = Body(words, BUTTONS, silent=silent, protect=protect)
    return Delivery(kind=MessageKind.TEXT, chat_id=phone.id, body=body)


def edit(phone: Phone, number: int, words: str = "Hej") -> Delivery:
    return Delivery(kind=MessageKind.EDIT_TEXT, chat_id=phone.id, body=Body(words), edits=number)


async def test_a_text_arrives_with_its_buttons(
    sim: Simulator, channel: TelegramChannel, amal: Phone
) -> None:
    result = await channel.deliver(text(amal, silent=True, protect=True))

    assert result == Delivered(amal.last.id)
    assert amal.last.text == "Hej"
    assert amal.last.labels == ["Ja", "Siden"]
    sent = sim.calls[-1].params
    assert sent["disable_notification"] is True
    assert sent["protect_content"] is True
    assert sent["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize("kind", [MessageKind.PHOTO, MessageKind.DOCUMENT])
async def test_a_file_arrives_with_its_caption_and_buttons(
    sim: Simulator, channel: TelegramChannel, amal: Phone, kind: MessageKind
) -> None:
    file = make_file(qr_of("https://t.me/holdfast?start=kode"))
    body = Body("Din vej ind", BUTTONS, silent=True, protect=True)
    result = await channel.deliver(Delivery(kind=kind, chat_id=amal.id, body=body, file=file))

    assert result == Delivered(amal.last.id)
    seen = amal.last
    assert (seen.kind, seen.text, seen.labels) == (kind.value, "Din vej ind", ["Ja", "Siden"])
    assert (seen.silent, seen.protected) == (True, True)
    assert seen.file is not None
    assert sim.state.files[seen.file].content == file.content


async def test_a_caption_that_is_too_long_is_refused(
    channel: TelegramChannel, amal: Phone
) -> None:
    file = make_file(qr_of("x"))
    delivery = Delivery(kind=MessageKind.PHOTO, chat_id=amal.id, body=Body("x" * 1025), file=file)
    result = await channel.deliver(delivery)
    assert isinstance(result, Refused)
    assert result.reason is Refusal.CONTENT


async def test_a_text_is_changed_in_place(channel: TelegramChannel, amal: Phone) -> None:
    await channel.deliver(text(amal))
    number = amal.last.id

    assert await channel.deliver(edit(amal, number, "Tak")) == Delivered(number)
    assert (amal.last.id, amal.last.text, list(amal.last.labels)) == (number, "Tak", [])


async def test_buttons_are_taken_away_and_the_words_stay(
    channel: TelegramChannel, amal: Phone
) -> None:
    await channel.deliver(text(amal))
    number = amal.last.id
    gone = Delivery(kind=MessageKind.EDIT_BUTTONS, chat_id=amal.id, body=Body(""), edits=number)

    assert await channel.deliver(gone) == Delivered(number)
    assert (amal.last.text, list(amal.last.labels)) == ("Hej", [])


async def test_the_same_edit_twice_succeeds_twice(channel: TelegramChannel, amal: Phone) -> None:
    await channel.deliver(text(amal))
    number = amal.last.id
    for _ in range(2):
        assert await channel.deliver(edit(amal, number, "Tak")) == Delivered(number)


async def test_who_blocked_the_bot_cannot_be_written_to(
    channel: TelegramChannel, amal: Phone
) -> None:
    await amal.block()

    found = await channel.deliver(text(amal))

    assert isinstance(found, Refused)
    assert found.reason is Refusal.BLOCKED


async def test_a_chat_that_nobody_opened_cannot_be_written_to(
    sim: Simulator, channel: TelegramChannel
) -> None:
    found = await channel.deliver(text(sim.phone("Bo")))

    assert isinstance(found, Refused)
    assert found.reason in {Refusal.NOT_STARTED, Refusal.NO_CHAT}


async def test_a_message_that_is_not_there_cannot_be_changed(
    channel: TelegramChannel, amal: Phone
) -> None:
    found = await channel.deliver(edit(amal, 999_999))

    assert isinstance(found, Refused)
    assert found.reason is Refusal.GONE


async def test_telegram_asks_to_wait(
    sim: Simulator, channel: TelegramChannel, amal: Phone
) -> None:
    sim.faults.on("sendMessage").answer(429, retry_after=17)

    found = await channel.deliver(text(amal))

    assert isinstance(found, RetryLater)
    assert (found.reason, found.seconds) == (Delay.TOO_MANY, 17.0)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_a_gateway_that_fails_leaves_it_open(
    sim: Simulator, channel: TelegramChannel, amal: Phone, status: int
) -> None:
    sim.faults.on("sendMessage").answer(status)

    assert isinstance(await channel.deliver(text(amal)), Unknown)


async def test_an_answer_that_is_no_json_leaves_it_open(
    sim: Simulator, channel: TelegramChannel, amal: Phone
) -> None:
    sim.faults.on("sendMessage").answer(200, body="<html>")

    assert isinstance(await channel.deliver(text(amal)), Unknown)


async def test_a_lost_answer_leaves_it_open_and_nothing_is_sent_again(
    sim: Simulator, channel: TelegramChannel, amal: Phone
) -> None:
    sim.faults.on("sendMessage").drop(when="accepted")

    assert isinstance(await channel.deliver(text(amal)), Unknown)
    assert [call.method for call in sim.calls].count("sendMessage") == 1
    assert amal.last.text == "Hej"


async def test_an_answer_that_comes_too_late_leaves_it_open(
    sim: Simulator, channel: TelegramChannel, amal: Phone
) -> None:
    held = sim.faults.on("sendMessage").hold(when="accepted")

    assert isinstance(await channel.deliver(text(amal)), Unknown)
    held.release()


async def test_a_refused_connection_means_that_it_was_not_sent(
    sim: Simulator, amal: Phone
) -> None:
    await sim.outage()
    request = AiohttpRequest()  # without a connection from before the outage
    channel = TelegramChannel(Bot(sim.token, base_url=f"{sim.url}/bot", request=request))
    await request.initialize()

    found = await channel.deliver(text(amal))

    assert isinstance(found, RetryLater)
    assert found.reason is Delay.NOT_REACHED
    await sim.recover()
    assert isinstance(await channel.deliver(text(amal)), Delivered)
    await request.shutdown()


async def test_a_wrong_token_is_told_from_a_wrong_message(sim: Simulator, amal: Phone) -> None:
    async with AiohttpRequest() as request:
        wrong = Bot("1:wrong", base_url=f"{sim.url}/bot", request=request)
        found = await TelegramChannel(wrong).deliver(text(amal))

    assert isinstance(found, RetryLater)
    assert found.reason is Delay.TOKEN


async def test_no_result_repeats_the_token(sim: Simulator, amal: Phone, bot: Bot) -> None:
    await sim.outage()

    found = await TelegramChannel(bot).deliver(text(amal))

    assert sim.token not in repr(found)


async def test_a_full_pool_means_that_it_was_not_sent(sim: Simulator, amal: Phone) -> None:
    held = sim.faults.on("getMe").hold(when="before")
    async with AiohttpRequest(connections=1, read_seconds=5) as request:
        url = f"{sim.url}/bot{sim.token}"
        busy = asyncio.create_task(request.do_request(f"{url}/getMe", "POST"))
        await held.reached.wait()
        with pytest.raises(Exception, match="no connection in time") as caught:
            await request.do_request(
                f"{url}/sendMessage", "POST", connect_timeout=0.05, pool_timeout=0.05
            )
        held.release()
        await busy

    assert type(caught.value).__name__ == "NotSentInTime"


async def test_a_pool_that_is_closed_sends_nothing() -> None:
    request = AiohttpRequest()
    with pytest.raises(NotSent, match="not open"):
        await request.do_request("http://127.0.0.1:1/", "POST")
    await request.initialize()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()


async def test_a_file_is_sent_as_a_form() -> None:
    seen: dict[str, Any] = {}

    async def keep(request: web.Request) -> web.Response:
        form = await request.post()
        photo = form["photo"]
        assert isinstance(photo, web.FileField)
        seen.update(chat=form["chat_id"], name=photo.filename, photo=photo.file.read())
        return web.json_response({"ok": True, "result": True})

    app = web.Application()
    app.router.add_post("/x", keep)
    file = RequestParameter("photo", None, [InputFile(b"bytes", "kort.png")])
    data = RequestData([RequestParameter.from_input("chat_id", 5), file])
    async with TestServer(app) as server, AiohttpRequest() as request:
        assert await request.post(str(server.make_url("/x")), data) is True

    assert seen == {"chat": "5", "name": "kort.png", "photo": b"bytes"}


async def test_a_start_needs_no_telegram(sim: Simulator) -> None:
    await sim.outage()
    inner = AiohttpRequest()
    known = KnownBot(inner, made_up_bot(int(sim.token.partition(":")[0]), "holdfast_bot"))

    async with Bot(sim.token, base_url=f"{sim.url}/bot", request=known) as bot:
        assert bot.username == "holdfast_bot"
        assert known.read_timeout == inner.read_timeout
        await sim.recover()
        about = await bot.get_me()

    assert about.username == sim.username


async def test_without_anything_known_telegram_is_asked(sim: Simulator) -> None:
    async with KnownBot(AiohttpRequest(), None) as known:
        status, body = await known.do_request(f"{sim.url}/bot{sim.token}/getMe", "POST")

    assert status == 200
    assert json.loads(body)["result"]["username"] == sim.username


async def test_the_button_below_the_chat_sends_the_own_number_and_goes_away(
    channel: TelegramChannel, amal: Phone
) -> None:
    asks = Body("Hvad er dit nummer?", ask_number="Send mit nummer")
    await channel.deliver(Delivery(kind=MessageKind.TEXT, chat_id=amal.id, body=asks))
    assert amal.keys == ["Send mit nummer"]
    sent = await amal.key("Send mit nummer")
    assert (sent.kind, amal.keys) == ("contact", []), "one_time_keyboard"
    await channel.deliver(Delivery(kind=MessageKind.TEXT, chat_id=amal.id, body=asks))
    thanks = Body("Tak", drop_keyboard=True)
    await channel.deliver(Delivery(kind=MessageKind.TEXT, chat_id=amal.id, body=thanks))
    assert amal.keys == []
    with pytest.raises(LookupError, match="no key"):
        await amal.key("Send mit nummer")
