"""The line about a plan made together reaches the youth, whatever becomes of one check-in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.agreement import Agreement, Helper, SharedPlan
from domain.checkin import CheckIn, CheckInState
from domain.message import OutboxState, Purpose
from domain.plan import ContactKind
from services.say import Line, to_youth
from services.say_plan import plan_for_checkin
from storage import agreements, checkins, outbox
from storage.tx import Tx
from tests.web.cast import NOW, Cast

PLAN = SharedPlan(
    what="ring til skolen", when="på mandag", helper=Helper.SELF, made_at=NOW, tell=True
)
LINE = "Planen, du lagde med Mette: ring til skolen, på mandag."


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def asked(cast: Cast, *, number: int = 1) -> tuple[str, int]:
    """Let a check-in be queued; return the line that it has, and its message."""
    youth = await cast.youth()

    def ask(tx: Tx) -> tuple[str, int]:
        now = NOW + timedelta(days=number)
        made = CheckIn(
            id=tx.new_id(),
            youth_id=cast.bo,
            contact_key="weekly",
            kind=ContactKind.CHECKIN,
            programme_version_id=cast.version,
            occurrence_at=now,
            state=CheckInState.OPEN,
            position=0,
            prompt_outbox_id=0,
            opened_at=now,
            remind_at=None,
            reminded_at=None,
            expires_at=now + timedelta(days=2),
            event_at=None,
            low=False,
        )
        words = plan_for_checkin(tx, now, cast.world.house, youth, made.id)
        line = Line(purpose=Purpose.CHECKIN, key="weekly", text="x", dedupe=f"checkin:{made.id}")
        sent = to_youth(tx, now, youth, line)
        assert sent is not None
        checkins.add(tx, replace(made, prompt_outbox_id=sent))
        return words, sent

    return await cast.store.write(ask)


async def made_together(cast: Cast) -> None:
    def keep(tx: Tx) -> None:
        agreements.save(tx, NOW, cast.bo, Agreement(plan=PLAN))

    await cast.store.write(keep)


async def test_it_is_said_once_where_the_check_in_leaves(cast: Cast) -> None:
    await made_together(cast)
    assert (await asked(cast))[0] == LINE
    assert (await asked(cast, number=2))[0] == "", "it waits to leave"
    await cast.delivered(OutboxState.SENT)
    assert (await asked(cast, number=3))[0] == ""


async def test_a_check_in_that_was_taken_back_leaves_it_to_the_next(cast: Cast) -> None:
    await made_together(cast)
    _, message = await asked(cast)
    await cast.store.write(
        lambda tx: outbox.move(tx, [message], OutboxState.SKIPPED, reason="talking")
    )
    words, second = await asked(cast, number=2)
    assert words == LINE
    await cast.store.write(lambda tx: outbox.move(tx, [second], OutboxState.SENDING))
    await cast.store.write(lambda tx: outbox.mark_sent(tx, NOW + timedelta(days=2), [(second, 5)]))
    assert (await asked(cast, number=3))[0] == ""


async def test_where_nothing_can_be_queued_it_waits(cast: Cast) -> None:
    await made_together(cast)
    youth = await cast.youth()

    def nowhere(tx: Tx) -> str:
        return plan_for_checkin(tx, NOW, cast.world.house, youth, tx.new_id())

    assert await cast.store.write(nowhere) == LINE
    assert (await asked(cast))[0] == LINE
