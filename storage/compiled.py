"""What statements become for a database, kept once in a process rather than once in an engine.

To compile a statement takes longer than to run it. A process that opens several stores, or a store
with an engine to write and one to read, would compile each statement again for each of them.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import cache
from typing import Any

from sqlalchemy import Dialect, Engine
from sqlalchemy.util import LRUCache

from storage.straight import Straight

MOST_STATEMENTS = 1000  # kept compiled for one kind of database, the latest used

_dialects: dict[tuple[object, ...], Dialect] = {}  # by their kind and their server


def shared(engine: Engine) -> Engine:
    """Let an engine use what others compiled for the same server, and them what it does.

    Returns:
        The engine itself, before its first connection.
    """
    own = engine.dialect
    server = (engine.url.host, engine.url.port, engine.url.query.get("host"))
    first = _dialects.setdefault((type(own), *server), own)
    if first is not own:
        # What an engine's first connection tells about the server must reach the one in use.
        own.initialize = first.initialize  # type: ignore[method-assign]
        engine.dialect = first
    engine.update_execution_options(compiled_cache=_statements(first))
    return engine


@cache
def straight(dialect: Dialect) -> Straight:
    """Return the shortcuts to SQLite's driver of all stores that share a dialect."""
    return Straight(dialect)


@cache
def _statements(_dialect: Dialect) -> MutableMapping[Any, Any]:
    return LRUCache(MOST_STATEMENTS)
