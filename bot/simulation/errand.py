"""What somebody sets out to do of their own accord: one tap after the other in one message."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.simulation.chance import between
from bot.simulation.player import Player
from simulator.view import SeenMessage

A_TAP = (5, 40)  # seconds until the next tap


class Errand:
    """Taps the first button that fits the next step, in the message in which the first one stood.

    Where no button fits, whatever came is about something else.
    """

    def __init__(self, who: Player, steps: Sequence[re.Pattern[str]]) -> None:
        self._who = who
        self._steps = list(steps)
        self._message: int | None = None
        self.done = 0  # steps

    @property
    def is_done(self) -> bool:
        """Return whether nothing is left to tap."""
        return self.done == len(self._steps)

    def sees(self, seen: SeenMessage) -> bool:
        """Tap what comes next, if it stands there; return whether it does."""
        if self.is_done or self._message not in {None, seen.id}:
            return False
        label = next((one for one in seen.labels if self._steps[self.done].fullmatch(one)), None)
        if label is None:
            return False
        self._message = seen.id
        self.done += 1
        self._who.tap_later(between(self._who.chance, *A_TAP), seen, label)
        return True
