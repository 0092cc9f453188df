"""Which commands people find in Telegram's menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content.keys import Key
from content.texts import Texts
from domain.people import LANGUAGES, Language

_COMMANDS: dict[Language, tuple[tuple[str, Key], ...]] = {
    "da": (("hjaelp", Key.CMD_HELP), ("pause", Key.CMD_PAUSE), ("stop", Key.CMD_STOP)),
    "en": (("help", Key.CMD_HELP), ("pause", Key.CMD_PAUSE), ("stop", Key.CMD_STOP)),
}


def menu(texts: Texts) -> Mapping[Language, Sequence[tuple[str, str]]]:
    """Return the commands with their descriptions, by language."""
    return {
        language: [(name, texts.say(language, key)) for name, key in _COMMANDS[language]]
        for language in LANGUAGES
    }
