"""A row found or changed by its key is that of this site, and no other."""

from sqlalchemy import select

from storage.store import Store
from storage.tx import Rx, Tx
from tests.storage.things import add, thing, things, total

__all__ = ["things"]


def _name(rx: Rx, thing_id: int) -> str | None:
    row = rx.row(thing, thing_id=thing_id)
    return None if row is None else str(row["name"])


def _by_name(rx: Rx, name: str) -> int | None:
    row = rx.row(thing, name=name)
    return None if row is None else int(row["thing_id"])


def _sites(rx: Rx) -> list[int]:
    return list(rx.execute(select(thing.c.site_id)).scalars())


async def test_a_row_is_found_by_any_key(things: Store) -> None:
    lamp = await things.write(add, "lamp")

    assert await things.read(_name, lamp) == "lamp"
    assert await things.read(_by_name, "lamp") == lamp
    assert await things.read(_by_name, "chair") is None


async def test_only_the_row_with_the_key_is_changed(things: Store) -> None:
    lamp, chair = await things.write(add, "lamp"), await things.write(add, "chair")

    def rename(tx: Tx) -> int:
        return tx.change(thing, {"name": "table"}, thing_id=lamp)

    assert await things.write(rename) == 1
    assert await things.read(_name, lamp) == "table"
    assert await things.read(_name, chair) == "chair"


async def test_a_column_may_be_both_what_is_looked_for_and_what_is_set(things: Store) -> None:
    lamp = await things.write(add, "lamp")

    def rename(tx: Tx) -> int:
        return tx.change(thing, {"name": "chair"}, name="lamp")

    assert await things.write(rename) == 1
    assert await things.read(_name, lamp) == "chair"


async def test_a_change_of_a_row_that_is_not_there_changes_none(things: Store) -> None:
    def rename(tx: Tx) -> int:
        return tx.change(thing, {"name": "table"}, thing_id=7)

    assert await things.write(rename) == 0


async def test_a_row_of_another_site_is_neither_found_nor_changed(things: Store) -> None:
    def of_site_two(tx: Tx) -> None:
        tx.execute(thing.insert(), {"site_id": 2, "thing_id": 7, "name": "lamp"})

    def rename(tx: Tx) -> int:
        return tx.change(thing, {"name": "table"}, name="lamp")

    await things.write(of_site_two)

    assert await things.read(_by_name, "lamp") is None
    assert await things.write(rename) == 0


async def test_what_is_inserted_is_of_this_site(things: Store) -> None:
    def insert(tx: Tx) -> None:
        tx.insert(thing, {"thing_id": 7, "name": "lamp"})

    await things.write(insert)

    assert await things.read(total) == 1
    assert await things.read(_sites) == [1]
