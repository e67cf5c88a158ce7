"""`nachklang chat` through a pipe, as a process of its own: plain lines in, plain lines out, nothing lost."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from storage.database import open_database, transaction
from storage.exporting import export_cases
from storage.migrating import migrate
from storage.process_lock import only_process
from tests.bot.called import Called, command, process, surroundings
from tests.keys import open_keys


def chat(folder: Path, *lines: str | bytes) -> Called:
    given = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)
    called = process(folder, "chat", given=given)
    assert called.code == 0, called.err
    assert called.err == ""
    return called


def conversation(folder: Path) -> dict[str, Any]:
    """The newest conversation as it is exported."""
    keys = open_keys(folder)
    engine = open_database(f"sqlite:///{folder / 'nachklang.db'}", keys)
    with transaction(engine) as connection:
        (case,) = export_cases(connection, [1])
    engine.dispose()
    keys.store.close()
    newest: dict[str, Any] = case["conversations"][-1]
    return newest


def answers(folder: Path) -> dict[str, Any]:
    """The newest value of each step."""
    return {answer["step"]: answer["revisions"][-1]["value"] for answer in conversation(folder)["answers"]}


def status(folder: Path) -> str:
    return str(conversation(folder)["status"])


def test_one_enter_at_the_first_start_is_enough_to_be_in_a_reflection(here: Path) -> None:
    called = chat(here, "")
    assert "Ahorn" in called.out
    assert "Frage 1 von 6" in called.out
    assert "\033" not in called.out, "no colours where nobody sees them"


def test_the_end_of_the_input_pauses_and_the_next_start_goes_on(here: Path) -> None:
    chat(here, "", "1", "Er kam pünktlich und hat gelacht.")
    assert status(here) == "paused"
    again = chat(here)
    assert "Frage 3 von 6" in again.out
    assert "Frage 1 von 6" not in again.out
    assert answers(here)["gesehen"] == "Er kam pünktlich und hat gelacht."


def test_a_whole_visit_with_numbers_text_and_commands(here: Path) -> None:
    called = chat(here, "", "2", "/warum", "/ueberspringen", "müde", "/zurueck", "wach", *["/ueberspringen"] * 3, "/ja")
    assert "Quelle: JADE" in called.out
    assert status(here) == "finished"
    assert answers(here)["gespuert"] == "wach"
    assert answers(here)["geparkt"] == "unterwegs_ohne_auto"


def test_several_numbers_mark_several_answers(here: Path) -> None:
    called = chat(here, "", "/themen", "8", "1", "3", "1, 3 5", "/fertig")
    assert called.out.count("☑") == 3
    assert len(answers(here)["kenner"]) == 3


def test_a_number_that_is_no_choice_changes_nothing(here: Path) -> None:
    called = chat(here, "", "9", "0", "1 2", "9" * 5000, "/pause")
    assert answers(here) == {}
    assert called.out.count("Frage 1 von 6") > 4


def test_text_that_is_no_utf8_is_taken_as_far_as_it_goes(here: Path) -> None:
    chat(here, "", "1", b"Sie hat gesagt: sch\xf6n \xff\x00 \xe2\x80")
    assert answers(here)["gesehen"].startswith("Sie hat gesagt: sch")


def test_lines_longer_than_any_message(here: Path) -> None:
    called = chat(here, "", "1", "Er sagte " + "viel " * 10_000, "Er sagte " + "etwas " * 1_000, "noch etwas", "/passt")
    assert "20.000 Zeichen" in called.out
    kept = answers(here)["gesehen"]
    assert kept.endswith("noch etwas")
    assert "viel" not in kept


def test_windows_line_ends_and_a_last_line_without_one(here: Path) -> None:
    called = process(here, "chat", given=b"\r\n1\r\nSie hat genickt")
    assert called.code == 0
    assert answers(here)["gesehen"] == "Sie hat genickt"


def test_nothing_at_all(here: Path) -> None:
    called = chat(here)
    assert "Ich bin Nachklang, ein Computerprogramm." in called.out
    assert "Ja, einverstanden" in called.out
    assert "Frage 1" not in called.out, "nothing is asked before the consent"


def test_at_later_starts_the_ways_on_come_at_once(here: Path) -> None:
    chat(here, "", "/abbrechen", "/ja")
    called = chat(here)
    assert "Womit möchten Sie anfangen?" in called.out
    assert "Computerprogramm" not in called.out


def test_a_reader_that_goes_away_gets_no_traceback(here: Path) -> None:
    with subprocess.Popen(
        command("chat"),
        cwd=here,
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.readline()
        started.stdout.close()
        started.stdin.write(b"\n1\nHallo\n" * 50)
        started.stdin.close()
        said = started.stderr.read().decode()
        started.wait(timeout=60)
    assert "Traceback" not in said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_being_told_to_stop_pauses_too(here: Path, number: signal.Signals) -> None:
    with subprocess.Popen(
        command("chat"), cwd=here, env=surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as started:
        assert started.stdin is not None
        assert started.stdout is not None
        started.stdin.write(b"\n1\n")
        started.stdin.flush()
        for line in started.stdout:
            if line.startswith(b"Frage 2 von 6"):
                break
        os.kill(started.pid, number)
        assert started.wait(timeout=60) == 0
    assert status(here) == "paused"


def test_a_second_chat_at_the_same_time_is_refused(here: Path) -> None:
    engine = open_database(f"sqlite:///{here / 'nachklang.db'}")
    migrate(engine)
    with only_process(engine, "terminal"):
        called = process(here, "chat")
    engine.dispose()
    assert called.code == 1
    assert "Stop it first" in called.sentence
