"""What the forms of a youth's page hold, as the verbs that keep it take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from services.keep_agreement import WrittenQuiet, keep_agreement
from services.keep_times import keep_times
from services.own_greeting import write_greeting
from services.settle_guardian import settle_guardian
from web.agreement_view import AGREEMENT_WRONG, GUARDIAN_WRONG, plan_of
from web.forms import Form
from web.greeting_view import GREETING_WRONG
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
}

# What keeps each of them, and under which name it is said why it was not.
KEEPS: Mapping[Form, tuple[Callable[..., Any], str]] = {
    Form.GUARDIAN: (settle_guardian, GUARDIAN_WRONG),
    Form.AGREEMENT: (keep_agreement, AGREEMENT_WRONG),
    Form.GREETING: (write_greeting, GREETING_WRONG),
    Form.TIMES: (keep_times, TIMES_WRONG),
}

# Under which address, below the page, each of them is sent.
KEPT_AT: Mapping[str, Form] = {
    "foraeldre": Form.GUARDIAN,
    "aftale": Form.AGREEMENT,
    "tider": Form.TIMES,
    "hilsen": Form.GREETING,
}
