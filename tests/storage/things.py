"""A small table of its own, so that tests of the store do not lean on the product's tables."""

import pytest
from sqlalchemy import MetaData, Table, Text, UniqueConstraint, func, select

from storage.columns import personal, plain, row_id, site_id
from storage.store import Store
from storage.tx import Rx, Tx

thing = Table(
    "thing",
    MetaData(),
    site_id(),
    row_id("thing_id"),
    plain("name", Text),
    personal("secret", sealed=True, nullable=True),
    UniqueConstraint("site_id", "name"),
)


def make_table(tx: Tx) -> None:
    """Make the table."""
    thing.metadata.create_all(tx._connection)


def add(tx: Tx, name: str) -> int:
    """Insert a thing and return its id."""
    new = tx.new_id()
    tx.execute(thing.insert(), {"site_id": tx.site_id, "thing_id": new, "name": name})
    return new


def names(rx: Rx) -> list[str]:
    """Return the names of all things, in the order they were made."""
    return list(rx.execute(select(thing.c.name).order_by(thing.c.thing_id)).scalars())


def total(rx: Rx) -> int:
    """Return how many things there are."""
    return int(rx.execute(select(func.count()).select_from(thing)).scalar_one())


@pytest.fixture
async def things(store: Store) -> Store:
    """Return an open store, on each of the two engines, with the table."""
    await store.write(make_table)
    return store
