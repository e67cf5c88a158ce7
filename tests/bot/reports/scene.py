"""A case with several people in it, who said and released things long before; and its reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from bot.app import App
from bot.exchange import subject_of
from bot.reports.assembling import assemble
from bot.reports.material import Material, material_of
from bot.reports.rendering import within_pages
from bot.reports.view import Report, ReportKind
from dialogs.engine.filling import filled
from dialogs.engine.model import Phase, Register, Role
from dialogs.engine.state import Answer, State, Status
from storage.answers import Revision, record_revisions
from storage.cases import Case, find_case, set_frame
from storage.conversations import begin_conversation, find_conversation
from storage.course import note_hours
from storage.database import transaction
from storage.goals import Family, Goal, Scale, Wording, find_goal, set_goal, show_goal
from storage.members import end_membership, memberships_of
from storage.releases import Room, Statement, own_statements, place_of_answer, release, take_back
from storage.reviews import note_review, plan_review
from tests.journey import Clock, add_case, add_person, join_case

TEN = {1: "Fragt jedes Mal nach", 5: "Fragt manchmal nach", 10: "Fängt allein an"}


@dataclass
class Scene:
    """One case. Its people are known by their roles, whoever came first by "jobcoach"."""

    app: App
    clock: Clock
    case_id: int
    people: dict[str, int]

    @property
    def case(self) -> Case:
        with transaction(self.app.engine) as connection:
            return self.find(connection)

    def find(self, connection: Connection) -> Case:
        found = find_case(connection, str(self.case_id))
        assert found is not None
        return found

    def says(
        self,
        who: str,
        dialog_id: str,
        answers: Mapping[str, str | int],
        *rooms: Room,
        goal: Goal | None = None,
        register: Register = Register.STANDARD,
    ) -> list[int]:
        """A finished conversation whose answers all go to `rooms`; returns their numbers."""
        person = self.people[who]
        dialog = self.app.content.catalogue.dialogs[dialog_id]
        asked = dialog if goal is None else filled(dialog, subject_of(goal))
        voice, now = self.app.office.voice(register), self.app.clock()
        with transaction(self.app.engine) as connection:
            role = next(one.role for one in memberships_of(connection, person) if one.case.id == self.case_id)
            state = State(role=role, turn=1, status=Status.FINISHED)
            begun = (person, self.case_id, dialog_id, dialog.content_hash, state, now)
            number = begin_conversation(connection, *begun, None if goal is None else goal.id)
            conversation = find_conversation(connection, number, person)
            assert conversation is not None
            revisions = []
            for step_id, value in answers.items():
                step, answer = asked.steps[step_id], Answer(value)
                question = step.question_in(register, 0)
                revisions.append(Revision(step_id, answer, question, voice.answer(step, answer)))
            record_revisions(connection, conversation, register, revisions, now)
            own = [one for one in own_statements(connection, person, self.case_id) if one.conversation_id == number]
            for statement in own:
                for room in rooms:
                    release(connection, statement, self.case_id, room, now)
        return [statement.answer_id for statement in own]

    def checks(self, who: str, goal: Goal, *rooms: Room, **answers: str | int) -> list[int]:
        """A check of a goal."""
        dialog = "ziel_pruefen" if goal.scale is Scale.TEN else "ziel_pruefen_gas"
        return self.says(who, dialog, answers, *rooms, goal=goal)

    def goal(self, text: str, party: Role = Role.COACHEE, shown: tuple[Role, ...] = (), **more: Any) -> Goal:
        """A goal on a scale from 1 to 10 unless told otherwise."""
        wording = more.get("wording") or Wording(text, Scale.TEN, TEN)
        with transaction(self.app.engine) as connection:
            number = set_goal(
                connection,
                self.case_id,
                self.people["jobcoach"],
                party,
                Family.PERSON,
                "selbststaendig",
                wording,
                self.app.clock(),
            )
            found = find_goal(connection, number)
            assert found is not None
            show_goal(connection, found, shown)
            shown_to = find_goal(connection, number)
        assert shown_to is not None
        return shown_to

    def frame(self, begins_on: date | None, ends_on: date | None, approved: int | None, *minutes: int) -> None:
        """What was agreed, and working time of today."""
        with transaction(self.app.engine) as connection:
            set_frame(connection, self.case_id, begins_on, ends_on, approved, "")
            for noted in minutes:
                note_hours(connection, self.case_id, self.people["jobcoach"], self.app.now_here().date(), noted)

    def reviewed(self) -> None:
        """An interim review that is over today."""
        with transaction(self.app.engine) as connection:
            number = plan_review(connection, self.case_id, self.app.now_here().date())
            note_review(connection, number, asked_at=self.app.clock(), closed_at=self.app.clock())

    def takes_back(self, answer_id: int) -> None:
        with transaction(self.app.engine) as connection:
            place = place_of_answer(connection, answer_id, self.case_id)
            assert place is not None
            take_back(connection, place, self.app.clock())

    def leaves(self, who: str) -> None:
        with transaction(self.app.engine) as connection:
            end_membership(connection, self.case_id, self.people[who], self.app.clock())

    def material(self, kind: ReportKind, reader: str | None = None, topic: str = "") -> Material:
        today = self.app.now_here().date()
        reads = None if reader is None else self.people[reader]
        with transaction(self.app.engine) as connection:
            return material_of(connection, self.find(connection), kind, today, self.app.zone, reads, topic)

    def report(self, kind: ReportKind, reader: str | None = None, topic: str = "") -> Report:
        material = self.material(kind, reader, topic)
        return within_pages(assemble(material, self.app.office.voice(kind.register), self.app.content))

    def with_text(self, kind: ReportKind, text: str) -> Report:
        """The report as if every statement had this text."""
        material = self.material(kind)
        changed: tuple[Statement, ...] = tuple(replace(one, text=text) for one in material.statements)
        with_text = replace(material, statements=changed)
        return assemble(with_text, self.app.office.voice(kind.register), self.app.content)


ROLES = {
    "jobcoach": ("Frau Linde", Role.JOB_COACH),
    "ifd": ("Herr Dorn", Role.INTEGRATION_SERVICE),
    "coachee": ("Frau Wicke", Role.COACHEE),
    "arbeitgeber": ("Herr Ulme", Role.EMPLOYER),
}


def open_scene(app: App, clock: Clock) -> Scene:
    """The case Ahorn with a job coach at address 7, the integration service, a coachee and an employer."""
    people = {who: add_person(app, name, str(7 + place)) for place, (who, (name, _)) in enumerate(ROLES.items())}
    case_id = add_case(app, people["jobcoach"], "Ahorn", phase=Phase.SHAPING)
    for who, (_, role) in list(ROLES.items())[1:]:
        join_case(app, case_id, people[who], role)
    return Scene(app, clock, case_id, people)


def whole_case(scene: Scene) -> None:
    """What a case gives after three months: goals rated from three sides, an interim review, visits, hours."""
    report, team = Room.REPORT, Room.TEAM
    own = scene.goal("Ich weiß morgens, womit ich anfange.", shown=(Role.COACHEE,))
    context = scene.goal("Fehler werden ruhig angesprochen.", Role.COLLEAGUES)
    scene.goal("Die Schicht ist planbar.", Role.EMPLOYER)
    scene.checks("coachee", own, report, relevanz="ja", stand=3, zufriedenheit="teils")
    scene.checks("arbeitgeber", own, report, relevanz="ja", stand=2, zufriedenheit="unzufrieden")
    scene.clock.move(weeks=4)
    scene.says(
        "jobcoach",
        "nach_dem_besuch",
        {"gesehen": "Sie hat die Karten selbst geholt.", "gespuert": "Ich war erleichtert."},
        team,
    )
    scene.clock.move(weeks=5)
    scene.checks("coachee", own, report, relevanz="ja", stand=8, zufriedenheit="zufrieden", folge="Die Karten bleiben.")
    scene.checks(
        "arbeitgeber", own, report, relevanz="ja", stand=6, zufriedenheit="teils", folge="Wir ergänzen Karten."
    )
    scene.checks("jobcoach", context, report, relevanz="ueberholt", grund_nein="Die Leitung hat gewechselt.")
    scene.says(
        "jobcoach",
        "zwischenauswertung",
        {
            "arbeitssituation": 7,
            "bemerkt": "Die Kolleginnen sprechen sie direkt an und nicht mehr über mich.",
            "moeglichkeiten": "Eine Vertretung am Empfang.",
            "naechster_schritt": "Gespräch mit der Küchenleitung im Mai.",
        },
        report,
    )
    easy = {"arbeit_heute": "besser", "moeglich": "Ich mache jetzt die Bestellung allein."}
    scene.says("coachee", "rueckblick_coachee", easy, report, register=Register.EASY)
    scene.says("arbeitgeber", "rueckblick_betrieb", {"verstaerken": "Die kurzen Besprechungen am Morgen."}, report)
    scene.says("jobcoach", "rahmen", {"passt": "beides"}, report)
    scene.reviewed()
    scene.frame(date(2026, 3, 2), date(2026, 8, 31), 60, 1800)
