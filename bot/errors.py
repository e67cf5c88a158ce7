"""Mistakes of operators: each message says what happened and what to do.

OperatorError
 ├─ NoTokenError           Telegram is wanted but not set up
 ├─ AddressTakenError      the webhook cannot listen
 ├─ RefusedTokenError      Telegram does not know the token
 └─ UnknownCaseError       a case was named that does not exist
"""


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
