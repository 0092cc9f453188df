"""Errors whose message is for the person at the keyboard."""


class UserError(Exception):
    """Something the caller can put right; the message says what, in one sentence.

    `holdfast` prints it on one line and leaves with exit code 2, without a traceback.
    """
