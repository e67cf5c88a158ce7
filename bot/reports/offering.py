"""Making a report in the chat: choose it, see what it lacks, ask whether it could be read aloud, take it as a file."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from bot.errors import TemplateError
from bot.exchange import Exchange
from bot.keyboards import fitting
from bot.messages import Attachment, Button, Rows
from bot.reflecting import remind
from bot.reports.assembling import assemble, mark_of
from bot.reports.for_team import topics_of
from bot.reports.material import Material, material_of
from bot.reports.rendering import Format, file_name, pages_of, render_report, within_pages
from bot.reports.telling import telling_for
from bot.reports.view import Place, Report, ReportKind
from bot.rooms.labels import send_long
from bot.rooms.reading import note_reading
from bot.tokens import MenuToken
from bot.wording import isolated
from storage.audit import AuditEvent
from storage.members import Membership

MOST_MISSING = 6
MOST_PLACES = 12
SECONDS_IN_CHAT = 3.0
"""Others wait while a report is rendered; an ordinary template takes a quarter of a second."""

_CHECK, _YES = "lesen", "ja"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it is at this moment, and how buttons call it."""

    membership: Membership
    name: str
    material: Material
    report: Report

    def argument(self, *more: str) -> str:
        return "-".join([str(self.membership.case.id), self.name, *more])


def offer_report(exchange: Exchange, membership: Membership, rest: str) -> None:
    """One step on the way to a report: which one, its draft, looking at it, the form, the file.

    Buttons after the question about reading aloud carry a mark of what was looked at: weeks later they ask again.
    """
    name, _, wanted = rest.partition("-")
    step, _, mark = wanted.partition("-")
    kind, _, topic = name.partition(".")
    if not rest:
        _ask_kind(exchange, membership)
    elif kind not in list(ReportKind):
        remind(exchange, "hint_old_button")
    else:
        draft = _draft(exchange, membership, ReportKind(kind), topic)
        topics = topics_of(draft.material) if draft.report.kind is ReportKind.PEER_CONSULTATION and not topic else []
        if topic and topic not in topics_of(draft.material):
            remind(exchange, "hint_old_button")
        elif len(topics) > 1:
            _ask_topic(exchange, draft, topics)
        else:
            _step(exchange, draft, step, mark)


def _step(exchange: Exchange, draft: Draft, step: str, mark: str) -> None:
    if not draft.report.sections:
        _say_nothing(exchange, draft)
    elif not step:
        _show(exchange, draft)
    elif step == _CHECK:
        _ask_aloud(exchange, draft)
    elif step != _YES and step not in list(Format):
        remind(exchange, "hint_old_button")
    elif mark != mark_of(draft.report):
        exchange.say("report_changed")
        _ask_aloud(exchange, draft)
    elif step == _YES:
        exchange.say("report_format", _forms(exchange, draft, list(Format)))
    else:
        _hand_out(exchange, draft, Format(step))


def _ask_kind(exchange: Exchange, membership: Membership) -> None:
    voice, case = exchange.voice, membership.case
    rows = tuple(
        (Button(voice.say(f"report_kind_{kind}"), str(MenuToken("bericht", f"{case.id}-{kind}")), answer=True),)
        for kind in ReportKind
    )
    exchange.say("report_which", rows, case=case.pseudonym)


def _ask_topic(exchange: Exchange, draft: Draft, topics: list[str]) -> None:
    telling = telling_for(draft.material, exchange.voice, exchange.content)
    newest = {one.dialog_id: one for one in draft.material.statements}
    rows = tuple(
        (
            Button(
                fitting(telling.title(newest[topic])),
                str(MenuToken("bericht", f"{draft.argument()}.{topic}")),
                answer=True,
            ),
        )
        for topic in topics
    )
    exchange.say("report_topic", rows)


def _draft(exchange: Exchange, membership: Membership, kind: ReportKind, topic: str) -> Draft:
    material = material_of(
        exchange.connection,
        membership.case,
        kind,
        exchange.today,
        exchange.now.tzinfo,
        exchange.person.id,
        topic,
    )
    report = within_pages(assemble(material, exchange.office.voice(kind.register), exchange.content))
    return Draft(membership, f"{kind}.{topic}" if topic else kind.value, material, report)


def _say_nothing(exchange: Exchange, draft: Draft) -> None:
    case = draft.membership.case
    release = exchange.button("menu_freigeben", "freigeben", case.id)
    other = exchange.button("button_report_other", "bericht", case.id)
    exchange.say("report_nothing", ((release,), (other,)), kind=_kind(exchange, draft), case=case.pseudonym)


def _show(exchange: Exchange, draft: Draft) -> None:
    voice, case, missing = exchange.voice, draft.membership.case, draft.report.missing
    lines = [voice.say("report_missing_line", words=words) for words in missing[:MOST_MISSING]]
    if len(missing) > MOST_MISSING:
        lines.append(voice.say("report_missing_more", count=len(missing) - MOST_MISSING))
    check = exchange.button("button_report_check", "bericht", draft.argument(_CHECK))
    other = exchange.button("button_report_other", "bericht", case.id)
    text = voice.say(
        "report_draft",
        kind=_kind(exchange, draft),
        case=case.pseudonym,
        count=len({one.trace.answer for one in draft.report.statements}),
        pages=pages_of(within_pages(draft.report)),
        missing="\n".join(lines),
    )
    send_long(exchange, text, ((check,), (other,)))


def _ask_aloud(exchange: Exchange, draft: Draft) -> None:
    note_reading(exchange, draft.membership, draft.material.statements)
    places = draft.report.sensitive
    yes = exchange.button("button_report_yes", "bericht", draft.argument(_YES, mark_of(draft.report)))
    no = exchange.button("button_report_no", "freigeben", draft.membership.case.id)
    if not places:
        exchange.say("report_read_aloud_nothing", ((yes,), (no,)))
        return
    lines = [_place(exchange, place) for place in places[:MOST_PLACES]]
    if len(places) > MOST_PLACES:
        lines.append(exchange.voice.say("report_places_more", count=len(places) - MOST_PLACES))
    text = exchange.voice.say("report_read_aloud", count=len(places), places="\n\n".join(lines))
    send_long(exchange, text, ((yes,), (no,)))


def _place(exchange: Exchange, place: Place) -> str:
    voice, trace = exchange.voice, place.trace
    if trace is None:
        source = voice.say("report_place_goal")
    else:
        on = trace.answered_on
        day = voice.say("report_day", day=on.day, month=on.month, year=on.year)
        source = voice.say("report_place_source", question=place.question, author=trace.author, day=day)
    return voice.say(f"report_place_{place.concern}", words=isolated(place.words), source=source)


def _forms(exchange: Exchange, draft: Draft, forms: list[Format]) -> Rows:
    mark = mark_of(draft.report)
    return tuple(
        (
            Button(
                exchange.voice.say(f"report_form_{form}"),
                str(MenuToken("bericht", draft.argument(form, mark))),
                answer=True,
            ),
        )
        for form in sorted(forms, key=_FORMS.index)
    )


_FORMS = (Format.PDF, Format.DOCX, Format.HTML, Format.TEXT)


def _hand_out(exchange: Exchange, draft: Draft, form: Format) -> None:
    report = within_pages(draft.report)
    try:
        content = render_report(report, form, exchange.office.templates, SECONDS_IN_CHAT)
    except TemplateError as error:
        # The message quotes the template at most, never an answer; the operator also finds it with `doctor`.
        _log.error("template_broken kind=%s template=%s", report.kind, error.template.name)
        others = [other for other in Format if other is not form]
        exchange.say("report_template_broken", _forms(exchange, draft, others))
        return
    note_reading(exchange, draft.membership, draft.material.statements)
    case = draft.membership.case
    exchange.log(AuditEvent.EXPORTED, case=case.id, kind=report.kind.value, format=form.value)
    caption = exchange.voice.say("report_done", kind=_kind(exchange, draft), case=case.pseudonym)
    attachment = Attachment(file_name(report, form), form.media_type, content)
    exchange.send(attachment, caption, ((exchange.button("button_to_case", "fall", case.id),),))


def _kind(exchange: Exchange, draft: Draft) -> str:
    return exchange.voice.say(f"report_kind_{draft.report.kind}")
