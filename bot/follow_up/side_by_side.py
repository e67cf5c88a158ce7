"""The answers of one round next to each other, aspect by aspect: something to talk about, no scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection

from bot.exchange import Exchange
from bot.follow_up.circumstances import responsible_for
from bot.follow_up.marks import marked
from bot.messages import Button, Rows
from bot.office import Office
from bot.reflecting import remind
from bot.rooms.comparing import newest_of
from bot.rooms.labels import day_of, number_in, place_in_dialog, question_of, send_long, shortened
from bot.rooms.reading import TEAM_ROOMS, names_of_authors, note_reading
from bot.telling import tell
from bot.tokens import MenuToken
from bot.wording import Voice, isolated
from storage.cases import find_case
from storage.follow_ups import CheckIn, Outcome, Wave, check_ins_of
from storage.goals import goals_of
from storage.members import Membership
from storage.releases import Statement, released_statements

COMMAND = "runde"
# Which questions of the check-ins and the guide belong together (JoNi, evaluation); having the job is one of them.
ASPECTS: Mapping[str, frozenset[str]] = {
    "passung": frozenset({"anforderungen"}),
    "team": frozenset({"team", "andere", "zusammenarbeit"}),
    "zufriedenheit": frozenset({"zufriedenheit", "befinden"}),
    "entwicklung": frozenset({"entwicklung", "besser"}),
    "ziele": frozenset({"ziele", "ziel", "hilfe_genutzt"}),
    "persoenlich": frozenset({"persoenlich"}),
    "arbeit": frozenset({"arbeit", "besteht"}),
    "weiter": frozenset({"unterstuetzung", "wunsch", "naechster_schritt", "anruf"}),
}
# Where the reason for the Jobcoaching was written down, the plainest place first.
_REASONS = (("idee", "veraenderung"), ("idee", "meldung"), ("vorgeschichte", "wirkt_nach"))
LONGEST_REASON = 300
_GOALS_AS_REASON = 3
_DONE = (Outcome.ANSWERED, Outcome.BY_PHONE)


def side_by_side(exchange: Exchange, membership: Membership, rest: str) -> None:
    """The round with its aspects, or one of them with its answers. Without a wave the newest one with answers."""
    case = membership.case
    check_ins = {one.id: one for one in check_ins_of(exchange.connection, case.id)}
    released = released_statements(exchange.connection, case.id, TEAM_ROOMS)
    named, _, place = rest.partition("-")
    if rest and named not in {one.wave for one in check_ins.values()}:
        remind(exchange, "hint_old_button")
        return
    by_wave = {wave: _of_wave(released, check_ins, wave) for wave in Wave}
    wave = Wave(named) if rest else next((one for one in reversed(Wave) if by_wave[one]), None)
    by_aspect = {} if wave is None else _by_aspect(by_wave[wave])
    if wave is None or not by_aspect:
        back = (exchange.button("button_to_case", "fall", case.id),)
        exchange.say("round_nothing", (back,), case=case.pseudonym)
        return
    shown = _Round(exchange, membership, wave, check_ins, by_aspect)
    number = number_in(place) if place else 0
    if number == 0:
        shown.overview(_reason(exchange, membership, released))
    elif number is None or number > len(by_aspect):
        remind(exchange, "hint_old_button")
    else:
        shown.aspect(number)


def announce_round(connection: Connection, office: Office, check_in: CheckIn, now: datetime) -> None:
    """Once every check-in of a wave has ended and somebody answered, whoever looks after the case hears of it."""
    wave = [one for one in check_ins_of(connection, check_in.case_id) if one.wave is check_in.wave]
    case, reader = find_case(connection, str(check_in.case_id)), responsible_for(connection, check_in.case_id)
    answered = any(one.outcome in _DONE for one in wave)
    if case is None or reader is None or not answered or any(one.closed_at is None for one in wave):
        return

    def word(voice: Voice) -> str:
        return voice.say("round_is_in", case=case.pseudonym, wave=voice.say(f"wave_{check_in.wave}"))

    def offer(voice: Voice) -> Rows:
        mark = f"{check_in.case_id}-{check_in.wave}"
        return ((Button(voice.say("button_round"), str(MenuToken(COMMAND, mark)), answer=True),),)

    tell(connection, office, reader, word, offer, now)


class _Round:
    """What was released of one wave, as one person reads it."""

    def __init__(
        self,
        exchange: Exchange,
        membership: Membership,
        wave: Wave,
        check_ins: Mapping[int, CheckIn],
        by_aspect: Mapping[str, Sequence[Statement]],
    ) -> None:
        self._exchange, self._membership, self._wave = exchange, membership, wave
        self._check_ins, self._by_aspect = check_ins, by_aspect

    def overview(self, reason: str) -> None:
        """Which aspects there are answers to, and from how many people."""
        voice = self._exchange.voice
        lines = []
        for number, (aspect, found) in enumerate(self._by_aspect.items(), 1):
            name = voice.say(f"round_aspect_{aspect}")
            count = len({(one.person_id, one.conversation_id) for one in found})
            lines.append(f"{number}. {voice.say('round_line', aspect=name, count=count)}")
        wave, case = voice.say(f"wave_{self._wave}"), self._membership.case
        rows = (
            (self._to(1, "button_round_first"),),
            (self._exchange.button("button_to_case", "fall", case.id),),
        )
        text = voice.say("round", case=case.pseudonym, wave=wave, reason=reason, lines="\n".join(lines))
        send_long(self._exchange, text, rows)

    def aspect(self, number: int) -> None:
        """What everybody answered to one aspect, in full."""
        voice, exchange = self._exchange.voice, self._exchange
        aspect, found = list(self._by_aspect.items())[number - 1]
        note_reading(exchange, self._membership, found)
        names = names_of_authors(exchange, self._membership.case.id)
        order = sorted(found, key=lambda one: (list(names).index(one.person_id), place_in_dialog(exchange, one)))
        answers = [
            voice.say(
                "round_answer",
                author=self._author(names[one.person_id], one),
                day=day_of(exchange, one.answered_at),
                question=question_of(exchange, one),
                text=isolated(one.text),
            )
            for one in order
        ]
        text = voice.say(
            "round_aspect_shown",
            number=number,
            total=len(self._by_aspect),
            aspect=voice.say(f"round_aspect_{aspect}"),
            answers="\n\n".join(answers),
        )
        rows: list[tuple[Button, ...]] = []
        if number < len(self._by_aspect):
            rows.append((self._to(number + 1, "button_round_next"),))
        if number > 1:
            rows.append((self._to(number - 1, "button_round_before"),))
        rows.append((self._to(0, "button_overview"),))
        send_long(exchange, text, tuple(rows))

    def _author(self, name: str, statement: Statement) -> str:
        """Her role, with who typed; what was noted on the phone is said by somebody else than its author."""
        voice = self._exchange.voice
        check_in = self._check_ins[statement.check_in_id or 0]
        if check_in.person_id != statement.person_id:
            return voice.say("round_by_phone", role=voice.role(check_in.role), author=name)
        return marked(self._exchange.connection, voice, name, [statement])

    def _to(self, number: int, label: str) -> Button:
        return self._exchange.button(label, COMMAND, f"{self._membership.case.id}-{self._wave}-{number}")


def _of_wave(released: Sequence[Statement], check_ins: Mapping[int, CheckIn], wave: Wave) -> list[Statement]:
    """Of everybody the newest answers of a wave; calls to different people are kept apart."""
    by_check_in: dict[int, list[Statement]] = {}
    for one in released:
        asked_in = None if one.check_in_id is None else check_ins.get(one.check_in_id)
        if asked_in is not None and asked_in.wave is wave:
            by_check_in.setdefault(asked_in.id, []).append(one)
    return [one for found in by_check_in.values() for one in newest_of(found)]


def _by_aspect(statements: Sequence[Statement]) -> dict[str, list[Statement]]:
    """The aspects that something was answered to, in order."""
    found = {aspect: [one for one in statements if one.step_id in steps] for aspect, steps in ASPECTS.items()}
    return {aspect: answers for aspect, answers in found.items() if answers}


def _reason(exchange: Exchange, membership: Membership, released: Sequence[Statement]) -> str:
    """Why there was a Jobcoaching, in released words, or else what its goals were."""
    for place in _REASONS:
        found = next((one for one in released if (one.dialog_id, one.step_id) == place), None)
        if found is not None:
            note_reading(exchange, membership, [found])
            return isolated(shortened(found.text, LONGEST_REASON))
    goals = goals_of(exchange.connection, membership.case.id)[:_GOALS_AS_REASON]
    words = " / ".join(isolated(shortened(goal.text, LONGEST_REASON // _GOALS_AS_REASON)) for goal in goals)
    return words or exchange.voice.say("round_reason_unknown")
