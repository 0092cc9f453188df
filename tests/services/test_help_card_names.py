"""The help card and its answers name whoever will keep what they promise."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.case import CaseKind
from domain.incoming import Incoming
from domain.people import Actor
from services.help_card import answer_card, give_card
from storage import cases, staff
from storage.tx import Tx
from tests.web.cast import BO_CHAT, Cast

ZONE = ZoneInfo("Europe/Copenhagen")
SATURDAY = datetime(2026, 2, 28, 2, 14, tzinfo=ZONE)
MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=ZONE)


async def mette_is_away(cast: Cast, since: datetime, until: datetime) -> None:
    """Let Mette be away, with Karl in her place."""

    def go(tx: Tx) -> None:
        staff.change(tx, cast.mette, away_at=since, away_until=until, away_cover_id=cast.karl)

    await cast.store.write(go)


async def said_at_night(cast: Cast, answer: str) -> list[str]:
    """Let Bo cry on Saturday night and answer so; return what he is told."""
    house, bo = cast.world.house, Actor.youth(cast.bo)
    incoming = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT)
    await cast.store.write(give_card, bo, SATURDAY, house, incoming, await cast.youth())
    [case] = await cast.store.read(cases.of_youth, cast.bo, still_open=True)
    assert case.kind is CaseKind.CRISIS
    tap = Incoming(inbox_id=cast.ids.new(), chat_id=BO_CHAT, message_id=7)
    await cast.store.write(
        answer_card,
        bo,
        SATURDAY,
        house,
        tap,
        await cast.youth(),
        case_id=case.id,
        value=answer,
    )
    return await cast.messages(cast.bo)


@pytest.mark.parametrize("answer", ["no", "silent", "mistake"])
async def test_who_is_away_from_monday_reads_and_calls_nobody_then(
    cast: Cast, answer: str
) -> None:
    await mette_is_away(cast, MONDAY, MONDAY + timedelta(days=7))
    said = await said_at_night(cast, answer)
    assert all("Karl" in text and "Mette" not in text for text in said), said


async def test_who_is_back_on_monday_does(cast: Cast) -> None:
    await mette_is_away(cast, SATURDAY - timedelta(days=7), MONDAY)
    assert all("Mette" in text for text in await said_at_night(cast, "no"))
