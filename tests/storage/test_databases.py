"""A database that tests hand on is as empty as a new one, or it is not handed on."""

from __future__ import annotations

import psycopg
import pytest

from tests.databases import borrowed

ROW = "INSERT INTO bot (site_id, bot_id, username, about, seen_at) VALUES (1, 2, 'x', '{}', 0)"
COUNT = "SELECT count(*) FROM bot"


def test_a_database_is_handed_on_without_rows_and_without_whoever_was_connected(
    postgres_server: str, postgres_template: str
) -> None:
    with borrowed(postgres_server, postgres_template) as url:
        left = psycopg.connect(url, autocommit=True)
        left.execute(ROW)
    with pytest.raises(psycopg.OperationalError):
        left.execute(COUNT)
    left.close()
    with borrowed(postgres_server, postgres_template) as again, psycopg.connect(again) as new:
        assert again == url
        assert new.execute(COUNT).fetchone() == (0,)


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE thing (number int)",
        "ALTER TABLE bot ADD COLUMN thing int",
        "ALTER TABLE bot DROP COLUMN about",
        "UPDATE alembic_version SET version_num = '0001'",
    ],
)
def test_a_database_with_another_schema_is_not_handed_on(
    postgres_server: str, postgres_template: str, change: str
) -> None:
    given = borrowed(postgres_server, postgres_template)
    with given as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute(change.encode())
    with borrowed(postgres_server, postgres_template) as other:
        assert other != url
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url)
