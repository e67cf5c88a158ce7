"""How people in tests walk through dialogs: by what they see on the screen, whatever the wording is today."""

from __future__ import annotations

from bot.tokens import MenuToken, TurnToken, read_token
from dialogs.engine.inputs import Action
from tests.telegram_server import ChatMessage, Person

OBSERVED = "Sie hat gesagt: „{}“"
"""A text that is not asked about again, because somebody was quoted."""
VISIT_TEXTS = ("gesehen", "gespuert", "geklingelt", "ressource", "naechster_schritt")
VISIT_SECONDS = 20.0


def tokens(message: ChatMessage, action: Action) -> list[str]:
    """The callback data of the buttons under a message that stand for this action."""
    data = [button.data or "" for row in message.buttons for button in row]
    return [text for text in data if isinstance(found := read_token(text), TurnToken) and found.tap.action is action]


def taps(person: Person, message: ChatMessage, action: Action, number: int = 0) -> str:
    """Taps the button for an action, the first one unless another number is given. Returns its callback data."""
    token = tokens(message, action)[number]
    person.taps_data(token, message)
    return token


def taps_menu(person: Person, message: ChatMessage, command: str, argument: str = "") -> None:
    """Taps the button that leads to a command."""
    data = [button.data or "" for row in message.buttons for button in row]
    wanted = [text for text in data if (found := read_token(text)) and _leads(found, command, argument)]
    person.taps_data(wanted[0], message)


def asks(message: ChatMessage) -> bool:
    """Whether a message wants an answer: something to choose, to write, or to confirm."""
    return any(tokens(message, action) for action in (Action.SKIP, Action.KEEP, Action.CONFIRM, Action.CHOOSE))


def is_review(message: ChatMessage) -> bool:
    return bool(tokens(message, Action.CONFIRM)) and bool(tokens(message, Action.CHANGE))


async def consents(person: Person, seconds: float = VISIT_SECONDS) -> ChatMessage:
    """Says yes to the question that follows the information, and returns what comes after it: the ways on."""
    taps_menu(person, await person.hears(lambda found: _offers(found, "einverstanden"), seconds), "einverstanden")
    return await person.hears(lambda found: _offers(found, "besuch"), seconds)


async def begins_visit(person: Person) -> ChatMessage:
    """Starts "Nach dem Besuch" and returns its first question."""
    person.writes("/besuch")
    return await person.hears(lambda message: bool(tokens(message, Action.CHOOSE)))


async def parks(person: Person) -> ChatMessage:
    """Starts a visit, says that the car stands, and returns the first question to be answered in words."""
    taps(person, await begins_visit(person), Action.CHOOSE)
    return await person.hears(asks)


async def walks_visit(person: Person, marked: str) -> dict[str, list[str]]:
    """A whole visit. Returns what should be stored of the texts."""
    await parks(person)
    told = {step: OBSERVED.format(f"{marked} {step} am Freitag") for step in VISIT_TEXTS}
    for text in told.values():
        person.writes(text)
        message = await person.hears(asks, VISIT_SECONDS)
    assert is_review(message), f"the review was expected, not {message}"
    taps(person, message, Action.CONFIRM)
    await person.hears(lambda found: not asks(found), VISIT_SECONDS)
    return {step: [text] for step, text in told.items()}


async def walks(person: Person, message: ChatMessage, marked: str) -> list[str]:
    """Walks from the question in `message` to the end of any dialog. Returns what was written, in order."""
    written: list[str] = []
    while not is_review(message):
        if tokens(message, Action.CHOOSE):
            taps(person, message, Action.CHOOSE)
        elif tokens(message, Action.SELECT):
            taps(person, message, Action.SELECT)
            await person.sees(lambda found: bool(tokens(found, Action.UNSELECT)))
            taps(person, message, Action.SELECTION_DONE)
        else:
            written.append(OBSERVED.format(f"{marked} {len(written)}"))
            person.writes(written[-1])
        message = await person.hears(asks, VISIT_SECONDS)
    taps(person, message, Action.CONFIRM)
    await person.hears(lambda found: not asks(found), VISIT_SECONDS)
    return written


async def heard_so_far(person: Person, offer: str) -> list[ChatMessage]:
    """Everything said to what came in until now: /sprache is answered by `offer` after it, and changes nothing."""
    before = len(person.messages)
    person.writes("/sprache")
    await person.hears(offer)
    return [message for message in person.messages[before:] if message.text != offer]


def _offers(message: ChatMessage, command: str) -> bool:
    data = [read_token(button.data or "") for row in message.buttons for button in row]
    return any(found is not None and _leads(found, command, "") for found in data)


def _leads(token: MenuToken | TurnToken, command: str, argument: str) -> bool:
    return isinstance(token, MenuToken) and token.command == command and argument in token.argument
