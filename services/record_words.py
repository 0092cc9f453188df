"""Words, voice, photos and files of a youth: kept, screened, answered, given to a human."""

from __future__ import annotations

from datetime import datetime

from domain.clocks import is_talk
from domain.incoming import Incoming, Words
from domain.masking import mask
from domain.people import Actor, Youth
from domain.reply import Reply, ReplyKind
from domain.screening import Screened, ScreenLevel
from services.answer_question import answer_with_words
from services.ask_worth import keep_wish
from services.help_card import give_card
from services.human_contact import sign_of_life, youth_wrote
from services.more_words import bring_words
from services.owe_decision import owe_decision
from services.plain_word import meant
from services.screen_words import is_cry, is_screened, screen_words
from services.turn import Turn
from services.who_reads import is_masked, say_who_reads
from services.words_after_card import answers_card, say_it_is_passed_on
from services.world import House
from storage import replies
from storage.tx import Tx

_ONE_LINE = 10 * 60  # seconds


def record_words(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    incoming: Incoming,
    youth: Youth,
    *,
    words: Words,
) -> None:
    """Keep what came, and see to it that a human reads it.

    Numbers that look like CPR are hidden before anything is stored; screening sees the words as
    they were. Words of danger get the help card whatever the youth's status, and whoever wrote
    them first. Words while a free-text question is open are its answer. All words open a case with
    a clock on it, so that none goes unread; while a red case is open they are told there as well,
    at once. *Ja* and *nej* answer the question of a help card. What comes from somebody who has
    left is passed on and not kept (services/passing.py).
    """
    turn = Turn(tx, actor, now, house, incoming, youth)
    crisis = is_cry(words, house.screening)
    screened = screen_words(words, house.screening)
    reply = _reply(turn, words, screened)
    answered = None
    typed = answers_card(turn, words)
    if _may_answer(turn, words) and not typed:
        answered = answer_with_words(turn, reply, quietly=crisis, masked=is_masked(words))
    replies.add(tx, answered or reply, inbox_id=incoming.inbox_id)
    if is_talk(words.kind) and not words.forwarded:
        youth_wrote(tx, now, house, youth)
    else:
        sign_of_life(tx, now, youth)
    owe_decision(tx, now, house, youth, screened)
    if typed:
        return
    if crisis:
        give_card(tx, actor, now, house, incoming, youth)
    elif bring_words(tx, actor, now, house, youth) is not None:
        say_it_is_passed_on(turn, words)
    elif answered is None and not _is_only_a_wish(turn, words, reply):
        say_who_reads(turn, words, worries=screened.level is ScreenLevel.CONCERN)


def _may_answer(turn: Turn, words: Words) -> bool:
    """Return whether the words may be an answer: *stop* and *hjælp* alone ask for something."""
    own = words.kind is ReplyKind.WORD and not words.forwarded
    return own and meant(words, turn.youth) is None


def _is_only_a_wish(turn: Turn, words: Words, reply: Reply) -> bool:
    """Keep what is a wish for the café; return whether that was all, and has been answered."""
    if reply.text is None or not _may_answer(turn, words) or not is_screened(words):
        return False
    ordinary = reply.level == ScreenLevel.ORDINARY.value and not is_masked(words)
    return keep_wish(turn, reply.text, ordinary=ordinary)


def _reply(turn: Turn, words: Words, screened: Screened) -> Reply:
    return Reply(
        id=turn.tx.new_id(),
        youth_id=turn.youth.id,
        kind=words.kind,
        received_at=turn.now,
        text=mask(words.text) if words.text is not None else None,
        file_ref=words.file_ref,
        forwarded=words.forwarded,
        passing=turn.youth.has_left,
        level=screened.level.value,
        rule=screened.rule,
        sent_at=turn.incoming.sent_at,
        message_id=turn.incoming.message_id,
    )
