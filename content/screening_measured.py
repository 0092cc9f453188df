"""How well the rules did when somebody last measured them, and whether these are still the rules.

`content/screening_measured.toml` holds the figures with the digest of the rule files. Change a
rule, and they say nothing any more: `holdfast screen … --measured FILE` writes them anew.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from pydantic import Field

from content.screening_file import SCREENING
from content.shapes import Shape, read_shape, read_text
from domain.screening import Figures

MEASURED = SCREENING.parent / "screening_measured.toml"

_Share = Annotated[float, Field(ge=0, le=1)]


class Measured(Shape):
    """What stands in the file."""

    rules: str  # the digest of the rule files that were measured
    by_others: bool  # whether others than the rules' authors wrote and labelled the messages
    messages: Annotated[int, Field(ge=1)]
    crisis_flagged: _Share
    crisis_as_crisis: _Share
    concern_flagged: _Share
    concern_as_crisis: _Share
    ordinary_as_crisis: _Share
    ordinary_flagged: _Share

    def figures(self) -> Figures:
        """Return the figures without the digest and the authors."""
        return Figures(**self.model_dump(exclude={"rules", "by_others"}))


def digest_of_rules(folder: Path = SCREENING) -> str:
    """Return a fingerprint of all rule files in a folder: another after any change of theirs."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.toml")):
        digest.update(f"{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def load_measured(path: Path = MEASURED) -> Measured | None:
    """Return what was measured; None when nothing was.

    Raises:
        ContentError: The file is there and cannot be read.
    """
    if not path.exists():
        return None
    return read_shape(read_text(path), Measured, file=str(path.name))


def measured_text(found: Figures, digest: str, *, by_others: bool) -> str:
    """Return the text of such a file."""
    head = (
        "# How well the screening rules do on labelled messages.\n"
        "# Written by `holdfast screen LABELLED.csv --out FILE --measured THIS`; never by hand.\n"
    )
    shares = "".join(
        f"{name} = {value:.4f}\n" if isinstance(value, float) else f"{name} = {value}\n"
        for name, value in asdict(found).items()
    )
    return f'{head}rules = "{digest}"\nby_others = {str(by_others).lower()}\n{shares}'
