"""Hides what looks like a CPR number before anything is stored."""

from __future__ import annotations

import re
import unicodedata

HIDDEN = "[skjult]"

# A CPR number is a day, a month, a year and four digits. Replacement numbers add 60 to the day.
_DAY = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_SPACE = "[ \u00a0\u2000-\u200d\u202f\u2060\ufeff]"
_DASH = "[-_/\u00ad\u2010-\u2015\u2212]"
_BETWEEN = rf"(?:{_SPACE}|{_DASH}|[.\u00b7])?"  # between day, month and year
_BEFORE_LAST = rf"(?:\s|{_SPACE}|{_DASH}|[.\u00b7]){{0,3}}"  # `-`, ` - `, a line break
_FORMS = (
    rf"(?P<apart>{_DAY}{_SPACE}{_MONTH}{_SPACE}\d\d{_SPACE}\d{{4}})",
    rf"{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}\d\d{_BEFORE_LAST}\d{{4}}",
    rf"{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}\d\d{_SPACE}?{_DASH}{_SPACE}?\d\d{_SPACE}\d\d",
    rf"{_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}(?:19|20)\d\d{_SPACE}?{_DASH}{_SPACE}?\d{{4}}",
    rf"\d(?:(?:{_SPACE}|[.]|{_DASH})\d){{9}}",  # digit by digit
)
_CANDIDATE = re.compile(rf"(?<!\d)(?:{'|'.join(_FORMS)})(?!\d)")
_DATE = re.compile(_DAY + _MONTH)

# `30 10 12 20 1530` is a telephone number and something else; pairs that begin below 20 are no
# telephone number.
_BEGUN_PHONE = re.compile(rf"(?<!\d)[2-9]\d{_SPACE}$")


def mask(text: str) -> str:
    """Return the text with everything that looks like a CPR number replaced by `[skjult]`.

    Sees digits of any script, and dots, spaces, dashes or a line break between the parts. Leaves
    telephone numbers of eight digits, dates and amounts as they are.
    """
    masked = _mask_once(text)
    while masked != text:  # what stood next to a hidden number may only now stand alone
        text, masked = masked, _mask_once(masked)
    return masked


def _mask_once(text: str) -> str:
    plain = "".join(_plain(character) for character in text)  # as long as `text`
    parts: list[str] = []
    end = 0
    for found in _CANDIDATE.finditer(plain):
        if _is_cpr(plain, found):
            parts += (text[end : found.start()], HIDDEN)
            end = found.end()
    return "".join([*parts, text[end:]])


def _plain(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)


def _is_cpr(plain: str, found: re.Match[str]) -> bool:
    if found["apart"] and _BEGUN_PHONE.search(plain, max(0, found.start() - 4), found.start()):
        return False
    digits = re.sub(r"\D", "", found[0])
    return _DATE.match(digits) is not None
