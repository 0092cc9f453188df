"""The files of the repository, as git knows them, or as they lie there without git."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_NOT_OURS = {".git", ".venv", "data", "build", "htmlcov", "__pycache__"}


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file under version control, new ones included, ignored ones not."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode:  # an unpacked archive has no git
        found = (path for path in ROOT.rglob("*") if not _NOT_OURS & set(path.parts))
    else:
        found = (ROOT / name for name in listing.stdout.split("\0") if name)
    return tuple(sorted(path for path in found if path.is_file()))


def with_suffix(*suffixes: str) -> list[Path]:
    """Return the tracked files that end like this."""
    return [path for path in tracked() if path.suffix in suffixes]


def short(path: Path) -> str:
    """Return the path inside the repository."""
    return path.relative_to(ROOT).as_posix()
