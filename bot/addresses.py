"""Addresses in settings: what may be plain http, and what must be https."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Return whether `url` names this very machine (127.0.0.0/8, ::1 or localhost)."""
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def web_address(url: str) -> str:
    """Return an address of the web as we keep it: https, unless it is this very machine.

    Raises:
        ValueError: If it is something else, with what to write instead.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address such as https://example.org")
    if parts.scheme == "http" and not is_loopback(url):
        raise ValueError("must begin with https:// unless it is this very machine")
    return url.rstrip("/")
