"""What professionals shared with the coachee, one thing at a time, with who shared it and when."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.reflecting import remind
from bot.rooms.labels import day_of, name_of_step, number_in, send_long
from bot.rooms.reading import names_of_authors, note_reading
from bot.wording import isolated
from storage.members import Membership
from storage.releases import Room, released_statements


def shared(exchange: Exchange, membership: Membership, rest: str) -> None:
    """What was shared last, or the answer that is named; from there on to what was shared before."""
    case_id = membership.case.id
    found = sorted(
        released_statements(exchange.connection, case_id, (Room.COACHEE,)),
        key=lambda one: (one.released_at, one.answer_id),
        reverse=True,
    )
    if not found and not rest:
        exchange.menu(exchange.voice.say("shared_nothing"))
        return
    number = number_in(rest) if rest else found[0].answer_id
    index = next((index for index, one in enumerate(found) if one.answer_id == number), None)
    if index is None:
        remind(exchange, "hint_old_button")
        return
    one, total = found[index], len(found)
    note_reading(exchange, membership, (one,))
    rows = exchange.ways_on()
    if index + 1 < total:
        rows = ((exchange.button("button_next_shared", "geteilt", f"{case_id}-{found[index + 1].answer_id}"),),)
    assert one.released_at is not None, "only released statements are found"
    text = exchange.voice.say(
        "shared",
        number=index + 1,
        total=total,
        author=names_of_authors(exchange, case_id)[one.person_id],
        day=day_of(exchange, one.released_at),
        name=name_of_step(exchange, one),
        text=isolated(one.text),
    )
    send_long(exchange, text, rows)
