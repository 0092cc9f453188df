"""The lines of a programme file one by one: names, texts, rules and lengths of time."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Annotated

from pydantic import BeforeValidator

from content.amounts import clock_time, duration, shown, working_days, wrong
from content.shapes import Shape
from domain.cadence import check_rule

LONGEST_TEXT = 1000


def _name(written: object) -> str:
    # Part of the callback data of buttons, which Telegram cuts at 64 bytes.
    if isinstance(written, str) and re.fullmatch(r"[a-z][a-z0-9_]{0,23}", written, re.ASCII):
        return written
    remedy = "write at most 24 small letters, digits and _, beginning with a letter"
    raise wrong(f"{shown(written)} is no name", remedy)


def _programme_key(written: object) -> str:
    if isinstance(written, str) and re.fullmatch(r"[a-z][a-z0-9-]{0,39}", written, re.ASCII):
        return written
    remedy = "write the file's name without .toml: at most 40 small letters, digits and -"
    raise wrong(f"{shown(written)} is no name of a programme", remedy)


def _wording(written: object) -> object:
    if not isinstance(written, str):
        return written  # refused by its type
    if not written.strip():
        raise wrong("is empty", "write the wording")
    if len(written) > LONGEST_TEXT or not written.replace("\n", "").isprintable():
        remedy = f"write at most {LONGEST_TEXT} ordinary characters"
        raise wrong(f"{shown(written)} cannot be sent", remedy)
    return written


def _rule(written: object) -> str:
    remedy = 'write a rule such as "FREQ=WEEKLY;BYDAY=TU"'
    if not isinstance(written, str):
        raise wrong(f"{shown(written)} is no rule", remedy)
    try:
        check_rule(written)
    except ValueError as error:
        what, _, better = str(error).rpartition(": ")
        raise wrong(what or str(error), better.rstrip(".") or remedy) from error
    return written


Name = Annotated[str, BeforeValidator(_name)]
Text = Annotated[str, BeforeValidator(_wording)]
Duration = Annotated[timedelta, BeforeValidator(duration)]
ClockTime = Annotated[time, BeforeValidator(clock_time)]
Rule = Annotated[str, BeforeValidator(_rule)]
ProgrammeKey = Annotated[str, BeforeValidator(_programme_key)]
WorkingDays = Annotated[int, BeforeValidator(working_days)]


class WordingShape(Shape):
    """One text in both languages."""

    da: Text
    en: Text
