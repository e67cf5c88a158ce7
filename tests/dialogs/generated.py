"""Hypothesis strategies: dialogs nobody wrote, the real ones, and inputs of every kind, sensible or not."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dialogs.engine.inputs import Action, Input, Tap, Write
from dialogs.engine.model import END, PAUSE, Dialog, QuestionKind, Role
from dialogs.engine.reading import FULL_MESSAGE, LONGEST_ANSWER
from tests.builders import OBSERVED, THIN, both, dialog, option, real_content, step

NAMES = ("eins", "zwei", "drei", "naechster_schritt", "fuenf", "sechs", "sieben")
ROLE_CONDITIONS = ("role_is_ifd", "role_is_jobcoach", "role_is_sbv")
TEXTS = (
    THIN,
    OBSERVED,
    "Am Freitag gehe ich hin.",
    "Montag",
    "12.3.",
    "4",
    "A, b",
    "ja",
    "  ",
    "\u200b",
    "😀",
    "שלום",
    "x" * FULL_MESSAGE,
    "noch mehr " * 900,
    "x" * (LONGEST_ANSWER + 1),
)
roles = st.sampled_from(list(Role))
real_dialogs = st.sampled_from(list(real_content().dialogs.values()))


@st.composite
def dialogs(draw: st.DrawFn) -> Dialog:
    """A dialog of up to seven steps of any kinds, with forward branches, and only steps that can be reached."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    steps = {name: draw(_steps(name, (*names[place + 1 :], END))) for place, name in enumerate(names)}
    reached, waiting = set(), {names[0]}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= _targets(steps[name]) - reached - {END, PAUSE}
    return dialog(*(data for name, data in steps.items() if name in reached))


@st.composite
def _steps(draw: st.DrawFn, name: str, later: tuple[str, ...]) -> dict[str, Any]:
    kind = "text" if name == "naechster_schritt" else draw(st.sampled_from(list(QuestionKind))).value
    more: dict[str, Any] = {"counted": draw(st.booleans()), "next": draw(_next(name, later))}
    if kind in ("choice", "faces", "multiple_choice"):
        more["options"] = [option(letter) for letter in "abc"[: draw(st.integers(1, 3))]]
        for entry in more["options"]:
            if kind == "multiple_choice":
                entry["alone"] = draw(st.booleans())
            elif draw(st.booleans()):
                entry["goto"] = draw(st.sampled_from(later))
    if kind == "choice" and draw(st.booleans()):
        more["options"].append(option("warten", goto=PAUSE))
    if kind == "text" and draw(st.booleans()):
        more["probe"] = both("Woran?")
    return step(name, kind, **more)


@st.composite
def _next(draw: st.DrawFn, name: str, later: tuple[str, ...]) -> list[dict[str, str]]:
    after_the_step = name in NAMES[NAMES.index("naechster_schritt") :]
    conditions = (*ROLE_CONDITIONS, *(["next_step_names_a_day"] if after_the_step else []))
    targets = st.sampled_from(later)
    branches = st.fixed_dictionaries({"when": st.sampled_from(conditions), "goto": targets})
    return [*draw(st.lists(branches, max_size=2)), {"goto": draw(targets)}]


def _targets(data: dict[str, Any]) -> set[str]:
    return {branch["goto"] for branch in data["next"]} | {
        entry["goto"] for entry in data.get("options", ()) if "goto" in entry
    }


def inputs(led: Dialog) -> st.SearchStrategy[Input]:
    """Anything somebody could send while being led through `led`."""
    options = [entry.id for asked in led.steps.values() for entry in asked.options]
    known = st.sampled_from([*led.steps, *options, "1", "3", "2026-03-09", ""])
    arguments = known | st.text(max_size=5)
    labels = [label for asked in led.steps.values() for entry in asked.options for label in entry.label.values()]
    texts = st.sampled_from([*TEXTS, *labels]) | st.text(max_size=20)
    return st.builds(Write, texts) | st.builds(Tap, st.sampled_from(list(Action)), arguments)


junk = st.one_of(
    st.builds(Write, st.sampled_from(["", " ", "\n\t", "\u200b\ufeff", "\x00\x07", "x" * (LONGEST_ANSWER + 1)])),
    st.builds(
        Tap,
        st.sampled_from([Action.CHOOSE, Action.SELECT, Action.UNSELECT, Action.CHANGE_STEP]),
        st.text(max_size=40).map(lambda text: f"?{text}") | st.just(""),
    ),
    st.builds(Tap, st.just(Action.CONFIRM), st.text(max_size=5)),
)
