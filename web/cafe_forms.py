"""What coordinators fill in on the café page, read into values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from domain.cafe import FIELDS
from domain.people import LANGUAGES
from services.cafe_series import NewSeries
from services.write_cafe import Words
from web.cafe_view import DAYS

_EVERY = ("1", "2")


def words_in(fields: Mapping[str, str]) -> Words:
    """Return an evening's words, by field and language."""
    return {
        name: {language: fields.get(f"{name}_{language}", "") for language in LANGUAGES}
        for name in FIELDS
    }


def series_in(fields: Mapping[str, str]) -> NewSeries | None:
    """Return the series that was filled in, or None when a part of it makes no sense."""
    begins, ends = _clock(fields.get("begins", "")), _clock(fields.get("ends", ""))
    day, every = fields.get("day", ""), fields.get("every", "")
    if begins is None or ends is None or day not in DAYS or every not in _EVERY:
        return None
    return NewSeries(
        programme_key=fields.get("programme", ""),
        rule=f"FREQ=WEEKLY;INTERVAL={every};BYDAY={day}",
        begins=begins,
        ends=ends,
        cohort=fields.get("cohort", "").strip() or None,
        transport=fields.get("transport") == "yes",
    )


def _clock(text: str) -> time | None:
    """Return a wall time as people write it: 17, 17.00 or 17:00."""
    hour, _, minute = text.strip().replace(":", ".").partition(".")
    try:
        return time(int(hour), int(minute or "0"))
    except ValueError:
        return None
