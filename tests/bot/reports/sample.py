"""A realistic interim report, and short ways to smaller ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.reports.markup import html, plain_text
from bot.reports.page import page_of
from bot.reports.view import Figure, Grid, Report, ReportKind, Section, Statement, Trace

MADE_ON = date(2026, 11, 22)
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 150">
<rect width="480" height="150" fill="#f3f5f6"/>
<polyline points="40,110 150,90 260,60 370,70 450,40" fill="none" stroke="#20557a" stroke-width="3"/>
<text x="40" y="135" font-family="sans-serif" font-size="13">September</text>
<text x="380" y="135" font-family="sans-serif" font-size="13">November</text></svg>"""


def said(text: str, answer: int = 1, question: str = "", author: str = "Jobcoach", revision: int = 1) -> Statement:
    """A statement with its trace."""
    return Statement(text, question, Trace(answer, revision, author, date(2026, 9, 1 + answer % 28)))


def small(text: str, kind: ReportKind = ReportKind.INTERIM, **changes: object) -> Report:
    """A report with one statement."""
    sections = (Section("Ziele", (said(text),)),)
    given: dict[str, object] = {"title": "Bericht", "sections": sections, **changes}
    return Report(kind=kind, case="Linde", phase="Gestaltung", made_on=MADE_ON, addressee="", **given)  # type: ignore[arg-type]


def interim(kind: ReportKind = ReportKind.INTERIM) -> Report:
    """What a case after ten weeks gives."""
    return Report(
        kind=kind,
        title="Zehn Wochen in der Großküche",
        case="Linde",
        phase="Gestaltung",
        made_on=MADE_ON,
        addressee="Integrationsamt",
        missing=("Die Einschätzung des Betriebs zum zweiten Ziel", "Die Stunden im November"),
        sections=(
            Section(
                "An welchen Zielen wurde gearbeitet, und mit welchem Ergebnis?",
                statements=(
                    said(
                        "Frau L. legt die Reihenfolge ihrer Arbeiten am Morgen selbst fest. Sie nutzt dafür die "
                        "Karten, die wir mit der Küchenleitung gemacht haben, und fragt nach, wenn eine Karte fehlt.",
                        3,
                        "Was konnten Sie beobachten?",
                    ),
                    said(
                        "Die Pausen sind abgesprochen. An zwei von fünf Tagen fällt die zweite Pause noch aus, weil "
                        "die Anlieferung dazwischenkommt.",
                        4,
                        "Was konnten Sie beobachten?",
                        revision=2,
                    ),
                    said(
                        "Die Kolleginnen sprechen sie direkt an und nicht mehr über mich. Das war im September anders.",
                        7,
                        "Was ist möglich geworden?",
                        "Integrationsfachdienst",
                    ),
                ),
                tables=(
                    Grid(
                        "Ziele und wie weit sie erreicht sind",
                        ("Ziel", "Erreicht", "Was folgt daraus"),
                        (
                            (
                                said("Ich weiß morgens, womit ich anfange.", 11, author="Coachee"),
                                "8 von 10",
                                said("Die Karten bleiben, die Küchenleitung ergänzt sie.", 12, author="Arbeitgeber"),
                            ),
                            (
                                said("Ich mache meine Pausen.", 13, author="Coachee"),
                                "5 von 10",
                                said("Die Anlieferung kommt ab Dezember eine halbe Stunde später.", 14),
                            ),
                        ),
                    ),
                ),
                figures=(Figure("Verlauf seit September", SVG, "Der Verlauf steigt von 3 im September auf 8."),),
            ),
            Section(
                "Reichen die Stunden?",
                statements=(
                    said("Von 60 bewilligten Stunden sind 41 genutzt. Bis Januar reichen sie voraussichtlich.", 15),
                    said("Für die Einarbeitung am neuen Spülband werden etwa zehn Stunden mehr gebraucht.", 16),
                ),
            ),
            Section(
                "Was ist der nächste Schritt?",
                statements=(
                    said(
                        "Gespräch mit der Küchenleitung und Frau L. am 3. Dezember, danach zwei Besuche im Monat.", 18
                    ),
                ),
            ),
        ),
    )


GOLDEN = Path(__file__).parent / "golden"


def golden_files() -> dict[str, bytes]:
    """What the golden files should hold."""
    usual, easy = page_of(interim()), page_of(interim(ReportKind.FOR_COACHEE))
    return {
        "zwischenbericht.html": html(usual),
        "zwischenbericht.txt": plain_text(usual),
        "fuer_coachee.txt": plain_text(easy),
    }


if __name__ == "__main__":
    for name, content in golden_files().items():
        (GOLDEN / name).write_bytes(content)
