"""`holdfast migrate` makes a database whole, says what it did, and says what is wrong."""

from pathlib import Path

import pytest

from bot.__main__ import main
from bot.commands.migrate import COMMAND
from bot.settings import Settings
from storage import migrate


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database that is not there yet, as the settings name it."""
    address = f"sqlite:///{tmp_path}/data/holdfast.db"
    monkeypatch.chdir(tmp_path)  # no .env here
    for name in Settings.model_fields:  # a bot and a site are not needed
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", address)
    return address


def run(*arguments: str) -> int:
    """Run the command as the command line does."""
    return main(["migrate", *arguments], [COMMAND])


def test_it_makes_the_database_whole_and_says_so(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    assert f"now at revision {migrate.newest()} (before: none)" in capsys.readouterr().out
    assert migrate.is_current(url)


def test_a_second_time_there_is_nothing_to_do(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    capsys.readouterr()

    assert run() == 0
    said = f"The database is at revision {migrate.newest()}; there is nothing to do.\n"
    assert capsys.readouterr().out == said


def test_checking_changes_nothing(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--check") == 2
    assert "holdfast: the database is at revision none" in capsys.readouterr().err
    assert migrate.current(url) is None

    run()
    assert run("--check") == 0


def test_a_file_that_is_no_database_is_named_as_such(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    path.parent.mkdir()
    path.write_bytes(b"a letter, not a database" * 100)

    assert run() == 2
    assert "file is not a database" in capsys.readouterr().err


def test_a_misspelt_setting_is_refused_before_the_wrong_database_is_made(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(".env").write_text(f"DATABSE_URL={url}\n")
    assert run() == 2
    assert "DATABSE_URL in .env is not a setting" in capsys.readouterr().err
    assert migrate.current(url) is None
