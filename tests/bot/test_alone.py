"""One process to a SQLite file, however the one before ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.alone import alone_with
from bot.errors import UserError


def test_a_second_process_on_the_same_file_is_refused_in_words(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new/holdfast.db"
    with alone_with(url):
        with pytest.raises(UserError, match=r"already runs on .*holdfast\.db\. Stop that"):
            alone_with(url).__enter__()
        with alone_with(f"sqlite:///{tmp_path}/other.db"):
            pass
    with alone_with(url):
        assert Path(f"{tmp_path}/new/holdfast.db.lock").exists()


def test_several_processes_may_share_postgresql(tmp_path: Path) -> None:
    with alone_with("postgresql://localhost/x"), alone_with("postgresql://localhost/x"):
        assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match=r"Cannot write .*holdfast\.db\.lock"):
        alone_with(f"sqlite:///{tmp_path}/file/holdfast.db").__enter__()
