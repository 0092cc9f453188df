"""A talk noted late: it counts from its own day, and takes nothing that came later back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.case import CaseKind
from domain.clocks import talked_today
from domain.incoming import Incoming
from domain.people import Actor
from domain.talk import Mood, Report, TalkWay
from services.earlier_talk import note_earlier_talk
from services.log_talk import Told, log_talk
from services.youth_tap import YouthTap
from storage import cases, staff, talks, youths
from storage.tx import Tx
from tests.web.cast import NOW, Cast

YESTERDAY = datetime(2026, 2, 23, 11, tzinfo=UTC)  # noon in Denmark
LONG_AGO = NOW - timedelta(days=9)


async def note(cast: Cast, back: int, *, promised: datetime | None = None) -> None:
    """Let Mette note that she called Bo so many days ago."""

    def write(tx: Tx) -> None:
        youth = youths.get(tx, cast.bo)
        assert youth is not None
        report = Report(way=TalkWay.CALLED, next_contact_at=promised, back=back)
        note_earlier_talk(tx, Actor.staff(cast.mette), NOW, cast.world.house, youth, report)

    await cast.store.write(write)


async def test_the_interval_runs_from_the_day_of_the_talk_and_the_robot_may_speak(
    cast: Cast,
) -> None:
    await cast.change_bo(last_human_contact_at=LONG_AGO, next_contact_at=None)
    await note(cast, 1)
    await note(cast, 1)
    bo = await cast.youth()
    assert bo.last_human_contact_at == YESTERDAY
    assert bo.reassess_at == YESTERDAY + timedelta(days=bo.contact_interval_days)
    assert not talked_today(bo, NOW)
    noted = await cast.store.read(talks.latest_of, cast.bo, 9)
    assert [one.at for one in noted] == [YESTERDAY], "once for its day"


async def test_contact_since_then_is_not_taken_back(cast: Cast) -> None:
    since = NOW - timedelta(days=2)
    await cast.change_bo(last_human_contact_at=since, next_contact_at=NOW + timedelta(days=2))
    await note(cast, 4)
    bo = await cast.youth()
    assert bo.last_human_contact_at == since
    assert bo.next_contact_at == NOW + timedelta(days=2)


async def test_an_earlier_promised_day_stands_and_a_later_one_gives_way(cast: Cast) -> None:
    soon = NOW + timedelta(days=1)
    await cast.change_bo(last_human_contact_at=LONG_AGO, next_contact_at=soon)
    await note(cast, 1)
    assert (await cast.youth()).next_contact_at == soon
    [noted] = await cast.store.read(talks.latest_of, cast.bo, 9)
    assert noted.next_contact_at == soon, "the auditor reads the same promise"
    late = NOW + timedelta(days=20)
    await cast.change_bo(last_human_contact_at=LONG_AGO, next_contact_at=late)
    await note(cast, 2)
    assert (await cast.youth()).next_contact_at is None


async def test_it_ends_the_case_of_contact_and_not_what_came_after_it(cast: Cast) -> None:
    await cast.change_bo(last_human_contact_at=LONG_AGO, next_contact_at=None)
    await cast.opens_case(CaseKind.CONTACT_DUE)
    await cast.opens_case(CaseKind.CALL_ME)
    await note(cast, 1)
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    assert [case.kind for case in found] == [CaseKind.CALL_ME]


async def test_a_talk_so_long_ago_that_contact_is_due_again_ends_no_case_of_it(cast: Cast) -> None:
    await cast.change_bo(
        last_human_contact_at=LONG_AGO, next_contact_at=None, contact_interval_days=3
    )
    await cast.opens_case(CaseKind.CONTACT_DUE)
    await note(cast, 6)
    found = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    assert [case.kind for case in found] == [CaseKind.CONTACT_DUE]


async def test_an_interval_that_is_up_by_now_is_due_now_and_not_in_hindsight(cast: Cast) -> None:
    late = NOW + timedelta(days=5)
    await cast.change_bo(
        last_human_contact_at=LONG_AGO, next_contact_at=late, contact_interval_days=3
    )
    await note(cast, 6)
    [noted] = await cast.store.read(talks.latest_of, cast.bo, 9)
    assert (await cast.youth()).reassess_at == NOW == noted.next_contact_at


@pytest.mark.parametrize(
    ("back", "says"),
    [(0, ": samtalen er noteret."), (1, ": samtalen mandag den 23. februar er noteret.")],
)
async def test_the_answer_names_the_day_for_which_a_talk_was_noted(
    cast: Cast, back: int, says: str
) -> None:
    def tap(tx: Tx) -> None:
        mette, bo = staff.get(tx, cast.mette), youths.get(tx, cast.bo)
        assert mette is not None
        assert bo is not None
        incoming = Incoming(inbox_id=tx.new_id(), chat_id=1, message_id=9, message_at=NOW)
        tapped = YouthTap(tx, Actor.staff(mette.id), NOW, cast.world.house, incoming, mette, bo)
        log_talk(tapped, told=Told(TalkWay.CALLED, Mood.GOOD, 0), back=back)

    await cast.store.write(tap)
    assert says in (await cast.messages(cast.mette))[-1]
