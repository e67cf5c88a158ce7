"""What somebody reads when a check-in is due, and the four ways to go on from there."""

from __future__ import annotations

from bot.follow_up.helping import help_row
from bot.messages import Button, Rows
from bot.tokens import MenuToken
from bot.wording import Voice
from dialogs.engine.model import Role
from storage.follow_ups import CheckIn, Wave

ANSWER, LATER, NOT_NOW, NEVER = "nachfrage_antworten", "nachfrage_spaeter", "nachfrage_nicht", "nachfrage_nie"
# Which dialog asks whom; in the second wave the coachee is asked in other words.
_FIRM, _GUIDE = "nachfrage_betrieb", "leitfaden_telefon"
_COACHEE, _COACHEE_AGAIN = "nachfrage_coachee", "nachfrage_coachee_6"
_MINUTES = {Role.COACHEE: 4, Role.EMPLOYER: 3, Role.COLLEAGUES: 3}
_MINUTES_OF_GUIDE = 10
DIALOGS = (_COACHEE, _COACHEE_AGAIN, _FIRM)


def invitation_to_answer(voice: Voice, check_in: CheckIn, pseudonym: str, *, reminds: bool = False) -> tuple[str, Rows]:
    """The message that asks, or `reminds`, with its buttons; in the words of whoever is asked."""
    minutes = minutes_of(check_in.role)
    if check_in.role is Role.COACHEE:
        asks = voice.say("check_in_asks_you", case=pseudonym, minutes=minutes)
        again = voice.say("check_in_reminds_you", case=pseudonym, minutes=minutes)
    else:
        asks = voice.say("check_in_asks_others", case=pseudonym, minutes=minutes)
        again = voice.say("check_in_reminds_others", case=pseudonym, minutes=minutes)
    return again if reminds else asks, ways_to_answer(voice, check_in)


def ways_to_answer(voice: Voice, check_in: CheckIn) -> Rows:
    """Now, later, not this time, never again. What each means is checked again when it is tapped."""
    offers = (
        ("button_check_in_now", ANSWER),
        ("button_check_in_later", LATER),
        ("button_check_in_not_now", NOT_NOW),
        ("button_check_in_never", NEVER),
    )
    mark = f"{check_in.case_id}-{check_in.id}"
    ways = tuple((Button(voice.say(label), str(MenuToken(command, mark)), answer=True),) for label, command in offers)
    return (*help_row(voice, check_in.case_id), *ways) if check_in.role is Role.COACHEE else ways


def dialog_for(check_in: CheckIn) -> str:
    """The id of the dialog that asks this person in this wave."""
    if check_in.role is Role.COACHEE:
        return _COACHEE_AGAIN if check_in.wave is Wave.MONTHS_6 else _COACHEE
    return _FIRM if check_in.role in (Role.EMPLOYER, Role.COLLEAGUES) else _GUIDE


def minutes_of(role: Role) -> int:
    """How long it takes at most."""
    return _MINUTES.get(role, _MINUTES_OF_GUIDE)
