"""Finding the case and the dialog somebody means before a reflection begins."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.keyboards import in_rows
from bot.messages import Button, Outgoing
from bot.reflecting import remind, resume, start
from bot.reviews.dates import to_answer, to_conclude
from bot.tokens import MenuToken
from dialogs.engine.model import TOPIC_PHASES, Dialog, DialogKind, Phase
from storage.conversations import (
    Conversation,
    finished_dialogs,
    is_newest,
    paused_conversations,
    running_conversation,
)
from storage.members import Membership
from storage.reviews import belong_to_review, reviews_of

# Which topics are offered first in a phase: an analysis looks at the firm from within, as the second phase does.
TOPICS_IN = {
    Phase.INITIATION: Phase.INITIATION,
    Phase.ANALYSIS: Phase.SHAPING,
    Phase.SHAPING: Phase.SHAPING,
    Phase.SUSTAINABILITY: Phase.TEAM,
    Phase.CLOSED: Phase.TEAM,
}


def which_case(exchange: Exchange, command: str, memberships: list[Membership]) -> None:
    """Asks which of the cases `command` is about."""
    buttons = [
        Button(found.case.pseudonym, str(MenuToken(command, str(found.case.id))), answer=True) for found in memberships
    ]
    exchange.say("which_case", in_rows(buttons))


def offer_topics(exchange: Exchange, membership: Membership, named: Phase | None = None) -> None:
    """The topics of a phase to choose from, with a mark at those reflected on before."""
    voice, case = exchange.voice, membership.case
    phase = named or TOPICS_IN[case.phase]
    done = finished_dialogs(exchange.connection, exchange.person.id, case.id)
    rows: list[tuple[Button, ...]] = []
    for dialog in exchange.content.topics(phase, membership.role):
        label = f"{dialog.title[voice.register]}{' ✓' if dialog.id in done else ''}"
        rows.append((Button(label, str(MenuToken("thema", f"{case.id}-{dialog.id}")), answer=True),))
    if not rows:
        exchange.menu(voice.say("not_for_role"))
        return
    for other in TOPIC_PHASES:
        if other is not phase:
            label = voice.say("topics_of", phase=voice.phase(other))
            rows.append((Button(label, str(MenuToken("themen", f"{case.id}-{other}")), answer=True),))
    key = "topics" if named is None else "topics_other"
    text = voice.say(key, case=case.pseudonym, phase=voice.phase(case.phase if named is None else phase))
    exchange.replies.append(Outgoing(text, tuple(rows)))


def begin_kind(exchange: Exchange, membership: Membership, kind: DialogKind) -> None:
    """Begins the dialog of this kind that the person's role is meant for."""
    dialogs = exchange.content.of_kind(kind, membership.role)
    if dialogs:
        begin_or_ask(exchange, dialogs[0], membership)
    else:
        exchange.menu(exchange.voice.say("not_for_role"))


def begin_or_ask(exchange: Exchange, dialog: Dialog, membership: Membership) -> None:
    """Begins a dialog, unless the person is in the middle of it or has left it unfinished."""

    review_id = review_of(exchange, dialog, membership)

    def same(found: Conversation) -> bool:
        """What was begun for no review in particular counts for the one that is asked now."""
        about = (found.dialog_id, found.case_id) == (dialog.id, membership.case.id)
        return about and found.review_id in (None, review_id)

    running = running_conversation(exchange.connection, exchange.person.id)
    resting = paused_conversations(exchange.connection, exchange.person.id)
    in_the_middle = running is not None and same(running)
    unfinished = running if in_the_middle else next(filter(same, resting), None)
    if unfinished is not None and unfinished.review_id is None and review_id is not None:
        belong_to_review(exchange.connection, unfinished.id, review_id)
    if in_the_middle:
        remind(exchange, "hint_in_the_middle")
        return
    if unfinished is None or not is_newest(exchange.connection, unfinished):
        start(exchange, dialog, membership, review_id=review_id)
        return
    if not unfinished.state.answers:
        resume(exchange, unfinished)
        return
    voice = exchange.voice
    go_on = Button(voice.say("button_resume"), str(MenuToken("weiter", str(unfinished.id))), answer=True)
    anew = Button(
        voice.say("button_begin_anew"), str(MenuToken("neu", f"{membership.case.id}-{dialog.id}")), answer=True
    )
    begun_on = voice.day(unfinished.changed_at.astimezone(exchange.now.tzinfo).date())
    exchange.say("unfinished", ((go_on,), (anew,)), title=dialog.title[voice.register], day=begun_on)


def review_of(exchange: Exchange, dialog: Dialog, membership: Membership) -> int | None:
    """The interim review that a dialog begun now belongs to, if it is one about reviews."""
    if dialog.kind not in (DialogKind.INTERIM_REVIEW, DialogKind.RESULT):
        return None
    reviews = reviews_of(exchange.connection, membership.case.id)
    choose = to_answer if dialog.kind is DialogKind.INTERIM_REVIEW else to_conclude
    found = choose(reviews, exchange.today)
    return None if found is None else found.id
