"""A hint before a text is kept that seems to say who somebody is: shown once, dismissed with a tap, never a trap."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import App
from bot.messages import IncomingKind, Outgoing
from storage.database import transaction
from storage.exporting import export_cases
from tests.journey import Chat, Clock, open_app, said

NAMED = "Frau Müller hat „gern“ gesagt und gelacht."
REPLACED = "Frau [Name] hat „gern“ gesagt und gelacht."
PLAIN = "Sie hat „gern“ gesagt und gelacht."
SECOND = "Herr Schneider hat sie „Kollegin“ genannt."


@pytest.fixture
def parked(chat: Chat) -> Chat:
    """In a visit, at the first question for words."""
    chat.writes("/besuch")
    chat.taps("Ja, ich stehe")
    return chat


def stored(app: App) -> dict[str, list[str]]:
    """All revisions of the typed answers in the newest conversation, by step."""
    with transaction(app.engine) as connection:
        (case,) = export_cases(connection, [1])
    answers = case["conversations"][-1]["answers"]
    found = {item["step"]: [one["answer"] for one in item["revisions"]] for item in answers}
    found.pop("geparkt", None)
    return found


def text_of(messages: list[Outgoing]) -> str:
    return "\n\n".join(message.text for message in messages)


def is_hint(messages: list[Outgoing], *places: str) -> bool:
    lines = [said_place(place) for place in places]
    return "bevor ich das speichere" in text_of(messages) and all(line in text_of(messages) for line in lines)


def said_place(words: str) -> str:
    return f"• „{words}“ → "


def test_the_place_is_shown_and_nothing_is_kept_before_the_decision(parked: Chat) -> None:
    assert is_hint(parked.writes(NAMED), "Müller")
    assert parked.labels() == ["Ersetzen", "So lassen"]
    assert stored(parked.app) == {}


@pytest.mark.parametrize(("tapped", "kept"), [("Ersetzen", REPLACED), ("So lassen", NAMED)])
def test_one_tap_decides_and_the_next_question_comes(parked: Chat, tapped: str, kept: str) -> None:
    parked.writes(NAMED)
    assert "Frage 3 von 6" in text_of(parked.taps(tapped))
    assert stored(parked.app) == {"gesehen": [kept]}


@pytest.mark.parametrize(("typed", "kept"), [("ersetzen", REPLACED), ("So lassen ", NAMED), ("/ersetzen", REPLACED)])
def test_the_decision_can_be_typed(parked: Chat, typed: str, kept: str) -> None:
    parked.writes(NAMED)
    assert "Frage 3 von 6" in text_of(parked.writes(typed))
    assert stored(parked.app) == {"gesehen": [kept]}


def test_a_text_without_a_trace_is_simply_kept(parked: Chat) -> None:
    assert "Frage 3 von 6" in text_of(parked.writes(PLAIN))


def test_a_new_wording_replaces_the_text_and_is_looked_at_too(parked: Chat) -> None:
    parked.writes(NAMED)
    assert is_hint(parked.writes(SECOND), "Schneider")
    assert "Müller" not in parked.last.text
    parked.writes(PLAIN)
    assert stored(parked.app) == {"gesehen": [PLAIN]}


def test_the_same_text_once_more_is_a_decision_to_keep_it(parked: Chat) -> None:
    parked.writes(NAMED)
    assert "Frage 3 von 6" in text_of(parked.writes(f"{NAMED} "))
    assert stored(parked.app) == {"gesehen": [NAMED]}


def test_parts_of_a_split_message_are_one_text(parked: Chat) -> None:
    parked.writes(NAMED)
    parked.pause = 1
    assert is_hint(parked.writes("Danach war Pause."), "Müller")
    parked.taps("Ersetzen")
    assert stored(parked.app) == {"gesehen": [f"{REPLACED}\n\nDanach war Pause."]}


@pytest.mark.parametrize("typed", [False, True])
def test_skipping_the_question_drops_the_waiting_text(parked: Chat, typed: bool) -> None:
    skip = parked.button("Überspringen").token
    parked.writes(NAMED)
    skipped = parked.writes("/ueberspringen") if typed else parked.sends(IncomingKind.TAP, skip)
    assert text_of(skipped).startswith("Frage 3 von 6")
    assert stored(parked.app) == {"gesehen": ["(übersprungen)"]}


@pytest.mark.parametrize("command", ["hilfe", "warum", "pause", "sprache", "themen", "faelle", "start", "kaffee"])
def test_any_other_command_keeps_it_and_says_so(parked: Chat, command: str) -> None:
    parked.writes(NAMED)
    heard = parked.writes(f"/{command}")
    assert heard[0].text == said(parked.app, "personal_kept")
    assert len(heard) > 1, "what was asked for is answered, too"
    assert stored(parked.app) == {"gesehen": [NAMED]}


def test_an_old_skip_button_drops_nothing(parked: Chat) -> None:
    first = next(message for message in parked.heard if "Frage 1 von 6" in message.text)
    skip = next(button.token for row in first.rows for button in row if button.label == "Überspringen")
    parked.writes(NAMED)
    parked.sends(IncomingKind.TAP, skip)
    assert stored(parked.app) == {"gesehen": [NAMED]}


def test_a_double_tap_decides_once(parked: Chat) -> None:
    parked.writes(NAMED)
    parked.pause = 1
    parked.taps("Ersetzen")
    assert parked.taps("Ersetzen") == []
    parked.pause = 30
    assert said(parked.app, "hint_old_button") in text_of(parked.taps("Ersetzen"))
    assert stored(parked.app) == {"gesehen": [REPLACED]}


def test_the_button_of_an_earlier_text_decides_nothing_about_a_later_one(parked: Chat) -> None:
    parked.writes(NAMED)
    earlier = parked.button("So lassen").token
    parked.taps("Ersetzen")
    parked.writes(SECOND)
    assert said(parked.app, "hint_old_button") in text_of(parked.sends(IncomingKind.TAP, earlier))
    assert "gespuert" not in stored(parked.app)
    later = next(message for message in reversed(parked.heard) if said_place("Schneider") in message.text)
    parked.sends(IncomingKind.TAP, later.rows[0][0].token)
    assert stored(parked.app)["gespuert"] == ["Herr [Name] hat sie „Kollegin“ genannt."]


def test_a_restart_in_between_loses_nothing(parked: Chat, tmp_path: Path, clock: Clock) -> None:
    parked.writes(NAMED)
    parked.app.close()
    parked.app = open_app(tmp_path, clock)
    parked.taps("Ersetzen")
    assert stored(parked.app) == {"gesehen": [REPLACED]}
    parked.app.close()


def test_the_waiting_text_is_sealed(parked: Chat) -> None:
    parked.writes(NAMED)
    with transaction(parked.app.engine) as connection:
        awaiting = connection.exec_driver_sql("SELECT awaiting FROM person").scalar_one()
    assert awaiting is not None
    assert "Müller" not in awaiting


def test_where_a_choice_is_asked_for_nothing_is_held_back(chat: Chat) -> None:
    chat.writes("/besuch")
    assert said(chat.app, "refused_not_an_option") in text_of(chat.writes("Frau Müller sitzt neben mir"))


def test_without_an_open_question_nothing_is_held_back(chat: Chat) -> None:
    assert text_of(chat.writes(NAMED)) == said(chat.app, "nothing_open")
    assert chat.writes(PLAIN)[0].text == said(chat.app, "nothing_open")


def test_too_long_to_be_kept_is_said_and_not_called_kept(parked: Chat) -> None:
    parked.pause = 1
    for _ in range(6):
        parked.writes("Frau Müller hat gesagt: " + "viel " * 780)
    parked.pause = 20
    heard = text_of(parked.writes("/pause"))
    assert said(parked.app, "refused_too_long") in heard
    assert said(parked.app, "personal_kept") not in heard
