"""The report for the coachee in simple words: her goals and ratings, what she said, what was shared, what is next."""

from __future__ import annotations

from bot.reports.goal_tables import goal_tables
from bot.reports.material import Material
from bot.reports.parts import newest_by_question, section_of
from bot.reports.ratings import is_about_goals
from bot.reports.telling import Telling
from bot.reports.view import Grid, Section
from dialogs.engine.model import Role


def coachee_sections(material: Material, telling: Telling) -> tuple[list[Section], list[str]]:
    """The sections that say something, and what is missing."""
    said = telling.voice.say
    statements, older = newest_by_question(material.statements, telling)
    about = [one for one in statements if not is_about_goals(one)]
    own = [one for one in about if one.role is Role.COACHEE]
    shared = [one for one in about if one.role is not Role.COACHEE]
    sections = [
        Section(said("report_part_goals_coachee"), (), goal_tables(material, telling)),
        section_of(said("report_part_own"), own, telling, by_whom=False),
        section_of(said("report_part_shared"), shared, telling),
        Section(said("report_part_next_coachee"), (), _planned(material, telling)),
    ]
    lacking = [
        (not material.goals, said("report_lacks_goals_coachee")),
        (not own, said("report_lacks_own")),
        (not shared, said("report_lacks_shared")),
    ]
    missing = [words for is_lacking, words in lacking if is_lacking]
    if material.withheld:
        missing.append(said("report_lacks_withheld", count=material.withheld))
    if older:
        missing.append(said("report_lacks_older", count=older))
    return [section for section in sections if section.statements or section.tables], missing


def _planned(material: Material, telling: Telling) -> tuple[Grid, ...]:
    planned = [review.due_on for review in material.reviews if review.asked_at is None and review.closed_at is None]
    said = telling.voice.say
    rows = [(said("report_planned_review"), telling.day(planned[-1]))] if planned else []
    if material.case.ends_on is not None:
        rows.append((said("report_planned_end"), telling.day(material.case.ends_on)))
    head = (said("report_planned_what"), said("report_planned_when"))
    return (Grid(said("report_planned_caption"), head, tuple(rows)),) if rows else ()
