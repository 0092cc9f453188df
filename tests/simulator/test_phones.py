"""Phones do what people can do, and refuse what people cannot."""

import asyncio

import pytest

from simulator import Phone, PhoneError, SeenMessage, Simulator
from simulator.control.phones import phone_json
from tests.simulator.conftest import Ask, Clock

ROWS = {
    "inline_keyboard": [
        [{"text": "Ja", "callback_data": "y"}, {"text": "Nej", "callback_data": "n"}],
        [{"text": "Læs", "url": "https://example.org"}],
    ]
}


async def told(ask: Ask, phone: Phone, text: str, *, buttons: bool = False) -> int:
    params = {"reply_markup": ROWS} if buttons else {}
    status, body = await ask("sendMessage", chat_id=phone.id, text=text, **params)
    assert status == 200, body
    return int(body["result"]["message_id"])


async def test_waiting_ends_when_the_message_comes(ask: Ask, amal: Phone) -> None:
    await amal.start()
    waiting = asyncio.create_task(amal.wait_for("Hej"))
    await told(ask, amal, "Goddag")
    await told(ask, amal, "Hej Amal")
    assert (await waiting).text == "Hej Amal"
    assert await amal.wait_for(lambda one: one.text == "Goddag") == amal.messages[1]


async def test_a_mark_tells_new_words_from_old_ones(ask: Ask, amal: Phone) -> None:
    await amal.start()
    number = await told(ask, amal, "Hej")
    old = amal.last
    with pytest.raises(TimeoutError, match=r"the chat ends with \['/start', 'Hej'\]"):
        await amal.wait_for("Hej", since=amal.mark, timeout=0.01)
    await ask("editMessageText", chat_id=amal.id, message_id=number, text="Hej igen")
    seen = await amal.wait_for("Hej", since=old)
    assert (seen.text, seen.edited, seen.history) == ("Hej igen", True, ("Hej",))


async def test_times_are_the_simulators(ask: Ask, amal: Phone, clock: Clock) -> None:
    clock.pass_by(days=3)
    assert (await amal.start()).date == clock.now


async def test_buttons_can_be_pressed_by_label_or_data_and_stale_ones_too(
    ask: Ask, amal: Phone, sim: Simulator
) -> None:
    await amal.start()
    number = await told(ask, amal, "Med?", buttons=True)
    stale = amal.last
    await amal.tap("Ja")
    await amal.tap("n")
    assert await amal.tap("Læs") == "https://example.org"
    await ask("editMessageReplyMarkup", chat_id=amal.id, message_id=number)
    with pytest.raises(LookupError, match=r"no button 'Ja'; there are \[\]"):
        await amal.tap("Ja")
    await amal.tap("Ja", stale)
    await amal.forge("v1.other.0", stale)
    pressed = [one["callback_query"]["data"] for one in sim.state.updates.pending[1:]]
    assert pressed == ["y", "n", "y", "v1.other.0"]


async def test_a_link_opens_only_this_bot(amal: Phone) -> None:
    sent = await amal.open("tg://resolve?domain=Holdfast_demo_bot&start=abc")
    assert sent.text == "/start abc"
    assert (await amal.open("https://t.me/holdfast_demo_bot")).text == "/start"
    with pytest.raises(ValueError, match="opens other_bot"):
        await amal.open("https://t.me/other_bot?start=abc")
    for payload in ("a b", "x" * 65):
        with pytest.raises(ValueError, match="start payload"):
            await amal.start(payload)


async def test_an_own_message_can_be_edited_and_no_other(
    ask: Ask, amal: Phone, sim: Simulator
) -> None:
    word = await amal.write("hej")
    assert (await amal.edit(word, "hej hej")).history == ("hej",)
    edited = sim.state.updates.pending[-1]["edited_message"]
    assert (edited["text"], edited["message_id"]) == ("hej hej", word.id)
    await told(ask, amal, "Hej")
    with pytest.raises(PhoneError, match="no own message"):
        await amal.edit(amal.last, "noget andet")


async def test_other_things_than_words_can_be_sent(amal: Phone) -> None:
    sent: list[SeenMessage] = [
        await amal.voice(),
        await amal.photo(caption="Se"),
        await amal.document(caption="Læs"),
        await amal.sticker(),
        await amal.location(),
        await amal.contact(),
    ]
    assert [one.kind for one in sent] == [
        "voice", "photo", "document", "sticker", "location", "contact",
    ]  # fmt: skip
    assert [one.text for one in sent[:3]] == ["", "Se", "Læs"]


async def test_a_phone_that_has_blocked_or_is_gone_cannot_write(amal: Phone) -> None:
    await amal.write("hej")
    await amal.block()
    with pytest.raises(PhoneError, match="unblock"):
        await amal.write("hej")
    await amal.start()
    await amal.delete_account()
    await amal.block()
    with pytest.raises(PhoneError, match="deleted the account"):
        await amal.write("hej")


async def test_nothing_can_be_said_with_no_words(amal: Phone) -> None:
    with pytest.raises(ValueError, match="empty"):
        await amal.write("  ")
    with pytest.raises(LookupError, match="has written nothing"):
        _ = amal.last


async def test_an_answer_that_never_comes_is_reported(amal: Phone) -> None:
    query = await amal.forge("x", await amal.start())
    with pytest.raises(TimeoutError, match="no answer"):
        await amal.wait_for_answer(query, timeout=0.01)


async def test_a_caption_is_for_the_page_and_never_for_the_bot(sim: Simulator) -> None:
    phone = sim.phone("Maja", caption="mentor")
    await phone.start()
    assert phone_json(phone)["caption"] == "mentor"
    assert phone_json(sim.phone("Bo"))["caption"] == ""
    assert "mentor" not in str(sim.state.updates.pending)


def test_phones_are_known_by_their_number(sim: Simulator, amal: Phone) -> None:
    assert sim.phones == [amal]
    assert sim.phone_by_id(amal.id) is amal
    with pytest.raises(LookupError):
        sim.phone_by_id(1)


async def test_a_group_is_seen_for_what_it_is(ask: Ask, amal: Phone, sim: Simulator) -> None:
    group = sim.group("Klassen")
    await amal.write("/start abc", group=group)
    update = sim.state.updates.pending[-1]["message"]
    assert update["chat"] == {"id": group.id, "type": "group", "title": "Klassen"}
    assert (update["from"]["id"], group.id < 0) == (amal.id, True)
    status, _ = await ask("sendMessage", chat_id=group.id, text="Skriv til mig alene.")
    assert status == 200
    assert group.last.text == "Skriv til mig alene."
    assert amal.messages == []
