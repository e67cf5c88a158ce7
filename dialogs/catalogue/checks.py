"""Whether a dialog can be walked: every target known, every step reachable, no circle and no dead end."""

from __future__ import annotations

from collections.abc import Iterator

from dialogs.catalogue.problems import Problem
from dialogs.engine.conditions import CONDITIONS
from dialogs.engine.model import END, PAUSE, Branch, Dialog, Step
from dialogs.engine.path import targets


def check_ways(dialog: Dialog, file: str) -> list[Problem]:
    """All problems of the ways through `dialog`."""
    problems = list(_branch_problems("", dialog.start, dialog, file))
    for step in dialog.steps.values():
        problems += _branch_problems(step.id, step.next, dialog, file)
        for option in step.options:
            if option.goto not in (None, END, PAUSE) and option.goto not in dialog.steps:
                problems.append(
                    Problem(file, step.id, f"the option '{option.id}' leads to '{option.goto}', which is no step")
                )
    if problems:
        return problems
    return [*_unreachable(dialog, file), *_circles(dialog, file)]


def _branch_problems(step: str, branches: tuple[Branch, ...], dialog: Dialog, file: str) -> Iterator[Problem]:
    for number, branch in enumerate(branches):
        last = number == len(branches) - 1
        if branch.goto != END and branch.goto not in dialog.steps:
            yield Problem(file, step, f"leads to '{branch.goto}', which is no step")
        if branch.when is not None and branch.when not in CONDITIONS:
            yield Problem(file, step, f"'{branch.when}' is not a condition; there are: {', '.join(sorted(CONDITIONS))}")
        if last and branch.when is not None:
            yield Problem(file, step, "is a dead end: the last branch must have no 'when'")
        if not last and branch.when is None:
            yield Problem(file, step, f"the branches after '{branch.goto}' can never be taken")


def _unreachable(dialog: Dialog, file: str) -> list[Problem]:
    reached: set[str] = {END}
    waiting = [branch.goto for branch in dialog.start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += targets(dialog.steps[name])
    return [Problem(file, step, "can never be reached") for step in dialog.steps if step not in reached]


def _circles(dialog: Dialog, file: str) -> list[Problem]:
    finished: set[str] = {END}
    problems: list[Problem] = []

    def visit(step: Step, way: tuple[str, ...]) -> None:
        for target in targets(step):
            if target in way:
                problems.append(Problem(file, step.id, f"leads back to '{target}' in a circle"))
            elif target not in finished:
                visit(dialog.steps[target], (*way, target))
        finished.add(step.id)

    for step in dialog.steps.values():
        if step.id not in finished:
            visit(step, (step.id,))
    return problems
