"""Every setting is in the reference and in .env.example, and neither names one that is not."""

import re

import pytest

from bot.settings import Settings
from tests.docs.files import ROOT

REFERENCE = (ROOT / "docs/reference/settings.md").read_text("utf-8")
EXAMPLE = (ROOT / ".env.example").read_text("utf-8")
NAMES = {name.upper() for name in Settings.model_fields}


def test_the_example_names_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", EXAMPLE, re.MULTILINE)) == NAMES


def test_the_reference_names_every_setting_and_no_other() -> None:
    assert set(re.findall(r"^\| `([A-Z_]+)` ", REFERENCE, re.MULTILINE)) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_example_and_reference_show_the_real_default(name: str) -> None:
    field = Settings.model_fields[name.lower()]
    default = "" if field.is_required() or field.default is None else str(field.default)
    shown = re.search(rf"^#? ?{name}=(.*)$", EXAMPLE, re.MULTILINE)
    row = re.search(rf"^\| `{name}` \| (?:`([^`]*)`)?", REFERENCE, re.MULTILINE)
    assert shown is not None
    assert row is not None
    assert shown[1] == default
    assert (row[1] or "") == default
