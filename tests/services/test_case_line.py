"""How a case says what was agreed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.case_messages import describe
from storage import staff as staff_rows
from tests.web.cast import NOW, Cast


@pytest.mark.parametrize(("days", "said"), [(1, "aftalt hver dag"), (7, "aftalt hver 7. dag")])
async def test_every_day_is_said_as_people_say_it(cast: Cast, days: int, said: str) -> None:
    case = replace(await cast.opens_case(), evidence={"interval_days": days})
    mette = await cast.store.read(staff_rows.get, cast.mette)
    assert mette is not None
    assert said in describe(cast.world.house, case, mette, NOW)
