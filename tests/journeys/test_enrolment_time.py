"""Enrolment takes six minutes at most: taps, screens and words are counted, and said aloud."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from content.areas.enrolment import EnrolmentKey as E
from content.audience import TextKey
from content.keys import Key
from content.lint import CONTENT as SHIPPED
from content.lists import weekday
from content.phrases import clock
from domain.people import Language
from simulator.phones import Phone
from tests.journeys.conftest import MakeTown
from tests.journeys.town import Town, labels

# 120 words a minute is a slow reader; grown-ups read twice as fast. Five seconds a tap are for
# finding it, thinking, and a word with the worker who sits there.
WORDS_A_MINUTE = 120
SECONDS_A_TAP = 5
AT_MOST = 6 * 60


@dataclass
class Onboarding:
    """What one youth read and did from the link to the last screen.

    A button that stands on every screen is read once, and so is a text that only comes again.
    """

    taps: int = 0
    screens: set[tuple[int, str]] = field(default_factory=set)
    read: set[str] = field(default_factory=set)

    @property
    def words(self) -> int:
        """Return the words that were read."""
        return sum(len(text.split()) for text in self.read)

    @property
    def seconds(self) -> float:
        """Return how long that takes."""
        return self.words * 60 / WORDS_A_MINUTE + self.taps * SECONDS_A_TAP

    def __str__(self) -> str:
        """Return the sum in one line."""
        minutes, seconds = divmod(round(self.seconds), 60)
        return (
            f"{self.taps} taps on {len(self.screens)} screens, {self.words} words: "
            f"{minutes} min {seconds:02} s at {WORDS_A_MINUTE} words a minute "
            f"and {SECONDS_A_TAP} s a tap"
        )

    def look(self, phone: Phone) -> None:
        """Count what stands on the phone now."""
        for one in phone.messages:
            if one.from_bot:
                self.screens.add((one.id, one.text))
                self.read |= {*one.text.split("\n"), *labels(one)}


TYPED = "Sara 12 34 56 78"


def choices(town: Town, language: Language) -> list[str]:
    """Return every tap of a youth of 15 to 17 who skips nothing, in order."""

    def say(key: TextKey, **values: str) -> str:
        return town.app.world.house.texts.say(language, key, **values)

    hour = clock(datetime(2026, 3, 3, 13, tzinfo=UTC), language)
    return [
        say(Key.B_NEXT),
        say(Key.B_AGE_15_17),
        say(Key.B_YES_TRY),
        weekday(1, language).capitalize(),
        weekday(3, language).capitalize(),
        say(E.B_GO_ON),
        say(E.B_HOUR, klokken=hour),
        say(E.B_BY_BOT),
        say(E.B_QUIET_CALL),
        say(E.B_ANY_PART),
        TYPED,
        say(E.B_TELL_MYSELF),
        *("5", "6", "7"),
        say(E.B_HANDSHAKE),
    ]


@pytest.fixture(params=["da", "en"])
async def shipped(
    request: pytest.FixtureRequest, make_town: MakeTown
) -> AsyncIterator[tuple[Town, Language]]:
    async with make_town(content=SHIPPED) as town:
        await town.hire()
        yield town, request.param


async def test_enrolment_with_every_screen_takes_six_minutes_at_most(
    shipped: tuple[Town, Language], capsys: pytest.CaptureFixture[str]
) -> None:
    town, language = shipped
    amal = await town.asked("Amal", language=language)
    onboarding = Onboarding(taps=2)  # the link, and the language
    onboarding.look(amal)
    wanted = choices(town, language)
    for choice in wanted:
        if choice == TYPED:
            await town.write(amal, choice)
            onboarding.taps += 4  # typed: a name and eight digits
        else:
            await town.tap(amal, choice)
            onboarding.taps += 1
        onboarding.look(amal)
    with capsys.disabled():
        sys.stdout.write(f"\nenrolment ({language}): {onboarding}\n")
    assert len(onboarding.screens) > len(wanted), "every choice led somewhere"
    assert onboarding.seconds <= AT_MOST, str(onboarding)
