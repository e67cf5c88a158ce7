"""The invented case of the terminal with a whole course, told by a file: people without names, goals, answers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from bot.content import Content
from bot.exchange import subject_of
from bot.wording import Voice
from dialogs.catalogue.loader import CONTENT, SHARED
from dialogs.engine.filling import filled
from dialogs.engine.model import Dialog, Phase, Register, Role
from dialogs.engine.state import Answer, State, Status
from storage.answers import Revision, record_revisions
from storage.cases import create_case, free_pseudonyms, set_frame, set_phase
from storage.conversations import begin_conversation, find_conversation
from storage.course import mark_turning_point, note_hours
from storage.goals import Family, Goal, Scale, Wording, find_goal, set_goal, show_goal
from storage.members import add_member
from storage.people import create_person
from storage.releases import Room, own_statements, release
from storage.reviews import note_review, plan_review

SAMPLE = CONTENT / SHARED / "sample_case.toml"
CHANNEL = "sample"
_CHECKS = {Scale.TEN: "ziel_pruefen", Scale.ATTAINMENT: "ziel_pruefen_gas"}
_OTHERS = (Role.INTEGRATION_SERVICE, Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES, Role.FUNDING_BODY)


def create_sample_case(connection: Connection, content: Content, person_id: int, now: datetime) -> tuple[int, str]:
    """Makes the case with this person as job coach; returns its number and pseudonym. The others reach nobody."""
    data = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    beginning = now - timedelta(days=data["today"])
    pseudonym = free_pseudonyms(connection, content.catalogue.plants)[0]
    case_id = create_case(connection, pseudonym, Phase.INITIATION, beginning)
    set_frame(
        connection,
        case_id,
        beginning.date(),
        (beginning + timedelta(days=data["ends"])).date(),
        data["approved_hours"],
        data["region"],
    )
    _Telling(connection, content, case_id, beginning, {Role.JOB_COACH: person_id}).tell(data)
    return case_id, pseudonym


@dataclass(slots=True)
class _Telling:
    """Tells the course day by day, as if everybody had been there."""

    connection: Connection
    content: Content
    case_id: int
    beginning: datetime
    people: dict[Role, int]
    goals: dict[str, int] = field(default_factory=dict)
    reviews: dict[int, int] = field(default_factory=dict)

    def tell(self, data: Mapping[str, Any]) -> None:
        for role in _OTHERS:
            self.people[role] = create_person(self.connection, "", CHANNEL, f"{self.case_id}-{role}", self.beginning)
        for role, person_id in self.people.items():
            add_member(self.connection, self.case_id, person_id, role, self.beginning)
        for phase in data["phases"][1:]:
            set_phase(self.connection, self.case_id, Phase(phase["phase"]), self._at(phase["day"]))
        for goal in data["goals"]:
            self._set(goal)
        for review in data["reviews"]:
            review_id = plan_review(self.connection, self.case_id, self._at(review["day"]).date())
            moment = self._at(review["day"])
            note_review(self.connection, review_id, asked_at=moment, closed_at=moment + timedelta(days=5))
            self.reviews[review["day"]] = review_id
        told = [(rating, self._rate) for rating in data["ratings"]]
        told += [(reflection, self._reflect) for reflection in data["reflections"]]
        for entry, how in sorted(told, key=lambda pair: int(pair[0]["day"])):
            how(entry)
        for note in data["hours"]:
            day = self._at(note["day"]).date()
            note_hours(self.connection, self.case_id, self.people[Role.JOB_COACH], day, note["minutes"])
        for turn in data["turns"]:
            day = self._at(turn["day"]).date()
            mark_turning_point(self.connection, self.case_id, self.people[Role.JOB_COACH], day, turn["words"])

    def _at(self, day: int) -> datetime:
        return self.beginning + timedelta(days=day)

    def _set(self, told: Mapping[str, Any]) -> None:
        anchors = {int(value): words for value, words in told["anchors"].items()}
        wording = Wording(told["text"], Scale(told["scale"]), anchors)
        author, family = self.people[Role.JOB_COACH], Family(told["family"])
        about = (Role(told["party"]), family, told["category"])
        goal_id = set_goal(self.connection, self.case_id, author, *about, wording, self._at(told["day"]))
        show_goal(self.connection, self._goal(goal_id), (Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES))
        self.goals[told["id"]] = goal_id

    def _goal(self, goal_id: int) -> Goal:
        goal = find_goal(self.connection, goal_id)
        assert goal is not None, "the goal was set a moment ago"
        return goal

    def _rate(self, told: Mapping[str, Any]) -> None:
        goal = self._goal(self.goals[told["goal"]])
        reason = "grund_ja" if told["relevanz"] == "ja" else "grund_nein"
        answers = {
            "relevanz": told["relevanz"],
            reason: told["grund"],
            "stand": told["stand"],
            "zufriedenheit": told["zufriedenheit"],
            "folge": told["folge"],
        }
        self._answer(_CHECKS[goal.scale], told, answers, goal, None)

    def _reflect(self, told: Mapping[str, Any]) -> None:
        self._answer(told["dialog"], told, told["answers"], None, self.reviews.get(told.get("review", -1)))

    def _answer(
        self,
        dialog_id: str,
        told: Mapping[str, Any],
        answers: Mapping[str, Any],
        goal: Goal | None,
        review_id: int | None,
    ) -> None:
        """One finished conversation, every answer released to the room that is told."""
        content_version = self.content.catalogue.dialogs[dialog_id]
        dialog = content_version if goal is None else filled(content_version, subject_of(goal))
        role, moment = Role(told["role"]), self._at(told["day"])
        person_id = self.people[role]
        given = {step: Answer(value) for step, value in answers.items()}
        state = State(role=role, status=Status.FINISHED, answers=given)
        goal_id = None if goal is None else goal.id
        walk_id = begin_conversation(
            self.connection, person_id, self.case_id, dialog_id, dialog.content_hash, state, moment, goal_id, review_id
        )
        walk = find_conversation(self.connection, walk_id, person_id)
        assert walk is not None, "the conversation was begun a moment ago"
        record_revisions(self.connection, walk, Register.STANDARD, self._revisions(dialog, given), moment)
        for statement in own_statements(self.connection, person_id, self.case_id):
            if statement.conversation_id == walk_id:
                release(self.connection, statement, self.case_id, Room(told["room"]), moment)

    def _revisions(self, dialog: Dialog, given: Mapping[str, Answer]) -> list[Revision]:
        voice = Voice(self.content.catalogue.texts, Register.STANDARD)
        return [
            Revision(
                step,
                answer,
                dialog.steps[step].question_in(Register.STANDARD, 0),
                voice.answer(dialog.steps[step], answer),
            )
            for step, answer in given.items()
        ]
