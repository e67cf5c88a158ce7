"""What dialogs after the end are about: the newest goal somebody may see, and the aid that should still be in use."""

from __future__ import annotations

from sqlalchemy import Connection

from bot.goals.seeing import sees
from bot.wording import Voice, isolated
from dialogs.engine.filling import Subject
from dialogs.engine.model import DialogKind, Role
from storage.follow_ups import follow_up_of
from storage.goals import goals_of

AFTER_THE_END = frozenset({DialogKind.CHECK_IN, DialogKind.PHONE_GUIDE})


def subject_after_the_end(connection: Connection, voice: Voice, case_id: int, role: Role) -> Subject:
    """Both in somebody's own words, or in general ones where there are none or they are not for this role."""
    seen = [goal for goal in goals_of(connection, case_id) if sees(role, goal)]
    agreed = follow_up_of(connection, case_id)
    goal = seen[-1].text if seen else voice.say("follow_up_goal_unnamed")
    aid = agreed.aid if agreed is not None and agreed.aid else voice.say("follow_up_aid_unnamed")
    return Subject({"ziel": isolated(goal), "hilfe": isolated(aid)}, {})
