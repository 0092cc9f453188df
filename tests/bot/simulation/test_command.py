"""`holdfast simulate`: people who play along, an auditor who looks, the same result each time."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.clock import Clock
from bot.ground import opened
from bot.settings import GivenSettings, Settings
from content.simulation_file import SIMULATION_FILE, load_people
from storage import youths
from tests.bot.simulation.peopled import peopled
from tests.databases import create_database
from tests.stores import postgres_server

__all__ = ["postgres_server"]


def simulate(*options: str) -> int:
    return main(["simulate", *options])


def few(file: Path, *options: str, youths: int = 3, days: int = 9, seed: int = 7) -> int:
    """Play a short simulation and write its result to a file."""
    size = ("--youths", str(youths), "--days", str(days), "--seed", str(seed))
    return simulate("--programme", "projekt-run", *size, "--json", str(file), *options)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of the first run."""
    file = tmp_path_factory.mktemp("played") / "result"
    assert few(file) == 0
    return file


def test_the_same_seed_gives_the_same_result_to_the_last_message(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again, other = tmp_path / "again", tmp_path / "other"
    assert few(again) == 0
    said = capsys.readouterr()
    assert said.out.endswith("no broken promise\n")
    assert said.err == "", "nobody looks at the bar"
    assert again.read_text() == played.read_text()
    few(other, seed=8, days=1)
    assert json.loads(other.read_text())["digest"] != json.loads(played.read_text())["digest"]


def test_over_sockets_and_on_postgresql_the_same_happens(
    tmp_path: Path, postgres_server: str
) -> None:
    """Neither the road nor the database shows in what people and staff are sent."""
    usual, sockets, postgres = tmp_path / "usual", tmp_path / "sockets", tmp_path / "postgres"
    url = create_database(postgres_server)
    assert few(usual, youths=2, days=3) == 0
    assert few(sockets, "--http", youths=2, days=3) == 0
    assert few(postgres, "--database", url, youths=2, days=3) == 0

    assert sockets.read_text() == usual.read_text()
    assert postgres.read_text() == usual.read_text()


def test_no_promise_is_broken_where_everything_goes_wrong(tmp_path: Path) -> None:
    file = tmp_path / "result"
    assert few(file, "--faults", "all", youths=2, days=6) == 0
    assert json.loads(file.read_text())["faults"] == "all"


CRYING = """
[[temperaments]]
name = "cries"
share = 1
cries = "1-3"

[[temperaments]]
name = "taps"
share = 1
help_now = "1-3"

"""


@pytest.mark.parametrize("faults", [(), ("--faults", "storage")], ids=["usual", "refused"])
def test_cries_by_day_are_answered_and_told_also_while_storage_refuses(
    tmp_path: Path, faults: tuple[str, ...]
) -> None:
    people, file = tmp_path / "people.toml", tmp_path / "result"
    people.write_text(peopled(CRYING), "utf-8")
    assert few(file, "--people", str(people), *faults, youths=4, days=13) == 0
    tallies = json.loads(file.read_text())["tallies"]
    assert tallies["cases by kind"]["crisis"] == 4


def test_people_have_answered_and_staff_have_closed_cases(played: Path) -> None:
    found = json.loads(played.read_text())
    assert found["tallies"]["youths by status"]["active"] == 3
    assert found["tallies"]["check-ins by state"]["done"] > 0
    assert found["tallies"]["cases by outcome"]["talked"] > 0
    assert found["verdict"]["wall"]["messages"] > 0
    assert {one["most"] for one in found["verdict"]["rows_per_day"]} != {0}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--programme", "run"), "There is no programme 'run'. Choose one of: en-vej-ind,"),
        (("--programme", "projekt-run", "--youths", "0"), "--youths must be from 1 to"),
        (("--programme", "projekt-run", "--days", "0"), "--days must be from 1 to"),
        (("--programme", "projekt-run", "--from", "soon"), "--from must be a date such as"),
        (
            ("--programme", "projekt-run", "--faults", "fire"),
            "There is no profile 'fire'",
        ),
        (("--programme", "projekt-run", "--days", "-3"), "--days must be from 1 to"),
        (("--programme", "projekt-run", "--from", "9999-12-30"), "--from must lie in the years"),
        (("--programme", "projekt-run", "--database", "nonsense"), "--database cannot be used"),
        (("--programme", "projekt-run", "--json", "/proc/x"), "Cannot write /proc/x"),
        (("--programme", "projekt-run", "--content", "nowhere"), "nowhere is no folder"),
        (("--programme", "projekt-run", "--people", "nobody.toml"), "nobody.toml: cannot be read"),
    ],
)
def test_what_cannot_be_simulated_is_said_with_a_remedy(
    options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert simulate(*options) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("share = -1", "share = 24", "temperaments[0].share: -1 cannot be used"),
        ('blocks = "9"', 'blocks = "30-200"', 'write two numbers such as "30-200"'),
        ("takes = 101", "takes = 80", "staff[2].takes: 101 cannot be used"),
        ('within = "soon"', 'within = "2 hours"', 'write a number and a unit, such as "26 hours"'),
        ('name = "slow"\nnap = 1', 'name = "slow"', "staff[2].nap: is not known here"),
        ('name = "steady"', 'name = "slow"', '"steady" stands here twice'),
        ('a_call = "40-2"', 'a_call = "2-40"', '"40-2" is no time that passes'),
        ("", "adult = 75", "everybody.adult: "),
    ],
)
def test_a_wrong_line_in_the_file_of_people_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], wrong: str, right: str, said: str
) -> None:
    file = tmp_path / "people.toml"
    file.write_text(SIMULATION_FILE.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    assert simulate("--programme", "projekt-run", "--people", str(file)) == 2
    assert said in capsys.readouterr().err


def test_every_kind_of_person_of_the_built_in_file_is_met() -> None:
    kinds = {one.name for one in load_people().temperaments}
    assert len(kinds) == 16


async def names_in(settings: Settings) -> list[str]:
    """Return the names of the youths in an installation, which are sealed."""
    async with opened(settings, Clock()) as ground:
        return [one.name for one in await ground.store.read(youths.everybody)]


def test_invented_people_are_never_put_among_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/holdfast.db"
    assert few(tmp_path / "result", "--database", url, youths=1, days=1) == 0
    kept = GivenSettings(
        telegram_token="1:x",
        telegram_api_url="http://127.0.0.1:1",
        database_url=url,
        keystore_url=f"{url}.keys",
        master_key_file=tmp_path / "holdfast.db.master-key",
    )
    assert asyncio.run(names_in(kept)), "what is kept can be read with the keys beside it"
    for file in tmp_path.glob("holdfast.db.*key*"):
        assert file.stat().st_mode & 0o077 == 0, f"{file.name} can be read by others"
    capsys.readouterr()
    assert few(tmp_path / "result", "--database", url, youths=1, days=1) == 2
    assert "must be empty" in capsys.readouterr().err
