"""What the forms of a youth's page hold, as the verbs that keep it take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.agreed_often import keep_often
from services.keep_agreement import WrittenQuiet, keep_agreement
from services.keep_times import keep_times
from services.own_greeting import write_greeting
from services.settle_guardian import settle_guardian
from services.stop_on_page import begin_on_page, stop_on_page
from services.wish_erased import answer_wish, note_wish
from web.agreement_view import AGREEMENT_WRONG, GUARDIAN_WRONG, plan_of
from web.erasure_view import WISH_WRONG, written_answer
from web.forms import Form
from web.greeting_view import GREETING_WRONG
from web.leaving_view import LEAVING_WRONG
from web.often_view import OFTEN_WRONG, written_often
from web.times_view import TIMES_WRONG, written_times
from web.visits import Opened


@dataclass(frozen=True, slots=True)
class Posted:
    """A form of this very visit: what it signed, and what was typed."""

    opened: Opened
    signed: Mapping[str, Any]
    text: str
    fields: Mapping[str, str]


def _guardian_values(posted: Posted) -> dict[str, Any]:
    typed = posted.fields
    names = {"leader": "leder", "review_on": "igen", "end": "ende"}
    return {"reason": posted.text, **{name: typed.get(each, "") for name, each in names.items()}}


def _agreement_values(posted: Posted) -> dict[str, Any]:
    typed = posted.fields
    names = {"number": "nummer", "own": "eget"}
    values = {name: typed.get(each, "") for name, each in names.items()}
    quiet = WrittenQuiet(
        wish=typed.get("stille", ""),
        part=typed.get("stille_tid", ""),
        words=typed.get("stille_ord", ""),
    )
    return {
        "name": posted.text,
        **values,
        "nobody": "ingen" in typed,
        "plan": plan_of(typed),
        "if_quiet": quiet,
    }


def _greeting_values(posted: Posted) -> dict[str, Any]:
    return {"slot": str(posted.signed["slot"]), "line": posted.text}


VALUES: Mapping[Form, Callable[[Posted], dict[str, Any]]] = {
    Form.GUARDIAN: _guardian_values,
    Form.AGREEMENT: _agreement_values,
    Form.GREETING: _greeting_values,
    Form.TIMES: lambda posted: {"written": written_times(posted.fields)},
    Form.OFTEN: lambda posted: {"written": written_often(posted.fields)},
    Form.STOP: lambda posted: {"may_call": posted.fields.get("ringe", "")},
    Form.BACK: lambda _: {},
    Form.WISH: lambda posted: {"asked_on": posted.fields.get("sagt", "")},
    Form.WISH_ANSWER: lambda posted: {"written": written_answer(posted.fields)},
}


@dataclass(frozen=True, slots=True)
class Keep:
    """What keeps a form, and under which name it is said why it was not.

    `done` is what the page says when it was (see `web.done`); None where the page shows it.
    """

    verb: Callable[..., Any]
    wrong: str
    done: str | None = None


KEEPS: Mapping[Form, Keep] = {
    Form.GUARDIAN: Keep(settle_guardian, GUARDIAN_WRONG),
    Form.AGREEMENT: Keep(keep_agreement, AGREEMENT_WRONG),
    Form.GREETING: Keep(write_greeting, GREETING_WRONG),
    Form.TIMES: Keep(keep_times, TIMES_WRONG),
    Form.OFTEN: Keep(keep_often, OFTEN_WRONG, "often"),
    Form.STOP: Keep(stop_on_page, LEAVING_WRONG, "stopped"),
    Form.BACK: Keep(begin_on_page, LEAVING_WRONG, "back"),
    Form.WISH: Keep(note_wish, WISH_WRONG, "wish"),
    Form.WISH_ANSWER: Keep(answer_wish, WISH_WRONG, "wish_answer"),
}

# Under which address, below the page, each of them is sent.
KEPT_AT: Mapping[str, Form] = {
    "foraeldre": Form.GUARDIAN,
    "aftale": Form.AGREEMENT,
    "tider": Form.TIMES,
    "hilsen": Form.GREETING,
    "hvor_tit": Form.OFTEN,
    "stop": Form.STOP,
    "igen": Form.BACK,
    "slettes": Form.WISH,
    "slettes/svar": Form.WISH_ANSWER,
}
