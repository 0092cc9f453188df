"""Words that come after a help card: *ja* and *nej* answer its question, all else is passed on."""

from __future__ import annotations

from content.keys import Key
from domain.case import Case, CaseKind, CaseState
from domain.incoming import Words
from domain.message import Purpose
from domain.plain_answer import to_danger
from domain.reply import ReplyKind
from domain.sms import Short
from services.buttons import help_now, rows
from services.card_answer import awaits_answer, was_unanswered
from services.help_card import answer_card, more_key
from services.plain_word import meant, offer
from services.postcard import in_sms
from services.raise_case import standing
from services.say import Line, Voice, answer_youth, to_youth
from services.turn import Turn
from storage import told

_ONE_LINE = 10 * 60  # seconds


def answers_card(turn: Turn, words: Words) -> bool:
    """Keep an answer to *er du i fare lige nu?* that was typed; return whether it was one.

    A *ja* counts as long as nobody has answered, also after the ten minutes and with more words
    behind it. A *nej* counts only while the question waits, alone, and where no human has written
    since: it may be meant for them, and a human reads it.
    """
    if words.kind is not ReplyKind.WORD or words.forwarded or turn.incoming.number is not None:
        return False
    said = to_danger(words.text)
    case = standing(turn.tx, turn.youth, CaseKind.CRISIS) if said is not None else None
    if said is None or case is None or not _is_asked(turn, case, said):
        return False
    tx, youth = turn.tx, turn.youth
    answer_card(
        *(tx, turn.actor, turn.now, turn.house, turn.incoming, youth),
        case_id=case.id,
        value=said.value,
    )
    return True


def say_it_is_passed_on(turn: Turn, words: Words | None = None) -> None:
    """Say one short line after a cry for help, with the card one tap away.

    Where the words were *stop* or *pause* alone, that is one tap away as well. By SMS it is said
    once in ten minutes: a machine that answers every SMS has no talk with us.
    """
    voice = Voice.of(turn.tx, turn.house, turn.youth, turn.now)
    key = more_key(turn.tx, standing(turn.tx, turn.youth, CaseKind.CRISIS))
    if turn.incoming.number is not None:
        sms = in_sms(key, voice.say)
        name = f"sms:{turn.youth.id}:more:{int(turn.now.timestamp()) // _ONE_LINE}"
        line = Line(purpose=Purpose.CARD, key=sms.key, text="", dedupe=name, sms=sms)
        to_youth(turn.tx, turn.now, turn.youth, line)
        return
    wanted = meant(words, turn.youth) if words is not None else None
    offered = () if wanted is None else offer(turn.house, turn.youth, wanted)[1]
    mine = help_now(turn.house, turn.youth)
    answer_youth(
        turn.tx,
        turn.now,
        voice,
        turn.incoming,
        key,
        purpose=Purpose.CARD,
        buttons=rows(mine, *(one for one in offered if one != mine)),
    )


def _is_asked(turn: Turn, case: Case, said: Short) -> bool:
    if case.state is CaseState.CLOSED or case.talked_at is not None:
        return False
    if awaits_answer(case):
        return said is Short.YES or not _a_human_wrote(turn)
    return said is Short.YES and was_unanswered(turn.tx, case)


def _a_human_wrote(turn: Turn) -> bool:
    since = turn.youth.card_at or turn.now
    return told.was_told(turn.tx, turn.youth.id, [str(Key.STAFF_ANSWER)], since=since)
