"""An agenda of half a page for a peer consultation of 45 minutes, made from what a team released about a topic."""

from __future__ import annotations

from bot.exchange import Exchange
from bot.messages import Outgoing
from bot.reflecting import remind
from bot.rooms.comparing import Agreement, Comparison
from bot.rooms.labels import name_of_step, shortened, title_of
from bot.rooms.reading import TopicView, note_reading, team_topic
from bot.rooms.team_view import team_view
from bot.wording import Voice
from dialogs.engine.model import Role
from storage.members import Membership
from storage.releases import Statement

LONGEST_AGENDA = 1_500
ROUNDS_MINUTES = 20  # of 45; the texts give the other 25 to arriving, presenting, asking, choosing and closing
MOST_ROUNDS = 4
MOST_AGREED = 3
_SHORT_ANSWER = 24
_FIRST = (Agreement.DIFFER, Agreement.OWN_WORDS, Agreement.SINGLE)


def agenda(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The agenda for the topic that is named; without one the topics to choose from."""
    if not rest:
        team_view(exchange, membership, "")
        return
    view = team_topic(exchange, membership, rest)
    if view is None:
        remind(exchange, "hint_old_button")
        return
    note_reading(exchange, membership, view.statements)
    text = agenda_text(exchange, membership, view, with_positions=True)
    if len(text) > LONGEST_AGENDA:
        text = agenda_text(exchange, membership, view, with_positions=False)
    mark = f"{membership.case.id}-{view.topic}"
    exchange.replies.append(Outgoing(text, ((exchange.button("button_overview", "teamsicht", mark),),)))


def agenda_text(exchange: Exchange, membership: Membership, view: TopicView, *, with_positions: bool) -> str:
    """The agenda in words: what differs comes first, roles instead of names."""
    voice = exchange.voice
    ranked = sorted(
        (found for found in view.comparisons if found.agreement in _FIRST),
        key=lambda found: _FIRST.index(found.agreement),
    )
    points = [_point(exchange, found, with_positions) for found in ranked[:MOST_ROUNDS]]
    points = points or [voice.say("agenda_all_agree")]
    rounds = [
        voice.say("agenda_round", minutes=minutes, point=point)
        for minutes, point in zip(round_minutes(len(points)), points, strict=True)
    ]
    if len(ranked) > MOST_ROUNDS:
        rounds.append(voice.say("agenda_left_over", count=len(ranked) - MOST_ROUNDS))
    agreed = [name_of_step(exchange, found.statements[0]) for found in view.comparisons if _agrees(found)]
    return voice.say(
        "agenda",
        title=title_of(exchange, view.first),
        case=shortened(membership.case.pseudonym),
        presenter=voice.role(presenting(view)),
        rounds="\n".join(rounds),
        agreed=voice.say("agenda_agreed", points=_listed(voice, agreed)) if agreed else "",
    ).strip()


def round_minutes(rounds: int) -> list[int]:
    """Whole minutes for each round that add up to all there are, the first ones getting the odd ones."""
    minutes, odd = divmod(ROUNDS_MINUTES, rounds)
    return [minutes + (1 if number < odd else 0) for number in range(rounds)]


def presenting(view: TopicView) -> Role:
    """The role that presents the case: the job coach if she released something, else whoever released most."""
    roles = [statement.role for statement in view.statements]
    return Role.JOB_COACH if Role.JOB_COACH in roles else max(roles, key=roles.count)


def _agrees(comparison: Comparison) -> bool:
    return comparison.agreement is Agreement.AGREE


def _point(exchange: Exchange, comparison: Comparison, with_positions: bool) -> str:
    name = name_of_step(exchange, comparison.statements[0])
    if comparison.agreement is not Agreement.DIFFER or not with_positions:
        return name
    positions = [f"{exchange.voice.role(one.role)}: {_in_short(one)}" for one in comparison.statements]
    return exchange.voice.say("agenda_positions", name=name, positions=_listed(exchange.voice, positions))


def _in_short(statement: Statement) -> str:
    """The number without its words, or the beginning of what was chosen."""
    return str(statement.value) if isinstance(statement.value, int) else shortened(statement.text, _SHORT_ANSWER)


def _listed(voice: Voice, words: list[str]) -> str:
    shown = ", ".join(words[:MOST_AGREED])
    more = len(words) - MOST_AGREED
    return shown if more <= 0 else voice.say("and_more", shown=shown, count=more)
