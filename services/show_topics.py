"""/emner: stop a topic, or take it up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from content.areas.rhythm import RhythmKey
from content.keys import Key
from domain.callback import encode
from domain.incoming import Incoming
from domain.message import Button, Buttons
from domain.people import Actor, Youth, YouthStatus
from domain.plan import Topic
from services.buttons import button
from services.human_contact import sign_of_life
from services.old_buttons import old_button_of_youth
from services.owe_all_off import owe_if_all_off
from services.programme_of import programme_of
from services.say import Voice, answer_youth
from services.turn import Turn
from services.withdraw_topics import withdraw_topics
from services.world import House
from storage import agreements
from storage.tx import Tx


def show_topics(
    tx: Tx, actor: Actor, now: datetime, house: House, incoming: Incoming, youth: Youth
) -> None:
    """Answer /emner: what is asked about, what is stopped, and a button for each."""
    sign_of_life(tx, now, youth)
    turn = Turn(tx, actor, now, house, incoming, youth)
    if youth.status is YouthStatus.ACTIVE and _topics(turn):
        _show(turn, edit=False)
    else:
        answer_youth(tx, now, Voice.of(tx, house, youth, now), incoming, Key.PAUSE_NOT_NOW)


def turn_topic(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    topic: str,
    wanted: bool,
) -> None:
    """Stop a topic or take it up again; a stop counts for what waits to leave, too."""
    sign_of_life(tx, now, youth)
    turn = Turn(tx, actor, now, house, incoming, youth)
    if topic not in {one.key for one in _topics(turn)}:
        old_button_of_youth(tx, actor, now, house, incoming, youth)
        return
    agreed = agreements.get(tx, youth.id)
    changed = agreed.with_topic(topic) if wanted else agreed.without_topic(topic)
    agreements.save(tx, now, youth.id, changed)
    if not wanted:
        withdraw_topics(tx, now, house, youth)
    owe_if_all_off(tx, now, house, youth)
    _show(turn, edit=True)


def _topics(turn: Turn) -> Sequence[Topic]:
    version_id = turn.youth.programme_version_id
    return programme_of(turn.tx, turn.house, version_id).topics


def _show(turn: Turn, *, edit: bool) -> None:
    youth, voice = turn.youth, Voice.of(turn.tx, turn.house, turn.youth, turn.now)
    off = agreements.get(turn.tx, youth.id).topics_off
    topics = _topics(turn)
    parts = []
    for key, some in (
        (RhythmKey.TOPICS_ON, [one for one in topics if one.key not in off]),
        (RhythmKey.TOPICS_OFF, [one for one in topics if one.key in off]),
    ):
        if some:
            names = [one.label[youth.language] for one in some]
            parts.append("\n".join([voice.say(key), *names]))
    parts.append(voice.say(RhythmKey.TOPICS_HOW))
    answer_youth(
        turn.tx,
        turn.now,
        voice,
        turn.incoming,
        RhythmKey.TOPICS_ON,
        text="\n\n".join(parts),
        buttons=_buttons(turn, topics, off),
        edit=edit,
    )


def _buttons(turn: Turn, topics: Sequence[Topic], off: frozenset[str]) -> Buttons:
    house, youth = turn.house, turn.youth
    chips = [
        Button(  # the button says what it makes, so that a double tap is one
            one.label[youth.language],
            encode("topic", youth.id, f"{'on' if one.key in off else 'off'}-{one.key}"),
        )
        for one in topics
    ]
    out = button(house, youth.language, RhythmKey.B_AS_NOW, "asnow", youth.id)
    return (*((chip,) for chip in chips), (out,))
