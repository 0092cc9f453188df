"""A young person who reads what comes and, sooner or later or never, taps or writes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.simulation.chance import between, happens
from bot.simulation.habits import Manners
from bot.simulation.player import Player
from bot.simulation.stage import Stage
from content.areas.cafe import CafeKey
from content.areas.enrolment import EnrolmentKey
from content.areas.rhythm import RhythmKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.simulation_file import Temperament
from domain.people import Language
from simulator.phones import Phone
from simulator.view import SeenMessage

A_TALK = timedelta(minutes=10)  # so long after an own tap the next one comes quickly
STEPS_OF_A_SITTING = 14  # more taps than the screens after the yes can need
# Buttons that no one taps by chance: they mean something that has its own place in a plan.
_NOT_BY_CHANCE: Sequence[TextKey] = (
    Key.B_HELP_NOW,
    Key.B_CALL_ME,
    Key.B_TAKE_BACK,
    RhythmKey.B_STOP,
    Key.B_SKIP,
    RhythmKey.B_LATER,
)


class Youth(Player):
    """A young person with a temperament."""

    stop_word = "/stop"

    def __init__(
        self, stage: Stage, name: str, phone: Phone, language: Language, temperament: Temperament
    ) -> None:
        super().__init__(stage, name, phone, language)
        self.manners = Manners(stage, self.chance, temperament)
        self._tapped_at: datetime | None = None
        self._sat = 0
        self._decided: dict[int, bool] = {}
        self._never = {self.label(key) for key in _NOT_BY_CHANCE}

    # ------------------------------------------------------------- what comes

    def see(self, seen: SeenMessage) -> None:
        """Look at a message with buttons and decide what to do about it, and when."""
        if not seen.labels:
            return
        looks = (self._call, self._enrolment, self._card, self._question, self._invitation)
        for look in (*looks, self._rest):
            if look(seen):
                return

    def _call(self, seen: SeenMessage) -> bool:
        """Say whether a call suits them. *Not now* stands under screens after the yes as well."""
        if not self.shows(seen, TalkKey.B_FINE, TalkKey.B_NOT_NOW):
            return False
        if happens(self.chance, self.manners.habits.answers_calls):
            suits = happens(self.chance, self.manners.habits.suits)
            self._soon(seen, TalkKey.B_FINE if suits else TalkKey.B_NOT_NOW, longest=200)
        return True

    def _enrolment(self, seen: SeenMessage) -> bool:
        if self.shows(seen, Key.B_DANISH, Key.B_ENGLISH):
            return self._soon(seen, Key.B_DANISH if self.language == "da" else Key.B_ENGLISH)
        if self.shows(seen, Key.B_NEXT, Key.B_NO_THANKS):
            return self._soon(
                seen, Key.B_NO_THANKS if self.manners.temperament.declines else Key.B_NEXT
            )
        if self.shows(seen, Key.B_AGE_U15):
            adult = happens(self.chance, self.manners.habits.adult)
            return self._soon(seen, Key.B_AGE_18 if adult else Key.B_AGE_15_17)
        if self.shows(seen, Key.B_YES_TRY):
            return self._soon(seen, Key.B_YES_TRY)
        if self.shows(seen, EnrolmentKey.B_NOT_NOW):
            return self._onboarding(seen)
        return False

    def _onboarding(self, seen: SeenMessage) -> bool:
        """Go through the screens after the yes, or leave them for another day."""
        self._sat += 1
        leave = self.label(EnrolmentKey.B_NOT_NOW)
        sits = self._sat > 1 or happens(self.chance, self.manners.habits.goes_on)
        goes_on = self._sat < STEPS_OF_A_SITTING and sits
        ahead = [one for one in (EnrolmentKey.B_GO_ON, Key.B_SKIP) if self.shows(seen, one)]
        choices = [*self._choices(seen, leave), *(self.label(one) for one in ahead)]
        label = self.chance.choice(choices) if goes_on and choices else leave
        self.tap_later(between(self.chance, 4, 30), seen, label)
        return True

    def _card(self, seen: SeenMessage) -> bool:
        if not self.shows(seen, Key.B_IN_DANGER_SILENT):
            return False
        asked = (Key.B_IN_DANGER_YES, Key.B_IN_DANGER_NO, Key.B_IN_DANGER_SILENT)
        if happens(self.chance, self.manners.habits.answers_card):
            self._soon(seen, self.chance.choice(asked), longest=300)
        return True

    def _question(self, seen: SeenMessage) -> bool:
        """Answer a question of a check-in, or its reminder."""
        reminds = self.shows(seen, Key.B_ANSWER, Key.B_SKIP)
        if not reminds and not self.shows(seen, RhythmKey.B_LATER, Key.B_SKIP):
            return False
        if not self._is_talking() and not self._wants(seen):
            return True
        if reminds:
            self._answer_later(seen, self.label(Key.B_ANSWER))
        elif happens(self.chance, self.manners.habits.skips):
            self._answer_later(seen, self.label(Key.B_SKIP))
        elif choices := self._choices(seen):
            self._answer_later(seen, self._rating(choices))
        else:
            self._write_or_skip(seen)
        return True

    def _invitation(self, seen: SeenMessage) -> bool:
        if self.shows(seen, CafeKey.B_YES, CafeKey.B_NO):
            if self._wants(seen):
                comes = happens(self.chance, self.manners.habits.comes)
                other = self.chance.choice((CafeKey.B_MAYBE, CafeKey.B_NO))
                self._answer_later(seen, self.label(CafeKey.B_YES if comes else other))
            return True
        return False

    def _rest(self, seen: SeenMessage) -> bool:
        """Tap one of what is offered, now and then: what comes after an answer, a call, a café."""
        choices = self._choices(seen)
        habits = self.manners.habits
        percent = habits.says_more if self._is_talking() else habits.says_later
        if choices and not self._decided.get(seen.id) and happens(self.chance, percent):
            self._decided[seen.id] = True
            wait = between(self.chance, 5, 60) if self._is_talking() else self.manners.wait()
            self.tap_later(wait, seen, self.chance.choice(choices))
        return True

    # ------------------------------------------------------------- deciding

    def _choices(self, seen: SeenMessage, *but: str) -> Sequence[str]:
        """Return the labels that somebody may tap for what they say."""
        buttons = (one for row in seen.buttons for one in row if one.data is not None)
        return [
            one.label for one in buttons if one.label not in self._never and one.label not in but
        ]

    def _rating(self, choices: Sequence[str]) -> str:
        """Return an answer; a rating is low now and then, and otherwise in the upper half."""
        numbers = [one for one in choices if one.isdigit()]
        if not numbers:
            return self.chance.choice(choices)
        low = [one for one in numbers if int(one) <= 2]
        high = [one for one in numbers if int(one) >= 4]
        is_low = bool(low) and happens(self.chance, self.manners.habits.low)
        return self.chance.choice(low if is_low else high or numbers)

    def _wants(self, seen: SeenMessage) -> bool:
        """Return whether they answer this message at all; it is decided once."""
        if seen.id not in self._decided:
            self._decided[seen.id] = happens(self.chance, self.manners.answers_now())
        return self._decided[seen.id]

    def _is_talking(self) -> bool:
        """Return whether they have the phone in their hand already."""
        return self._tapped_at is not None and self.stage.clock.now() - self._tapped_at < A_TALK

    # ------------------------------------------------------------- doing

    def _soon(self, seen: SeenMessage, key: TextKey, *, longest: int = 40) -> bool:
        self.tap_later(between(self.chance, 5, longest), seen, self.label(key))
        return True

    def _answer_later(self, seen: SeenMessage, label: str) -> None:
        quick = self._is_talking()
        self.tap_later(between(self.chance, 3, 40) if quick else self.manners.wait(), seen, label)

    def _write_or_skip(self, seen: SeenMessage) -> None:
        words = self.chance.choice(self.stage.people.words.answer.of(self.language))
        if happens(self.chance, self.manners.habits.writes_answers):
            self.stage.later(between(self.chance, 10, 90), lambda: self._write(words))
        else:
            self._answer_later(seen, self.label(Key.B_SKIP))

    async def _write(self, words: str) -> None:
        await self.write(words)

    @property
    def chat_id(self) -> int:
        """Return the chat by which the product and the auditor know them."""
        return self.phone.id

    async def say(self, text: str, what: str) -> None:
        """Write something of which the auditor is to know what it meant."""
        if await self.write(text):
            self.stage.note(self.chat_id, what)

    async def press(self, seen: SeenMessage, label: str) -> bool:
        """Tap, and now and then tap something old as well."""
        self._tapped_at = self.stage.clock.now()
        done = await super().press(seen, label)
        if self.old and happens(self.chance, self.manners.temperament.old_buttons):
            old = self.chance.choice(list(self.old))
            if choices := self._choices(old):
                await super().press(old, self.chance.choice(choices))
        return done
