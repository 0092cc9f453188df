"""The interface's words in both languages, read from gettext files with stable keys."""

from __future__ import annotations

import gettext
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from types import MappingProxyType

from babel.messages import pofile

from content.audience import TextKey
from content.catalogues import ALL_KEYS, CATALOGUES, catalogue_of
from content.errors import ContentError, Problem, shown_path
from domain.people import LANGUAGES, Language

LOCALE = Path(__file__).parent / "locale"

Wordings = Mapping[Language, Mapping[TextKey, str]]


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts, checked: every key is there in both languages, with the same placeholders."""

    wordings: Wordings

    def say(self, language: Language, key: TextKey, /, **values: str | int) -> str:
        """Return the text of `key` in `language` with its placeholders filled in.

        Every placeholder of the key must be given, also one that the wording does not use today:
        a new wording must never fail in front of a youth. Raises `ValueError` when one is not.
        """
        if missing := key.placeholders - values.keys():
            raise ValueError(f"{key} needs {', '.join(sorted(missing))}; give every one to say().")
        return self.wordings[language][key].format(**values)


def load_texts(folder: Path = LOCALE, *, compiled: bool = True) -> Texts:
    """Return the texts of a locale folder.

    Args:
        folder: Holds `<language>/LC_MESSAGES/<area>.po`.
        compiled: Whether a fresh compiled catalogue beside it may be read instead.

    Raises:
        ContentError: Naming file, key and remedy of everything that is wrong.
    """
    wordings: dict[Language, Mapping[TextKey, str]] = {}
    problems: list[Problem] = []
    for language in LANGUAGES:
        read: dict[TextKey, str] = {}
        for area in CATALOGUES:
            path = po_path(folder, language, area)
            try:
                read |= (_compiled(path) if compiled else None) or read_po(path)
            except ContentError as error:
                problems.extend(error.problems)
        if read.keys() >= set(ALL_KEYS):
            wordings[language] = MappingProxyType(read)
    problems.extend(_placeholder_problems(folder, wordings))
    if problems:
        raise ContentError(problems)
    return Texts(MappingProxyType(wordings))


def po_path(folder: Path, language: Language, area: str = "holdfast") -> Path:
    """Return the path of an area's catalogue in a language."""
    return folder / language / "LC_MESSAGES" / f"{area}.po"


def _compiled(po: Path) -> Mapping[TextKey, str] | None:
    """Return the texts of the compiled catalogue; None when it is absent, older or incomplete."""
    mo = po.with_suffix(".mo")
    try:
        if mo.stat().st_mtime_ns < po.stat().st_mtime_ns:
            return None
        with mo.open("rb") as file:
            catalogue = gettext.GNUTranslations(file)
    except (OSError, struct.error, UnicodeDecodeError):
        return None
    found = {key: catalogue.gettext(key) for key in CATALOGUES[po.stem]}
    # gettext answers with the key itself when it has no text: then the .po says what is wrong.
    if any(text in ("", str(key)) for key, text in found.items()):
        return None
    return MappingProxyType(found)


def read_po(path: Path) -> Mapping[TextKey, str]:
    """Return the texts of a catalogue as it is written, without its compiled copy.

    Raises `ContentError` for a missing, empty or fuzzy key, and for one that nobody uses.
    """
    try:
        return _parsed(path, path.read_bytes())
    except (OSError, ValueError, pofile.PoFileError) as error:
        remedy = "write a gettext file there, one msgid and msgstr for each key"
        raise ContentError(
            [Problem(shown_path(path), "", f"cannot be read ({error})", remedy)]
        ) from error


@lru_cache(maxsize=256)  # a process may open many houses, and to parse takes most of its start
def _parsed(path: Path, written: bytes) -> Mapping[TextKey, str]:
    catalogue = pofile.read_po(BytesIO(written), abort_invalid=True)
    entries = {str(m.id): ("" if m.fuzzy else str(m.string or "")) for m in catalogue if m.id}
    fuzzy = {str(message.id) for message in catalogue if message.id and message.fuzzy}
    problems = [*_absent(path, entries, fuzzy), *_unused(path, entries)]
    if problems:
        raise ContentError(problems)
    return MappingProxyType({key: entries[key] for key in CATALOGUES[path.stem]})


def _absent(path: Path, entries: Mapping[str, str], fuzzy: set[str]) -> list[Problem]:
    problems = []
    for key in CATALOGUES[path.stem]:
        if key in fuzzy:
            what, remedy = "is marked fuzzy", "read the wording and remove the fuzzy mark"
        elif key not in entries:
            what, remedy = "is missing", f'add msgid "{key}" with its wording'
        elif not entries[key].strip():
            what, remedy = "is empty", "write its wording as msgstr"
        else:
            continue
        problems.append(Problem(shown_path(path), key, what, remedy))
    return problems


def _unused(path: Path, entries: Mapping[str, str]) -> list[Problem]:
    known = set(CATALOGUES[path.stem])
    remedy = "remove the entry, or add its key (content/keys.py, content/areas)"
    return [
        Problem(shown_path(path), entry, "is no key of ours", remedy)
        for entry in entries
        if entry not in known
    ]


def _placeholder_problems(folder: Path, wordings: Wordings) -> list[Problem]:
    problems = []
    for key in ALL_KEYS:
        used = {}
        for language, texts in wordings.items():
            try:
                used[language] = placeholders(texts[key])
            except ValueError as error:
                remedy = "write a placeholder as {navn}, and a brace itself twice"
                what = f"cannot be filled in ({error})"
                problems.append(Problem(_shown(folder, language, key), key, what, remedy))
                continue
            if unknown := used[language] - key.placeholders:
                may = ", ".join(sorted(key.placeholders)) or "none"
                what = f"has an unknown placeholder {{{'}, {'.join(sorted(unknown))}}}"
                place = _shown(folder, language, key)
                problems.append(Problem(place, key, what, f"use only these: {may}"))
        if len(set(used.values())) > 1:
            remedy = "let both languages use the same ones"
            what = "has other placeholders in Danish than in English"
            problems.append(Problem(shown_path(folder), key, what, remedy))
    return problems


def _shown(folder: Path, language: Language, key: TextKey) -> str:
    return shown_path(po_path(folder, language, catalogue_of(key)))


@lru_cache(maxsize=8192)
def placeholders(text: str) -> frozenset[str]:
    """Return the names of the placeholders in a text.

    Raises `ValueError` for anything but plain names in braces: no numbers, attributes or formats.
    """
    names = set()
    for _, name, form, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or form or conversion:
            raise ValueError(f"{{{name}}} is no plain name")
        names.add(name)
    return frozenset(names)
