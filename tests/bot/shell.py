"""A person at the command line of a furnished installation."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import GivenSettings, Settings
from simulator.server import DEFAULT_TOKEN, DEFAULT_USERNAME
from tests.kills.conftest import furnished
from tests.processes import environment

__all__ = ["furnished"]

LINK = r"https://t\.me/holdfast_demo_bot\?start=[A-Za-z0-9_-]{20,64}"
DAY = "(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
UNTIL = rf"Works once, until {DAY} \d\d? [A-Z][a-z]+ \d{{4}} at \d\d:\d\d \(Europe/Copenhagen\)\."
SHORT = r"[A-Z][a-z]{2} \d\d? [A-Z][a-z]{2} \d{4} \d\d:\d\d"
NOBODY = "http://127.0.0.1:9"  # no Telegram answers there, and none needs to


def settings_of(folder: Path) -> Settings:
    """Return the settings of an installation whose Telegram cannot be reached."""
    return GivenSettings(
        telegram_token=DEFAULT_TOKEN,
        telegram_api_url=NOBODY,
        bot_username=DEFAULT_USERNAME,
        database_url=f"sqlite:///{folder}/holdfast.db",
        keystore_url=f"sqlite:///{folder}/keys.db",
        master_key_file=folder / "master.key",
        site_phone="12345678",
    )


@pytest.fixture
def log_of_its_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give the log back afterwards: a command sends it to where this test's output goes."""
    root = logging.getLogger()
    level = root.level
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    yield
    root.setLevel(level)


@pytest.fixture
def house(tmp_path: Path, furnished: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a furnished installation that the environment names."""
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name, value in environment(settings_of(tmp_path)).items():
        monkeypatch.setenv(name, value)
    return tmp_path


class Shell:
    """A person at the command line."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.note = ""  # what was said below the last link

    def link(self, *arguments: str) -> str:
        """Return the link that a command prints."""
        code = main(arguments)
        said = self._capsys.readouterr()
        assert code == 0, said.err
        link, until, *more = said.out.splitlines()
        assert re.fullmatch(LINK, link)
        assert re.fullmatch(UNTIL, until)
        self.note = "".join(more)
        return link

    def shown(self, *arguments: str) -> list[str]:
        """Return the lines that a command prints."""
        code = main(arguments)
        said = self._capsys.readouterr()
        assert code == 0, said.err
        return said.out.splitlines()

    def refused(self, *arguments: str) -> str:
        """Return the one line with which a command is refused."""
        code = main(arguments)
        said = self._capsys.readouterr()
        assert (code, said.out) == (2, "")
        return said.err.splitlines()[-1]


@pytest.fixture
def shell(house: Path, log_of_its_own: None, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Return somebody who sits in front of the installation."""
    return Shell(capsys)
