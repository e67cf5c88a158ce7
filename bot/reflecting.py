"""Leading a person through a dialog: begin, answer, pause, go on. Each call is one step inside one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.consenting import ask_consent, has_consent
from bot.exchange import Exchange, subject_of
from bot.messages import Outgoing, Rows
from bot.rendering import Scene, chosen_text, render
from bot.rights import Right, may
from bot.tokens import TurnToken, read_token
from dialogs.catalogue.build import LONGEST_BUTTON
from dialogs.engine.advance import advance, begin
from dialogs.engine.asking import Turn, current_step, repeat
from dialogs.engine.events import Answered, Discarded, FellAway, Refused
from dialogs.engine.filling import filled
from dialogs.engine.inputs import Action, Input, Tap, Write
from dialogs.engine.model import Dialog, QuestionKind
from dialogs.engine.state import Answer, Mode, State, Status
from storage.answers import Revision, record_revisions, remove_answers
from storage.audit import AuditEvent
from storage.conversations import (
    Conversation,
    begin_conversation,
    find_conversation,
    last_finished,
    paused_conversations,
    running_conversation,
    save_state,
    times_begun,
)
from storage.goals import Goal
from storage.members import Membership

MOST_RESTING = 20
_ENDED = {
    Status.FINISHED: AuditEvent.REFLECTION_FINISHED,
    Status.DISCARDED: AuditEvent.REFLECTION_DISCARDED,
}


def start(
    exchange: Exchange,
    dialog: Dialog,
    membership: Membership,
    goal: Goal | None = None,
    review_id: int | None = None,
    check_in_id: int | None = None,
) -> None:
    """Begins a dialog, maybe about a goal, a review or a check-in. Whatever was running rests from now on."""
    if len(paused_conversations(exchange.connection, exchange.person.id)) >= MOST_RESTING:
        exchange.menu(exchange.voice.say("too_many_resting", count=MOST_RESTING))
        return
    before = rest_running(exchange)
    rotation = times_begun(exchange.connection, exchange.person.id, dialog.id)
    about = exchange.about_case(dialog, membership.case.id, membership.role)
    about = about if goal is None else filled(dialog, subject_of(goal))
    turn = begin(about, membership.role, rotation, exchange.context)
    conversation_id = begin_conversation(
        exchange.connection,
        exchange.person.id,
        membership.case.id,
        dialog.id,
        dialog.content_hash,
        turn.state,
        exchange.now,
        None if goal is None else goal.id,
        review_id,
        check_in_id,
    )
    voice = exchange.voice
    title, opening = dialog.title[voice.register], dialog.opening[voice.register]
    opened = voice.say("opening", title=title, case=membership.case.pseudonym, opening=opening)
    scene = Scene(voice, about, conversation_id, turn.state, exchange.context, membership.case.pseudonym)
    exchange.log(AuditEvent.REFLECTION_BEGUN, case=membership.case.id, dialog=dialog.id)
    exchange.replies += render(scene, turn.events, "\n\n".join(filter(None, [before, opened])))


def write(exchange: Exchange, text: str) -> None:
    """Takes what was written as the answer to the question that is open."""
    conversation = running_conversation(exchange.connection, exchange.person.id)
    if conversation is None:
        exchange.menu(exchange.voice.say("nothing_open"))
    else:
        _step(exchange, conversation, _label_typed(exchange, conversation, text) or Write(text))


def takes_free_text(exchange: Exchange, text: str) -> Conversation | None:
    """The running conversation if it would keep `text` as it is; None if there is none or a choice is asked for."""
    conversation = running_conversation(exchange.connection, exchange.person.id)
    if conversation is None or conversation.state.mode not in (Mode.ASKING, Mode.PROBING, Mode.CONTINUING):
        return None
    dialog = exchange.dialog_of(conversation)
    step = current_step(dialog, conversation.state, exchange.context)
    free = step is not None and dialog.steps[step].kind is QuestionKind.TEXT
    return conversation if free and _label_typed(exchange, conversation, text) is None else None


def act(exchange: Exchange, action: Action) -> None:
    """Does what a command asks for in the running conversation."""
    conversation = running_conversation(exchange.connection, exchange.person.id)
    if conversation is None:
        exchange.menu(exchange.voice.say("nothing_running"))
    else:
        _step(exchange, conversation, Tap(action))


def tap(exchange: Exchange, token: TurnToken) -> None:
    """Does what a button under a question asks for, if it belongs to what is asked now."""
    conversation = find_conversation(exchange.connection, token.conversation, exchange.person.id)
    if conversation is None or conversation.state.status in (Status.FINISHED, Status.DISCARDED):
        remind(exchange, "hint_closed")
    elif conversation.state.turn != token.turn:
        remind(exchange, "hint_old_button")
    elif conversation.state.status is Status.RUNNING or _may_go_on(exchange, conversation):
        paused = conversation.state.status is Status.PAUSED
        before = rest_running(exchange) if paused else None
        _step(exchange, conversation, token.tap, before or "")


def remind(exchange: Exchange, hint: str) -> None:
    """Says why something was no use and shows what is open. Says nothing if it was said a moment ago."""
    text = exchange.hint(hint)
    if text is not None:
        show_open(exchange, text)


def show_open(exchange: Exchange, before: str) -> None:
    """The open question once more, or the menu if there is none."""
    conversation = running_conversation(exchange.connection, exchange.person.id)
    if conversation is None:
        exchange.menu(before)
        return
    dialog = exchange.dialog_of(conversation)
    events = repeat(dialog, conversation.state, exchange.context)
    exchange.replies += render(_scene(exchange, conversation, dialog, conversation.state), events, before)


def resume(exchange: Exchange, conversation: Conversation) -> None:
    """Goes on with a resting conversation, after a reminder of what it is about."""
    if not _may_go_on(exchange, conversation):
        return
    before = rest_running(exchange, except_for=conversation.id)
    dialog = exchange.dialog_of(conversation)
    title = dialog.title[exchange.voice.register]
    again = exchange.voice.say("resumed", title=title, case=conversation.case_pseudonym)
    _step(exchange, conversation, Tap(Action.REPEAT), "\n\n".join(filter(None, [before, again])))


def change_last(exchange: Exchange) -> None:
    """Changes an answer: of the running conversation, or of the one finished last."""
    conversation = running_conversation(exchange.connection, exchange.person.id)
    if conversation is None and not paused_conversations(exchange.connection, exchange.person.id):
        finished = last_finished(exchange.connection, exchange.person.id)
        if finished is not None and not _may_go_on(exchange, finished):
            return
        if finished is not None:
            reopened = replace(finished.state, status=Status.RUNNING, mode=Mode.REVIEWING)
            conversation = replace(finished, state=reopened)
    if conversation is None:
        exchange.menu(exchange.voice.say("nothing_running"))
    else:
        _step(exchange, conversation, Tap(Action.CHANGE))


def reopen(exchange: Exchange, conversation: Conversation, anew: Collection[str]) -> None:
    """Opens a completed conversation again and asks the steps `anew`; whatever was running rests from now on."""
    before = rest_running(exchange)
    state = conversation.state
    kept = {name: answer for name, answer in state.answers.items() if name not in anew}
    asking = replace(state, status=Status.RUNNING, mode=Mode.ASKING, answers=kept, focus=None, turn=state.turn + 1)
    save_state(exchange.connection, conversation, asking, exchange.now)
    _step(exchange, replace(conversation, state=asking), Tap(Action.REPEAT), before or "")


def rest_running(exchange: Exchange, except_for: int | None = None) -> str | None:
    """Lets the running conversation rest and says so; None if there was none."""
    conversation = running_conversation(exchange.connection, exchange.person.id)
    if conversation is None or conversation.id == except_for:
        return None
    paused = replace(conversation.state, status=Status.PAUSED)
    save_state(exchange.connection, conversation, paused, exchange.now)
    dialog = exchange.dialog_of(conversation)
    title = dialog.title[exchange.voice.register]
    return exchange.voice.say("put_to_rest", title=title, case=conversation.case_pseudonym)


def _may_go_on(exchange: Exchange, conversation: Conversation) -> bool:
    """Whether the person still belongs to the case and still consents; says so if not."""
    membership = exchange.membership(conversation.case_id)
    if membership is None:
        exchange.menu(exchange.voice.say("case_left", case=conversation.case_pseudonym))
    elif not has_consent(exchange, membership):
        ask_consent(exchange, membership)
    else:
        return True
    return False


def _step(exchange: Exchange, conversation: Conversation, given: Input, before: str = "") -> None:
    dialog = exchange.dialog_of(conversation)
    turn = advance(dialog, conversation.state, given, exchange.context)
    if turn.state != conversation.state:
        save_state(exchange.connection, conversation, turn.state, exchange.now)
    _record(exchange, conversation, dialog, turn)
    scene = _scene(exchange, conversation, dialog, turn.state)
    events = turn.events
    if any(isinstance(event, Refused) for event in events):
        events = (*events, *repeat(dialog, turn.state, exchange.context))
    messages = render(scene, events, before)
    ended = _ENDED.get(turn.state.status)
    if ended is not None:
        exchange.log(ended, case=conversation.case_id, dialog=dialog.id)
    if turn.state.status is Status.FINISHED and conversation.state.status is not Status.FINISHED:
        exchange.finished = replace(conversation, state=turn.state)
    if turn.state.status in (Status.FINISHED, Status.DISCARDED):
        offer = _release_offer(exchange, conversation, turn.state)
        ways = (*offer, *exchange.ways_on(), *exchange.clearing())
        messages = [replace(message, rows=ways) for message in messages]
    if isinstance(given, Tap) and given.action in (Action.SELECT, Action.UNSELECT) and _tapped(exchange):
        messages = [replace(message, edits=exchange.incoming.message) for message in messages]
    exchange.replies += messages
    if isinstance(given, Tap) and turn.state.turn != conversation.state.turn and _tapped(exchange):
        exchange.replies.append(_settled(exchange, conversation, dialog, given))


def _release_offer(exchange: Exchange, conversation: Conversation, state: State) -> Rows:
    """A way to release something of what was completed, if there is anything."""
    answered = any(answer.value is not None for answer in state.answers.values())
    if state.status is not Status.FINISHED or not answered or not may(state.role, Right.RELEASE):
        return ()
    mark = f"{conversation.case_id}-{conversation.id}"
    return ((exchange.button("button_release_some", "freigeben", mark),),)


def _label_typed(exchange: Exchange, conversation: Conversation, text: str) -> Tap | None:
    """The action of the button whose label was typed instead of tapped, if that button is there now."""
    typed = text.strip().casefold()
    if len(typed) > LONGEST_BUTTON:
        return None
    dialog = exchange.dialog_of(conversation)
    scene = _scene(exchange, conversation, dialog, conversation.state)
    for message in render(scene, repeat(dialog, conversation.state, exchange.context)):
        for button in (button for row in message.rows for button in row):
            token = read_token(button.token)
            if button.command and button.label.casefold() == typed and isinstance(token, TurnToken):
                return token.tap
    return None


def _tapped(exchange: Exchange) -> bool:
    return exchange.incoming.message is not None


def _settled(exchange: Exchange, conversation: Conversation, dialog: Dialog, tapped: Tap) -> Outgoing:
    """Takes the buttons off the message that was tapped; under a choice it leaves what was chosen."""
    text = ""
    step = current_step(dialog, conversation.state, exchange.context)
    scene = _scene(exchange, conversation, dialog, conversation.state)
    if step is not None and tapped.action is Action.CHOOSE and conversation.state.mode is Mode.ASKING:
        value: str | int = tapped.argument
        if dialog.steps[step].bounds is not None:
            value = int(tapped.argument)
        text = chosen_text(scene, step, exchange.voice.answer(dialog.steps[step], Answer(value)))
    return Outgoing(text, edits=exchange.incoming.message)


def _record(exchange: Exchange, conversation: Conversation, dialog: Dialog, turn: Turn) -> None:
    voice, state = exchange.voice, turn.state
    revisions = []
    for event in turn.events:
        if isinstance(event, Answered | FellAway):
            step = dialog.steps[event.step]
            fell_away = isinstance(event, FellAway)
            answer = event.answer if isinstance(event, Answered) else Answer(None)
            words = "" if fell_away else voice.answer(step, answer)
            question = step.question_in(voice.register, state.rotation)
            revisions.append(Revision(event.step, answer, question, words, fell_away))
        elif isinstance(event, Discarded):
            remove_answers(exchange.connection, conversation.id)
            emptied = State(role=state.role, turn=state.turn, status=state.status)
            save_state(exchange.connection, conversation, emptied, exchange.now)
    record_revisions(exchange.connection, conversation, voice.register, revisions, exchange.now)


def _scene(exchange: Exchange, conversation: Conversation, dialog: Dialog, state: State) -> Scene:
    return Scene(exchange.voice, dialog, conversation.id, state, exchange.context, conversation.case_pseudonym)
