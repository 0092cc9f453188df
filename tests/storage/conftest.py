"""Both databases, for every test of storage."""

from tests.stores import (
    ids,
    postgres_server,
    postgres_template,
    postgres_url,
    sqlite_template,
    sqlite_url,
    store,
    store_url,
    vault,
    wakes,
)

__all__ = [
    "ids",
    "postgres_server",
    "postgres_template",
    "postgres_url",
    "sqlite_template",
    "sqlite_url",
    "store",
    "store_url",
    "vault",
    "wakes",
]
