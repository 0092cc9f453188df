"""The store cannot even be read: who is told is chosen by the clock of the cry, from memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from pydantic import SecretStr

from services.roster import set_roads
from storage.errors import StoreUnavailable
from storage.store import Store
from storage.tx import Rx
from tests.journeys.bad_stores import FullStore
from tests.journeys.conftest import MakeTown
from tests.journeys.kept import staff
from tests.journeys.test_duty import NIGHT, karim_is_on_duty
from tests.journeys.town import CLI, DANGER, Town, texts
from tests.second_roads import Gateway, MailBox, box, gateway

__all__ = ["box", "gateway"]

P = ParamSpec("P")
R = TypeVar("R")


class DeadStore(FullStore):
    """A store that can neither be read nor written while `full`."""

    async def read(
        self, fn: Callable[Concatenate[Rx, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Read, or say that the database is gone."""
        if self.full:
            raise StoreUnavailable("the database is gone")
        return await super().read(fn, *args, **kwargs)


def rung(town: Town) -> list[int]:
    """Return how many red messages worker, cover and coordinator have."""
    return [len([text for text in texts(one) if "RØD" in text]) for one in staff(town)]


async def test_it_dies_by_day_the_cry_comes_at_night_and_no_worker_wakes(
    make_town: MakeTown,
) -> None:
    stores: list[DeadStore] = []

    def wrap(store: Store) -> Store:
        stores.append(DeadStore(store))
        return stores[-1]

    async with make_town(wrap=wrap) as made:
        await made.hire()
        amal = await made.enrol()
        await made.until("2026-03-06 13:50")
        stores[-1].full = True
        made.pass_unseen(NIGHT)
        await amal.write(DANGER)
        await made.app.intake.poll_once(0)
        await made.app.intake.poll_once(0)
        assert "lige nu er ingen på arbejde" in amal.last.text.lower()
        assert "12345678" not in amal.last.text, "nobody answers the site's phone now"
        assert rung(made) == [0, 0, 1]
        stores[-1].full = False


async def test_whoever_is_on_duty_without_telegram_is_told_by_mail_and_sms_and_a_boss_as_well(
    make_town: MakeTown, box: MailBox, gateway: Gateway
) -> None:
    stores: list[FullStore] = []

    def wrap(store: Store) -> Store:
        stores.append(FullStore(store))
        return stores[-1]

    async with make_town(wrap=wrap) as made:
        roads = {
            "smtp_url": SecretStr(box.url),
            "smtp_from": "alarm@testby.example",
            "sms_url": gateway.url,
        }
        made.settings = made.settings.model_copy(update={**roads, "duty": "roster"})
        await made.restart()
        await made.hire()
        karim = {"email": "karim@testby.example", "phone": "+4522334455"}
        await made.app.world.store.write(
            set_roads, CLI, made.clock.now(), wanted="Karim Cover", **karim
        )
        amal = await made.enrol()
        await made.cover.block()
        await karim_is_on_duty(made)
        await made.until(NIGHT)
        stores[-1].full = True
        await amal.write(DANGER)
        await made.settle()
        await made.settle()
        assert "Jeg prøver at få fat i et menneske nu." in amal.last.text
        assert "12345678" not in amal.last.text
        assert len(box.to(karim["email"])) == 1
        assert [one.startswith("RØD") for one in gateway.to(karim["phone"])] == [True]
        assert rung(made) == [0, 0, 1]
        stores[-1].full = False
