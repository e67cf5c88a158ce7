"""Material becomes a report: its sections in the order its readers need, what is missing, and what to look at again."""

from __future__ import annotations

import hashlib

from bot.content import Content
from bot.reports.for_coachee import coachee_sections
from bot.reports.for_funding_body import funding_body_sections
from bot.reports.for_team import consultation_sections, record_sections
from bot.reports.material import Material
from bot.reports.sensitive import sensitive_places
from bot.reports.telling import Telling, telling_for
from bot.reports.view import Report, ReportKind, Section
from bot.wording import Voice
from dialogs.engine.model import Role

MARK_LENGTH = 6


def assemble(material: Material, voice: Voice, content: Content) -> Report:
    """The report of this material, always the same one. `voice` speaks in the register of its kind."""
    telling = telling_for(material, voice, content)
    title, sections, missing = _told(material, telling)
    words = content.catalogue
    goals = () if material.kind is ReportKind.PEER_CONSULTATION else material.goals
    return Report(
        kind=material.kind,
        title=title,
        case=material.case.pseudonym,
        phase=voice.phase(material.case.phase),
        made_on=material.made_on,
        addressee=_addressee(material.kind, voice),
        sections=tuple(sections),
        missing=tuple(missing),
        sensitive=sensitive_places(sections, goals, words.personal_data, words.judging),
    )


def mark_of(report: Report) -> str:
    """Short and the same as long as the report says the same; so that a yes counts for what was looked at only."""
    said = [(one.trace, one.text) for one in report.statements]
    captions = [table.caption for section in report.sections for table in section.tables]
    return hashlib.sha256(repr((said, captions)).encode(errors="surrogatepass")).hexdigest()[:MARK_LENGTH]


def _told(material: Material, telling: Telling) -> tuple[str, list[Section], list[str]]:
    said = telling.voice.say
    match material.kind:
        case ReportKind.PEER_CONSULTATION:
            sections, missing, title = consultation_sections(material, telling)
            return title, sections, missing
        case ReportKind.RECORD:
            return (said("report_title_record"), *record_sections(material, telling))
        case ReportKind.FOR_COACHEE:
            return (said("report_title_coachee"), *coachee_sections(material, telling))
        case ReportKind.FINAL:
            return (said("report_title_final"), *funding_body_sections(material, telling))
        case ReportKind.INTERIM:
            return (said("report_title_interim"), *funding_body_sections(material, telling))


def _addressee(kind: ReportKind, voice: Voice) -> str:
    if kind in (ReportKind.INTERIM, ReportKind.FINAL):
        return voice.role(Role.FUNDING_BODY)
    return "" if kind is ReportKind.FOR_COACHEE else voice.say("report_for_team")
