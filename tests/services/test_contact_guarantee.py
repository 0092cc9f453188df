"""The tick of the contact guarantee looks at every youth anew, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.case import CaseKind
from domain.people import Actor, YouthStatus
from services.human_contact import look_again, talked, worker_wrote, youth_wrote
from services.reassess import reassess
from storage import cases, youths
from storage.tx import Tx
from tests.web.cast import NOW, Cast

ACTOR = Actor.system("reassess")
DAY = timedelta(days=1)


async def look(cast: Cast, now: datetime = NOW) -> list[CaseKind]:
    """Run the tick and return the kinds of Bo's open cases."""
    handled = await cast.store.write(reassess, ACTOR, now, cast.world.house, [cast.bo])
    assert set(handled) <= {cast.bo}
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    return sorted(case.kind for case in found)


async def test_contact_that_is_due_opens_a_case_and_waits_for_its_end(cast: Cast) -> None:
    await cast.change_bo(last_human_contact_at=NOW - 8 * DAY, reassess_at=NOW)
    assert await look(cast) == [CaseKind.CONTACT_DUE]
    assert (await cast.youth()).reassess_at is None


async def test_a_talk_since_then_moves_the_look_and_opens_nothing(cast: Cast) -> None:
    await cast.change_bo(last_human_contact_at=NOW - 2 * DAY, reassess_at=NOW)
    assert await look(cast) == []
    # Five days later is a Sunday: the first staffed minute is Monday at 9.
    assert (await cast.youth()).reassess_at == datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "change",
    [
        {"status": YouthStatus.ENDED.value},
        {"status": YouthStatus.DECLINED.value},
        {"status": YouthStatus.STOPPED.value, "call_allowed": False},
    ],
)
async def test_nobody_is_chased_who_is_owed_nothing(cast: Cast, change: dict[str, object]) -> None:
    await cast.change_bo(last_human_contact_at=NOW - 30 * DAY, reassess_at=NOW, **change)
    assert await look(cast) == []
    assert (await cast.youth()).reassess_at is None


@pytest.mark.parametrize("kind", [CaseKind.CRISIS, CaseKind.UNREACHABLE, CaseKind.CONTACT_DUE])
async def test_a_case_that_brings_a_human_already_is_enough(cast: Cast, kind: CaseKind) -> None:
    await cast.opens_case(kind)
    await cast.change_bo(last_human_contact_at=NOW - 8 * DAY, reassess_at=NOW)
    assert await look(cast) == [kind]


async def test_a_word_beside_it_is_no_talk(cast: Cast) -> None:
    await cast.opens_case(CaseKind.WORD)
    await cast.change_bo(last_human_contact_at=NOW - 8 * DAY, reassess_at=NOW)
    assert await look(cast) == [CaseKind.CONTACT_DUE, CaseKind.WORD]


async def test_words_within_three_days_are_contact_in_either_order(cast: Cast) -> None:
    house = cast.world.house

    def both(tx: Tx, youth_first: bool, apart: timedelta) -> None:
        first, second = (youth_wrote, worker_wrote) if youth_first else (worker_wrote, youth_wrote)
        first(tx, NOW, house, before)
        found = youths.get(tx, cast.bo)
        assert found is not None
        second(tx, NOW + apart, house, found)

    for youth_first in (True, False):
        for apart, counts in (
            (timedelta(hours=72), True),
            (timedelta(hours=72, seconds=1), False),
        ):
            await cast.change_bo(
                last_word_at=None, last_staff_message_at=None, last_human_contact_at=None
            )
            before = await cast.youth()
            await cast.store.write(both, youth_first, apart)
            contact = (await cast.youth()).last_human_contact_at
            assert contact == (NOW + apart if counts else None)


async def test_looking_again_at_nobody_promises_nothing(cast: Cast) -> None:
    assert await cast.store.write(look_again, cast.world.house, 1) is None


async def test_a_talk_writes_the_next_contact(cast: Cast) -> None:
    youth, promised = await cast.youth(), NOW + DAY

    def talk(tx: Tx) -> None:
        talked(tx, NOW, cast.world.house, youth, next_contact_at=promised)

    await cast.store.write(talk)
    after = await cast.youth()
    assert (after.last_human_contact_at, after.next_contact_at) == (NOW, promised)
    assert after.reassess_at == promised
