"""Coming in by invitation: new and known people, duties without a case, and what becomes of everybody else's links."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app import App, handle_now
from bot.messages import Incoming, IncomingKind, Outgoing
from dialogs.engine.model import Phase, Register, Role
from storage.audit import AuditEvent, entries_of_case
from storage.cases import all_cases
from storage.database import transaction
from storage.invitations import create_invitation
from storage.members import duties_of, members_of
from storage.people import person_at
from tests.journey import CHANNEL, Chat, Clock, add_case, add_person, said, take_out


def invite(
    app: App,
    role: Role,
    case: int | None = None,
    token: str = "geheim",
    by: int | None = None,
    hands_over: bool = False,
) -> str:
    """A link as somebody types it."""
    with transaction(app.engine) as connection:
        now = app.clock()
        given = (role, "Frau Birke", case, now, now + timedelta(days=7), by, hands_over)
        create_invitation(connection, token, *given)
    return f"/start {token}"


def opens(app: App, link: str, address: str = "9") -> None:
    """Somebody at this address opens the link; what is said to whom waits."""
    handle_now(app, Incoming(CHANNEL, address, f"{address} {link}", IncomingKind.TEXT, link))


def roles_in(app: App, case: int) -> dict[int, Role]:
    with transaction(app.engine) as connection:
        return {member.person_id: member.role for member in members_of(connection, case)}


def texts(messages: list[Outgoing]) -> list[str]:
    return [message.text for message in messages]


@pytest.fixture
def stranger(app: App, clock: Clock) -> Chat:
    return Chat(app, clock, "9")


@pytest.mark.parametrize("role", sorted({Role.JOB_COACH, Role.FUNDING_BODY, Role.EMPLOYER, Role.COLLEAGUES}))
def test_somebody_new_is_greeted_informed_and_asked(app: App, stranger: Chat, role: Role) -> None:
    heard = stranger.writes(invite(app, role))
    assert texts(heard)[0] == said(app, "welcome", name="Frau Birke")
    assert texts(heard)[-1] == said(app, "consent_asked", case="Ahorn")
    assert stranger.labels() == ["Ja, einverstanden", "Nein, nicht einverstanden", "In einfachen Worten"]
    with transaction(app.engine) as connection:
        (case,) = all_cases(connection)
        assert [entry.event for entry in entries_of_case(connection, case.id)] == [
            AuditEvent.CASE_CREATED,
            AuditEvent.JOINED,
        ]
    assert case.phase is Phase.INITIATION


def test_a_coachee_is_met_in_easy_language(app: App, stranger: Chat) -> None:
    easy = app.content.catalogue.texts
    heard = stranger.writes(invite(app, Role.COACHEE))
    assert texts(heard)[0] == easy.say("welcome", Register.EASY, name="Frau Birke")
    assert stranger.labels() == [
        easy.say(key, Register.EASY) for key in ("button_consent", "button_refuse", "button_other_words")
    ]
    with transaction(app.engine) as connection:
        person = person_at(connection, CHANNEL, "9")
    assert person is not None
    assert person.register is Register.EASY


@pytest.mark.parametrize("role", [Role.COORDINATION, Role.ADMINISTRATION])
def test_a_duty_comes_without_a_case_and_without_questions(app: App, stranger: Chat, role: Role) -> None:
    heard = stranger.writes(invite(app, role))
    word = app.office.voice(Register.STANDARD).role(role)
    assert texts(heard) == [said(app, "welcome", name="Frau Birke"), said(app, "duty_taken", role=word)]
    with transaction(app.engine) as connection:
        person = person_at(connection, CHANNEL, "9")
        assert person is not None
        assert duties_of(connection, person.id) == {role}
        assert all_cases(connection) == []


def test_who_invited_is_told_by_role_and_case_not_by_name(app: App, person: int, case: int) -> None:
    opens(app, invite(app, Role.EMPLOYER, case, by=person))
    assert texts(take_out(app, "7")) == [said(app, "invitation_accepted", case="Ahorn", role="Arbeitgeber")]
    assert list(roles_in(app, case).values()) == [Role.JOB_COACH, Role.EMPLOYER]


def test_handing_over_lets_the_former_coach_go(app: App, chat: Chat, person: int, case: int) -> None:
    chat.writes("/besuch")
    opens(app, invite(app, Role.JOB_COACH, case, by=person, hands_over=True))
    assert texts(take_out(app, "7")) == [said(app, "handed_over", case="Ahorn")]
    assert person not in roles_in(app, case)
    assert list(roles_in(app, case).values()) == [Role.JOB_COACH]
    assert texts(chat.taps("Ja, ich stehe")) == [said(app, "case_left", case="Ahorn")]
    with transaction(app.engine) as connection:
        assert AuditEvent.HANDED_OVER in [entry.event for entry in entries_of_case(connection, case)]


def test_a_known_professional_comes_into_a_second_case_without_being_asked_again(app: App, chat: Chat) -> None:
    other = add_case(app, add_person(app, "Herr Dorn", "8"), "Birke")
    heard = chat.writes(invite(app, Role.REPRESENTATIVE, other))
    assert texts(heard) == [said(app, "joined", case="Birke", role="SBV")]
    chat.writes("/faelle")
    assert "• Birke: Phase Initiierung, Ihre Rolle: SBV" in chat.last.text
    assert "• Ahorn: Phase Gestaltung, Ihre Rolle: Jobcoach" in chat.last.text


def test_a_known_professional_is_asked_where_she_comes_as_somebody_else(app: App, chat: Chat) -> None:
    other = add_case(app, add_person(app, "Herr Dorn", "8"), "Birke")
    heard = chat.writes(invite(app, Role.EMPLOYER, other))
    assert texts(heard)[-1] == said(app, "consent_asked", case="Birke")
    chat.taps("Nein, nicht einverstanden")
    chat.writes("/besuch")
    assert "Frage 1 von 6" in texts(chat.taps("Ahorn"))[0], "the no is about the other case"


def test_a_link_of_ones_own_case_stays_for_whom_it_is_meant(
    app: App, chat: Chat, person: int, case: int, stranger: Chat
) -> None:
    link = invite(app, Role.REPRESENTATIVE, case, by=person)
    assert texts(chat.writes(link)) == [said(app, "invitation_of_own_case")]
    assert roles_in(app, case) == {person: Role.JOB_COACH}
    assert texts(stranger.writes(link))[0] == said(app, "welcome", name="Frau Birke")


def test_opening_ones_own_link_again_changes_nothing(app: App, stranger: Chat) -> None:
    link = invite(app, Role.JOB_COACH)
    stranger.writes(link)
    assert texts(stranger.writes(link)) == [said(app, "already_in")]
    with transaction(app.engine) as connection:
        assert len(all_cases(connection)) == 1


def test_somebody_elses_used_link_and_a_made_up_one_let_nobody_in(app: App, clock: Clock, chat: Chat) -> None:
    link = invite(app, Role.REPRESENTATIVE)
    opens(app, link)
    assert texts(chat.writes(link)) == [said(app, "stranger_used")]
    assert texts(chat.writes("/start erfunden")) == [said(app, "invitation_unknown")]
    assert texts(Chat(app, clock, "10").writes(link)) == [said(app, "stranger_used")]


def test_an_expired_link_lets_nobody_in(app: App, clock: Clock, chat: Chat, stranger: Chat) -> None:
    link = invite(app, Role.REPRESENTATIVE)
    clock.move(days=7)
    assert texts(chat.writes(link)) == [said(app, "stranger_expired")]
    assert texts(stranger.writes(link)) == [said(app, "stranger_expired")]
    with transaction(app.engine) as connection:
        assert person_at(connection, CHANNEL, "9") is None
