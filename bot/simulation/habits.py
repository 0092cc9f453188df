"""Whether and when a young person gets to what has come, whatever they read it on."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random

from bot.simulation.chance import about, between
from bot.simulation.stage import Stage
from content.simulation_file import Habits, Temperament

MORNING, NIGHT = time(8, 30), time(23, 30)  # who is awake when
CHRISTMAS = ((12, 20), (1, 4))  # from and until: month and day


class Manners:
    """The habits of one young person, from their temperament; a plan may change them."""

    def __init__(self, stage: Stage, chance: Random, temperament: Temperament) -> None:
        self._stage = stage
        self._chance = chance
        self.temperament = temperament
        self.habits: Habits = temperament.habits(stage.people.everybody)
        self.began_at: datetime = stage.clock.now()

    def answers_now(self) -> float:
        """Return how many percent of what comes now they answer."""
        now, kind = self._stage.clock.now(), self.temperament
        day = self._stage.wall()
        from_, until = CHRISTMAS
        christmas = (day.month, day.day) >= from_ or (day.month, day.day) <= until
        if kind.silent_at_christmas and christmas:
            return 0
        if kind.fades_after is not None and now - self.began_at > timedelta(kind.fades_after):
            return kind.fades_to
        return self.habits.answers

    def wait(self) -> timedelta:
        """Return how long it takes them to get to it; most people sleep at night."""
        now = self._stage.clock.now()
        at = now + about(self._chance, self.habits.within)
        clock = self._stage.wall(at).time()
        if not self.temperament.at_night and not MORNING <= clock < NIGHT:
            morning = self._stage.at(at + timedelta(hours=1), MORNING)
            at = max(at, morning) + between(self._chance, 60, 5400)
        return at - now
