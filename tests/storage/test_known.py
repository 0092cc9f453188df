"""What a unit of work has read is not read again, and never differs from what is there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event

from domain.agreement import Agreement
from domain.ids import IdSource
from domain.people import Role
from storage import agreements, cases, checkins, staff, youths
from storage.store import Store
from storage.tables import youth
from storage.tx import Rx, Tx
from storage.vault import Vault
from tests.web.cast import BO_CHAT, NOW, SITE_CHAT, Cast

Look = Callable[[Rx], object]
Write = Callable[[Tx, int], object]


@pytest.fixture
async def cast(store: Store, vault: Vault, ids: IdSource) -> Cast:
    """Return everybody, in the store, on each of the two engines."""
    everybody = Cast(store=store, vault=vault, ids=ids)
    await everybody.settle()
    return everybody


def looks(cast: Cast, case_id: int, checkin_id: int) -> Sequence[Look]:
    return [
        lambda rx: youths.get(rx, cast.bo),
        lambda rx: youths.get(rx, 1),
        lambda rx: youths.find_by_chat(rx, BO_CHAT),
        lambda rx: youths.find_by_chat(rx, 3),
        lambda rx: staff.get(rx, cast.mette),
        lambda rx: staff.find_by_chat(rx, SITE_CHAT),
        staff.everybody,
        lambda rx: staff.with_role(rx, Role.COORDINATOR),
        lambda rx: agreements.get(rx, cast.bo),
        lambda rx: cases.get(rx, case_id),
        lambda rx: checkins.get(rx, checkin_id),
    ]


def writes(cast: Cast, case_id: int, checkin_id: int) -> Sequence[Write]:
    def save_case(tx: Tx, number: int) -> None:
        case = cases.get(tx, case_id)
        assert case is not None
        cases.save(tx, replace(case, step=number))

    def save_checkin(tx: Tx, number: int) -> None:
        checkin = checkins.get(tx, checkin_id)
        assert checkin is not None
        checkins.save(tx, replace(checkin, expires_at=NOW + timedelta(minutes=number)))

    def minutes(number: int) -> Any:
        return NOW + timedelta(minutes=number)

    return [
        lambda tx, n: youths.change(tx, cast.bo, last_word_at=minutes(n)),
        lambda tx, n: youths.change(tx, cast.bo, chat_id=BO_CHAT if n % 2 else None),
        lambda tx, n: youths.change(tx, cast.bo, phone=str(n)),
        lambda tx, n: staff.change(tx, cast.mette, away_at=minutes(n)),
        lambda tx, n: staff.change(tx, cast.ulla, chat_id=500 + n),
        lambda tx, n: agreements.save(tx, NOW, cast.bo, Agreement(if_quiet_note=str(n))),
        save_case,
        save_checkin,
    ]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None
)
@given(steps=st.lists(st.tuples(st.integers(0, 18), st.integers(0, 9)), max_size=25))
async def test_what_is_remembered_is_what_is_there(
    cast: Cast, steps: Sequence[tuple[int, int]]
) -> None:
    case_id = (await cast.opens_case()).id
    await cast.answers("mood", number=5)
    checkin_id = (await cast.replies())[0].checkin_id or 0
    seen, changes = looks(cast, case_id, checkin_id), writes(cast, case_id, checkin_id)
    count = len(seen)

    def unit(tx: Tx) -> None:
        for which, number in steps:
            if which >= count:
                changes[which - count](tx, number)
            look = seen[which % count]
            # Another look on the same connection remembers nothing.
            assert look(tx) == look(Rx(tx._connection, tx._ground))

    await cast.store.write(unit)


async def test_a_row_is_read_once_in_a_unit_however_often_it_is_asked_for(cast: Cast) -> None:
    def unit(tx: Tx) -> int:
        asked: list[str] = []

        def note(_c: Any, _k: Any, statement: str, *_: Any) -> None:
            asked.append(statement)

        event.listen(tx._connection, "before_cursor_execute", note)
        for _ in range(5):
            found = youths.find_by_chat(tx, BO_CHAT)
            assert found is not None
            assert youths.get(tx, found.id) is found
        event.remove(tx._connection, "before_cursor_execute", note)
        return len(asked)

    assert await cast.store.write(unit) == 1


async def test_a_deletion_forgets_what_may_have_gone_along(cast: Cast) -> None:
    def unit(tx: Tx) -> None:
        before = staff.get(tx, cast.mette)
        tx.execute(delete(youth).where(youth.c.youth_id == 1))
        again = staff.get(tx, cast.mette)
        assert again == before
        assert again is not before

    await cast.store.write(unit)
