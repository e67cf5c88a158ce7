"""What the people in these tests do with goals: set one, rate it, release what they said."""

from __future__ import annotations

from bot.app import App
from bot.messages import IncomingKind, Outgoing
from dialogs.engine.model import Role
from storage.database import transaction
from storage.goals import Goal, Outcome, end_goal, goals_of, show_goal
from tests.bot.rooms.acting import text_of
from tests.journey import Chat

CASE = 1  # everybody in these tests belongs to the first case
WORDS = "Ich sage „Stopp“, bevor es mir zu viel wird."
ANCHORS = ("Sie sagt es jedes Mal selbst.", "Sie sagt nichts und geht.", "Sie sagt es, wenn jemand fragt.")
LEVELS = ("Einmal am Tag", "Zweimal am Tag", "Immer", "Einmal in der Woche", "Nie")
YES = "Stimmt so"


def set_goal(
    chat: Chat,
    words: str | None = WORDS,
    *anchors: str | None,
    whose: str | None = "Person am Arbeitsplatz",
    family: str | None = "Bei der Person",
    category: str | None = "Kraft und Selbstvertrauen",
    scale: str | None = "Zahlen von 1 bis 10",
) -> list[Outgoing]:
    """Sets a goal from the chat; None is skipped. Returns what is said in the end."""
    tap(chat, f"m.neues_ziel.{CASE}")
    go_through(chat, whose, family, *((category,) if family else ()), words, scale, *(anchors or ANCHORS))
    return chat.taps(YES)


def rate(chat: Chat, goal: int, number: str | None, satisfied: str = "🙂 Zufrieden", why: str = "Es hilft.") -> None:
    """Rates a goal that is still relevant, or without a number one that is overtaken; releases nothing."""
    tap(chat, f"m.pruefen.{CASE}-{goal}")
    if number is None:
        go_through(chat, "Es hat sich überholt", why, satisfied, "Nichts weiter")
    else:
        go_through(chat, "Es ist noch wichtig", why, number, satisfied, "Nichts weiter")
    chat.taps(YES)


def release_rating(chat: Chat, goal: int, number: str | None, satisfied: str = "🙂 Zufrieden") -> None:
    """Rates a goal and releases everything to the team."""
    rate(chat, goal, number, satisfied)
    chat.taps("Ja, 5 Antworten freigeben" if number else "Ja, 4 Antworten freigeben")


def go_through(chat: Chat, *given: str | None) -> None:
    """Answers by tapping where there is such a button, by writing else; None is skipped."""
    for answer in given:
        if answer is None:
            chat.taps("Überspringen")
        elif answer in chat.labels():
            chat.taps(answer)
        else:
            chat.writes(answer)
            if "Passt so" in chat.labels():
                chat.taps("Passt so")


def tap(chat: Chat, token: str) -> str:
    """Taps a button known by its token; returns what was said."""
    return text_of(chat.sends(IncomingKind.TAP, token))


def look(chat: Chat, goal: int) -> str:
    """The goal as this person sees it."""
    return tap(chat, f"m.ziel.{CASE}-{goal}")


def goals(app: App, *, ended: bool = False) -> list[Goal]:
    with transaction(app.engine) as connection:
        return goals_of(connection, CASE, ended=ended)


def show(app: App, *roles: Role) -> None:
    """Shows all goals of the case to these roles."""
    with transaction(app.engine) as connection:
        for goal in goals_of(connection, CASE):
            show_goal(connection, goal, roles)


def end_all(app: App, outcome: Outcome = Outcome.REACHED, words: str = "") -> None:
    """Ends all goals of the case without the questions."""
    with transaction(app.engine) as connection:
        for goal in goals_of(connection, CASE):
            end_goal(connection, goal, outcome, words, app.clock().date())
