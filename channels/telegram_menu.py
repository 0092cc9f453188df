"""The commands that Telegram shows in its menu, in each language."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from domain.people import Language

log = logging.getLogger(__name__)

Menu = Mapping[Language, Sequence[tuple[str, str]]]  # command and description, by language


async def publish_commands(bot: Bot, menu: Menu, *, default: Language = "da") -> bool:
    """Tell Telegram which commands there are; return whether it heard."""
    try:
        for language, entries in menu.items():
            commands = [BotCommand(name, says) for name, says in entries]
            await bot.set_my_commands(commands, language_code=language)
        await bot.set_my_commands([BotCommand(name, says) for name, says in menu[default]])
    except TelegramError as error:
        log.warning("commands not published", extra={"action": "commands", "why": str(error)})
        return False
    return True
