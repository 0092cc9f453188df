"""Planted broken promises about evenings that are off."""

from __future__ import annotations

import json
from datetime import timedelta

from reports.audit.verdict import Promise
from storage import tables
from storage.tx import Tx
from tests.reports.audit.plant import Plant, wall
from tests.reports.audit.planted import breaks

BEGINS = wall("02-19 17:00")
CAFE, SERIES = 501, 500


async def evening_off(plant: Plant, *, answer: str | None = None) -> None:
    """Let Bo have been invited to an evening that was called off."""
    hours = timedelta(hours=2)

    def write(tx: Tx) -> None:
        words = json.dumps({})
        about = {"programme_key": "projekt-run", "begins": "17.00", "ends": "19.00"}
        made = {"created_at": wall("02-10 12:00"), "created_by": plant.cast.mette}
        rule = {"rule": "FREQ=WEEKLY;BYDAY=TH", "place": words, "transport": True}
        tx.insert(tables.cafe_series, {"cafe_series_id": SERIES, **about, **made, **rule})
        evening = {
            "cafe_id": CAFE,
            "cafe_series_id": SERIES,
            "state": "cancelled",
            "occurs_at": BEGINS,
            "begins_at": BEGINS,
            "ends_at": BEGINS + hours,
            "programme_key": "projekt-run",
            "details": {},
        }
        tx.insert(tables.cafe, evening)
        invited = {"invited_at": wall("02-18 14:00"), "answer": answer}
        tx.insert(
            tables.rsvp, {"rsvp_id": 502, "cafe_id": CAFE, "youth_id": plant.cast.bo, **invited}
        )

    await plant.cast.store.write(write)


@breaks(Promise.CALLED_OFF)
async def an_evening_that_is_off_and_nobody_told_bo(plant: Plant) -> None:
    await evening_off(plant)
