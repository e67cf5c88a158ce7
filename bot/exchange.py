"""One input of one known person: what is at hand while it is handled, and the replies collected on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from bot.content import Content
from bot.follow_up.subject import AFTER_THE_END, subject_after_the_end
from bot.goals.seeing import sees
from bot.messages import Attachment, Button, Incoming, Outgoing, Rows
from bot.office import Office
from bot.rendering import MENU, menu_rows
from bot.rights import Right, may
from bot.telling import tell
from bot.tokens import MenuToken
from bot.wording import Voice, isolated
from dialogs.engine.asking import Context
from dialogs.engine.filling import Subject, filled
from dialogs.engine.model import Dialog, DialogKind, Register, Role
from storage.audit import AuditEvent, record
from storage.chat_messages import has_chat_messages
from storage.conversations import Conversation, paused_conversations
from storage.goals import Goal, find_goal
from storage.members import Membership, duties_of, memberships_of
from storage.people import Person, await_text, remember_hint

QUIET_AFTER_HINT = timedelta(seconds=5)


@dataclass(slots=True)
class Exchange:
    """Lives for one transaction. `now` is local time of the installation.

    `finished` is the conversation that was completed by this input; see `bot.following_up`.
    """

    connection: Connection
    office: Office
    person: Person
    incoming: Incoming
    now: datetime
    replies: list[Outgoing] = field(default_factory=list)
    finished: Conversation | None = None

    @property
    def content(self) -> Content:
        return self.office.content

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def voice(self) -> Voice:
        return self.office.voice(self.person.register)

    @property
    def context(self) -> Context:
        return Context(self.today, self.content.catalogue.vocabulary)

    def dialog_of(self, conversation: Conversation) -> Dialog:
        """The version a conversation began with, about the goal it is about; its words only for who sees it still."""
        dialog = self.content.version(conversation.content_hash)
        goal = None if conversation.goal_id is None else find_goal(self.connection, conversation.goal_id)
        if goal is not None and not sees(conversation.state.role, goal):
            return filled(dialog, Subject({"ziel": self.voice.say("goal_out_of_sight")}, {}))
        if goal is not None:
            return filled(dialog, subject_of(goal))
        return self.about_case(dialog, conversation.case_id, conversation.state.role)

    def about_case(self, dialog: Dialog, case_id: int, role: Role) -> Dialog:
        """A dialog without a goal of its own; after the end it is about what was agreed in the case."""
        if dialog.kind not in AFTER_THE_END:
            return dialog
        return filled(dialog, subject_after_the_end(self.connection, self.voice, case_id, role))

    def speak(self, register: Register) -> None:
        """From now on in this register."""
        self.person = replace(self.person, register=register)

    def memberships(self) -> list[Membership]:
        return memberships_of(self.connection, self.person.id)

    def membership(self, case_id: int | None) -> Membership | None:
        return next((found for found in self.memberships() if found.case.id == case_id), None)

    def duties(self) -> set[Role]:
        """The roles of the person in the installation."""
        return duties_of(self.connection, self.person.id)

    def may_anywhere(self, right: Right) -> bool:
        """Whether any role of the person has this right."""
        roles = {found.role for found in self.memberships()} | self.duties()
        return any(may(role, right) for role in roles)

    def await_text(self, awaiting: str | None, keys: tuple[str, ...] = ()) -> None:
        """From now on the next text is taken for this; None for the answer to the open question.

        What quotes an answer needs the `keys` of its conversation.
        """
        if awaiting != self.person.awaiting:
            await_text(self.connection, self.person, awaiting, keys)
            self.person = replace(self.person, awaiting=awaiting)

    def log(self, event: AuditEvent, case: int | None = None, subject: int | None = None, **details: str | int) -> None:
        """Writes down what the person did; never what anything says."""
        record(self.connection, event, self.now, actor=self.person.id, case=case, subject=subject, **details)

    def say(self, key: str, rows: Rows = (), **values: object) -> None:
        """Replies with one of the shared texts."""
        self.replies.append(Outgoing(self.voice.say(key, **values), rows))

    def send(self, attachment: Attachment, caption: str = "", rows: Rows = ()) -> None:
        """Replies with a document or picture."""
        self.replies.append(Outgoing(caption, rows, attachment=attachment))

    def tell(self, person_id: int, word: Callable[[Voice], str], offer: Callable[[Voice], Rows] | None = None) -> bool:
        """Sends something to another person; see `bot.telling`. False if she cannot be reached."""
        return tell(self.connection, self.office, person_id, word, offer, self.now)

    def hint(self, key: str) -> str | None:
        """The text of a hint, or None if the person got the same one a moment ago (an album, a shaky finger)."""
        person = self.person
        if person.last_hint == key and person.last_hint_at and self.now - person.last_hint_at < QUIET_AFTER_HINT:
            return None
        remember_hint(self.connection, person.id, key, self.now)
        return self.voice.say(key)

    def menu(self, text: str) -> None:
        """Replies with the ways on."""
        self.replies.append(Outgoing(text, self.ways_on()))

    def ways_on(self) -> Rows:
        """The buttons of the main menu: help for a coachee, then a resting reflection, then the rest."""
        first = None
        if paused_conversations(self.connection, self.person.id):
            resume = self.voice.say("button_resume")
            first = Button(resume, str(MenuToken("weiter")), answer=True, command="weiter")
        return (*self.calling_for_help(), *menu_rows(self.voice, first, self._offers()))

    def _offers(self) -> list[str]:
        """What of the main menu there is for the roles of the person: only what holds questions for one of them."""
        roles = {found.role for found in self.memberships()}
        kinds = {
            "besuch": DialogKind.VISIT,
            "themen": DialogKind.TOPIC,
            "zwischen": DialogKind.INTERIM_REVIEW,
        }
        return [
            name for name in MENU if name not in kinds or any(self.content.of_kind(kinds[name], role) for role in roles)
        ]

    def calling_for_help(self) -> Rows:
        """The button of whoever may call for help in one of her cases; first in every menu."""
        may_call = any(may(found.role, Right.CALL_FOR_HELP) for found in self.memberships())
        return ((self.button("menu_hilfe_rufen", "hilfe_rufen"),),) if may_call else ()

    def clearing(self) -> Rows:
        """A button that clears the chat, where there are messages that the network lets the bot delete."""
        if not has_chat_messages(self.connection, self.incoming.channel, self.incoming.address, self.now):
            return ()
        return ((self.button("button_clear_chat", "chat_leeren"),),)

    def button(self, text: str, command: str, argument: str | int = "", **words: object) -> Button:
        """A button that leads to a command; `text` is the key of its label, `words` fill it in."""
        return Button(self.voice.say(text, **words), str(MenuToken(command, str(argument))), answer=True)


def subject_of(goal: Goal) -> Subject:
    """A goal as dialogs ask about it: in its own words, with the words behind its numbers."""
    return Subject({"ziel": isolated(goal.text)}, {value: isolated(words) for value, words in goal.anchors.items()})
