"""What becomes of messages: whatever goes wrong has an owner, and nothing is sent for ever."""

import logging
from datetime import timedelta

import pytest

from domain.message import POLICY, Body, Button, MessageKind, OutboxState, Purpose, UnknownPolicy
from services import outbox_work
from services.claim_messages import LEASE
from services.outbox_work import EDIT_ATTEMPTS, prove_sent, recover, settle_unknown
from storage import outbox
from storage.store import Store
from tests.messages import (
    ACTOR,
    HOLDER,
    NOW,
    REAL,
    Told,
    begin,
    claimed_before,
    end,
    later,
    queue,
    queue_edit,
    refused,
    row,
    sent,
    take,
    text_of,
    unclear,
)

SECOND = timedelta(seconds=1)


async def reason_of(store: Store, outbox_id: int) -> tuple[str, str | None]:
    found = await row(store, outbox_id)
    return found.state.value, found.reason


async def send(store: Store, outbox_id: int, number: int) -> None:
    """Take one queued message all the way."""
    assert outbox_id in await begin(store)
    await end(store, sent(outbox_id, number))


# ------------------------------------------------------------------------- edits


async def test_an_edit_changes_the_message_it_names_once_that_has_a_number(store: Store) -> None:
    prompt = await queue(store, "question")
    edit = await queue_edit(store, "thanks", edits=prompt)
    await send(store, prompt, 501)

    letter = (await take(store)).letters[0]

    assert (letter.id, letter.edits, letter.body.text) == (edit, 501, "thanks")


async def test_an_edit_waits_while_its_message_is_on_its_way(store: Store) -> None:
    prompt = await queue(store, "question")
    await begin(store)
    await queue_edit(store, "thanks", edits=prompt)

    assert (await take(store)).letters == []


async def test_an_edit_by_number_needs_no_row(store: Store) -> None:
    await queue_edit(store, "thanks", edits_message_id=42)

    assert (await take(store)).letters[0].edits == 42


async def test_an_edit_of_a_refused_message_is_skipped(store: Store) -> None:
    prompt = await queue(store, "question")
    edit = await queue_edit(store, "thanks", edits=prompt)
    await begin(store)
    await end(store, refused(prompt))

    assert (await take(store)).settled == 1
    assert await reason_of(store, edit) == ("skipped", "target refused")


async def test_an_edit_of_a_skipped_message_is_skipped(store: Store) -> None:
    prompt = await queue(store, "question", late_at=NOW)
    edit = await queue_edit(store, "thanks", edits=prompt)

    await take(store, now=NOW + SECOND)

    assert await reason_of(store, edit) == ("skipped", "target skipped")


async def test_an_edit_of_a_message_that_may_not_be_there_is_skipped(store: Store) -> None:
    prompt = await queue(store, "question", purpose=Purpose.CHECKIN)
    edit = await queue_edit(store, "closed", edits=prompt)
    await begin(store)
    await end(store, unclear(prompt))

    await take(store)

    assert await reason_of(store, edit) == ("skipped", "target unknown")


async def test_an_edit_of_what_is_not_there_at_all_is_skipped(store: Store) -> None:
    edit = await queue_edit(store, "thanks", edits=12345)

    await take(store)

    assert await reason_of(store, edit) == ("skipped", "target gone")


async def test_an_edit_that_comes_after_a_newer_edit_is_skipped(store: Store) -> None:
    prompt = await queue(store, "question")
    await send(store, prompt, 501)
    old = await queue_edit(store, "second question", edits=prompt, due_at=NOW + SECOND)
    new = await queue_edit(store, "thanks", edits_message_id=501)
    await send(store, new, 501)

    await take(store, now=NOW + SECOND)

    assert await reason_of(store, old) == ("skipped", "newer edit")


async def test_of_two_edits_that_may_leave_only_the_newer_does(store: Store) -> None:
    prompt = await queue(store, "question")
    await send(store, prompt, 501)
    old = await queue_edit(store, "closed", edits=prompt)
    new = await queue_edit(store, "closed, and what comes next", edits_message_id=501)

    assert (await take(store)).settled == 1
    assert [letter.id for letter in (await take(store)).letters] == [new]
    assert await reason_of(store, old) == ("skipped", "newer edit")


async def test_a_newer_edit_that_comes_later_or_changes_buttons_only_outdoes_nothing(
    store: Store,
) -> None:
    prompt = await queue(store, "question")
    await send(store, prompt, 501)
    old = await queue_edit(store, "words", edits=prompt)
    await queue_edit(store, "later", edits=prompt, due_at=NOW + SECOND)
    await queue_edit(store, "bare", edits=prompt, kind=MessageKind.EDIT_BUTTONS)

    assert [letter.id for letter in (await take(store)).letters] == [old]


async def test_a_newer_edit_by_outbox_id_counts_against_an_older_one_by_number(
    store: Store,
) -> None:
    prompt = await queue(store, "question")
    await send(store, prompt, 501)
    old = await queue_edit(store, "second", edits_message_id=501, due_at=NOW + SECOND)
    new = await queue_edit(store, "thanks", edits=prompt)
    await send(store, new, 501)

    await take(store, now=NOW + SECOND)

    assert await reason_of(store, old) == ("skipped", "newer edit")


async def test_edits_of_other_messages_do_not_count(store: Store) -> None:
    old = await queue_edit(store, "second", edits_message_id=501, due_at=NOW + SECOND)
    new = await queue_edit(store, "thanks", edits_message_id=502)
    await send(store, new, 502)

    assert [letter.id for letter in (await take(store, now=NOW + SECOND)).letters] == [old]


async def test_an_edit_of_a_message_that_is_due_later_goes_into_it(store: Store) -> None:
    case = await queue(store, "case", due_at=NOW + timedelta(hours=9))
    edit = await queue_edit(store, "taken by another", edits=case, body=Body("taken"))

    await take(store)

    assert await reason_of(store, edit) == ("skipped", f"merged into {case}")
    assert await text_of(store, case) == "taken"
    assert (await take(store, now=NOW + timedelta(hours=9))).letters[0].kind is MessageKind.TEXT


async def test_an_edit_of_buttons_leaves_the_words_of_a_message_that_is_due_later(
    store: Store,
) -> None:
    case = await queue(store, "case", due_at=NOW + timedelta(hours=9))
    body = Body("", ((Button("Read", data="v1.read.0000000000000."),),))
    await queue_edit(store, "", edits=case, kind=MessageKind.EDIT_BUTTONS, body=body)

    await take(store)
    letter = (await take(store, now=NOW + timedelta(hours=9))).letters[0]

    assert letter.body.text == "case"
    assert letter.body.buttons[0][0].label == "Read"


# ------------------------------------------------------------------------- fates


async def test_a_sent_message_keeps_its_number_and_when_it_left(store: Store) -> None:
    one = await queue(store, "hej")
    await send(store, one, 501)

    found = await row(store, one)
    assert (found.state, found.message_id, found.sent_at) == (OutboxState.SENT, 501, NOW)
    assert found.attempts == 1


async def test_a_refusal_about_the_person_is_told_at_once(store: Store) -> None:
    told, one = Told(), await queue(store, "hej")
    await begin(store)

    await end(store, refused(one, unreachable=True), told=told)

    assert told.unreachable == [(one, "blocked")]
    assert await reason_of(store, one) == ("refused", "blocked")


async def test_a_refusal_about_the_message_is_logged_without_its_words(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    told, one = Told(), await queue(store, "hemmeligt")
    await begin(store)

    with caplog.at_level(logging.ERROR):
        await end(store, refused(one, reason="content"), told=told)

    assert told.unreachable == []
    assert [record.action for record in caplog.records] == ["message_refused"]  # type: ignore[attr-defined]
    assert "hemmeligt" not in caplog.text


async def test_what_was_not_sent_waits_longer_each_time_and_never_too_long(
    store: Store,
) -> None:
    one, now, waits = await queue(store, "hej", purpose=Purpose.CASE), NOW, []
    for _ in range(7):
        assert await begin(store, now=now) == [one]
        await end(store, later(one), now=now)
        start = now
        while not await begin(store, now=now):
            now += SECOND
        waits.append((now - start).total_seconds())
        await end(store, later(one, timedelta(), counts=False), now=now)

    assert waits == [1, 2, 4, 8, 15, 15, 15]


async def test_being_told_to_wait_is_no_attempt(store: Store) -> None:
    one = await queue(store, "hej")
    await begin(store)

    await end(store, later(one, timedelta(seconds=40), counts=False))

    assert (await row(store, one)).attempts == 0
    assert (await take(store, now=NOW + timedelta(seconds=39))).letters == []
    assert await begin(store, now=NOW + timedelta(seconds=40)) == [one]


async def test_an_alarm_that_is_unclear_goes_again_at_once_and_says_so(store: Store) -> None:
    case = await queue(store, "sag 214", purpose=Purpose.CASE)
    await begin(store)
    await end(store, unclear(case))

    assert await begin(store) == [case]
    assert await text_of(store, case) == "again:\nsag 214"
    assert (await row(store, case)).reason == "repeat"


async def test_it_goes_again_once_only(store: Store) -> None:
    case = await queue(store, "sag 214", purpose=Purpose.CASE)
    for _ in range(2):
        await begin(store)
        await end(store, unclear(case))

    assert (await row(store, case)).state is OutboxState.UNKNOWN
    assert (await take(store)).letters == []
    assert [message.id for message in await store.read(settle_unknown, NOW)] == [case]
    assert await store.read(settle_unknown, NOW + timedelta(days=2)) == []


async def test_short_answers_go_again_without_a_word_about_it(store: Store) -> None:
    notice = await queue(store, "noteret", purpose=Purpose.NOTICE)
    await begin(store)
    await end(store, unclear(notice))

    assert await begin(store) == [notice]
    assert await text_of(store, notice) == "noteret"


async def test_an_unclear_prompt_is_left_to_its_reminder(store: Store) -> None:
    prompt = await queue(store, "question", purpose=Purpose.CHECKIN)
    await begin(store)
    await end(store, unclear(prompt))

    assert await reason_of(store, prompt) == ("unknown", "no answer")
    assert (await take(store)).letters == []
    assert await store.read(settle_unknown, NOW) == []


async def test_staff_are_told_of_their_own_words_that_may_not_have_arrived(
    store: Store,
) -> None:
    told, answer = Told(), await queue(store, "vi ses", purpose=Purpose.ANSWER)
    await begin(store)

    await end(store, unclear(answer), told=told)

    assert told.staff == [answer]
    assert await store.read(settle_unknown, NOW) == []


async def test_an_unclear_edit_is_made_again_a_few_times(store: Store) -> None:
    edit = await queue_edit(store, "thanks", edits_message_id=5, purpose=Purpose.CHECKIN)
    for _ in range(EDIT_ATTEMPTS):
        assert await begin(store) == [edit]
        await end(store, unclear(edit))

    assert await text_of(store, edit) == "thanks"
    assert (await row(store, edit)).state is OutboxState.UNKNOWN


async def test_every_purpose_ends_with_somebody_who_looks_after_it(store: Store) -> None:
    told = Told()
    ids = {
        purpose: await queue(store, "hej", chat=chat, purpose=purpose)
        for chat, purpose in enumerate(Purpose)
    }
    for _ in range(max(policy.attempts for policy in POLICY.values())):
        await end(store, *[unclear(one) for one in await begin(store)], told=told)

    listed = {message.id for message in await store.read(settle_unknown, NOW)}
    for purpose, one in ids.items():
        owner = POLICY[purpose].unknown
        assert (await row(store, one)).state is OutboxState.UNKNOWN
        assert (one in told.staff) == (owner is UnknownPolicy.TELL_STAFF), purpose
        assert (one in listed) == (owner is UnknownPolicy.RESEND), purpose


async def test_a_card_is_sent_again_until_it_is_clear_and_all_else_once(store: Store) -> None:
    for purpose, attempts in ((Purpose.CARD, 5), (Purpose.CASE, 2)):
        one = await queue(store, "hej", chat=attempts, purpose=purpose)
        for _ in range(attempts):
            assert (await row(store, one)).state is OutboxState.QUEUED
            assert await begin(store) == [one]
            await end(store, unclear(one))
        assert (await row(store, one)).state is OutboxState.UNKNOWN


# ------------------------------------------------------------------------- proof


async def test_an_answer_proves_that_an_unclear_prompt_arrived(store: Store) -> None:
    prompt = await queue(store, "question", purpose=Purpose.CHECKIN)
    await begin(store)
    await end(store, unclear(prompt))

    assert await store.write(prove_sent, NOW, prompt, 501)
    assert not await store.write(prove_sent, NOW, prompt, 501)

    found = await row(store, prompt)
    assert (found.state, found.message_id) == (OutboxState.SENT, 501)


async def test_an_answer_makes_a_repeat_needless(store: Store) -> None:
    case = await queue(store, "sag 214", purpose=Purpose.CASE)
    await begin(store)
    await end(store, unclear(case))

    assert await store.write(prove_sent, NOW, case, 501)
    assert (await take(store)).letters == []


async def test_an_answer_proves_nothing_about_what_never_left(store: Store) -> None:
    waiting = await queue(store, "question")

    assert not await store.write(prove_sent, NOW, waiting, 501)
    assert not await store.write(prove_sent, NOW, 999, 501)
    assert (await row(store, waiting)).state is OutboxState.QUEUED


async def test_an_answer_counts_while_the_sender_still_waits(store: Store) -> None:
    prompt = await queue(store, "question")
    await begin(store)

    assert await store.write(prove_sent, NOW, prompt, 501)
    await end(store, unclear(prompt))

    assert (await row(store, prompt)).state is OutboxState.SENT


# ------------------------------------------------------------------------- dead senders


async def test_what_one_of_an_older_version_had_not_begun_is_simply_queued(store: Store) -> None:
    one = await queue(store, "hej", purpose=Purpose.CHECKIN)
    await claimed_before(store)

    assert await store.write(recover, ACTOR, NOW, Told().reactions, real=REAL + LEASE) == 1

    assert await begin(store, holder="process-b") == [one]
    assert (await row(store, one)).reason is None


async def test_what_a_dead_sender_was_sending_is_unclear(store: Store) -> None:
    prompt = await queue(store, "question", purpose=Purpose.CHECKIN)
    case = await queue(store, "sag 214", chat=2, purpose=Purpose.CASE)
    await begin(store)

    assert await store.write(recover, ACTOR, NOW, Told().reactions, real=REAL + LEASE) == 2

    assert await reason_of(store, prompt) == ("unknown", "the sender died")
    assert await begin(store, holder="process-b") == [case]
    assert await text_of(store, case) == "again:\nsag 214"


async def test_a_lease_that_lasts_is_left_alone(store: Store) -> None:
    one = await queue(store, "hej")
    await begin(store)

    count = await store.write(recover, ACTOR, NOW, Told().reactions, real=REAL + LEASE - SECOND)

    assert count == 0
    assert (await row(store, one)).state is OutboxState.SENDING


async def test_the_only_process_need_not_wait_for_leases_of_the_dead(store: Store) -> None:
    dead = await queue(store, "hej", purpose=Purpose.CHECKIN)
    await claimed_before(store, holder="dead")
    mine = await queue(store, "hej", chat=2)
    await take(store)

    await store.write(recover, ACTOR, NOW, Told().reactions, real=REAL, alive=HOLDER)

    assert (await row(store, dead)).state is OutboxState.QUEUED
    assert (await row(store, mine)).state is OutboxState.SENDING


async def test_a_sender_taken_for_dead_changes_nothing_that_another_has_taken(
    store: Store,
) -> None:
    one = await queue(store, "hej")
    await take(store, holder="slow")
    await store.write(recover, ACTOR, NOW, Told().reactions, real=REAL + LEASE)
    await take(store)

    await end(store, refused(one, unreachable=True), holder="slow")
    await end(store, later(one), holder="slow")

    found = await row(store, one)
    assert (found.state, found.reason) == (OutboxState.SENDING, "repeat")


async def test_a_result_that_comes_late_still_counts_as_proof(store: Store) -> None:
    prompt = await queue(store, "question", purpose=Purpose.CHECKIN)
    await begin(store, holder="slow")
    await store.write(recover, ACTOR, NOW, Told().reactions, real=REAL + LEASE)

    await end(store, sent(prompt, 501), holder="slow")

    assert (await row(store, prompt)).state is OutboxState.SENT


def test_every_state_can_be_reached_and_left_only_by_a_named_move() -> None:
    assert set(outbox.MOVES) == set(OutboxState)
    final = {OutboxState.SENT, OutboxState.REFUSED, OutboxState.SKIPPED}
    assert not final & set().union(*outbox.MOVES.values())
    assert outbox_work.REPEAT == "repeat"
