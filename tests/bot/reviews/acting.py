"""What the people in these tests do: answer their own questions, release them, and note the result of a meeting."""

from __future__ import annotations

from sqlalchemy import select

from bot.app import App
from bot.messages import IncomingKind
from storage.audit import AuditEvent, Entry, entries_of_case
from storage.database import transaction
from storage.reviews import Review, reviews_of
from storage.tables import conversations
from tests.bot.casework.circle import Neighbour

CASE = 1  # everybody in these tests belongs to the first case


def tap(person: Neighbour, token: str) -> str:
    """Taps a button known by its token; returns what was said."""
    return "\n\n".join(message.text for message in person.sends(IncomingKind.TAP, token))


def answer(person: Neighbour, *given: str | None) -> None:
    """Answers the open questions in order, tapping where there is such a button; None and the rest are skipped."""
    for one in given:
        if one is None:
            assert tap_one_of(person, "Überspringen", "Weiter ohne Antwort")
        elif one in person.labels():
            person.taps(one)
        else:
            person.writes(one)
            tap_one_of(person, "Passt so", "Das reicht")
    while tap_one_of(person, "Überspringen", "Weiter ohne Antwort"):
        pass
    person.taps("Stimmt so")


def tap_one_of(person: Neighbour, *labels: str) -> bool:
    """Taps the button that is called like this in one of the registers; False if there is none now."""
    there = next((label for label in labels if label in person.labels()), None)
    if there is not None:
        person.taps(there)
    return there is not None


def release_all(person: Neighbour) -> str:
    """Looks at everything that would be released and says yes; returns what was shown before."""
    label = next(label for label in person.labels() if label.startswith("Alles ansehen"))
    shown = "\n\n".join(message.text for message in person.taps(label))
    person.sends(IncomingKind.TAP, person.last.rows[0][0].token)
    return shown


def ask_everybody(lead: Neighbour) -> str:
    """The lead asks; returns what she is told then."""
    tap(lead, f"m.zwischen_fragen.{CASE}")
    return "\n\n".join(message.text for message in lead.taps("Ja, jetzt fragen"))


def reviews(app: App) -> list[Review]:
    with transaction(app.engine) as connection:
        return reviews_of(connection, CASE)


def logged(app: App, event: AuditEvent) -> list[Entry]:
    with transaction(app.engine) as connection:
        return [entry for entry in entries_of_case(connection, CASE) if entry.event is event]


def review_of_newest(app: App) -> int | None:
    """The review that the newest conversation of all belongs to."""
    with transaction(app.engine) as connection:
        wanted = select(conversations.c.review_id).order_by(conversations.c.id.desc()).limit(1)
        found: int | None = connection.execute(wanted).scalar_one()
    return found
