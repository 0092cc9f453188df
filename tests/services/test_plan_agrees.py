"""The planner sends exactly what the preview says, whatever the programme and the agreement."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from re import fullmatch

import pytest

from domain.agreement import Agreement
from domain.cafe import Series
from domain.coming import prompts
from domain.habits import MOST_UNANSWERED
from domain.message import OutboxState
from domain.people import Actor, Role, Tier, Youth
from domain.plan import ContactKind, Days, PlannedContact, Programme
from domain.rhythm import Prompt, Rhythm
from domain.site import QuietHours
from services.cafe_series import NewSeries, make_series
from services.evenings_ahead import evenings_ahead
from services.plan_contacts import plan_contacts
from services.rhythm_of import before_of, rhythm_of
from services.start_plan import plan_contact
from services.tend_cafes import tend_cafes
from services.world import House, Programmes
from storage import agreements, cafes, planned, staff, youths
from storage import outbox as outbox_rows
from storage import programmes as programme_rows
from storage.tables import checkin, occurrence, outbox
from storage.tx import Tx
from tests.domain.rhythms import at, caring, contact, item, programme
from tests.web.cast import Cast

ACTOR = Actor.system("test")
SEEDS = range(int(os.environ.get("LAW_SEEDS", "6")))  # more of them find more
DAYS = 45
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Row = tuple[str, datetime, str | None, datetime | None, tuple[str, ...]]


def some_programme(chance: Random) -> Programme:
    """Return a programme of a few contacts that get into each other's way."""
    made = [some_checkin(chance, f"checkin{n}") for n in range(chance.randint(1, 4))]
    if chance.random() < 0.6:
        cafe = contact("cafe", "FREQ=WEEKLY;BYDAY=TH", time(12, 30), ContactKind.CAFE)
        made.append(replace(cafe, event_after=timedelta(hours=4), window=timedelta(hours=4)))
    if chance.random() < 0.7:
        made.append(caring(*sorted(chance.sample(range(1, DAYS), 6))))
    minutes = timedelta(minutes=chance.choice([0, 5]))
    return replace(programme(*made, jitter=minutes), items_together=chance.randint(0, 3))


def some_checkin(chance: Random, key: str) -> PlannedContact:
    """Return a check-in on any day and at any time, also at hours that suit nobody."""
    days = ",".join(chance.sample(WEEKDAYS, chance.randint(1, 3)))
    every = chance.choice(["", ";INTERVAL=2"])
    made = contact(key, f"FREQ=WEEKLY{every};BYDAY={days}", time(chance.randint(7, 20)))
    last = chance.choice([None, 20, 30])
    return replace(
        made,
        rotate=chance.randint(1, 2),
        always=chance.choice([(), ("item3",)]),
        questions=chance.choice([(), (item(f"{key}_own", "own"),)]),
        topic=chance.choice([None, "week"]),
        days=Days(chance.randint(0, 10), last, chance.choice([frozenset(), frozenset({Tier.A})])),
    )


def some_agreement(chance: Random) -> Agreement:
    """Return what a youth might have chosen."""
    own = tuple(sorted(chance.sample(range(7), chance.randint(0, 3))))
    return Agreement(
        days=own,
        at=chance.choice([None, None, time(11), time(19)]),
        quiet=chance.choice([None, QuietHours(time(20), time(10))]),
        topics_off=frozenset(chance.sample(["own", "week"], chance.randint(0, 1))),
    )


def some_state(chance: Random, start: datetime) -> dict[str, object]:
    """Return how a youth might stand."""
    return {
        "zone": chance.choice(["Europe/Copenhagen", "Europe/Helsinki", "America/Nuuk"]),
        "tier": chance.choice([None, Tier.A]),
        "paused_until": chance.choice([None, start + timedelta(days=9)]),
        "halved_at": chance.choice([None, None, start]),
        "quieted_at": chance.choice([None, None, None, start]),
        "accepted_at": start,
        "last_human_contact_at": start,
    }


def begin(tx: Tx, cast: Cast, made: Programme, chance: Random, start: datetime) -> House:
    """Put Bo on the programme, as if he had said yes at `start`."""
    version = programme_rows.remember(tx, start, made.key, repr(made))
    youths.change(tx, cast.bo, programme_version_id=version, **some_state(chance, start))
    agreements.save(tx, start, cast.bo, some_agreement(chance))
    house = cast.world.house
    house = replace(house, programmes=Programmes({version: made}, {made.key: version}))
    for one in made.contacts:
        plan_contact(tx, start, house, bo(tx, cast), made, one)
    return house


def bo(tx: Tx, cast: Cast) -> Youth:
    found = youths.get(tx, cast.bo)
    assert found is not None
    return found


def told(tx: Tx, cast: Cast, house: House, made: Programme, start: datetime) -> Sequence[Prompt]:
    """Return what the preview says of Bo."""
    rhythm = rhythm_of(tx, start, house, bo(tx, cast), made)
    until = start + timedelta(days=DAYS)
    return prompts(rhythm, start, until, before_of(tx, bo(tx, cast), made, start))


def run(
    tx: Tx, cast: Cast, house: House, start: datetime, until: datetime, *, silent: bool = False
) -> None:
    """Let one tick after the other come in its time; Bo answers all that came, or never."""
    while True:
        plans = planned.of_youth(tx, cast.bo)
        due = min((one.due_at for one in plans if one.due_at is not None), default=until)
        if due >= until:
            return
        if not silent:
            youths.change(tx, cast.bo, last_sign_of_life_at=due)
        plan_contacts(tx, ACTOR, due, house, [one.id for one in plans])


def became(tx: Tx, cast: Cast) -> list[Row]:
    """Return what became of every occurrence."""
    mine = outbox.select().where(outbox.c.youth_id == cast.bo).order_by(outbox.c.outbox_id)
    letters = [dict(row) for row in tx.execute(mine).mappings()]
    greetings = iter([one["due_at"] for one in letters if one["purpose"] == "caring"])
    leaves = {one["checkin_id"]: one["due_at"] for one in letters}
    asked = {row.checkin_id: tuple(row.asked or ()) for row in tx.execute(checkin.select())}
    rows = tx.execute(
        occurrence.select()
        .where(occurrence.c.youth_id == cast.bo)
        .order_by(occurrence.c.due_at, occurrence.c.occurrence_id)
    )
    found: list[Row] = []
    for row in rows:
        left = leaves.get(row.checkin_id) if row.checkin_id is not None else None
        if row.contact_key == "caring" and row.reason is None:
            left = next(greetings)
        found.append(
            (row.contact_key, row.due_at, row.reason, left, asked.get(row.checkin_id, ()))
        )
    return found


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_planner_and_the_preview_agree(cast: Cast, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a story, not a secret
    start = at(chance.choice(["2026-03-03 10:00", "2026-10-05 15:20", "2026-12-14 09:30"]))
    made = some_programme(chance)
    house = await cast.store.write(begin, cast, made, chance, start)
    foretold = await cast.store.write(told, cast, house, made, start)
    await cast.store.write(run, cast, house, start, start + timedelta(days=DAYS))
    assert await cast.store.write(became, cast) == [row_of(one) for one in foretold]
    assert foretold or not made.contacts


@pytest.mark.parametrize("seed", SEEDS)
async def test_they_agree_on_somebody_who_was_silent_and_never_gets_a_third(
    cast: Cast, seed: int
) -> None:
    chance = Random(seed)  # noqa: S311 - a story, not a secret
    start = at(chance.choice(["2026-03-03 10:00", "2026-10-05 15:20", "2026-12-14 09:30"]))
    made = some_programme(chance)
    house = await cast.store.write(begin, cast, made, chance, start)
    middle = start + timedelta(days=chance.uniform(2, 20))
    await cast.store.write(run, cast, house, start, middle, silent=True)
    standing = (await cast.store.write(rhythm_at, cast, house, made, middle)).standing
    assert standing.unanswered <= MOST_UNANSWERED
    so_far = len(await cast.store.write(became, cast))
    foretold = await cast.store.write(told, cast, house, made, middle)
    silent = standing.unanswered == MOST_UNANSWERED
    await cast.store.write(run, cast, house, middle, middle + timedelta(days=DAYS), silent=silent)
    left = (await cast.store.write(became, cast))[so_far:]
    assert left == [row_of(one) for one in foretold]


def rhythm_at(tx: Tx, cast: Cast, house: House, made: Programme, now: datetime) -> Rhythm:
    return rhythm_of(tx, now, house, bo(tx, cast), made)


def row_of(one: Prompt) -> Row:
    return one.contact.key, one.due_at, one.reason, one.leaves_at, one.asked


# ---------------------------------------------------------------- with evenings of a series

THURSDAYS = NewSeries(
    programme_key="test", rule="FREQ=WEEKLY;BYDAY=TH", begins=time(17), ends=time(19)
)
WEEKS = timedelta(days=21)  # four evenings are planned ahead


def run_series(tx: Tx, cast: Cast, house: House, start: datetime) -> None:
    """Let one tick after the other come, those of the cafés among them."""
    until = start + WEEKS
    while True:
        plans = planned.of_youth(tx, cast.bo)
        plan_dues = [one.due_at for one in plans if one.due_at is not None]
        evenings = cafes.from_(tx, start, 20)
        cafe_dues = [one.next_at for one in evenings if one.next_at is not None]
        due = min([*plan_dues, *cafe_dues], default=until)
        if due >= until:
            return
        leave(tx, due)
        youths.change(tx, cast.bo, last_sign_of_life_at=due)
        tend_cafes(tx, ACTOR, due, house, [one.id for one in evenings])
        plan_contacts(tx, ACTOR, due, house, [one.id for one in plans])


def leave(tx: Tx, now: datetime) -> None:
    """Let everything leave that was due before this minute."""
    waits = (outbox.c.state == OutboxState.QUEUED.value) & (outbox.c.due_at < now)
    rows = [row.outbox_id for row in tx.execute(outbox.select().where(waits))]
    outbox_rows.move(tx, rows, OutboxState.SENT)


def carried(tx: Tx, cast: Cast) -> tuple[list[datetime], list[datetime]]:
    """Return when check-ins left that have a line in them, and when invitations left alone."""
    mine = outbox.select().where(outbox.c.youth_id == cast.bo)
    letters = [dict(row) for row in tx.execute(mine).mappings()]
    invites = [one for one in letters if fullmatch(r"cafe:\d+:invite:\d+", one["dedupe"])]
    into = {int(str(one["reason"]).split()[-1]) for one in invites if one["reason"]}
    with_line = sorted(one["due_at"] for one in letters if one["outbox_id"] in into)
    return with_line, sorted(one["due_at"] for one in invites if not one["reason"])


def foretold_evenings(
    tx: Tx, cast: Cast, house: House, made: Programme, start: datetime
) -> tuple[list[datetime], list[datetime]]:
    """Return the same as the preview says it."""
    youth = bo(tx, cast)
    evenings = evenings_ahead(tx, start, house, youth)
    before = before_of(tx, youth, made, start)
    found = prompts(
        rhythm_of(tx, start, house, youth, made), start, start + WEEKS, before, evenings
    )
    sent = [one for one in found if one.leaves_at is not None]
    lines = sorted(one.leaves_at for one in sent if one.cafe and one.leaves_at)
    alone = sorted(
        one.leaves_at
        for one in sent
        if not one.contact.is_of_the_file
        and one.leaves_at
        and one.contact.kind is ContactKind.CAFE
    )
    return lines, alone


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_planner_and_the_preview_agree_on_evenings(cast: Cast, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - a story, not a secret
    start = at(chance.choice(["2026-03-02 10:00", "2026-10-05 15:20"]))
    made = some_programme(chance)
    house = await cast.store.write(begin, cast, made, chance, start)
    coordinator = await cast.store.read(staff.with_role, Role.COORDINATOR)
    actor = Actor.staff(coordinator[0].id)
    new = replace(THURSDAYS, programme_key=made.key)
    assert isinstance(await cast.store.write(make_series, actor, start, house, new), Series)
    foretold = await cast.store.write(foretold_evenings, cast, house, made, start)
    await cast.store.write(run_series, cast, house, start)
    assert await cast.store.write(carried, cast) == foretold
