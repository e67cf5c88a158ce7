"""A warning may stay with a reason; an error may not, and an acceptance that nothing needs is a problem."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.catalogue.easy_language.checking import Report, check_easy_language
from dialogs.catalogue.easy_language.findings import Finding, Rule
from dialogs.catalogue.loader import CONTENT, load_catalogue
from tests.builders import dialog_data, step
from tests.dialogs.catalogue.folders import Folder

NAMES = [{"rule": "simple_past", "text": "Der Chef ging", "reason": "So sagen es alle."}]


def checked(folder: Folder, opening: str, *accepted: dict[str, str], **more: Any) -> Report:
    """The report about a dialog for coachees with this opening."""
    texts = {"standard": "Guten Tag.", "leicht": opening}
    data = dialog_data(step("eins", covers=["J1"]), opening=texts, roles=["coachee"], **more)
    folder.write("probe/dialog.toml", data | ({"accepted": list(accepted)} if accepted else {}))
    folder.write("shared/easy_language.toml", (CONTENT / "shared" / "easy_language.toml").read_bytes())
    return check_easy_language(load_catalogue(folder.path))


def of_opening(report: Report, rule: Rule) -> list[Finding]:
    return [found for found in report.findings if found.rule is rule and found.file == "probe/dialog.toml"]


def test_a_finding_has_its_place(folder: Folder) -> None:
    report = checked(folder, "Der Chef ging nach Hause.")
    (found,) = of_opening(report, Rule.SIMPLE_PAST)
    assert (found.step, found.sentence, found.for_coachees) == ("", "Der Chef ging nach Hause.", True)
    assert "'ging'" in found.suggestion
    assert str(found).startswith("probe/dialog.toml: warning simple_past: past 'ging'")


def test_an_accepted_warning_is_gone_and_counted(folder: Folder) -> None:
    report = checked(folder, "Der Chef ging nach Hause.", *NAMES)
    assert of_opening(report, Rule.SIMPLE_PAST) == []
    assert (report.accepted, report.unused) == (1, ())


def test_an_acceptance_nobody_needs_is_a_problem(folder: Folder) -> None:
    report = checked(folder, "Der Chef geht nach Hause.", *NAMES)
    (unused,) = report.unused
    assert unused.file == "probe/dialog.toml"
    assert "accepts 'simple_past' for 'Der Chef ging'" in unused.message


def test_an_error_cannot_be_accepted(folder: Folder) -> None:
    report = checked(folder, "Das wäre gut.", {"rule": "subjunctive", "text": "Das wäre gut.", "reason": "Höflich."})
    assert len(of_opening(report, Rule.SUBJUNCTIVE)) == 1
    assert len(report.failing) >= 1
    assert len(report.unused) == 1


def test_what_is_accepted_is_no_part_of_the_version(folder: Folder) -> None:
    bodies = []
    for accepted in ((), NAMES):
        checked(folder, "Der Chef ging nach Hause.", *accepted)
        catalogue = load_catalogue(folder.path)
        bodies.append((catalogue.bodies["probe"], catalogue.dialogs["probe"].content_hash))
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"rule": "taste", "text": "a", "reason": "b"}, "'taste' is not a rule; rules are: sentence_length"),
        ({"rule": "negation", "text": "a", "reason": " "}, "accepting 'negation' needs the sentence as 'text'"),
        ({"rule": "negation", "text": "a"}, "'accepted.reason' is missing"),
        ({"rule": "negation", "text": "a", "reason": "b", "until": "c"}, "'accepted.until' is not a known key"),
    ],
)
@pytest.mark.parametrize("file", ["probe/dialog.toml", "shared/texts/menu.toml", "shared/glossary.toml"])
def test_mistakes_in_acceptances_are_problems(folder: Folder, file: str, entry: dict[str, str], message: str) -> None:
    listed = "".join(f'{key} = "{value}"\n' for key, value in entry.items())
    before = (folder.path / file).read_text("utf-8")
    folder.write(file, f"{before}\n[[accepted]]\n{listed}")
    assert any(problem.file == file and problem.message.startswith(message) for problem in folder.problems())
