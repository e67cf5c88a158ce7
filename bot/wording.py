"""Putting answers and questions into words for one register: pure text, no buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dialogs.catalogue.texts import SharedTexts
from dialogs.engine.model import Bounds, Dialog, Phase, QuestionKind, Register, Role, Step
from dialogs.engine.state import Answer, State

SHORTENED_TO = 280
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Voice:
    """How the bot speaks to one person: the shared texts in that person's register."""

    texts: SharedTexts
    register: Register
    phase_names: Mapping[Phase, str] = field(default_factory=dict)

    def say(self, key: str, **values: object) -> str:
        return self.texts.say(key, self.register, **values)

    def phase(self, phase: Phase) -> str:
        """The name of a phase, as the organisation calls it."""
        return self.phase_names.get(phase) or self.say(f"phase_{phase}")

    def role(self, role: Role) -> str:
        return self.say(f"role_{role}")

    def day(self, day: date) -> str:
        """A day as people say it, with its weekday."""
        return self.say("day", weekday=self.say(_WEEKDAYS[day.weekday()]), day=day.day, month=day.month, year=day.year)

    def short_day(self, day: date) -> str:
        """A day for a button."""
        return self.say("short_day", weekday=self.say(_WEEKDAYS[day.weekday()]), day=day.day, month=day.month)

    def question(self, dialog: Dialog, state: State, step: str) -> str:
        """The question as it is asked in this round, with the words of its scale."""
        asked = dialog.steps[step]
        text = asked.question_in(self.register, state.rotation)
        if asked.kind is QuestionKind.SCALE and asked.bounds is not None:
            return f"{text}\n\n{self._anchors(asked.bounds)}"
        return text

    def answer(self, step: Step, answer: Answer) -> str:
        """The answer in full, as the person gave it."""
        value = answer.value
        if value is None:
            return self.say("skipped")
        if isinstance(value, tuple):
            return ", ".join(self._label(step, option) for option in value)
        if step.kind is QuestionKind.DATE and isinstance(value, str):
            return self.day(date.fromisoformat(value))
        if isinstance(value, int):
            return self._number(step, value)
        return value if step.kind is QuestionKind.TEXT else self._label(step, value)

    def short_answer(self, step: Step, answer: Answer, longest: int = SHORTENED_TO) -> str:
        """The answer for playing back: one paragraph, shortened, safe beside text of another direction."""
        lines = [" ".join(line.split()) for line in self.answer(step, answer).splitlines()]
        words = " / ".join(filter(None, lines))
        if len(words) > longest:
            words = f"{words[:longest].rsplit(' ', 1)[0]} …"
        return isolated(words)

    def _number(self, step: Step, value: int) -> str:
        """A number with the words behind it, or with the end of its scale."""
        anchor = step.bounds.anchors.get(value) if step.bounds else None
        if anchor is not None:
            return f"{value} ({anchor[self.register]})"
        if step.kind is QuestionKind.SCALE and step.bounds is not None:
            return self.say("value_on_scale", value=value, highest=step.bounds.highest)
        return str(value)

    def _anchors(self, bounds: Bounds) -> str:
        return "\n".join(f"{value} = {text[self.register]}" for value, text in sorted(bounds.anchors.items()))

    def _label(self, step: Step, option_id: str) -> str:
        option = step.option(option_id)
        return option_id if option is None else option.label[self.register]


def isolated(words: str) -> str:
    """Keeps right-to-left text from turning its surroundings around."""
    if any("\u0590" <= sign <= "\u08ff" or sign in "\u202a\u202b\u202c\u202d\u202e" for sign in words):
        return f"\u2068{words}\u2069"
    return words
