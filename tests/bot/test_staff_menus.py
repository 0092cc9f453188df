"""Each member of staff has the menu of their role and language; a former chat loses it."""

from __future__ import annotations

import pytest

from bot.menu import StaffMenus
from content.menu import of_role
from domain.incoming import Incoming
from domain.people import Actor, Role
from services.staff_language import ask_staff_language, change_staff_language
from storage import staff
from storage.tx import Tx
from tests.bot.menus import (
    Telegram,
    cast,
    ids,
    sqlite_template,
    sqlite_url,
    store,
    store_url,
    vault,
    wakes,
)
from tests.web.cast import NOW, SITE_CHAT, Cast

__all__ = ["cast", "ids", "sqlite_template", "sqlite_url", "store", "store_url", "vault", "wakes"]

METTE, KARL, ANNA, ULLA = range(SITE_CHAT, SITE_CHAT + 4)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def menus(cast: Cast, telegram: Telegram) -> StaffMenus:
    return StaffMenus(cast.world, telegram.publish, telegram.forget)


async def change(cast: Cast, staff_id: int, **values: object) -> None:
    await cast.store.write(lambda tx: staff.change(tx, staff_id, **values))


@pytest.mark.parametrize("role", list(Role))
async def test_the_menu_is_that_of_the_role_in_their_language(
    cast: Cast, telegram: Telegram, menus: StaffMenus, role: Role
) -> None:
    await change(cast, cast.ulla, role=role.value)
    await cast.speaks(cast.karl, "en")
    assert not await menus(), "there is never more to do"
    assert telegram.names(ULLA) == [one.names["da"] for one in of_role(role)]
    assert telegram.names(KARL) == [one.names["en"] for one in of_role(Role.MENTOR)]
    assert "today" in telegram.names(KARL)


async def test_who_works_with_no_youths_has_no_command_about_them(
    cast: Cast, telegram: Telegram, menus: StaffMenus
) -> None:
    await change(cast, cast.ulla, role=Role.PARTNER.value)
    await menus()
    assert not {"idag", "unge", "ny", "talt", "skift"} & set(telegram.names(ULLA))


async def test_a_leader_whom_red_rings_has_their_day_and_a_worry_is_in_the_menu(
    cast: Cast, telegram: Telegram, menus: StaffMenus
) -> None:
    await change(cast, cast.ulla, role=Role.LEADER.value)
    await menus()
    assert "idag" in telegram.names(ULLA)
    assert "bekymret" in telegram.names(METTE)


async def test_what_telegram_knows_is_said_again_only_when_it_changes(
    cast: Cast, telegram: Telegram, menus: StaffMenus
) -> None:
    for _ in range(2):
        await menus()
    assert telegram.asked == 4
    await change(cast, cast.ulla, role=Role.LEADER.value)
    await menus()
    assert telegram.asked == 5


async def test_the_menu_follows_a_new_language(
    cast: Cast, telegram: Telegram, menus: StaffMenus
) -> None:
    await menus()
    assert "sprog" in telegram.names(ULLA)

    def english(tx: Tx) -> None:
        ulla = staff.get(tx, cast.ulla)
        assert ulla is not None
        incoming = Incoming(inbox_id=tx.new_id(), chat_id=ULLA, message_id=1)
        actor, house = Actor.staff(ulla.id), cast.world.house
        ask_staff_language(tx, actor, NOW, house, incoming, ulla)
        change_staff_language(tx, actor, NOW, house, incoming, ulla, language="en")

    await cast.store.write(english)
    await menus()
    assert telegram.names(ULLA) == [one.names["en"] for one in of_role(Role.MENTOR)]
    assert (await cast.messages(cast.ulla))[-2:] == [
        "Vælg sprog. Choose a language.",
        "The bot writes to you in English from now on. So do the pages.",
    ]


async def test_what_telegram_did_not_hear_is_said_at_the_next_beat(
    cast: Cast, telegram: Telegram, menus: StaffMenus
) -> None:
    telegram.heard = False
    await menus()
    assert telegram.menus == {}
    telegram.heard = True
    await menus()
    assert set(telegram.menus) == {METTE, KARL, ANNA, ULLA}


@pytest.mark.parametrize("gone", [{"blocked_at": NOW}, {"chat_id": 999}])
async def test_a_chat_that_is_no_longer_theirs_goes_back_to_the_menu_of_youths(
    cast: Cast, telegram: Telegram, menus: StaffMenus, gone: dict[str, object]
) -> None:
    await menus()
    await change(cast, cast.ulla, **gone)
    telegram.heard = False
    await menus()
    assert ULLA in telegram.menus, "it is tried again until Telegram hears"
    telegram.heard = True
    await menus()
    assert ULLA not in telegram.menus
