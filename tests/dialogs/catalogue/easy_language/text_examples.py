"""Texts for each rule about words and about whole messages: right ones, warnings and errors."""

from __future__ import annotations

from dialogs.catalogue.easy_language.findings import Rule
from tests.dialogs.catalogue.easy_language.examples import Examples

WORDS = {
    Rule.LONG_WORD: Examples(
        right=(
            "Der Arbeits-Platz ist gut.",
            "Das ist die Wende.",
            "Ihr Integrations-Fach-Dienst hilft.",
            "Ihr Computer-Programm.",
            "Mit /meine_daten_und_mehr geht es.",
            "Sie sind freundlich.",
        ),
        warned=("Sie sind unzufrieden.", "Ihr Text ist gespeichert.", "Das ist am wichtigsten."),
        wrong=("Die Aufgabenverteilung ist neu.", "Das ist selbstverständlich.", "Die Zusammenarbeitskultur."),
    ),
    Rule.COMPOUND: Examples(
        right=(
            "Der Arbeits-Platz ist gut.",
            "Am Donnerstag ist Pause.",
            "Ein Vertrag ist wichtig.",
            "Ihre Antworten sind da.",
            "Die Vorteile sind klar.",
            "Eine Nachricht kommt.",
            "Am Nachmittag ist Zeit.",
        ),
        warned=(
            "Der Arbeitsplatz ist gut.",
            "Der Arbeitgeber hilft.",
            "Die Teamsitzung beginnt.",
            "Das Computerprogramm fragt.",
            "Die Mittagspause ist kurz.",
            "Der Busfahrplan ist neu.",
            "Die Schichtleiterin kommt.",
        ),
    ),
    Rule.NUMBERS: Examples(
        right=(
            "Das dauert 3 Minuten.",
            "Eine Person hilft.",
            "Am 3.5.2026 ist Pause.",
            "Um 10:30 Uhr ist Pause.",
            "Ich sehe 5 von 10.",
            "Es sind 100 Stunden.",
        ),
        warned=(
            "Das dauert drei Minuten.",
            "Es sind zwölf Fragen.",
            "Die Firma hat 1500 Leute.",
            "Das sind 20 Prozent.",
            "Das sind 20 %.",
            "Es sind 1,5 Stunden.",
            "Das steht in Kapitel IV.",
        ),
    ),
    Rule.ABBREVIATION: Examples(
        right=(
            "Zum Beispiel: eine Pause.",
            "Der IFD hilft.",
            "Die SBV ist da.",
            "Das macht A. Auch B hilft.",
            "Das ist am 3. Mai.",
            "Ja.",
        ),
        wrong=(
            "Das ist z. B. eine Pause.",
            "Das ist z.B. eine Pause.",
            "Es gibt Chef, Team usw.",
            "Das dauert ca. 3 Minuten.",
            "Der Chef bzw. das Team hilft.",
            "Das BTHG hilft.",
            "Das steht in Nr. 3.",
        ),
    ),
    Rule.TECHNICAL_TERM: Examples(
        right=(
            "Ihr Job-Coach hilft.",
            "Das Integrations-Amt zahlt.",
            "Der Coachee arbeitet.",
            "Die Situation ist gut.",
            "Eine Person ist da.",
            "Das ist Ihre Region.",
        ),
        wrong=(
            "Das ist eine Intervention.",
            "Das Setting ist gut.",
            "Die Evaluation beginnt.",
            "Das stärkt Ihre Kompetenzen.",
            "Ihre Motivation ist gut.",
            "Die Flexibilität ist wichtig.",
            "Die Supervision ist neu.",
        ),
    ),
    Rule.OTHER_WORD: Examples(
        right=(
            "Ihr Job-Coach hilft.",
            "Der Arbeit-Geber hilft.",
            "Der Leistungs-Träger zahlt.",
            "Die Diagnose ist geheim.",
            "Eine Zwischen-Auswertung kommt.",
            "Der Coachee antwortet.",
        ),
        warned=(
            "Ihr Arbeits-Trainer hilft.",
            "Ihr Coach hilft.",
            "Der Kosten-Träger zahlt.",
            "Der Klient antwortet.",
            "Die Teilnehmerin antwortet.",
            "Eine Zwischen-Bilanz kommt.",
        ),
    ),
    Rule.ADDRESS: Examples(
        right=(
            "Sie können antworten.",
            "Ihre Antwort ist da.",
            "Ich frage Sie.",
            "Das Team zeigt ihr die Arbeit.",
            "Die Dusche ist neu.",
            "Das ist Ihnen wichtig.",
        ),
        wrong=(
            "Du kannst antworten.",
            "Sie und du seid dabei.",
            "Deine Antwort ist da.",
            "Ich frage dich.",
            "Wir helfen dir.",
            "Ist das euer Team?",
        ),
    ),
}

MESSAGES = {
    Rule.LINES: Examples(
        right=(
            "Das ist gut.\nDas bleibt so.",
            "Das ist am 3. Mai gut.",
            "Das ist gut.",
            "Zum Beispiel: Das ist gut.",
            "• Erster Punkt\n• Zweiter Punkt",
            "Nach 5 Fragen ist Schluss.\n\nDanke!",
        ),
        wrong=(
            "Das ist gut. Das bleibt so.",
            "Haben Sie Zeit? Dann beginnen wir.",
            "Danke! Bis bald.",
            "Eins.\nZwei. Drei.",
            "Es sind 5. Das ist gut.",
            "• Das ist A. Das ist B.",
        ),
    ),
    Rule.QUESTIONS: Examples(
        right=(
            "Wie geht es Ihnen?",
            "Das ist wichtig.\nWas meinen Sie?",
            "Ist das gut oder schlecht?",
            "Warum ist das so?",
            "Das ist gut.",
            "Nein, das ist keine Frage.",
        ),
        wrong=(
            "Wie geht es?\nWas ist gut?",
            "Wer macht was?\nBis wann?",
            "Das ist gut, oder?",
            "Sie kommen morgen, nicht wahr?",
            "Das war leicht, ja?",
            "Wer?\nWas?\nWann?",
        ),
    ),
    Rule.YES_NO_QUESTION: Examples(
        right=(
            "Wie geht es Ihnen?",
            "Ist das gut oder schlecht?",
            "Haben Sie Fragen?\nDann schreiben Sie.",
            "Was möchten Sie tun?",
            "Welche Hilfe brauchen Sie?",
            "Das ist gut.",
        ),
        warned=(
            "Ist das gut?",
            "Haben Sie Fragen?",
            "Möchten Sie eine Pause?",
            "Geht es Ihnen gut?",
            "Sagen Sie: Hilft der Plan?",
            "Arbeiten Sie gern?",
            "Können Sie das allein?",
        ),
    ),
    Rule.PUNCTUATION: Examples(
        right=(
            "Das ist gut.",
            "Ja, das geht.",
            "Guten Tag, Ahorn.",
            "Zum Beispiel: eine Pause!",
            "Das ist der Job-Coach.",
            "👥 Das Team liest das.\n✓ Fertig",
            "Tippen Sie auf /weiter.",
        ),
        wrong=(
            "Das ist gut (sehr gut).",
            "Das ist „gut“.",
            "Das ist gut; das bleibt.",
            "Das ist gut – sehr gut.",
            "Das Team und/oder der Chef.",
            "Das sind Chef, Team und Coach.",
            "Das ist gut …",
            "Die Frage → die Antwort",
        ),
    ),
}
