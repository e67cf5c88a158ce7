"""What the people in these tests do: reflect on their work as a team, and release what they said."""

from __future__ import annotations

from bot.app import App
from bot.messages import IncomingKind, Outgoing
from storage.audit import AuditEvent, Entry, entries_of_case
from storage.database import transaction
from tests.journey import Chat

CASE = 1  # everybody in these tests belongs to the first case
TITLE = "Zusammenarbeit im Team"
HOLDS = "Was das Team trägt"
SAME_PICTURE = "Gleiches Bild vom Jobcoaching"
TO_TALK = "Darüber sollten wir reden"
ARRANGED = "Wie Sie sich absprechen"


def tap(chat: Chat, token: str) -> str:
    """Taps a button known by its token; returns what was said."""
    return text_of(chat.sends(IncomingKind.TAP, token))


def text_of(heard: list[Outgoing]) -> str:
    return "\n\n".join(message.text for message in heard)


def reflect(chat: Chat, case: int, *given: str | None, dialog: str = "zusammenarbeit") -> None:
    """Answers the questions in order, by tapping where there is such a button; None and the rest are skipped."""
    tap(chat, f"m.thema.{case}-{dialog}")
    if "Neu anfangen" in chat.labels():
        chat.taps("Neu anfangen")
    for answer in given:
        if answer is None:
            chat.taps("Überspringen")
        elif answer in chat.labels():
            chat.taps(answer)
        else:
            chat.writes(answer)
            if "Passt so" in chat.labels():
                chat.taps("Passt so")
    while "Überspringen" in chat.labels():
        chat.taps("Überspringen")
    chat.taps("Stimmt so")


def open_answer(chat: Chat, name: str) -> str:
    """Goes to one of the answers of the newest reflection; returns what is shown."""
    tap(chat, f"m.freigeben.{CASE}")
    chat.sends(IncomingKind.TAP, chat.last.rows[0][0].token)
    label = next(label for label in chat.labels() if name[:20] in label)
    return text_of(chat.taps(label))


def release(chat: Chat, name: str, button: str = "👥 Dem Team freigeben") -> str:
    """Releases one answer of the newest reflection; returns what is said then."""
    open_answer(chat, name)
    return text_of(chat.taps(button))


def readings(app: App, case: int) -> list[Entry]:
    """What the log says about reading."""
    with transaction(app.engine) as connection:
        return [entry for entry in entries_of_case(connection, case) if entry.event is AuditEvent.READ]


def logged(app: App, case: int, event: AuditEvent) -> list[dict[str, str | int]]:
    with transaction(app.engine) as connection:
        return [entry.details for entry in entries_of_case(connection, case) if entry.event is event]
