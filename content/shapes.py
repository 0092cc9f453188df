"""From a TOML text to a checked model, with every error said as a `Problem`."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from content.amounts import shown
from content.errors import ContentError, Problem, shown_path


class Shape(BaseModel):
    """A table in a content file: nothing unknown, nothing turned silently into something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


ShapeT = TypeVar("ShapeT", bound=Shape)

_REMEDIES = {
    "missing": ("is missing", "add it"),
    "extra_forbidden": ("is not known here", "correct its spelling or remove it"),
    "string_type": ("is no text", 'write it in quotation marks, such as "..."'),
    "int_type": ("is no whole number", "write it as digits without quotation marks"),
    "bool_type": ("is neither true nor false", "write true or false without quotation marks"),
    "list_type": ("is no list", "write it as a list, such as [...]"),
    "dict_type": ("is no table", "write it as a table of its own"),
    "model_type": ("is no table", "write it as a table, such as { da = ..., en = ... }"),
}


def read_text(path: Path) -> str:
    """Return a content file's text; raises `ContentError` when it cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        what, remedy = f"cannot be read ({error})", "put a readable UTF-8 text file there"
        raise ContentError([Problem(shown_path(path), "", what, remedy)]) from error


def read_shape(text: str, shape: type[ShapeT], *, file: str) -> ShapeT:
    """Return the model that a TOML text describes; raises `ContentError` with every problem."""
    try:
        return shape.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        remedy = "correct the line so that it is valid TOML"
        raise ContentError([Problem(file, "", f"cannot be read ({error})", remedy)]) from error
    except ValidationError as error:
        raise ContentError([_problem(file, detail) for detail in error.errors()]) from error
    except RecursionError:
        remedy = "remove the brackets inside brackets"
        raise ContentError([Problem(file, "", "is nested too deeply", remedy)]) from None


def place_of(location: Sequence[int | str]) -> str:
    """Return a place as people read it, such as `contacts.weekly.questions[1].text.da`."""
    place = ""
    for part in location:
        if isinstance(part, int):
            place += f"[{part}]"
        elif part != "[key]":  # pydantic's mark for "the name of this table"
            place += f".{part}" if place else part
    return place


def _problem(file: str, detail: ErrorDetails) -> Problem:
    context = detail.get("ctx", {})
    if detail["type"] == "content":
        what, remedy = str(context["what"]), str(context["remedy"])
    elif detail["type"] in _REMEDIES:
        what, remedy = _REMEDIES[detail["type"]]
    else:
        what = f"{shown(detail['input'])} cannot be used"
        remedy = f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"
    return Problem(file, place_of(detail["loc"]), what, remedy)
