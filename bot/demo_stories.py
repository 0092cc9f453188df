"""A scenario as the page tells it: its words, and what has happened of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.scenario_list import SCENARIOS
from bot.scenarios import Scenario, Seen, Until
from bot.scenarios import Step as Played
from content.audience import TextKey
from content.keys import Key
from content.texts import Texts
from domain.people import LANGUAGES
from simulator.server import Simulator
from simulator.stories import Step, Story

_PLACEHOLDER = re.compile(r"\{\w+\}")


def offered(texts: Texts) -> list[Story]:
    """Return the scenarios to choose among, without their steps."""
    return [_head(texts, one) for one in SCENARIOS.values()]


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells a scenario that begins now; what the phones have shown before counts for nothing."""

    sim: Simulator
    texts: Texts
    instant: Callable[[Until], datetime]

    def of(self, scenario: Scenario) -> Story:
        """Return a scenario with its steps, which know by themselves when they have happened."""
        mark = self.sim.state.hub.seq
        return _head(self.texts, scenario, *(self._step(one, mark) for one in scenario.steps))

    def _step(self, step: Played, mark: int) -> Step:
        until = None if step.until is None else self.instant(step.until).timestamp()
        ticks_itself = until is not None or step.seen is not None
        happened = partial(self._has_happened, step.seen, until, mark)
        return Step(by_language(self.texts, step.say), until, happened if ticks_itself else None)

    def _has_happened(self, seen: Seen | None, until: float | None, mark: int) -> bool:
        if until is not None and self.sim.state.clock().timestamp() < until:
            return False
        return seen is None or self._has_seen(seen, mark)

    def _has_seen(self, seen: Seen, mark: int) -> bool:
        wanted = _pattern(self.texts, seen.wording)
        shown = [
            one
            for phone in self.sim.phones
            for one in phone.messages
            if phone.name == seen.who and one.from_bot and one.seq > mark
        ]
        fitting = [
            one for one in shown if any(wanted.search(text) for text in (one.text, *one.history))
        ]
        return len(fitting) >= seen.times


def _head(texts: Texts, one: Scenario, *steps: Step) -> Story:
    return Story(one.id, by_language(texts, one.title), by_language(texts, one.about), steps)


def by_language(texts: Texts, key: TextKey, **values: str) -> dict[str, str]:
    """Return a text of the page around the phones, by language."""
    return {language: texts.say(language, key, **values) for language in LANGUAGES}


def link_labels(
    texts: Texts, links: Mapping[str, str], mentor: str
) -> list[tuple[Mapping[str, str], str]]:
    """Return the links that wait for somebody (by name), each with its label by language."""
    said = by_language(texts, Key.P_DEMO_LINK, medarbejder=mentor)
    return [
        ({one: f"{name}: {offer}" for one, offer in said.items()}, link)
        for name, link in links.items()
    ]


def _pattern(texts: Texts, key: TextKey) -> re.Pattern[str]:
    """Return what fits a wording with whatever stands in its placeholders."""
    parts = _PLACEHOLDER.split(texts.wordings["da"][key])
    return re.compile(".+?".join(re.escape(part) for part in parts), re.DOTALL)
