"""What is held about a youth, as a list in plain words. Each line stands only where it is true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.areas.enrolment import EnrolmentKey as E
from services.say import Voice
from storage import agreements, answers, caring, replies, talks
from storage.tx import Rx


def held(rx: Rx, voice: Voice) -> Sequence[str]:
    """Return a line for each kind of thing that is held about the youth of this voice."""
    return [voice.say(E.MINE_HELD), *(voice.say(key) for key in _held(rx, voice))]


def _held(rx: Rx, voice: Voice) -> Iterator[E]:
    youth = voice.youth
    there = (
        (E.HELD_NAME, True),
        (E.HELD_CHAT, youth.chat_id is not None),
        (E.HELD_AGE, youth.age_band is not None),
        (E.HELD_NUMBER, youth.phone is not None),
        (E.HELD_AGREED, True),
        (E.HELD_TRUSTED, agreements.get(rx, youth.id).trusted is not None),
        (E.HELD_SENT, bool(replies.latest_of(rx, youth.id, 1))),
        (E.HELD_WRITTEN, bool(answers.of_youth(rx, youth.id, 1))),
        (E.HELD_CARING, bool(caring.lines_of(rx, youth.id))),
        (E.HELD_TALKS, bool(talks.latest_of(rx, youth.id, 1))),
    )
    return (key for key, stands in there if stands)
