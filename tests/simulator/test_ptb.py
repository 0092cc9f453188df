"""python-telegram-bot, unchanged, talks to the simulator and understands every answer."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from simulator import Phone, Simulator

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="y")]])


async def updates(bot: Bot, offset: int = 0) -> tuple[Update, ...]:
    return await bot.get_updates(offset=offset, timeout=0)


async def test_the_bot_knows_itself(bot: Bot, sim: Simulator) -> None:
    me = await bot.get_me()
    assert (me.is_bot, me.username) == (True, sim.username)
    assert (await bot.get_my_name()).name == "Holdfast"


async def test_a_start_link_arrives_as_a_command_from_a_64_bit_id(bot: Bot, amal: Phone) -> None:
    await amal.open("https://t.me/holdfast_demo_bot?start=abc_DEF-1")
    (update,) = await updates(bot)
    assert update.message is not None
    assert update.message.text == "/start abc_DEF-1"
    assert update.message.entities[0].type == "bot_command"
    assert update.message.chat.id == amal.id > 2**33
    assert update.effective_user is not None
    assert update.effective_user.language_code == "da"


async def test_a_message_with_everything_is_sent_edited_and_deleted(bot: Bot, amal: Phone) -> None:
    asked = await amal.start()
    sent = await bot.send_message(
        amal.id,
        "<b>Hej</b> https://example.org",
        parse_mode="HTML",
        reply_markup=YES,
        protect_content=True,
        disable_notification=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(asked.id),
    )
    assert sent.has_protected_content
    assert [one.type for one in sent.entities] == ["bold", "url"]
    assert sent.reply_to_message is not None
    assert (amal.last.silent, amal.last.protected, amal.last.labels) == (True, True, ["Ja"])
    edited = await bot.edit_message_text("Tak", amal.id, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    assert amal.last.history == ("Hej https://example.org",)
    assert isinstance(
        await bot.edit_message_reply_markup(amal.id, sent.message_id, reply_markup=YES), Message
    )
    assert amal.last.labels == ["Ja"]
    assert await bot.delete_message(amal.id, sent.message_id)
    assert not [one for one in amal.messages if one.from_bot]


@pytest.mark.parametrize("markup", [ReplyKeyboardMarkup([["Ja"]]), ForceReply()])
async def test_a_reply_keyboard_is_taken_and_never_echoed(
    bot: Bot, amal: Phone, markup: ReplyKeyboardMarkup | ForceReply
) -> None:
    await amal.start()
    assert (await bot.send_message(amal.id, "Hej", reply_markup=markup)).reply_markup is None


async def test_a_tap_is_answered_once(bot: Bot, amal: Phone) -> None:
    await amal.start()
    await bot.send_message(amal.id, "Med?", reply_markup=YES)
    tapped = await amal.tap("Ja")
    query = (await updates(bot))[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("y", amal.id)
    assert query.chat_instance
    assert await query.answer("Tak", show_alert=True)
    answer = await amal.wait_for_answer(tapped)
    assert (answer.text, answer.alert) == ("Tak", True)
    with pytest.raises(BadRequest, match=r"(?i)query is too old and response timeout expired"):
        await query.answer()


async def test_a_tap_on_a_deleted_message_still_comes_and_is_marked_inaccessible(
    bot: Bot, amal: Phone
) -> None:
    await amal.start()
    sent = await bot.send_message(amal.id, "Med?", reply_markup=YES)
    seen = amal.last
    await bot.delete_message(amal.id, sent.message_id)
    await amal.tap("Ja", seen)
    query = (await updates(bot))[-1].callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


async def test_the_most_specific_menu_wins(bot: Bot, amal: Phone, sim: Simulator) -> None:
    ben = sim.phone("Ben", language="en")
    await bot.set_my_commands([BotCommand("help", "Help")])
    await bot.set_my_commands([BotCommand("hjaelp", "Hjælp")], language_code="da")
    assert [one["command"] for one in amal.commands] == ["hjaelp"]
    assert [one["command"] for one in ben.commands] == ["help"]
    await bot.set_my_commands([BotCommand("sager", "Sager")], scope=BotCommandScopeChat(ben.id))
    assert [one["command"] for one in ben.commands] == ["sager"]
    assert (await bot.get_my_commands(language_code="da"))[0].description == "Hjælp"
    assert await bot.delete_my_commands(language_code="da")
    assert await bot.get_my_commands(language_code="da") == ()


async def test_a_voice_message_can_be_fetched(bot: Bot, amal: Phone) -> None:
    await amal.voice(seconds=7)
    message = (await updates(bot))[0].message
    assert message is not None
    assert message.voice is not None
    file = await bot.get_file(message.voice.file_id)
    assert (await file.download_as_bytearray()).startswith(b"OggS")


async def test_a_chat_tells_what_newer_clients_demand(bot: Bot, amal: Phone) -> None:
    chat = await bot.get_chat(amal.id)
    assert chat.type == "private"
    assert chat.accepted_gift_types.unlimited_gifts is False
    await amal.start()
    assert await bot.send_chat_action(amal.id, "typing")


async def test_blocking_is_told_once_and_then_refused(bot: Bot, amal: Phone) -> None:
    await amal.start()
    await amal.block()
    await amal.block()
    told = [one.my_chat_member for one in await updates(bot) if one.my_chat_member]
    assert [one.new_chat_member.status for one in told] == ["kicked"]
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(amal.id, "Hej")
    await amal.start()
    told = [one.my_chat_member for one in await updates(bot) if one.my_chat_member]
    assert told[-1].new_chat_member.status == "member"
    await bot.send_message(amal.id, "Hej")
    assert amal.last.text == "Hej"


async def test_the_words_of_refusal_are_telegrams(bot: Bot, amal: Phone, sim: Simulator) -> None:
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(amal.id, "Hej")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "Hej")
    await amal.start()
    await amal.delete_account()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(amal.id, "Hej")


async def test_limits_and_outages_become_the_right_exceptions(
    bot: Bot, sim: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    sim.faults.on("getMe").answer(429, retry_after=7)
    with pytest.raises(RetryAfter, match="Retry in"):
        await bot.get_me()
    sim.faults.on("getMe").answer(502, body="<html>Bad Gateway</html>")
    with pytest.raises(NetworkError):
        await bot.get_me()
    await sim.outage()
    with pytest.raises(NetworkError):
        await bot.get_me()
    await sim.recover()
    assert (await bot.get_me()).id == bot.id
