"""Nothing is asked before somebody was informed and said yes; a no costs one tap and nothing else, at any time."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import App, handle_now
from bot.messages import Incoming, IncomingKind, Outgoing
from dialogs.engine.model import Phase, Register, Role
from storage.audit import AuditEvent, entries_about
from storage.consents import Consent, consents_of
from storage.database import transaction
from storage.exporting import export_cases
from storage.members import end_membership
from storage.tables import outbox
from tests.journey import CHANNEL, Chat, Clock, add_case, add_person, join_case, open_app, said, take_out

YES, NO = "Ja, einverstanden", "Nein, nicht einverstanden"
LONGEST_TOKEN = 64
FAR = 9_999_999  # more cases than there will ever be


@pytest.fixture
def case(app: App, person: int) -> int:
    """A case in which nobody was asked yet."""
    return add_case(app, person, "Ahorn", phase=Phase.SHAPING, consents=False)


def decisions(app: App, person: int) -> list[Consent]:
    with transaction(app.engine) as connection:
        return consents_of(connection, person)


def events(app: App, person: int) -> list[AuditEvent]:
    with transaction(app.engine) as connection:
        return [entry.event for entry in entries_about(connection, person)]


def texts(messages: list[Outgoing]) -> list[str]:
    return [message.text for message in messages]


def asks_for_consent(messages: list[Outgoing], case: str = "Ahorn") -> bool:
    return messages[-1].text.startswith(f"Darf ich Ihnen zum Fall {case} Fragen stellen")


@pytest.mark.parametrize("command", ["start", "besuch", "themen"])
def test_the_information_comes_before_anything_is_asked(chat: Chat, command: str) -> None:
    first, second, question = texts(chat.writes(f"/{command}"))
    assert "Ich bin Nachklang, ein Computerprogramm" in first
    assert "Was gespeichert wird:" in first
    assert "Wer mitliest: nur Sie." in first
    for promised in ("/meine_daten", "/loeschen", "/datenschutz", "12 Monaten", "Telegram"):
        assert promised in second
    assert question == said(chat.app, "consent_asked", case="Ahorn")
    assert chat.labels() == [YES, NO, "In einfachen Worten"]


def test_who_answers_for_the_data_is_named_if_the_office_says_so(tmp_path: Path, clock: Clock) -> None:
    office = {"NACHKLANG_ORGANISATION": "IFD Musterstadt", "NACHKLANG_CONTACT": "datenschutz@ifd.example"}
    app = open_app(tmp_path, clock, **office, NACHKLANG_KEEP_PRIVATE_MONTHS="6")
    add_case(app, add_person(app, "Herr Dorn", "8"), "Birke", consents=False)
    first, second, _ = texts(Chat(app, clock, "8").writes("/start"))
    assert "Verantwortlich für Ihre Daten ist IFD Musterstadt." in first
    assert "datenschutz@ifd.example" in second
    assert "nach 6 Monaten gelöscht" in second
    app.close()


def test_after_the_yes_what_was_wanted_goes_on(chat: Chat) -> None:
    chat.writes("/besuch")
    (message,) = chat.taps(YES)
    assert "Frage 1 von 6" in message.text


def test_after_the_yes_a_topic_that_was_tapped_begins(chat: Chat, case: int) -> None:
    chat.sends(IncomingKind.TAP, f"m.thema.{case}-ressourcen")
    (message,) = chat.taps(YES)
    assert message.text.startswith("Ressourcen und neue Ideen · Fall Ahorn")


def test_the_yes_is_kept_with_what_was_shown(chat: Chat, person: int) -> None:
    chat.writes("/start")
    chat.taps(YES)
    (consent,) = decisions(chat.app, person)
    assert (consent.case_id, consent.channel, consent.given_at) == (None, CHANNEL, chat.clock.now)
    assert consent.terms.recipients == said(chat.app, "consent_recipients_fachkraft")
    assert consent.terms.purpose == said(chat.app, "consent_purpose_fachkraft")
    assert consent.terms.data == said(chat.app, "consent_data_fachkraft")
    assert events(chat.app, person)[0] is AuditEvent.CONSENT_GIVEN


def test_other_words_are_another_version_of_the_text(chat: Chat, person: int) -> None:
    chat.writes("/start")
    chat.taps(NO)
    chat.taps("Noch einmal lesen")
    chat.taps("In einfachen Worten")
    chat.taps("Nein, das möchte ich nicht")
    first, second = decisions(chat.app, person)
    assert first.terms.version != second.terms.version


def test_yes_twice_is_one_yes(chat: Chat, person: int) -> None:
    chat.writes("/start")
    chat.taps(YES)
    chat.taps(YES)
    assert len(decisions(chat.app, person)) == 1


def test_a_no_is_one_tap_and_is_told_to_nobody(chat: Chat, app: App, person: int, case: int) -> None:
    join_case(app, case, add_person(app, "Herr Dorn", "8"), Role.EMPLOYER)
    chat.writes("/besuch")
    no = chat.button(NO).token
    handle_now(app, Incoming(CHANNEL, "7", "no", IncomingKind.TAP, no))
    with transaction(app.engine) as connection:
        waiting = connection.execute(outbox.select().where(outbox.c.status == "pending")).all()
    assert len(waiting) == 1
    assert texts(take_out(app, "7")) == [said(app, "consent_refused")]
    (consent,) = decisions(app, person)
    assert (consent.given_at, consent.refused_at) == (None, chat.clock.now)


@pytest.mark.parametrize("command", ["besuch", "themen", "start"])
def test_after_a_no_nothing_is_asked_until_there_is_a_yes(chat: Chat, command: str) -> None:
    chat.writes("/start")
    chat.taps(NO)
    assert asks_for_consent(chat.writes(f"/{command}"))
    with transaction(chat.app.engine) as connection:
        (case,) = export_cases(connection, [1])
    assert case["conversations"] == []


def test_changing_ones_mind_is_one_tap_too(chat: Chat) -> None:
    chat.writes("/start")
    chat.taps(NO)
    assert asks_for_consent(chat.taps("Noch einmal lesen"))
    chat.taps(YES)
    assert "Frage 1 von 6" in chat.writes("/besuch")[0].text


def test_without_consent_cases_and_help_can_be_looked_at(chat: Chat) -> None:
    assert chat.writes("/hilfe")[0].text == said(chat.app, "help")
    assert "Ahorn" in chat.writes("/faelle")[0].text
    assert not asks_for_consent(chat.taps("Ahorn"))


def test_other_words_stay(chat: Chat) -> None:
    chat.writes("/besuch")
    chat.taps("In einfachen Worten")
    assert chat.labels() == ["Ja, ich bin einverstanden", "Nein, das möchte ich nicht", "In anderen Worten"]
    (question,) = chat.taps("Ja, ich bin einverstanden")
    visit = chat.app.content.catalogue.dialogs["nach_dem_besuch"]
    assert visit.steps["geparkt"].question[Register.EASY][0] in question.text


def test_a_professional_is_asked_once_for_all_cases(chat: Chat, app: App, person: int) -> None:
    chat.writes("/start")
    chat.taps(YES)
    other = add_case(app, person, "Birke", Role.REPRESENTATIVE, consents=False)
    assert "Fall Birke" in chat.sends(IncomingKind.TAP, f"m.besuch.{other}")[0].text


@pytest.mark.parametrize("role", [Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES])
def test_everybody_else_is_asked_for_each_case(app: App, clock: Clock, role: Role) -> None:
    guest = add_person(app, "Herr Dorn", "8")
    first, second = (add_case(app, guest, name, role, consents=False) for name in ("Ahorn", "Birke"))
    chat = Chat(app, clock, "8")
    chat.sends(IncomingKind.TAP, f"m.einverstanden.{first}-")
    assert [consent.case_id for consent in decisions(app, guest)] == [first]
    assert asks_for_consent(chat.sends(IncomingKind.TAP, f"m.themen.{second}"), "Birke")


def test_what_a_professional_said_does_not_hold_where_she_is_the_coachee(chat: Chat, app: App, person: int) -> None:
    chat.writes("/start")
    chat.taps(YES)
    other = add_case(app, person, "Birke", Role.COACHEE, consents=False)
    assert asks_for_consent(chat.sends(IncomingKind.TAP, f"m.themen.{other}"), "Birke")


def test_taking_it_back_stops_everything_at_once(chat: Chat, app: App, person: int) -> None:
    chat.writes("/besuch")
    chat.taps(YES)
    question = chat.last
    handle_now(app, Incoming(CHANNEL, "7", "queued", IncomingKind.TEXT, "/hilfe"))
    heard = chat.sends(IncomingKind.TAP, "m.widerrufen.")
    assert texts(heard) == [said(app, "consent_withdrawn")], "what was queued before is not sent any more"
    assert decisions(app, person)[0].withdrawn_at == chat.clock.now
    assert AuditEvent.CONSENT_WITHDRAWN in events(app, person)
    assert texts(chat.writes("Sie hat gelacht.")) == [said(app, "nothing_open")]
    chat.heard.append(question)
    assert asks_for_consent(chat.taps("Ja, ich stehe"))
    assert asks_for_consent(chat.writes("/weiter"))
    chat.taps(YES)
    assert "Frage 1 von 6" in chat.writes("/weiter")[0].text, "what rested is still there"


def test_a_no_after_a_yes_takes_it_back(chat: Chat, app: App, person: int) -> None:
    chat.writes("/start")
    chat.taps(YES)
    assert texts(chat.taps(NO)) == [said(app, "consent_withdrawn")]
    assert asks_for_consent(chat.writes("/besuch"))


def test_taking_back_what_was_never_given_does_no_harm(chat: Chat, app: App, person: int) -> None:
    assert texts(chat.sends(IncomingKind.TAP, "m.widerrufen.")) == [said(app, "consent_withdrawn")]
    assert AuditEvent.CONSENT_WITHDRAWN not in events(app, person)


def test_a_yes_to_a_case_one_has_left_means_nothing(chat: Chat, app: App, person: int, case: int) -> None:
    chat.writes("/besuch")
    with transaction(app.engine) as connection:
        end_membership(connection, case, person, app.clock())
    assert texts(chat.taps(YES))[0].startswith(said(app, "hint_old_button"))
    assert decisions(app, person) == []


def test_every_button_fits_whatever_was_wanted(chat: Chat, app: App, case: int) -> None:
    for dialog in app.content.catalogue.dialogs:
        chat.sends(IncomingKind.TAP, f"m.thema.{case}-{dialog}")
        tokens = [button.token.replace(f".{case}-", f".{FAR}-") for row in chat.last.rows for button in row]
        assert all(len(token.encode()) <= LONGEST_TOKEN for token in tokens), dialog
