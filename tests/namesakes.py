"""People of one name, as installations may have them from before a name stood for one person."""

from __future__ import annotations

from domain.people import Role, Staff
from services.world import World
from storage import staff


async def namesake(world: World, name: str) -> int:
    """Add a mentor who has opened no link, whoever else is called that; return the id."""
    person = Staff(
        id=world.ids.new(),
        name=name,
        role=Role.MENTOR,
        language="da",
        chat_id=None,
        joined_at=None,
        blocked_at=None,
    )
    await world.new_key(person.id)
    await world.store.write(staff.add, person, world.clock.now())
    return person.id
