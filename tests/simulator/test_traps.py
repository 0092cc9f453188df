"""The traps that stand in no list of errors: each was seen to break a client, or a product."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError

from simulator import Phone, PhoneError, Simulator
from tests.simulator.conftest import Ask, Clock

A_CENTURY = range(4_102_444_800)  # Unix seconds until 2100; milliseconds are far beyond


async def test_an_unknown_method_is_404_which_python_telegram_bot_takes_for_a_wrong_token(
    bot: Bot, amal: Phone
) -> None:
    with pytest.raises(InvalidToken):
        await bot.send_dice(amal.id)


@pytest.mark.parametrize("spelling", ["getUpdates", "getupdates", "GETUPDATES"])
@pytest.mark.parametrize(
    "odd", [{"offset": "x"}, {"limit": 0}, {"timeout": -1}, {"surprise": True}]
)
async def test_polling_is_never_answered_with_404(
    ask: Ask, spelling: str, odd: dict[str, Any]
) -> None:
    assert (await ask(spelling, **odd))[0] == 200


async def test_one_update_that_nobody_can_parse_holds_up_all_behind_it(
    sim: Simulator, bot: Bot, amal: Phone, ask: Ask
) -> None:
    sim.inject({"message": {"date": "i går"}})
    await amal.write("hej")
    for _ in range(2):  # the offset does not move, so it comes again, and again
        with pytest.raises(Exception, match=r"missing|argument|int"):
            await bot.get_updates(timeout=0)
    _, raw = await ask("getUpdates")
    assert len(raw["result"]) == 2, "read raw, both are there"


async def test_dates_are_unix_seconds_everywhere(ask: Ask, amal: Phone) -> None:
    await amal.start()
    sent = (await ask("sendMessage", chat_id=amal.id, text="Hej"))[1]["result"]
    place = {"chat_id": amal.id, "message_id": sent["message_id"]}
    edited = (await ask("editMessageText", **place, text="Hej igen"))[1]["result"]
    await amal.block()
    updates = (await ask("getUpdates"))[1]["result"]
    dates = [sent["date"], edited["date"], edited["edit_date"]]
    dates += [one["message"]["date"] for one in updates if "message" in one]
    dates += [one["my_chat_member"]["date"] for one in updates if "my_chat_member" in one]
    assert len(dates) == 5
    assert all(one in A_CENTURY for one in dates)


async def test_an_edit_is_answered_with_the_whole_message(ask: Ask, amal: Phone) -> None:
    await amal.start()
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    sent = (await ask("sendMessage", chat_id=amal.id, text="Hej"))[1]["result"]
    place = {"chat_id": amal.id, "message_id": sent["message_id"]}
    for call in (
        ask("editMessageText", **place, text="Nyt"),
        ask("editMessageReplyMarkup", **place, reply_markup=markup),
    ):
        answered = (await call)[1]["result"]
        assert answered["message_id"] == sent["message_id"]
        assert answered["chat"]["id"] == amal.id


async def test_an_edit_that_takes_the_buttons_away_answers_without_a_keyboard(
    ask: Ask, amal: Phone
) -> None:
    await amal.start()
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    sent = (await ask("sendMessage", chat_id=amal.id, text="Hej", reply_markup=markup))[1]
    place = {"chat_id": amal.id, "message_id": sent["result"]["message_id"]}
    bare = (await ask("editMessageReplyMarkup", **place))[1]["result"]
    assert "reply_markup" not in bare


async def test_an_error_reads_otherwise_in_python_telegram_bot(
    bot: Bot, ask: Ask, amal: Phone
) -> None:
    await amal.start()
    _, raw = await ask("sendMessage", chat_id=amal.id, text="")
    assert raw["description"] == "Bad Request: message text is empty"
    with pytest.raises(BadRequest) as heard:
        await bot.send_message(amal.id, "")
    assert heard.value.message == "Message text is empty"


async def test_a_message_that_somebody_deletes_is_told_to_nobody(ask: Ask, amal: Phone) -> None:
    mine = await amal.write("hej")
    await amal.delete(mine)
    assert amal.messages == []
    updates = (await ask("getUpdates"))[1]["result"]
    assert [one["message"]["text"] for one in updates] == ["hej"]
    status, body = await ask(
        "sendMessage", chat_id=amal.id, text="Svar", reply_parameters={"message_id": mine.id}
    )
    assert (status, body["description"]) == (400, "Bad Request: message to be replied not found")
    with pytest.raises(PhoneError, match="no own message"):
        await amal.delete(mine)


async def test_an_own_edit_comes_as_a_kind_of_update_of_its_own(ask: Ask, amal: Phone) -> None:
    await amal.edit(await amal.write("hej"), "hej hej")
    updates = (await ask("getUpdates"))[1]["result"]
    assert [next(kind for kind in one if kind != "update_id") for one in updates] == [
        "message",
        "edited_message",
    ]


async def test_a_quote_must_stand_in_the_message(ask: Ask, amal: Phone) -> None:
    said = await amal.write("det går godt")
    for quote, status in (("går godt", 200), ("går skidt", 400)):
        reply = {"message_id": said.id, "quote": quote}
        answered, _ = await ask("sendMessage", chat_id=amal.id, text="Ja", reply_parameters=reply)
        assert answered == status


async def test_a_language_may_be_absent(sim: Simulator, ask: Ask) -> None:
    nobody = sim.phone("Nobody", language=None)
    await nobody.write("hej")
    (update,) = (await ask("getUpdates"))[1]["result"]
    assert "language_code" not in update["message"]["from"]


async def test_a_file_over_20_megabytes_cannot_be_fetched(
    sim: Simulator, ask: Ask, amal: Phone
) -> None:
    sent = await amal.document()
    stored = sim.state.files[sent.file or ""]
    object.__setattr__(stored, "size", 21 * 1024 * 1024)
    status, body = await ask("getFile", file_id=stored.id)
    assert (status, body["description"]) == (400, "Bad Request: file is too big")


async def test_the_path_of_a_file_is_found_only_with_the_token(
    sim: Simulator, bot: Bot, amal: Phone
) -> None:
    sent = await amal.voice()
    found = await bot.get_file(sent.file or "")
    assert sim.token in (found.file_path or ""), "so such a link must never be shown"


async def test_a_redirect_from_a_webhook_is_no_acceptance(
    sim: Simulator, ask: Ask, amal: Phone
) -> None:
    tries = asyncio.Queue[int]()
    answers = iter([302, 204])

    async def take(request: web.Request) -> web.Response:
        update = await request.json()
        tries.put_nowait(update["update_id"])
        return web.Response(status=next(answers), headers={"Location": "/elsewhere"})

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    await ask("setWebhook", url=f"http://{host}:{port}/hook")
    await amal.write("hej")
    first, second = [await asyncio.wait_for(tries.get(), 5) for _ in range(2)]
    assert first == second, "the same update came again"
    await ask("deleteWebhook")
    await runner.cleanup()


async def test_updates_come_twice_and_turned_round_for_so_many_batches(
    sim: Simulator, ask: Ask, amal: Phone
) -> None:
    for text in ("en", "to"):
        await amal.write(text)
    sim.double_updates(2)
    sim.reverse_updates(1)

    async def texts() -> list[str]:
        return [one["message"]["text"] for one in (await ask("getUpdates"))[1]["result"]]

    assert await texts() == ["to", "en", "to", "en"]
    assert await texts() == ["en", "to", "en", "to"]
    assert await texts() == ["en", "to"]


async def test_a_storm_of_429_lasts_as_long_as_it_was_told_to(
    sim: Simulator, ask: Ask, amal: Phone, clock: Clock
) -> None:
    ben = sim.phone("Ben")
    for phone in (amal, ben):
        await phone.start()
    sim.faults.on("sendMessage", chat=amal.id, seconds=600).answer(429, retry_after=9)

    async def status(phone: Phone) -> int:
        return int((await ask("sendMessage", chat_id=phone.id, text="Hej"))[0])

    assert [await status(amal) for _ in range(3)] == [429, 429, 429]
    assert await status(ben) == 200
    clock.pass_by(seconds=599)
    assert await status(amal) == 429
    clock.pass_by(seconds=1)
    assert await status(amal) == 200
    sim.faults.on(seconds=60, times=1).answer(502)
    assert [await status(amal), await status(ben)] == [502, 200]


async def test_an_answer_that_comes_too_late_is_a_time_out_after_delivery(
    sim: Simulator, bot: Bot, amal: Phone
) -> None:
    await amal.start()
    sim.faults.on("sendMessage").hold(seconds=2)
    with pytest.raises(NetworkError, match="Timed out"):
        await bot.send_message(amal.id, "Hej", read_timeout=0.05)
    assert amal.last.text == "Hej", "it has arrived all the same"
    sim.faults.clear()


async def test_an_outage_can_end_by_itself(sim: Simulator, bot: Bot) -> None:
    await sim.outage(0.05)
    with pytest.raises(NetworkError):
        await bot.get_me()
    async with asyncio.timeout(5):
        while True:
            try:
                await bot.get_me()
                break
            except NetworkError:
                await asyncio.sleep(0.02)
