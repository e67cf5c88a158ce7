"""Asking the operator to type what cannot be taken back."""

from __future__ import annotations

import sys

from bot.errors import NotConfirmedError


def confirm_by_typing(expected: str) -> None:
    """Goes on only if exactly this is typed, whatever the capitals. Raises NotConfirmedError."""
    print(f"Type {expected} to go on: ", end="", flush=True)
    typed = sys.stdin.readline()
    if not typed.endswith("\n"):
        print()
    if typed.strip().lower() != expected.lower():
        raise NotConfirmedError(expected)
