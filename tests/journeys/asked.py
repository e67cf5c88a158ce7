"""The stage direction that a check-in is due: what was agreed before, and the message that asks."""

from __future__ import annotations

from bot.app import App
from bot.follow_up.asking import invitation_to_answer
from bot.telling import tell
from storage.database import transaction
from storage.follow_ups import Plan, Wave, Way, agree_follow_up, check_ins_of, note_check_in
from storage.members import memberships_of

AID = "Pausenplan an der Wand"


def ask_after_the_end(app: App, person_id: int, wave: Wave) -> None:
    """The only case of the person has ended, and she is asked today."""
    now = app.now_here()
    with transaction(app.engine) as connection:
        [membership] = memberships_of(connection, person_id)
        case = membership.case
        plan = Plan(person_id, membership.role, wave, Way.CHAT, now.date(), now.hour)
        agree_follow_up(connection, case.id, person_id, now.date(), AID, "", [plan], now)
        [check_in] = check_ins_of(connection, case.id)
        note_check_in(connection, check_in.id, asked_at=now)
        tell(
            connection,
            app.office,
            person_id,
            lambda voice: invitation_to_answer(voice, check_in, case.pseudonym)[0],
            lambda voice: invitation_to_answer(voice, check_in, case.pseudonym)[1],
            now,
        )
