"""A youth has another worker for good: all that is open goes along, and everybody is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.case import CaseKind, CaseState
from domain.incoming import Incoming
from domain.people import Actor, YouthStatus
from domain.signal import EventKind
from domain.task import Task, TaskKind
from services.access import Action, Denied, allow
from services.case_buttons import case_buttons
from services.case_tap import CaseAct, on_case
from services.change_cover import change_cover
from services.change_worker import NotChanged, change_worker
from services.handle_case import take
from services.new_worker_news import Change
from services.take_case import take_over
from storage import past, staff, tasks, youths
from storage.tables import audit as audit_rows
from storage.tables import outbox
from storage.tx import Rx, Tx
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)


async def give(cast: Cast, to: int, *, by: int | None = None) -> Change | NotChanged:
    """Let Anna (or somebody else) give Bo another worker."""

    def change(tx: Tx) -> Change | NotChanged:
        youth, person = youths.get(tx, cast.bo), staff.get(tx, to)
        assert youth is not None
        assert person is not None
        actor = Actor.staff(by or cast.anna)
        return change_worker(tx, actor, cast.clock.time, cast.world.house, youth, person)

    return await cast.store.write(change)


async def owed(cast: Cast) -> list[tuple[TaskKind, int]]:
    found = await cast.store.read(tasks.open_of_youth, cast.bo)
    return [(one.kind, one.staff_id) for one in found]


async def test_cases_tasks_and_unread_answers_go_to_the_new_worker(cast: Cast) -> None:
    await cast.says("hej")
    word = await cast.opens_case(CaseKind.WORD)

    def duty(tx: Tx) -> None:
        new = Task(
            id=tx.new_id(),
            youth_id=cast.bo,
            staff_id=cast.mette,
            kind=TaskKind.FOLLOW_UP_WEEK,
            created_at=NOW,
            due_at=NOW + DAY,
        )
        tasks.add(tx, new, dedupe="week")

    await cast.store.write(duty)
    assert isinstance(await give(cast, cast.ulla), Change)
    bo = await cast.youth()
    assert (bo.mentor_id, bo.cover_id) == (cast.ulla, cast.karl)
    assert await owed(cast) == [
        (TaskKind.FOLLOW_UP_WEEK, cast.ulla),
        (TaskKind.HELLO, cast.ulla),
    ]
    case = await cast.case(word)
    assert (case.state, case.ladder) == (CaseState.OPEN, (cast.ulla, cast.karl, cast.anna))
    told = await cast.messages(cast.ulla)
    assert any(one.endswith("Mette giver sagen videre til dig.") for one in told)
    assert told[-1].splitlines()[1] == (
        f"Det følger med: sag {word.number}. Opgaver: 1. Ulæste svar: 1."
    )
    assert (await cast.messages(cast.mette))[-1] == "B. er nu hos Ulla. Tak for din tid."


async def test_what_was_agreed_holds(cast: Cast) -> None:
    promised = NOW + 3 * DAY
    await cast.change_bo(next_contact_at=promised)
    before = await cast.youth()
    await give(cast, cast.ulla)
    after = await cast.youth()
    assert after.next_contact_at == promised
    assert after.last_human_contact_at == before.last_human_contact_at
    assert after.contact_interval_days == before.contact_interval_days


async def test_the_youth_reads_it_once_and_the_same_again_changes_nothing(cast: Cast) -> None:
    await give(cast, cast.ulla)
    assert await cast.messages(cast.bo) == [
        "Hej Bo. Fra tirsdag den 24. februar er det Ulla, der læser og ringer. Ulla tager over "
        "efter Mette og kender aftalen med dig. Den gælder stadig. Ulla siger hej en af de "
        "første dage."
    ]
    assert await give(cast, cast.ulla) is NotChanged.SAME
    assert len(await cast.messages(cast.bo)) == 1


@pytest.mark.parametrize("held", [{"paused_until": NOW + 14 * DAY}, {"held_at": NOW}])
async def test_in_a_pause_or_after_a_red_case_the_worker_says_it_and_the_robot_does_not(
    cast: Cast, held: dict[str, object]
) -> None:
    await cast.change_bo(**held)
    await give(cast, cast.ulla)
    assert await cast.messages(cast.bo) == []
    assert "sig det selv" in (await cast.messages(cast.ulla))[-1]
    [(kind, owner)] = await owed(cast)
    assert (kind, owner) == (TaskKind.HELLO, cast.ulla)


async def test_a_cover_who_becomes_the_worker_is_covered_by_the_one_before(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CALL_ME)
    await give(cast, cast.karl)
    bo = await cast.youth()
    assert (bo.mentor_id, bo.cover_id) == (cast.karl, cast.mette)
    assert (await cast.case(case)).ladder == (cast.karl, cast.mette, cast.anna)
    told = await cast.messages(cast.mette)
    assert told[-1].endswith("Du træder til, når Karl er væk.")


async def test_a_message_that_has_not_left_never_reaches_the_old_worker(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CALL_ME)
    before = await cast.messages(cast.mette)
    await give(cast, cast.ulla)
    after = await cast.messages(cast.mette)
    assert len(after) == len(before) + 1, "no edit of what never leaves"

    def states(rx: Rx) -> list[str]:
        query = select(outbox.c.reason).where(
            outbox.c.case_file_id == case.id, outbox.c.staff_id == cast.mette
        )
        return [row.reason for row in rx.execute(query)]

    assert await cast.store.read(states) == ["new_worker"]


async def test_nobody_can_take_over_who_is_away_or_has_another_role(cast: Cast) -> None:
    away = {"away_at": NOW - DAY, "away_until": NOW + DAY, "away_cover_id": cast.karl}
    await cast.store.write(lambda tx: staff.change(tx, cast.ulla, **away))
    assert await give(cast, cast.ulla) is NotChanged.NOT_HERE
    await cast.store.write(lambda tx: staff.change(tx, cast.karl, blocked_at=NOW))
    assert await give(cast, cast.karl) is NotChanged.NOT_HERE
    assert (await cast.youth()).mentor_id == cast.mette


async def test_who_has_ended_keeps_the_worker_they_had(cast: Cast) -> None:
    await cast.change_bo(status=YouthStatus.ENDED.value)
    assert await give(cast, cast.ulla) is NotChanged.ENDED


async def test_who_said_no_moves_without_a_word_and_without_a_hello(cast: Cast) -> None:
    await cast.change_bo(status=YouthStatus.DECLINED.value)
    assert isinstance(await give(cast, cast.ulla), Change)
    assert (await cast.messages(cast.bo), await owed(cast)) == ([], [])


async def test_the_trail_says_from_whom_to_whom_and_the_rules_read_it(cast: Cast) -> None:
    await give(cast, cast.ulla)

    def trail(rx: Rx) -> list[dict[str, object]]:
        query = select(audit_rows.c.detail, audit_rows.c.actor).where(
            audit_rows.c.action == past.CHANGED
        )
        return [{**row.detail, "by": row.actor} for row in rx.execute(query)]

    assert await cast.store.read(trail) == [
        {"from": cast.mette, "to": cast.ulla, "cover": cast.karl, "by": f"staff:{cast.anna}"}
    ]
    facts = await cast.store.read(past.of_youth, cast.bo, frozenset(), "Europe/Copenhagen")
    assert [(one.kind, one.at) for one in facts] == [(EventKind.NEW_WORKER, NOW)]


async def test_only_whoever_has_the_youth_or_leads_may_give_them_on(cast: Cast) -> None:
    case = await cast.opens_case(CaseKind.CALL_ME)
    bo = await cast.youth()

    async def may(staff_id: int) -> bool:
        granted = await cast.store.write(
            allow, Actor.staff(staff_id), NOW, Action.CHANGE_WORKER, youth=bo, case=case
        )
        return not isinstance(granted, Denied)

    assert await may(cast.mette)
    assert await may(cast.anna)
    assert not await may(cast.ulla)
    assert not await may(cast.karl), "to cover is not to have"
    away = {"away_at": NOW - DAY, "away_until": NOW + DAY, "away_cover_id": cast.karl}
    await cast.store.write(lambda tx: staff.change(tx, cast.mette, **away))
    assert not await may(cast.karl), "nor while she is away"


async def test_whoever_steps_in_is_here_and_is_not_the_worker(cast: Cast) -> None:
    async def cover(to: int) -> NotChanged | None:
        def change(tx: Tx) -> NotChanged | None:
            youth, person = youths.get(tx, cast.bo), staff.get(tx, to)
            assert youth is not None
            assert person is not None
            return change_cover(tx, Actor.staff(cast.anna), NOW, cast.world.house, youth, person)

        return await cast.store.write(change)

    assert await cover(cast.karl) is NotChanged.SAME
    assert await cover(cast.mette) is NotChanged.NOT_HERE
    await cast.store.write(lambda tx: staff.change(tx, cast.ulla, blocked_at=NOW))
    assert await cover(cast.ulla) is NotChanged.NOT_HERE
    assert await cover(cast.anna) is None
    assert (await cast.youth()).cover_id == cast.anna
    await cast.change_bo(status=YouthStatus.ENDED.value)
    assert await cover(cast.karl) is NotChanged.ENDED


async def test_a_red_case_stays_with_the_old_worker_until_the_new_one_has_taken_it(
    cast: Cast,
) -> None:
    def act(tx: Tx, by: int, what: CaseAct, *, others: bool = False) -> None:
        person = staff.get(tx, by)
        assert person is not None
        incoming = Incoming(inbox_id=1, chat_id=1, message_id=1, message_at=NOW)
        house, actor = cast.world.house, Actor.staff(by)
        on_case(
            tx, actor, NOW, house, incoming, person, case_id=red.id, act=what, of_others=others
        )

    red = await cast.opens_case(CaseKind.CRISIS)
    await cast.store.write(act, cast.mette, take)
    await give(cast, cast.ulla)
    kept = await cast.case(red)
    assert kept.taken_by == cast.mette, "nobody is dropped by a change of worker"
    assert "Den er din, til nogen tager den." in (await cast.messages(cast.mette))[-2]
    assert any(
        "Mette giver sagen videre til dig." in one for one in await cast.messages(cast.ulla)
    )
    person = await cast.store.read(staff.get, cast.ulla)
    assert person is not None
    [first, *_] = case_buttons(cast.world.house, kept, person)
    assert first[0].label == "Jeg tager den"
    await cast.store.write(act, cast.ulla, take_over, others=True)
    taken = await cast.case(red)
    assert (taken.taken_by, taken.given_by) == (cast.ulla, None)
    assert "Sag 1 er taget af Ulla." in (await cast.messages(cast.mette))[-1]
    await cast.store.write(act, cast.karl, take_over, others=True)
    assert (await cast.case(red)).taken_by == cast.ulla, "an old button"
