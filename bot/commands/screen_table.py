"""How well the rules did on labelled messages, by label, category and language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from domain.screening import ScreenLevel

Judged = tuple[Mapping[str, str], ScreenLevel, ScreenLevel]  # the row, its label, what was found

HEAD = (
    "| Label, category | Danish | right | flagged | English | right | flagged |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)
_ALL = ""  # sorts before every category


def by_category(judged: Iterable[Judged]) -> Iterator[str]:
    """Yield the lines of a table: how many, the share at their label's level, the share flagged.

    *Flagged* is anything but ordinary. Rows without a column `lang` count as Danish, those without
    a `category` only in the line of their label.
    """
    times = Counter[tuple[str, str, str, str]]()
    for row, label, found in judged:
        for category in {_ALL, row.get("category") or _ALL}:
            key = (label.value, category, "en" if row.get("lang") == "en" else "da")
            times[(*key, "all")] += 1
            times[(*key, "right")] += found is label
            times[(*key, "flagged")] += found is not ScreenLevel.ORDINARY
    yield from HEAD
    for name, category in sorted({key[:2] for key in times}):
        cells = (_cells(times, (name, category, lang)) for lang in ("da", "en"))
        yield f"| {f'{name}, {category}' if category else f'**{name}**'} | {' | '.join(cells)} |"


def _cells(times: Counter[tuple[str, str, str, str]], key: tuple[str, str, str]) -> str:
    total = times[(*key, "all")]
    if not total:
        return "0 | - | -"
    return f"{total} | " + " | ".join(
        f"{times[(*key, what)] / total:.2f}" for what in ("right", "flagged")
    )
