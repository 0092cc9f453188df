"""A Telegram Bot API on loopback, and phones to play with in the browser."""
