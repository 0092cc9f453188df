"""A call that nobody answered is noted once, and the worker reads what is so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.case import CaseKind
from domain.incoming import Incoming
from domain.people import Actor
from domain.talk import TalkWay
from services.call_first import Caller, note_try
from services.call_without_case import nobody_answered
from services.desk import on_case
from services.handle_case import take
from services.youth_tap import YouthTap
from storage import staff as staff_rows
from storage import talks
from storage import youths as youth_rows
from storage.tx import Tx
from tests.web.cast import NOW, Cast


async def notes_a_try(cast: Cast, now: datetime) -> None:
    """Let Bo's mentor note a call that he did not take, from no case."""
    mette = await cast.store.read(staff_rows.get, cast.mette)
    assert mette is not None
    caller = Caller(mette, await cast.youth(), None)
    await cast.store.write(note_try, now, cast.world.house, caller)


def tap(tx: Tx, cast: Cast) -> YouthTap:
    """Return a tap of Mette about Bo, at the cast's time."""
    mette, bo = staff_rows.get(tx, cast.mette), youth_rows.get(tx, cast.bo)
    assert mette is not None
    assert bo is not None
    incoming = Incoming(inbox_id=tx.new_id(), chat_id=mette.chat_id or 0)
    house = cast.world.house
    return YouthTap(tx, Actor.staff(mette.id), cast.clock.time, house, incoming, mette, bo)


async def tries(cast: Cast) -> list[TalkWay]:
    """Return how the tries and talks with Bo are noted."""
    return [one.way for one in await cast.store.read(talks.latest_of, cast.bo, 9)]


async def test_the_same_call_is_noted_and_told_once(cast: Cast) -> None:
    for seconds in (0, 1, 600):
        await notes_a_try(cast, NOW + timedelta(seconds=seconds))
    assert await tries(cast) == [TalkWay.TRIED]
    assert len(await cast.messages(cast.bo)) == 1


async def test_the_worker_reads_whether_the_youth_hears_of_it(cast: Cast) -> None:
    await cast.store.write(lambda tx: nobody_answered(tap(tx, cast)))
    await cast.change_bo(blocked_at=NOW)
    cast.clock.pass_by(timedelta(hours=1))
    await cast.store.write(lambda tx: nobody_answered(tap(tx, cast)))
    told, alone = await cast.messages(cast.mette)
    assert told.endswith("forsøget er noteret, og den unge har fået besked.")
    assert alone.endswith("forsøget er noteret. Den unge kan ikke få besked her.")
    assert len(await cast.messages(cast.bo)) == 1


async def test_a_call_half_an_hour_later_is_another(cast: Cast) -> None:
    for minutes in (0, 30):
        await notes_a_try(cast, NOW + timedelta(minutes=minutes))
    assert await tries(cast) == [TalkWay.TRIED] * 2
    assert len(await cast.messages(cast.bo)) == 2


async def test_a_try_from_the_list_is_one_of_the_cry_that_they_have_taken(cast: Cast) -> None:
    red = await cast.opens_case(CaseKind.CRISIS)

    def takes(tx: Tx) -> None:
        one = tap(tx, cast)
        incoming = replace(one.incoming, message_id=1, message_at=NOW)
        on_case(tx, one.actor, NOW, one.house, incoming, one.staff, case_id=red.id, act=take)

    await cast.store.write(lambda tx: nobody_answered(tap(tx, cast)))
    assert (await cast.messages(cast.bo))[-1].startswith("Jeg prøvede at ringe. Jeg prøver igen.")
    assert not [one for one in await cast.messages(cast.karl) if "har prøvet" in one]
    await cast.store.write(takes)
    cast.clock.pass_by(timedelta(minutes=20))
    await cast.store.write(lambda tx: nobody_answered(tap(tx, cast)))
    told = await cast.messages(cast.karl)
    assert any("Mette har prøvet, ikke fat i" in one for one in told)
    assert (await cast.case(red)).ends_at == NOW + timedelta(minutes=140)
