"""Every minute: a ping to a monitor outside, but only while all is well."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

UNHEARD = "heartbeat_unheard"
_TWICE = 2


class SendHeartbeat:
    """The unit of work that tells a monitor that all is well; its silence is the alarm.

    Args:
        ping: Tells the monitor; returns whether it heard us, and raises nothing.
        health: Says by name what is wrong here. That the monitor does not hear us is not counted:
            otherwise one lost ping would be the last.
    """

    def __init__(
        self,
        ping: Callable[[], Awaitable[bool]],
        health: Callable[[], Awaitable[Sequence[str]]],
    ) -> None:
        self._ping = ping
        self._health = health
        self._unheard = 0

    async def __call__(self) -> bool:
        """Ping when nothing is wrong; there is never more to do."""
        wrong = [reason for reason in await self._health() if reason != UNHEARD]
        if not wrong:
            self._unheard = 0 if await self._ping() else self._unheard + 1
        return False

    def troubles(self) -> Sequence[str]:
        """Return that the monitor did not hear us, when that was so twice in a row."""
        return [UNHEARD] if self._unheard >= _TWICE else []
