"""The plan that a youth and their worker have made together, in the youth's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.talks import TalkKey
from domain.agreement import Helper, SharedPlan
from domain.message import OutboxState
from domain.people import LANGUAGES, Language, Youth
from services.say import Voice
from services.world import House
from storage import agreements, checkins, outbox
from storage.tx import Rx, Tx

_NEVER_CAME = frozenset({OutboxState.SKIPPED, OutboxState.REFUSED})

HELPERS = {
    Helper.WORKER: TalkKey.PLAN_WORKER,
    Helper.TRUSTED: TalkKey.PLAN_TRUSTED,
    Helper.SELF: TalkKey.PLAN_SELF,
}


def say_plan(voice: Voice, plan: SharedPlan) -> str:
    """Return what, when and who helps; of another person never the name."""
    what = voice.say(TalkKey.PLAN_MINE, handling=plan.what, hvornaar=plan.when)
    return f"{what} {voice.say(HELPERS[plan.helper])}"


def plan_for_checkin(
    tx: Tx, now: datetime, house: House, youth: Youth, checkin_id: int | None
) -> str:
    """Return the line of the plan where the worker wanted it in the next check-in, once.

    Empty otherwise. A later check-in says nothing of it, unless the one with the line never left.
    `checkin_id` is None where the worker asks by hand.
    """
    agreed = agreements.get(tx, youth.id)
    plan = agreed.plan
    if plan is None or not (plan.tell or _never_left(tx, plan)):
        return ""
    told = replace(plan, tell=False, told_in=checkin_id)
    agreements.save(tx, now, youth.id, replace(agreed, plan=told))
    voice = Voice.of(tx, house, youth, now)
    return voice.say(TalkKey.PLAN_IN_CHECKIN, handling=plan.what, hvornaar=plan.when)


def _never_left(rx: Rx, plan: SharedPlan) -> bool:
    """Return whether the check-in with the line was taken back, or could not be sent at all."""
    if plan.told_in is None:
        return False
    checkin = checkins.get(rx, plan.told_in)
    if checkin is None:
        return True
    shown = outbox.get(rx, checkin.prompt_outbox_id)
    return shown is not None and shown.state in _NEVER_CAME


def plan_again(tx: Tx, now: datetime, house: House, youth: Youth, *, said: str) -> str:
    """Return the line of the plan in the youth's language, if `said` holds it in any; else ""."""
    plan = agreements.get(tx, youth.id).plan
    if plan is None:
        return ""
    voice = Voice.of(tx, house, youth, now)

    def line(language: Language) -> str:
        key = TalkKey.PLAN_IN_CHECKIN
        values = {"handling": plan.what, "hvornaar": plan.when}
        return replace(voice, youth=replace(youth, language=language)).say(key, **values)

    return line(youth.language) if any(line(each) in said for each in LANGUAGES) else ""
