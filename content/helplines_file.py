"""The helplines, read from `content/helplines.toml`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from content.amounts import shown, wrong
from content.errors import shown_path
from content.opening import HelplineWeek
from content.shapes import Shape, read_shape, read_text
from domain.helpline import Ages, Helpline

HELPLINES_FILE = Path(__file__).parent / "helplines.toml"
EVERYWHERE = "all"


def _day(written: object) -> date | None:
    if written == "":
        return None
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        remedy = 'write it as year, month and day, such as "2026-03-02", or leave it empty'
        raise wrong(f"{shown(written)} is no date", remedy) from None


def _ages(written: object) -> Ages:
    try:
        return Ages(str(written))
    except ValueError:
        raise wrong(f"{shown(written)} is no ages", "write all, under_18 or adult") from None


class _Line(Shape):
    name: Annotated[str, Field(min_length=1)]
    phone: Annotated[str, Field(pattern=r"^[0-9 +]{3,}$")]
    hours: Literal["always"] | HelplineWeek
    ages: Annotated[Ages, BeforeValidator(_ages)]
    alone: bool
    region: str
    verified_on: Annotated[date | None, BeforeValidator(_day)] = None


class _File(Shape):
    region: str
    line: list[_Line] = Field(default_factory=list)


def load_helplines(path: Path = HELPLINES_FILE) -> Sequence[Helpline]:
    """Return the lines of the site's region, in the order of the file.

    A content folder without the file has the built-in one. Raises `ContentError` naming file,
    place and remedy.
    """
    path = path if path.exists() else HELPLINES_FILE
    read = read_shape(read_text(path), _File, file=shown_path(path))
    here = [one for one in read.line if one.region in {EVERYWHERE, read.region}]
    return tuple(_line(one) for one in here)


def _line(read: _Line) -> Helpline:
    hours = None
    if isinstance(read.hours, HelplineWeek):
        days = read.hours.by_day().items()
        hours = MappingProxyType({day: open_at for day, open_at in days if open_at is not None})
    return Helpline(
        name=read.name,
        phone=read.phone,
        hours=hours,
        ages=read.ages,
        may_be_alone=read.alone,
        verified_on=read.verified_on,
    )
