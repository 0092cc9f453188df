"""`holdfast screen`: how the rules read a file of messages, one line at a time."""

import csv
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.commands.base import Command
from bot.commands.screen_table import Judged, by_category
from bot.commands.written import written
from bot.errors import UserError
from content.errors import ContentError
from content.screening_file import SCREENING, load_screening
from content.screening_measured import digest_of_rules, measured_text
from domain.screening import Screened, ScreenLevel, figures, screen

TEXT, LABEL = "text", "label"
HEAD = (TEXT, "level", "rules")
LONGEST = 10_000_000  # characters of one cell

Row = dict[str, str]


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "messages", type=Path, metavar="MESSAGES.csv", help="a CSV file with a column `text`"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="SCREENED.csv", help="where text,level,rules go"
    )
    parser.add_argument(
        "--rules", type=Path, default=SCREENING, help="a folder of rules of your own"
    )
    parser.add_argument(
        "--measured",
        type=Path,
        metavar="FILE.toml",
        help="also write how well the rules did against a column `label`",
    )
    parser.add_argument(
        "--by-others",
        action="store_true",
        help="others than the rules' authors wrote and labelled these messages",
    )
    parser.add_argument(
        "--by-category",
        action="store_true",
        help="print how well the rules did by label, category and language",
    )


def _run(args: Namespace) -> int:
    try:
        rules = load_screening(args.rules)
    except ContentError as error:
        raise UserError(f"The rules cannot be used: {error}") from error
    judged: list[Judged] = []
    lines = 0
    with _rows(args.messages) as rows, written(args.out, args.messages) as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(HEAD)
        for row in rows:
            found = screen(row[TEXT], rules)
            write((row[TEXT], found.level.value, _named(found)))
            lines += 1
            if args.measured or args.by_category:
                judged.append((row, _label(row, args.messages, lines), found.level))
    if args.measured:
        pairs = ((label, level) for _, label, level in judged)
        text = measured_text(figures(pairs), digest_of_rules(args.rules), by_others=args.by_others)
        _save(args.measured, text)
    if args.by_category:
        sys.stdout.writelines(f"{line}\n" for line in by_category(judged))
    sys.stdout.write(f"{lines} messages screened, written to {args.out}.\n")
    return 0


@contextmanager
def _rows(path: Path) -> Iterator[Iterator[Row]]:
    """Open the messages; what cannot be read is said in one sentence, whenever it shows."""
    csv.field_size_limit(LONGEST)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if TEXT not in (reader.fieldnames or ()):
                raise UserError(f"{path} has no column `{TEXT}` in its first line: add it.")
            yield _whole(reader, path)
    except OSError as error:
        raise UserError(f"{error.filename} cannot be used: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path} is not UTF-8: save it as CSV UTF-8.") from error
    except csv.Error as error:
        raise UserError(f"{path} is no CSV file that can be read: {error}.") from error


def _whole(reader: "csv.DictReader[str]", path: Path) -> Iterator[Row]:
    """Yield the rows; one with more cells than the first line is refused, not cut short.

    Whoever forgets the quotation marks around a comma would have half a message screened.
    """
    begins = reader.line_num + 1
    try:
        for row in reader:
            if None in row:
                raise UserError(
                    f"Line {begins} of {path} has more cells than its first line: "
                    "put the message in quotation marks."
                )
            yield {**row, TEXT: row[TEXT] or ""}
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UserError(
            f"{path} is no CSV file that can be read, from line {begins} on: {error}. "
            "A quotation mark that opens must close, and within a message it is written twice."
        ) from error


def _named(found: Screened) -> str:
    """Return the rules that found something; the small signs with the words that counted."""
    first = f"{found.rule}: {found.why}" if found.why else found.rule
    return ";".join((first or "", *found.rules[1:]))


def _label(row: Row, path: Path, line: int) -> ScreenLevel:
    try:
        return ScreenLevel(row.get(LABEL) or "")
    except ValueError as error:
        levels = ", ".join(level.value for level in ScreenLevel)
        raise UserError(
            f"Message {line} of {path} has no `{LABEL}` that is one of {levels}: add it."
        ) from error


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}.") from error


COMMAND = Command(
    "screen", "Show how the rules read a file of messages (CSV in, CSV out).", _configure, _run
)
