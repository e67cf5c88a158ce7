"""Reports for the team of a case: the record of what was reflected, and the handout for a peer consultation."""

from __future__ import annotations

from collections.abc import Sequence

from bot.reports.course_figure import course_figure
from bot.reports.goal_tables import goal_tables
from bot.reports.material import Material
from bot.reports.parts import newest_by_question, section_of
from bot.reports.ratings import is_about_goals
from bot.reports.telling import Telling
from bot.reports.view import Grid, Section
from bot.reports.view import Statement as Quoted
from bot.rooms.agenda import MOST_ROUNDS, presenting, round_minutes
from bot.rooms.comparing import Agreement, Comparison, agreement, newest_of
from bot.rooms.reading import TopicView
from storage.releases import Statement

_EMPTY = "–"
_GROUPS = (Agreement.DIFFER, Agreement.AGREE, Agreement.OWN_WORDS, Agreement.SINGLE)
_TO_TALK_ABOUT = (Agreement.DIFFER, Agreement.OWN_WORDS, Agreement.SINGLE)


def record_sections(material: Material, telling: Telling) -> tuple[list[Section], list[str]]:
    """What was released to the team, the topic spoken about last first; then goals and turning points."""
    said = telling.voice.say
    statements, older = newest_by_question(material.statements, telling)
    by_topic: dict[str, list[Statement]] = {}
    for one in sorted(statements, key=lambda one: one.answer_id, reverse=True):
        if not is_about_goals(one):
            by_topic.setdefault(one.dialog_id, []).append(one)
    sections = [section_of(telling.title(found[0]), found, telling) for found in by_topic.values()]
    missing = [] if sections else [said("report_lacks_statements")]
    tables = goal_tables(material, telling)
    if tables:
        sections.append(Section(said("report_part_goals_team"), (), tables, course_figure(material, telling)))
    if material.turning_points:
        sections.append(Section(said("report_part_turns"), (), (_turns(material, telling),)))
    return sections, [*missing, said("report_lacks_older", count=older)] if older else missing


def topics_of(material: Material) -> list[str]:
    """The dialogs that something was released of, what most people spoke about first, then the newest."""
    by_topic: dict[str, list[Statement]] = {}
    for one in material.statements:
        if not is_about_goals(one):
            by_topic.setdefault(one.dialog_id, []).append(one)

    def rank(dialog_id: str) -> tuple[int, int]:
        found = by_topic[dialog_id]
        return len({one.person_id for one in found}), max(one.answer_id for one in found)

    return sorted(by_topic, key=rank, reverse=True)


def consultation_sections(material: Material, telling: Telling) -> tuple[list[Section], list[str], str]:
    """What the team agrees on, where it differs, and the agenda; what is missing; and the title of the topic."""
    said, topics = telling.voice.say, topics_of(material)
    topic = material.topic if material.topic in topics else next(iter(topics), None)
    if topic is None:
        return [], [said("report_lacks_statements")], ""
    view = _view([one for one in material.statements if one.dialog_id == topic], topic, telling)
    sections = []
    for group in _GROUPS:
        found = [comparison for comparison in view.comparisons if comparison.agreement is group]
        if found:
            sections.append(Section(said(f"report_group_{group}"), (), (_side_by_side(found, view, telling),)))
    sections.append(Section(said("report_part_agenda"), (), (_agenda(view, telling),)))
    missing = [] if len(view.authors) > 1 else [said("report_lacks_second_view")]
    return sections, missing, telling.title(view.first)


def _view(statements: Sequence[Statement], topic: str, telling: Telling) -> TopicView:
    by_step: dict[str, list[Statement]] = {}
    order = list(telling.authors)
    for one in sorted(newest_of(statements), key=telling.place):
        by_step.setdefault(one.step_id, []).append(one)
    comparisons = []
    for step_id, found in by_step.items():
        found.sort(key=lambda one: order.index(one.person_id))
        agreed = agreement(telling.kind(found[-1]), [one.value for one in found])
        comparisons.append(Comparison(step_id, agreed, tuple(found)))
    people = {one.person_id for one in statements}
    authors = {person: name for person, name in telling.authors.items() if person in people}
    return TopicView(topic, tuple(comparisons), authors)


def _side_by_side(comparisons: Sequence[Comparison], view: TopicView, telling: Telling) -> Grid:
    rows = []
    for comparison in comparisons:
        by_person = {one.person_id: one for one in comparison.statements}
        cells: list[str | Quoted] = [telling.name(comparison.statements[0])]
        cells += [telling.quote(by_person[person]) if person in by_person else _EMPTY for person in view.authors]
        rows.append(tuple(cells))
    said = telling.voice.say
    return Grid(said("report_side_by_side"), (said("report_question"), *view.authors.values()), tuple(rows))


def _agenda(view: TopicView, telling: Telling) -> Grid:
    """45 minutes; the rounds are about what is not agreed on, differences first."""
    said, presenter = telling.voice.say, telling.voice.role(presenting(view))
    open_points = sorted(
        (found for found in view.comparisons if found.agreement in _TO_TALK_ABOUT),
        key=lambda found: _TO_TALK_ABOUT.index(found.agreement),
    )
    names = [telling.name(found.statements[0]) for found in open_points[:MOST_ROUNDS]]
    names = names or [said("agenda_all_agree")]
    rounds = [
        (str(minutes), said("report_agenda_round", point=name))
        for minutes, name in zip(round_minutes(len(names)), names, strict=True)
    ]
    rows = (
        ("5", said("report_agenda_arrive")),
        ("8", said("report_agenda_present", presenter=presenter)),
        ("5", said("report_agenda_ask")),
        *rounds,
        ("5", said("report_agenda_choose", presenter=presenter)),
        ("2", said("report_agenda_close")),
    )
    return Grid(said("report_agenda_caption"), (said("report_agenda_minutes"), said("report_agenda_what")), rows)


def _turns(material: Material, telling: Telling) -> Grid:
    said = telling.voice.say
    rows = tuple(
        (telling.day(turn.turned_on), turn.words, telling.authors.get(turn.person_id) or telling.voice.role(turn.role))
        for turn in material.turning_points
    )
    head = (said("report_turn_day"), said("report_turn_words"), said("report_turn_who"))
    return Grid(said("report_turns_caption"), head, rows)
