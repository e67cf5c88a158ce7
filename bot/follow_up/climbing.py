"""One step of the ladder of a check-in: what is noted, and who reads what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from bot.follow_up.asking import invitation_to_answer
from bot.follow_up.circumstances import responsible_for
from bot.follow_up.ladder import TO_THE_PERSON, Step
from bot.follow_up.notices import Notice, no_buttons
from bot.messages import Button, Rows
from bot.telling import Reach
from bot.tokens import MenuToken
from bot.wording import Voice
from storage.audit import AuditEvent, record
from storage.cases import find_case
from storage.follow_ups import CheckIn, Outcome, Way, close_check_in, note_check_in

# The column that remembers each step; closing remembers itself.
NOTED_AS = {
    Step.ANNOUNCE: "announced_at",
    Step.ASK: "asked_at",
    Step.REMIND: "reminded_at",
    Step.REMIND_AGAIN: "reminded_again_at",
    Step.HAND_OVER: "handed_over_at",
}


@dataclass(frozen=True, slots=True)
class Climb:
    """A step that is due for a check-in since then."""

    check_in: CheckIn
    step: Step
    since: datetime


def notice_of(connection: Connection, climb: Climb, now: datetime) -> Notice | None:
    """Who is told what about a step; None if there is nobody to be told, then it stays due and the doctor warns."""
    check_in, step = climb.check_in, climb.step
    case = find_case(connection, str(check_in.case_id))
    assert case is not None, "check-ins go with their case"
    to_person = step in TO_THE_PERSON
    reader = check_in.person_id if to_person else responsible_for(connection, case.id)
    if reader is None:
        return None
    word, offer = _asking(climb, case.pseudonym) if to_person else _task(climb, case.pseudonym)
    reach = Reach.ANOTHER if step is Step.REMIND_AGAIN else Reach.FIRST
    return Notice(reader, climb.since, lambda: take(connection, climb, now), word, offer, reach)


def take(connection: Connection, climb: Climb, now: datetime) -> bool:
    """Notes that a step is done. False if it was done or the check-in was closed before."""
    check_in, step = climb.check_in, climb.step
    if step is Step.CLOSE:
        done = close_check_in(connection, check_in, Outcome.UNREACHABLE, now)
    elif step is Step.DROP:
        done = close_check_in(connection, check_in, Outcome.TOO_LATE, now)
    else:
        done = note_check_in(connection, check_in.id, **{NOTED_AS[step]: now})
    if done and step in TO_THE_PERSON:
        record(
            connection, AuditEvent.ASKED, now, case=check_in.case_id, subject=check_in.person_id, check_in=check_in.id
        )
    elif done:
        part = f"check_in_{step.name.lower()}"
        record(connection, AuditEvent.CASE_CHANGED, now, case=check_in.case_id, part=part, check_in=check_in.id)
    return done


def _asking(climb: Climb, pseudonym: str) -> tuple[Callable[[Voice], str], Callable[[Voice], Rows]]:
    def invitation(voice: Voice) -> tuple[str, Rows]:
        return invitation_to_answer(voice, climb.check_in, pseudonym, reminds=climb.step is not Step.ASK)

    return lambda voice: invitation(voice)[0], lambda voice: invitation(voice)[1]


def _task(climb: Climb, pseudonym: str) -> tuple[Callable[[Voice], str], Callable[[Voice], Rows]]:
    """What the responsible professional reads. Nothing is said of why somebody did not answer."""
    check_in, step = climb.check_in, climb.step

    def word(voice: Voice) -> str:
        role, day = voice.role(check_in.role), voice.day(check_in.due_on)
        if step is Step.ANNOUNCE:
            return voice.say("check_in_announced", case=pseudonym, role=role, day=day)
        if step is Step.DROP:
            return voice.say("check_in_too_late", case=pseudonym, role=role, day=day)
        if check_in.asked_at is not None:
            return voice.say("check_in_call_unanswered", case=pseudonym, role=role, day=day)
        if check_in.way is Way.VISIT:
            return voice.say("check_in_visit", case=pseudonym, role=role, day=day)
        return voice.say("check_in_call", case=pseudonym, role=role, day=day)

    def offer(voice: Voice) -> Rows:
        mark = f"{check_in.case_id}-{check_in.id}"
        schedule = Button(voice.say("button_check_in_schedule", case=pseudonym), _token("nachfragen", mark), True)
        guide = Button(voice.say("button_check_in_guide", case=pseudonym), _token("telefon", mark), True)
        return ((schedule,),) if step in (Step.ANNOUNCE, Step.DROP) else ((guide,), (schedule,))

    return word, no_buttons if step is Step.DROP else offer


def _token(command: str, argument: str) -> str:
    return str(MenuToken(command, argument))
