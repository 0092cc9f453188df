"""What everybody in a simulation shares: the time, the words on the screen, the phones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from bot.simulation.browser import Browser
from bot.simulation.clock import VirtualClock
from bot.simulation.diary import Act, Diary
from content.audience import TextKey
from content.simulation_file import People
from content.texts import Texts
from domain.people import Language
from domain.site import SiteRules
from domain.wall import to_utc, to_wall
from reports.audit.wire import Acted
from services.world import World
from simulator.server import Simulator
from simulator.view import SeenMessage


@dataclass(slots=True, kw_only=True)
class Stage:
    """Where a simulation plays.

    `world` and `browser` are of the process that runs now, and None while there is none.
    `before_cry` is done before somebody writes words of danger.
    """

    seed: int | str
    ends_at: datetime
    clock: VirtualClock
    sim: Simulator
    diary: Diary
    texts: Texts
    site: SiteRules
    people: People
    world: Callable[[], World | None]
    browser: Callable[[], Browser | None]
    before_cry: Act
    acted: list[Acted] = field(default_factory=list)  # what people meant, for the auditor
    _labels: dict[tuple[Language, TextKey], str] = field(default_factory=dict)
    _looked_at: tuple[SeenMessage | None, frozenset[str]] = (None, frozenset())

    def later(self, wait: timedelta, act: Act) -> None:
        """Let something be done after a while."""
        self.diary.add(self.clock.now() + wait, act)

    def note(self, chat_id: int, what: str) -> None:
        """Note for the auditor what somebody has just meant, whatever the product makes of it."""
        self.acted.append(Acted(chat_id=chat_id, at=self.clock.now(), what=what))

    def label(self, language: Language, key: TextKey, **values: str | int) -> str:
        """Return the words on a button."""
        if values:
            return self.texts.say(language, key, **values)
        found = self._labels.get((language, key))
        if found is None:
            found = self._labels[language, key] = self.texts.say(language, key)
        return found

    def shows(self, seen: SeenMessage, language: Language, *keys: TextKey) -> bool:
        """Return whether a message has all these buttons."""
        if self._looked_at[0] is not seen:  # one message is asked for many buttons
            self._looked_at = seen, frozenset(seen.labels)
        there = self._looked_at[1]
        return all(self.label(language, key) in there for key in keys)

    def wall(self, instant: datetime | None = None) -> datetime:
        """Return the wall time at the site, now or at an instant."""
        return to_wall(instant or self.clock.now(), self.site.zone)

    def at(self, day: datetime, clock: time) -> datetime:
        """Return the instant (UTC) of a time on the local day of an instant."""
        return to_utc(to_wall(day, self.site.zone).date(), clock, self.site.zone)
