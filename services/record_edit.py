"""A youth changes a message: the new wording takes the place of the old, which is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.case import CaseKind
from domain.incoming import Incoming, Words
from domain.masking import mask
from domain.people import Actor, Youth
from domain.reply import Reply, ReplyKind
from domain.screening import Screened, ScreenLevel
from services.help_card import give_card
from services.human_contact import sign_of_life
from services.more_words import bring_words
from services.owe_decision import names_family, owe_decision
from services.raise_case import standing
from services.record_words import record_words
from services.screen_words import graver, is_cry, screen_words
from services.turn import Turn
from services.who_reads import say_changed
from services.words_after_card import say_it_is_passed_on
from services.world import House
from storage import checkins, replies
from storage.tx import Tx

_PLACES = frozenset({ReplyKind.LOCATION, ReplyKind.VENUE})


def record_edit(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    words: Words,
) -> None:
    """Let a changed message replace what it said; the old wording stands beside it.

    It is screened anew: a cry gets the card, and a cry that is taken back closes nothing and stays
    marked. What was read before is unread again. The answer to a question changes while the
    question may be answered; after that, and where we never had the message, it is a word of its
    own.
    """
    turn = Turn(tx, actor, now, house, incoming, youth)
    old = _changed(turn)
    if old is None:
        kind = ReplyKind.EDIT if words.kind is ReplyKind.WORD else words.kind
        record_words(tx, actor, now, house, incoming, youth, words=replace(words, kind=kind))
    elif old.kind in _PLACES and words.kind in _PLACES:
        replies.change(tx, now, old, replace(old, file_ref=words.file_ref), keep=False)
    elif not _says_the_same(old, words):
        sign_of_life(tx, now, youth)
        screened = screen_words(words, house.screening)
        replies.change(tx, now, old, _reworded(turn, old, words, screened))
        if _is_graver(turn, old, screened):
            owe_decision(tx, now, house, youth, screened)
        _bring(turn, old, words)


def _changed(turn: Turn) -> Reply | None:
    """Return the reply that this message is and that may still change."""
    message_id = turn.incoming.message_id
    if message_id is None:
        return None
    old = replies.written_as(turn.tx, turn.youth.id, message_id)
    if old is not None and turn.youth.has_left and not old.passing:
        return None  # their file does not change by what they write after they left
    if old is None or old.checkin_id is None:
        return old
    checkin = checkins.get(turn.tx, old.checkin_id)
    return old if checkin is not None and turn.now < checkin.expires_at else None


def _says_the_same(old: Reply, words: Words) -> bool:
    """Return whether only something around the words has changed, such as a preview."""
    text = mask(words.text) if words.text is not None else None
    return (old.text, old.file_ref) == (text, words.file_ref)


def _is_graver(turn: Turn, old: Reply, screened: Screened) -> bool:
    """Return whether the new wording says what the old one did not: a typo owes nothing anew."""
    risen = graver(old, screened)[0] != (old.level or ScreenLevel.ORDINARY.value)
    return risen or not names_family(turn.house, (old.rule or "",))


def _reworded(turn: Turn, old: Reply, words: Words, screened: Screened) -> Reply:
    level, rule = graver(old, screened)
    return replace(
        old,
        kind=old.kind if words.kind is ReplyKind.WORD else words.kind,
        text=mask(words.text) if words.text is not None else None,
        file_ref=words.file_ref,
        level=level,
        rule=rule,
        edited_at=turn.now,
        read_at=None,
        read_by=None,
    )


def _bring(turn: Turn, old: Reply, words: Words) -> None:
    """Bring a change to staff; one that nobody has read the first wording of is no news."""
    tx, actor, now, house, youth = turn.tx, turn.actor, turn.now, turn.house, turn.youth
    if is_cry(words, house.screening):
        give_card(tx, actor, now, house, turn.incoming, youth)
    elif standing(tx, youth, CaseKind.CRISIS) is not None:
        bring_words(tx, actor, now, house, youth)
        say_it_is_passed_on(turn)
    else:
        if old.read_at is not None or standing(tx, youth, CaseKind.WORD) is None:
            bring_words(tx, actor, now, house, youth)
        say_changed(turn, old.id)
