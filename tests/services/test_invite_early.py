"""Whoever is asked before the cohort is invited that day hears of the evening in one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta

from domain.cafe import Cafe, Coming, Details, Rsvp, Series, answered
from domain.cafe_audience import LeftOut
from domain.people import Actor
from services.cafe_series import NewSeries, end_series, make_series
from services.change_cafe import write as write_words
from services.evening import Evening
from services.plan_contacts import plan_contacts
from services.start_plan import plan_contact
from services.tend_cafes import tend_cafes
from services.world import House, Programmes
from storage import apart, cafes, planned, rsvps, youths
from storage import programmes as programme_rows
from storage.tables import outbox
from storage.tx import Tx
from tests.domain.rhythms import at, contact, programme
from tests.web.cast import Cast

ACTOR = Actor.system("test")
MONDAY = at("2026-03-02 10:00")
ELEVEN, TWO = at("2026-03-03 11:00"), at("2026-03-03 14:00")  # the day of the invitations
ASKS_AT_ELEVEN = programme(contact("weekly", "FREQ=WEEKLY;BYDAY=TU", time(11)))


def begin(tx: Tx, cast: Cast) -> House:
    """Put Bo on a programme that asks on Tuesdays at eleven, with cafés on Thursdays."""
    made = ASKS_AT_ELEVEN
    version = programme_rows.remember(tx, MONDAY, made.key, repr(made))
    since = MONDAY - timedelta(days=7)
    youths.change(
        tx, cast.bo, programme_version_id=version, accepted_at=since, last_human_contact_at=since
    )
    house = replace(cast.world.house, programmes=Programmes({version: made}, {made.key: version}))
    found = youths.get(tx, cast.bo)
    assert found is not None
    for one in made.contacts:
        plan_contact(tx, MONDAY, house, found, made, one)
    new = NewSeries(programme_key=made.key, rule="FREQ=WEEKLY;BYDAY=TH",
                    begins=time(17), ends=time(19))  # fmt: skip
    assert isinstance(make_series(tx, Actor.staff(cast.anna), MONDAY, house, new), Series)
    return house


def asked(tx: Tx, cast: Cast, house: House) -> tuple[Cafe, Rsvp | None]:
    """Let Bo's own hour come; return the evening and his row."""
    plan_contacts(tx, ACTOR, ELEVEN, house, [one.id for one in planned.of_youth(tx, cast.bo)])
    cafe = cafes.from_(tx, ELEVEN, 1)[0]
    return cafe, rsvps.find(tx, cafe.id, cast.bo)


def told(tx: Tx, cast: Cast) -> Sequence[tuple[str, str]]:
    """Return what was queued for Bo: the kind of message, and whether it leaves."""
    rows = tx.execute(outbox.select().where(outbox.c.youth_id == cast.bo)).mappings()
    return sorted((_kind(str(one["dedupe"])), str(one["state"])) for one in rows)


def _kind(dedupe: str) -> str:
    parts = dedupe.split(":")
    return parts[2] if parts[0] == "cafe" else parts[0]


async def test_the_evening_is_a_line_in_the_check_in_and_the_cohort_s_hour_adds_nothing(
    cast: Cast,
) -> None:
    write = cast.store.write
    house = await write(begin, cast)
    cafe, row = await write(asked, cast, house)
    assert row is not None
    assert row.invited_at == ELEVEN
    before = await write(told, cast)
    assert before == [("checkin", "queued"), ("invite", "skipped")]
    assert await write(tend_cafes, ACTOR, TWO, house, [cafe.id]) == [cafe.id]
    assert await write(told, cast) == before


def comes(tx: Tx, cafe: Cafe, row: Rsvp, house: House) -> None:
    """Let Bo say yes, and the coordinator find another place, before the cohort is invited."""
    rsvps.save(tx, answered(row, Coming.YES, ELEVEN))
    elsewhere = Details(words={"place": {"da": "Biblioteket"}})
    write_words(Evening.of(tx, ELEVEN + timedelta(hours=1), house, cafe), elsewhere)


async def test_who_said_yes_early_hears_of_another_place_and_of_the_end(cast: Cast) -> None:
    write = cast.store.write
    house = await write(begin, cast)
    cafe, row = await write(asked, cast, house)
    assert row is not None
    await write(comes, cafe, row, house)
    assert ("moved", "queued") in await write(told, cast)
    noon = ELEVEN + timedelta(hours=1, minutes=30)
    await write(end_series, Actor.staff(cast.anna), noon, house, series_id=cafe.series_id)
    assert ("off", "queued") in await write(told, cast)


async def test_of_two_who_must_not_meet_whose_turn_it_is_reads_of_it_in_one_message(
    cast: Cast,
) -> None:
    write = cast.store.write
    house = await write(begin, cast)
    other = await cast.another_youth()  # has been here less long, and gives way this time
    await write(lambda tx: youths.change(tx, other, programme_version_id=version_of(tx, cast)))
    await write(apart.mark, MONDAY, cast.bo, other, cast.anna)
    cafe, row = await write(asked, cast, house)
    assert row is not None
    before = await write(told, cast)
    assert before == [("checkin", "queued"), ("invite", "skipped")]
    await write(tend_cafes, ACTOR, TWO, house, [cafe.id])
    assert await write(told, cast) == before
    gives_way = await cast.store.read(rsvps.find, cafe.id, other)
    assert gives_way is not None
    assert gives_way.left_out == LeftOut.APART


async def test_who_may_have_to_give_way_hears_nothing_early(cast: Cast) -> None:
    write = cast.store.write
    house = await write(begin, cast)
    other = await cast.another_youth()

    def it_was_bos_turn_last_time(tx: Tx) -> None:
        youths.change(tx, other, programme_version_id=version_of(tx, cast))
        youths.change(tx, other, paused_until=MONDAY + timedelta(days=30))  # till who knows when
        apart.mark(tx, MONDAY, cast.bo, other, cast.anna)
        coming = cafes.from_(tx, MONDAY, 1)[0]
        week = timedelta(weeks=1)
        begins, ends = coming.begins_at - week, coming.ends_at - week
        earlier = replace(coming, id=tx.new_id(), occurs_at=begins, begins_at=begins, ends_at=ends)
        cafes.add(tx, earlier)
        gave_way = Rsvp(id=tx.new_id(), cafe_id=earlier.id, youth_id=other, left_out=LeftOut.APART)
        rsvps.add(tx, gave_way)

    await write(it_was_bos_turn_last_time)
    _, row = await write(asked, cast, house)
    assert row is None


def version_of(tx: Tx, cast: Cast) -> int:
    """Return the programme that Bo is on."""
    bo = youths.get(tx, cast.bo)
    assert bo is not None
    return bo.programme_version_id
