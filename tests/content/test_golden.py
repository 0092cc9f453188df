"""Every text as a youth reads it, kept in a file: a change of wording is seen and meant.

After a change that is meant: UPDATE_GOLDEN=1 pytest tests/content/test_golden.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from content.audience import Audience, TextKey
from content.catalogues import CATALOGUES
from content.keys import Key
from content.texts import load_texts
from content.voice import SAMPLES
from domain.people import LANGUAGES, Language

GOLDEN = Path(__file__).parent / "golden"
# Where the sample of a moment ahead would not be read so.
MOMENTS: dict[TextKey, dict[Language, str]] = {
    Key.REMINDER: {"da": "i går kl. 15", "en": "yesterday at 3 pm"},
    Key.THANKS_CAFE_YES: {"da": "i dag kl. 17", "en": "today at 5 pm"},
    Key.WORD_HOURS: {"da": "i dag kl. 15", "en": "today at 3 pm"},
}
READ_BY_YOUTHS = (Audience.YOUTH, Audience.YOUTH_BUTTON, Audience.COMMAND)


def as_read(language: Language, area: str) -> str:
    """Return every text of an area as a youth reads it."""
    texts = load_texts()
    lines = []
    for key in CATALOGUES[area]:
        if key.audience in READ_BY_YOUTHS:
            values = {name: SAMPLES[language][name] for name in key.placeholders}
            if key in MOMENTS:
                values["hvornaar"] = MOMENTS[key][language]
            lines.append(f"{key}\n  {texts.say(language, key, **values)}\n")
    return "\n".join(lines)


@pytest.mark.parametrize("area", CATALOGUES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_youths_read_exactly_the_wording_that_was_agreed(language: Language, area: str) -> None:
    path = GOLDEN / (f"{language}.txt" if area == "holdfast" else f"{area}.{language}.txt")
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(as_read(language, area), "utf-8")
    assert as_read(language, area) == path.read_text("utf-8"), (
        f"The wording differs from {path.name}; read it aloud, then run with UPDATE_GOLDEN=1."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_is_left_in_what_youths_read(language: Language) -> None:
    assert all("{" not in as_read(language, area) for area in CATALOGUES)
