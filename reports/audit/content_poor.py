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
_RUN = 5  # words in a row, anywhere in what was written, are a quotation
_NUMBER = re.compile(r"\+?\d(?:[ ]?\d){7,}")
_TAIL = 8  # digits by which a number is the same, with its country or without


class Pushes:
    """What was sent to `to`, looked at once; a name or a word is then found without a search."""

    def __init__(
        self,
        pushes: Collection[Delivery],
        staff: Collection[Staff],
        *,
        since: datetime,
        to: str = "staff",
    ) -> None:
        self._to = to
        self._pushes = [push for push in pushes if push.sent.at >= since]
        self._colleagues = {part.casefold() for one in staff for part in one.name.split()}
        self._words: defaultdict[str, list[Delivery]] = defaultdict(list)
        self._starts: defaultdict[tuple[str, ...], list[tuple[str, Delivery]]] = defaultdict(list)
        self._numbers: defaultdict[str, list[Delivery]] = defaultdict(list)
        seen: set[str] = set()
        for push in self._pushes:
            text = " ".join((push.sent.text, *push.sent.buttons))
            for number in _NUMBER.findall(text):
                self._numbers[_tail(number)].append(push)
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
                yield self._breach(push, None, "says a place")

    def names(self, youth: Youth) -> Iterator[Breach]:
        """Yield the pushes that name this youth, or their number.

        A colleague may have the same name; *Bos* is Bo as well.
        """
        for part in dict.fromkeys(_WORD.findall(youth.name.casefold())):
            for written in (part, f"{part}s"):
                if part in self._colleagues or written in self._colleagues:
                    continue
                for push in self._words.get(written, ()):
                    yield self._breach(push, youth.id, "names them")
        for push in self._numbers.get(_tail(youth.phone), ()) if youth.phone else ():
            yield self._breach(push, youth.id, "says their number")

    def words(self, youth_id: int, said: str) -> Iterator[Breach]:
        """Yield the pushes that repeat what this youth wrote."""
        words = _bare(said).split()
        if len(words) < _FEW:
            return
        told: set[int] = set()
        for run in _runs(words):
            whole = f" {' '.join(run)} "
            for text, push in self._starts.get(tuple(run[:_FEW]), ()):
                if whole in f" {text} " and push.sent.message_id not in told:
                    told.add(push.sent.message_id)
                    yield self._breach(push, youth_id, "repeats their words")

    def _breach(self, push: Delivery, youth_id: int | None, why: str) -> Breach:
        wording = push.row.wording if push.row is not None else "unknown"
        return Breach(
            at=push.sent.at,
            promise=Promise.CONTENT_POOR,
            youth_id=youth_id,
            evidence=f"message {push.sent.message_id} to {self._to} ({wording}) {why}",
        )


def _runs(words: list[str]) -> Iterator[list[str]]:
    """Yield what would be a quotation: all the words, or so many of them in a row."""
    length = min(len(words), _RUN)
    for start in range(len(words) - length + 1):
        yield words[start : start + length]


def _tail(number: str) -> str:
    return "".join(filter(str.isdigit, number))[-_TAIL:]


def _bare(text: str) -> str:
    """Return the words alone; what differs by numbers and signs only is looked at once."""
    return " ".join(_WORD.findall(text.casefold()))
