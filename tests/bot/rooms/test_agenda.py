"""The agenda: 45 minutes, half a page, what differs first, roles instead of names."""

from __future__ import annotations

import re

import pytest

from bot.app import App
from bot.rooms.agenda import LONGEST_AGENDA, MOST_ROUNDS, round_minutes
from dialogs.engine.model import Role
from tests.bot.rooms.acting import ARRANGED, HOLDS, SAME_PICTURE, reflect, tap
from tests.journey import Chat, Clock, add_person, join_case

TASKS = "wer_macht_was"


def release_everything(chat: Chat, case: int) -> None:
    tap(chat, f"m.freigeben.{case}")
    tap(chat, chat.last.rows[0][0].token)
    chat.taps("Alles dem Team freigeben")
    tap(chat, chat.last.rows[0][0].token)


def minutes(agenda: str) -> int:
    return sum(int(number) for number in re.findall(r"^(\d+) Min\.", agenda, re.MULTILINE))


def test_what_differs_comes_first_and_what_is_agreed_is_named(chat: Chat, service: Chat, case: int) -> None:
    reflect(chat, case, "Kurze Wege.", "3", None, "Bisher kaum")
    reflect(service, case, "Vertrauen.", "5", None, "Bisher kaum")
    release_everything(chat, case)
    release_everything(service, case)
    tap(service, f"m.teamsicht.{case}-zusammenarbeit")
    (message,) = service.taps("Tagesordnung für 45 Minuten")
    first = f"10 Min. Runde: {SAME_PICTURE} (Jobcoach: 3, IFD: 5)"
    assert message.text.index(first) < message.text.index(f"Runde: {HOLDS}")
    assert message.text.endswith(f"Einig sind sich alle bei: {ARRANGED}")
    assert "Den Fall vorstellen: Jobcoach." in message.text
    assert minutes(message.text) == 45


def test_if_all_agree_the_round_is_about_what_follows(chat: Chat, service: Chat, case: int) -> None:
    for person in (chat, service):
        reflect(person, case, None, "3", None, "Bisher kaum")
        release_everything(person, case)
    agenda = tap(service, f"m.tagesordnung.{case}-zusammenarbeit")
    assert "20 Min. Runde: Alle sehen es gleich. Was folgt daraus?" in agenda
    assert minutes(agenda) == 45


@pytest.mark.parametrize("register", ["standard", "leicht"])
def test_a_long_topic_with_many_people_still_fits_on_half_a_page(
    chat: Chat, service: Chat, app: App, clock: Clock, case: int, register: str
) -> None:
    people = [chat, service]
    for address in ("12", "13", "14"):
        join_case(app, case, add_person(app, "Herr Eibe", address), Role.REPRESENTATIVE)
        people.append(Chat(app, clock, address))
    options = ["Jobcoach", "IFD", "Leistungsträger", "SBV oder Betrieb", "Mehrere"]
    for person, option in zip(people, options, strict=True):
        reflect(person, case, *[option] * 8, "Wir reden darüber.", dialog=TASKS)
        release_everything(person, case)
    tap(service, f"m.sprache.{register}")
    agenda = tap(service, f"m.tagesordnung.{case}-{TASKS}")
    assert len(agenda) <= LONGEST_AGENDA
    assert minutes(agenda) == 45
    assert ("Für ein anderes Mal: 5 weitere Fragen" if register == "standard" else "Für später: 5 Fragen") in agenda
    assert "und 2 weitere" in agenda if register == "standard" else "und noch 2" in agenda
    assert not [name for name in ("Linde", "Dorn", "Eibe") if name in agenda]


def test_without_a_topic_the_topics_are_offered(chat: Chat, case: int) -> None:
    reflect(chat, case, "Kurze Wege.", "3")
    release_everything(chat, case)
    chat.writes("/tagesordnung")
    assert "Zusammenarbeit im Team" in chat.labels()


@pytest.mark.parametrize("rounds", range(1, MOST_ROUNDS + 1))
def test_rounds_share_twenty_minutes(rounds: int) -> None:
    shared = round_minutes(rounds)
    assert sum(shared) == 20
    assert max(shared) - min(shared) <= 1
