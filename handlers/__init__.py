"""Telegram in: store an update, translate it, call one service."""
