"""Mistakes of operators: each message says what happened and what to do.

OperatorError
 ├─ NoTokenError           Telegram is wanted but not set up
 ├─ AddressTakenError      the webhook cannot listen
 ├─ RefusedTokenError      Telegram does not know the token
 ├─ UnknownCaseError       a case was named that does not exist
 ├─ UnknownPersonError     a person was named who does not exist, or not any more
 ├─ TemplateError          a Word template of the office cannot be used
 └─ NotConfirmedError      something else was typed than asked for
"""

from __future__ import annotations

from pathlib import Path


class OperatorError(Exception):
    """Something the operator can put right."""


class NoTokenError(OperatorError):
    """The bot cannot start without a token."""

    def __init__(self) -> None:
        super().__init__(
            "TELEGRAM_BOT_TOKEN is not set. Get a token from @BotFather and put it into the environment or .env."
        )


class AddressTakenError(OperatorError):
    """Something else listens where the webhook should."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"The webhook cannot listen on {host}:{port} ({reason}). Set NACHKLANG_WEBHOOK_LISTEN to a free address."
        )


class RefusedTokenError(OperatorError):
    """The token was mistyped or revoked."""

    def __init__(self) -> None:
        super().__init__("Telegram does not accept TELEGRAM_BOT_TOKEN. Copy the token again from @BotFather.")


class UnknownCaseError(OperatorError):
    """No case has this number or pseudonym."""

    def __init__(self, named: str) -> None:
        super().__init__(f"There is no case '{named}'. `nachklang cases` lists all of them.")


class UnknownPersonError(OperatorError):
    """No person has this number, or she was erased."""

    def __init__(self, named: str) -> None:
        super().__init__(f"There is no person '{named}'. `nachklang people` lists all numbers.")


class TemplateError(OperatorError):
    """A Word template cannot be used; says which, where and why."""

    def __init__(self, template: Path, problem: str) -> None:
        self.template = template
        super().__init__(f"The template {template.name} cannot be used: {problem}")


class NotConfirmedError(OperatorError):
    """Nothing was changed, because the operator did not type what was asked for."""

    def __init__(self, expected: str) -> None:
        super().__init__(f"Nothing was changed. To go on, type {expected} when asked, or use --yes.")
