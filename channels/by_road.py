"""One channel made of several: each message goes by the road that its row names."""

from __future__ import annotations

from collections.abc import Mapping

from channels.base import Channel, Delivery, Refusal, Refused, Result
from domain.message import Road


class ByRoad:
    """Hands each delivery to the channel of its road."""

    def __init__(self, channels: Mapping[Road, Channel]) -> None:
        self._channels = channels

    async def deliver(self, delivery: Delivery) -> Result:
        """Deliver by the road that is named; a road that is not set up refuses."""
        channel = self._channels.get(delivery.road)
        if channel is None:
            return Refused(Refusal.NO_ROAD, f"no settings for {delivery.road.value}")
        return await channel.deliver(delivery)
