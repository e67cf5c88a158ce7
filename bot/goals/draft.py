"""From the answers of the setting dialog to a goal: what they say, what stays as it was, what is lacking. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dialogs.engine.model import Role
from dialogs.engine.state import Answer
from storage.goals import Family, Goal, Scale, Wording, has_words

SETTING = "ziel_setzen"
WORDS, PARTY, FAMILY, SCALE = "wortlaut", "partei", "familie", "skala"
CATEGORY = {family: f"kategorie_{family}" for family in Family}
ANCHORS: Mapping[Scale, Mapping[str, int]] = {
    Scale.TEN: {"anker_10": 10, "anker_1": 1, "anker_5": 5},
    Scale.ATTAINMENT: {"gas_0": 0, "gas_plus1": 1, "gas_plus2": 2, "gas_minus1": -1, "gas_minus2": -2},
}
# A goal stands above every question about it, and its anchors under each scale: both have to fit on a phone.
LONGEST_GOAL, LONGEST_ANCHOR = 400, 150


class Flaw(StrEnum):
    """Why a goal cannot be made yet."""

    LACKING = "fehlt"
    TOO_LONG = "lang"


@dataclass(frozen=True, slots=True)
class Draft:
    """A goal as the answers give it; words may be lacking."""

    party: Role
    family: Family
    category: str
    scale: Scale
    text: str
    anchors: Mapping[int, str]

    @property
    def flaws(self) -> dict[str, Flaw]:
        """What stands in the way, by step, in the order of the questions."""
        texts = {WORDS: (self.text, LONGEST_GOAL)}
        texts |= {step: (self.anchors.get(at, ""), LONGEST_ANCHOR) for step, at in ANCHORS[self.scale].items()}
        return {
            step: Flaw.TOO_LONG if len(text) > longest else Flaw.LACKING
            for step, (text, longest) in texts.items()
            if len(text) > longest or not has_words(text)
        }

    @property
    def wording(self) -> Wording:
        """Only for a draft without flaws; raises ValueError for another."""
        return Wording(self.text, self.scale, self.anchors)

    def differs(self, goal: Goal) -> bool:
        """Whether the goal would say something else."""
        same = self.text == goal.text and self.scale is goal.scale and dict(self.anchors) == dict(goal.anchors)
        return not same

    def moves(self, goal: Goal) -> bool:
        """Whether the goal would belong somewhere else."""
        return (self.party, self.family, self.category) != (goal.party, goal.family, goal.category)


def drafted(answers: Mapping[str, Answer], standing: Goal | None = None) -> Draft:
    """What the answers make. Skipped: what stands so far, or else a goal of the team about the whole."""

    def said(step: str) -> str:
        value = answers[step].value if step in answers else None
        return value.strip() if isinstance(value, str) else ""

    family = Family(said(FAMILY)) if said(FAMILY) else standing.family if standing else Family.OVERALL
    usual = standing.category if standing is not None and standing.family is family else f"anderes_{family}"
    scale = _scale(said(SCALE), {step for step in answers if said(step)}, standing)
    words = {at: said(step) for step, at in ANCHORS[scale].items() if said(step)}
    kept = standing.anchors if standing is not None and standing.scale is scale else {}
    return Draft(
        party=Role(said(PARTY)) if said(PARTY) else standing.party if standing else Role.JOB_COACH,
        family=family,
        category=said(CATEGORY[family]) or usual,
        scale=scale,
        text=said(WORDS) or (standing.text if standing else ""),
        anchors={**kept, **words},
    )


def _scale(chosen: str, worded: set[str], standing: Goal | None) -> Scale:
    """Whoever skips the question about the scale is asked for words on 1 to 10; with them that is what she wants."""
    if chosen:
        return Scale(chosen)
    if standing is None or worded & ANCHORS[Scale.TEN].keys():
        return Scale.TEN
    return standing.scale
