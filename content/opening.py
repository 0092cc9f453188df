"""Opening hours of a week, as the site's file and the helplines' file write them."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from pydantic import BeforeValidator

from content.amounts import hours_of_line, opening_hours
from content.shapes import Shape

Hours = Annotated[tuple[time, time] | None, BeforeValidator(opening_hours)]
LineHours = Annotated[tuple[time, time] | None, BeforeValidator(hours_of_line)]


class Week(Shape):
    """Opening and closing of each weekday in wall time; a day left out is closed."""

    monday: Hours = None
    tuesday: Hours = None
    wednesday: Hours = None
    thursday: Hours = None
    friday: Hours = None
    saturday: Hours = None
    sunday: Hours = None

    def by_day(self) -> dict[int, tuple[time, time] | None]:
        """Return the hours by weekday (Monday is 0), None where it is closed."""
        return dict(enumerate(self.model_dump().values()))  # the fields stand in that order


class HelplineWeek(Week):
    """The same of a helpline; a closing that is not after the opening is of the next day."""

    monday: LineHours = None
    tuesday: LineHours = None
    wednesday: LineHours = None
    thursday: LineHours = None
    friday: LineHours = None
    saturday: LineHours = None
    sunday: LineHours = None
