"""A plain programme to tell stories about: three questions a week and a café, nothing else.

Words, screening and hours beside it are the built-in ones.
"""

from __future__ import annotations

import shutil
from pathlib import Path

CONTENT = Path(__file__).parent / "journeys" / "content"
PROGRAMMES = CONTENT / "programmes"
BUILT_IN = Path(__file__).resolve().parents[1] / "content"


def edited(folder: Path, old: str, new: str) -> Path:
    """Return a copy of the plain content, in `folder`, whose programme says `new` for `old`."""
    copy = folder / "content"
    shutil.copytree(CONTENT, copy, symlinks=False)
    file = copy / "programmes" / "projekt-run.toml"
    words = file.read_text("utf-8")
    assert old in words, f"the plain programme does not say {old!r}"
    file.write_text(words.replace(old, new, 1), "utf-8")
    return copy
