"""What the message of a check-in says after an answer: the next question, thanks, a welcome."""

from __future__ import annotations

from collections.abc import Sequence

from content.areas.things import ThingKey
from content.audience import TextKey
from content.keys import Key
from content.phrases import when, when_under
from domain.callback import encode
from domain.case import CaseKind
from domain.checkin import CheckIn, CheckInState, Effect, Move
from domain.message import Button, Buttons, Purpose
from domain.plan import ContactKind, PlannedContact
from services.buttons import button, row
from services.cafe_line import last_step, line_text, words_below
from services.promise_voice import voice_by
from services.prompt import question_buttons, question_text, question_wording
from services.quiet_prompts import quieten_others
from services.raise_case import standing
from services.say import Line, Voice, to_youth
from services.turn import Turn
from storage import told

_CAFE_THANKS = {
    "yes": Key.THANKS_CAFE_YES,
    "maybe": Key.THANKS_CAFE_MAYBE,
    "no": Key.THANKS_CAFE_NO,
}


def say_next(
    turn: Turn,
    after: CheckIn,
    contact: PlannedContact,
    move: Move,
    *,
    more: TextKey | None = None,
) -> None:
    """Let the message say what comes next; its other messages lose their buttons.

    `after` is the check-in as it stands after the move. A tap changes the message it was on,
    words change the one that carries the question. `more` stands under the thanks.
    """
    if move.effect is Effect.NEXT_QUESTION:
        show_question(turn, after, contact)
    else:
        key, text, buttons = _thanks(turn, after, move)
        text, buttons = _with_cafe(turn, after, move, (text, (more,)), buttons)
        _edit(turn, after, key, text, buttons)
    quieten_others(turn.tx, turn.now, turn.house, turn.youth, after, tapped=turn.tapped)


def thank_for_words(
    turn: Turn,
    before: CheckIn,
    after: CheckIn,
    contact: PlannedContact,
    move: Move,
    *,
    more: Sequence[TextKey | None] = (),
) -> None:
    """Thank for words that ended the check-in, below them; above them nobody would look.

    `before` and `after` are the check-in around the move. Its question stays as it was asked,
    without buttons and without the line of an evening, which stands below from now
    on. `more` stands under the thanks, such as that a number in the words was hidden.
    """
    key, text, buttons = _thanks(turn, after, move)
    text, buttons = _with_cafe(turn, after, move, (text, more), buttons)
    asked = question_text(turn.house, turn.youth, contact, before, turn.now)
    _edit(turn, before, question_wording(contact, before), asked, ())
    line = Line(
        purpose=Purpose.THANKS,
        key=key,
        text=text,
        dedupe=_name_below(turn, before),
        buttons=buttons,
        silent=True,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)
    quieten_others(turn.tx, turn.now, turn.house, turn.youth, after, tapped=None)


def _name_below(turn: Turn, checkin: CheckIn) -> str:
    """Return the name of thanks below words, by which an invitation in them is closed one day."""
    name = words_below(checkin.id)
    carries = bool(_cafe(turn, checkin)) and told.named(turn.tx, name) is None
    return name if carries else f"in:{turn.incoming.inbox_id}:thanks"


def show_question(turn: Turn, checkin: CheckIn, contact: PlannedContact) -> None:
    """Put the question that is open into the message."""
    house, youth = turn.house, turn.youth
    wording = question_wording(contact, checkin)
    text = question_text(house, youth, contact, checkin, turn.now, between=_cafe(turn, checkin))
    _edit(turn, checkin, wording, text, question_buttons(house, youth, contact, checkin))


def _edit(turn: Turn, checkin: CheckIn, key: str, text: str, buttons: Buttons) -> None:
    line = Line(
        purpose=Purpose.THANKS,
        key=key,
        text=text,
        dedupe=f"in:{turn.incoming.inbox_id}:checkin",
        buttons=buttons,
        edits=checkin.prompt_outbox_id if turn.tapped is None else None,
        edits_message_id=turn.tapped,
        checkin_id=checkin.id,
    )
    to_youth(turn.tx, turn.now, turn.youth, line)


def _with_more(turn: Turn, text: str, more: Sequence[TextKey | None]) -> str:
    voice = _voice(turn)
    return "\n\n".join([text, *(voice.say(key) for key in more if key is not None)])


def _cafe(turn: Turn, checkin: CheckIn) -> str:
    return line_text(turn.tx, turn.now, turn.house, turn.youth, checkin)


def _with_cafe(
    turn: Turn,
    after: CheckIn,
    move: Move,
    said: tuple[str, Sequence[TextKey | None]],
    buttons: Buttons,
) -> tuple[str, Buttons]:
    """Return the thanks, what else is said, and the invitation, whose answers are the last step.

    Where something else is said, the invitation is the short line that stood in the check-in: the
    message would be too long to read. After a low answer the youth is asked about that, and about
    nothing else.
    """
    thanks, more = said
    text = _with_more(turn, thanks, more)
    step = last_step(turn.tx, turn.now, turn.house, turn.youth, after)
    if move.effect is Effect.THANK_LOW or step is None:
        return text, buttons
    line = step[0] if text == thanks else _cafe(turn, after)
    return f"{text}\n\n{line}", step[1] + buttons


def _thanks(turn: Turn, after: CheckIn, move: Move) -> tuple[Key, str, Buttons]:
    now, youth, voice = turn.now, turn.youth, _voice(turn)
    values: dict[str, str | int] = {}
    buttons: Buttons = ()
    if move.effect is Effect.WELCOME_LATE:
        key = Key.LATE
    elif move.effect is Effect.THANK_SKIP:
        key = Key.SKIPPED
    elif move.effect is Effect.THANK_LOW:
        key, buttons = Key.THANKS_LOW, _low_buttons(voice)
        # By when is what the case's own clock says: a promise that somebody watches.
        case = standing(turn.tx, youth, CaseKind.LOW_ANSWER)
        by = case.due_at if case is not None else turn.house.site.reads_at(now)
        changed = turn.incoming.message_at or after.opened_at
        written = now if turn.tapped is None else changed
        voice = voice_by(turn.tx, turn.house, youth, now, max(by, now))
        values["hvornaar"] = when_under(by, now, written, youth.zone, youth.language)
    elif after.kind is ContactKind.CAFE and move.answer is not None:
        key = _CAFE_THANKS.get(move.answer.value or "", Key.THANKS)
        if "hvornaar" in key.placeholders and after.event_at is not None:
            values["hvornaar"] = when(after.event_at, now, youth.zone, youth.language)
    else:
        key = Key.THANKS
    if _may_be_fixed(turn, after, move):
        buttons += row(button(turn.house, youth.language, ThingKey.B_FIX, "amend", after.id))
    return key, voice.say(key, **values), buttons


def _may_be_fixed(turn: Turn, after: CheckIn, move: Move) -> bool:
    """Return whether the answer that was tapped last may be changed by another tap."""
    tapped = turn.tapped is not None and move.effect in {Effect.THANK, Effect.THANK_LOW}
    in_time = after.state is CheckInState.DONE and turn.now < after.expires_at
    return tapped and in_time and after.kind is not ContactKind.CAFE


def _voice(turn: Turn) -> Voice:
    return Voice.of(turn.tx, turn.house, turn.youth, turn.now)


def _low_buttons(voice: Voice) -> Buttons:
    def make(key: Key, wish: str) -> Button:
        return Button(voice.say(key), encode("low", voice.youth.id, wish))

    return (
        (make(Key.B_YES, "call"), make(Key.B_WRITE_ME, "write")),
        (make(Key.B_NO_THANKS, "no"),),
    )
