"""Identifiers: 63 bits, ordered by time, made by us before the insert.

41 bits of milliseconds since 2020, 10 bits of node, 12 bits of sequence. One source never repeats
itself and never falls, whatever the clock does.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

EPOCH_MS = 1_577_836_800_000  # 2020-01-01T00:00:00Z
NODE_BITS = 10
SEQUENCE_BITS = 12
WIDTH = 13
MAX_ID = 2**63 - 1

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u to misread
_DIGITS = {character: digit for digit, character in enumerate(_ALPHABET)}
_TICK_BITS = NODE_BITS + SEQUENCE_BITS


class IdSource:
    """Makes ids for one process. Safe to share between threads.

    Args:
        now_ms: Returns the current UTC time in milliseconds since 1970.
        node: Number of this process among those that write to the same database, 0-1023.
        after: Highest id already in the database; new ids rise above it even when the clock
            has been set back between two runs.

    Raises:
        ValueError: If `node` does not fit into ten bits.
    """

    def __init__(self, now_ms: Callable[[], int], node: int = 0, *, after: int = 0) -> None:
        if not 0 <= node < 1 << NODE_BITS:
            raise ValueError(f"Node {node} does not fit: choose a number from 0 to 1023.")
        self._now_ms = now_ms
        self._node = node
        self._lock = Lock()
        # Milliseconds and sequence are one counter: a full sequence borrows the next millisecond.
        self._last = ((after >> _TICK_BITS) + 1 << SEQUENCE_BITS) - 1 if after else -1

    def new(self) -> int:
        """Return the next id: greater than every id this source has made.

        Raises:
            OverflowError: From the year 2089, when 41 bits of milliseconds are used up.
        """
        with self._lock:
            clock = max(0, self._now_ms() - EPOCH_MS) << SEQUENCE_BITS
            self._last = max(self._last + 1, clock)
            tick, sequence = divmod(self._last, 1 << SEQUENCE_BITS)
        made = tick << _TICK_BITS | self._node << SEQUENCE_BITS | sequence
        if made > MAX_ID:
            raise OverflowError("The clock is past 2089; ids need a new epoch. Check the clock.")
        return made


def encode(id: int) -> str:  # noqa: A002 - the word everyone uses for it
    """Return the id as 13 characters of lowercase Crockford base32, in the same order as the ids.

    Raises:
        ValueError: If the number is not an id (negative, or above 63 bits).
    """
    if not 0 <= id <= MAX_ID:
        raise ValueError(f"{id} is not an id: it must be from 0 to 2**63 - 1.")
    return "".join(_ALPHABET[id >> shift & 31] for shift in range(5 * (WIDTH - 1), -1, -5))


def decode(text: str) -> int | None:
    """Return the id that `encode` wrote as `text`, or None when it wrote no such thing."""
    if len(text) != WIDTH or not all(character in _DIGITS for character in text):
        return None
    number = 0
    for character in text:
        number = number << 5 | _DIGITS[character]
    return number if number <= MAX_ID else None
