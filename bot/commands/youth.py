"""`holdfast youth invite` and `holdfast youth list`: who is with us, and their way in."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from datetime import date, datetime

from bot.commands import youth_erase
from bot.commands.base import Command
from bot.commands.running import asked, must_have_name, print_with_world, told
from bot.commands.table import local_short, table
from bot.errors import UserError
from domain.new_youth import LONGEST_COHORT
from domain.people import LANGUAGES, Actor, Tier, Youth, YouthStatus
from services.change_zone import can_be_asked, set_zone
from services.cohorts import set_cohort
from services.end_date import EndDateError, EndSet, set_end
from services.invite import NewYouth, invite_youth
from services.invite_again import find_youth, invite_youth_again
from services.own_interval import LONGEST, set_interval
from services.set_tier import set_tier
from services.who_is_here import YouthHere, list_youths
from services.world import World
from storage.tx import Tx

HEAD = ("NAME", "MENTOR", "STATE", "ID")
NEEDED = ("programme", "mentor", "cover")
STATES = {
    YouthStatus.INVITED: "no link works: invite again",
    YouthStatus.ASKED: "opened the link, has not answered yet",
    YouthStatus.ACTIVE: "active",
    YouthStatus.DECLINED: "said no",
    YouthStatus.STOPPED: "stopped",
    YouthStatus.UNDERAGE: "under 15",
    YouthStatus.ENDED: "ended",
    YouthStatus.ERASED: "erased",
}


def _configure(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(metavar="<verb>", required=True)
    what = "Add a youth and print a single-use link to hand over."
    invite = verbs.add_parser("invite", help=what, description=what)
    invite.set_defaults(verb=_invite)
    invite.add_argument(
        "--name",
        required=True,
        help="the name we write to; - asks for it; with --again also an id",
    )
    invite.add_argument("--programme", help="such as projekt-run")
    invite.add_argument("--mentor", help="id or exact name of who reads and calls")
    invite.add_argument("--cover", help="id or exact name of who steps in")
    invite.add_argument(
        "--language",
        choices=LANGUAGES,
        help="language of the first words, until they choose; da when left out",
    )
    invite.add_argument(
        "--zone",
        help="where they live, such as Atlantic/Faroe or America/Nuuk; the site's when left out",
    )
    invite.add_argument(
        "--again",
        action="store_true",
        help="a new link for a lost one, or for a new phone; needs only --name",
    )
    what = "Show which youths there are, how far each has come, and who reads."
    verbs.add_parser("list", help=what, description=what).set_defaults(verb=_list)
    erasing = verbs.add_parser("erase", help=youth_erase.WHAT, description=youth_erase.WHAT)
    erasing.set_defaults(verb=youth_erase.run)
    youth_erase.configure(erasing)
    _configure_agreed(verbs)
    _configure_end(verbs)


def _configure_end(verbs: _SubParsersAction[ArgumentParser]) -> None:
    what = "Say on which day the regular contact ends; nothing ends by itself."
    end = verbs.add_parser("end", help=what, description=what)
    end.set_defaults(verb=_end)
    end.add_argument("--name", required=True, help="id or exact name of the youth; - asks for it")
    day = end.add_mutually_exclusive_group(required=True)
    day.add_argument("--on", type=_day, metavar="DATE", help="such as 2026-08-24")
    day.add_argument("--as-planned", action="store_true", help="the programme's usual day again")


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ArgumentTypeError(f"write the day as 2026-08-24, not {written}") from None


def _configure_agreed(verbs: _SubParsersAction[ArgumentParser]) -> None:
    """Add what changes something about a youth who is with us."""
    what = "Agree how close the contact is from day 91 on."
    tier = verbs.add_parser("tier", help=what, description=what)
    tier.set_defaults(verb=_tier)
    tier.add_argument("--name", required=True, help="id or exact name of the youth; - asks for it")
    tier.add_argument(
        "--tier",
        required=True,
        choices=[one.value for one in Tier],
        help="A is the closest; the programme says what each means",
    )
    what = "Agree how often the two talk, whatever the programme says."
    interval = verbs.add_parser("interval", help=what, description=what)
    interval.set_defaults(verb=_interval)
    interval.add_argument(
        "--name", required=True, help="id or exact name of the youth; - asks for it"
    )
    often = interval.add_mutually_exclusive_group(required=True)
    often.add_argument("--days", type=int, help=f"from talk to talk, 1 to {LONGEST}")
    often.add_argument(
        "--as-planned", action="store_true", help="the programme says how often again"
    )
    what = "Say which cohort somebody is in: a series of cafés may be for one."
    cohort = verbs.add_parser("cohort", help=what, description=what)
    cohort.set_defaults(verb=_cohort)
    cohort.add_argument("--name", required=True, help="id or exact name; - asks for it")
    cohort.add_argument("--cohort", required=True, help='such as "hold 2"; "" for none')
    what = "Say in which time zone somebody lives from now on."
    zone = verbs.add_parser("zone", help=what, description=what)
    zone.set_defaults(verb=_zone)
    zone.add_argument("--name", required=True, help="id or exact name; - asks for it")
    zone.add_argument("--zone", required=True, help="such as Atlantic/Faroe or America/Nuuk")


def _run(args: Namespace) -> int:
    verb: int = args.verb(args)
    return verb


def _invite(args: Namespace) -> int:
    given = [name for name in (*NEEDED, "language", "zone") if getattr(args, name)]
    if args.again and given:
        raise UserError(f"A new link changes nothing else: leave out --{given[0]}.")
    missing = [f"--{name}" for name in NEEDED if not getattr(args, name)]
    if missing and not args.again:
        raise UserError(
            f"Give {', '.join(missing)}, or --again for a new link to a youth invited before."
        )
    name = asked(args.name)

    async def invite(world: World, actor: Actor) -> str:
        must_have_name(world)
        if args.again:
            return told(world, await invite_youth_again(world, actor, wanted=name))
        new = NewYouth(
            name=name,
            programme=args.programme,
            mentor=args.mentor,
            cover=args.cover,
            language=args.language or LANGUAGES[0],
            zone=args.zone,
        )
        return told(world, await invite_youth(world, actor, new))

    return print_with_world(invite)


def _tier(args: Namespace) -> int:
    name = asked(args.name)

    async def agree(world: World, actor: Actor) -> str:
        now, tier = world.clock.now(), Tier(args.tier)
        youth = await world.store.write(set_tier, actor, now, world.house, name, tier)
        return f"{youth.name}: tier {tier}, a talk every {youth.contact_interval_days} days.\n"

    return print_with_world(agree)


def _interval(args: Namespace) -> int:
    name = asked(args.name)

    async def agree(world: World, actor: Actor) -> str:
        now = world.clock.now()
        try:
            youth = await world.store.write(set_interval, actor, now, world.house, name, args.days)
        except ValueError as error:
            raise UserError(str(error)) from error
        whose = "as the programme says" if args.as_planned else "their own"
        return f"{youth.name}: a talk every {youth.contact_interval_days} days, {whose}.\n"

    return print_with_world(agree)


def _end(args: Namespace) -> int:
    name = asked(args.name)

    async def put(world: World, actor: Actor) -> str:
        now = world.clock.now()

        def end(tx: Tx) -> tuple[Youth, EndSet]:
            youth = find_youth(tx, name)
            return youth, set_end(tx, actor, now, world.house, youth, args.on)

        try:
            youth, done = await world.store.write(end)
        except EndDateError as error:
            raise UserError(str(error)) from error
        return f"{youth.name}: {_until(done)}.\n"

    return print_with_world(put)


def _until(done: EndSet) -> str:
    if done.end is None:
        return "no day is set, and the programme names none"
    said = (
        ", ".join(day.isoformat() for day in done.notices) or "no notice in time: say it yourself"
    )
    told = {True: "; they read that it has moved", False: ""}[done.tells_at is not None]
    if done.was_said and done.tells_at is None:
        told = "; they have read another day: tell them yourself"
    return f"regular contact until {done.end.isoformat()}; notices: {said}{told}"


def _cohort(args: Namespace) -> int:
    name, cohort = asked(args.name), args.cohort.strip() or None
    if cohort is not None and len(cohort) > LONGEST_COHORT:
        raise UserError(f"--cohort must have at most {LONGEST_COHORT} characters.")

    async def put(world: World, actor: Actor) -> str:
        now = world.clock.now()
        youth = await world.store.write(set_cohort, actor, now, name, cohort)
        return f"{youth.name}: {youth.cohort or 'no cohort'}.\n"

    return print_with_world(put)


def _zone(args: Namespace) -> int:
    name = asked(args.name)

    async def move(world: World, actor: Actor) -> str:
        now, house = world.clock.now(), world.house
        try:
            youth = await world.store.write(set_zone, actor, now, house, name, args.zone)
        except ValueError as error:
            raise UserError(str(error)) from error
        said = f"{youth.name}: {youth.zone}, where it is {local_short(now, youth.zone)} now.\n"
        if await world.store.read(can_be_asked, now, house, youth):
            return said
        return f"{said}Nobody is at work here while they are awake: the bot asks them nothing.\n"

    return print_with_world(move)


def _list(_: Namespace) -> int:
    async def show(world: World, actor: Actor) -> str:
        now, zone = world.clock.now(), world.house.site.zone
        here = await world.store.write(list_youths, actor, now)
        if not here:
            return "There are no youths yet: `holdfast youth invite` makes the first link.\n"
        return table(HEAD, [_row(one, now, zone) for one in here])

    return print_with_world(show)


def _row(here: YouthHere, now: datetime, zone: str) -> tuple[str, ...]:
    youth = here.youth
    return youth.name, here.mentor, _state(here, now, zone), str(youth.id)


def _state(here: YouthHere, now: datetime, zone: str) -> str:
    youth = here.youth
    if youth.status is YouthStatus.INVITED and here.link_until:
        return f"link waits until {local_short(here.link_until, zone)}"
    states = [STATES[youth.status]]
    if youth.paused_until is not None and youth.is_paused(now):
        states += [f"pause until {local_short(youth.paused_until, zone)}"]
    if youth.blocked_at is not None:
        states += ["has blocked the bot"]
    return "; ".join(states)


COMMAND = Command("youth", "Invite youths, and see who is with us.", _configure, _run)
