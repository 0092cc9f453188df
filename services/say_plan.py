"""The plan that a youth and their worker have made together, in the youth's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from content.areas.talks import TalkKey
from domain.agreement import Helper, SharedPlan
from domain.people import Youth
from services.say import Voice
from services.world import House
from storage import agreements
from storage.tx import Tx

HELPERS = {
    Helper.WORKER: TalkKey.PLAN_WORKER,
    Helper.TRUSTED: TalkKey.PLAN_TRUSTED,
    Helper.SELF: TalkKey.PLAN_SELF,
}


def say_plan(voice: Voice, plan: SharedPlan) -> str:
    """Return what, when and who helps; of another person never the name."""
    what = voice.say(TalkKey.PLAN_MINE, handling=plan.what, hvornaar=plan.when)
    return f"{what} {voice.say(HELPERS[plan.helper])}"


def plan_for_checkin(tx: Tx, now: datetime, house: House, youth: Youth) -> str:
    """Return the line of the plan where the worker wanted it in the next check-in, once.

    Empty otherwise. A later check-in says nothing of it.
    """
    agreed = agreements.get(tx, youth.id)
    plan = agreed.plan
    if plan is None or not plan.tell:
        return ""
    agreements.save(tx, now, youth.id, replace(agreed, plan=replace(plan, tell=False)))
    voice = Voice.of(tx, house, youth, now)
    return voice.say(TalkKey.PLAN_IN_CHECKIN, handling=plan.what, hvornaar=plan.when)
