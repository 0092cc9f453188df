"""What the rules know of a youth: promises and parts of the plan as they were on each day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from content.programmes import load_programmes
from domain.people import Actor, Tier
from domain.plan import Programme
from domain.signal import EventKind, History
from services.known_past import history_of
from services.set_tier import set_tier
from services.world import House, Programmes
from storage import audit, past
from storage.tx import Tx
from tests.web.cast import NOW, Cast

DAY = timedelta(days=1)
START = NOW - timedelta(days=150)
BOSS = Actor.system("test")


async def known(cast: Cast, now: datetime, programme: Programme | None = None) -> History:
    """Return what is known of Bo in the year programme."""
    youth, told = await cast.youth(), programme or year()
    house = house_of(cast)
    return await cast.store.read(lambda rx: history_of(rx, house, youth, told, now))


def year() -> Programme:
    return load_programmes()["projekt-run"]


def house_of(cast: Cast) -> House:
    version = cast.version
    programmes = Programmes({version: year()}, cast.world.house.programmes.newest)
    return replace(cast.world.house, programmes=programmes)


async def begins(cast: Cast, last_life: datetime) -> None:
    usual = year().interval_on(150, None)
    await cast.change_bo(
        accepted_at=START, contact_interval_days=usual, last_sign_of_life_at=last_life
    )


async def agree(cast: Cast, now: datetime, tier: Tier) -> None:
    house = house_of(cast)

    def agree_on(tx: Tx) -> None:
        set_tier(tx, BOSS, now, house, str(cast.bo), tier)

    await cast.store.write(agree_on)


async def test_a_longer_tier_that_is_agreed_in_silence_makes_it_no_better(cast: Cast) -> None:
    await begins(cast, last_life=NOW)
    before = await known(cast, NOW + 29 * DAY)
    assert before.at(NOW + 29 * DAY).interval == 14
    await agree(cast, NOW + 20 * DAY, Tier.C)
    after = await known(cast, NOW + 29 * DAY)
    assert after.at(NOW + 29 * DAY).interval == 14, "nobody agrees while they are silent"
    assert after.at(NOW + 10 * DAY).interval == 14
    await cast.change_bo(last_sign_of_life_at=NOW + 21 * DAY)
    heard = await known(cast, NOW + 29 * DAY)
    assert heard.at(NOW + 29 * DAY).interval == 30


async def test_who_is_asked_half_as_often_has_no_usual_from_before(cast: Cast) -> None:
    await begins(cast, last_life=NOW)
    halved = NOW - 10 * DAY
    await cast.change_bo(halved_at=halved)
    view = (await known(cast, NOW)).at(NOW)
    assert view.asked_alike_since == halved
    assert view.interval == 14


async def test_a_part_of_the_programme_with_a_usual_of_its_own_is_a_new_phase(cast: Cast) -> None:
    await begins(cast, last_life=NOW)
    assert not (await known(cast, NOW)).at(NOW).all(EventKind.NEW_PHASE)
    phases = tuple(replace(one, new_usual=one.days.first == 91) for one in year().phases)
    found = await known(cast, NOW, replace(year(), phases=phases))
    (begun,) = found.at(NOW).all(EventKind.NEW_PHASE)
    assert begun.at == START + 91 * DAY


async def test_a_pause_ends_with_a_stop(cast: Cast) -> None:
    await begins(cast, last_life=NOW)

    def pause_and_stop(tx: Tx) -> None:
        until = {"until": int((NOW + 28 * DAY).timestamp() * 1000)}
        for at, action, detail in ((NOW, "pause", until), (NOW + 2 * DAY, "stop", None)):
            audit.record(
                tx, at, actor="test", action=action, youth_id=cast.bo, allowed=True, detail=detail
            )

    await cast.store.write(pause_and_stop)
    later = NOW + 12 * DAY
    assert (await known(cast, later)).at(later).silent_days > 9


async def test_words_that_say_so_are_the_sign_of_stopping(cast: Cast) -> None:
    await cast.says("jeg overvejer at stoppe", level="concern", rule="thinks_of_stopping")
    await cast.says("jeg har det godt")
    facts = await cast.store.read(past.of_youth, cast.bo, frozenset(), "Europe/Copenhagen")
    assert sorted(fact.kind for fact in facts) == [EventKind.MESSAGE, EventKind.STOPPING]
