"""Who is invited, who is reminded, and what an answer does."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path

import pytest

from domain.agreement import Agreement
from domain.cafe import Coming
from domain.callback import encode
from domain.people import Channel, YouthStatus
from domain.task import TaskKind
from storage import agreements, tables, tasks
from tests.journeys.conftest import MakeTown
from tests.journeys.evenings import (
    THURSDAYS,
    cafe_town,
    evenings,
    gets,
    has_words,
    row,
    series,
    set_apart,
    with_words,
)
from tests.journeys.town import TUESDAY, at, labels, newest_with

INVITATION = "Kom, som du er"
REMINDED = ("Vi ses til café", "Du bestemmer selv")


async def test_nobody_with_a_reason_against_it_is_invited(
    make_town: MakeTown, tmp_path: Path
) -> None:
    held_back: dict[str, dict[str, object]] = {
        "stopped": {"status": YouthStatus.STOPPED.value},
        "red": {"held_at": TUESDAY},
        "blocked": {"blocked_at": TUESDAY},
        "paused": {"paused_until": TUESDAY + timedelta(days=7)},
    }
    async with cafe_town(make_town, tmp_path) as town:
        well = await gets(town, "Amal")
        others = {why: await gets(town, f"U{why}", **it) for why, it in held_back.items()}
        await series(town)
        cafe = (await evenings(town))[0]
        await town.until("2026-03-03 14:00")
        assert has_words(well, INVITATION)
        for why, phone in others.items():
            assert not has_words(phone, INVITATION)
            assert (await row(town, phone, cafe)).left_out == why
        assert has_words(town.coordinator, "1 inviteres nu, 4 udeladt")


async def test_only_the_cohort_is_invited(make_town: MakeTown, tmp_path: Path) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal", cohort="hold 2")
        bo = await gets(town, "Bo", cohort="hold 1")
        await series(town, replace(THURSDAYS, cohort="hold 2"))
        await town.until("2026-03-03 14:00")
        assert (has_words(amal, INVITATION), has_words(bo, INVITATION)) == (True, False)


async def test_two_who_must_not_meet_take_turns(make_town: MakeTown, tmp_path: Path) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, bo = await gets(town, "Amal"), await gets(town, "Bo")
        await set_apart(town, amal, bo)
        await series(town)
        first, second = (await evenings(town))[:2]
        await town.until("2026-03-03 14:00")
        assert (has_words(amal, INVITATION), has_words(bo, INVITATION)) == (True, False)
        await town.until("2026-03-10 14:00")
        assert has_words(bo, INVITATION)
        assert (await row(town, bo, first)).left_out == "apart"
        assert (await row(town, amal, second)).left_out == "apart"


async def test_two_marked_after_both_said_yes_are_not_both_reminded(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, bo = await gets(town, "Amal"), await gets(town, "Bo")
        await series(town)
        await town.until("2026-03-03 14:00")
        for phone in (amal, bo):
            await town.tap(phone, "Kommer", newest_with(phone, "Kommer"))
        await set_apart(town, amal, bo)
        await town.until("2026-03-05 12:30")
        assert (has_words(amal, REMINDED[0]), has_words(bo, REMINDED[0])) == (True, False)
        assert has_words(town.coordinator, "To, der ikke skal mødes")


async def test_only_who_said_yes_or_maybe_is_reminded(make_town: MakeTown, tmp_path: Path) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        phones = {label: await gets(town, f"U{label}") for label in ("Kommer", "Måske", "Ikke")}
        silent = await gets(town, "Silent")
        await series(town)
        await town.until("2026-03-03 14:00")
        for label, phone in phones.items():
            full = "Ikke denne gang" if label == "Ikke" else label
            await town.tap(phone, full, newest_with(phone, full))
        await town.until("2026-03-05 16:59")
        told = {
            name: any(has_words(phone, words) for words in REMINDED)
            for name, phone in {**phones, "Silent": silent}.items()
        }
        assert told == {"Kommer": True, "Måske": True, "Ikke": False, "Silent": False}


async def test_a_quiet_youth_gets_a_soft_line_that_asks_nothing(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal", quieted_at=TUESDAY)
        await series(town)
        await town.until("2026-03-03 14:00")
        soft = with_words(amal, "Døren er åben")
        assert "Du behøver ikke svare" in soft.text
        assert labels(soft) == ["Kommer", "Måske"]
        assert soft.silent


async def test_an_answer_can_be_changed_until_the_cafe_begins(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal")
        await series(town)
        cafe = (await evenings(town))[0]
        await town.until("2026-03-03 14:00")
        await town.tap(amal, "Kommer", newest_with(amal, "Kommer"))
        await town.tap(amal, "Ret svar", newest_with(amal, "Ret svar"))
        await town.tap(amal, "Ikke denne gang", newest_with(amal, "Ikke denne gang"))
        assert has_words(amal, "Helt fint. Der kommer en café igen.")
        assert (await row(town, amal, cafe)).answer is Coming.NO
        await town.until("2026-03-05 17:00")
        await town.tap(amal, "Ret svar", newest_with(amal, "Ret svar"))
        assert has_words(amal, "Caféen er i gang. Kig ind, hvis du har lyst.")
        assert (await row(town, amal, cafe)).answer is Coming.NO


async def test_a_youth_without_a_bot_is_invited_by_their_worker(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal", channel=Channel.PHONE.value)
        await series(town)
        await town.until("2026-03-03 14:00")
        assert not has_words(amal, INVITATION)
        youth = await town.youth(amal)
        duties = await town.read(tasks.open_of_youth, youth.id)
        invited = [duty for duty in duties if INVITATION in (duty.detail or "")]
        assert [duty.kind for duty in invited] == [TaskKind.PLANNED_CONTACT]


async def test_another_youth_cannot_answer_in_their_place(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal, bo = await gets(town, "Amal"), await gets(town, "Bo")
        await series(town)
        cafe = (await evenings(town))[0]
        await town.until("2026-03-03 14:00")
        theirs = await row(town, bo, cafe)
        await amal.forge(encode("rsvp", theirs.id, "yes"), newest_with(amal, "Kommer"))
        await town.settle()
        assert has_words(amal, "Den knap er gammel")
        assert (await row(town, bo, cafe)).answer is None


@pytest.mark.parametrize("away_until", ["2026-03-05 14:30", "2026-03-05 18:00"])
async def test_an_invitation_that_is_late_is_left_out_with_its_reason(
    make_town: MakeTown, tmp_path: Path, away_until: str
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal")
        await series(town)
        cafe = (await evenings(town))[0]
        await town.stop()
        town.pass_unseen(away_until)
        await town.start()
        await town.settle()
        assert not has_words(amal, INVITATION)
        assert (await row(town, amal, cafe)).left_out == "late"
        assert not has_words(amal, REMINDED[0])


async def test_a_reminder_after_the_beginning_is_left_out(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal")
        await series(town)
        await town.until("2026-03-03 14:00")
        await town.tap(amal, "Kommer", newest_with(amal, "Kommer"))
        await town.stop()
        town.pass_unseen("2026-03-05 17:10")
        await town.start()
        await town.until("2026-03-05 17:20")
        assert not has_words(amal, REMINDED[0])
        assert has_words(town.coordinator, "Hvem er her?")
        steps = [row["detail"] for row in await town.rows(tables.audit, action="cafe")]
        assert ("remind", "late") in [(one["step"], one.get("skipped")) for one in steps]


async def test_an_invitation_that_nobody_answered_is_closed_in_place_without_blame(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal")
        await series(town)
        await town.until("2026-03-03 14:00")
        before = len(amal.messages)
        await town.until("2026-03-05 19:30")
        closed = with_words(amal, "Den café er slut. Der kommer en igen.")
        assert labels(closed) == []
        assert len(amal.messages) == before, "no new message"


async def test_what_was_answered_does_not_go_on_saying_that_we_meet_today(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal")
        await series(town)
        await town.until("2026-03-03 14:00")
        await town.tap(amal, "Kommer", newest_with(amal, "Kommer"))
        await town.until("2026-03-05 17:00")
        assert has_words(amal, "Vi ses til café i dag")
        await town.until("2026-03-05 19:30")
        assert not has_words(amal, "Vi ses")
        assert not has_words(amal, "i dag kl. 17")
        assert sum("Den café er slut." in one.text for one in amal.messages) == 1, "said once"


async def test_a_jump_of_the_clock_stops_at_each_thing_that_is_due(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        await gets(town, "Amal")
        await series(town)
        await town.until("2026-03-20 10:00")
        told = [one.date for one in town.coordinator.messages if "inviteres nu" in one.text]
        assert told == [at("2026-03-03 14:00"), at("2026-03-10 14:00"), at("2026-03-17 14:00")]


async def test_who_has_stopped_the_topic_is_not_invited(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal")
        youth = await town.youth(amal)
        chosen = Agreement().without_topic("cafe")
        await town.app.world.store.write(agreements.save, town.clock.now(), youth.id, chosen)
        await series(town)
        cafe = (await evenings(town))[0]
        await town.until("2026-03-03 14:00")
        assert (await row(town, amal, cafe)).left_out == "topic"


async def test_a_day_that_has_its_one_other_message_leaves_the_invitation_to_the_next(
    make_town: MakeTown, tmp_path: Path
) -> None:
    async with cafe_town(make_town, tmp_path) as town:
        amal = await gets(town, "Amal")
        await series(town)
        await series(town, replace(THURSDAYS, begins=time(12)))  # the same day
        await town.until("2026-03-03 20:00")
        invited = [one for one in amal.messages if INVITATION in one.text]
        assert len(invited) == 1
        await town.until("2026-03-04 14:00")
        assert len([one for one in amal.messages if INVITATION in one.text]) == 2


async def test_the_simple_question_of_a_programme_makes_way_for_a_series(
    make_town: MakeTown,
) -> None:
    async with make_town() as town:
        await town.hire()
        amal = await gets(town, "Amal")
        await series(town)
        await town.until("2026-03-05 13:00")
        assert has_words(amal, "Der er også café")
        assert not has_words(amal, "Der er café")


def test_pairs_are_kept_without_a_reason() -> None:
    assert {column.name for column in tables.apart.columns} == {
        "site_id",
        "youth_id",
        "other_id",
        "marked_at",
        "marked_by",
    }
