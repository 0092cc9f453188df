"""Messages to a youth that are put together from several texts, measured as they are read.

Each text alone is measured in `content.lint`. Here stands which of them meet in one message, and
the worst of every such message is measured: for each place the text that counts most, with the
longest values of its placeholders. A service that puts texts together has its line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from content.areas.cafe import CafeKey as C
from content.areas.care import CareKey
from content.areas.ending import EndingKey
from content.areas.enrolment import EnrolmentKey as E
from content.areas.passing import PassingKey
from content.areas.rhythm import RhythmKey as R
from content.areas.talks import TalkKey
from content.areas.things import ThingKey as T
from content.audience import TextKey
from content.keys import Key
from content.longest import at_its_longest
from content.texts import Texts
from content.voice import (
    WORDS,
    WORDS_LONG,
    Fault,
    count_emoji,
    count_words,
)
from domain.people import Language
from domain.plan import ContactKind, PlannedContact, Programme

Place = Sequence[TextKey | None]  # the texts that may stand there; None where nothing may
NOTHING: Final = (None,)

_THANKS: Final = (Key.THANKS, Key.LATE, Key.THANKS_CAFE_YES, Key.THANKS_CAFE_MAYBE)
_SENT: Final = (
    Key.WORD_HOURS, Key.WORD_CLOSED, Key.MEDIA, T.HEARD, T.SEEN, T.FILE, T.PLACE, T.NUMBER,
    T.SMALL, T.LIST, T.TOO_BIG, T.ALBUM, T.FORWARDED, T.OTHER_LANGUAGE,
)  # fmt: skip
# The whole invitation: it is measured with what staff wrote when they write it, and held to WORDS.
_INVITED: Final = "an invitation"

# Of every message its places, and how many words it may have. That is more than the usual where it
# says two things (how a question ended, and a café; who reads words, and what becomes of them),
# and where a youth has asked to see how something is.
WHOLES: Final[dict[str, tuple[Sequence[Place], int]]] = {
    "first screen": ([(E.BEGIN,), (E.DAYS,)], WORDS),
    "screen after a number": ([(E.NUMBER_KEPT,), (E.IF_QUIET,)], WORDS),
    "screen after a name": ([(E.TRUSTED_KEPT,), (E.GUARDIAN, E.HANDSHAKE)], WORDS),
    "days": ([(E.DAYS_CHOSEN,), (None, E.DAYS_USED)], WORDS),
    "end of the sitting": (
        [(E.IN,), (None, E.WEEK, E.WEEK_ONE, E.WEEK_BY_PHONE, E.WEEK_NOTHING)],
        WORDS,
    ),
    "card": (
        [(Key.CARD, CareKey.CARD_ROSTER, CareKey.CARD_EXTERNAL, CareKey.CARD_NOBODY),
         (CareKey.LINES,)],
        WORDS_LONG,
    ),
    "thanks": ([_THANKS, (None, Key.MASKED), (None, R.AS_BEFORE)], WORDS),
    "thanks with a café": (
        [_THANKS, (None, Key.MASKED), (None, R.AS_BEFORE), (C.IN_CHECKIN,)],
        WORDS_LONG,
    ),
    "thanks for little": ([(Key.THANKS_LOW,), (None, Key.MASKED), (None, R.AS_BEFORE)], WORDS),
    "skipped": ([(Key.SKIPPED,), (None, R.HALVED)], WORDS),
    "skipped with a café": ([(Key.SKIPPED,), (None, R.HALVED), (C.IN_CHECKIN,)], WORDS_LONG),
    "over": ([(Key.CLOSED, *_THANKS, Key.SKIPPED), (C.OVER,)], WORDS),
    "who reads": ([_SENT, (None, Key.MASKED), (None, PassingKey.NOT_KEPT)], WORDS_LONG),
    "who reads a plain word": (
        [(Key.WORD_HOURS, Key.WORD_CLOSED), (R.MEANT_STOP, R.MEANT_PAUSE),
         (None, PassingKey.NOT_KEPT)],
        WORDS_LONG,
    ),
    "times": ([(None, R.CLOCK_SET), (R.TIMES,), (None, R.TIMES_HALVED)], WORDS_LONG),
    "times of others": (
        [(None, R.CLOCK_SET), (None, R.TIMES_BY_WORKER, R.TIMES_NOTHING),
         (R.TIMES_QUIET_ONLY,), (None, R.TIMES_HALVED)],
        WORDS_LONG,
    ),
    "times of who sleeps by day": (
        [(R.CLOCK_SET,), (R.CLOCK_ASLEEP,), (R.TIMES_QUIET_ONLY,), (None, R.TIMES_HALVED)],
        WORDS_LONG,
    ),
    "café in other words": ([(C.CHANGED,), (None, C.FOOD), (None, C.THEME)], WORDS),
    "café called off": ([(C.CANCELLED,), (None, C.NEXT)], WORDS),
}  # fmt: skip
# What an invitation stands below, with its answers.
_ABOVE_AN_INVITATION: Final = (
    Key.CLOSED, EndingKey.QUESTION_OVER, Key.SKIPPED, *_THANKS, Key.LOW_CALL, Key.LOW_WRITE,
    Key.LOW_NO,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a message, at its longest, and where it stands."""

    name: str
    text: str


Measure = tuple[Callable[[str], int], str, str]


def home_of(whole: str) -> TextKey:
    """Return the text by which a message is found: its main one stands in that catalogue."""
    places = WHOLES[whole][0] if whole in WHOLES else [(C.WHEN,)]
    return next(key for place in places for key in place if key is not None)


def composed_faults(texts: Texts, language: Language) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong with a message made of several texts, and which message it is."""
    for name, (places, most) in WHOLES.items():
        pieces = [[_piece(texts, language, key) for key in place] for place in places]
        yield from _faults(name, pieces, most)
    above = [_piece(texts, language, key) for key in _ABOVE_AN_INVITATION]
    invited = [Piece(_INVITED, "ord " * WORDS)]
    yield from _faults("an end with an invitation", [above, invited], WORDS_LONG)


def checkin_faults(
    texts: Texts, programme: Programme, language: Language
) -> Iterator[tuple[str, Fault]]:
    """Yield what is wrong with the check-ins of a programme, with all that may stand in them."""
    plan = [_piece(texts, language, key) for key in (None, TalkKey.PLAN_IN_CHECKIN)]
    cafe = [_piece(texts, language, key) for key in (None, C.IN_CHECKIN)]
    for contact in programme.contacts:
        asked = _asked(programme, contact, language)
        if contact.kind is not ContactKind.CHECKIN or not asked:
            continue
        openings = [
            Piece("its opening", at_its_longest(contact.opening[language], language)),
            _piece(texts, language, R.ONE_QUESTION),
        ]
        place = f"contacts.{contact.key}.{language}"
        yield from _faults(place, [openings, cafe, asked], WORDS)
        yield from _faults(place, [openings, plan, cafe, asked], WORDS_LONG)


def _asked(programme: Programme, contact: PlannedContact, language: Language) -> list[Piece]:
    """Return what a check-in may ask first."""
    rotates = bool(contact.always or contact.rotate or contact.all_items)
    first = programme.items if rotates else contact.questions[:1]
    return [Piece(one.key, at_its_longest(one.text[language], language)) for one in first]


def _piece(texts: Texts, language: Language, key: TextKey | None) -> Piece:
    if key is None:
        return Piece("", "")
    return Piece(key, at_its_longest(texts.wordings[language][key], language, key))


def _faults(
    name: str, places: Sequence[Sequence[Piece]], most: int
) -> Iterator[tuple[str, Fault]]:
    for count, limit, what, remedy in (
        (count_words, most, "words", f"write at most {most}, or say less in one message"),
        (lambda text: text.count("?"), 1, "questions", "ask one thing in one message"),
        (lambda text: text.count("!"), 1, "exclamation marks", "write a full stop"),
        (count_emoji, 1, "emoji", "use at most one"),
    ):
        worst = [max(place, key=lambda piece: count(piece.text)) for place in places]
        found = sum(count(piece.text) for piece in worst)
        if found > limit:
            parts = " + ".join(piece.name for piece in worst if count(piece.text))
            yield name, (f"has {found} {what} as it is put together ({parts})", remedy)
