"""Releasing all answers of a reflection to the team at once, after every text was shown in full."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from bot.exchange import Exchange
from bot.messages import Outgoing
from bot.reflecting import remind
from bot.rooms.labels import in_parts, name_of_step, number_in, title_of
from bot.rooms.pieces import own_reflection
from bot.rooms.readers import readers
from bot.rooms.releasing import release_one
from bot.wording import isolated
from storage.members import Membership
from storage.releases import Room, Statement


def show_all(exchange: Exchange, membership: Membership, rest: str) -> None:
    """All texts the team does not read yet, in order, then who will read them, and the question."""
    _preview(exchange, membership, number_in(rest))


def release_all(exchange: Exchange, membership: Membership, rest: str) -> None:
    """Releases the very texts that were shown; if any was added or changed since, they are shown again."""
    number, _, shown = rest.partition("-")
    reflection = own_reflection(exchange, membership.case.id, number_in(number))
    if reflection is not None and reflection.not_in_team and mark_of(reflection.not_in_team) != shown:
        _preview(exchange, membership, reflection.conversation_id, exchange.voice.say("release_changed_all"))
        return
    if reflection is None or not reflection.not_in_team:
        _preview(exchange, membership, number_in(number))
        return
    for statement in reflection.not_in_team:
        release_one(exchange, membership, statement, Room.TEAM)
    mark = f"{membership.case.id}-{reflection.conversation_id}"
    rows = ((exchange.button("button_back_to_answers", "freigeben", mark),),)
    exchange.say("release_all_done", rows, count=len(reflection.not_in_team))


def mark_of(statements: Sequence[Statement]) -> str:
    """A short mark of these very revisions: another text in another room has another mark."""
    numbers = ",".join(str(statement.answer_id) for statement in statements)
    return sha256(numbers.encode()).hexdigest()[:8]


def _preview(exchange: Exchange, membership: Membership, number: int | None, before: str = "") -> None:
    reflection = own_reflection(exchange, membership.case.id, number)
    if reflection is None:
        remind(exchange, "hint_old_button")
        return
    mark = f"{membership.case.id}-{reflection.conversation_id}"
    back = exchange.button("button_back_to_answers", "freigeben", mark)
    going = reflection.not_in_team
    if not going:
        exchange.say("release_all_nothing", ((back,),))
        return
    voice = exchange.voice
    texts = [
        voice.say(
            "release_all_answer", name=name_of_step(exchange, one), question=one.question, text=isolated(one.text)
        )
        for one in going
    ]
    heading = voice.say("release_all", title=title_of(exchange, reflection.first))
    shown = "\n\n".join(filter(None, [before, heading, *texts]))
    exchange.replies += [Outgoing(part) for part in in_parts(shown)]
    count = len(going)
    yes = exchange.button("button_release_all_yes", "alle_freigeben", f"{mark}-{mark_of(going)}", count=count)
    team = readers(exchange, membership.case.id, Room.TEAM)
    exchange.say("release_all_confirm", ((yes,), (back,)), count=count, team=team)
