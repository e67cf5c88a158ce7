"""A report from the chat: choose, see what is missing, decide whether to read it aloud, take it; what stops that."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from bot.messages import IncomingKind
from bot.reports.offering import SECONDS_IN_CHAT
from storage.audit import AuditEvent, entries_of_case
from storage.database import transaction
from storage.releases import Room
from tests.bot.reports.scene import Scene
from tests.journey import Chat, said


def logged(scene: Scene, event: AuditEvent) -> list[dict[str, str | int]]:
    with transaction(scene.app.engine) as connection:
        return [entry.details for entry in entries_of_case(connection, scene.case_id) if entry.event is event]


def made(chat: Chat, kind: str, form: str) -> None:
    """Takes the whole way to a file."""
    chat.writes("/bericht")
    for label in (kind, "Weiter zum Prüfen", "Ja, vorlesen ginge", form):
        chat.taps(label)


@pytest.mark.parametrize(
    ("form", "name", "begins"),
    [
        ("PDF zum Drucken", "ahorn-zwischenbericht-2026-05-04.pdf", b"%PDF"),
        ("Word zum Weiterschreiben", "ahorn-zwischenbericht-2026-05-04.docx", b"PK"),
        ("Webseite zum Lesen", "ahorn-zwischenbericht-2026-05-04.html", b"<!doctype html>"),
        ("Nur Text zum Einfügen", "ahorn-zwischenbericht-2026-05-04.txt", b"Zwischenbericht"),
    ],
)
def test_the_whole_way_to_a_file(told: Scene, coach: Chat, form: str, name: str, begins: bytes) -> None:
    made(coach, "Zwischenbericht", form)
    attachment = coach.last.attachment
    assert attachment is not None
    assert attachment.name == name
    assert attachment.content.startswith(begins)
    assert "vereinbarten Weg" in coach.last.text
    assert logged(told, AuditEvent.EXPORTED) == [{"kind": "zwischenbericht", "format": name.rpartition(".")[2]}]


def test_it_takes_five_taps(told: Scene, coach: Chat) -> None:
    coach.writes("/faelle")
    coach.taps("Ahorn")
    assert "Bericht" in coach.labels()


def test_the_draft_says_how_much_and_what_is_missing(told: Scene, coach: Chat) -> None:
    coach.writes("/bericht")
    coach.taps("Abschlussbericht")
    assert "18 freigegebene Aussagen auf 2 Seiten" in coach.last.text
    assert "• Was offen bleibt: Dazu ist noch nichts für den Bericht freigegeben." in coach.last.text
    assert logged(told, AuditEvent.READ) == []


def test_the_question_shows_places_that_name_or_judge(told: Scene, coach: Chat) -> None:
    told.says("arbeitgeber", "rueckblick_betrieb", {"woran": "Frau Meier ist nicht mehr so stur."}, Room.REPORT)
    coach.writes("/bericht")
    coach.taps("Zwischenbericht")
    coach.taps("Weiter zum Prüfen")
    text = coach.last.text
    assert text.startswith("Würden Sie diesen Bericht dem Coachee vorlesen?")
    assert "👤 „Frau Meier ist nicht mehr so stur.“" in text
    assert "⚖️ „Frau Meier ist nicht mehr so stur.“" in text
    assert "Arbeitgeber, 4.5.2026" in text
    assert logged(told, AuditEvent.READ)


def test_no_leads_to_releasing(told: Scene, coach: Chat) -> None:
    coach.writes("/bericht")
    coach.taps("Zwischenbericht")
    coach.taps("Weiter zum Prüfen")
    coach.taps("Nein, erst ändern")
    assert coach.last.text == said(told.app, "release_which", case="Ahorn")


def test_a_yes_does_not_count_for_what_came_later(told: Scene, coach: Chat) -> None:
    coach.writes("/bericht")
    for label in ("Zwischenbericht", "Weiter zum Prüfen", "Ja, vorlesen ginge"):
        coach.taps(label)
    told.says("arbeitgeber", "rueckblick_betrieb", {"woran": "Sie ist stur."}, Room.REPORT)
    heard = coach.taps("PDF zum Drucken")
    assert heard[0].text == said(told.app, "report_changed")
    assert "stur" in heard[-1].text
    assert all(message.attachment is None for message in heard)
    assert logged(told, AuditEvent.EXPORTED) == []


def test_a_button_of_last_month_still_works_if_nothing_changed(told: Scene, coach: Chat) -> None:
    coach.writes("/bericht")
    for label in ("Protokoll für das Team", "Weiter zum Prüfen", "Ja, vorlesen ginge"):
        coach.taps(label)
    told.clock.move(days=30)
    coach.taps("Nur Text zum Einfügen")
    assert coach.last.attachment is not None
    assert coach.last.attachment.name == "ahorn-protokoll-2026-06-03.txt"


def test_nothing_released_leads_to_releasing(scene: Scene, coach: Chat) -> None:
    coach.writes("/bericht")
    coach.taps("Zwischenbericht")
    assert coach.labels() == ["Antworten freigeben", "Anderer Bericht"]


def test_a_consultation_asks_for_the_topic(told: Scene, coach: Chat) -> None:
    coach.writes("/bericht")
    coach.taps("Papier für die Fallberatung")
    coach.taps("Nach dem Besuch")
    for label in ("Weiter zum Prüfen", "Ja, vorlesen ginge", "Nur Text zum Einfügen"):
        coach.taps(label)
    assert coach.last.attachment is not None
    assert "Sie hat die Karten selbst geholt." in coach.last.attachment.content.decode()


@pytest.mark.parametrize(
    "rest", ["nichts", "zwischenbericht-nichts", "fallberatung.idee", "zwischenbericht-pdf-abcdef"]
)
def test_buttons_that_mean_nothing_do_nothing(told: Scene, coach: Chat, rest: str) -> None:
    heard = coach.sends(IncomingKind.TAP, f"m.bericht.{told.case_id}-{rest}")
    assert all(message.attachment is None for message in heard)
    assert logged(told, AuditEvent.EXPORTED) == []


@pytest.mark.parametrize("who", ["coachee", "arbeitgeber"])
def test_reports_are_for_professionals(told: Scene, who: str) -> None:
    chat = Chat(told.app, told.clock, {"coachee": "9", "arbeitgeber": "10"}[who])
    chat.sends(IncomingKind.TAP, f"m.bericht.{told.case_id}-protokoll")
    assert chat.last.text.startswith(said(told.app, "hint_not_allowed")[:20])


def test_the_office_s_template_is_used(told: Scene, tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Kopf der Einrichtung: {{ fall }}")
    document.save(tmp_path / "zwischenbericht.docx")
    chat = _with_templates(told, tmp_path)
    made(chat, "Zwischenbericht", "Word zum Weiterschreiben")
    assert chat.last.attachment is not None
    written = Document(BytesIO(chat.last.attachment.content))
    assert [paragraph.text for paragraph in written.paragraphs] == ["Kopf der Einrichtung: Ahorn"]


def test_a_broken_template_is_said_kindly_and_another_form_works(
    told: Scene, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    document = Document()
    document.add_paragraph("{% for a in abschnitte %} ohne Ende")
    document.save(tmp_path / "bericht.docx")
    chat = _with_templates(told, tmp_path)
    made(chat, "Zwischenbericht", "Word zum Weiterschreiben")
    assert chat.last.text == said(told.app, "report_template_broken")
    assert chat.labels() == ["PDF zum Drucken", "Webseite zum Lesen", "Nur Text zum Einfügen"]
    assert "template_broken kind=zwischenbericht template=bericht.docx" in caplog.text
    assert logged(told, AuditEvent.EXPORTED) == []
    chat.taps("PDF zum Drucken")
    assert chat.last.attachment is not None


def test_a_template_in_loops_stops_nobody_for_long() -> None:
    assert SECONDS_IN_CHAT <= 3


def test_tokens_are_short_enough_for_telegram(told: Scene, coach: Chat) -> None:
    longest = max(told.app.content.catalogue.dialogs, key=len)
    assert len(f"m.bericht.100000-fallberatung.{longest}-docx-abcdef".encode()) <= 64


def _with_templates(scene: Scene, folder: Path) -> Chat:
    office = replace(scene.app.office, templates=folder)
    return Chat(replace(scene.app, office=office), scene.clock, "7")
