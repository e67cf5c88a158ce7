"""The two documents of `/meine_daten`: complete, readable, safe to open, and in the person's own words."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

from bot.app import App
from dialogs.engine.model import Register, Role
from storage.audit import AuditEvent, record
from storage.database import transaction
from storage.members import end_membership
from storage.people import set_register
from storage.releases import Room, own_statements, place_of_answer, release, take_back
from tests.journey import Chat, Clock, add_person, join_case

SAID = "Er hat <script>alert(1)</script> ohne Aufforderung & ganz allein angefangen, die Kisten zu sortieren."
CHANGED = "Er hat es zweimal allein versucht und mich erst danach gefragt, ob alles richtig sortiert ist."


def documents(chat: Chat) -> tuple[str, dict[str, Any]]:
    """The page and the data, as they arrive."""
    page, data = (message.attachment for message in chat.writes("/meine_daten"))
    assert page is not None
    assert data is not None
    assert (page.name, page.media_type) == ("meine-daten.html", "text/html")
    assert (data.name, data.media_type) == ("meine-daten.json", "application/json")
    return page.content.decode(), json.loads(data.content)


class Words(HTMLParser):
    """The words of a page as somebody reads them, and the tags it is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self._words: list[str] = []
        self._hidden = False
        self.feed(page)
        self.text = " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._hidden = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._words.append(data)


def reflect(chat: Chat) -> None:
    """One answer, changed once."""
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    chat.writes(SAID)
    chat.writes("/zurueck")
    chat.writes(CHANGED)


def test_everything_is_in_both_documents(app: App, chat: Chat) -> None:
    reflect(chat)
    page, data = documents(chat)
    words = Words(page).text
    for expected in ("Frau Linde", "Fall Ahorn", "Jobcoach", "Nach dem Besuch", "Ja, ich stehe", SAID, CHANGED):
        assert expected in words
    assert "Privat: lesen nur Sie" in words
    assert "Alle Ihre Fälle : eingewilligt, 2.3.2026, 17:00 Uhr" in words
    revisions = [
        revision["answer"] for answer in data["conversations"][0]["answers"] for revision in answer["revisions"]
    ]
    assert revisions[1:3] == [SAID, CHANGED]
    assert data["person"]["name"] == "Frau Linde"
    assert data["addresses"][0]["address"] == "7"
    assert [entry["event"] for entry in data["log"]] == ["reflection_begun", "exported"]


def test_what_people_write_is_never_markup(chat: Chat) -> None:
    reflect(chat)
    page, _ = documents(chat)
    assert "&lt;script&gt;" in page
    assert "script" not in Words(page).tags


def test_the_page_loads_nothing_and_fits_phone_and_dark_rooms(chat: Chat) -> None:
    page, _ = documents(chat)
    assert not re.search(r"(src|href)=|url\(|https?:|@import", page)
    assert 'name="viewport"' in page
    assert "prefers-color-scheme: dark" in page
    assert Words(page).tags.isdisjoint({"script", "img", "link", "iframe", "form", "object"})


def test_it_says_who_read_what_and_when(app: App, chat: Chat, clock: Clock, person: int, case: int) -> None:
    reflect(chat)
    reader = add_person(app, "Herr Eibe", "8")
    join_case(app, case, reader, Role.INTEGRATION_SERVICE)
    with transaction(app.engine) as connection:
        statement = own_statements(connection, person, case)[-1]
        release(connection, statement, case, Room.TEAM, app.clock())
        details = {"actor": reader, "case": case, "subject": person}
        record(connection, AuditEvent.READ, app.clock(), **details, dialog="nach_dem_besuch")  # type: ignore[arg-type]
        end_membership(connection, case, reader, app.clock())
    page, data = documents(chat)
    words = Words(page).text
    assert "IFD (Fall Ahorn) hat am 2.3.2026, 17:01 Uhr gelesen: Nach dem Besuch" in words
    assert "Freigegeben für: das Team, 2.3.2026" in words
    assert "Eibe" not in words
    read = next(entry for entry in data["log"] if entry["event"] == "read")
    assert (read["actor"], read["subject"]["kind"]) == ({"kind": "person", "role": "ifd"}, "self")


def test_what_was_taken_back_is_told_too(app: App, chat: Chat, clock: Clock, person: int, case: int) -> None:
    reflect(chat)
    with transaction(app.engine) as connection:
        statement = own_statements(connection, person, case)[-1]
        release(connection, statement, case, Room.REPORT, app.clock())
        place = place_of_answer(connection, statement.answer_id, case)
        assert place is not None
        take_back(connection, place, app.clock())
    assert (
        "Freigegeben für: den Bericht, 2.3.2026, 17:01 Uhr, zurückgenommen: 2.3.2026" in Words(documents(chat)[0]).text
    )


def test_whoever_left_still_finds_her_answers(app: App, chat: Chat, person: int, case: int) -> None:
    reflect(chat)
    with transaction(app.engine) as connection:
        end_membership(connection, case, person, app.clock())
    page, data = documents(chat)
    assert CHANGED in Words(page).text
    assert data["memberships"][0]["until"] is not None


def test_without_any_answer_or_consent_there_is_still_a_page(app: App, clock: Clock, case: int) -> None:
    other = add_person(app, "Frau Weide", "5")
    join_case(app, case, other, Role.EMPLOYER, consents=False)
    weide = Chat(app, clock, "5")
    weide.writes("/start")
    weide.taps("Nein, nicht einverstanden")
    page, _ = documents(weide)
    words = Words(page).text
    assert "Es sind keine Antworten gespeichert." in words
    assert "Niemand außer Ihnen." in words
    assert "Fall Ahorn : nicht eingewilligt, 2.3.2026" in words


def test_somebody_without_a_case(app: App, clock: Clock) -> None:
    add_person(app, "Frau Ginster", "6")
    assert "Sie gehören zu keinem Fall." in Words(documents(Chat(app, clock, "6"))[0]).text


def test_in_easy_language(app: App, chat: Chat, person: int) -> None:
    with transaction(app.engine) as connection:
        set_register(connection, person, Register.EASY)
    words = Words(documents(chat)[0]).text
    assert "Hier stehen alle Ihre Daten." in words
    assert "Ihr Ja und Ihr Nein" in words


def test_nothing_of_others_is_in_it(app: App, chat: Chat, clock: Clock, case: int) -> None:
    other = add_person(app, "Frau Weide", "5")
    join_case(app, case, other, Role.INTEGRATION_SERVICE)
    reflect(Chat(app, clock, "5"))
    page, data = documents(chat)
    assert CHANGED not in page
    assert "Weide" not in page
    assert data["conversations"] == []


def test_half_an_emoji_does_not_stop_it(app: App, clock: Clock) -> None:
    add_person(app, "Frau Ginster \ud83d", "6")
    page, data = documents(Chat(app, clock, "6"))
    assert "Frau Ginster ?" in page
    assert data["person"]["name"] == "Frau Ginster \ud83d"
