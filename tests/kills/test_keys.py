"""A key is committed before what it seals, and the process killed around both."""

from __future__ import annotations

import signal
from collections.abc import Sequence

import pytest

from domain.message import OutboxState, Purpose
from domain.people import Youth
from services.invite import Invitation, NewYouth, invite_youth
from services.invite_again import invite_youth_again
from storage import youths
from storage.keystore import KeyStore
from tests.journeys.town import CLI, COVER, MENTOR
from tests.kills.inviting import NAME, NEW_KEY
from tests.kills.product import Moment, Point
from tests.kills.scene import Scene
from tests.kills.test_words_of_danger import CRY, check_kept_once
from tests.processes import environment, started


def keys(house: Scene, kind: str) -> int:
    """Return how many keys of a kind the key store holds."""
    store = KeyStore(house.settings.keystore_url, house.settings.site_id)
    try:
        return len(store.owners(kind))
    finally:
        store.close()


async def invited_until_death(house: Scene, point: Point) -> int:
    """Let somebody invite Ida and the process die at a point; return how many keys are new."""
    before = keys(house, "person")
    arguments = ("-m", "tests.kills.inviting", house.clock.now().isoformat(), str(point))
    env = environment(house.settings)
    async with started(*arguments, env=env, folder=house.folder) as running:
        assert await running.ended() == -signal.SIGKILL, running.said()
    return keys(house, "person") - before


async def everybody(house: Scene) -> Sequence[Youth]:
    async with house.again() as app:
        return await app.world.store.read(youths.everybody)


async def arrives(house: Scene, *, again: bool) -> None:
    """See that Ida gets in by a link that is made now, and can be read and written to."""
    async with house.again() as app:
        if again:
            made: Invitation = await invite_youth_again(app.world, CLI, wanted=NAME)
        else:
            new = NewYouth(name=NAME, programme="projekt-run", mentor=MENTOR, cover=COVER)
            made = await invite_youth(app.world, CLI, new)
        ida = house.sim.phone(NAME)
        await ida.open(made.link)
        await app.settle()
    assert f"Hej {NAME}." in ida.last.text
    assert [one.name for one in await everybody(house)] == ["Amal", NAME]
    (await house.settled()).check()


@pytest.mark.parametrize(
    ("point", "orphans"),
    [
        (Point(NEW_KEY, Moment.BEFORE), 0),
        (Point(NEW_KEY, Moment.AFTER), 1),
        (Point("add_youth", Moment.BEFORE), 1),
    ],
    ids=str,
)
async def test_a_death_before_a_youth_is_kept_leaves_at_most_a_key_without_an_owner(
    house: Scene, point: Point, orphans: int
) -> None:
    assert await invited_until_death(house, point) == orphans
    assert [one.name for one in await everybody(house)] == ["Amal"]
    await arrives(house, again=False)
    assert keys(house, "person") == ALL_PEOPLE + orphans


async def test_a_youth_whose_link_died_unseen_gets_another_and_no_twin(house: Scene) -> None:
    assert await invited_until_death(house, Point("add_youth", Moment.AFTER)) == 1
    assert [one.name for one in await everybody(house)] == ["Amal", NAME]
    await arrives(house, again=True)
    assert keys(house, "person") == ALL_PEOPLE


ALL_PEOPLE = 5  # the mentor, the cover, the coordinator, Amal and Ida


async def test_words_of_a_new_day_survive_a_death_between_its_key_and_their_row(
    house: Scene,
) -> None:
    house.until("2026-03-05 10:00")
    before = keys(house, "day")
    await house.amal.write(CRY)
    await house.dies(Point("store_updates", Moment.BEFORE))
    assert keys(house, "day") == before + 1  # and nothing is sealed with it yet
    account = await house.settled()

    account.check()
    check_kept_once(account)
    assert account.count(OutboxState.SENT, Purpose.CARD) == 1
    assert keys(house, "day") == before + 1
