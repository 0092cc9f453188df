"""What an installation makes on the disk is for its own user alone."""

from __future__ import annotations

import stat
from pathlib import Path

from bot.clock import Clock
from bot.ground import opened
from bot.settings import GivenSettings


async def test_the_folder_of_the_data_is_closed_to_everybody_else(tmp_path: Path) -> None:
    data = tmp_path / "data"
    settings = GivenSettings(
        telegram_token="1:a",
        telegram_api_url="http://127.0.0.1:9",
        database_url=f"sqlite:///{data}/holdfast.db",
        keystore_url=f"sqlite:///{data}/keys.db",
        master_key_file=data / "master.key",
    )
    async with opened(settings, Clock()):
        assert (data / "holdfast.db").exists()
        assert stat.S_IMODE(data.stat().st_mode) == 0o700
