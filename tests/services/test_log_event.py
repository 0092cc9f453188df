"""A day away, or a job that ends: noted in one tap where points are counted, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.callback import decode, encode
from domain.incoming import Incoming
from domain.people import Actor
from domain.signal import Event, EventKind, History
from domain.signals.missed import Missed
from domain.talk import Talk, TalkWay
from handlers.route import TAPS
from services.log_event import log_event
from services.log_talk import Told, log_talk
from services.no_show import note_no_show
from services.youth_tap import YouthTap
from storage import outbox, past, staff, talks, youths
from storage.past import Fact
from storage.tables import outbox as rows
from storage.tx import Rx, Tx
from tests.web.cast import NOW, Cast

ZONE = "Europe/Copenhagen"
NONE: frozenset[str] = frozenset()


def tapped(tx: Tx, cast: Cast, *, counts: bool = True) -> YouthTap:
    """Return a tap of Mette about Bo, at the cast's time."""
    house = replace(cast.world.house, attention=counts)
    person, youth = staff.get(tx, cast.mette), youths.get(tx, cast.bo)
    assert person is not None
    assert youth is not None
    incoming = Incoming(inbox_id=tx.new_id(), chat_id=person.chat_id or 0)
    return YouthTap(tx, Actor.staff(cast.mette), cast.clock.time, house, incoming, person, youth)


async def note(cast: Cast, way: TalkWay, *, counts: bool = True, back: int = 0) -> None:
    await cast.store.write(
        lambda tx: log_event(tapped(tx, cast, counts=counts), way=way, back=back)
    )


async def facts(cast: Cast, kind: EventKind) -> list[Fact]:
    """Return what the rules read of Bo, of one kind."""
    found = await cast.store.read(past.of_youth, cast.bo, NONE, ZONE)
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


async def test_coming_is_a_sign_of_life_and_no_contact_also_where_nothing_is_counted(
    cast: Cast,
) -> None:
    before = await cast.youth()
    await note(cast, TalkWay.KEPT, counts=False)
    await note(cast, TalkWay.KEPT, counts=False)
    assert [fact.at for fact in await facts(cast, EventKind.KEPT)] == [NOW]
    after = await cast.youth()
    assert after.last_sign_of_life_at == NOW
    assert after.last_human_contact_at == before.last_human_contact_at
    said = (await cast.messages(cast.mette))[-1]
    assert said.endswith("noteret: Kom. Det er et tegn fra den unge, men ingen samtale.")
    assert await cast.messages(cast.bo) == []


async def test_what_was_called_off_yesterday_counts_for_yesterday(cast: Cast) -> None:
    await cast.change_bo(last_sign_of_life_at=NOW - timedelta(days=9))
    await note(cast, TalkWay.CANCELLED, back=1)
    yesterday = datetime(2026, 2, 23, 11, tzinfo=UTC)
    assert [fact.at for fact in await facts(cast, EventKind.CANCELLED)] == [yesterday]
    assert (await cast.youth()).last_sign_of_life_at == yesterday
    said = (await cast.messages(cast.mette))[-1]
    assert "Aflyste, mandag den 23. februar" in said


async def test_what_is_noted_late_never_takes_a_later_sign_back(cast: Cast) -> None:
    heard = (await cast.youth()).last_sign_of_life_at
    await note(cast, TalkWay.KEPT, back=3)
    assert (await cast.youth()).last_sign_of_life_at == heard


async def test_a_day_away_is_noted_for_a_day_before_and_once_for_it(cast: Cast) -> None:
    await note(cast, TalkWay.AWAY, back=1)
    await note(cast, TalkWay.HALF_AWAY, back=1)
    await note(cast, TalkWay.AWAY)
    days = [fact.at.date().isoformat() for fact in await facts(cast, EventKind.ABSENCE)]
    assert days == ["2026-02-23", "2026-02-24"]
    assert "Væk hele dagen" in (await cast.messages(cast.mette))[0]


async def signs(cast: Cast) -> tuple[int, object]:
    """Return how many misses stand open, and how many in four weeks the rule says."""
    found = await cast.store.read(past.of_youth, cast.bo, NONE, ZONE)
    events = [Event(one.at, one.at.date(), one.kind, one.amount, one.what) for one in found]
    start = NOW - timedelta(days=30)
    view = History(start, start.date(), events).at(cast.clock.time)
    said = Missed(days=14, points=2, again=1).read(view)
    return len(view.open_misses), said.values["gange"] if said else None


async def miss(cast: Cast, *, back: int) -> None:
    bo, house = await cast.youth(), cast.world.house
    await cast.store.write(note_no_show, cast.clock.time, house, bo, cast.mette, back=back)


async def test_who_came_late_has_made_it_good(cast: Cast) -> None:
    await miss(cast, back=1)
    assert await signs(cast) == (1, 1)
    await note(cast, TalkWay.KEPT, back=1)
    assert await signs(cast) == (0, None)


async def test_what_is_kept_in_between_takes_neither_miss_away(cast: Cast) -> None:
    await miss(cast, back=6)
    await miss(cast, back=2)
    assert await signs(cast) == (2, 2)
    await note(cast, TalkWay.KEPT, back=4)
    assert await signs(cast) == (2, 2)


async def test_to_meet_is_to_keep(cast: Cast) -> None:
    def meet(tx: Tx) -> None:
        met = Talk(id=tx.new_id(), youth_id=cast.bo, staff_id=cast.mette, at=NOW, way=TalkWay.MET)
        talks.add(tx, met)

    await cast.store.write(meet)
    assert len(await facts(cast, EventKind.KEPT)) == len(await facts(cast, EventKind.TALK)) == 1


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


async def tap_on(cast: Cast, value: str) -> list[str]:
    """Let Mette tap a button of /talt about Bo; return the values of the buttons she is shown."""

    def write(tx: Tx) -> list[str]:
        given, found = tapped(tx, cast), decode(encode("talkto", cast.bo, value))
        assert found is not None
        road = TAPS["talkto"](found)
        assert road is not None
        road.staff(tx, given.actor, given.now, given.house, given.incoming, given.staff)
        newest = tx.execute(rows.select().order_by(rows.c.outbox_id.desc())).mappings().first()
        message = outbox.get(tx, newest["outbox_id"]) if newest is not None else None
        letter = outbox.letter(tx, message) if message is not None else None
        assert letter is not None
        shown = (decode(one.data or "") for line in letter[1].buttons for one in line)
        return [one.value for one in shown if one is not None]

    return await cast.store.write(write)


async def test_a_talk_of_a_day_before_is_noted_by_its_buttons(cast: Cast) -> None:
    await cast.change_bo(last_human_contact_at=NOW - timedelta(days=9))
    assert "called-20260223" in await tap_on(cast, "day-20260223")
    assert "called-20260223-good" in await tap_on(cast, "called-20260223")
    assert "called-20260223-good-0" in await tap_on(cast, "called-20260223-good")
    await tap_on(cast, "called-20260223-good-0")
    [noted] = await cast.store.read(talks.latest_of, cast.bo, 5)
    assert (noted.way, noted.at) == (TalkWay.CALLED, datetime(2026, 2, 23, 11, tzinfo=UTC))
    too_long_ago = await tap_on(cast, "day-20260214")
    assert "kept-20260214" in too_long_ago
    assert "called-20260214" not in too_long_ago
