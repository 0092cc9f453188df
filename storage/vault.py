"""Seals what is personal, each person with a key of their own; the only file with cryptography.

The master key never touches data. Two keys are derived from it: one wraps the people's keys, the
other makes the hashes under which sealed values are found. A person whose key is forgotten cannot
be read again, in no backup of the data.
"""

from __future__ import annotations

import asyncio
import hmac
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import date
from os import urandom
from pathlib import Path
from threading import Lock
from typing import ParamSpec, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import VaultError
from storage.keystore import KeyStore
from storage.master_key import load_or_make

P = ParamSpec("P")
R = TypeVar("R")

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"  # of the sealed form: version, nonce, ciphertext with tag
PERSON = "person"  # the kind of key that a youth or a member of staff has
CACHE_SIZE = (
    8192  # keys in memory, of 2.5 kB each; fewer than people would be read again and again
)
CACHE_SECONDS = 60.0  # after which another process's `forget` is noticed


class Vault:
    """Seals and opens. Safe to share between threads."""

    def __init__(
        self,
        master_key: bytes,
        keystore: KeyStore,
        *,
        site_id: int = 1,
        monotonic: Callable[[], float] = time.monotonic,
        cached: int = CACHE_SIZE,
        stepped: bool = False,
    ) -> None:
        self._wrapping = AESGCM(_derive(master_key, "wrap"))
        self._lookup = _derive(master_key, "lookup")
        self._keystore = keystore
        self._site_id = site_id
        self._monotonic = monotonic
        self._cached = cached
        self._stepped = stepped
        self._lock = Lock()
        self._cache: OrderedDict[int, tuple[float, AESGCM | None]] = OrderedDict()
        self._check(master_key)
        self._new_key(self.site_owner, "site")

    @property
    def site_owner(self) -> int:
        """Return the owner of what belongs to nobody, such as an unknown chat."""
        return self._site_id

    def close(self) -> None:
        """Close the key store and drop every key from memory."""
        with self._lock:
            self._cache.clear()
        self._keystore.close()

    async def new_key(self, owner_id: int, kind: str) -> None:
        """Commit a key for a new owner, before any row is sealed with it; a key there stays.

        An orphan key is harmless, a row without its key is lost.
        """
        await self._apart(self._new_key, owner_id, kind)

    async def day_key(self, day: date) -> int:
        """Return the owner of what is sealed for that day alone; its key is made when new."""
        owner = day_owner(day)
        if not self._is_cached(owner):
            await self.new_key(owner, "day")
        return owner

    async def forget(self, owner_id: int) -> None:
        """Make everything of the owner unreadable, at once and for good. May be repeated."""
        await self._apart(self._forget, owner_id)

    async def people(self, *, forgotten: bool) -> frozenset[int]:
        """Return the people whose keys are there, or those whose keys were forgotten."""
        return await self._apart(self._people, forgotten)

    async def forget_days_before(self, day: date) -> int:
        """Forget the keys of all days before that one; return how many there were."""
        return await self._apart(self._forget_days_before, day)

    async def _apart(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Do what may wait for a disk where it stops nobody; in a stepped run that is here."""
        if self._stepped:
            return work(*args, **kwargs)
        return await asyncio.to_thread(work, *args, **kwargs)

    def seal(self, owner_id: int, aad: str, text: str) -> bytes:
        """Return the text encrypted with the owner's key and bound to the owner and to `aad`.

        Raises:
            VaultError: If the owner has no key, or was forgotten.
        """
        key = self._key(owner_id)
        if key is None:
            raise VaultError(f"owner {owner_id} was forgotten; nothing new can be kept for it")
        nonce = urandom(NONCE_BYTES)
        return VERSION + nonce + key.encrypt(nonce, text.encode(), _bound(owner_id, aad))

    def open(self, owner_id: int, aad: str, blob: bytes) -> str | None:
        """Return what was sealed, or None when the owner was forgotten.

        Raises:
            VaultError: If it was sealed for another owner or place, was altered, or the
                owner's key is not in this key store.
        """
        key = self._key(owner_id)
        if key is None:
            return None
        if blob[:1] != VERSION:
            raise VaultError(f"{aad} is not sealed in a form that this version knows; update it")
        start = 1 + NONCE_BYTES
        try:
            opened = key.decrypt(blob[1:start], blob[start:], _bound(owner_id, aad))
        except InvalidTag:
            raise VaultError(
                f"{aad} cannot be opened with the key of owner {owner_id}: it was altered, or "
                "moved from another row; restore it from a backup"
            ) from None
        return opened.decode()

    def lookup(self, kind: str, value: str | int) -> bytes:
        """Return the keyed hash (32 bytes) under which a value of that kind is found again."""
        return hmac.digest(self._lookup, f"{kind}\x00{value}".encode(), "sha256")

    def _check(self, master_key: bytes) -> None:
        mine = _derive(master_key, "check")
        if self._keystore.check_value() is None:
            self._keystore.set_check_value(mine)
        if not hmac.compare_digest(self._keystore.check_value() or b"", mine):
            raise VaultError(
                "the master key is not the one this key store was made with; point "
                "MASTER_KEY_FILE to the right file, or KEYSTORE_URL to the right key store"
            )

    def _new_key(self, owner_id: int, kind: str) -> None:
        nonce = urandom(NONCE_BYTES)
        key = urandom(KEY_BYTES)
        wrapped = nonce + self._wrapping.encrypt(nonce, key, self._wrap_aad(owner_id, kind))
        self._keystore.add(owner_id, kind, wrapped)

    def _forget(self, owner_id: int) -> None:
        # The lock covers both, or a key read just before would come back into memory after.
        with self._lock:
            self._keystore.forget(owner_id)
            self._cache.pop(owner_id, None)

    def _people(self, forgotten: bool) -> frozenset[int]:  # noqa: FBT001
        return frozenset(self._keystore.owners(PERSON, forgotten=forgotten))

    def _forget_days_before(self, day: date) -> int:
        old = [owner for owner in self._keystore.owners("day") if owner > day_owner(day)]
        for owner in old:
            self._forget(owner)
        return len(old)

    def _is_cached(self, owner_id: int) -> bool:
        with self._lock:
            found = self._cache.get(owner_id)
            return found is not None and self._monotonic() < found[0]

    def _key(self, owner_id: int) -> AESGCM | None:
        with self._lock:
            found = self._cache.get(owner_id)
            if found is not None and self._monotonic() < found[0]:
                self._cache.move_to_end(owner_id)
                return found[1]
            key = self._unwrapped(owner_id)
            self._cache[owner_id] = self._monotonic() + CACHE_SECONDS, key
            self._cache.move_to_end(owner_id)
            if len(self._cache) > self._cached:
                self._cache.popitem(last=False)
            return key

    def _unwrapped(self, owner_id: int) -> AESGCM | None:
        found = self._keystore.find(owner_id)
        if found is None:
            raise VaultError(
                f"the key of owner {owner_id} is not in the key store; see that KEYSTORE_URL "
                "names the one that belongs to this database, or restore its latest backup"
            )
        if found.wrapped is None:
            return None
        nonce, wrapped = found.wrapped[:NONCE_BYTES], found.wrapped[NONCE_BYTES:]
        aad = self._wrap_aad(owner_id, found.kind)
        try:
            return AESGCM(self._wrapping.decrypt(nonce, wrapped, aad))
        except InvalidTag:
            raise VaultError(
                f"the key of owner {owner_id} was altered; restore the key store's latest backup"
            ) from None

    def _wrap_aad(self, owner_id: int, kind: str) -> bytes:
        return f"key:{self._site_id}:{owner_id}:{kind}".encode()


def day_owner(day: date) -> int:
    """Return the owner number of a day: negative, so that it is nobody's id; later is lower."""
    return -day.toordinal()


def open_vault(
    keystore_url: str,
    master_key_file: Path,
    *,
    database_is_empty: bool,
    site_id: int = 1,
    stepped: bool = False,
) -> Vault:
    """Return the vault of an installation, with the site's own key ready.

    The very first start makes the master key; see `storage.master_key.load_or_make`. A stepped
    one is for simulations: SQLite does not wait for the disk, and nothing is done in a thread.

    Raises:
        VaultError: If the master key is missing, open to others, unreadable or the wrong one.
        StoreUnavailable: If the key store cannot be used.
    """
    keystore = KeyStore(keystore_url, site_id, careless=stepped)
    try:
        may_make = database_is_empty and keystore.check_value() is None
        master_key = load_or_make(master_key_file, may_make=may_make)
        return Vault(master_key, keystore, site_id=site_id, stepped=stepped)
    except BaseException:
        keystore.close()
        raise


def _derive(master_key: bytes, purpose: str) -> bytes:
    return HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"holdfast {purpose} v1".encode()
    ).derive(master_key)


def _bound(owner_id: int, aad: str) -> bytes:
    return f"{owner_id}|{aad}".encode()
