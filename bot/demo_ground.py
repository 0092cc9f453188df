"""What a demo stands on: its first Monday, and the settings of its installation."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

from bot.scenarios import Week
from bot.settings import GivenSettings, Settings
from domain.site import SiteRules
from domain.wall import to_utc, to_wall
from simulator.server import Simulator

LOOPBACK = "127.0.0.1"
STARTS_AT = time(10)  # on a Monday: staffed, the day before the weekly question
SUNDAY, HOURS_A_DAY = 6, 24
WORKDAYS = (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)  # of the two weeks that people play through


def starts_after(real: datetime, site: SiteRules) -> datetime:
    """Return the next Monday at ten (UTC) after the day of `real` with two plain weeks ahead.

    Holidays would move what the tutorial tells.
    """
    today = to_wall(real, site.zone).date()
    monday = today + timedelta(days=7 - today.weekday())
    while not all(
        site.is_staffed(to_utc(monday + timedelta(days=day), STARTS_AT, site.zone))
        for day in WORKDAYS
    ):
        monday += timedelta(days=7)
    return to_utc(monday, STARTS_AT, site.zone)


def clocks_back_after(real: datetime, site: SiteRules) -> datetime:
    """Return the Monday at ten (UTC) after `real` before the night in which the clocks go back."""
    monday = to_wall(starts_after(real, site), site.zone).date()
    while _hours(monday + timedelta(days=SUNDAY), site) <= HOURS_A_DAY:
        monday += timedelta(days=7)
    return to_utc(monday, STARTS_AT, site.zone)


def _hours(day: date, site: SiteRules) -> float:
    """Return how many hours a day of the site has."""
    begins, ends = (to_utc(one, time(0), site.zone) for one in (day, day + timedelta(days=1)))
    return (ends - begins) / timedelta(hours=1)


MONDAYS = {Week.PLAIN: starts_after, Week.CLOCKS_BACK: clocks_back_after}


def demo_settings(folder: Path, sim: Simulator, web_port: int) -> Settings:
    """Return the settings of an installation that keeps its data in `folder`, on loopback."""
    return GivenSettings(
        telegram_token=sim.token,
        telegram_api_url=sim.url,
        bot_username=sim.username,
        database_url=f"sqlite:///{folder}/holdfast.db",
        keystore_url=f"sqlite:///{folder}/keys.db",
        master_key_file=folder / "master.key",
        site_phone="12 34 56 78",
        public_url=f"http://{LOOPBACK}:{web_port}",
        web_port=web_port,
    )
