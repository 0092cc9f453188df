"""The house rules as pyproject.toml states them."""

import tomllib
from pathlib import Path
from typing import Any

_PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
_LINTER: dict[str, Any] = tomllib.loads(_PYPROJECT.read_text("utf-8"))["tool"]["importlinter"]

ROOMS: list[str] = _LINTER["root_packages"]
CONTRACTS: list[str] = [contract["name"] for contract in _LINTER["contracts"]]
