"""`nachklang check`: all problems of the content, and how easy the easy language is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.output import AsJson, print_json
from dialogs.catalogue.easy_language.checking import Report, check_easy_language
from dialogs.catalogue.easy_language.findings import Finding, Severity
from dialogs.catalogue.loader import CONTENT, Catalogue, load_catalogue
from dialogs.catalogue.problems import ContentError, Problem

FEW = 12  # so many warnings are shown without being asked for
WORST = 8  # so many kinds of findings are counted by name


def check(
    content: Annotated[Path, typer.Option(help="The folder with the content.")] = CONTENT,
    verbose: Annotated[bool, typer.Option("--verbose", help="List every finding about easy language.")] = False,
    json: AsJson = False,
) -> None:
    """Check all dialogs and texts; prints every problem with file and step. Exit code 1 if there is one."""
    # Errors of easy language count in texts that a coachee reads; everything else about it is a hint.
    try:
        catalogue = load_catalogue(content)
    except ContentError as error:
        if json:
            print_json({"ok": False, "problems": [asdict(problem) for problem in error.problems]})
        else:
            print("\n".join(str(problem) for problem in error.problems))
        raise typer.Exit(1) from None
    report = check_easy_language(catalogue)
    failing = bool(report.failing or report.unused)
    if json:
        print_json(_as_json(catalogue, report))
    else:
        _print(catalogue, report, verbose)
    if failing:
        raise typer.Exit(1)


def _print(catalogue: Catalogue, report: Report, verbose: bool) -> None:
    for found in (*report.unused, *report.failing):
        print(found)
    hints = tuple(finding for finding in report.findings if finding not in set(report.failing))
    warned = report.found(Severity.WARNING, for_coachees=True)
    others = tuple(finding for finding in hints if not finding.for_coachees)
    for finding in hints if verbose else warned if len(warned) <= FEW else ():
        print(finding)
    steps, covered = _counted(catalogue)
    if report.failing or report.unused:
        print(f"The easy language needs work: {len(report.failing)} errors in texts that coachees read.")
    else:
        print(
            f"The content is in order: {len(catalogue.dialogs)} dialogs with {steps} steps, "
            f"{covered} of {len(catalogue.sources)} items of the sources covered."
        )
    print(_summary("Easy language, texts for coachees", warned, report), f"Accepted with a reason: {report.accepted}.")
    print(_summary("Easy language, texts for others", others, report))
    if hints and not verbose:
        print("--verbose lists them all.")


def _summary(title: str, findings: tuple[Finding, ...], report: Report) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    most = ", ".join(f"{rule} {count}" for rule, count in report.counts(findings)[:WORST])
    return f"{title}: {errors} errors, {len(findings) - errors} warnings{f' ({most})' if most else ''}."


def _as_json(catalogue: Catalogue, report: Report) -> dict[str, object]:
    wrong = [
        Problem(found.file, found.step, f"{found.rule}: {found.suggestion}: {found.sentence}")
        for found in report.failing
    ]
    steps, _ = _counted(catalogue)
    return {
        "ok": not (report.failing or report.unused),
        "problems": [asdict(problem) for problem in (*report.unused, *wrong)],
        "dialogs": len(catalogue.dialogs),
        "steps": steps,
        "easy_language": {
            "accepted": report.accepted,
            "findings": [asdict(finding) for finding in report.findings],
        },
    }


def _counted(catalogue: Catalogue) -> tuple[int, int]:
    steps = [step for dialog in catalogue.dialogs.values() for step in dialog.steps.values()]
    return len(steps), len({item for step in steps for item in step.covers})
