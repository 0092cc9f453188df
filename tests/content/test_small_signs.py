"""The file of small signs is what is read, and each of its signs was met often enough."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bench.small_signs import (
    AUTHORS,
    FOLDER,
    KEPT,
    MESSAGES,
    NO_FIELD,
    Labelled,
    counts,
    labelled,
    learnt,
)
from content.errors import ContentError
from content.screening_file import SCREENING, load_screening
from domain.screening import ScreenLevel

RULES = load_screening()
FILE = tomllib.loads((SCREENING / "small_signs.toml").read_text("utf-8"))["small_signs"]
SIGNS = [sign for group in FILE["groups"] for sign in group["signs"]]


def test_the_file_is_what_is_read() -> None:
    assert RULES.small is not None
    read = [(sign.of, sign.crisis, sign.concern) for sign in RULES.small.signs.signs]
    assert read == [(each["of"], each["crisis"], each["concern"]) for each in SIGNS]
    named = RULES.small.signs
    assert named.keeps | named.doubtful <= {rule.name for rule in RULES.rules}


def test_no_sign_is_of_few_messages_or_authors_and_none_is_enough_alone() -> None:
    known = counts(labelled(RULES))
    told = {each["of"]: (each["messages"], each["authors"]) for each in SIGNS}
    assert {of: known.get(of) for of in told} == told
    assert min(messages for messages, _ in told.values()) >= MESSAGES
    assert min(authors for _, authors in told.values()) >= AUTHORS
    assert len(told) <= KEPT
    assert max(each["crisis"] for each in SIGNS) * 2 < FILE["doubtful_at"]
    assert max(each["concern"] for each in SIGNS) * 2 < FILE["concern_at"]


def test_a_reader_finds_the_signs_by_the_field_that_they_speak_of() -> None:
    fields = {group["field"]: group["signs"] for group in FILE["groups"]}
    assert set(fields) <= {*RULES.classes, NO_FIELD}
    for field, signs in fields.items():
        own = [sign for sign in signs if sign["of"].startswith("<f_")]
        assert all(f"<{field}>" in sign["of"].split(" + ") for sign in own)


def test_nothing_that_is_held_back_is_learnt_from() -> None:
    texts = {message.text for message in labelled(RULES)}
    for name in ("blind.csv", "unseen.csv"):
        with (FOLDER / name).open(encoding="utf-8") as file:
            assert texts.isdisjoint(line.partition(",")[0] for line in file)


def test_what_danger_holds_and_every_day_does_not_gets_points() -> None:
    authors = ("a", "b", "c")
    dark = [Labelled("", by, ScreenLevel.CRISIS, frozenset({"tom", "jeg"})) for by in authors * 4]
    bright = [
        Labelled("", by, ScreenLevel.ORDINARY, frozenset({"kage", "jeg"})) for by in authors * 4
    ]
    few = [Labelled("", by, ScreenLevel.CRISIS, frozenset({"en gang"})) for by in authors]
    found = learnt([*dark, *bright, *few])
    assert found["tom"][0] > 0 > found["kage"][0]
    assert "en gang" not in found


def test_two_files_of_small_signs_are_refused(tmp_path: Path) -> None:
    text = (SCREENING / "small_signs.toml").read_text("utf-8")
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(ContentError, match="keep one of the two"):
        load_screening(tmp_path)
