"""An SMS of a youth: *ja*, *nej* or *stop* in answer to ours, or words that a human reads."""

from __future__ import annotations

from datetime import datetime

from domain.incoming import Incoming, Words
from domain.people import Actor, Youth
from domain.reply import ReplyKind
from domain.sms import Short, short_of
from services.answer_by_sms import answer_by_sms
from services.record_words import record_words
from services.stop import stop
from services.tell_spent import tell_spent_of_youth
from services.turn import Turn
from services.world import House
from storage.tx import Tx


def hear_sms(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    words: Words,
) -> None:
    """Take an SMS as the answer to our latest question, or as words.

    A *ja* to nothing is words as well: a human finds out what it was meant for. Whoever had many
    answers on one day is a machine, or needs a human: the worker is told, and no more go out.
    """
    _take(tx, actor, now, house, incoming, youth, words=words)
    tell_spent_of_youth(tx, now, house, youth)


def _take(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    words: Words,
) -> None:
    written = words.text if words.kind is ReplyKind.WORD else None
    short = short_of(written) if written is not None else None
    if short is Short.STOP:
        stop(tx, actor, now, house, incoming, youth)
        return
    turn = Turn(tx, actor, now, house, incoming, youth)
    if short is None or not answer_by_sms(turn, yes=short is Short.YES):
        record_words(tx, actor, now, house, incoming, youth, words=words)
