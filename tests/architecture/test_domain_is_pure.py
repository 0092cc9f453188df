"""The domain knows the pure part of the standard library and dateutil, and nothing else."""

import ast
from pathlib import Path

import pytest

PURE = {
    "__future__",
    "abc",
    "bisect",
    "collections",
    "contextlib",
    "dataclasses",
    "datetime",
    "dateutil",
    "decimal",
    "domain",
    "enum",
    "fractions",
    "functools",
    "heapq",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "statistics",
    "string",
    "threading",  # a lock around the last id
    "types",
    "typing",
    "unicodedata",
    "zoneinfo",
    "zlib",  # a checksum, for what is a little different for each youth
}

DOMAIN = Path(__file__).resolve().parents[2] / "domain"


def imported_packages(source: str) -> set[str]:
    packages: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            packages |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            packages.add((node.module or ".").partition(".")[0])
    return packages


def test_imports_inside_functions_are_seen_too() -> None:
    source = "import os.path\ndef f():\n    from time import sleep\n"
    assert imported_packages(source) == {"os", "time"}


@pytest.mark.parametrize("path", sorted(DOMAIN.rglob("*.py")), ids=lambda path: path.stem)
def test_a_domain_file_imports_only_what_is_pure(path: Path) -> None:
    assert imported_packages(path.read_text("utf-8")) <= PURE
