"""Everybody around the case Ahorn at its end, and what they do: agree on the time after it, say yes, answer."""

from __future__ import annotations

from datetime import date

from bot.app import App
from bot.follow_up.asking import invitation_to_answer
from bot.messages import IncomingKind
from bot.telling import tell
from dialogs.engine.model import Phase, Register, Role
from storage.cases import find_case
from storage.database import transaction
from storage.follow_ups import CheckIn, Outcome, check_ins_of, note_check_in
from storage.people import set_register
from tests.bot.casework.circle import Circle, Neighbour
from tests.journey import Clock, add_case, join_case

CASE = 1
TOLD = "So vereinbaren"


class Team:
    """A job coach who leads, the integration service, the coachee and the employer; the colleagues are not here."""

    def __init__(self, app: App, clock: Clock) -> None:
        self.app, self.clock = app, clock
        self.circle = Circle(app, clock)
        self.linde, linde = self.circle.person("Frau Linde", "linde")
        add_case(app, linde, "Ahorn", phase=Phase.SHAPING)
        self.ginster = self.joins("Herr Ginster", "ginster", Role.INTEGRATION_SERVICE)
        self.wicke = self.joins("Frau Wicke", "wicke", Role.COACHEE)
        self.ulme = self.joins("Herr Ulme", "ulme", Role.EMPLOYER)

    def joins(self, name: str, address: str, role: Role, *, consents: bool = True) -> Neighbour:
        chat, person = self.circle.person(name, address)
        join_case(self.app, CASE, person, role, consents=consents)
        if role is Role.COACHEE:
            with transaction(self.app.engine) as connection:
                set_register(connection, person, Register.EASY)
        return chat

    def talk(self, *, asked: tuple[str, ...] = ("Person am Arbeitsplatz", "Vorgesetzte im Betrieb")) -> None:
        """The closing talk with what most teams agree on."""
        linde = self.linde
        tap(linde, f"m.abschluss.{CASE}")
        linde.taps("Ja, jetzt")
        linde.taps("Überspringen")
        linde.writes("2.3.2026")
        linde.taps("☐ Nach 3 Monaten")
        linde.taps("☐ Nach 6 Monaten")
        linde.taps("Auswahl fertig")
        for label in asked:
            linde.taps(f"☐ {label}")
        linde.taps("Auswahl fertig")
        linde.taps("Ja, alle")
        linde.taps("Hier im Chat")
        linde.taps("Vormittags um 9 Uhr")
        linde.taps("Jobcoach")
        linde.writes("Pausenplan an der Wand")
        if "Passt so" in linde.labels():
            linde.taps("Passt so")
        linde.writes("Die Chefin ruft beim IFD an.")
        if "Passt so" in linde.labels():
            linde.taps("Passt so")
        linde.taps("Stimmt so")

    def agree(self) -> None:
        """The closing talk, and what was shown then holds."""
        self.talk()
        self.linde.taps(TOLD)

    def check_ins(self) -> list[CheckIn]:
        with transaction(self.app.engine) as connection:
            return check_ins_of(connection, CASE)

    def check_in(self, person: Neighbour, number: int = 0) -> CheckIn:
        """One of somebody's check-ins, the earlier wave first."""
        roles = {"wicke": Role.COACHEE, "ulme": Role.EMPLOYER, "ginster": Role.INTEGRATION_SERVICE}
        return [one for one in self.check_ins() if one.role is roles[person.address]][number]

    def ask(self, person: Neighbour, number: int = 0) -> CheckIn:
        """The check-in is due: its message arrives."""
        check_in = self.check_in(person, number)
        with transaction(self.app.engine) as connection:
            assert note_check_in(connection, check_in.id, asked_at=self.app.clock())
            case = find_case(connection, str(CASE))
            assert case is not None
            assert check_in.person_id is not None
            told = tell(
                connection,
                self.app.office,
                check_in.person_id,
                lambda voice: invitation_to_answer(voice, check_in, case.pseudonym)[0],
                lambda voice: invitation_to_answer(voice, check_in, case.pseudonym)[1],
                self.app.now_here(),
            )
            assert told
        self.circle.deliver()
        return check_in

    def outcomes(self) -> list[Outcome | None]:
        return [check_in.outcome for check_in in self.check_ins()]

    def move_to(self, day: date) -> None:
        """The clock moves on to noon of that day."""
        self.clock.move(days=(day - self.clock.now.date()).days)


def tap(person: Neighbour, token: str) -> str:
    """Taps a button known by its token; returns what was said."""
    return "\n\n".join(message.text for message in person.sends(IncomingKind.TAP, token))


def answer_all(person: Neighbour, *given: str) -> None:
    """Answers the open questions in order, tapping where there is such a button; the rest is skipped."""
    for one in given:
        if one in person.labels():
            person.taps(one)
        else:
            person.writes(one)
            for enough in ("Passt so", "Das reicht"):
                if enough in person.labels():
                    person.taps(enough)
    while skip := next((label for label in person.labels() if label in ("Überspringen", "Weiter ohne Antwort")), None):
        person.taps(skip)
    person.taps("Stimmt so")
