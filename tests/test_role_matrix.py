"""Every role tries every command and looks into every room; what it finds is exactly the matrix in the README."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import App
from bot.commands import COMMANDS, CaseCommand
from bot.messages import IncomingKind, Outgoing
from bot.rights import ROLES, WITHOUT_CASE
from bot.role_matrix import allowed, matrix_table, reads
from dialogs.engine.model import Register, Role
from dialogs.engine.state import Answer, State, Status
from storage.answers import Revision, record_revisions
from storage.conversations import begin_conversation, find_conversation
from storage.database import transaction
from storage.members import end_membership, give_duty
from storage.releases import Room, own_statements, release
from tests.journey import Chat, Clock, add_case, add_person, join_case, open_app

README = Path(__file__).parent.parent / "README.md"
MOST_TAPS = 800
# Ways out of the case, after which there is nothing left to see.
ENDING = ("verlassen", "loeschen", "endgueltig_loeschen", "widerrufen", "uebergeben", "herausnehmen", "chat_leeren")
# These begin a reflection, note hours or make a case of one's own; there is nothing of others in any of that.
BEGINNING = ("thema.", "neu.", "stunden.", "fall_anlegen")
DIALOG = "vorgeschichte"


@pytest.fixture
def app(tmp_path: Path) -> App:
    return open_app(tmp_path, Clock())


def test_the_readme_shows_the_matrix_of_the_code() -> None:
    text = README.read_text(encoding="utf-8")
    shown = text.split("<!-- roles:begin -->")[1].split("<!-- roles:end -->")[0].strip()
    assert shown == matrix_table(), "run `python -m bot.role_matrix` and put its output into the README"


@pytest.mark.parametrize("role", ROLES)
def test_every_role_can_use_exactly_the_commands_of_the_matrix(app: App, role: Role) -> None:
    found = {name: not _refused(app, name, _say(app, role, number, name)) for number, name in enumerate(COMMANDS)}
    assert found == {name: allowed(name, role) for name in COMMANDS}


@pytest.mark.parametrize("room", list(Room))
@pytest.mark.parametrize("role", ROLES)
def test_every_role_reads_exactly_the_rooms_of_the_matrix(app: App, role: Role, room: Room) -> None:
    author = add_person(app, "Frau Ahorn", "author")
    case_id = add_case(app, author, "Ahorn")
    secret = f"Kennwort {room.value}"
    _answer(app, author, case_id, secret, room)
    reader = add_person(app, "Herr Birke", "reader")
    if role in WITHOUT_CASE:
        _give(app, reader, role)
    else:
        join_case(app, case_id, reader, role)
    assert (secret in _everything_shown(app, "reader")) == reads(room, role)


def test_the_author_finds_her_private_answers(app: App) -> None:
    author = add_person(app, "Frau Ahorn", "author")
    _answer(app, author, add_case(app, author, "Ahorn"), "Kennwort privat", Room.PRIVATE)
    assert "Kennwort privat" in _everything_shown(app, "author")


def test_former_members_see_nothing_that_others_released(app: App) -> None:
    author = add_person(app, "Frau Ahorn", "author")
    case_id = add_case(app, author, "Ahorn")
    _answer(app, author, case_id, "Kennwort team", Room.TEAM)
    reader = add_person(app, "Herr Birke", "reader")
    join_case(app, case_id, reader, Role.INTEGRATION_SERVICE)
    assert "Kennwort team" in _everything_shown(app, "reader")
    old_buttons = _all_tokens(app, "reader")
    with transaction(app.engine) as connection:
        end_membership(connection, case_id, reader, app.clock())
    assert "Kennwort" not in _everything_shown(app, "reader", old_buttons)


def _say(app: App, role: Role, number: int, command: str) -> list[Outgoing]:
    """A new person with this role alone writes a command."""
    person = add_person(app, "Frau Linde", f"{role}{number}")
    if role in WITHOUT_CASE:
        _give(app, person, role)
    else:
        add_case(app, person, f"Linde {number}", role)
    return Chat(app, _clock(app), f"{role}{number}").writes(f"/{command}")


def _refused(app: App, command: str, heard: list[Outgoing]) -> bool:
    texts = app.content.catalogue.texts
    keys = ("hint_not_allowed", "no_case") if isinstance(COMMANDS[command], CaseCommand) else ("hint_not_allowed",)
    refusals = [texts.say(key, Register.STANDARD) for key in keys]
    return any(message.text.startswith(refusal) for message in heard for refusal in refusals)


def _give(app: App, person: int, role: Role) -> None:
    with transaction(app.engine) as connection:
        give_duty(connection, person, role, app.clock())


def _clock(app: App) -> Clock:
    assert isinstance(app.clock, Clock)
    return app.clock


def _answer(app: App, person: int, case_id: int, text: str, room: Room) -> None:
    """A finished reflection with one answer, released to the room."""
    dialog = app.content.catalogue.dialogs[DIALOG]
    step = next(step for step in dialog.steps.values() if step.kind.value == "text")
    state = State(role=Role.JOB_COACH, status=Status.FINISHED, answers={step.id: Answer(text)})
    now = app.clock()
    with transaction(app.engine) as connection:
        walk = begin_conversation(connection, person, case_id, DIALOG, dialog.content_hash, state, now)
        conversation = find_conversation(connection, walk, person)
        assert conversation is not None
        question = step.question_in(Register.STANDARD, 0)
        said = Revision(step.id, Answer(text), question, text)
        record_revisions(connection, conversation, Register.STANDARD, [said], now)
        if room is not Room.PRIVATE:
            [statement] = own_statements(connection, person, case_id)
            release(connection, statement, case_id, room, now)


def _everything_shown(app: App, address: str, more: frozenset[str] = frozenset()) -> str:
    """All texts and documents somebody gets who writes every command and taps every button there is."""
    chat = Chat(app, _clock(app), address)
    _explore(chat, set(more))
    return "\n".join(_content(message) for message in chat.heard)


def _all_tokens(app: App, address: str) -> frozenset[str]:
    """Every button somebody is offered anywhere."""
    return frozenset(_explore(Chat(app, _clock(app), address), set()))


def _explore(chat: Chat, waiting: set[str]) -> set[str]:
    for name in COMMANDS:
        if not name.startswith((*ENDING, *BEGINNING)):
            chat.writes(f"/{name}")
    seen: set[str] = set()
    for _ in range(MOST_TAPS):
        waiting |= {button.token for message in chat.heard for row in message.rows for button in row}
        waiting = {token for token in waiting - seen if _worth_a_tap(token)}
        if not waiting:
            return seen
        token = min(waiting)
        seen.add(token)
        chat.sends(IncomingKind.TAP, token)
    raise AssertionError(f"after {MOST_TAPS} taps there were still {len(waiting)} buttons left")


def _worth_a_tap(token: str) -> bool:
    """Not the buttons inside a reflection, of which there are new ones after each tap, and no ways out."""
    return token.startswith("m.") and not token.removeprefix("m.").startswith((*ENDING, *BEGINNING))


def _content(message: Outgoing) -> str:
    attached = message.attachment.content.decode("utf-8", "replace") if message.attachment else ""
    return f"{message.text}\n{attached}"
