"""The offered methods, by lower-cased name (Telegram's names are case-insensitive)."""

from collections.abc import Awaitable, Callable
from typing import Any

from simulator.methods import callbacks, chats, commands, messages, polling, profile, webhook
from simulator.parsing import Params
from simulator.state import State

Method = Callable[[State, Params], Awaitable[Any]]

OFFERED: dict[str, Method] = {
    "getMe": profile.get_me,
    "setMyName": profile.set_name,
    "getMyName": profile.get_name,
    "setMyDescription": profile.set_description,
    "getMyDescription": profile.get_description,
    "setMyShortDescription": profile.set_short_description,
    "getMyShortDescription": profile.get_short_description,
    "getUpdates": polling.get_updates,
    "sendPhoto": messages.send_photo,
    "sendDocument": messages.send_document,
    "setWebhook": webhook.set_webhook,
    "deleteWebhook": webhook.delete_webhook,
    "getWebhookInfo": webhook.get_webhook_info,
    "sendMessage": messages.send_message,
    "editMessageText": messages.edit_text,
    "editMessageReplyMarkup": messages.edit_buttons,
    "deleteMessage": messages.delete_message,
    "answerCallbackQuery": callbacks.answer,
    "setMyCommands": commands.set_commands,
    "getMyCommands": commands.get_commands,
    "deleteMyCommands": commands.delete_commands,
    "getChat": chats.get_chat,
    "sendChatAction": chats.send_action,
    "getFile": chats.get_file,
}

METHODS: dict[str, Method] = {name.lower(): method for name, method in OFFERED.items()}
SPELLING: dict[str, str] = {name.lower(): name for name in OFFERED}
