"""With every worker away a cry reaches the leader at once, and those who are away as well."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.case import CaseKind
from domain.people import Role
from storage import staff
from storage.tx import Tx
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)


async def leave(cast: Cast, *people: int) -> None:
    """Let these be away for three days, with Ulla as the leader of the house."""

    def write(tx: Tx) -> None:
        staff.change(tx, cast.ulla, role=Role.LEADER.value)
        for one in people:
            staff.change(tx, one, away_at=NOW - DAY, away_until=NOW + 3 * DAY)

    await cast.store.write(write)


@pytest.mark.parametrize("is_anna_here", [False, True])
async def test_the_leader_hears_at_once_where_nobody_else_is_here(
    cast: Cast, is_anna_here: bool
) -> None:
    await leave(cast, cast.mette, cast.karl, *(() if is_anna_here else (cast.anna,)))
    await cast.opens_case(CaseKind.CRISIS)
    heard = any("RØD" in text for text in await cast.messages(cast.ulla))
    assert heard is not is_anna_here, "otherwise in the second round, five minutes later"
    for one in (cast.mette, cast.karl, cast.anna):
        assert any("RØD" in text for text in await cast.messages(one)), "nobody is dropped"
