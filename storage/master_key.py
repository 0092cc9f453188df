"""The file with the master key: made once, kept from everybody else, never guessed."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from storage.errors import VaultError

KEY_BYTES = 32


def load_or_make(path: Path, *, may_make: bool) -> bytes:
    """Return the master key; make the file (readable by its owner alone) where it may be made.

    Raises:
        VaultError: If the file is missing where it must be there, can be read by others, or
            holds no key.
    """
    if may_make:
        _make(path)
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except FileNotFoundError:
        raise VaultError(
            f"the master key {path} is missing, but there is data that only it can open; put "
            "the file back from where it is kept safe, or correct MASTER_KEY_FILE"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise VaultError(
            f"the master key {path} cannot be read ({error}); see its owner"
        ) from None
    if stat.S_IMODE(mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise VaultError(f"the master key {path} can be read by others; run: chmod 600 {path}")
    return _parse(path, text)


def _parse(path: Path, text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise VaultError(f"{path} holds no master key: it must be 64 hexadecimal digits")
    return key


def _make(path: Path) -> None:
    """Write a new key, durably and whole, unless the file is there already."""
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, flags, 0o600), "w", encoding="ascii") as file:
            file.write(os.urandom(KEY_BYTES).hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        # A link, not a rename: of two first starts one makes the key and the other reads it.
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        _sync_folder(path.parent)
    except OSError as error:
        raise VaultError(f"the master key {path} cannot be made ({error})") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
