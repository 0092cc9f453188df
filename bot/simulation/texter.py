"""A young person who has text messages alone: answers JA, NEJ, in words, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import Enum
from functools import partial
from random import Random

from bot.simulation.cards import longest
from bot.simulation.chance import between, happens, source
from bot.simulation.gateway import Gateway
from bot.simulation.habits import Manners
from bot.simulation.stage import Stage
from content.areas.sms import SmsKey
from content.simulation_file import Temperament
from domain.people import Language
from domain.phone import chat_of_number

YES: Mapping[Language, str] = {"da": "Ja", "en": "Yes"}
NO: Mapping[Language, str] = {"da": "Nej", "en": "No"}
AGAIN = timedelta(minutes=10)  # after so long a gateway brings again what was not stored
STOP = "STOP"


class Asked(Enum):
    """What a text message asks."""

    NOTHING = "nothing"
    OKAY = "okay"  # whether they are all right
    COMING = "coming"  # whether they come
    CALLS = "calls"  # after *stop*: whether the worker may still call
    DANGER = "danger"


_ASKS = {
    SmsKey.CHECKIN: Asked.OKAY,
    SmsKey.REMINDER: Asked.OKAY,
    SmsKey.INVITE: Asked.COMING,
    SmsKey.MOVED: Asked.COMING,
    SmsKey.STOPPED: Asked.CALLS,
    SmsKey.STOPPED_RED: Asked.CALLS,
}


class Texter:
    """One young person with a number."""

    stop_word = STOP

    def __init__(
        self,
        stage: Stage,
        gateway: Gateway,
        number: str,
        temperament: Temperament,
        language: Language = "da",
    ) -> None:
        self.stage = stage
        self.language: Language = language
        self.number = number
        self.chance: Random = source(stage.seed, number)
        self.manners = Manners(stage, self.chance, temperament)
        self._gateway = gateway
        wordings = stage.texts.wordings[language]
        self._asks = [(longest(wordings[key]), asked) for key, asked in _ASKS.items()]
        self._danger = wordings[SmsKey.ANSWER]

    @property
    def chat_id(self) -> int:
        """Return the id by which the product and the auditor know the number."""
        return chat_of_number(self.number)

    def see(self, text: str) -> None:
        """Read a message and decide whether, when and how to answer it."""
        asked = self.asked(text)
        if asked is Asked.DANGER:
            if happens(self.chance, self.manners.habits.answers_card):
                said = self.chance.choice([self._yes, self._no, self._words()])
                self._later(between(self.chance, 20, 400), said)
        elif asked is not Asked.NOTHING and happens(self.chance, self.manners.answers_now()):
            self._later(self.manners.wait(), self._answer(asked))

    def asked(self, text: str) -> Asked:
        """Return what a message asks, as a human reads it."""
        usual = Asked.DANGER if text.endswith(self._danger) else Asked.NOTHING
        return next((asked for part, asked in self._asks if part in text), usual)

    async def write(self, text: str) -> None:
        """Write to the product's number; the gateway brings it until it is stored."""
        await self._bring(text, self._gateway.next_name(), "")

    async def say(self, text: str, what: str) -> None:
        """Write something of which the auditor is to know what it meant, once it came."""
        await self._bring(text, self._gateway.next_name(), what)

    # ------------------------------------------------------------- answers

    @property
    def _yes(self) -> str:
        return YES[self.language]

    @property
    def _no(self) -> str:
        return NO[self.language]

    def _words(self) -> str:
        return self.chance.choice(self.stage.people.words.answer.of(self.language))

    def _answer(self, asked: Asked) -> str:
        if happens(self.chance, self.stage.people.texts.in_words):
            return self._words()
        if asked is Asked.COMING:
            return self._yes if happens(self.chance, self.manners.habits.comes) else self._no
        if asked is Asked.CALLS:
            return self.chance.choice([self._yes, self._no])
        return self._no if happens(self.chance, self.manners.habits.low) else self._yes

    def _later(self, wait: timedelta, text: str) -> None:
        self.stage.later(wait, partial(self.write, text))

    async def _bring(self, text: str, name: str, what: str) -> None:
        if not await self._gateway.bring(self.number, text, name):
            self.stage.later(AGAIN, lambda: self._bring(text, name, what))
        elif what:
            self.stage.note(self.chat_id, what)
