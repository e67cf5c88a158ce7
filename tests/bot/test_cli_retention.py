"""`nachklang retention` lists what has been kept long enough, and removes it only when told to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import App
from dialogs.engine.model import Phase
from storage.cases import set_phase
from storage.database import transaction
from tests.bot.called import Called
from tests.bot.installation import use_installation

Call = Callable[..., Called]


@pytest.fixture
def old(app: App, case: int, here: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """A case that was closed long ago."""
    with transaction(app.engine) as connection:
        set_phase(connection, case, Phase.CLOSED, datetime(2001, 5, 4, tzinfo=UTC))
    use_installation(app, monkeypatch)
    return app


def test_without_apply_it_only_lists(old: App, nachklang: Call) -> None:
    called = nachklang("retention")
    assert called.code == 0
    assert "closed cases: Ahorn (1)" in called.out
    assert "Nothing was removed yet" in called.out
    assert len(nachklang("cases", "--json").json) == 1


def test_apply_removes_and_the_log_notes_how_much(old: App, nachklang: Call) -> None:
    told = nachklang("retention", "--apply", "--json").json
    assert told["applied"] is True
    assert told["cases"] == [{"id": 1, "pseudonym": "Ahorn"}]
    assert nachklang("cases", "--json").json == []
    newest = nachklang("audit", "list", "--json").json[-1]
    assert (newest["event"], newest["details"]["cases"]) == ("retention", 1)
    assert nachklang("audit", "verify").code == 0


def test_nothing_to_do(nachklang: Call) -> None:
    assert "Nothing is past its retention period." in nachklang("retention", "--apply").out
    assert nachklang("retention", "--json").json["cases"] == []


def test_doctor_knows_what_is_late_and_when_it_ran(old: App, nachklang: Call) -> None:
    def said(about: str) -> tuple[str, str]:
        findings = nachklang("doctor", "--json").json["findings"]
        return next((each["level"], each["message"]) for each in findings if each["about"] == about)

    assert said("retention")[0] == "warning"
    assert "past their retention period" in said("erasures")[1]
    nachklang("retention", "--apply")
    assert said("retention")[0] == "ok"
    assert said("erasures")[0] == "ok"
    nachklang("retention", "--apply")  # the case is gone, so the person who belonged to no other one goes, too
    assert said("erasures") == ("ok", "Nothing is past its retention period.")
