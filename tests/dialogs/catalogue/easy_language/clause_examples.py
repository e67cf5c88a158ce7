"""Sentences for each rule about how a sentence is built: right ones, warnings and errors."""

from __future__ import annotations

from dialogs.catalogue.easy_language.findings import Rule
from tests.dialogs.catalogue.easy_language.examples import Examples

CLAUSES = {
    Rule.SENTENCE_LENGTH: Examples(
        right=(
            "Sie können jederzeit eine Pause machen.",
            "Ihr Job-Coach hilft Ihnen bei der Arbeit.",
            "Zum Beispiel: eine neue Aufgabe in Ihrer Firma.",
            "Nennen Sie bitte alles: Was war heute in der Firma gut?",
            "Mit /meine_daten sehen Sie Ihre Daten.",
            "Ja.",
        ),
        warned=(
            "Sie können am Montag mit dem Chef darüber sprechen.",
            "Das Team hat im Gespräch über Ihre neue Arbeit gesprochen.",
            "Bitte schreiben Sie 3 gute Dinge aus dieser Woche auf.",
        ),
        wrong=(
            "Sie können am Montag nach der Pause mit dem Chef über die neue Arbeit sprechen.",
            "Wir haben in der letzten Woche im Lager mit allen Kollegen viele neue Dinge geübt.",
            "Bitte nehmen Sie sich heute etwas Zeit für 5 kurze Fragen zu Ihrer Arbeit.",
        ),
    ),
    Rule.FINITE_VERBS: Examples(
        right=(
            "Sie können die Antwort lesen oder drucken.",
            "Soll alles so bleiben oder soll sich etwas ändern?",
            "Sie haben etwas gesehen und gehört.",
            "Es geht um Wünsche und Sorgen.",
            "Möchten Sie jetzt eine Pause machen?",
            "Tippen Sie auf: Weiter.",
            "Wissen und Können sind wichtig.",
        ),
        warned=(
            "Ich frage und Sie antworten.",
            "Der Job-Coach kommt und hilft Ihnen.",
            "Alle schreiben auf und sprechen dann darüber.",
            "Die Arbeit ist gut, aber sie dauert lange.",
        ),
        wrong=(
            "Ich frage, Sie antworten und das Team liest alles.",
            "Der Chef kommt, sieht die Arbeit und geht wieder.",
            "Sie lesen, Sie wählen und Sie tippen auf Weiter.",
        ),
    ),
    Rule.SUBORDINATE_CLAUSE: Examples(
        right=(
            "Um welchen Fall geht es?",
            "Wir fragen Sie um 9 Uhr.",
            "Als Nächstes kommt eine Frage.",
            "Seit Montag haben Sie eine neue Aufgabe.",
            "Was soll anders werden?",
            "Ja, das stimmt.",
            "Bis bald.",
        ),
        wrong=(
            "Wir helfen Ihnen, weil die Arbeit schwer ist.",
            "Schön, dass Sie da sind.",
            "Wenn Sie Hilfe brauchen, tippen Sie hier.",
            "Jemand soll merken, wenn Sie Hilfe brauchen.",
            "Das ist die Stelle, die Sie einladen soll.",
            "Andere lesen nur, was Sie ihnen zeigen.",
            "Wir wissen nicht, ob das geht.",
            "Das ist der Chef, mit dem Sie sprechen.",
            "Sie machen eine Pause, um Kraft zu sammeln.",
            "Nur was Sie zeigen, bleibt länger.",
        ),
    ),
    Rule.PASSIVE: Examples(
        right=(
            "Ihre Antworten sind gespeichert.",
            "Das wird besser.",
            "Sie werden morgen mehr wissen.",
            "Es wird gut gehen.",
            "Der Chef hat die Aufgabe erklärt.",
            "Was ist daraus geworden?",
            "Das wird gern so bleiben.",
        ),
        wrong=(
            "Ihre Antworten werden gespeichert.",
            "Die Aufgabe wurde gut erklärt.",
            "Der Antrag wird vom Amt geprüft.",
            "Sie werden am Montag angerufen.",
            "Das ist oft vergessen worden.",
            "Das Team wurde informiert.",
            "Die Stunden werden vom Amt bezahlt.",
        ),
    ),
    Rule.SUBJUNCTIVE: Examples(
        right=(
            "Ich möchte eine Pause.",
            "Was möchten Sie tun?",
            "Vielleicht kann der Chef helfen.",
            "Sie haben Zeit.",
            "Das war gut.",
            "Sie dürfen fragen.",
        ),
        wrong=(
            "Was könnte besser sein?",
            "Das wäre schön.",
            "Sie hätten gern mehr Zeit.",
            "Was würde Ihnen helfen?",
            "Was müsste anders sein?",
            "Es gäbe noch viel zu tun.",
            "Sie sollten eine Pause machen.",
        ),
    ),
    Rule.GENITIVE: Examples(
        right=(
            "Der Chef von der Firma hilft.",
            "Auf der Tastatur ist ein Mikrofon.",
            "Sie sprechen mit der Chefin.",
            "Hat der Schritt geholfen?",
            "Beim nächsten Mal fragen wir: Hat der Plan geholfen?",
            "Sie zeigen der Kollegin die Arbeit.",
        ),
        warned=(
            "Der Chef des Betriebs hilft.",
            "Die Hilfe der Firma ist gut.",
            "Das Ende eines Gesprächs ist wichtig.",
            "Wegen der Pause kommen Sie später.",
            "Die Worte der Person sind wichtig.",
            "Das ist die Aufgabe Ihres Teams, trotz der Zeit.",
        ),
    ),
    Rule.SIMPLE_PAST: Examples(
        right=(
            "Die Arbeit war gut.",
            "Sie hatten viel Zeit.",
            "Heute arbeiten Sie wieder.",
            "Bitte antworten Sie.",
            "Ich habe das nicht verstanden.",
            "Sie haben den Schlüssel verloren.",
            "Was möchten Sie?",
        ),
        warned=(
            "Der Chef ging nach Hause.",
            "Sie arbeiteten gestern lange.",
            "Das Team sagte Ja.",
            "Sie konnten alles sehen.",
            "Was lief heute gut?",
            "Die Kollegin half Ihnen.",
            "Alle lachten.",
        ),
    ),
    Rule.NEGATION: Examples(
        right=(
            "Das ist leicht.",
            "Alle sagen etwas.",
            "Weiß ich nicht",
            "Will ich nicht sagen",
            "Das lesen nur Sie.",
            "Einige sind dabei.",
        ),
        warned=(
            "Das ist nicht wichtig.",
            "Sie brauchen keine Hilfe.",
            "Niemand liest das.",
            "Ohne Pause geht es weiter.",
            "Das war nie so.",
            "Der Chef sagt nichts.",
        ),
    ),
    Rule.DOUBLE_NEGATION: Examples(
        right=(
            "Das ist nicht wichtig.",
            "Niemand liest das.",
            "Sie müssen nicht antworten: Das ist nicht schlimm.",
            "Nicht unser Team ist da.",
            "Das ist nicht unten.",
            "Keine Sorge.",
        ),
        wrong=(
            "Das ist nicht unwichtig.",
            "Niemand hat nichts gesagt.",
            "Ohne ihn kann niemand lesen.",
            "Das geht nie ohne Hilfe.",
            "Weder Chef noch Team haben keine Zeit.",
            "Kein Gespräch war nicht gut.",
        ),
    ),
    Rule.HEAVY_NOUNS: Examples(
        right=(
            "Die Meinung zählt.",
            "Ihre Schwer-Behinderten-Vertretung hilft.",
            "Die Zeitung liegt in der Wohnung.",
            "Wir haben eine Idee und eine Lösung.",
            "Die Arbeit ist schwer.",
            "Der Sprung ist weit.",
        ),
        wrong=(
            "Die Beratung ist eine Leistung.",
            "Ihre Meinung zur Behinderung ist wichtig.",
            "Die Sicherheit braucht Ordnung.",
            "Es gibt Schwierigkeiten bei der Einarbeitung.",
            "Die Führung schätzt Ehrlichkeit.",
            "Gesundheit und Zufriedenheit sind wichtig.",
        ),
    ),
}
