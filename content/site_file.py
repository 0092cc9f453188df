"""The site's hours, read from `content/site.toml`."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from datetime import date, time
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from content.amounts import clock_time, closed_day, shown, wrong
from content.calendar import YEARS, danish_holidays
from content.errors import shown_path
from content.opening import Week
from content.shapes import Shape, read_shape, read_text
from domain.site import QuietHours, SiteRules
from domain.wall import zone_named

SITE_FILE = Path(__file__).parent / "site.toml"
_LEAP_DAY = (2, 29)

ClockTime = Annotated[time, BeforeValidator(clock_time)]
ClosedDay = Annotated[tuple[int | None, int, int], BeforeValidator(closed_day)]


def _zone(written: object) -> str:
    try:
        return zone_named(str(written)).key
    except ValueError:
        remedy = 'write a name such as "Europe/Copenhagen"'
        raise wrong(f"{shown(written)} is no time zone", remedy) from None


class _Quiet(Shape):
    start: ClockTime = Field(alias="from")
    end: ClockTime = Field(alias="to")


def _open_once(hours: Week) -> Week:
    if not any(hours.by_day().values()):
        remedy = 'give at least one day hours, such as monday = "9.00-15.00"'
        raise wrong("nobody is ever at work", remedy)
    return hours


class _Site(Shape):
    zone: Annotated[str, BeforeValidator(_zone)]
    holidays: Literal["DK", "none"]
    also_closed: list[ClosedDay] = Field(default_factory=list)
    quiet: _Quiet
    hours: Annotated[Week, AfterValidator(_open_once)]


def load_site(path: Path = SITE_FILE) -> SiteRules:
    """Return the site's hours; raises `ContentError` naming file, place and remedy."""
    site = read_shape(read_text(path), _Site, file=shown_path(path))
    public = danish_holidays() if site.holidays == "DK" else frozenset[date]()
    return SiteRules(
        zone=site.zone,
        hours=MappingProxyType(site.hours.by_day()),
        holidays=public | frozenset(_closed(site.also_closed)),
        quiet=QuietHours(site.quiet.start, site.quiet.end),
    )


def _closed(days: Iterable[tuple[int | None, int, int]]) -> Iterable[date]:
    for year, month, day in days:
        for each in YEARS if year is None else (year,):
            if (month, day) != _LEAP_DAY or isleap(each):
                yield date(each, month, day)
