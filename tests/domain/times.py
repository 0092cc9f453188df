"""Instants, zones and sites for the tests of the domain."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from domain.site import QuietHours, SiteRules
from domain.wall import to_utc

COPENHAGEN = "Europe/Copenhagen"
SPRING = date(2026, 3, 29)  # 02.00 becomes 03.00
AUTUMN = date(2026, 10, 25)  # 03.00 becomes 02.00
QUIET = QuietHours(time(21), time(9))
LONG_DAY = (time(9), time(15))
OFFICE = SiteRules(
    zone=COPENHAGEN,
    hours={0: LONG_DAY, 1: LONG_DAY, 2: LONG_DAY, 3: LONG_DAY, 4: (time(9), time(14)), 5: None},
    holidays=frozenset({date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 6)}),
    quiet=QUIET,
)

INSTANTS = st.timedeltas(timedelta(0), timedelta(days=364)).map(
    lambda passed: datetime(2026, 1, 1, tzinfo=UTC) + passed
) | st.sampled_from([SPRING, AUTUMN]).flatmap(
    lambda day: st.integers(-7200, 3 * 86400).map(
        lambda seconds: datetime.combine(day, time(), UTC) + timedelta(seconds=seconds)
    )
)
ZONES = st.sampled_from([COPENHAGEN, "America/New_York", "Australia/Lord_Howe", "America/Nuuk"])
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))
RANGES = (
    st.tuples(MINUTES, MINUTES)
    .filter(lambda pair: pair[0] != pair[1])
    .map(lambda pair: (min(pair), max(pair)))
)
OPEN_HOURS = st.dictionaries(st.integers(0, 6), st.none() | RANGES, max_size=6).flatmap(
    lambda hours: st.tuples(st.integers(0, 6), st.just(LONG_DAY)).map(
        lambda certain: {**hours, certain[0]: certain[1]}
    )
)
SITES = st.builds(
    SiteRules,
    zone=ZONES,
    hours=OPEN_HOURS,
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5),
    quiet=st.builds(QuietHours, MINUTES, MINUTES),
)


def local(text: str, zone: str = COPENHAGEN) -> datetime:
    """Return the UTC instant of a wall time such as `2026-03-29 10:00`."""
    wall = datetime.fromisoformat(text)
    return to_utc(wall.date(), wall.time(), zone)
