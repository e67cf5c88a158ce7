"""The buttons under a question: its answers first, then what can be done at any moment."""

from __future__ import annotations

from datetime import date, timedelta

from bot.messages import Button, Rows
from bot.tokens import MenuToken, TurnToken
from bot.wording import Voice
from dialogs.engine.inputs import Action, Tap
from dialogs.engine.model import Dialog, DialogKind, QuestionKind, Step
from dialogs.engine.state import State

SHORT_LABEL = 14
LONGEST_LABEL = 32  # what a phone shows of a button
COMMANDS: dict[Action, str] = {
    Action.SKIP: "ueberspringen",
    Action.BACK: "zurueck",
    Action.KEEP: "passt",
    Action.CONFIRM: "ja",
    Action.CHANGE: "aendern",
    Action.PAUSE: "pause",
    Action.REPEAT: "weiter",
    Action.DISCARD: "abbrechen",
    Action.EXPLAIN: "warum",
    Action.SELECTION_DONE: "fertig",
}


class Keyboard:
    """Makes the buttons for one turn of one conversation."""

    def __init__(self, voice: Voice, conversation: int, turn: int) -> None:
        self._voice, self._conversation, self._turn = voice, conversation, turn

    def action(self, text: str, action: Action, *, answer: bool = False) -> Button:
        """A button for an action; `text` is the key of its label."""
        return Button(self._voice.say(text), self._token(action), answer, COMMANDS[action])

    def choice(self, label: str, action: Action, argument: str) -> Button:
        """A button for an answer."""
        return Button(label, self._token(action, argument), answer=True)

    def question(self, dialog: Dialog, state: State, step: Step, today: date, first: bool) -> Rows:
        """Everything under a question."""
        days = days_of_a_review(today) if dialog.kind is DialogKind.RESULT else next_working_days(today)
        rows = self._answers(state, step, days)
        if state.focus is not None:
            return (*rows, (self.action("button_keep", Action.KEEP),), self._aside())
        skip = self.action("button_skip", Action.SKIP)
        moves = (skip,) if first else (skip, self.action("button_back", Action.BACK))
        return (*rows, moves, self._aside())

    def probe(self) -> Rows:
        """Everything under a follow-up to a thin answer, or under "is there more?"."""
        return ((self.action("button_enough", Action.KEEP),), self._aside())

    def _aside(self) -> tuple[Button, ...]:
        more = Button(self._voice.say("button_more"), str(MenuToken("mehr")), command="mehr")
        return (
            self.action("button_why", Action.EXPLAIN),
            self.action("button_pause", Action.PAUSE),
            more,
        )

    def _answers(self, state: State, step: Step, days: list[date]) -> Rows:
        match step.kind:
            case QuestionKind.CHOICE | QuestionKind.FACES:
                return in_rows([self._option(step, option.id) for option in step.options])
            case QuestionKind.MULTIPLE_CHOICE:
                marks = tuple((self._mark(state, step, option.id),) for option in step.options)
                return (*marks, (self.action("button_selected", Action.SELECTION_DONE),))
            case QuestionKind.SCALE:
                assert step.bounds is not None, "the loader gives every scale its bounds"
                values = range(step.bounds.lowest, step.bounds.highest + 1)
                buttons = [self.choice(str(value), Action.CHOOSE, str(value)) for value in values]
                return tuple(tuple(buttons[start : start + 5]) for start in range(0, len(buttons), 5))
            case QuestionKind.DATE:
                return in_rows(
                    [self.choice(self._voice.short_day(day), Action.CHOOSE, day.isoformat()) for day in days]
                )
            case _:
                return ()

    def _option(self, step: Step, option_id: str) -> Button:
        option = step.option(option_id)
        assert option is not None, "buttons are made from the options of the step"
        return self.choice(option.label[self._voice.register], Action.CHOOSE, option_id)

    def _mark(self, state: State, step: Step, option_id: str) -> Button:
        option = step.option(option_id)
        assert option is not None, "buttons are made from the options of the step"
        chosen = option_id in state.selection
        label = f"{'☑' if chosen else '☐'} {option.label[self._voice.register]}"
        return self.choice(label, Action.UNSELECT if chosen else Action.SELECT, option_id)

    def _token(self, action: Action, argument: str = "") -> str:
        return str(TurnToken(self._conversation, self._turn, Tap(action, argument)))


def next_working_days(today: date) -> list[date]:
    """The next two working days and the one a week ahead, to propose for a next step."""
    ahead = [today + timedelta(days=days) for days in range(1, 12)]
    working = [day for day in ahead if day.weekday() < 5]
    in_a_week = next(day for day in working if day >= today + timedelta(days=7))
    return [*working[:2], in_a_week]


def days_of_a_review(today: date) -> list[date]:
    """Two, two and a half and three months ahead on a working day, to propose for the next interim review."""
    ahead = [today + timedelta(weeks=weeks) for weeks in (9, 11, 13)]
    return [day - timedelta(days=max(0, day.weekday() - 4)) for day in ahead]


def fitting(label: str) -> str:
    """A label that holds somebody's words, shortened to what a phone shows."""
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"


def in_rows(buttons: list[Button]) -> Rows:
    """One button a row, or two where the labels are short enough for a phone."""
    width = 2 if all(len(button.label) <= SHORT_LABEL for button in buttons) else 1
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))
