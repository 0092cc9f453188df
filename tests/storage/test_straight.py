"""What goes straight to SQLite's driver is what SQLAlchemy would have made of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Executable, bindparam, event, func, select, union_all, update
from sqlalchemy.exc import IntegrityError, NoResultFound, StatementError

from storage.built import added, changed, one_of, row_of
from storage.errors import is_outage
from storage.found import Found
from storage.store import Store, open_store
from storage.straight import MOST_LENGTHS
from storage.tables import outbox, staff
from storage.tx import Ids, Rx, Tx
from storage.vault import Vault
from tests.web.cast import NOW, Cast

SITE = {"site": 1}
IDS: Any = bindparam("ids", expanding=True)
LOOKS: Sequence[tuple[Executable, dict[str, Any]]] = (
    (select(staff).where(staff.c.site_id == bindparam("site")).order_by(staff.c.staff_id), SITE),
    (select(staff.c.staff_id, staff.c.created_at).order_by(staff.c.staff_id), {}),
    (select(staff.c.staff_id).where(staff.c.created_at <= bindparam("now")), {"now": NOW}),
    (select(staff.c.staff_id).where(staff.c.created_at < NOW - timedelta(days=9)), {}),
    (select(func.count(), func.max(staff.c.created_at)).select_from(staff), {}),
    (select(staff.c.staff_id).where(staff.c.role.in_(["mentor", "leader"])), {}),
    (select(staff.c.staff_id).limit(bindparam("many")), {"many": 1}),
    (select(outbox).where(one_of(outbox.c.state, "queued", "sent")), {}),
    (
        union_all(
            select(staff.c.role.label("what"), func.min(staff.c.created_at).label("since")),
            select(staff.c.role.label("what"), func.max(staff.c.created_at).label("since")),
        ),
        {},
    ),
)


@pytest.fixture
async def cast(sqlite_url: str, vault: Vault, ids: Ids) -> Any:
    """Return everybody, in a store on SQLite."""
    store = open_store(sqlite_url, vault=vault, ids=ids, on_wake=lambda _: None)
    everybody = Cast(store=store, vault=vault, ids=ids)  # type: ignore[arg-type]
    await everybody.settle()
    yield everybody
    await store.close()


def long_way(rx: Rx) -> Rx:
    """Return the same look, through SQLAlchemy."""
    return Rx(rx._connection, replace(rx._ground, straight=None))


def straight(rx: Rx, statement: Executable, rows: Any = None) -> Found:
    """Run a statement until it goes straight."""
    rx.execute(statement, rows)
    found = rx.execute(statement, rows)
    assert isinstance(found, Found)
    return found


@pytest.mark.parametrize(("statement", "values"), LOOKS)
async def test_a_look_finds_the_same_straight(
    cast: Cast, statement: Executable, values: dict[str, Any]
) -> None:
    def look(rx: Rx) -> None:
        theirs = long_way(rx)
        assert straight(rx, statement, values).mappings().all() == list(
            theirs.execute(statement, values).mappings()
        )
        assert straight(rx, statement, values).all() == theirs.execute(statement, values).all()
        assert (
            straight(rx, statement, values).scalar() == theirs.execute(statement, values).scalar()
        )
        assert straight(rx, statement, values).first() == theirs.execute(statement, values).first()
        assert list(straight(rx, statement, values).scalars()) == list(
            theirs.execute(statement, values).scalars()
        )

    await cast.store.read(look)


async def test_columns_are_read_by_name_as_from_sqlalchemy(cast: Cast) -> None:
    found = select(staff.c.staff_id, staff.c.created_at).where(staff.c.staff_id == cast.mette)

    def look(rx: Rx) -> None:
        row, mapping = straight(rx, found).first(), straight(rx, found).mappings().one()
        assert row is not None
        assert (row.staff_id, row.created_at) == (cast.mette, mapping["created_at"])
        with pytest.raises(KeyError):
            mapping["name"]

    await cast.store.read(look)


async def test_lists_of_every_length_are_looked_for(cast: Cast) -> None:
    found = select(staff.c.staff_id).where(staff.c.staff_id.in_(IDS)).order_by(staff.c.staff_id)
    known = sorted([cast.mette, cast.ulla])

    def look(rx: Rx) -> None:
        for wanted in ([], known[:1], known, [*known, 5], known[:1], []):
            assert list(rx.execute(found, {"ids": wanted}).scalars()) == [
                one for one in known if one in wanted
            ]
        for length in range(MOST_LENGTHS + 5):  # the last ones go the long way
            wanted = [*known, *range(length)]
            assert list(rx.execute(found, {"ids": wanted}).scalars()) == known

    await cast.store.read(look)


async def test_one_row_that_must_be_there_is_missed(cast: Cast) -> None:
    nobody = select(staff).where(staff.c.staff_id == 5)

    def look(rx: Rx) -> None:
        assert straight(rx, nobody).first() is None
        assert straight(rx, nobody).mappings().first() is None
        assert straight(rx, nobody).scalar_one_or_none() is None
        with pytest.raises(NoResultFound):
            straight(rx, nobody).mappings().one()
        with pytest.raises(NoResultFound):
            straight(rx, nobody).scalar_one()

    await cast.store.read(look)


async def test_changes_are_counted(cast: Cast) -> None:
    by_id = changed(staff, ("site_id", "staff_id"))
    to = {"of_site_id": 1, "away_at": NOW}
    everybody = update(staff).where(staff.c.site_id == bindparam("site")).values(away_at=None)

    def unit(tx: Tx) -> None:
        assert straight(tx, by_id, {**to, "of_staff_id": cast.mette}).rowcount == 1
        assert straight(tx, by_id, {**to, "of_staff_id": 5}).rowcount == 0
        both = [{**to, "of_staff_id": one} for one in (cast.mette, cast.ulla, 5)]
        assert straight(tx, by_id, both).rowcount == 2
        row = tx.row(staff, staff_id=cast.ulla)
        assert row is not None
        assert row["away_at"] == NOW
        theirs = long_way(tx).execute(everybody, SITE).rowcount
        assert straight(tx, everybody, SITE).rowcount == theirs

    await cast.store.write(unit)


async def test_what_the_database_refuses_is_refused_in_the_same_words(cast: Cast) -> None:
    def unit(tx: Tx) -> None:
        row = dict(tx.row(staff, staff_id=cast.mette) or {})
        words = []
        for way in (long_way(tx), tx, tx):
            with pytest.raises(IntegrityError) as refused:
                way.execute(added(staff), row)
            assert not is_outage(refused.value)
            words.append(str(refused.value))
        assert words[0] == words[1] == words[2]
        assert "hidden" in words[2]  # no value of anybody's is in it

    await cast.store.write(unit)


async def test_a_value_that_is_missing_is_named(cast: Cast) -> None:
    wanted = row_of(staff, ("site_id", "staff_id"))

    def look(rx: Rx) -> None:
        straight(rx, wanted, {"of_site_id": 1, "of_staff_id": cast.mette})
        with pytest.raises(StatementError, match="of_staff_id"):
            rx.execute(wanted, {"of_site_id": 1})

    await cast.store.read(look)


async def test_who_listens_to_a_connection_hears_every_statement(cast: Cast) -> None:
    wanted = row_of(staff, ("staff_id",))
    heard: list[str] = []

    def note(_c: Any, _k: Any, words: str, *_: Any) -> None:
        heard.append(words)

    def look(rx: Rx) -> None:
        straight(rx, wanted, {"of_staff_id": cast.mette})
        event.listen(rx._connection, "before_cursor_execute", note)
        rx.execute(wanted, {"of_staff_id": cast.mette})
        event.remove(rx._connection, "before_cursor_execute", note)

    await cast.store.read(look)
    assert len(heard) == 1


@pytest.mark.parametrize("way", [long_way, lambda rx: rx])
async def test_an_instant_that_is_bound_without_its_type_is_refused(cast: Cast, way: Any) -> None:
    untyped = select(staff.c.staff_id).where(bindparam("since") < staff.c.created_at)

    def look(rx: Rx) -> None:
        for _ in range(3):
            with pytest.raises((TypeError, StatementError), match="without its type"):
                way(rx).execute(untyped, {"since": NOW})

    await cast.store.read(look)


async def test_statements_that_nobody_holds_are_forgotten(cast: Cast) -> None:
    def look(rx: Rx) -> int:
        for number in range(50):
            rx.execute(select(staff.c.staff_id).where(staff.c.staff_id == number))
        held = rx._ground.straight
        assert held is not None
        return len(held._seen)

    before = await cast.store.read(look)
    assert await cast.store.read(look) <= before + 1


async def test_on_postgresql_everything_goes_the_long_way(store: Store) -> None:
    def look(rx: Rx) -> bool:
        return rx._ground.straight is None

    assert await store.read(look) == (store.dialect == "postgresql")
