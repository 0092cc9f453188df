"""The benchmark runner finds what there is, and says so when a name is wrong."""

from pathlib import Path

import pytest

from bench.__main__ import line, names
from bench.measured import Measured


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("bench_write.py", "bench_intake.py", "measured.py"):
        (tmp_path / name).touch()
    return tmp_path


def test_all_benchmarks_run_in_order_when_none_is_chosen(folder: Path) -> None:
    assert names([], folder) == ["intake", "write"]


def test_only_the_chosen_benchmark_runs(folder: Path) -> None:
    assert names(["write"], folder) == ["write"]


def test_a_wrong_name_is_answered_with_the_right_ones(folder: Path) -> None:
    with pytest.raises(SystemExit, match=r"No benchmark speed\. There are: intake, write\."):
        names(["speed"], folder)


def test_a_row_shows_the_median_and_the_spread() -> None:
    row = line(Measured("replies stored", "replies/s", (900.0, 1200.0, 1000.0)))
    assert "1,000.0 replies/s" in row
    assert "(900.0 to 1,200.0, 3 samples)" in row
