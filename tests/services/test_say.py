"""What is too long for one message leaves in several, in order, the buttons under the last."""

from __future__ import annotations

from content.keys import Key
from domain.message import Button, OutboxState, Purpose
from domain.people import Staff
from services.claim_messages import Letter
from services.outbox_work import Fate
from services.say import Line, to_staff
from storage import staff
from storage.store import Store
from storage.tx import Tx
from tests.messages import NOW, end, take
from tests.web.cast import Cast

BUTTONS = ((Button("Luk", data="v1.x.0000000000000."),),)


def line(text: str) -> Line:
    return Line(
        purpose=Purpose.STAFF_INFO, key=Key.CASE, text=text, dedupe="long", buttons=BUTTONS
    )


async def test_a_long_list_leaves_in_parts_once(cast: Cast, store: Store) -> None:
    paragraphs = [f"{number}: " + "ord " * 200 for number in range(12)]
    mette = await store.read(staff.get, cast.mette)
    assert mette is not None

    def say(tx: Tx, person: Staff) -> int | None:
        return to_staff(tx, NOW, person, line("\n\n".join(paragraphs)))

    last = await store.write(say, mette)
    assert await store.write(say, mette) is None, "the same thing is never queued twice"
    letters: list[Letter] = []
    while batch := (await take(store)).letters:
        letters += batch
        ids = [letter.id for letter in batch]
        await end(store, *(Fate(id=one, state=OutboxState.SENT, message_id=one) for one in ids))
    said = "\n\n".join(one.body.text for one in letters)
    assert said.split() == " ".join(paragraphs).split()
    assert all(len(one.body.text) <= 4096 for one in letters)
    assert [one.body.buttons for one in letters] == [(), (), BUTTONS]
    assert letters[-1].id == last
