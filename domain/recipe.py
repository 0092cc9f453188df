"""How a file that is sent is made: words that the outbox keeps, and `reports/files.py` reads."""

from __future__ import annotations


def qr_of(text: str) -> str:
    """Return the recipe of a picture that phones read as this text."""
    return f"qr:{text}"


def picture_of(name: str, language: str) -> str:
    """Return the recipe of a picture in `content/pictures`, in this language."""
    return f"picture:{name}.{language}"
