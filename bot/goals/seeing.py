"""Who sees a goal at all."""

from __future__ import annotations

from bot.rights import Right, may
from dialogs.engine.model import Role
from storage.goals import Goal

# Beside the professionals; whom a goal can be shown to.
SHOWABLE = (Role.COACHEE, Role.EMPLOYER, Role.COLLEAGUES)


def sees(role: Role, goal: Goal) -> bool:
    """Professionals see every goal of their case, everybody else those that are shown to her role."""
    return may(role, Right.READ_TEAM) or role in goal.shown_to
