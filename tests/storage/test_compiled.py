"""A statement is compiled once in a process, however many engines run it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, literal, select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.compiled import shared, straight

ANSWER = select(literal(42).label("answer"))


def engine(path: Path, **more: str) -> Engine:
    return shared(create_engine(f"sqlite+pysqlite:///{path}", **more))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return the statements that SQLAlchemy compiled for SQLite."""
    seen: list[object] = []
    of = SQLiteDialect_pysqlite.statement_compiler

    class Counted(of):  # type: ignore[misc, valid-type]
        def __init__(self, dialect: object, statement: object, **more: object) -> None:
            seen.append(statement)
            super().__init__(dialect, statement, **more)

    monkeypatch.setattr(SQLiteDialect_pysqlite, "statement_compiler", Counted)
    return seen


def test_what_one_engine_compiled_another_runs(tmp_path: Path, compiled: list[object]) -> None:
    statement = select(literal("only here").label("word"))
    for name in ("one", "other"):
        opened = engine(tmp_path / name)
        with opened.connect() as connection:
            assert connection.execute(statement).scalar_one() == "only here"
        opened.dispose()
    assert compiled.count(statement) == 1


def test_an_engine_that_connects_before_the_first_knows_its_server(tmp_path: Path) -> None:
    one, other = engine(tmp_path / "one"), engine(tmp_path / "other")
    told: list[object] = []
    event.listen(other, "connect", lambda *_: told.append(1))
    with other.connect() as connection:
        assert connection.execute(ANSWER).scalar_one() == 42
        assert connection.dialect is one.dialect
        assert one.dialect.server_version_info is not None
    assert told == [1]
    other.dispose()


def test_engines_of_two_servers_share_nothing() -> None:
    here, there = (
        shared(create_engine(f"postgresql+psycopg://nobody@{host}/nothing"))
        for host in ("here.invalid", "there.invalid")
    )
    assert here.dialect is not there.dialect


def test_stores_that_share_a_dialect_share_the_shortcuts(tmp_path: Path) -> None:
    one, other = engine(tmp_path / "one"), engine(tmp_path / "other")
    assert straight(one.dialect) is straight(other.dialect)
