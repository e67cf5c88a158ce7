"""The commands, each behind a slash and behind a button, and what a person needs to be allowed to use them.

Commands about a case get the membership they are about; everything is checked here, in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.case_commands import case, cases, manage
from bot.casework.belonging import leave, remove, show_members
from bot.casework.creating import create, propose
from bot.casework.framing import frame
from bot.casework.handing_over import hand_over
from bot.casework.inviting import invite
from bot.casework.overseeing import invite_lead, oversee
from bot.casework.phases import phase
from bot.choosing import which_case
from bot.consenting import (
    ask_again,
    ask_consent,
    give_consent,
    has_consent,
    in_other_words,
    refuse_consent,
    withdraw,
)
from bot.course.frame_words import frame_now
from bot.course.hours import working_hours
from bot.course.pictures import pictures
from bot.course.turning_points import turning_points
from bot.exchange import Exchange
from bot.follow_up import (
    agreeing,
    answering,
    helping,
    joining,
    moving,
    own_times,
    phoning,
    postcard,
    schedule_view,
    side_by_side,
)
from bot.follow_up.reminders import answer_ping, later
from bot.goals.asking import ask_others
from bot.goals.card import goal
from bot.goals.checking import check_goal
from bot.goals.ending import complete, end
from bot.goals.overview import goals
from bot.goals.setting import new_goal, reword
from bot.goals.sharing import share
from bot.menu_commands import back_to_question, give_help, greet, language, more
from bot.own_data.clearing import clear_chat
from bot.own_data.disclosure import my_data
from bot.own_data.erasure import erase_me, erase_nothing, preview_erasure
from bot.own_data.overview import data_protection
from bot.personal_data import keep_found, replace_found
from bot.reflecting import act, change_last, remind
from bot.reflection_commands import begin_anew, go_on, topic, topics, visit
from bot.reports.offering import offer_report
from bot.reviews import asking, leading, meeting, planning
from bot.rights import Right, may
from bot.rooms.agenda import agenda
from bot.rooms.releasing import choose, make_private, release_to, show_answer
from bot.rooms.releasing_all import release_all, show_all
from bot.rooms.shared_view import shared
from bot.rooms.team_view import compare, team_view
from dialogs.engine.inputs import Action
from storage.members import Membership
from storage.people import look_at_case

MENU_COMMANDS = (
    "besuch",
    "spaeter",
    "themen",
    "zwischen",
    "faelle",
    "weiter",
    "zurueck",
    "aendern",
    "pause",
    "abbrechen",
    "warum",
    "sprache",
    "datenschutz",
    "meine_daten",
    "loeschen",
    "hilfe",
)


@dataclass(frozen=True, slots=True)
class PlainCommand:
    """Something to do that is about no case. `needs`: a right that any role of the person must have."""

    run: Callable[[Exchange, str], None]
    needs: Right | None = None


@dataclass(frozen=True, slots=True)
class CaseCommand:
    """Something to do in one case, with the right it takes there. Only with consent, unless it says otherwise."""

    run: Callable[[Exchange, Membership, str], None]
    needs: Right
    with_consent: bool = True


Command = PlainCommand | CaseCommand


def _doing(action: Action) -> PlainCommand:
    return PlainCommand(lambda exchange, argument: act(exchange, action))


COMMANDS: Mapping[str, Command] = {
    "start": PlainCommand(greet),
    "besuch": CaseCommand(visit, Right.ANSWER),
    "themen": CaseCommand(topics, Right.ANSWER),
    "thema": CaseCommand(topic, Right.ANSWER),
    "neu": CaseCommand(begin_anew, Right.ANSWER),
    "spaeter": CaseCommand(later, Right.ANSWER),
    "erinnerung": CaseCommand(answer_ping, Right.ANSWER, with_consent=False),
    "zwischen": CaseCommand(leading.review, Right.ANSWER),
    "zwischen_antworten": CaseCommand(leading.answer, Right.ANSWER),
    "zwischen_fragen": CaseCommand(asking.ask, Right.STEER, with_consent=False),
    "zwischen_erinnern": CaseCommand(asking.remind_all, Right.STEER, with_consent=False),
    "zwischenstand": CaseCommand(asking.standing, Right.STEER, with_consent=False),
    "zwischen_vergleich": CaseCommand(meeting.side_by_side, Right.READ_TEAM),
    "zwischen_ergebnis": CaseCommand(leading.conclude, Right.STEER),
    "zwischen_termin": CaseCommand(planning.move, Right.STEER, with_consent=False),
    "ziele": CaseCommand(goals, Right.ANSWER),
    "ziel": CaseCommand(goal, Right.ANSWER),
    "neues_ziel": CaseCommand(new_goal, Right.STEER),
    "umformulieren": CaseCommand(reword, Right.STEER),
    "ergaenzen": CaseCommand(complete, Right.STEER),
    "pruefen": CaseCommand(check_goal, Right.ANSWER),
    "zeigen": CaseCommand(share, Right.STEER),
    "fragen": CaseCommand(ask_others, Right.STEER),
    "beenden": CaseCommand(end, Right.STEER),
    "abschluss": CaseCommand(agreeing.close, Right.STEER),
    "abschluss_vereinbaren": CaseCommand(agreeing.agree, Right.STEER),
    "nachfragen": CaseCommand(schedule_view.schedule, Right.SEE_ROLES, with_consent=False),
    "nachfragen_kalender": CaseCommand(schedule_view.send_calendar, Right.SEE_ROLES, with_consent=False),
    "nachfrage_verschieben": CaseCommand(moving.move, Right.STEER, with_consent=False),
    "nachfrage_absagen": CaseCommand(moving.cancel, Right.STEER, with_consent=False),
    "nachfragen_ja": CaseCommand(answering.say_yes, Right.ANSWER),
    "nachfragen_nein": CaseCommand(joining.decline, Right.ANSWER, with_consent=False),
    "nachfrage_antworten": CaseCommand(answering.answer, Right.ANSWER),
    "nachfrage_spaeter": CaseCommand(answering.later, Right.ANSWER, with_consent=False),
    "nachfrage_nicht": CaseCommand(answering.not_now, Right.ANSWER, with_consent=False),
    "nachfrage_nie": CaseCommand(answering.never, Right.ANSWER, with_consent=False),
    "hilfe_rufen": CaseCommand(helping.call, Right.CALL_FOR_HELP, with_consent=False),
    "uebernehmen": PlainCommand(helping.take, Right.TAKE_CALL),
    "telefon": CaseCommand(phoning.phone, Right.STEER),
    "runde": CaseCommand(side_by_side.side_by_side, Right.READ_TEAM),
    "postkarte": CaseCommand(postcard.hand_out, Right.STEER, with_consent=False),
    "meine_zeiten": CaseCommand(own_times.own_times, Right.ANSWER, with_consent=False),
    "faelle": PlainCommand(cases),
    "fall": CaseCommand(case, Right.SEE_ROLES, with_consent=False),
    "verwalten": CaseCommand(manage, Right.SEE_ROLES, with_consent=False),
    "neuer_fall": PlainCommand(propose, Right.CREATE_CASE),
    "fall_anlegen": PlainCommand(create, Right.CREATE_CASE),
    "einladen": CaseCommand(invite, Right.INVITE, with_consent=False),
    "mitglieder": CaseCommand(show_members, Right.SEE_ROLES, with_consent=False),
    "herausnehmen": CaseCommand(remove, Right.REMOVE_MEMBER, with_consent=False),
    "phase": CaseCommand(phase, Right.STEER, with_consent=False),
    "eckdaten": CaseCommand(frame, Right.STEER, with_consent=False),
    "uebergeben": CaseCommand(hand_over, Right.HAND_OVER, with_consent=False),
    "verlassen": CaseCommand(leave, Right.LEAVE, with_consent=False),
    "bericht": CaseCommand(offer_report, Right.READ_REPORT),
    "stunden": CaseCommand(working_hours, Right.STEER, with_consent=False),
    "rahmenstand": CaseCommand(frame_now, Right.READ_TEAM, with_consent=False),
    "wendepunkt": CaseCommand(turning_points, Right.READ_TEAM),
    "bilder": CaseCommand(pictures, Right.ANSWER),
    "aufsicht": PlainCommand(oversee, Right.OVERSEE),
    "leitung_einladen": PlainCommand(invite_lead, Right.OVERSEE),
    "freigeben": CaseCommand(choose, Right.RELEASE, with_consent=False),
    "freigeben_antwort": CaseCommand(show_answer, Right.RELEASE, with_consent=False),
    "freigeben_an": CaseCommand(release_to, Right.RELEASE),
    "zuruecknehmen": CaseCommand(make_private, Right.RELEASE, with_consent=False),
    "alle_zeigen": CaseCommand(show_all, Right.RELEASE),
    "alle_freigeben": CaseCommand(release_all, Right.RELEASE),
    "teamsicht": CaseCommand(team_view, Right.READ_TEAM),
    "vergleich": CaseCommand(compare, Right.READ_TEAM),
    "tagesordnung": CaseCommand(agenda, Right.READ_TEAM),
    "geteilt": CaseCommand(shared, Right.READ_SHARED, with_consent=False),
    "weiter": PlainCommand(go_on),
    "zurueck": _doing(Action.BACK),
    "aendern": PlainCommand(lambda exchange, argument: change_last(exchange)),
    "pause": _doing(Action.PAUSE),
    "abbrechen": _doing(Action.DISCARD),
    "warum": _doing(Action.EXPLAIN),
    "ueberspringen": _doing(Action.SKIP),
    "passt": _doing(Action.KEEP),
    "fertig": _doing(Action.SELECTION_DONE),
    "ja": _doing(Action.CONFIRM),
    "ersetzen": PlainCommand(replace_found),
    "behalten": PlainCommand(keep_found),
    "einverstanden": CaseCommand(give_consent, Right.ANSWER, with_consent=False),
    "nicht_einverstanden": CaseCommand(refuse_consent, Right.ANSWER, with_consent=False),
    "einwilligung": CaseCommand(ask_again, Right.ANSWER, with_consent=False),
    "andere_worte": CaseCommand(in_other_words, Right.ANSWER, with_consent=False),
    "widerrufen": PlainCommand(withdraw),
    "datenschutz": PlainCommand(data_protection),
    "meine_daten": PlainCommand(my_data),
    "loeschen": PlainCommand(preview_erasure),
    "endgueltig_loeschen": PlainCommand(erase_me),
    "nicht_loeschen": PlainCommand(erase_nothing),
    "chat_leeren": PlainCommand(clear_chat),
    "sprache": PlainCommand(language),
    "mehr": PlainCommand(more),
    "frage": PlainCommand(back_to_question),
    "hilfe": PlainCommand(give_help),
    "help": PlainCommand(give_help),
}


def carry_out(exchange: Exchange, name: str, argument: str) -> None:
    """Does what a command or button asks for, if the person may. `name` must be one of COMMANDS."""
    match COMMANDS[name]:
        case PlainCommand(run, needs):
            if needs is None or exchange.may_anywhere(needs):
                run(exchange, argument)
            else:
                remind(exchange, "hint_not_allowed")
        case CaseCommand(run, needs, with_consent):
            number, _, rest = argument.partition("-")
            membership = _membership_for(exchange, name, number, needs)
            if membership is None:
                return
            look_at_case(exchange.connection, exchange.person.id, membership.case.id)
            if with_consent and not has_consent(exchange, membership):
                ask_consent(exchange, membership, f"{name}-{rest}")
                return
            run(exchange, membership, rest)
            wanted, _, more = rest.partition("-")
            if name == "einverstanden" and wanted in COMMANDS:
                carry_out(exchange, wanted, f"{number or membership.case.id}-{more}")


def _membership_for(exchange: Exchange, command: str, number: str, needs: Right) -> Membership | None:
    """The case that is meant: the one named, the only one possible, or None after the person was asked or told."""
    memberships = exchange.memberships()
    fitting = [found for found in memberships if may(found.role, needs)]
    if number:
        named = next((found for found in memberships if str(found.case.id) == number), None)
        if named is None:
            remind(exchange, "hint_old_button")
        elif named not in fitting:
            remind(exchange, "hint_not_allowed")
        return named if named in fitting else None
    if len(fitting) > 1:
        which_case(exchange, command, fitting)
    elif memberships and not fitting:
        remind(exchange, "hint_not_allowed")
    elif not memberships:
        exchange.menu(exchange.voice.say("no_case"))
    return fitting[0] if len(fitting) == 1 else None
