"""Files that are sent: made from a recipe at the moment they leave, and kept nowhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import segno

import content
from domain.message import File

PICTURES = Path(content.__path__[0]) / "pictures"
QR_SCALE = 8  # pixels a module: sharp on a phone, a few kilobytes
QR_BORDER = 4  # modules, as ISO/IEC 18004 asks


def make_file(recipe: str) -> File:
    """Return the file of a recipe.

    Raises:
        ValueError: If nobody knows the recipe.
    """
    kind, _, what = recipe.partition(":")
    if kind not in _MAKERS:
        raise ValueError(f"No file is made from {kind!r}: use a recipe of domain/recipe.py.")
    return _MAKERS[kind](what)


def _qr(text: str) -> File:
    picture = io.BytesIO()
    made = segno.make_qr(text, error="m")
    made.save(picture, kind="png", scale=QR_SCALE, border=QR_BORDER)
    return File("qr.png", picture.getvalue())


def _picture(name: str) -> File:
    found = {path.stem: path for path in PICTURES.glob("*.png")}
    if name not in found:
        raise ValueError(f"There is no picture {name!r} in content/pictures.")
    return File(f"{name}.png", found[name].read_bytes())


_MAKERS: Mapping[str, Callable[[str], File]] = MappingProxyType({"qr": _qr, "picture": _picture})
