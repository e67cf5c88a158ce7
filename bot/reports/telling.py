"""How a report calls people, questions and days, and how it quotes an answer with its trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from bot.content import Content
from bot.reports.material import Material
from bot.reports.view import ReportKind, Trace
from bot.reports.view import Statement as Quoted
from bot.wording import Voice
from dialogs.engine.model import Dialog, QuestionKind, Role, Step
from storage.members import Member
from storage.releases import Statement


@dataclass(frozen=True, slots=True)
class Telling:
    """Words for one report. `authors` are labels of roles by person, never names."""

    voice: Voice
    content: Content
    zone: tzinfo | None
    authors: Mapping[int, str]

    def day(self, on: date) -> str:
        return self.voice.say("report_day", day=on.day, month=on.month, year=on.year)

    def local(self, at: datetime) -> date:
        """The day of a moment where the report is made."""
        return at.astimezone(self.zone).date()

    def quote(self, statement: Statement, question: str = "") -> Quoted:
        """The answer word for word. `question` is what stands above it; nothing in tables that say it already."""
        trace = Trace(
            answer=statement.answer_id,
            revision=statement.revision,
            author=self.author(statement),
            answered_on=self.local(statement.answered_at),
        )
        return Quoted(statement.text, question, trace)

    def author(self, statement: Statement) -> str:
        """The role of whoever answered."""
        return self.authors.get(statement.person_id) or self.voice.role(statement.role)

    def title(self, statement: Statement) -> str:
        """The title of the dialog."""
        dialog = self._dialog(statement)
        return statement.dialog_id if dialog is None else dialog.title[self.voice.register]

    def name(self, statement: Statement) -> str:
        """The short name of the question; the question as it was asked, if nobody knows it any more."""
        step = self._step(statement)
        return statement.question if step is None else step.name[self.voice.register]

    def covers(self, statement: Statement) -> tuple[str, ...]:
        """What the question covers of the sources."""
        step = self._step(statement)
        return () if step is None else step.covers

    def kind(self, statement: Statement) -> QuestionKind | None:
        step = self._step(statement)
        return None if step is None else step.kind

    def place(self, statement: Statement) -> tuple[int, str, int]:
        """For sorting: dialogs in the order of the content, questions in the order of the dialog."""
        dialog = self._dialog(statement)
        steps = [] if dialog is None else list(dialog.steps)
        known = statement.step_id in steps
        order = 0 if dialog is None else dialog.order
        return (order, statement.dialog_id, steps.index(statement.step_id) if known else len(steps))

    def _step(self, statement: Statement) -> Step | None:
        dialog = self._dialog(statement)
        return None if dialog is None else dialog.steps.get(statement.step_id)

    def _dialog(self, statement: Statement) -> Dialog | None:
        """Today's version if it still asks the question, else the one it was asked in, if that is still known."""
        today = self.content.dialog(statement.dialog_id)
        if today is not None and statement.step_id in today.steps:
            return today
        try:
            return self.content.version(statement.content_hash)
        except KeyError:
            return today


def telling_for(material: Material, voice: Voice, content: Content) -> Telling:
    """The words for this material; in her own report the coachee is spoken to."""
    authors = authors_of(material.members, voice)
    if material.kind is ReportKind.FOR_COACHEE:
        coachees = [member.person_id for member in material.members if member.role is Role.COACHEE]
        authors |= dict.fromkeys(coachees, voice.say("report_you"))
    return Telling(voice, content, material.zone, authors)


def authors_of(members: Iterable[Member], voice: Voice) -> dict[int, str]:
    """What to call each member: her role, with a number where several share it; marked if she left the case."""
    everybody = list(members)
    shared, seen = Counter(member.role for member in everybody), Counter[str]()
    names: dict[int, str] = {}
    for member in everybody:
        seen[member.role] += 1
        role = voice.role(member.role)
        name = f"{role} {seen[member.role]}" if shared[member.role] > 1 else role
        names[member.person_id] = name if member.left_at is None else voice.say("author_former", author=name)
    return names
