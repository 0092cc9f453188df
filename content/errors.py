"""What is wrong with a content file, said so that the person who wrote it can put it right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_HOUSE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right: in which file, where in it, what is wrong, what to do instead."""

    file: str
    place: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """Return the problem on one line."""
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.what}; {self.remedy}."


class ContentError(Exception):
    """Content that cannot be used. `problems` holds all of them, never just the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown_path(path: Path) -> str:
    """Return a path as people write it: from the house's own folder, where it lies in there."""
    return str(path.relative_to(_HOUSE) if path.is_relative_to(_HOUSE) else path)
