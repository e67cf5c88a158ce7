"""The commands, each behind a slash and behind a button. All of them work at any moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.choosing import begin_kind, begin_or_ask, case_for, offer_topics
from bot.exchange import Exchange
from bot.keyboards import in_rows
from bot.messages import Button
from bot.reflecting import act, change_last, remind, resume, show_open, start
from bot.rendering import phase_name
from bot.tokens import MenuToken
from dialogs.engine.inputs import Action
from dialogs.engine.model import Dialog, DialogKind, Phase, Register
from storage.cases import Membership, set_phase
from storage.conversations import Conversation, paused_conversations, running_conversation
from storage.people import set_register

CASE_PHASES = (Phase.INITIATION, Phase.SHAPING)
MENU_COMMANDS = (
    "besuch",
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
    "hilfe",
)
Command = Callable[[Exchange, str], None]


def visit(exchange: Exchange, argument: str) -> None:
    membership = case_for(exchange, "besuch", argument)
    if membership is not None:
        begin_kind(exchange, membership, DialogKind.VISIT)


def interim_review(exchange: Exchange, argument: str) -> None:
    membership = case_for(exchange, "zwischen", argument)
    if membership is not None:
        begin_kind(exchange, membership, DialogKind.INTERIM_REVIEW)


def topics(exchange: Exchange, argument: str) -> None:
    membership = case_for(exchange, "themen", argument)
    if membership is not None:
        offer_topics(exchange, membership, membership.case.phase)


def topics_of_phase(exchange: Exchange, argument: str) -> None:
    membership, phase = _membership_and(exchange, argument)
    if membership is None or phase not in list(Phase):
        remind(exchange, "hint_old_button")
    else:
        offer_topics(exchange, membership, Phase(phase))


def topic(exchange: Exchange, argument: str) -> None:
    membership, dialog = _membership_and_dialog(exchange, argument)
    if membership is not None and dialog is not None:
        begin_or_ask(exchange, dialog, membership)


def begin_anew(exchange: Exchange, argument: str) -> None:
    membership, dialog = _membership_and_dialog(exchange, argument)
    if membership is not None and dialog is not None:
        start(exchange, dialog, membership)


def cases(exchange: Exchange, argument: str) -> None:
    voice = exchange.voice
    memberships = exchange.memberships()
    if not memberships:
        exchange.menu(voice.say("no_case"))
        return
    lines = [
        voice.say(
            "case_line",
            case=found.case.pseudonym,
            phase=phase_name(voice, found.case.phase),
            role=voice.say(f"role_{found.role}"),
        )
        for found in memberships
    ]
    buttons = [
        Button(found.case.pseudonym, str(MenuToken("fall", str(found.case.id))), answer=True) for found in memberships
    ]
    exchange.say("cases", in_rows(buttons), lines="\n".join(lines), count=len(lines))


def case(exchange: Exchange, argument: str) -> None:
    membership = case_for(exchange, "fall", argument)
    if membership is None:
        return
    voice, case_id = exchange.voice, membership.case.id
    offers = [
        Button(voice.say(f"menu_{name}"), str(MenuToken(name, str(case_id))), answer=True)
        for name in ("besuch", "themen", "zwischen")
    ]
    for phase in CASE_PHASES:
        if phase is not membership.case.phase:
            label = voice.say("button_phase", phase=phase_name(voice, phase))
            offers.append(Button(label, str(MenuToken("phase", f"{case_id}-{phase}")), answer=True))
    phase_now = phase_name(voice, membership.case.phase)
    exchange.say("case", tuple((offer,) for offer in offers), case=membership.case.pseudonym, phase=phase_now)


def change_phase(exchange: Exchange, argument: str) -> None:
    membership, phase = _membership_and(exchange, argument)
    if membership is None or phase not in CASE_PHASES:
        remind(exchange, "hint_old_button")
        return
    set_phase(exchange.connection, membership.case.id, Phase(phase))
    changed = exchange.membership(membership.case.id)
    assert changed is not None, "the membership was there a moment ago"
    name = phase_name(exchange.voice, changed.case.phase)
    exchange.say("phase_changed", case=changed.case.pseudonym, phase=name)
    offer_topics(exchange, changed, changed.case.phase)


def go_on(exchange: Exchange, argument: str) -> None:
    resting = paused_conversations(exchange.connection, exchange.person.id)
    named = next((found for found in resting if str(found.id) == argument), None)
    running = running_conversation(exchange.connection, exchange.person.id)
    if named is not None:
        resume(exchange, named)
    elif running is not None:
        resume(exchange, running)
    elif len(resting) == 1:
        resume(exchange, resting[0])
    elif resting:
        buttons = [_resting_button(exchange, found) for found in resting[:8]]
        exchange.say("which_to_resume", tuple((button,) for button in buttons))
    else:
        exchange.menu(exchange.voice.say("nothing_resting"))


def language(exchange: Exchange, argument: str) -> None:
    if argument in list(Register):
        register = Register(argument)
        set_register(exchange.connection, exchange.person.id, register)
        exchange.speak(register)
        show_open(exchange, exchange.voice.say("register_chosen"))
        return
    voice = exchange.voice
    buttons = [Button(voice.say(f"register_{name}"), str(MenuToken("sprache", name)), answer=True) for name in Register]
    exchange.say("register_offered", tuple((button,) for button in buttons))


def more(exchange: Exchange, argument: str) -> None:
    voice = exchange.voice
    names = ("aendern", "sprache", "hilfe", "themen", "abbrechen")
    offers = [Button(voice.say(f"menu_{name}"), str(MenuToken(name)), answer=True, command=name) for name in names]
    if running_conversation(exchange.connection, exchange.person.id) is not None:
        offers.append(Button(voice.say("button_to_the_question"), str(MenuToken("frage")), answer=True))
    exchange.say("more", tuple((offer,) for offer in offers))


def give_help(exchange: Exchange, argument: str) -> None:
    exchange.say("help")
    show_open(exchange, exchange.voice.say("help_goes_on"))


def greet(exchange: Exchange, argument: str) -> None:
    exchange.menu(exchange.voice.say("greeting", name=exchange.person.name))


def _doing(action: Action) -> Command:
    return lambda exchange, argument: act(exchange, action)


COMMANDS: Mapping[str, Command] = {
    "start": greet,
    "besuch": visit,
    "themen": topics,
    "thema": topic,
    "phase_zeigen": topics_of_phase,
    "neu": begin_anew,
    "zwischen": interim_review,
    "faelle": cases,
    "fall": case,
    "phase": change_phase,
    "weiter": go_on,
    "zurueck": _doing(Action.BACK),
    "aendern": lambda exchange, argument: change_last(exchange),
    "pause": _doing(Action.PAUSE),
    "abbrechen": _doing(Action.DISCARD),
    "warum": _doing(Action.EXPLAIN),
    "ueberspringen": _doing(Action.SKIP),
    "passt": _doing(Action.KEEP),
    "fertig": _doing(Action.SELECTION_DONE),
    "ja": _doing(Action.CONFIRM),
    "sprache": language,
    "mehr": more,
    "frage": lambda exchange, argument: show_open(exchange, exchange.voice.say("help_goes_on")),
    "hilfe": give_help,
    "help": give_help,
}


def _resting_button(exchange: Exchange, conversation: Conversation) -> Button:
    dialog = exchange.content.version(conversation.content_hash)
    label = f"{dialog.title[exchange.voice.register]} · {conversation.case_pseudonym}"
    return Button(label, str(MenuToken("weiter", str(conversation.id))), answer=True)


def _membership_and(exchange: Exchange, argument: str) -> tuple[Membership | None, str]:
    case_id, _, rest = argument.partition("-")
    return exchange.membership(int(case_id) if case_id.isdecimal() else None), rest


def _membership_and_dialog(exchange: Exchange, argument: str) -> tuple[Membership | None, Dialog | None]:
    membership, dialog_id = _membership_and(exchange, argument)
    dialog = exchange.content.dialog(dialog_id)
    if membership is None or dialog is None or membership.role not in dialog.roles:
        remind(exchange, "hint_old_button")
        return None, None
    return membership, dialog
