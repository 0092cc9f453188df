"""The invitation inside the check-in of its day: one message, one count, and its last step."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.cafe import Coming
from simulator.phones import Phone
from storage import tables, youths
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import cafe_town, evenings, gets, has_words, row, series
from tests.journeys.town import Town, at, labels, newest_with
from tests.plain import BUILT_IN

LINE = "Der er også café på torsdag kl. 17, det sædvanlige sted."
STEP = "Café på torsdag kl. 17, det sædvanlige sted. Kom, som du er, og gå, når du vil."
ANSWERS = ["Kommer", "Måske", "Ikke denne gang"]


@pytest.fixture
async def town(make_town: MakeTown, tmp_path: Path) -> AsyncIterator[Town]:
    """A town that asks on Tuesday at two, and then invites for Thursday."""
    async with cafe_town(make_town, tmp_path, asks_on="TU") as made:
        yield made


async def asked(town: Town, **values: object) -> Phone:
    """Return the phone of a youth who was asked and invited."""
    amal = await gets(town, "Amal", **values)
    await series(town)
    await town.until("2026-03-03 14:00")
    return amal


async def invitations(town: Town) -> list[tuple[str, str]]:
    """Return what became of the invitations in the outbox."""
    rows = await town.rows(tables.outbox)
    found = [one for one in rows if ":invite:" in one["dedupe"]]
    return [(one["state"], (one["reason"] or "").rpartition(" ")[0]) for one in found]


async def test_one_message_asks_and_invites_and_counts_as_one(town: Town) -> None:
    amal = await gets(town, "Amal")
    mark = amal.mark
    await series(town)
    await town.until("2026-03-03 14:30")
    [only] = [one for one in amal.messages if one.from_bot and one.seq > mark and one.buttons]
    assert LINE in only.text
    assert "Hvor meget lyst" in only.text
    assert await invitations(town) == [("skipped", "merged into")]
    assert (await row(town, amal, (await evenings(town))[0])).invited_at is not None


async def test_the_answers_of_the_invitation_are_the_last_step_of_that_message(town: Town) -> None:
    amal = await asked(town)
    message = amal.last
    await town.tap(amal, "Spring over")
    assert amal.last.id == message.id
    assert STEP in amal.last.text
    assert labels(amal.last)[:3] == ANSWERS
    await town.tap(amal, "Kommer")
    assert amal.last.text == "Godt. Vi ses på torsdag kl. 17, det sædvanlige sted."
    assert (await row(town, amal, (await evenings(town))[0])).answer is Coming.YES
    await town.until("2026-03-05 12:30")
    assert has_words(amal, "Vi ses til café i dag kl. 17")


async def test_after_a_low_answer_the_youth_is_asked_of_nothing_else_first(town: Town) -> None:
    amal = await asked(town)
    await town.tap(amal, "1")
    await town.tap(amal, "Spring over")
    assert "Kommer" not in labels(amal.last)
    await town.tap(amal, "Nej tak")
    assert STEP in amal.last.text
    assert labels(amal.last) == ANSWERS


async def test_the_line_says_the_new_time_while_the_question_is_open(town: Town) -> None:
    amal = await asked(town)
    conny = town.coordinator
    await town.write(conny, "/cafe")
    for part in ("kl. 17", "Flyt", "kl. 18", "Ja, flyt"):
        await town.tap(conny, next(one for one in labels(conny.last) if part in one))
    assert "Der er også café på torsdag kl. 18" in amal.last.text
    assert "Hvor meget lyst" in amal.last.text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "Spørgsmålet er sprunget over.\n\nDen café er slut. Der kommer en igen."),
        ("Kommer", "Her stod en invitation til café torsdag den 5. marts."),
    ],
)
async def test_an_evening_that_is_over_leaves_no_words_of_what_is_to_come(
    town: Town, answer: str | None, words: str
) -> None:
    amal = await asked(town)
    await town.tap(amal, "Spring over")
    message = amal.last
    if answer is not None:
        await town.tap(amal, answer, message)
    await town.until("2026-03-05 20:00")
    closed = next(one for one in amal.messages if one.id == message.id)
    assert (closed.text, labels(closed)) == (words, [])
    over = [one for one in amal.messages if "Den café er slut." in one.text]
    assert len(over) == 1, "once in the whole chat"


async def test_words_that_end_a_check_in_leave_no_invitation_open_for_ever(town: Town) -> None:
    amal = await asked(town)
    for label in ("8", "Det kører"):
        await town.tap(amal, label)
    thanks = await town.write(amal, "Det går fint")
    assert STEP in thanks.text
    assert labels(thanks) == ANSWERS
    await town.until("2026-03-05 20:00")
    closed = next(one for one in amal.messages if one.id == thanks.id)
    assert closed.text.endswith("Den café er slut. Der kommer en igen.")
    assert labels(closed) == []


async def test_who_says_yes_after_the_invitations_reads_of_it_in_their_first_check_in(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path, asks_on="TH") as town:
        first = await gets(town, "Amal")
        await series(town)
        await town.until("2026-03-04 10:00")
        bo = await gets(town, "Bo")
        await town.until("2026-03-05 14:00")
        assert has_words(bo, "Der er også café i dag kl. 17")
        assert has_words(first, "Der er også café i dag kl. 17")


async def test_a_check_in_that_does_not_come_leaves_the_invitation_to_itself(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path, asks_on="TH") as town:
        amal = await gets(town, "Amal")
        await series(town)
        await town.until("2026-03-04 10:00")
        assert not has_words(amal, "afé"), "it waits for Thursday's check-in"
        youth = await town.youth(amal)
        await town.app.world.store.write(
            lambda tx: youths.change(tx, youth.id, quieted_at=town.clock.now())
        )
        await town.until("2026-03-05 14:20")
        assert has_words(amal, "Café i dag kl. 17")
        assert not has_words(amal, "Hvor meget lyst")


async def test_the_week_of_a_youth_names_the_evening_until_they_have_said_no(town: Town) -> None:
    amal = await asked(town)
    said = await town.write(amal, "/uge")
    assert "Torsdag: café kl. 17" in said.text
    await town.tap(amal, "Spring over", newest_with(amal, "Spring over"))
    await town.tap(amal, "Ikke denne gang", newest_with(amal, "Ikke denne gang"))
    said = await town.write(amal, "/uge")
    assert "Torsdag: ingenting fra mig" in said.text


async def test_a_question_that_nobody_answered_closes_and_leaves_the_invitation_open(
    make_town: MakeTown,
) -> None:
    async with make_town(at("2026-03-09 10:00"), content=BUILT_IN) as town:
        await town.hire()
        amal = await town.enrol()
        await series(town)
        await town.until("2026-03-12 14:10")  # Tuesday's question is open for two days
        closed = next(one for one in amal.messages if "Spørgsmålet er lukket." in one.text)
        assert "Café i dag kl. 17" in closed.text
        assert labels(closed) == ANSWERS
        await town.tap(amal, "Kommer", closed)
        assert (await row(town, amal, (await evenings(town))[0])).answer is Coming.YES
