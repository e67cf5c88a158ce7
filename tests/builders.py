"""Small builders for what tests need to talk to the engine: content data, dialogs, contexts, a talk, valid answers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from dialogs.catalogue.build import build_dialog
from dialogs.catalogue.loader import Catalogue, load_catalogue
from dialogs.engine.advance import advance, begin
from dialogs.engine.asking import Context, Turn, current_step
from dialogs.engine.events import Event
from dialogs.engine.inputs import Action, Input, Tap, Write
from dialogs.engine.model import PAUSE, Dialog, QuestionKind, Role, Step
from dialogs.engine.state import Mode, State, Status

TODAY = date(2026, 3, 4)  # a Wednesday
OBSERVED = "Er hat gefragt, ob er die Kiste tragen darf."
THIN = "Ganz gut."


@cache
def real_content() -> Catalogue:
    """The content that ships with the product, loaded once."""
    return load_catalogue()


def context(today: date = TODAY) -> Context:
    return Context(today, real_content().vocabulary)


def both(text: str) -> dict[str, str]:
    """A text in both registers."""
    return {"standard": text, "leicht": text}


def option(name: str, /, **more: Any) -> dict[str, Any]:
    """The data of an option, labelled with its id unless told otherwise."""
    return {"id": name, **both(name.replace("_", " ").capitalize()), **more}


def step(name: str, kind: str = "text", /, **more: Any) -> dict[str, Any]:
    """The data of a step; options may be given as names."""
    options = [option(entry) if isinstance(entry, str) else entry for entry in more.pop("options", [])]
    if kind in ("scale", "number"):
        anchors = [{"value": value, **both(f"Wert {value}")} for value in (1, 5)]
        more.setdefault("bounds", {"lowest": 1, "highest": 5, "anchors": anchors})
    question = {register: [f"{name}?"] for register in ("standard", "leicht")}
    texts = {"name": both(name), "question": question, "why": both("Darum."), "source": "JADE 1"}
    return {"id": name, "kind": kind, **texts, **({"options": options} if options else {}), **more}


def dialog_data(*steps: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The data of a dialog file."""
    head = {"kind": "thema", "phase": "team", "order": 1, "minutes": 3, "roles": ["jobcoach", "ifd"]}
    return {**head, "title": both("Probe"), "opening": both("Los."), "steps": list(steps), **more}


def dialog(*steps: Mapping[str, Any], **more: Any) -> Dialog:
    """A dialog that passed all checks of the catalogue."""
    built, problems = build_dialog("probe", dialog_data(*steps, **more), "probe/dialog.toml")
    assert built is not None, problems
    return built


class Talk:
    """One person talking to the engine; remembers the state, the last events and all events."""

    def __init__(self, led: Dialog, role: Role = Role.JOB_COACH, rotation: int = 0, today: date = TODAY) -> None:
        self.dialog, self.context = led, context(today)
        self.all_events: list[Event] = []
        self._take(begin(led, role, rotation, self.context))

    def write(self, text: str) -> tuple[Event, ...]:
        return self.put(Write(text))

    def tap(self, action: Action, argument: str = "") -> tuple[Event, ...]:
        return self.put(Tap(action, argument))

    def put(self, given: Input) -> tuple[Event, ...]:
        return self._take(advance(self.dialog, self.state, given, self.context))

    @property
    def step(self) -> str | None:
        """The step the person is at."""
        return current_step(self.dialog, self.state, self.context)

    @property
    def values(self) -> dict[str, object]:
        """The answers so far, plainly."""
        return {name: answer.value for name, answer in self.state.answers.items()}

    def reopen(self, **changes: Any) -> None:
        """Goes on from a changed state, as the application does when it reopens a finished conversation."""
        fields = {name: getattr(self.state, name) for name in State.__dataclass_fields__}
        self.state = State(**{**fields, **changes})

    def _take(self, turn: Turn) -> tuple[Event, ...]:
        self.state, self.events = turn.state, turn.events
        self.all_events.extend(turn.events)
        return turn.events


def valid_inputs(asked: Step, dice: random.Random, today: date = TODAY) -> list[Input]:
    """Inputs that together answer `asked` with something that does not pause the conversation."""
    match asked.kind:
        case QuestionKind.TEXT:
            return [Write(dice.choice([THIN, OBSERVED, "Ich weiß es nicht so recht. " * 6, "Am Freitag.", "👍", "0"]))]
        case QuestionKind.CHOICE | QuestionKind.FACES:
            chosen = dice.choice([entry for entry in asked.options if entry.goto != PAUSE])
            label = dice.choice(list(chosen.label.values()))
            return [Tap(Action.CHOOSE, chosen.id) if dice.random() < 0.8 else Write(label)]
        case QuestionKind.MULTIPLE_CHOICE:
            marked = dice.sample([entry.id for entry in asked.options], dice.randint(1, len(asked.options)))
            return [*(Tap(Action.SELECT, name) for name in marked), Tap(Action.SELECTION_DONE)]
        case QuestionKind.SCALE | QuestionKind.NUMBER:
            assert asked.bounds is not None
            number = str(dice.randint(asked.bounds.lowest, asked.bounds.highest))
            typed = asked.kind is QuestionKind.NUMBER or dice.random() < 0.2
            return [Write(number) if typed else Tap(Action.CHOOSE, number)]
        case QuestionKind.DATE:
            day = today + timedelta(days=dice.randint(0, 400))
            return [dice.choice([Tap(Action.CHOOSE, day.isoformat()), Write(f"{day:%d.%m.%Y}"), Write("morgen")])]


def go_through(talk: Talk, dice: random.Random) -> None:
    """Answers everything with random valid answers (now and then a skip) until the review. Asserts that it ends."""
    for _ in range(3 * len(talk.dialog.steps) + 3):
        if talk.state.mode is Mode.REVIEWING:
            return
        if talk.state.mode is Mode.CONFIRMING_CHANGE:
            talk.tap(Action.CONFIRM)
            continue
        assert talk.step is not None
        if talk.state.mode is Mode.PROBING:
            talk.put(dice.choice([Tap(Action.KEEP), Write("Er lachte.")]))
        elif dice.random() < 0.1:
            talk.tap(Action.SKIP)
        else:
            for given in valid_inputs(talk.dialog.steps[talk.step], dice, talk.context.today):
                talk.put(given)
    raise AssertionError(f"no end after {talk.values}")


def is_over(talk: Talk) -> bool:
    return talk.state.status in (Status.FINISHED, Status.DISCARDED)
