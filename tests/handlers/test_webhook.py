"""What a webhook answers: 200 once it is stored, 403 to strangers, 503 to be asked again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from handlers.keep import Keeper, Surroundings
from handlers.webhook import Webhook
from services.health import MessageHealth
from storage.store import Store
from storage.tables import inbox
from storage.tx import Rx
from storage.vault import Vault
from tests.handlers.test_intake import Clock, Disk
from tests.messages import REAL

SECRET = "0123456789abcdef0123456789abcdef"
UPDATE = json.dumps({"update_id": 7, "message": {"chat": {"id": 5}, "text": "hej"}}).encode()


class House:
    """A webhook over a store that may fail, and what it told."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self.disk = Disk(store)
        self.health = MessageHealth(polled_at=REAL)
        self.alarms: list[Mapping[str, Any]] = []

        async def alarm(update: Mapping[str, Any]) -> None:
            self.alarms.append(update)

        async def day_key(day: date) -> None:
            await vault.day_key(day)

        around = Surroundings(
            store=self.disk,
            clock=Clock(),
            day_key=day_key,
            health=self.health,
            on_store_failure=alarm,
            is_cry=lambda update: False,
        )
        self.take = Webhook(Keeper(around, 1), around, SECRET)


@pytest.fixture
def house(store: Store, vault: Vault) -> House:
    """Return a webhook on each of the two databases."""
    return House(store, vault)


def stored(rx: Rx) -> list[int]:
    return [row.update_id for row in rx.execute(select(inbox.c.update_id))]


async def test_an_update_is_stored_before_it_is_accepted_and_once(
    house: House, store: Store
) -> None:
    assert [await house.take(SECRET, UPDATE) for _ in range(2)] == [200, 200]
    assert await store.read(stored) == [7]


@pytest.mark.parametrize("secret", [None, "", "wrong", "ærlig talt", SECRET + "0"])
async def test_whoever_does_not_know_the_secret_is_turned_away(
    house: House, store: Store, secret: str | None
) -> None:
    assert await house.take(secret, UPDATE) == 403
    assert await store.read(stored) == []


async def test_what_cannot_be_stored_is_not_accepted_and_humans_hear_of_it_once(
    house: House, store: Store
) -> None:
    house.disk.full = True
    assert [await house.take(SECRET, UPDATE) for _ in range(2)] == [503, 503]
    assert [one["update_id"] for one in house.alarms] == [7]
    assert house.health.cannot_store_since == REAL
    house.disk.full = False
    assert await house.take(SECRET, UPDATE) == 200
    assert await store.read(stored) == [7]
    assert house.health.cannot_store_since is None


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"no json", b'{"update_id": "x"}'])
async def test_what_has_no_number_holds_up_nobody(house: House, store: Store, body: bytes) -> None:
    assert await house.take(SECRET, body) == 200
    assert await store.read(stored) == []


async def test_an_update_that_is_no_json_is_stored_by_its_number(
    house: House, store: Store
) -> None:
    assert await house.take(SECRET, b'{"update_id": 9, "message": {"text": "h') == 200
    assert await store.read(stored) == [9]
