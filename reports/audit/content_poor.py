"""No name of a youth, no word of theirs and no place in what staff are sent over Telegram."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime

from domain.people import Staff, Youth
from reports.audit.facts import Delivery
from reports.audit.verdict import Breach, Promise

_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_PLACE = re.compile(r"geo:|maps\.|-?\d{1,3}\.\d{4,}\s*,\s*-?\d{1,3}\.\d{4,}", re.IGNORECASE)
_FEW = 3  # words; fewer may stand in anything


class Pushes:
    """What staff were sent, looked at once; a name or a word is then found without a search."""

    def __init__(
        self, pushes: Collection[Delivery], staff: Collection[Staff], *, since: datetime
    ) -> None:
        self._pushes = [push for push in pushes if push.sent.at >= since]
        self._colleagues = {part.casefold() for one in staff for part in one.name.split()}
        self._words: defaultdict[str, list[Delivery]] = defaultdict(list)
        self._starts: defaultdict[tuple[str, ...], list[tuple[str, Delivery]]] = defaultdict(list)
        seen: set[str] = set()
        for push in self._pushes:
            text = " ".join((push.sent.text, *push.sent.buttons))
            bare = _bare(text)
            if bare in seen:
                continue
            seen.add(bare)
            self._take(bare.split(), push)

    def _take(self, words: list[str], push: Delivery) -> None:
        text = " ".join(words)
        for word in dict.fromkeys(words):
            self._words[word].append(push)
        for start in dict.fromkeys(zip(words, words[1:], words[2:], strict=False)):
            self._starts[start].append((text, push))

    def places(self) -> Iterator[Breach]:
        """Yield the pushes that say where somebody is."""
        for push in self._pushes:
            if _PLACE.search(push.sent.text):
                yield _breach(push, None, "says a place")

    def names(self, youth: Youth) -> Iterator[Breach]:
        """Yield the pushes that name this youth; a colleague may have the same name."""
        for part in dict.fromkeys(_WORD.findall(youth.name.casefold())):
            if part in self._colleagues:
                continue
            for push in self._words.get(part, ()):
                yield _breach(push, youth.id, "names them")

    def words(self, youth_id: int, said: str) -> Iterator[Breach]:
        """Yield the pushes that repeat what this youth wrote."""
        words = _bare(said).split()
        if len(words) < _FEW:
            return
        whole = f" {' '.join(words)} "
        for text, push in self._starts.get(tuple(words[:_FEW]), ()):
            if whole in f" {text} ":
                yield _breach(push, youth_id, "repeats their words")


def _bare(text: str) -> str:
    """Return the words alone; what differs by numbers and signs only is looked at once."""
    return " ".join(_WORD.findall(text.casefold()))


def _breach(push: Delivery, youth_id: int | None, why: str) -> Breach:
    wording = push.row.wording if push.row is not None else "unknown"
    return Breach(
        at=push.sent.at,
        promise=Promise.CONTENT_POOR,
        youth_id=youth_id,
        evidence=f"message {push.sent.message_id} to staff ({wording}) {why}",
    )
