"""Every import contract is broken once on purpose, to see it caught."""

import pytest

from tests.architecture.conftest import Broken
from tests.architecture.rooms import CONTRACTS

# Contract, the module that breaks it, what it must not import, and whether this contract is the
# only one that catches it (so that losing the contract would lose the rule).
BREACHES = [
    ("Layers point inwards", "content.planted", "services", True),
    ("Layers point inwards", "handlers.planted", "bot.clock", True),
    ("The domain is pure", "domain.planted", "asyncio", True),
    ("The domain is pure", "domain.planted", "logging", True),
    ("Handlers import services, content and domain", "handlers.planted", "storage", True),
    ("Handlers import services, content and domain", "handlers.planted", "channels", True),
    ("Handlers import services, content and domain", "handlers.planted", "reports", True),
    ("Web imports services, reports, content and domain", "web.planted", "storage", True),
    ("Web imports services, reports, content and domain", "web.planted", "handlers", False),
    (
        "Scheduling imports services, reports, storage, channels and domain",
        "scheduling.planted",
        "content",
        True,
    ),
    ("Reports import services, storage, content and domain", "reports.planted", "channels", True),
    ("Services import storage, content and domain", "services.planted", "channels", True),
    ("Storage and channels import the domain only", "storage.planted", "content", True),
    ("Storage and channels import the domain only", "channels.planted", "content", True),
    ("Telegram types stay at the edge", "services.planted", "telegram", True),
    ("Telegram types stay at the edge", "web.planted", "telegram.ext", True),
    ("Telegram types stay at the edge", "channels.planted", "telegram", True),
    ("Telegram types stay at the edge", "bot.planted", "telegram", True),
    ("Only storage speaks SQL", "services.planted", "sqlalchemy", True),
    ("Only storage speaks SQL", "bot.planted", "sqlite3", True),
    ("Only the vault knows cryptography", "storage.planted", "cryptography", True),
    ("Only the vault knows cryptography", "services.planted", "cryptography.fernet", True),
    ("Only the metronome knows APScheduler", "scheduling.planted", "apscheduler", True),
    ("Only the outbox sends", "scheduling.planted", "channels", True),
    ("Only the outbox sends", "bot.planted", "channels", True),
    ("The simulator knows nothing of us", "simulator.planted", "domain", True),
    ("Only the demo and the simulation start the simulator", "bot.planted", "simulator", True),
    (
        "Only the demo and the simulation start the simulator",
        "services.planted",
        "simulator",
        True,
    ),
    (
        "Signals and question types do not know each other",
        "domain.signals.planted",
        "domain.signals.neighbour",
        True,
    ),
]


def test_every_contract_has_a_breach_planted_for_it() -> None:
    assert {contract for contract, *_ in BREACHES} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "module", "imported", "alone"), BREACHES)
def test_a_planted_breach_is_caught(
    contract: str,
    module: str,
    imported: str,
    alone: bool,
    broken_by: Broken,
    already_broken: set[str],
) -> None:
    broken = broken_by(module, imported)
    assert contract in broken
    assert not alone or broken - already_broken <= {contract}
