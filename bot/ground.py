"""What every command that touches data stands on: the store, the vault, and the world."""

from __future__ import annotations

import asyncio
import secrets
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import content
from bot.clock import Clock
from bot.roads import Gateway, second_roads
from bot.settings import Settings
from content.helplines_file import load_helplines
from content.programmes import load_programmes
from content.screening_file import load_screening
from content.site_file import load_site
from content.texts import load_texts
from domain.ids import IdSource
from domain.people import Actor
from services.remember_bot import known_bot
from services.start_up import remember_programmes
from services.world import House, World
from storage import migrate
from storage.store import Store, open_store
from storage.vault import Vault, open_vault

ACTOR = Actor.system("start")
NODES = 1024
TOKEN_BYTES = 24  # 192 bits: 32 characters, within Telegram's 64 for a link
NO_USERNAME = "BOT_USERNAME"  # shown in a link when nobody knows the bot's name yet


@dataclass(frozen=True, slots=True)
class Ground:
    """An opened installation."""

    world: World
    store: Store
    vault: Vault
    sms: Gateway | None = None  # see `Stand`


WrapStore = Callable[[Store], Store]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What is different in a simulation."""

    random_bytes: Callable[[int], bytes] = secrets.token_bytes
    stepped: bool = False  # see `open_store`
    sms: Gateway | None = None  # a gateway in this process, in the place of the one in settings


IN_EARNEST = Stand()


@asynccontextmanager
async def opened(
    settings: Settings,
    clock: Clock,
    *,
    on_wake: Callable[[str], None] = lambda _: None,
    wrap: WrapStore = lambda store: store,
    stand: Stand = IN_EARNEST,
) -> AsyncIterator[Ground]:
    """Open the database and its keys, read the content, and close them again in the end.

    Args:
        settings: The installation.
        clock: Tells the time.
        on_wake: Is told after each commit which units of work to wake, from another thread.
        wrap: May put something around the store.
        stand: What is different in a simulation.

    Raises:
        StorageError: If the database or the keys cannot be used, with what to do.
        ContentError: If the content has problems.
    """
    vault = await asyncio.to_thread(_prepare, settings, stepped=stand.stepped)
    node = int.from_bytes(stand.random_bytes(2), "big") % NODES
    ids = IdSource(lambda: int(clock.real().timestamp() * 1000), node)
    store = wrap(
        open_store(
            settings.database_url,
            vault=vault,
            ids=ids,
            on_wake=on_wake,
            site_id=settings.site_id,
            stepped=stand.stepped,
        )
    )
    try:
        world = await _world(settings, clock, store, vault, ids)
        token = partial(_token, stand.random_bytes)
        yield Ground(replace(world, new_token=token), store, vault, stand.sms)
    finally:
        await store.close()
        vault.close()


def _prepare(settings: Settings, *, stepped: bool) -> Vault:
    _make_folders(settings)
    is_new = migrate.is_empty(settings.database_url)
    vault = open_vault(
        settings.keystore_url,
        settings.master_key_file,
        database_is_empty=is_new,
        site_id=settings.site_id,
        stepped=stepped,
    )
    migrate.prepare(settings.database_url)
    return vault


def _make_folders(settings: Settings) -> None:
    files = [settings.master_key_file]
    for url in (settings.database_url, settings.keystore_url):
        if url.startswith("sqlite:///"):
            files += [Path(url.removeprefix("sqlite:///"))]
    for file in files:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # keys and words: ours alone


async def _world(
    settings: Settings, clock: Clock, store: Store, vault: Vault, ids: IdSource
) -> World:
    folder = settings.content_dir or Path(content.__path__[0])
    programmes = await store.write(
        remember_programmes, ACTOR, clock.now(), load_programmes(folder / "programmes")
    )
    about = await store.read(known_bot, settings.bot_id)
    username = str(about["username"]) if about else settings.bot_username or NO_USERNAME

    async def new_key(owner_id: int) -> None:
        await vault.new_key(owner_id, "person")

    return World(
        store=store,
        clock=clock,
        ids=ids,
        new_key=new_key,
        forget_key=vault.forget,
        new_token=partial(_token, secrets.token_bytes),
        house=House(
            texts=load_texts(folder / "locale"),
            programmes=programmes,
            site=load_site(folder / "site.toml"),
            screening=load_screening(folder / "screening"),
            phone=settings.site_phone,
            owner_id=vault.site_owner,
            bot_username=lambda: username,
            duty=settings.on_duty,
            roads=second_roads(settings),
            hears_sms=settings.hears_sms,
            helplines=load_helplines(folder / "helplines.toml"),
            attention=settings.attention_points == "on",
        ),
        public_url=settings.public_url,
    )


def _token(random_bytes: Callable[[int], bytes]) -> str:
    return urlsafe_b64encode(random_bytes(TOKEN_BYTES)).decode().rstrip("=")
