"""What was shared with the coachee: one thing at a time, by role and day, in her register, and logged."""

from __future__ import annotations

from bot.app import App
from tests.bot.rooms.acting import HOLDS, SAME_PICTURE, TO_TALK, readings, reflect, release, tap
from tests.journey import Chat, said

SHARE = "🤝 Mit Coachee teilen"
WORDS = "Wir rufen einander an, bevor es brennt."


def test_the_coachee_sees_only_what_was_shared_with_her(
    chat: Chat, service: Chat, coachee: Chat, app: App, case: int, person: int
) -> None:
    tap(coachee, "m.sprache.leicht")
    assert tap(coachee, f"m.geteilt.{case}") == "Hier ist noch nichts für Sie."
    reflect(chat, case, WORDS, "3", "Das bleibt unter uns.")
    release(chat, TO_TALK)
    release(chat, HOLDS, SHARE)
    coachee.clock.move(days=1)
    release(chat, SAME_PICTURE, SHARE)
    shown = tap(coachee, f"m.geteilt.{case}")
    assert shown.startswith(
        "Für Sie: 1 von 2\nDas ist von: Job-Coach\nTag: 3.3.2026\n\nDenken alle gleich?\n3 (Im Kern"
    )
    assert coachee.labels() == ["Das Nächste"]
    coachee.taps("Das Nächste")
    assert coachee.last.text.endswith(f"Tag: 2.3.2026\n\nDas hält uns zusammen\n{WORDS}")
    read = "".join(message.text for message in coachee.heard)
    assert "Das bleibt unter uns." not in read
    (entry,) = readings(app, case)
    assert (entry.subject, entry.details) == (person, {"dialog": "zusammenarbeit"})


def test_what_is_only_shared_with_the_coachee_is_not_for_the_team(
    chat: Chat, service: Chat, coachee: Chat, case: int
) -> None:
    reflect(chat, case, WORDS)
    release(chat, HOLDS, SHARE)
    assert WORDS in tap(coachee, f"m.geteilt.{case}")
    assert tap(service, f"m.teamsicht.{case}") == said(chat.app, "team_nothing", case="Ahorn")


def test_what_was_taken_back_is_gone_from_old_buttons_too(chat: Chat, coachee: Chat, case: int) -> None:
    reflect(chat, case, WORDS)
    release(chat, HOLDS, SHARE)
    taken = chat.button("🔒 Zurücknehmen").token
    number = taken.rpartition("-")[2]
    assert WORDS in tap(coachee, f"m.geteilt.{case}-{number}")
    tap(chat, taken)
    for token in (f"m.geteilt.{case}-{number}", f"m.geteilt.{case}", f"m.geteilt.{case}-x"):
        assert WORDS not in tap(coachee, token)
