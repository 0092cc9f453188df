"""Messages whose person was forgotten, or whose key is away, stop nobody else."""

import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.message import OutboxState
from domain.people import AgeBand, Role, Staff, Youth, YouthStatus
from services.claim_messages import KEY_WAIT
from services.queue_message import Recipient
from storage.store import Store
from storage.tables import outbox
from storage.tx import Tx
from storage.vault import Vault
from tests.messages import NOW, queue, queue_edit, row, take, text_of

PERSON = 900_000_000_001
BORN = datetime(2026, 1, 1, tzinfo=UTC)

YOUTH = Youth(
    id=PERSON,
    name="Amal Ali",
    programme_version_id=1,
    status=YouthStatus.ACTIVE,
    language="da",
    zone="Europe/Copenhagen",
    age_band=AgeBand.ADULT,
    chat_id=11,
    mentor_id=2,
    cover_id=3,
    created_at=BORN,
    accepted_at=BORN,
    contact_interval_days=7,
    last_sign_of_life_at=None,
    last_human_contact_at=None,
    last_word_at=None,
    last_staff_message_at=None,
    next_contact_at=None,
    reassess_at=None,
    paused_until=None,
    blocked_at=None,
    held_at=None,
    card_at=None,
    call_allowed=None,
)
STAFF = Staff(
    id=PERSON,
    name="Mette Madsen",
    role=Role.MENTOR,
    language="da",
    chat_id=21,
    joined_at=BORN,
    blocked_at=None,
)


def _give_to_the_site(tx: Tx, outbox_id: int) -> None:
    tx.execute(outbox.update().where(outbox.c.outbox_id == outbox_id).values(youth_id=None))


async def test_words_for_a_person_are_sealed_with_that_persons_key(
    store: Store, vault: Vault
) -> None:
    await vault.new_key(PERSON, "youth")
    one = await queue(store, "hej", to=Recipient.of_youth(YOUTH))

    assert await text_of(store, one) == "hej"
    letter = (await take(store)).letters[0]
    assert (letter.chat_id, letter.body.text) == (11, "hej")


async def test_words_for_staff_are_sealed_with_their_key(store: Store, vault: Vault) -> None:
    await vault.new_key(PERSON, "staff")
    await queue(store, "sag 214", to=Recipient.of_staff(STAFF))

    assert (await take(store)).letters[0].chat_id == 21


async def test_what_was_for_somebody_forgotten_is_skipped(store: Store, vault: Vault) -> None:
    await vault.new_key(PERSON, "youth")
    gone = await queue(store, "hej", to=Recipient.of_youth(YOUTH))
    other = await queue(store, "hej", chat=99)
    await vault.forget(PERSON)

    batch = await take(store)

    assert [letter.id for letter in batch.letters] == [other]
    found = await row(store, gone)
    assert (found.state, found.reason) == (OutboxState.SKIPPED, "forgotten")


async def test_a_message_moved_to_another_row_waits_and_stops_nobody(
    store: Store, vault: Vault, caplog: pytest.LogCaptureFixture
) -> None:
    await vault.new_key(PERSON, "youth")
    wrong = await queue(store, "hej", to=Recipient.of_youth(YOUTH))
    await store.write(_give_to_the_site, wrong)
    other = await queue(store, "hej", chat=99)

    with caplog.at_level(logging.ERROR):
        batch = await take(store)

    assert [letter.id for letter in batch.letters] == [other]
    assert "message_unreadable" in [record.__dict__.get("action") for record in caplog.records]
    assert (await row(store, wrong)).state is OutboxState.QUEUED
    assert (await take(store)).settled == 0
    assert (await take(store, now=NOW + KEY_WAIT)).settled == 1


async def test_an_edit_of_a_message_for_somebody_forgotten_ends_too(
    store: Store, vault: Vault
) -> None:
    await vault.new_key(PERSON, "youth")
    to = Recipient.of_youth(YOUTH)
    target = await queue(store, "hej", to=to, due_at=NOW + KEY_WAIT)
    edit = await queue_edit(store, "tak", to=to, edits=target)
    await vault.forget(PERSON)

    await take(store)
    await take(store, now=NOW + KEY_WAIT)

    for one in (target, edit):
        assert (await row(store, one)).state is OutboxState.SKIPPED


def test_nobody_is_written_to_who_has_not_opened_the_link() -> None:
    with pytest.raises(ValueError, match="has no chat"):
        Recipient.of_youth(replace(YOUTH, chat_id=None))
    with pytest.raises(ValueError, match="has no chat"):
        Recipient.of_staff(replace(STAFF, chat_id=None))
