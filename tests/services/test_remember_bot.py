"""What Telegram says of the bot is kept for the next start."""

from domain.people import Actor
from services.remember_bot import known_bot, remember_bot
from storage.store import Store
from tests.messages import NOW

ACTOR = Actor.system("test")


async def test_nothing_is_known_before_the_first_contact(store: Store) -> None:
    assert await store.read(known_bot, 4242) is None


async def test_the_latest_answer_counts(store: Store) -> None:
    old = {"id": 4242, "is_bot": True, "first_name": "Holdfast", "username": "old_bot"}
    new = {**old, "username": "new_bot"}
    for about in (old, new):
        await store.write(remember_bot, ACTOR, NOW, about)

    assert await store.read(known_bot, 4242) == new
    assert await store.read(known_bot, 1) is None
