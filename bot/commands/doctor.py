"""`holdfast doctor`: what stands in the way of real use, said plainly."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.clock import Clock
from bot.commands.base import Command
from bot.commands.doctor_duty import duty_faults, duty_table
from bot.errors import UserError
from bot.ground import opened
from bot.settings import load_settings
from content.errors import ContentError
from content.helplines_file import load_helplines
from content.lint import CONTENT
from content.screening_measured import digest_of_rules, load_measured
from content.site_file import load_site
from domain.helpline import STALE_AFTER, without_line
from domain.people import AgeBand
from domain.screening import REAL_USE, missed
from domain.task import Task, TaskKind
from domain.wall import to_wall
from services.open_lines import with_dates
from services.who_is_rung import Week, rung_this_week
from services.world import House
from storage import helplines, migrate, tasks
from storage.tx import Rx

_SAID = {
    "crisis_flagged": "danger that is noticed at all",
    "crisis_as_crisis": "danger that is taken for danger",
    "ordinary_as_crisis": "everyday words that are taken for danger",
    "ordinary_flagged": "everyday words that are noticed",
}
SOON = timedelta(days=7)  # so long before it is late it is said
Found = TypeVar("Found")
_ASKED = len(_SAID)  # the figures of the gate


def screening_faults(folder: Path) -> Iterator[str]:
    """Yield why nobody should lean on the screening of words, in whole sentences."""
    measured = load_measured(folder / "screening_measured.toml")
    if measured is None or measured.rules != digest_of_rules(folder / "screening"):
        yield (
            "Screening of words: these rules have not been measured. "
            "Run `holdfast screen LABELLED.csv --out FILE --measured "
            f"{folder / 'screening_measured.toml'}` on labelled messages they have never seen."
        )
        return
    if not measured.by_others:
        yield (
            "Screening of words is not ready for real use: it was measured on messages by the "
            "authors of its rules. Measure it on messages by others (`--by-others`)."
        )
    short = list(missed(measured.figures(), REAL_USE))
    if short:
        yield (
            "Screening of words: the gate for real use is NOT met "
            f"({len(short)} of {_ASKED} figures fall short). It is a net, not a safeguard."
        )
    for name, found, asked in short:
        yield (
            f"Screening of words is not ready for real use: {_SAID[name]} {found:.2f}, "
            f"needed {asked:.2f} (on {measured.messages} messages). A human must read everything."
        )


def helpline_faults(folder: Path) -> Iterator[str]:
    """Yield which lines somebody should call, by the dates in the file and in the installation.

    The later of the two counts. Without an installation the file stands alone.
    """
    today = to_wall(Clock().now(), load_site(folder / "site.toml").zone).date()
    lines = with_dates(load_helplines(folder / "helplines.toml"), _written_down())
    if not any(line.verified_on for line in lines):
        verify = f'`holdfast helplines verify "NAME" --on {today}`'
        names = ", ".join(line.name for line in lines) or "content/helplines.toml names none"
        yield (
            "Helplines: nobody of the site has called any, so that help cards name none but 112. "
            f"Call them, then write down the day with {verify}: {names}."
        )
    elif missing := without_line(lines, load_site(folder / "site.toml").zone, Clock().now()):
        ages = " and ".join("adults" if one is AgeBand.ADULT else "under 18" for one in missing)
        yield (
            f"Helplines: at some hours a help card ({ages}) names none but 112. Verify one that "
            "is open then and may stand alone, or add your region's to content/helplines.toml."
        )
    for line in lines:
        if line.is_stale(today):
            yield (
                f"Helpline {line.name}: last called on {line.verified_on}, more than "
                f"{STALE_AFTER.days} days ago. Call it, then write down the day "
                "(`holdfast helplines verify`)."
            )


def sms_faults(_: Path) -> Iterator[str]:
    """Yield that a gateway sends and brings nothing, by the settings of this installation."""
    try:
        settings = load_settings()
    except UserError:
        return
    if settings.sms_url is not None and not settings.hears_sms:
        yield (
            "SMS: messages go out and no answers come in. Staff are told of cases by SMS; young "
            "people who chose SMS are not written to, and each of their planned contacts is a row "
            "for their worker. Set SMS_IN_SECRET, and let the gateway bring what comes in "
            "(docs/how-to/sms-to-youths.md)."
        )


def _written_down() -> Mapping[str, date]:
    """Return when each line was called, as the installation of this folder has it, if any."""
    found = _in_installation(lambda rx, _: helplines.verified(rx))
    return found if found is not None else {}


def _in_installation(read: Callable[[Rx, House], Found]) -> Found | None:
    """Return what is read of the installation of these settings; None where there is none."""
    try:
        settings = load_settings()
    except UserError:
        return None
    if migrate.is_empty(settings.database_url):
        return None

    async def look() -> Found:
        async with opened(settings, Clock()) as ground:
            return await ground.store.read(read, ground.world.house)

    return asyncio.run(look())


def erasure_faults(folder: Path) -> Iterator[str]:
    """Yield each wish to be erased that is late or nearly so, where there is an installation."""
    now, zone = Clock().now(), load_site(folder / "site.toml").zone
    for one in _wishes(now + SOON):
        assert one.due_at is not None, "only open ones were asked for"
        was = "was to be" if one.due_at < now else "must be"
        yield (
            f"Erasure: the wish of youth {one.youth_id} {was} answered by "
            f"{to_wall(one.due_at, zone):%Y-%m-%d %H:%M}: the law gives one month. Erase them "
            "(`holdfast youth erase`), or tell them why not and note it on their page."
        )


def _wishes(before: datetime) -> Sequence[Task]:
    """Return the open wishes to be erased that are due before an instant (UTC)."""
    found = _in_installation(lambda rx, _: tasks.open_of_kind(rx, TaskKind.ERASURE, before=before))
    return found if found is not None else ()


def rung_faults(folder: Path) -> Iterator[str]:
    """Yield when in the coming week a cry reaches nobody, or somebody by Telegram alone."""
    week = _week()
    if week is not None:
        yield from duty_faults(week, load_site(folder / "site.toml").zone)


def _table(folder: Path) -> Iterator[str]:
    week = _week()
    if week is not None:
        yield from duty_table(week, load_site(folder / "site.toml").zone)


def _week() -> Week | None:
    """Return whom red would ring in the coming week; None without an installation."""
    now = Clock().now()
    return _in_installation(lambda rx, house: rung_this_week(rx, now, house))


# What is looked at; each takes the content folder and yields what is wrong.
CHECKS: tuple[Callable[[Path], Iterator[str]], ...] = (
    screening_faults,
    helpline_faults,
    sms_faults,
    erasure_faults,
    rung_faults,
)


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--folder",
        type=Path,
        default=CONTENT,
        help="a content folder of your own, instead of the built-in one",
    )
    parser.add_argument(
        "--trial",
        action="store_true",
        help="a demo, or a trial without real young people: say the same, and leave with 0",
    )


def _run(args: Namespace) -> int:
    try:
        faults = [fault for check in CHECKS for fault in check(args.folder)]
    except ContentError as error:
        raise UserError(f"The content cannot be used: {error}") from error
    week = _week()
    for line in (
        () if week is None else duty_table(week, load_site(args.folder / "site.toml").zone)
    ):
        sys.stdout.write(f"{line}\n")
    for fault in faults:
        sys.stdout.write(f"- {fault}\n")
    sys.stdout.write(f"{_verdict(len(faults), is_trial=args.trial)}\n")
    return 1 if faults and not args.trial else 0


def _verdict(faults: int, *, is_trial: bool) -> str:
    """Return the last line: what all of it means for whoever reads only that."""
    if not faults:
        return "Nothing stands in the way of real use."
    many = "1 thing stands" if faults == 1 else f"{faults} things stand"
    said = f"{many} in the way of real use."
    if is_trial:
        return f"{said} A trial without real young people may begin."
    return f"{said} For a demo or a trial without real young people: `holdfast doctor --trial`."


COMMAND = Command("doctor", "Say plainly what stands in the way of real use.", _configure, _run)
