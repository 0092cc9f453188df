"""`holdfast youth erase`: what goes, what stays, who decided, and then it is done for good."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from bot.commands.running import asked, print_with_world
from bot.errors import UserError
from bot.settings import load_settings
from domain.erasing import InTheWay, NotErased, WhyErased
from domain.people import Actor
from services.erase_youth import Looked, erase, look_before
from services.world import World

WHAT = "Erase somebody for good: their words, name, chat and number. It cannot be undone."
YES = "erase"  # what is typed to go on
GOES = (
    "their name, chat, number and all words of theirs; answers, check-ins, agreements, whom we "
    "may call, notes, greetings, wishes; what was sent to them; pairs that must not meet; "
    "every link"
)
STAYS = (
    "an empty row, so that no other young person's number changes; which cases there were, who "
    "took them and when they ended; who talked with them when; which messages left, of what "
    "kind; that somebody came to an evening; the audit trail. No name, word, chat or number"
)
NAMES = {
    "reply": "answers and words",
    "checkin": "check-ins",
    "planned": "planned contacts",
    "agreement": "agreements",
    "caring": "greetings",
    "talk": "talks",
    "task": "duties",
    "case_file": "cases",
    "outbox": "messages to them",
}


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--name", required=True, help="id or exact name; - asks for it")
    parser.add_argument(
        "--decided-by", required=True, help="id or exact name of the member of staff who decided"
    )
    parser.add_argument(
        "--why",
        required=True,
        choices=[one.value for one in WhyErased],
        help="asked: they asked for it; parent: a parent did; mistake: should not have been taken "
        "in; over: no reason to keep it any more",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask; for scripts")


def run(args: Namespace) -> int:
    """Erase a youth, after saying what that means and asking; return the exit code.

    Raises:
        UserError: If something is in the way, or nobody confirmed.
    """
    name, why, sure = asked(args.name), WhyErased(args.why), args.yes
    days = load_settings().key_backup_days

    async def work(world: World, actor: Actor) -> str:
        looked = await world.store.read(look_before, name, args.decided_by, why)
        if looked.refused is not None:
            raise UserError(refusal(looked.refused, looked))
        sys.stdout.write(preview(looked))
        if not sure and not _confirmed():
            raise UserError("Nothing was erased.")
        youth_id = looked.youth.id
        refused = await erase(world, actor, youth_id, looked.decision)
        if refused is not None:  # something came while we asked
            raise UserError(refusal(refused, looked))
        return done(looked, days, postgresql=world.store.dialect == "postgresql")

    return print_with_world(work)


def preview(looked: Looked) -> str:
    """Return what will go and what will stay, without a word of theirs."""
    rows = ", ".join(
        f"{NAMES[table]} {many}" for table, many in looked.rows.items() if table in NAMES
    )
    lines = [
        f"{looked.youth.name} ({looked.youth.id}), whose worker is {looked.mentor.name}.",
        f"Goes, for good: {GOES}.",
        f"Stays: {STAYS}.",
        f"Here now: {rows or 'nothing but the name'}.",
    ]
    if looked.ends:
        lines.append(f"Open cases that end by it: {_numbers(looked.ends)}.")
    decision = looked.decision
    lines.append(f"Decided by {decision.by.name}, because: {decision.why.value}.")
    return "".join(f"{line}\n" for line in lines)


def done(looked: Looked, days: int, *, postgresql: bool) -> str:
    """Return what was done, until when backups remember, and what a human still does."""
    lines = [
        f"Youth {looked.youth.id} is erased. Their chat is one that nobody knows from now on.",
        f"Backups of the keys older than today must be gone in {days} days; "
        "from then on no backup of the data can be opened.",
        "Still yours: answer whoever asked, tell their worker "
        f"({looked.mentor.name}), and let the young person delete the chat in their Telegram: "
        "it is theirs, and we cannot.",
    ]
    if postgresql:
        lines.append("PostgreSQL: run `VACUUM FULL data_key` in the key store now.")
    return "".join(f"{line}\n" for line in lines)


def refusal(refused: NotErased, looked: Looked) -> str:
    """Return why nobody was erased, and what to do first."""
    numbers = _numbers(refused.numbers)
    if refused.why is InTheWay.ERASED:
        return f"Youth {looked.youth.id} was erased before: there is nothing left to erase."
    if refused.why is InTheWay.RED:
        return (
            f"A cry for help is open (case {numbers}), and safety comes first. Let "
            f"{looked.mentor.name}, or whoever has the case, talk with the young person and close "
            "it with an outcome. Then erase them. A request has an answer within a month."
        )
    if refused.why is InTheWay.WAITS:
        return (
            f"Something waits that a human must see first (case {numbers}): a word, a wish or a "
            f"worry. Let {looked.mentor.name} close it with an outcome, then erase them."
        )
    return "A message to them is being sent at this moment. Try again in a minute."


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(str(one) for one in numbers)


def _confirmed() -> bool:
    sys.stdout.write(f"This cannot be undone. Type {YES} to go on: ")
    sys.stdout.flush()
    return sys.stdin.readline().strip() == YES
