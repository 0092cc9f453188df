"""What is dear to change later holds for every table."""

from typing import get_args

import pytest
from sqlalchemy import BigInteger, Index, LargeBinary, Table
from sqlalchemy.types import DateTime, Uuid

from storage import keystore
from storage.columns import Data, Instant, Keep
from storage.tables import metadata

TABLES = [*metadata.sorted_tables, *keystore.metadata.sorted_tables]
DUE = (
    "due_at",
    "reassess_at",
    "escalate_at",
    "next_at",
    "ready_at",
    "lease_until",
    "remind_at",
    "away_until",
)

each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


@each_table
def test_every_column_says_what_it_holds_and_for_how_long(table: Table) -> None:
    for column in table.columns:
        assert set(column.info) == {"data", "sealed", "keep"}, f"{column}: personal(…) or plain(…)"
        assert column.info["data"] in get_args(Data), column
        assert column.info["keep"] in get_args(Keep), column
        assert column.info["sealed"] in (True, False), column


@each_table
def test_what_is_sealed_is_personal_and_is_bytes(table: Table) -> None:
    for column in table.columns:
        if column.info["sealed"]:
            assert column.info["data"] == "personal", column
            assert isinstance(column.type, LargeBinary), column


@each_table
def test_instants_are_integers_and_named_as_instants(table: Table) -> None:
    for column in table.columns:
        assert not isinstance(column.type, DateTime), f"{column}: use Instant"
        assert not isinstance(column.type, Uuid), f"{column}: ids are 63-bit integers"
        if isinstance(column.type, Instant):
            assert column.name.split("_")[-1] in ("at", "until"), column


@each_table
def test_every_key_leads_with_the_site(table: Table) -> None:
    keys = [
        [column.name for column in constraint.columns]
        for constraint in table.constraints
        if hasattr(constraint, "columns")
    ]

    assert [next(iter(table.primary_key.columns)).name] == ["site_id"]
    assert all(key[0] == "site_id" for key in keys), keys


@each_table
def test_every_foreign_key_points_within_the_site(table: Table) -> None:
    for constraint in table.foreign_key_constraints:
        first = next(iter(constraint.elements))
        assert first.parent.name == "site_id"
        assert first.target_fullname.endswith(".site_id")
        # SQLite commits many units at once: a key checked late would fail all of them.
        assert not constraint.deferrable


@each_table
def test_ids_are_big_integers_that_no_database_counts(table: Table) -> None:
    for column in table.primary_key.columns:
        if column.name.endswith("_id"):
            assert isinstance(column.type, BigInteger)
            assert column.autoincrement is False


def leads(index: Index) -> str:
    """Return the first column of an index."""
    return str(next(iter(index.columns)).name)


@each_table
def test_every_index_leads_with_the_site_or_with_a_due_column(table: Table) -> None:
    for index in table.indexes:
        assert leads(index) == "site_id" or leads(index) in DUE, index.name
        if leads(index) in DUE:
            for dialect in ("sqlite", "postgresql"):
                where = str(index.dialect_options[dialect]["where"])
                assert f"{leads(index)} IS NOT NULL" in where, f"{index.name} holds what is done"


def test_every_due_column_has_its_index() -> None:
    due = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name in ("reassess_at", "escalate_at", "next_at", "ready_at", "lease_until")
    }
    indexed = {
        (table.name, leads(index)) for table in metadata.sorted_tables for index in table.indexes
    }

    assert due <= indexed


def test_unique_indexes_lead_with_the_site() -> None:
    unique = [index for table in TABLES for index in table.indexes if index.unique]

    assert all(leads(index) == "site_id" for index in unique)
