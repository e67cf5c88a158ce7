"""What coaches write, with everything that has to be found in it: `{kind:words}` marks a place."""

from __future__ import annotations

import re

from dialogs.engine.personal_data import PersonalKind

HOLDING = """
{name:Sabine} kam heute zu spät.
Frau {name:Müller} war erst skeptisch, dann hat sie selbst mit angepackt.
Mit Herrn {name:Dr. Yilmaz} habe ich kurz gesprochen.
Herr {name:Dr. med. Weber} hat eine Bescheinigung geschickt.
Das hat Fr. {name:Schulze-Kathmann} so entschieden.
Hr. {name:Özgün} und Fr. {name:Le} waren dabei.
Frau {name:von der Leyden} leitet die Abteilung.
Herr {name:van Dyk} sagte nichts.
Frau {name:El Masri} hat gelacht.
Frau Kollegin {name:Brandis} vertritt mich.
{name:Dr. Hartwig} rät zu mehr Pausen.
Kollegin {name:Sabine} hat das Abladen gezeigt.
Chef {name:Thomas} war nicht da.
Kollege {name:Krause} hilft beim Einräumen.
Der Meister {name:Kowalski} hat ihn gelobt.
{name:Sabines} Schicht beginnt um 6.
Das ist {name:Thomas}' Platz.
Das war {name:Peter's} Idee.
Gestern hat {name:Ayşe} die Kasse allein gemacht.
Wir haben {name:Mehmet} und {name:Agnieszka} gefragt.
{name:Oleksandr Petrenko} möchte länger bleiben.
Der Anruf kam von {name:Fatima Al-Hassan}?
Ich habe {name:Anna-Lena Baumgartmann} begleitet.
{name:Hans-Peter} räumt auf.
Gestern hat {name:Sabine} Anweisungen gegeben.
Rückruf {phone:05141/9876543} erbeten!!
Viele Grüße, Ihr {name:Klaus-Dieter Wolff}
Es half {name:Esther Scholz-Minkenberg}.
Bei {name:Thi Huong Nguyen} klappt es.
Frau {name:Sabine Wiesenkötter} hat angerufen.
die frau {name:Müller} war nett
FRAU {name:MÜLLER} WAR NETT
{name:SABINE} war da.
„{name:Jonas}, kommst du?“, rief der Vorarbeiter.
Nach dem Besuch schrieb mir {name:Svetlana}.
Die Pseudonyme heißen {name:Anna} Ahorn und Ahorn.
Frau {name:Krebs} hat Pause gemacht.
Frau {name:Klein}, geb. {name:Großkopf}, kommt morgen.
Familie {name:Yılmaz} hat eingeladen.
Ruf mich an: {phone:0511 / 123-456}
Seine Nummer ist {phone:0170 1234567}.
Mobil {phone:0170/1234567}, abends.
Telefon: {phone:+49 511 123456-78}
{phone:+49 (0)511 1234567} ist das Büro.
Die Tante hat {phone:+90 532 123 45 67}.
{phone:0049 30 1234567} geht auch.
{phone:(0511) 98 76 54}
Durchwahl {phone:12345}
Tel. {phone:83 45 67}, ab acht Uhr.
{phone:05141 123456} oder {phone:0176-12345678}
{phone:030.1234567} ist besetzt.
Schreiben Sie an {email:sabine.mueller@example.org}.
Mail: {email:m.k+arbeit@firma-nord.example.com}, bitte nicht weitergeben.
{email:jörg@müller.example} hat geantwortet
{email:info (at) betrieb.example}
Konto {iban:DE89 3704 0044 0532 0130 00} bitte
Die IBAN lautet {iban:DE89370400440532013000}.
{iban:de89 3704 0044 0532 0130 00}
Er hat {iban:AT61 1904 3002 3457 3201} genannt.
Sie wohnt in der {address:Hauptstraße 12a}.
Treffpunkt {address:Goethestr. 5}, zweiter Stock.
Er wohnt {address:Am Markt 3}.
Die Wohnung ist {address:Karl-Marx-Allee 101-103}.
Post an {address:Lindenweg 7, 29221 Celle} schicken.
{address:Lange Straße 4} ist die Praxis.
Umzug nach {address:30159 Hannover} ist geplant.
{address:Mühlenplatz 1\\n38100 Braunschweig}
Zu Hause, {address:Unter den Linden 5}, klingelt niemand.
{address:An der Kirche 12 b} in Celle
Sie ist am {birth_date:12.3.1985} geboren.
geb. {birth_date:12.03.85}
Geburtsdatum: {birth_date:1. Mai 1990}
Er wurde {birth_date:1985} geboren.
* {birth_date:24.12.1979} in Celle
Sie hat am {birth_date:12.3.} Geburtstag.
Geburtstag ist am {birth_date:3. August}.
geboren am {birth_date:1990-05-04}
Am {birth_date:3.7.} hat er seinen 40. Geburtstag gefeiert.
Az. {case_number:12-3456/26}
Aktenzeichen: {case_number:S 12 AS 345/26}
Ihr Zeichen {case_number:S 12 AS 345/26}
Die Kundennummer ist {case_number:123D456789}.
Kundennr. {case_number:4711-0815}
Versicherungsnummer {case_number:65 170839 J 003}
BG-Nummer {case_number:12345//0012345} angeben
{case_number:24102BG0012345}
Schwerbehindertenausweis Nr. {case_number:123456789}
Steuer-ID {case_number:12 345 678 901}
Er hat {diagnosis:Autismus}.
Sie ist {diagnosis:autistisch} und mag keinen Lärm.
Mit {diagnosis:ADHS} ist Packen schwer.
Nach der {diagnosis:Depression} fängt er neu an.
Wegen der {diagnosis:Epilepsie} keine Leiter.
Die {diagnosis:Multiple Sklerose} macht ihn müde.
Er hat {diagnosis:MS} und braucht Pausen.
Sie hat das {diagnosis:Down-Syndrom}.
{diagnosis:Trisomie 21} wurde genannt.
Eine {diagnosis:geistige Behinderung} liegt vor.
Er ist {diagnosis:geistig behindert}, sagt der Chef.
Die {diagnosis:Angststörung} ist besser.
Im Bericht steht {diagnosis:F84.5}.
Diagnose nach ICD-10 {diagnosis:F20}
Er war wegen {diagnosis:Sucht} in Behandlung.
Ihre {diagnosis:Alkoholabhängigkeit} kam zur Sprache.
Der {diagnosis:Brustkrebs} ist zurück.
Der {diagnosis:Typ-2-Diabetes} stört nicht.
{diagnosis:PTBS}, sagt die Ärztin.
Seine {diagnosis:Lernbehinderung} merkt man kaum.
Frau {name:Müller}, {phone:0511 123456}, {email:a@b.example}: {name:Ali} hat {diagnosis:Asthma}.
{name:Sabine\u00a0Meier} war da
Frau\u00a0{name:Mu\u0308ller} kommt
{name:Ays\u0327e} 👍🏽 hat es geschafft
Tel.\u202f{phone:0511\u00a0123456} 📞
Herr {name:Schnei\u00adder} und {name:Sa\u200bbine} packen.
Die Hauptstra\u00dfe ist lang, aber {address:Mu\u0308hlenstraße\u00a05} ist nah.
"""

HOLDING_NOTHING = """
Der Meister sagte beim Abladen, dass es heute schneller ging.
Um 14:30 war Pause, um 15.00 Uhr ging es weiter.
3 von 10 Kartons waren falsch gepackt.
Der Herr im Haus ist der Chef.
Die Frau des Chefs brachte Kuchen.
Am 12.3. war ich zum ersten Mal da.
Im Mai wird es ruhiger, im August ist Betriebsurlaub.
Der Chef hat heute keine Zeit gehabt.
Er hat am Band 3 gearbeitet, später an der Maschine 12.
Im Lager 2 ist es zu laut.
Sie braucht für 20 Teile 45 Minuten.
Das kostet 1.250,50 Euro im Monat.
Es sind 12000 Euro bewilligt.
Wir haben 10500 Teile gepackt.
Von 08.30 bis 12.00 Uhr klappte es gut.
Vom 02.03.2026 bis 06.03.2026 war sie krank.
Der Besuch am 02.03.2026 dauerte 90 Minuten.
2026-03-02 09:00 Abfahrt
0,5 Stunden Anfahrt, 08:15 Ankunft
Die Behinderung war kein Thema.
Menschen mit Behinderungen arbeiten hier schon lange.
Die Schwerbehindertenvertretung wurde eingeladen.
Er kann jetzt MS Office und etwas Excel.
Sie sucht immer nach dem richtigen Karton.
Sucht er noch, oder hat er schon?
Eifersucht im Team, sagt die Vorarbeiterin.
Die psychosoziale Beratung half.
Ein Kollege nahm ihn mit. Danach ging alles leichter.
Ich sprach mit der Frau. Danach war Ruhe.
Frau Ahorn hat die Checkliste benutzt.
Linde war heute früher fertig als sonst.
Iris und Jasmin arbeiten gern zusammen.
Ahorns Kollegin half beim Tragen.
Herr Kollege, das geht so nicht, sagte er.
Ob die Frau Zeit hat, ist offen.
weil die Frau Angst hatte
Frau und Mann packen gemeinsam.
Meine Frau Kollegin kommt morgen.
Herr der Lage ist hier niemand.
Der Vorarbeiter und zwei Kollegen sahen zu.
Auf dem Weg 3 Kollegen getroffen
Der Arbeitsplatz 3 ist frei, der Parkplatz 12 nicht.
Der Heimweg 20 Minuten zu Fuß
Die Waschstraße 2 steht still.
Am Markt 3 Kollegen getroffen
Am Montag 3 Stunden, am Freitag 2.
Zum Beispiel 3 Kartons
Am Platz 4 saß niemand.
Auf einer Skala von 0 bis 10 eine 7.
Schritt 1 von 5, Seite 2
Halle A12, Regal F84, Fach 3
Das ist ein Roman für sich.
Rose, Nelke und Tulpe standen auf dem Tisch.
Mit Ernst bei der Sache
Das wird Mark und Bein erschüttern.
Max. 3 Stunden am Tag
Seit Jan. 2026 läuft das Praktikum.
Fr. Vormittag frei, Mo. wieder da
Fr. 12.3. Termin mit dem Amt
Zum Geburtstag gab es Kuchen.
Sie hat beim Geburtstag am Tisch geholfen.
Die Idee wurde im Team geboren.
Die Nummer 4711 auf dem Karton stimmt.
Der Auftrag 45678 ist fertig.
Artikel 100200300 fehlt
Das Aktenzeichen fehlt noch.
Den Schwerbehindertenausweis bringt er mit.
Telefon klingelt 3 Mal am Tag
Er rief 2-3 mal an.
Handy 2 Stunden weg
Sie kommt @home besser zurecht.
50 % schafft er, 80% sind das Ziel.
Der Kollege: „Alles gut, wir machen das.“
Die Chefin lobte ihn vor allen!
😀 lief super 👍
Chef Urlaub, Meister krank
Kollegin Pause gemacht, dann weiter
3 x 20 Minuten Übung, 2 * 15 Minuten allein
Die Temperatur war 35.5 Grad.
Wir treffen uns um 9 in der Werkstatt.
Er soll erst gehen, wenn Schichtwechsel ist.
Trans Personen arbeiten hier auch.
Vorgang vom 12.03.2026 geprüft, Ausweis am 12.03.2026 abgeholt
Der Herr Direktor kam mit.
Herr M. kam später, Frau K. ging früher.
Grad der Behinderung 60, Merkzeichen G
Die Frau von Edeka war nett.
30000 Dübel liegen bereit.
In der Bahnhofstraße 3 Ampeln gezählt
Herr? Frau? Das stand nicht drauf.
Am 12. hat sie Geburtstag.
Im 2. Jahr geboren, so die Idee
"""

_MARK = re.compile(r"\{(\w+):(.*?)\}", re.DOTALL)
Expected = list[tuple[PersonalKind, str]]


def labelled() -> list[tuple[str, Expected]]:
    """Each sentence without its marks, and the kinds and words to be found in it, in order."""
    lines = [line.replace("\\n", "\n") for line in (HOLDING + HOLDING_NOTHING).splitlines() if line]
    return [
        (_MARK.sub(r"\2", line), [(PersonalKind(kind), words) for kind, words in _MARK.findall(line)]) for line in lines
    ]
