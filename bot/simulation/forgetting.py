"""What somebody forgets who has taken a case: decided once, and again when they are reminded."""

from __future__ import annotations

from random import Random

from bot.simulation.cards import Cards
from bot.simulation.chance import happens
from simulator.view import SeenMessage


class Forgetting:
    """Knows of each case that somebody has taken whether anything comes of it.

    Args:
        cards: Reads what they see.
        chance: Decides.
        percent: Of so many cases nothing comes; of so many of these it does not when they are
            reminded before the case goes on, either.
    """

    def __init__(self, cards: Cards, chance: Random, percent: int) -> None:
        self._cards, self._chance, self._percent = cards, chance, percent
        self._forgot: dict[str, bool] = {}
        self._reminded: set[int] = set()  # messages

    def take(self, seen: SeenMessage) -> None:
        """Note that they take a case, once more or for the first time."""
        self._forgot.pop(self._cards.number(seen.text), None)

    def forgets(self, seen: SeenMessage) -> bool:
        """Return whether nothing comes of the case that a card of theirs is about."""
        number = self._cards.number(seen.text)
        new_chance = self._cards.ends_soon(seen) and seen.id not in self._reminded
        if number not in self._forgot or (self._forgot[number] and new_chance):
            self._forgot[number] = happens(self._chance, self._percent)
        if new_chance:
            self._reminded.add(seen.id)
        return self._forgot[number]
