"""A day away, or a job that ends: noted in one tap where points are counted, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.callback import decode
from domain.incoming import Incoming
from domain.people import Actor
from domain.signal import EventKind
from domain.talk import TalkWay
from handlers.route import TAPS
from services.log_event import log_event
from services.log_talk import Told, log_talk
from services.youth_tap import YouthTap
from storage import outbox, past, staff, youths
from storage.past import Fact
from storage.tables import outbox as rows
from storage.tx import Rx, Tx
from tests.web.cast import Cast

NONE: frozenset[str] = frozenset()


def tapped(tx: Tx, cast: Cast, *, counts: bool = True) -> YouthTap:
    """Return a tap of Mette about Bo, at the cast's time."""
    house = replace(cast.world.house, attention=counts)
    person, youth = staff.get(tx, cast.mette), youths.get(tx, cast.bo)
    assert person is not None
    assert youth is not None
    incoming = Incoming(inbox_id=tx.new_id(), chat_id=person.chat_id or 0)
    return YouthTap(tx, Actor.staff(cast.mette), cast.clock.time, house, incoming, person, youth)


async def note(cast: Cast, way: TalkWay, *, counts: bool = True) -> None:
    await cast.store.write(lambda tx: log_event(tapped(tx, cast, counts=counts), way=way))


async def facts(cast: Cast, kind: EventKind) -> list[Fact]:
    """Return what the rules read of Bo, of one kind."""
    found = await cast.store.read(past.of_youth, cast.bo, NONE)
    return [fact for fact in found if fact.kind is kind]


async def test_what_the_worker_heard_is_read_by_the_rules_once_a_day(cast: Cast) -> None:
    before = await cast.youth()
    await note(cast, TalkWay.AWAY)
    await note(cast, TalkWay.AWAY)
    await note(cast, TalkWay.HALF_AWAY)  # the day is away already
    cast.clock.pass_by(timedelta(days=1))
    await note(cast, TalkWay.HALF_AWAY)
    await note(cast, TalkWay.SPELL_ENDED)

    away = await facts(cast, EventKind.ABSENCE)
    assert [fact.amount for fact in away] == [1, 0.5]
    assert all(fact.link.startswith("talk:") for fact in away)
    assert len(await facts(cast, EventKind.SPELL_ENDED)) == 1
    assert await facts(cast, EventKind.TALK) == [], "it is no talk"
    after = await cast.youth()
    assert after.last_human_contact_at == before.last_human_contact_at
    assert after.last_sign_of_life_at == before.last_sign_of_life_at
    said = (await cast.messages(cast.mette))[-1]
    assert "noteret: Job/skole slutter" in said
    assert "Bo " not in said
    assert await cast.messages(cast.bo) == [], "the youth hears nothing"


async def test_where_nothing_is_counted_nothing_is_noted(cast: Cast) -> None:
    await note(cast, TalkWay.AWAY, counts=False)
    assert await facts(cast, EventKind.ABSENCE) == []
    assert "bliver ikke noteret" in (await cast.messages(cast.mette))[-1]


@pytest.mark.parametrize("counts", [True, False])
async def test_the_buttons_stand_only_where_they_are_read_and_lead_there(
    cast: Cast, *, counts: bool
) -> None:
    await cast.store.write(lambda tx: log_talk(tapped(tx, cast, counts=counts), told=Told()))

    def buttons(rx: Rx) -> dict[str, str]:
        newest = rx.execute(rows.select().order_by(rows.c.outbox_id.desc())).mappings().first()
        assert newest is not None
        message = outbox.get(rx, newest["outbox_id"])
        assert message is not None
        letter = outbox.letter(rx, message)
        assert letter is not None
        return {one.label: one.data or "" for line in letter[1].buttons for one in line}

    shown = await cast.store.read(buttons)
    assert ("Væk i dag" in shown) is counts
    assert ("Job/skole slutter" in shown) is counts
    for data in shown.values():
        tap = decode(data)
        assert tap is not None
        assert TAPS[tap.verb](tap) is not None
