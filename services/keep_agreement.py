"""What a youth has said to their worker about the agreement, written down on their page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from content.longest import PLAN_WORDS
from content.voice import Manner, count_words, youth_faults
from domain.agreement import Agreement, Helper, IfQuiet, SharedPlan, Trusted, with_if_quiet
from domain.masking import mask
from domain.onboarding import number_in
from domain.people import Actor, Channel, Language, Youth
from domain.phone import world_number
from domain.whom_to_call import with_person
from services.access import Action, Denied
from services.ask_trusted import ask_again_later, keep_nobody
from services.owe_agreement import settle_the_rest
from services.own_number import is_taken
from services.page_link import Visit, may
from services.part_of_day import PARTS_OFFERED
from services.world import House
from storage import agreements, audit
from storage import youths as youth_rows
from storage.tx import Rx, Tx

LONGEST_NAME = 60
LONGEST_PLAN = 60  # characters of each of its two fields


class NotKept(StrEnum):
    """Why what was written is not kept."""

    HALF = "half"  # a name without a number, or a number without a name
    BOTH = "both"  # somebody to call, and nobody
    CPR = "cpr"
    TAKEN = "taken"  # somebody else gets SMS at that number
    NO_NUMBER = "no_number"  # their own number is none, or none that an SMS can be sent to
    HALF_PLAN = "half_plan"  # what without when, or when without what
    NO_WISH = "no_wish"  # when, without what to do when they go quiet
    LONG_WISH = "long_wish"
    NOT_FOR_TELEGRAM = "not_for_telegram"  # too long, or words that we do not write to youths


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenQuiet:
    """What to do when they go quiet, as the worker wrote it; empty where they wrote nothing.

    `part` is when they would rather be called, or that it does not matter; `words` are more of it.
    """

    wish: str = ""
    part: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPlan:
    """A plan as the worker wrote it; empty where they wrote none."""

    what: str = ""
    when: str = ""
    helper: str = ""
    tell: bool = False


def keep_agreement(
    tx: Tx,
    actor: Actor,
    now: datetime,
    house: House,
    *,
    visit: Visit,
    if_quiet: WrittenQuiet,
    name: str,
    number: str,
    nobody: bool = False,
    own: str = "",
    plan: WrittenPlan | None = None,
) -> NotKept | Denied | None:
    """Keep what to do when they go quiet, whom to call, a plan made together, their new number.

    What is left empty stays as it was. `nobody` lets go of whom we might call so far. `own` is
    the youth's own number. The youth sees it all
    under /mig. Returns what was wrong, or None when it was kept.
    """
    allowed = may(tx, now, visit, Action.WRITE_TO_YOUTH)
    if isinstance(allowed, Denied):
        return allowed
    youth, agreed = allowed.youth, agreements.get(tx, allowed.youth.id)
    person = _person(name, number, nobody=nobody)
    if isinstance(person, NotKept):
        return person
    wished = _wished(now, youth, agreed, if_quiet, plan or WrittenPlan())
    if isinstance(wished, NotKept):
        return wished
    agreed = wished
    if (wrong := _wrong_number(tx, youth, own)) is not None:
        return wrong
    if own.strip():
        youth_rows.change(tx, youth.id, phone=number_in(own))
    if person is not None:
        agreed = with_person(agreed, person, now)
        ask_again_later(tx, now, house, youth)
    agreements.save(tx, now, youth.id, agreed)
    if nobody:
        keep_nobody(tx, now, house, youth)
    settle_the_rest(tx, now, youth)
    audit.record(
        tx, now, actor=str(actor), action="keep_agreement", youth_id=youth.id, allowed=True
    )
    return None


def _wished(
    now: datetime, youth: Youth, agreed: Agreement, quiet: WrittenQuiet, plan: WrittenPlan
) -> Agreement | NotKept:
    """Return the agreement with a plan and what to do when they go quiet, or what is wrong."""
    made = _plan(now, youth.language, plan)
    if isinstance(made, NotKept):
        return made
    return _wish(replace(agreed, plan=made or agreed.plan), quiet)


def _wish(agreed: Agreement, written: WrittenQuiet) -> Agreement | NotKept:
    """Return the agreement with what to do when they go quiet; the words stay on the page."""
    words = " ".join(written.words.split())
    if mask(words) != words:
        return NotKept.CPR
    if len(words) > LONGEST_PLAN:
        return NotKept.LONG_WISH
    wish = next((one for one in IfQuiet if one.value == written.wish), agreed.if_quiet)
    if wish is None:
        return NotKept.NO_WISH if words or written.part else agreed
    agreed = with_if_quiet(agreed, wish)
    if written.part in PARTS_OFFERED:
        part = PARTS_OFFERED[written.part]
        agreed = replace(agreed, if_quiet_part=part, if_quiet_note="")
    return replace(agreed, if_quiet_note=words or agreed.if_quiet_note)


def _person(name: str, number: str, *, nobody: bool) -> Trusted | NotKept | None:
    """Return whom we may call, None where nothing was written, or why it cannot be kept."""
    who, phone = " ".join(name.split())[:LONGEST_NAME], number_in(number)
    if mask(who) != who:
        return NotKept.CPR
    if not who and not number.strip():
        return None
    if not (who and phone):
        return NotKept.HALF
    return NotKept.BOTH if nobody else Trusted(name=who, phone=phone)


def _wrong_number(rx: Rx, youth: Youth, typed: str) -> NotKept | None:
    """Return what is wrong with their new number; for SMS a network must know its country, too."""
    number = number_in(typed)
    if not typed.strip() or (number is not None and youth.channel is not Channel.SMS):
        return None
    if number is None or world_number(number) is None:
        return NotKept.NO_NUMBER
    return NotKept.TAKEN if is_taken(rx, number, youth.id) else None


def _plan(now: datetime, language: Language, written: WrittenPlan) -> SharedPlan | NotKept | None:
    """Return the plan, None where nothing was written, or why it cannot be kept.

    It is read in Telegram: the words are held to what we write to youths.
    """
    what, when = (" ".join(text.split()).rstrip(".") for text in (written.what, written.when))
    if not what and not when:
        return None
    if not (what and when):
        return NotKept.HALF_PLAN
    text = f"{what}. {when}."
    if mask(text) != text:
        return NotKept.CPR
    too_long = max(len(what), len(when)) > LONGEST_PLAN
    too_long = too_long or count_words(text) > PLAN_WORDS
    if too_long or any(youth_faults(text.replace("kl.", "kl"), language, Manner())):
        return NotKept.NOT_FOR_TELEGRAM
    helper = next((one for one in Helper if one.value == written.helper), Helper.WORKER)
    return SharedPlan(what=what, when=when, helper=helper, made_at=now, tell=written.tell)
