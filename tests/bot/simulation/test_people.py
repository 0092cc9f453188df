"""What played people do with what they read: calls are answered, cards are understood."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.simulation.cards import Ask, Cards, row_of
from bot.simulation.chance import source
from bot.simulation.clock import VirtualClock
from bot.simulation.diary import Diary
from bot.simulation.errand import Errand
from bot.simulation.forgetting import Forgetting
from bot.simulation.plan import Plan
from bot.simulation.run import Simulation
from bot.simulation.stage import Stage
from bot.simulation.worker import Worker
from bot.simulation.youth import Youth
from content.areas.care import CareKey
from content.areas.enrolment import EnrolmentKey
from content.areas.staff import StaffKey
from content.areas.talks import TalkKey
from content.audience import TextKey
from content.keys import Key
from content.simulation_file import load_people
from content.site_file import load_site
from content.texts import load_texts
from domain.people import LANGUAGES, Language, Role
from simulator.server import Simulator
from simulator.view import Button, SeenMessage
from storage.staff import everybody
from storage.today import youths_of

TUESDAY = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
OF_CASE = "Sag 7"
_ids = count(1)


async def nothing() -> None:
    """Stand where something is done before a cry."""


@pytest.fixture
def stage() -> Stage:
    clock = VirtualClock(TUESDAY)
    return Stage(
        seed=1,
        ends_at=TUESDAY + timedelta(days=100),
        clock=clock,
        sim=Simulator(clock=clock.now),
        diary=Diary(),
        texts=load_texts(),
        site=load_site(),
        people=load_people(),
        world=lambda: None,
        browser=lambda: None,
        before_cry=nothing,
    )


def read(stage: Stage, text: str, *keys: TextKey) -> SeenMessage:
    """Return a message with these buttons, one under the other."""
    buttons = tuple((Button(stage.label("da", key), "v1.x.y"),) for key in keys)
    number = next(_ids)
    return SeenMessage(number, number, True, stage.clock.now(), text, buttons=buttons)


class Watched(Youth):
    """A young person of whom every tap that they mean to make is written down."""

    meant: Counter[str]

    def tap_later(self, wait: timedelta, seen: SeenMessage, label: str) -> None:
        """Write it down instead."""
        self.meant[label] += 1


class Seen(Worker):
    """A worker of whom every tap that they mean to make is written down."""

    meant: list[tuple[timedelta, str]]

    def tap_later(self, wait: timedelta, seen: SeenMessage, label: str) -> None:
        """Write it down instead."""
        self.meant.append((wait, label))


def young(stage: Stage) -> Watched:
    usual = stage.people.temperaments[0]
    found = Watched(stage, "Ung", stage.sim.phone("Ung"), "da", usual)
    found.meant = Counter()
    return found


def worker(stage: Stage) -> Seen:
    found = Seen(stage, "Maja", stage.sim.phone("Maja"), stage.people.staff[0], Role.MENTOR)
    found.meant = []
    return found


def test_most_who_answer_a_call_say_that_it_suits_them(stage: Stage) -> None:
    youth = young(stage)
    for _ in range(300):
        keys = (TalkKey.B_FINE, TalkKey.B_NOT_NOW, TalkKey.B_WRITE_INSTEAD)
        youth.see(read(stage, "Maja ringer om lidt.", *keys))
    fine, not_now = youth.meant["Fint"], youth.meant["Ikke nu"]
    assert fine > 1.4 * not_now > 0


def test_a_screen_after_the_yes_is_still_left_with_the_same_words(stage: Stage) -> None:
    youth = young(stage)
    youth.see(read(stage, "Hvornår passer det?", EnrolmentKey.B_NOT_NOW))
    assert youth.meant == {"Ikke nu": 1}


@pytest.mark.parametrize(
    ("key", "asks"),
    [
        (TalkKey.ANSWER_FINE, Ask.AGREED),
        (TalkKey.ANSWER_NOT_NOW, Ask.LATER),
        (TalkKey.ANSWER_WRITE, Ask.WRITE),
        (TalkKey.ANSWER_AT, Ask.REMINDED),
        (TalkKey.TOLD_OF_CALL, Ask.CALL),
        (Key.TRY_AGAIN_SET, Ask.REMINDED),
        (Key.TRY_AGAIN_NOW, Ask.BEGIN),
        (Key.CASE_MINE, Ask.BEGIN),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_is_read_as_a_human_reads_it(
    stage: Stage, language: Language, key: TextKey, asks: Ask
) -> None:
    cards = Cards(stage.texts, language)
    values: dict[str, str | int] = {"hvem": OF_CASE, "nummer": 7, "hvornaar": "kl. 13"}
    wanted = {name: values[name] for name in key.placeholders}
    kind = stage.texts.say(language, Key.KIND_CALL_ME)
    words = stage.texts.say(language, key, **wanted)
    assert cards.asks(read(stage, f"Gul · {kind}\n{words}")) is asks


def test_nobody_waits_where_somebody_may_be_in_danger(stage: Stage) -> None:
    cards = Cards(stage.texts, "da")
    red = stage.texts.say("da", Key.LEVEL_RED)
    words = stage.texts.say("da", TalkKey.ANSWER_AT, hvem=OF_CASE, hvornaar="kl. 13")
    assert cards.asks(read(stage, f"{red} · besked\n{words}")) is Ask.CALL


CARD = (Key.B_TALKED, Key.B_NOT_REACHED, Key.B_OPEN, TalkKey.B_CALL_NOW)


def card(stage: Stage, key: TextKey, **values: str | int) -> SeenMessage:
    return read(stage, f"Gul · tid til at tale\n{stage.texts.say('da', key, **values)}", *CARD)


def test_a_call_is_announced_once_and_not_again_when_it_is_answered(stage: Stage) -> None:
    maja = worker(stage)
    maja.see(card(stage, Key.CASE_MINE, nummer=7, hvornaar="kl. 13"))
    assert [label for _, label in maja.meant] == ["Jeg ringer nu"]
    maja.see(card(stage, TalkKey.ANSWER_FINE, hvem=OF_CASE))
    assert maja.meant[1][1] in {"Talt sammen", "Ikke fat i, prøver igen"}


def test_a_promised_time_is_waited_for(stage: Stage) -> None:
    maja = worker(stage)
    maja.see(card(stage, TalkKey.ANSWER_AT, hvem=OF_CASE, hvornaar="i morgen kl. 10"))
    assert maja.meant == []


def test_nobody_is_called_who_would_rather_write(stage: Stage) -> None:
    maja = worker(stage)
    maja.see(card(stage, TalkKey.ANSWER_WRITE, hvem=OF_CASE))
    assert [label for _, label in maja.meant] == ["Åbn", "Ikke fat i, prøver igen"]


def test_what_one_means_to_do_is_not_looked_up_on_the_list(stage: Stage) -> None:
    maja = worker(stage)
    rows = "1. Gul · sag 7 · tid til at tale\n2. Gul · sag 8 · tid til at tale"
    labels = [stage.label("da", StaffKey.B_ROW_CASE, nr=one) for one in (1, 2)]
    buttons = tuple((Button(one, "v1.x.y"),) for one in labels)
    seen = SeenMessage(900, 900, True, TUESDAY, rows, buttons=buttons)
    assert row_of(seen, labels[0]) == "sag 7"
    maja.see(read(stage, "Gul · sag 7 · tid til at tale", Key.B_TAKE, Key.B_OPEN))
    maja.see(seen)
    assert [label for _, label in maja.meant] == ["Jeg tager den", labels[1]]


def test_what_is_forgotten_is_forgotten_once_and_remembered_when_reminded(stage: Stage) -> None:
    cards, chance = Cards(stage.texts, "da"), source(1)
    mine = card(stage, Key.CASE_MINE, nummer=7, hvornaar="kl. 13")
    answered = card(stage, TalkKey.ANSWER_FINE, hvem=OF_CASE)
    soon = card(stage, CareKey.ENDS_SOON, nummer=7, hvornaar="kl. 13")
    seen = Counter[tuple[bool, ...]]()
    for _ in range(400):
        maja = Forgetting(cards, chance, 50)
        seen[tuple(maja.forgets(one) for one in (mine, answered, soon, soon))] += 1
    assert set(seen) == {
        (False, False, False, False),
        (True, True, True, True),
        (True, True, False, False),
    }
    assert 150 < seen[False, False, False, False] < 250
    assert 60 < seen[True, True, False, False] < 140

    maja = Forgetting(cards, chance, 50)
    again = set()
    for _ in range(60):
        maja.take(mine)
        again.add(maja.forgets(mine))
    assert again == {True, False}, "each time they take it anew"


def test_an_errand_is_done_step_by_step_in_one_message(stage: Stage) -> None:
    maja = worker(stage)
    errand = maja.errand = Errand(maja, [re.compile("Jeg tager den"), re.compile("Åbn")])
    first = read(stage, "En", Key.B_TAKE)
    maja.see(first)
    maja.see(read(stage, "En anden", Key.B_OPEN))
    assert errand.done == 1, "another message is about something else"
    maja.see(replace(first, buttons=((Button("Åbn", "v1.x.y"),),)))
    assert errand.done == 2
    assert [label for _, label in maja.meant] == ["Jeg tager den", "Åbn"]


async def test_the_young_people_of_who_answers_nobody_come_to_others(tmp_path: Path) -> None:
    people = load_people()
    silent = next(one for one in people.staff if one.noticed_after is not None)
    kinds = [people.staff[0], silent.model_copy(update={"noticed_after": 2}), people.staff[2]]
    few = people.model_copy(update={"staff": kinds, "young_people_to_a_worker": 1})
    monday = date(2026, 1, 5)
    plan = Plan(programme="projekt-run", youths=3, days=4, seed=1, begins=monday, people=few)
    simulation = Simulation(replace(plan, comes_within=1), tmp_path)
    async with simulation.opened():
        await simulation.play()
        store = simulation.app.world.store
        known = {one.first_name: one.id for one in await store.read(everybody)}
        theirs = {
            name: await store.read(youths_of, number, also_cover=True)
            for name, number in known.items()
        }
    assert theirs["Mentor2"] == []
    assert len(theirs["Mentor1"]) == len(theirs["Mentor3"]) == 3
