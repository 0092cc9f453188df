"""Nobody covers who is away at the same time, and what waits never waits for nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from domain.bundle import Bundle
from domain.case import CaseKind, CaseState
from domain.escalation import take
from domain.incoming import Incoming
from domain.message import OutboxState
from domain.people import Actor, Role, Staff
from domain.task import Task, TaskKind
from services.away_news import tell_of_gap
from services.begin_absence import begin_absences
from services.end_absence import end_absences
from services.go_away import Absence, come_back, go_away
from services.here import here
from services.mark_unreachable import staff_unreachable
from services.stand_in import gap_of
from storage import cases, outbox, staff, tasks
from storage.tables import outbox as rows
from storage.tx import Rx, Tx
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)
WEDNESDAY = datetime.fromisoformat("2026-02-24T23:00:00+00:00")  # as it begins in Copenhagen
MONDAY = datetime.fromisoformat("2026-03-01T23:00:00+00:00")


@pytest.fixture
def store_url(sqlite_url: str) -> str:
    """Return one database: no query here differs between the two."""
    return sqlite_url


async def goes(cast: Cast, who: int, since: str, until: str, cover: int) -> str:
    """Let somebody say that they are away; return what they are told."""

    def go(tx: Tx) -> None:
        person = staff.get(tx, who)
        assert person is not None
        incoming = Incoming(inbox_id=tx.new_id(), chat_id=person.chat_id or 0, message_id=1)
        absence = Absence(since, until, cover)
        go_away(
            tx,
            Actor.staff(who),
            cast.clock.time,
            cast.world.house,
            incoming,
            person,
            absence=absence,
        )

    await cast.store.write(go)
    return (await cast.messages(who))[-1]


async def returns(cast: Cast, who: int) -> str:
    """Let somebody tap *jeg er her igen*; return what they are told."""

    def back(tx: Tx) -> None:
        person = staff.get(tx, who)
        assert person is not None
        incoming = Incoming(inbox_id=tx.new_id(), chat_id=person.chat_id or 0, message_id=1)
        come_back(tx, Actor.staff(who), cast.clock.time, cast.world.house, incoming, person)

    await cast.store.write(back)
    return (await cast.messages(who))[-1]


async def asks_how_it_stands(cast: Cast, who: int) -> str:
    """Let somebody send /vaek; return what they are told."""

    def ask(tx: Tx) -> None:
        person = staff.get(tx, who)
        assert person is not None
        incoming = Incoming(inbox_id=tx.new_id(), chat_id=person.chat_id or 0, message_id=1)
        go_away(tx, Actor.staff(who), cast.clock.time, cast.world.house, incoming, person)

    await cast.store.write(ask)
    return (await cast.messages(who))[-1]


async def begins(cast: Cast, *who: int, at: datetime = WEDNESDAY) -> None:
    """Let time come to when absences begin."""
    cast.clock.time = at
    actor = Actor.system("begin_absences")
    await cast.store.write(begin_absences, actor, at, cast.world.house, who)


async def person(cast: Cast, staff_id: int) -> Staff:
    found = await cast.store.read(staff.get, staff_id)
    assert found is not None
    return found


async def to_bo(cast: Cast) -> list[str]:
    """Return what Bo reads about who is away, as far as it was not left unsaid."""

    def look(rx: Rx) -> list[str]:
        made = rx.execute(rows.select().where(rows.c.youth_id == cast.bo)).mappings()
        said = [
            row for row in made if row["state"] != "skipped" and row["wording"] == "youth.away"
        ]
        letters = [outbox.letter(rx, outbox.get(rx, row["outbox_id"])) for row in said]  # type: ignore[arg-type]
        return [letter[1].text for letter in letters if letter is not None]

    return await cast.store.read(look)


async def test_whoever_is_away_meanwhile_is_not_offered_as_cover(cast: Cast) -> None:
    await goes(cast, cast.karl, "monday", "week", cast.ulla)
    asked = await goes(cast, cast.mette, "now", "two_weeks", 0)
    assert asked.startswith("Tilbage ")

    def labels(rx: Rx) -> list[str]:
        newest = rx.execute(
            rows.select().where(rows.c.staff_id == cast.mette).order_by(rows.c.outbox_id.desc())
        ).mappings()
        message = outbox.get(rx, next(iter(newest))["outbox_id"])
        assert message is not None
        letter = outbox.letter(rx, message)
        assert letter is not None
        return [one.label for line in letter[1].buttons for one in line]

    assert await cast.store.read(labels) == ["Anna", "Ulla"]


async def test_where_every_worker_is_away_a_leader_is_offered(cast: Cast) -> None:
    def promote(tx: Tx) -> None:
        staff.change(tx, cast.ulla, role=Role.LEADER.value)
        for one in (cast.karl, cast.anna):
            staff.change(tx, one, away_at=NOW - DAY, away_until=NOW + 30 * DAY)

    await cast.store.write(promote)
    said = await goes(cast, cast.mette, "now", "week", cast.ulla)
    assert "Ulla læser og ringer imens" in said


async def test_a_standing_cover_who_goes_away_is_replaced_and_both_are_told(cast: Cast) -> None:
    await goes(cast, cast.mette, "tomorrow", "two_weeks", cast.karl)
    said = await goes(cast, cast.karl, "tomorrow", "week", cast.ulla)
    assert said.endswith("Ulla læser og ringer for Mette i stedet for dig.")
    assert (await person(cast, cast.mette)).away_cover_id == cast.ulla
    assert (await cast.messages(cast.mette))[-1] == (
        "Karl er også væk. Ulla læser og ringer for dig imens."
    )
    told_ulla = [one for one in await cast.messages(cast.ulla) if one.startswith("Mette er væk")]
    assert len(told_ulla) == 1
    await begins(cast, cast.mette, cast.karl)
    assert await to_bo(cast) == [
        "Mette er væk til onsdag den 11. marts. Ulla læser og ringer imens, "
        "og kender aftalen med dig."
    ]
    assert len(await cast.messages(cast.mette)) == len(set(await cast.messages(cast.mette)))


async def test_who_is_gone_already_gets_another_cover_when_theirs_goes(cast: Cast) -> None:
    await goes(cast, cast.mette, "now", "two_weeks", cast.karl)
    await cast.delivered(OutboxState.SENT)
    await goes(cast, cast.karl, "monday", "week", cast.ulla)
    assert (await person(cast, cast.mette)).away_cover_id == cast.karl, "he is here until Monday"
    await begins(cast, cast.karl, at=MONDAY)
    assert (await person(cast, cast.mette)).away_cover_id == cast.ulla
    assert [one.split(". ")[2].split()[0] for one in await to_bo(cast)] == ["Karl", "Ulla"]


async def test_who_is_gone_already_hears_at_once_that_their_cover_goes_too(cast: Cast) -> None:
    await goes(cast, cast.mette, "now", "two_weeks", cast.karl)
    await cast.delivered(OutboxState.SENT)
    await goes(cast, cast.karl, "monday", "week", cast.ulla)
    goes_too = "Karl er også væk fra mandag den 2. marts. Fra da af læser og ringer Ulla for dig."
    assert (await cast.messages(cast.mette))[-1] == goes_too
    assert (await cast.messages(cast.anna))[-1] == (
        "Mette er væk, og Karl, der læser og ringer imens, er også væk fra mandag den 2. marts. "
        "Så tager Ulla over."
    )
    shown = await asks_how_it_stands(cast, cast.mette)
    assert shown.splitlines()[-1] == goes_too


async def test_where_nobody_is_left_the_coordinator_is_asked_to_find_somebody(cast: Cast) -> None:
    await goes(cast, cast.mette, "now", "two_weeks", cast.karl)
    for gone in (cast.ulla, cast.anna):
        await goes(cast, gone, "monday", "week", cast.karl)
    await goes(cast, cast.karl, "monday", "week", 0)
    await cast.delivered(OutboxState.SENT)

    def away(tx: Tx) -> None:
        gone = staff.get(tx, cast.karl)
        mette = staff.get(tx, cast.mette)
        assert gone is not None
        assert mette is not None
        staff.change(tx, cast.karl, away_at=MONDAY, away_until=MONDAY + 7 * DAY)
        gap = gap_of(tx, NOW, mette)
        assert gap is not None
        assert gap.cover is None
        tell_of_gap(tx, NOW, cast.world.house, mette, gap)

    await cast.store.write(away)
    assert (await cast.messages(cast.mette))[-1].endswith("Tal med lederen.")
    assert (await cast.messages(cast.anna))[-1].endswith("Find en, der kan.")


async def test_a_cover_who_leaves_is_replaced_at_once_and_told_of(cast: Cast) -> None:
    await goes(cast, cast.mette, "now", "two_weeks", cast.karl)
    await cast.delivered(OutboxState.SENT)

    def leaves(tx: Tx) -> None:
        karl = staff.get(tx, cast.karl)
        assert karl is not None
        staff_unreachable(tx, Actor.system("send_outbox"), NOW, cast.world.house, karl)

    await cast.store.write(leaves)
    assert (await person(cast, cast.mette)).away_cover_id == cast.anna
    assert (await cast.messages(cast.mette))[-1] == (
        "Karl kan ikke få besked i Telegram. Anna læser og ringer for dig imens."
    )
    assert any(one.startswith("Mette er væk") for one in await cast.messages(cast.anna))


async def test_two_who_covered_for_each_other_leave_it_to_a_coordinator(cast: Cast) -> None:
    """What was said by an older version, or while the other one had not said so yet."""
    word = await cast.opens_case(CaseKind.WORD)

    def both(tx: Tx) -> None:
        span = {"away_at": WEDNESDAY, "away_until": WEDNESDAY + 7 * DAY, "next_at": WEDNESDAY}
        staff.change(tx, cast.mette, away_cover_id=cast.karl, **span)
        staff.change(tx, cast.karl, away_cover_id=cast.mette, **span)

    await cast.store.write(both)
    await begins(cast, cast.mette, cast.karl)
    case = await cast.case(word)
    assert case.ladder == (cast.anna,)
    at = WEDNESDAY + timedelta(hours=10)
    assert await cast.store.read(here, at, cast.mette) == cast.anna
    assert any("Anna læser og ringer imens" in one for one in await to_bo(cast))
    assert any(one.startswith("Mette er væk") for one in await cast.messages(cast.anna))


async def test_without_a_coordinator_it_is_the_leader_and_never_nobody(cast: Cast) -> None:
    def alone(tx: Tx) -> None:
        staff.change(tx, cast.ulla, role=Role.LEADER.value)
        span = {"away_at": WEDNESDAY, "away_until": WEDNESDAY + 7 * DAY, "next_at": WEDNESDAY}
        staff.change(tx, cast.mette, away_cover_id=None, **span)
        staff.change(tx, cast.karl, away_cover_id=cast.mette, **span)
        staff.change(tx, cast.anna, away_cover_id=cast.karl, **span)

    await cast.store.write(alone)
    await begins(cast, cast.mette, cast.karl, cast.anna)
    assert await cast.store.read(here, WEDNESDAY + DAY, cast.mette) == cast.ulla


async def test_where_all_are_away_whoever_goes_last_is_told_that_it_stays_with_them(
    cast: Cast,
) -> None:
    def alone(tx: Tx) -> None:
        for one in (cast.karl, cast.anna, cast.ulla):
            staff.change(tx, one, away_at=NOW - DAY, away_until=NOW + 30 * DAY)
        span = {"away_at": WEDNESDAY, "away_until": WEDNESDAY + 7 * DAY, "next_at": WEDNESDAY}
        staff.change(tx, cast.mette, away_cover_id=cast.karl, **span)

    await cast.store.write(alone)
    await begins(cast, cast.mette)
    assert (await cast.messages(cast.mette))[-1].startswith("Alle, der kunne læse og ringe")
    assert await to_bo(cast) == []


async def test_an_absence_that_is_called_off_tells_the_truth_and_what_waits(cast: Cast) -> None:
    word = await cast.opens_case(CaseKind.WORD)
    await goes(cast, cast.mette, "tomorrow", "week", cast.karl)
    said = await returns(cast, cast.mette)
    assert said == (
        "Så er du her. Karl får det at vide. Dine unge har ikke hørt om det.\n"
        f"Venter på dig: sag {word.number}."
    )
    assert (await cast.messages(cast.karl))[-1] == "Mette er tilbage. Tak for hjælpen."
    assert await to_bo(cast) == []
    again = await returns(cast, cast.mette)
    assert again.endswith(f"Venter på dig: sag {word.number}."), "a second tap loses nothing"


async def test_a_bundle_that_has_not_left_names_no_case_that_goes_over(cast: Cast) -> None:
    programmes = cast.world.house.programmes.by_version
    assert isinstance(programmes, dict)
    bundle = Bundle(at=time(9), lines=8, window=timedelta(minutes=1))
    programmes[cast.version] = replace(programmes[cast.version], bundle=bundle)
    cast.clock.time = datetime.fromisoformat("2026-02-24T07:00:00+00:00")  # the site is closed
    found = [await cast.opens_case(kind) for kind in (CaseKind.CONTACT_DUE, CaseKind.CALL_ME)]
    assert any(found)
    bundles = await cast.store.read(queued_to, cast.mette)
    assert bundles == ["staff.bundle"]
    await goes(cast, cast.mette, "now", "week", cast.karl)
    left = await cast.store.read(queued_to, cast.mette)
    assert "staff.bundle" not in left


def queued_to(rx: Rx, staff_id: int) -> Sequence[str]:
    found = rx.execute(
        rows.select().where(rows.c.staff_id == staff_id, rows.c.state == "queued")
    ).mappings()
    return [row["wording"] for row in found]


async def test_the_cover_has_a_fair_wait_within_what_the_youth_was_told(cast: Cast) -> None:
    waits = cast.world.house.programmes.by_version[cast.version].waits
    site = cast.world.house.site
    due = await cast.opens_case(CaseKind.CONTACT_DUE)
    word = await cast.opens_case(CaseKind.WORD)
    cast.clock.pass_by(timedelta(hours=1, minutes=50))  # 14.50: the site closes at 15
    now = cast.clock.time
    await goes(cast, cast.mette, "now", "week", cast.karl)
    assert (await cast.case(due)).escalate_at == site.add_staffed(now, waits.yellow_cover_after)
    moved = await cast.case(word)
    assert moved.escalate_at is not None
    assert moved.due_at == word.due_at
    assert now < moved.escalate_at <= word.due_at


async def test_a_case_that_was_taken_waits_for_the_cover_as_a_new_one_does(cast: Cast) -> None:
    due = await cast.opens_case(CaseKind.CONTACT_DUE)

    house = cast.world.house
    rules = house.programmes.by_version[cast.version].waits
    await cast.store.write(cases.save, take(due, cast.mette, NOW, rules, house.site))
    taken = await cast.case(due)
    assert taken.state is CaseState.TAKEN
    await goes(cast, cast.mette, "now", "week", cast.karl)
    waits = cast.world.house.programmes.by_version[cast.version].waits
    site = cast.world.house.site
    assert (await cast.case(due)).escalate_at == site.add_staffed(NOW, waits.yellow_cover_after)


async def test_a_coordinator_who_is_back_stands_on_top_of_the_ladders_again(cast: Cast) -> None:
    word = await cast.opens_case(CaseKind.WORD)
    assert word.ladder[-1] == cast.anna
    await goes(cast, cast.anna, "now", "week", cast.mette)
    assert cast.anna not in (await cast.case(word)).ladder
    later = await cast.opens_case(CaseKind.CALL_ME)
    assert cast.anna not in later.ladder
    cast.clock.time = NOW + 8 * DAY
    actor = Actor.system("end_absences")
    await cast.store.write(end_absences, actor, cast.clock.time, cast.world.house, [cast.anna])
    for case in (word, later):
        ladder = (await cast.case(case)).ladder
        assert ladder == (cast.mette, cast.karl, cast.anna)
        assert (await cast.case(case)).step == 0, "who waits for it has not changed"


async def test_duties_that_the_cover_came_to_owe_meanwhile_come_back(cast: Cast) -> None:
    await goes(cast, cast.mette, "now", "week", cast.ulla)

    def owes(tx: Tx) -> None:
        for day, name in ((-2, "before"), (2, "meanwhile")):
            new = Task(
                id=tx.new_id(),
                youth_id=cast.bo,
                staff_id=cast.ulla,
                kind=TaskKind.FOLLOW_UP_WEEK,
                created_at=NOW + day * DAY,
                due_at=NOW + 9 * DAY,
            )
            tasks.add(tx, new, dedupe=name)

    await cast.store.write(owes)
    said = await returns(cast, cast.mette)
    assert said.endswith("Opgaver, der er dine igen: 1. De står i /idag.")
    assert len(await cast.store.read(tasks.open_of_staff, cast.mette)) == 1
    assert len(await cast.store.read(tasks.open_of_staff, cast.ulla)) == 1, "her own"


async def test_no_youth_reads_twice_of_one_absence(cast: Cast) -> None:
    await goes(cast, cast.mette, "tomorrow", "week", cast.karl)
    await begins(cast, cast.mette)
    await begins(cast, cast.mette)
    cast.clock.time = NOW + 9 * DAY
    actor = Actor.system("end_absences")
    await cast.store.write(end_absences, actor, cast.clock.time, cast.world.house, [cast.mette])
    read = await cast.messages(cast.bo)
    assert len([one for one in read if "læser og ringer imens" in one]) == 1
