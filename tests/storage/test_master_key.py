"""The master key is made once, for its owner alone, and never replaced where it is needed."""

import stat
from pathlib import Path

import pytest

from storage.errors import VaultError
from storage.vault import Vault, open_vault


def open_again(tmp_path: Path, *, database_is_empty: bool = False) -> Vault:
    """Open the vault of the `vault` fixture a second time, as another start would."""
    return open_vault(
        f"sqlite:///{tmp_path}/keys.db",
        tmp_path / "master.key",
        database_is_empty=database_is_empty,
    )


def test_the_first_start_makes_a_master_key_for_its_owner_alone(
    vault: Vault, tmp_path: Path
) -> None:
    path = tmp_path / "master.key"

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(bytes.fromhex(path.read_text().strip())) == 32
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["keys.db", "master.key"]


def test_a_later_start_reads_the_same_master_key(vault: Vault, tmp_path: Path) -> None:
    before = (tmp_path / "master.key").read_text()
    open_again(tmp_path).close()
    open_again(tmp_path, database_is_empty=True).close()

    assert (tmp_path / "master.key").read_text() == before


@pytest.mark.parametrize("database_is_empty", [False, True])
def test_a_missing_master_key_is_never_replaced_where_keys_are(
    vault: Vault, tmp_path: Path, database_is_empty: bool
) -> None:
    (tmp_path / "master.key").unlink()

    with pytest.raises(VaultError, match="is missing, but there is data that only it can open"):
        open_again(tmp_path, database_is_empty=database_is_empty)
    assert not (tmp_path / "master.key").exists()


def test_a_missing_master_key_is_never_replaced_where_data_is(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="put the file back"):
        open_again(tmp_path, database_is_empty=False)
    assert not (tmp_path / "master.key").exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_master_key_that_others_can_read_is_refused(
    vault: Vault, tmp_path: Path, mode: int
) -> None:
    (tmp_path / "master.key").chmod(mode)

    with pytest.raises(VaultError, match="can be read by others; run: chmod 600"):
        open_again(tmp_path)


@pytest.mark.parametrize("text", ["", "abc", "zz" * 32, "00" * 31])
def test_a_file_that_holds_no_key_is_refused(vault: Vault, tmp_path: Path, text: str) -> None:
    (tmp_path / "master.key").write_text(text)

    with pytest.raises(VaultError, match="must be 64 hexadecimal digits"):
        open_again(tmp_path)


def test_a_master_key_that_cannot_be_read_says_why(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "master.key").write_bytes(b"\xff" * 64)

    with pytest.raises(VaultError, match="cannot be read"):
        open_again(tmp_path)


def test_a_master_key_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(VaultError, match="cannot be made"):
        open_vault(
            f"sqlite:///{tmp_path}/keys.db",
            tmp_path / "file" / "master.key",
            database_is_empty=True,
        )
