"""How reflections, questions and days are called around releases, in the register of whoever reads."""

from __future__ import annotations

from datetime import datetime

from bot.exchange import Exchange
from bot.goals.seeing import sees
from bot.messages import Button, Outgoing, Rows
from dialogs.engine.model import Dialog, Step
from storage.goals import find_goal
from storage.releases import Room, Statement

LONGEST_LABEL = 32
LONGEST_PART = 2_000  # letters; even if all were emoji, that fits into a message of Telegram
A_PAGE = 6
PAGE = "seite"
SIGNS = {Room.PRIVATE: "🔒", Room.TEAM: "👥", Room.REPORT: "📄", Room.COACHEE: "🤝"}
CHANGED = "↻"


def shortened(words: str, longest: int = LONGEST_LABEL) -> str:
    """The words on one line, cut where a phone would cut them."""
    line = " ".join(words.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def dialog_of(exchange: Exchange, statement: Statement) -> Dialog | None:
    """The dialog with the statement's question: today's, or else the version it was asked in, if it is still known."""
    today = exchange.content.dialog(statement.dialog_id)
    if today is not None and statement.step_id in today.steps:
        return today
    try:
        return exchange.content.version(statement.content_hash)
    except KeyError:
        return today


def step_of(exchange: Exchange, statement: Statement) -> Step | None:
    dialog = dialog_of(exchange, statement)
    return None if dialog is None else dialog.steps.get(statement.step_id)


def title_of(exchange: Exchange, statement: Statement) -> str:
    """The title of the reflection, with the goal it is about if the reader sees it."""
    dialog = dialog_of(exchange, statement)
    title = statement.dialog_id if dialog is None else dialog.title[exchange.voice.register]
    goal = None if statement.goal_id is None else find_goal(exchange.connection, statement.goal_id)
    reader = None if goal is None else exchange.membership(goal.case_id)
    if goal is None or reader is None or not sees(reader.role, goal):
        return title
    return f"{title} · {shortened(goal.text)}"


def name_of_step(exchange: Exchange, statement: Statement) -> str:
    """The short name of the question."""
    step = step_of(exchange, statement)
    return shortened(statement.question, 36) if step is None else step.name[exchange.voice.register]


def question_of(exchange: Exchange, statement: Statement) -> str:
    """The question in the reader's register; as it was asked, if it names a goal or is not asked any more."""
    names_something = statement.goal_id is not None or statement.check_in_id is not None
    step = None if names_something else step_of(exchange, statement)
    return statement.question if step is None else step.question_in(exchange.voice.register, 0)


def place_in_dialog(exchange: Exchange, statement: Statement) -> tuple[int, int]:
    """For sorting: the place of the question in its dialog; questions no longer known come last."""
    dialog = dialog_of(exchange, statement)
    steps = [] if dialog is None else list(dialog.steps)
    known = statement.step_id in steps
    return (steps.index(statement.step_id) if known else len(steps), statement.answer_id)


def day_of(exchange: Exchange, at: datetime) -> str:
    """The local day of a moment."""
    local = at.astimezone(exchange.now.tzinfo)
    return exchange.voice.say("room_day", day=local.day, month=local.month, year=local.year)


def titled(exchange: Exchange, statement: Statement, at: datetime) -> str:
    """Title and day for a button."""
    local = at.astimezone(exchange.now.tzinfo)
    day = exchange.voice.say("room_short_day", day=local.day, month=local.month)
    return f"{shortened(title_of(exchange, statement), LONGEST_LABEL - len(day) - 3)} · {day}"


def send_long(exchange: Exchange, text: str, rows: Rows = ()) -> None:
    """Says a text in as many messages as it takes, nothing left out; the buttons are under the last one."""
    parts = in_parts(text)
    exchange.replies += [Outgoing(part) for part in parts[:-1]]
    exchange.replies.append(Outgoing(parts[-1], rows))


def in_parts(text: str, longest: int = LONGEST_PART) -> list[str]:
    """The text cut between lines or else words. Joined again the parts are the text."""
    parts: list[str] = []
    while len(text) > longest:
        cut = max(text.rfind("\n", longest // 2, longest), text.rfind(" ", longest // 2, longest)) + 1 or longest
        line = text.rfind("\n", longest // 2, longest) + 1
        parts.append(text[: line or cut])
        text = text[line or cut :]
    return [*parts, text]


def page_of(rest: str) -> int | None:
    """The page that is asked for; None for something else."""
    word, _, number = rest.partition("-")
    if not rest:
        return 0
    return number_in(number) if word == PAGE else None


def page_buttons(exchange: Exchange, command: str, mark: str, page: int, count: int) -> Rows:
    """Ways to the newer and the older ones; `mark` is what the command wants before the page."""
    row: list[Button] = []
    if page > 0:
        row.append(exchange.button("button_newer", command, f"{mark}-{PAGE}-{page - 1}"))
    if (page + 1) * A_PAGE < count:
        row.append(exchange.button("button_older", command, f"{mark}-{PAGE}-{page + 1}"))
    return (tuple(row),) if row else ()


def number_in(text: str) -> int | None:
    """A number out of a button; None for anything that was made up."""
    return int(text) if text.isdecimal() and len(text) < 10 else None
