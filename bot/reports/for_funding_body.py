"""Interim and final report in the order a funding body asks: goals and results, what changed, the frame, what is next.

Only what was released for the report goes in; the goals themselves belong to the case.
"""

from __future__ import annotations

from bot.reports.course_figure import course_figure
from bot.reports.frame_table import frame_table
from bot.reports.goal_tables import goal_tables
from bot.reports.lacking import lacking
from bot.reports.material import Material
from bot.reports.parts import Part, in_parts, newest_by_question, section_of
from bot.reports.telling import Telling
from bot.reports.view import ReportKind, Section


def funding_body_sections(material: Material, telling: Telling) -> tuple[list[Section], list[str]]:
    """The sections that say something, and what is missing."""
    said = telling.voice.say
    statements, older = newest_by_question(material.statements, telling)
    parts = in_parts(statements, telling)
    frame = frame_table(material, telling)
    of_frame = section_of(said("report_part_frame"), parts[Part.FRAME], telling)
    goals = Section(said("report_part_goals"), (), goal_tables(material, telling), course_figure(material, telling))
    sections = [
        goals,
        section_of(said("report_part_changed"), parts[Part.CHANGED], telling),
        Section(of_frame.heading, of_frame.statements, () if frame is None else (frame,)),
    ]
    if material.kind is ReportKind.FINAL:
        sections.append(section_of(said("report_part_open_final"), parts[Part.OPEN], telling))
    else:
        sections.append(section_of(said("report_part_open"), parts[Part.OPEN], telling))
    sections += [
        section_of(said("report_part_next"), parts[Part.NEXT], telling),
        section_of(said("report_part_more"), parts[Part.MORE], telling),
    ]
    missing = lacking(material, parts, telling)
    if older:
        missing.append(said("report_lacks_older", count=older))
    return [section for section in sections if section.statements or section.tables or section.figures], missing
