"""Decision records are numbered without gaps, listed, and all built the same way."""

import re
from pathlib import Path

import pytest

from tests.docs.files import ROOT, short

FOLDER = ROOT / "docs/adr"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))


def test_numbers_have_no_gaps() -> None:
    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=short)
def test_a_record_is_listed_with_its_own_title(record: Path) -> None:
    title = record.read_text("utf-8").splitlines()[0].removeprefix("# ")
    assert f"- [{title}]({record.name})" in (FOLDER / "README.md").read_text("utf-8")
    assert title.startswith(f"{int(record.name[:4])}. ")


@pytest.mark.parametrize("record", RECORDS, ids=short)
def test_a_record_says_why_what_and_what_follows(record: Path) -> None:
    headings = re.findall(r"^## (.+)$", record.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]
