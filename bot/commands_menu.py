"""The commands that Telegram shows in its menu, in each language."""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from content.keys import Key
from content.texts import Texts
from domain.people import LANGUAGES, Language

log = logging.getLogger(__name__)

_COMMANDS: dict[Language, tuple[tuple[str, Key], ...]] = {
    "da": (("hjaelp", Key.CMD_HELP), ("pause", Key.CMD_PAUSE), ("stop", Key.CMD_STOP)),
    "en": (("help", Key.CMD_HELP), ("pause", Key.CMD_PAUSE), ("stop", Key.CMD_STOP)),
}


async def publish_commands(bot: Bot, texts: Texts) -> bool:
    """Tell Telegram which commands there are; return whether it heard. Danish is the default."""
    try:
        for language in LANGUAGES:
            commands = [
                BotCommand(name, texts.say(language, key)) for name, key in _COMMANDS[language]
            ]
            await bot.set_my_commands(commands, language_code=language)
        await bot.set_my_commands(
            [BotCommand(name, texts.say("da", key)) for name, key in _COMMANDS["da"]]
        )
    except TelegramError as error:
        log.warning("commands not published", extra={"action": "commands", "why": str(error)})
        return False
    return True
