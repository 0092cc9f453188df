"""Every method that is offered is called by python-telegram-bot's own Bot, and understood."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, TelegramObject
from telegram.constants import ChatAction

from simulator import Phone, Simulator, attachments
from simulator.methods import OFFERED

YES = InlineKeyboardMarkup([[InlineKeyboardButton("Ja", callback_data="y")]])
PICTURE = attachments.photo_bytes()


@dataclass
class Scene:
    """A bot, a phone that has started, and a message that the bot has sent there."""

    bot: Bot
    amal: Phone
    number: int

    async def voice(self) -> str:
        """Return the file id of a voice message that has come in."""
        await self.amal.voice()
        message = (await self.bot.get_updates(timeout=0))[-1].message
        assert message is not None
        assert message.voice is not None
        return message.voice.file_id


async def _answered(one: Scene) -> bool:
    return await one.bot.answer_callback_query(await one.amal.forge("y"), "Tak")


async def _fetched(one: Scene) -> Any:
    return await one.bot.get_file(await one.voice())


Call = Callable[[Scene], Awaitable[Any]]
CALLS: Mapping[str, Call] = {
    "getMe": lambda one: one.bot.get_me(),
    "setMyName": lambda one: one.bot.set_my_name("Holdfast"),
    "getMyName": lambda one: one.bot.get_my_name(),
    "setMyDescription": lambda one: one.bot.set_my_description("Hej"),
    "getMyDescription": lambda one: one.bot.get_my_description(),
    "setMyShortDescription": lambda one: one.bot.set_my_short_description("Hej"),
    "getMyShortDescription": lambda one: one.bot.get_my_short_description("da"),
    "setMyCommands": lambda one: one.bot.set_my_commands([BotCommand("pause", "Hold pause")]),
    "getMyCommands": lambda one: one.bot.get_my_commands(),
    "deleteMyCommands": lambda one: one.bot.delete_my_commands(),
    "getUpdates": lambda one: one.bot.get_updates(timeout=0),
    "setWebhook": lambda one: one.bot.set_webhook("https://example.org/h", secret_token="abc"),
    "getWebhookInfo": lambda one: one.bot.get_webhook_info(),
    "deleteWebhook": lambda one: one.bot.delete_webhook(),
    "getChat": lambda one: one.bot.get_chat(one.amal.id),
    "sendChatAction": lambda one: one.bot.send_chat_action(one.amal.id, ChatAction.TYPING),
    "sendMessage": lambda one: one.bot.send_message(
        one.amal.id, "<b>Hej</b>", parse_mode="HTML", reply_markup=YES, protect_content=True
    ),
    "sendPhoto": lambda one: one.bot.send_photo(one.amal.id, PICTURE, caption="Et billede"),
    "sendDocument": lambda one: one.bot.send_document(
        one.amal.id, PICTURE, caption="En fil", filename="a.png"
    ),
    "editMessageText": lambda one: one.bot.edit_message_text(
        "Hej igen", chat_id=one.amal.id, message_id=one.number, reply_markup=YES
    ),
    "editMessageReplyMarkup": lambda one: one.bot.edit_message_reply_markup(
        one.amal.id, one.number, reply_markup=YES
    ),
    "deleteMessage": lambda one: one.bot.delete_message(one.amal.id, one.number),
    "answerCallbackQuery": _answered,
    "getFile": _fetched,
}


def test_no_method_is_offered_without_a_call_here() -> None:
    assert CALLS.keys() == OFFERED.keys()


@pytest.mark.parametrize("method", CALLS)
async def test_the_bot_calls_it_and_understands_the_answer(
    sim: Simulator, bot: Bot, amal: Phone, method: str
) -> None:
    answer = await called(sim, bot, amal, method)
    for one in answer if isinstance(answer, (list, tuple)) else [answer]:
        if isinstance(one, TelegramObject):
            assert dict(one.api_kwargs) == {}, "fields that python-telegram-bot does not know"
        else:
            assert one is True


@pytest.mark.parametrize("method", CALLS)
async def test_call_and_answer_are_as_the_specification_says(
    sim: Simulator, bot: Bot, amal: Phone, method: str, spec: Any
) -> None:
    await called(sim, bot, amal, method)
    call = sim.log.all(method)[-1]
    uploaded = {name for name, value in call.params.items() if str(value).startswith("attach://")}
    issues = spec.check_call(method, call.params, files=uploaded)
    issues += spec.check_result(method, call.result)
    assert [str(one) for one in issues if one.level == "error"] == []


async def called(sim: Simulator, bot: Bot, amal: Phone, method: str) -> Any:
    """Let the bot call a method, in a chat where there is something to change."""
    await amal.start()
    await bot.send_message(amal.id, "Først")
    answer = await CALLS[method](Scene(bot, amal, amal.last.id))
    assert sim.log.all(method)[-1].ok
    return answer
