"""A file that a command writes: whole or not at all, and never over what it reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from bot.errors import UserError


@contextmanager
def written(path: Path, *read: Path | None) -> Iterator[TextIO]:
    """Open a file to write beside its place, and put it there only when it is whole.

    Raises:
        UserError: If `path` is one of the files to `read` (by whatever name), or cannot be
            written; nothing is changed then.
    """
    for each in read:
        if each is not None and _same(path, each):
            raise UserError(f"{path} is a file to read: name another one for --out.")
    if path.is_dir():
        raise UserError(f"{path} cannot be written (it is a folder): name another.")
    part = path.with_name(f"{path.name}.part")
    try:
        file = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UserError(f"{path} cannot be written ({error.strerror}): name another.") from error
    try:
        with file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _same(one: Path, other: Path) -> bool:
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()
