"""An SMS is a postcard that is paid for by its length."""

from __future__ import annotations

import re

import pytest

from content.areas.care import CareKey
from content.areas.sms import SmsKey
from content.audience import Audience, TextKey
from content.keys import Key
from content.texts import load_texts
from content.voice import SAMPLES
from domain.people import LANGUAGES, Language
from domain.sms import parts, plain

TEXTS = load_texts()
YOUTHS = [key for key in SmsKey if key.audience is Audience.YOUTH]
CARDS = (Key.CARD, CareKey.CARD_NOBODY, CareKey.CARD_ROSTER, CareKey.CARD_EXTERNAL)
# What a stranger who sees the screen must not learn.
TELLS = re.compile(r"projekt|program|kommune|skole|job|caf[ée]|behandl|misbrug", re.IGNORECASE)


def said(language: Language, key: TextKey) -> str:
    values = {name: SAMPLES[language][name] for name in key.placeholders}
    return plain(TEXTS.say(language, key, **values))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", YOUTHS)
def test_each_fits_one_message_and_tells_nothing(key: SmsKey, language: Language) -> None:
    assert parts(said(language, key)) == 1
    assert "navn" not in key.placeholders
    assert not TELLS.search(said(language, key))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", CARDS)
def test_the_card_fits_two_messages_and_asks_for_one_word(
    key: TextKey, language: Language
) -> None:
    card = f"{said(language, key)} {said(language, SmsKey.ANSWER)}"
    assert parts(card) <= 2
    assert "112" in card
