"""What is sealed can be read by its owner's key alone, and by nobody once that is forgotten."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import get_ident

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.errors import StoreUnavailable, VaultError
from storage.keystore import KeyStore
from storage.vault import CACHE_SECONDS, Vault, day_owner
from tests.storage.test_master_key import open_again

MAJA, ALI = 900_000_001, 900_000_002
MASTER = bytes(range(32))

words = st.text(st.characters(exclude_categories=["Cs"]))  # what UTF-8 can hold


@pytest.fixture(params=["sqlite", "postgresql"])
def keystore_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of a key store of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/other-keys.db"
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def keystore(keystore_url: str) -> Iterator[KeyStore]:
    """Return an open key store of each kind."""
    opened = KeyStore(keystore_url, 1)
    yield opened
    opened.close()


def is_in_files(folder: Path, wanted: bytes) -> bool:
    """Return whether any file of the key store, its journals too, holds those bytes."""
    return any(wanted in path.read_bytes() for path in folder.glob("keys.db*"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(text=words, place=words)
async def test_what_is_sealed_comes_back_and_cannot_be_seen(
    vault: Vault, text: str, place: str
) -> None:
    await vault.new_key(MAJA, "youth")
    blob = vault.seal(MAJA, place, text)

    assert vault.open(MAJA, place, blob) == text
    assert len(text) < 4 or text.encode() not in blob


async def test_sealing_the_same_twice_gives_two_unlike_blobs(vault: Vault) -> None:
    await vault.new_key(MAJA, "youth")

    assert vault.seal(MAJA, "reply.text:1", "ja") != vault.seal(MAJA, "reply.text:1", "ja")


@pytest.mark.parametrize("place", ["reply.text:2", "outbox.body:1", "reply.file_ref:1", ""])
async def test_a_blob_moved_to_another_row_or_column_is_refused(vault: Vault, place: str) -> None:
    await vault.new_key(MAJA, "youth")
    blob = vault.seal(MAJA, "reply.text:1", "ja")

    with pytest.raises(VaultError, match="altered, or moved from another row"):
        vault.open(MAJA, place, blob)


async def test_a_blob_of_somebody_else_is_refused(vault: Vault) -> None:
    await vault.new_key(MAJA, "youth")
    await vault.new_key(ALI, "youth")
    blob = vault.seal(MAJA, "reply.text:1", "ja")

    with pytest.raises(VaultError, match=f"key of owner {ALI}"):
        vault.open(ALI, "reply.text:1", blob)


@given(position=st.integers(0, 40), bit=st.integers(0, 7))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
async def test_no_bit_of_a_blob_can_be_changed(vault: Vault, position: int, bit: int) -> None:
    await vault.new_key(MAJA, "youth")
    blob = bytearray(vault.seal(MAJA, "reply.text:1", "en lampe til"))
    blob[position] ^= 1 << bit

    with pytest.raises(VaultError):
        vault.open(MAJA, "reply.text:1", bytes(blob))


async def test_everything_of_a_forgotten_person_is_unreadable_and_of_others_is_not(
    vault: Vault,
) -> None:
    await vault.new_key(MAJA, "youth")
    await vault.new_key(ALI, "youth")
    hers = [vault.seal(MAJA, f"reply.text:{n}", "hemmeligt") for n in range(3)]
    his = vault.seal(ALI, "reply.text:9", "hans")

    await vault.forget(MAJA)
    await vault.forget(MAJA)

    assert [vault.open(MAJA, f"reply.text:{n}", blob) for n, blob in enumerate(hers)] == [None] * 3
    assert vault.open(ALI, "reply.text:9", his) == "hans"
    with pytest.raises(VaultError, match="was forgotten"):
        vault.seal(MAJA, "reply.text:4", "nyt")


async def test_a_forgotten_person_stays_forgotten(vault: Vault, tmp_path: Path) -> None:
    await vault.new_key(MAJA, "youth")
    blob = vault.seal(MAJA, "reply.text:1", "hemmeligt")
    await vault.forget(MAJA)
    await vault.new_key(MAJA, "youth")
    again = open_again(tmp_path)

    assert vault.open(MAJA, "reply.text:1", blob) is None
    assert again.open(MAJA, "reply.text:1", blob) is None
    again.close()


async def test_no_file_holds_a_forgotten_key(vault: Vault, tmp_path: Path) -> None:
    await vault.new_key(MAJA, "youth")
    kept = vault._keystore.find(MAJA)
    assert kept is not None
    assert kept.wrapped is not None
    assert is_in_files(tmp_path, kept.wrapped)

    await vault.forget(MAJA)

    assert not is_in_files(tmp_path, kept.wrapped)


async def test_another_process_notices_within_a_minute_that_somebody_was_forgotten(
    tmp_path: Path,
) -> None:
    now = [0.0]
    url = f"sqlite:///{tmp_path}/keys.db"
    here = Vault(MASTER, KeyStore(url, 1), monotonic=lambda: now[0])
    there = Vault(MASTER, KeyStore(url, 1), monotonic=lambda: now[0])
    await here.new_key(MAJA, "youth")
    blob = here.seal(MAJA, "reply.text:1", "hemmeligt")
    assert there.open(MAJA, "reply.text:1", blob) == "hemmeligt"

    await here.forget(MAJA)
    now[0] += CACHE_SECONDS

    assert there.open(MAJA, "reply.text:1", blob) is None
    here.close()
    there.close()


async def test_only_so_many_keys_stay_in_memory(tmp_path: Path) -> None:
    vault = Vault(MASTER, KeyStore(f"sqlite:///{tmp_path}/keys.db", 1), cached=20)
    owners = range(1000, 1000 + 25)
    for owner in owners:
        await vault.new_key(owner, "youth")
    blobs = {owner: vault.seal(owner, "reply.text:1", str(owner)) for owner in owners}

    assert len(vault._cache) == 20
    assert vault.open(owners[0], "reply.text:1", blobs[owners[0]]) == str(owners[0])
    vault.close()


async def test_a_person_without_a_key_is_told_from_a_forgotten_one(vault: Vault) -> None:
    with pytest.raises(VaultError, match="not in the key store; see that KEYSTORE_URL"):
        vault.seal(MAJA, "reply.text:1", "ja")


async def test_the_site_has_a_key_from_the_start(vault: Vault, tmp_path: Path) -> None:
    blob = vault.seal(vault.site_owner, "case_file.sender_chat:1", "12345")
    again = open_again(tmp_path)

    assert again.open(again.site_owner, "case_file.sender_chat:1", blob) == "12345"
    again.close()


async def test_each_day_has_its_own_key_and_old_days_can_be_forgotten(vault: Vault) -> None:
    days = [date(2026, 2, day) for day in (1, 2, 3)]
    owners = [await vault.day_key(day) for day in days]
    blobs = [vault.seal(owner, "inbox.body:1", "{}") for owner in owners]

    assert owners == [day_owner(day) for day in days]
    assert await vault.day_key(days[0]) == owners[0]
    assert await vault.forget_days_before(days[2]) == 2
    assert await vault.forget_days_before(days[2]) == 0
    opened = [
        vault.open(owner, "inbox.body:1", blob) for owner, blob in zip(owners, blobs, strict=True)
    ]
    assert opened == [None, None, "{}"]


async def test_hashes_of_two_installations_have_nothing_in_common(tmp_path: Path) -> None:
    one = Vault(MASTER, KeyStore(f"sqlite:///{tmp_path}/1.db", 1))
    other = Vault(MASTER[::-1], KeyStore(f"sqlite:///{tmp_path}/2.db", 1))

    assert one.lookup("chat", 5) == one.lookup("chat", "5")
    assert one.lookup("chat", 5) != other.lookup("chat", 5)
    assert one.lookup("chat", 5) != one.lookup("invite", 5)
    one.close()
    other.close()


def test_a_wrong_master_key_is_found_at_once(keystore: KeyStore) -> None:
    Vault(MASTER, keystore)

    with pytest.raises(VaultError, match="not the one this key store was made with"):
        Vault(MASTER[::-1], keystore)


def test_an_altered_wrapped_key_is_refused(keystore: KeyStore) -> None:
    vault = Vault(MASTER, keystore)
    keystore.add(MAJA, "youth", bytes(60))

    with pytest.raises(VaultError, match="was altered; restore"):
        vault.seal(MAJA, "reply.text:1", "ja")


def test_a_key_store_keeps_the_first_key_and_knows_its_owners(keystore: KeyStore) -> None:
    keystore.add(-5, "day", b"first")
    keystore.add(-5, "day", b"second")
    keystore.add(-6, "day", b"other")
    keystore.add(MAJA, "youth", b"hers")
    keystore.forget(-6)

    found = keystore.find(-5)
    assert found is not None
    assert (found.kind, found.wrapped) == ("day", b"first")
    assert keystore.owners("day") == [-5]
    assert keystore.find(ALI) is None


def test_sites_share_a_key_store_without_sharing_keys(keystore_url: str) -> None:
    one, other = KeyStore(keystore_url, 1), KeyStore(keystore_url, 2)
    one.add(MAJA, "youth", b"hers")

    assert other.find(MAJA) is None
    one.close()
    other.close()


async def test_in_a_stepped_run_keys_are_made_and_forgotten_where_they_are_asked_for(
    tmp_path: Path,
) -> None:
    """No thread, so that everything has one order; the keys themselves are as they always are."""
    store, asked = KeyStore(f"sqlite:///{tmp_path}/keys.db", 1, careless=True), set()

    class Watched(KeyStore):
        def __init__(self) -> None:
            """Stand before the store."""

        def __getattribute__(self, name: str) -> object:
            asked.add(get_ident())
            return getattr(store, name)

    vault = Vault(MASTER, Watched(), stepped=True)
    await vault.new_key(7, "person")
    owner = await vault.day_key(date(2026, 3, 2))
    blob = vault.seal(owner, "x", "hej")
    assert await vault.people(forgotten=False) == {7}
    await vault.forget(7)
    assert await vault.people(forgotten=True) == {7}
    assert await vault.forget_days_before(date(2026, 3, 3)) == 1
    assert vault.open(owner, "x", blob) is None
    assert asked == {get_ident()}
    vault.close()


def test_a_key_store_that_cannot_be_used_is_an_outage(tmp_path: Path) -> None:
    (tmp_path / "keys.db").write_bytes(b"this is no database, and never was one" * 100)

    with pytest.raises(StoreUnavailable, match="not a database"):
        KeyStore(f"sqlite:///{tmp_path}/keys.db", 1)
