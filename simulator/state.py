"""All that the simulated Telegram knows: people, messages, queries, files, commands, updates."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from simulator.hook import Hook
from simulator.hub import Event, Hub
from simulator.records import Bot, Group, Json, Message, Person, Query, StoredFile, Told
from simulator.updates import UpdateQueue

# Telegram's ids passed 32 bits long ago; a client that stores less must fail here, not in use.
FIRST_PERSON = 8_600_000_011
FIRST_GROUP = -4_000_000_000
SUPERGROUPS = -1_000_000_000_000
GROUP_BOT = 1_087_968_824  # Telegram's own, in whose name a group speaks
BETWEEN_PEOPLE = 7_919
QUERY_LIVES = timedelta(minutes=15)


class State:
    """The one place that holds what happened in a simulator. Times come from ``clock``."""

    def __init__(self, bot: Bot, clock: Callable[[], datetime]) -> None:
        self.bot = bot
        self.clock = clock
        self.hub = Hub()
        self.updates = UpdateQueue(clock)
        self.people: dict[int, Person] = {}
        self.messages: dict[int, Message] = {}
        self._chats: dict[int, list[Message]] = {}
        self.queries: dict[str, Query] = {}
        self.answered: list[Query] = []
        self.files: dict[str, StoredFile] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.profile: dict[tuple[str, str], str] = {}
        self.hook = Hook()
        self._counts: dict[str, int] = {}

    def set_hook(self, hook: Hook) -> None:
        """Put a webhook in the place of the one before; one without a url is none."""
        before, self.hook = self.hook, hook
        before.is_over.set()

    def forget(self) -> None:
        """Forget people, chats and what the bot has set; counts go on, so no id comes twice."""
        self.set_hook(Hook())
        self.updates.forget()
        for kept in (self.people, self.messages, self._chats, self.queries, self.files):
            kept.clear()
        for settings in (self.commands, self.profile):
            settings.clear()
        self.answered.clear()

    def unix(self) -> int:
        """Return the simulated time in whole Unix seconds."""
        return int(self.clock().timestamp())

    def count(self, name: str) -> int:
        """Return 1, 2, 3 ... for a named series."""
        self._counts[name] = self._counts.get(name, 0) + 1
        return self._counts[name]

    def add_person(
        self, name: str, *, language: str | None, username: str | None, caption: Told = ""
    ) -> Person:
        """Create a user that the bot has never met, and return it."""
        number = FIRST_PERSON + BETWEEN_PEOPLE * self.count("person")
        person = Person(number, name, language, username, caption)
        self.people[number] = person
        return person

    def add_group(self, title: str) -> Group:
        """Create a group chat that the bot is in, and return it."""
        group = Group(FIRST_GROUP - self.count("group"), title, writable=True)
        self.people[group.id] = group
        return group

    def upgrade_group(self, group: Group) -> Group:
        """Turn a group into a supergroup, which has another id, and return that."""
        new = Group(SUPERGROUPS - abs(group.id), group.first_name, writable=True, is_super=True)
        self.people[new.id] = new
        group.moved_to = new.id
        for chat, content in (
            (group, {"migrate_to_chat_id": new.id}),
            (new, {"migrate_from_chat_id": group.id}),
        ):
            sender = {"id": GROUP_BOT, "is_bot": True, "first_name": "Group"}
            self.updates.push("message", self.add_message(chat, sender, content).json())
        return new

    def add_message(self, person: Person, sender: Json, content: Json) -> Message:
        """Store a message dated now and return it; nobody is told yet."""
        message = Message(self.count("message") + 100, person, sender, self.unix(), content)
        self.messages[message.id] = message
        self._chats.setdefault(person.id, []).append(message)
        return message

    def messages_of(self, person: Person) -> list[Message]:
        """Return a chat's messages, oldest first, without deleted ones."""
        return [one for one in self._chats.get(person.id, ()) if not one.deleted]

    def add_query(self, person: Person) -> Query:
        """Store a pressed button that waits for its answer, and return it."""
        number = f"{person.id}{self.count('query'):08d}"
        self.queries[number] = Query(number, person, self.clock())
        return self.queries[number]

    def query_is_open(self, query: Query) -> bool:
        """Return whether a pressed button can still be answered."""
        return not query.answered and self.clock() - query.asked_at < QUERY_LIVES

    def show(self, message: Message, *, deleted: bool = False) -> None:
        """Tell every listener that a message is new, changed or gone."""
        message.deleted = deleted
        message.seq = self.tell("message", message.person, message=message.id).seq

    def tell(self, kind: str, person: Person, **data: Any) -> Event:
        """Tell every listener about something on a person's phone, and return the event."""
        event = self.hub.publish(kind, phone=person.id, **data)
        person.touched = event.seq
        return event
