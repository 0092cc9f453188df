"""GET /health says whether all is well, with names and nobody's data."""

from collections.abc import Sequence

import httpx
import pytest

from tests.web.browser import all_well
from tests.web.cast import Cast
from web.app import build_web


async def outbox_stuck() -> Sequence[str]:
    """Return one reason."""
    return ("outbox_stuck",)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_health_is_200_when_all_is_well(cast: Cast, method: str) -> None:
    transport = httpx.ASGITransport(build_web(cast.world, all_well))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.request(method, "/health")
    assert response.status_code == 200
    if method == "GET":
        assert response.json() == {"ok": True, "reasons": []}


async def test_health_is_503_with_named_reasons(cast: Cast) -> None:
    transport = httpx.ASGITransport(build_web(cast.world, outbox_stuck))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        response = await client.get("/health")
    assert response.status_code == 503
    assert response.json() == {"ok": False, "reasons": ["outbox_stuck"]}
    assert "server" not in response.headers
