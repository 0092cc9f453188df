"""The commands that Telegram shows in its menu: of all, in each language, and of one chat."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from domain.people import Language

log = logging.getLogger(__name__)

Entries = Sequence[tuple[str, str]]  # command and description
Menu = Mapping[Language, Entries]


async def publish_commands(bot: Bot, menu: Menu, *, default: Language = "da") -> bool:
    """Tell Telegram which commands there are for all; return whether it heard."""
    try:
        for language, entries in menu.items():
            await bot.set_my_commands(_commands(entries), language_code=language)
        await bot.set_my_commands(_commands(menu[default]))
    except TelegramError as error:
        _not_published(error)
        return False
    return True


async def publish_in_chat(bot: Bot, chat_id: int, entries: Entries) -> bool:
    """Tell Telegram which commands one chat has instead; return whether it heard."""
    try:
        await bot.set_my_commands(_commands(entries), scope=BotCommandScopeChat(chat_id))
    except TelegramError as error:
        _not_published(error)
        return False
    return True


async def forget_in_chat(bot: Bot, chat_id: int) -> bool:
    """Let a chat have the commands of all again; return whether Telegram heard."""
    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(chat_id))
    except TelegramError as error:
        _not_published(error)
        return False
    return True


def _commands(entries: Entries) -> list[BotCommand]:
    return [BotCommand(name, says) for name, says in entries]


def _not_published(error: TelegramError) -> None:
    log.warning("commands not published", extra={"action": "commands", "why": str(error)})
