"""A statement that filters messages or updates by their state spells the state out.

Bound, it would make SQLite plan the statement anew each time it is run (see `built.one_of`).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import storage

SOURCES = sorted(Path(storage.__path__[0]).glob("*.py"))
TABLES = {"outbox", "inbox"}  # whose partial indexes ask for states
DOORS = {"row", "change"}  # of a unit; they bind what they look for


def bound_states(source: str) -> list[int]:
    """Return the lines on which a state of a message or an update is compared otherwise."""
    tree = ast.parse(source)
    tables = TABLES | set(_aliases(tree))
    spelled = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call.func) == "one_of" and call.args
        for part in ast.walk(call.args[0])
    }
    return sorted(
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare | ast.Call)
        and any(id(part) not in spelled for part in _filtered(node, tables))
    )


def _filtered(node: ast.Compare | ast.Call, tables: set[str]) -> Iterator[ast.AST]:
    """Yield what is compared in a node, where it is such a state."""
    if isinstance(node, ast.Compare):
        yield from (one for one in (node.left, *node.comparators) if _is_state(one, tables))
    elif isinstance(node.func, ast.Attribute):
        at = node.func
        if at.attr != "label" and _is_state(at.value, tables):  # in_, not_in, is_, like ...
            yield at.value
        if at.attr in DOORS and node.args and _name(node.args[0]) in tables:
            yield from (one.value for one in node.keywords if one.arg == "state")


def _is_state(node: ast.AST, tables: set[str]) -> bool:
    """Return whether it is `outbox.c.state`, or `outbox.c["state"]`."""
    if isinstance(node, ast.Attribute):
        column, of = node.attr, node.value
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        column, of = str(node.slice.value), node.value
    else:
        return False
    return (
        column == "state"
        and isinstance(of, ast.Attribute)
        and of.attr in ("c", "columns")
        and _name(of.value) in tables
    )


def _aliases(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            yield from (
                _name(name)
                for name, value in zip(names, values, strict=False)
                if isinstance(value, ast.Call)
                and isinstance(value.func, ast.Attribute)
                and value.func.attr in ("alias", "cte", "subquery")
                and _name(value.func.value) in TABLES
            )


def _name(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.name)
def test_states_of_messages_and_updates_are_spelled_out(file: Path) -> None:
    lines = bound_states(file.read_text("utf-8"))

    assert not lines, f"{file.name}, lines {lines}: compare the state with storage.built.one_of"


PLANTED = (
    "select(outbox).where(outbox.c.state == QUEUED)",
    "select(outbox).where(QUEUED == outbox.c.state)",
    "select(inbox).where(inbox.c.state != bindparam('state'))",
    "select(inbox).where(inbox.c.state.in_([NEW, PARKED]))",
    "update(outbox).where(~outbox.c['state'].not_in(GONE))",
    "older = inbox.alias('older')\nselect(older).where(older.c.state == NEW)",
    "a, b = outbox.alias(), inbox.alias()\nselect(a).where(b.c.state.is_(None))",
    "tx.change(outbox, {'body': body}, state='queued')",
    "rx.row(inbox, state=NEW)",
)


@pytest.mark.parametrize("planted", PLANTED)
def test_a_state_that_is_bound_is_found(planted: str) -> None:
    assert bound_states(planted) == [planted.count("\n") + 1]


@pytest.mark.parametrize(
    "well",
    [
        "select(outbox).where(one_of(outbox.c.state, QUEUED))",
        "select(outbox).where(~one_of(outbox.c.state, *GONE))",
        "select(outbox.c.state.label('was')).group_by(outbox.c.state)",
        "select(cafe).where(cafe.c.state == OPEN)",
        "tx.change(outbox, {'state': 'sent'}, outbox_id=1)",
    ],
)
def test_a_state_that_is_spelled_out_or_only_read_is_let_be(well: str) -> None:
    assert bound_states(well) == []
