"""At a stop of a simulation only those units run that can find something."""

from datetime import UTC, datetime, timedelta

from bot.simulation.beats import BEAT, UNIT_OF, Beats
from storage.due import Ahead

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
UNITS = {*UNIT_OF.values(), "duty_list", "housekeeping"}
MINUTE = timedelta(minutes=1)
NOTHING = {name: Ahead(is_due=False, next_at=None) for name in UNIT_OF}


def test_a_unit_runs_when_a_row_of_its_own_is_due() -> None:
    beats = Beats(NOW)
    beats.wanted(NOW, UNITS, NOTHING)
    ahead = {**NOTHING, "outbox.ready_at": Ahead(is_due=False, next_at=NOW + MINUTE)}

    assert beats.wanted(NOW, UNITS, ahead) == set()
    assert beats.wanted(NOW + MINUTE, UNITS, ahead) == {"outbox"}


def test_units_without_due_rows_run_once_an_hour_and_housekeeping_once_a_day() -> None:
    beats, ran = Beats(NOW), []
    for minutes in range(0, 49 * 60, 20):
        ran += sorted(beats.wanted(NOW + minutes * MINUTE, UNITS, NOTHING) or ())

    assert (ran.count("duty_list"), ran.count("housekeeping")) == (49, 3)
    assert set(ran) == {"duty_list", "housekeeping"}


def test_all_units_run_when_nothing_is_known_or_a_column_is_nobodys() -> None:
    beats = Beats(NOW)

    assert beats.wanted(NOW, UNITS, {}) is None
    nobodys = {**NOTHING, "new.due_at": Ahead(is_due=True, next_at=None)}
    assert beats.wanted(NOW + BEAT, UNITS, nobodys) is None
