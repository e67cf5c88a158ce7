"""All answers of a reflection at once: every text is shown first, and exactly those are released."""

from __future__ import annotations

from bot.app import App
from storage.audit import AuditEvent
from tests.bot.rooms.acting import HOLDS, SAME_PICTURE, TITLE, logged, reflect, release, tap, text_of
from tests.journey import Chat, said

WORDS = "Wir rufen einander an, bevor es brennt."


def preview(chat: Chat, case: int) -> str:
    tap(chat, f"m.freigeben.{case}")
    chat.taps(f"{TITLE} · 2.3.")
    return text_of(chat.taps("Alles dem Team freigeben"))


def test_all_texts_are_shown_in_order_and_the_confirmation_names_the_number(
    chat: Chat, app: App, case: int, service: Chat
) -> None:
    reflect(chat, case, WORDS, "3", None, "Bisher kaum")
    shown = preview(chat, case)
    assert shown.index(WORDS) < shown.index("3 (Im Kern einig") < shown.index("Bisher kaum")
    assert shown.endswith(said(app, "release_all_confirm", count=3, team="IFD (1 Person)"))
    assert chat.labels() == ["Ja, 3 Antworten freigeben", "Zurück zu den Antworten"]
    chat.taps("Ja, 3 Antworten freigeben")
    assert chat.last.text == said(app, "release_all_done", count=3)
    assert len(logged(app, case, AuditEvent.RELEASED)) == 3
    assert "• erst eine Antwort: 3" in tap(service, f"m.teamsicht.{case}-zusammenarbeit")


def test_what_the_team_reads_already_is_not_asked_about_again(chat: Chat, app: App, case: int) -> None:
    reflect(chat, case, WORDS, "3", None, "Bisher kaum")
    release(chat, HOLDS, "📄 Für den Bericht freigeben")
    shown = preview(chat, case)
    assert WORDS not in shown
    chat.taps("Ja, 2 Antworten freigeben")
    again = tap(chat, f"m.alle_zeigen.{case}-1")
    assert again == said(app, "release_all_nothing")


def test_a_text_that_was_not_shown_is_not_released(chat: Chat, app: App, case: int) -> None:
    reflect(chat, case, WORDS, "3")
    preview(chat, case)
    yes = chat.button("Ja, 2 Antworten freigeben").token
    chat.writes("/aendern")
    chat.taps(SAME_PICTURE)
    chat.taps("5")
    chat.taps("Stimmt so")
    again = tap(chat, yes)
    assert again.startswith(said(app, "release_changed_all"))
    assert "5 (Wir meinen alle dasselbe)" in again
    assert logged(app, case, AuditEvent.RELEASED) == []


def test_long_answers_come_in_several_messages_with_nothing_left_out(chat: Chat, case: int) -> None:
    words = " ".join(f"Wort{number}" for number in range(700))
    reflect(chat, case, words, "3", "Ende gut, alles gut.")
    tap(chat, f"m.freigeben.{case}")
    chat.taps(f"{TITLE} · 2.3.")
    messages = chat.taps("Alles dem Team freigeben")
    assert len(messages) > 3
    assert all(len(message.text) <= 2_000 for message in messages)
    joined = "".join(message.text for message in messages)
    assert words in joined
    assert "Ende gut, alles gut." in joined
    assert [bool(message.rows) for message in messages] == [False] * (len(messages) - 1) + [True]


def test_the_answers_of_somebody_else_stay_hers(chat: Chat, app: App, case: int, service: Chat) -> None:
    reflect(chat, case, WORDS, "3")
    preview(chat, case)
    yes = chat.button("Ja, 2 Antworten freigeben").token
    assert tap(service, yes).startswith(said(app, "hint_old_button"))
    assert WORDS not in tap(service, f"m.alle_zeigen.{case}-1")
    assert logged(app, case, AuditEvent.RELEASED) == []
