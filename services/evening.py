"""One café evening in its transaction: what every step of it needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from domain.cafe import Cafe, Rsvp, Series
from domain.people import Role, Staff, Youth
from services.on_duty import is_reachable
from services.say import Voice
from services.world import House
from storage import cafes, rsvps
from storage import staff as staff_rows
from storage import youths as youth_rows
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Evening:
    """An evening as it stands, with its series; `now` is when something is done about it."""

    tx: Tx
    now: datetime
    house: House
    series: Series
    cafe: Cafe

    @classmethod
    def of(cls, tx: Tx, now: datetime, house: House, cafe: Cafe) -> Self:
        """Return an evening with the series it belongs to."""
        series = cafes.series(tx, cafe.series_id)
        if series is None:  # the foreign key forbids it
            raise LookupError(f"café {cafe.id} has no series")
        return cls(tx, now, house, series, cafe)

    def save(self, cafe: Cafe) -> Evening:
        """Write the evening down as it stands now, and return it."""
        cafes.save(self.tx, cafe)
        self.tx.wake("tend_cafes")
        return replace(self, cafe=cafe)

    def rows(self) -> list[Rsvp]:
        """Return everybody's row."""
        return list(rsvps.of_cafe(self.tx, self.cafe.id))

    def youth(self, rsvp: Rsvp) -> Youth:
        """Return whose row it is."""
        youth = youth_rows.get(self.tx, rsvp.youth_id)
        if youth is None:  # the foreign key forbids it
            raise LookupError(f"row {rsvp.id} of café {rsvp.cafe_id} has no youth")
        return youth

    def voice(self, youth: Youth) -> Voice:
        """Return the voice in which a youth is spoken to."""
        return Voice.of(self.tx, self.house, youth, self.now)

    def hosts(self) -> list[Staff]:
        """Return the coordinators who can be written to: they run the cafés."""
        everybody = staff_rows.everybody(self.tx)
        return [one for one in everybody if one.role is Role.COORDINATOR and is_reachable(one)]
