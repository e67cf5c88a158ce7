"""Two members answer the same topic: each sees of the other exactly what was released, and reading is logged."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.messages import IncomingKind
from bot.rooms.comparing import Agreement, agreement
from dialogs.engine.model import QuestionKind, Role
from dialogs.engine.state import Value
from storage.database import transaction
from storage.erasing import erase_person
from storage.members import end_membership
from tests.bot.rooms.acting import ARRANGED, HOLDS, SAME_PICTURE, TITLE, TO_TALK, readings, reflect, release, tap
from tests.journey import Chat, Clock, add_person, join_case, said

COACH_WORDS = "Wir rufen einander an, bevor es brennt."
SERVICE_WORDS = "Dass niemand einen Fall allein trägt."
SECRET = "Ich glaube, das IFD hört mir nicht zu."


@pytest.fixture
def both(chat: Chat, service: Chat, case: int) -> None:
    """Both answered the same questions; the coach released all but what she thinks of the others."""
    reflect(chat, case, COACH_WORDS, "3", SECRET, "Bisher kaum")
    reflect(service, case, SERVICE_WORDS, "5", None, "Bisher kaum")
    for name in (HOLDS, SAME_PICTURE, ARRANGED):
        release(chat, name)
        release(service, name)


def topic(chat: Chat, case: int) -> str:
    return tap(chat, f"m.teamsicht.{case}-zusammenarbeit")


def everything_read(chat: Chat, case: int) -> str:
    """All that the team view shows somebody, question by question."""
    shown = [tap(chat, f"m.teamsicht.{case}"), topic(chat, case)]
    for token in [button.token for row in chat.last.rows for button in row if ".vergleich." in button.token]:
        shown.append(tap(chat, token))
    return "\n".join([*shown, tap(chat, f"m.tagesordnung.{case}-zusammenarbeit")])


def test_one_releases_and_the_other_sees_exactly_that_and_nothing_else(chat: Chat, service: Chat, case: int) -> None:
    reflect(chat, case, COACH_WORDS, "3", SECRET, "Bisher kaum")
    assert tap(service, f"m.teamsicht.{case}") == said(service.app, "team_nothing", case="Ahorn")
    release(chat, HOLDS)
    read = everything_read(service, case)
    assert COACH_WORDS in read
    for hidden in (SECRET, "Im Kern einig", "Bisher kaum", SAME_PICTURE, TO_TALK, ARRANGED, "Frau Linde"):
        assert hidden not in read


def test_the_overview_says_where_members_agree_and_differ(both: None, service: Chat, case: int) -> None:
    tap(service, f"m.teamsicht.{case}")
    assert f"• {TITLE}: von 2 Personen" in service.last.text
    shown = tap(service, service.button(TITLE).token)
    assert "Freigegeben von: Jobcoach, Sie (IFD)" in shown
    assert "✓ gleich beantwortet: 1" in shown
    assert "↔ verschieden beantwortet: 1" in shown
    assert "✎ mehrere in eigenen Worten: 1" in shown
    assert service.labels()[:3] == [f"✎ {HOLDS}", "↔ Gleiches Bild vom Jobcoaching", f"✓ {ARRANGED}"]
    assert all(len(label) <= 32 for label in service.labels())


def test_answers_stand_side_by_side_and_one_question_leads_to_the_next(both: None, service: Chat, case: int) -> None:
    topic(service, case)
    service.taps(f"✎ {HOLDS}")
    assert f"Jobcoach, 2.3.2026:\n{COACH_WORDS}\n\nSie (IFD), 2.3.2026:\n{SERVICE_WORDS}" in service.last.text
    service.taps("Nächste Frage")
    assert "3 (Im Kern einig, im Vorgehen verschieden)" in service.last.text
    assert "5 (Wir meinen alle dasselbe)" in service.last.text
    service.taps("Nächste Frage")
    assert service.labels() == ["Zur Übersicht"]


def test_only_the_newest_released_answer_of_each_person_counts(chat: Chat, service: Chat, case: int) -> None:
    reflect(chat, case, COACH_WORDS)
    release(chat, HOLDS)
    reflect(chat, case, "Heute sehe ich das anders.")
    assert COACH_WORDS in everything_read(service, case)
    release(chat, HOLDS)
    read = everything_read(service, case)
    assert "Heute sehe ich das anders." in read
    assert COACH_WORDS not in read
    assert "1 Person" in read


def test_several_people_with_one_role_are_numbered(
    chat: Chat, service: Chat, app: App, clock: Clock, case: int
) -> None:
    join_case(app, case, add_person(app, "Herr Eibe", "12"), Role.INTEGRATION_SERVICE)
    colleague = Chat(app, clock, "12")
    for person in (service, colleague):
        reflect(person, case, "Der kurze Draht.")
        release(person, HOLDS)
    read = everything_read(chat, case)
    assert "IFD 1, IFD 2" in read
    assert read.index("IFD 1, 2.3.2026:") < read.index("IFD 2, 2.3.2026:")


def test_reading_is_logged_once_for_each_author_and_anew_after_another_release(
    both: None, app: App, chat: Chat, service: Chat, case: int, person: int
) -> None:
    everything_read(service, case)
    topic(service, case)
    (entry,) = readings(app, case)
    assert (entry.subject, entry.details) == (person, {"dialog": "zusammenarbeit"})
    release(chat, TO_TALK)
    topic(service, case)
    assert len(readings(app, case)) == 2
    service.clock.move(hours=2)
    service.taps(f"✎ {HOLDS}")
    assert len(readings(app, case)) == 3


def test_reading_ones_own_is_not_logged(app: App, chat: Chat, case: int) -> None:
    reflect(chat, case, COACH_WORDS)
    release(chat, HOLDS)
    assert COACH_WORDS in everything_read(chat, case)
    assert readings(app, case) == []


def test_what_somebody_released_stays_after_she_left_and_goes_when_she_is_erased(
    both: None, app: App, clock: Clock, service: Chat, case: int, person: int
) -> None:
    with transaction(app.engine) as connection:
        end_membership(connection, case, person, clock())
    read = everything_read(service, case)
    assert "Jobcoach (nicht mehr im Fall), 2.3.2026:" in read
    assert COACH_WORDS in read
    question = next(one.token for row in service.heard[-2].rows for one in row)
    with transaction(app.engine) as connection:
        erase_person(connection, person, clock())
    read = everything_read(service, case)
    assert COACH_WORDS not in read
    assert "Jobcoach (" not in read
    assert "Freigegeben von: Sie (IFD)" in read
    assert tap(service, question)


def test_an_old_button_shows_nothing_that_was_taken_back(both: None, chat: Chat, service: Chat, case: int) -> None:
    topic(service, case)
    old = service.button(f"✎ {HOLDS}").token
    chat.sends(IncomingKind.TAP, f"m.freigeben.{case}")
    chat.sends(IncomingKind.TAP, chat.last.rows[0][0].token)
    chat.taps(f"👥 {HOLDS}")
    chat.taps("🔒 Zurücknehmen")
    shown = tap(service, old)
    assert COACH_WORDS not in shown
    assert SERVICE_WORDS in shown


@pytest.mark.parametrize("rest", ["x", "-", "seite-7", "seite-", "ziele", "zusammenarbeit-9", "999999"])
@pytest.mark.parametrize("command", ["teamsicht", "vergleich", "tagesordnung"])
def test_made_up_buttons_lead_nowhere(both: None, service: Chat, case: int, command: str, rest: str) -> None:
    assert tap(service, f"m.{command}.{case}-{rest}").startswith(said(service.app, "hint_old_button"))


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (QuestionKind.CHOICE, ("ja",), Agreement.SINGLE),
        (QuestionKind.CHOICE, ("ja", "ja"), Agreement.AGREE),
        (QuestionKind.CHOICE, ("ja", "ja", "nein"), Agreement.DIFFER),
        (QuestionKind.SCALE, (3, 3), Agreement.AGREE),
        (QuestionKind.SCALE, (3, 4), Agreement.DIFFER),
        (QuestionKind.MULTIPLE_CHOICE, (("a", "b"), ("b", "a")), Agreement.AGREE),
        (QuestionKind.MULTIPLE_CHOICE, (("a", "b"), ("a",)), Agreement.DIFFER),
        (QuestionKind.TEXT, ("gut", "gut"), Agreement.OWN_WORDS),
        (None, ("gut", "gut"), Agreement.OWN_WORDS),
        (None, (3, 3), Agreement.AGREE),
    ],
)
def test_agreement_is_about_the_same_choice_and_never_about_words(
    kind: QuestionKind | None, values: tuple[Value, ...], expected: Agreement
) -> None:
    assert agreement(kind, values) is expected
