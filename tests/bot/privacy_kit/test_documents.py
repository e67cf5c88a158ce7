"""The documents are complete, follow the settings, and name every blank they leave."""

from __future__ import annotations

import re

import pytest

from bot.privacy_kit.documents import blanks_in, documents_of
from bot.privacy_kit.facts import TEMPLATES
from bot.privacy_kit.web_page import web_page
from tests.bot.privacy_kit.installation import facts, kit, readable

# What a data protection officer looks for first in each document.
ANCHORS = {
    "01": ("Art. 30 Abs. 1 DSGVO", "§ 35 SGB I", "§§ 67a, 67b SGB X", "§§ 49, 185 oder 193 SGB IX", "§ 22 Abs. 1 BDSG"),
    "02": ("Art. 32 DSGVO", "§ 22 Abs. 2 BDSG", "AES-256-GCM", "HMAC", "Art. 33, 34 DSGVO", "§ 83a SGB X"),
    "03": ("Art. 25 Abs. 2", "Privat", "Team", "Bericht"),
    "04": ("Art. 17 DSGVO", "§ 35 BDSG", "§ 84 SGB X", "48 Stunden", "Schlüssel"),
    "05": ("Art. 35 Abs. 7 Buchst. a", "Buchst. b", "Buchst. c und d", "Art. 36 DSGVO", "Art. 35 Abs. 9", "R12"),
    "06": (
        "§ 80 Abs. 1 SGB X",
        "§ 80 Abs. 2 SGB X",
        "§ 80 Abs. 3 SGB X",
        "Art. 28",
        "§ 203 Abs. 3 Satz 2",
        "§ 213 SGB IX",
    ),
    "07a": ("Art. 13 und 14 DSGVO", "Art. 15", "Art. 17", "Art. 77", "Art. 7 Abs. 3", "Art. 22 DSGVO"),
    "07b": ("Artikel 13", "freiwillig", "löschen", "beschweren"),
    "07c": ("Art. 13 DSGVO", "Art. 77", "freiwillig"),
    "07d": ("Artikel 13", "freiwillig", "löschen", "beschweren"),
    "07e": ("Art. 13 DSGVO", "Art. 77", "§ 203 StGB", "§ 26 BDSG"),
    "07f": ("Artikel 13", "freiwillig", "löschen", "beschweren"),
    "08": (
        "nicht Ende-zu-Ende",
        "FZ-LLC in Dubai",
        "Art. 28 DSGVO",
        "Art. 45 DSGVO",
        "Aufsicht",
        "48 Stunden",
        "nachklang chat",
    ),
}
PERIODS = {
    "NACHKLANG_KEEP_PRIVATE_MONTHS": (
        "7",
        "12 Monate",
        "7 Monate",
        ("01", "04", "05", "07a", "07b", "07c", "07d", "07e", "07f"),
    ),
    "NACHKLANG_KEEP_CASE_YEARS": (
        "3",
        "Ende des 5. Kalenderjahres",
        "Ende des 3. Kalenderjahres",
        ("01", "04", "05", "07a", "07c", "07e"),
    ),
    "NACHKLANG_KEEP_ADDRESS_MONTHS": (
        "1",
        "8 Monate",
        "1 Monat",
        ("01", "04", "05", "07a", "07b", "07c", "07d", "07e", "07f"),
    ),
    "NACHKLANG_KEEP_AUDIT_YEARS": (
        "9",
        "6 Jahre",
        "9 Jahre",
        ("01", "04", "05", "07a", "07b", "07c", "07d", "07e", "07f"),
    ),
}
INSTALLATIONS: tuple[dict[str, str], ...] = (
    {},
    {"TELEGRAM_BOT_TOKEN": "", "NACHKLANG_DATABASE_URL": "postgresql://host/kit"},
    {
        "NACHKLANG_WEBHOOK_URL": "https://bot.example/x",
        "NACHKLANG_WEBHOOK_SECRET": "s",
        "TELEGRAM_API_BASE_URL": "http://botapi.example",
    },
)


@pytest.mark.parametrize("installation", INSTALLATIONS)
@pytest.mark.parametrize("number", ANCHORS)
def test_each_document_stands_on_its_law(number: str, installation: dict[str, str]) -> None:
    text = readable(kit(**installation)[number].markdown)
    assert [anchor for anchor in ANCHORS[number] if anchor not in text] == []


@pytest.mark.parametrize("setting", PERIODS)
def test_periods_follow_the_settings(setting: str) -> None:
    value, by_default, expected, numbers = PERIODS[setting]
    before, after = kit(), kit(**{setting: value})
    assert [number for number in before if by_default in readable(before[number].markdown)] == list(numbers)
    assert [number for number in after if by_default in readable(after[number].markdown)] == []
    assert [number for number in numbers if expected not in readable(after[number].markdown)] == []


def test_every_role_and_right_has_its_place_in_the_matrix() -> None:
    known, text = facts(), kit()["03"].markdown
    table = [line for line in text.splitlines() if line.startswith("|")]
    head = [cell.strip() for cell in table[0].strip("|").split("|")]
    assert [readable(cell) for cell in head[1:]] == [role.name for role in known.roles]
    rows = {readable(line.split("|")[1]): line.strip("|").split("|")[1:] for line in table[2 : 2 + len(known.rights)]}
    for right in known.rights:
        assert tuple(cell.strip() == "ja" for cell in rows[right.label]) == right.allowed


def test_what_telegram_means_depends_on_having_it() -> None:
    without = kit(TELEGRAM_BOT_TOKEN="")
    for number in ("01", "07a", "07b", "07c", "07d", "07e", "07f"):
        assert "Dubai" in kit()[number].markdown
        assert "Dubai" not in without[number].markdown
    assert "kein Telegram-Bot eingerichtet" in without["08"].markdown
    assert "eigener Server, botapi.example" in readable(
        kit(TELEGRAM_API_BASE_URL="http://botapi.example")["index"].markdown
    )


def test_who_answers_for_the_data_is_filled_in_where_the_settings_say_it() -> None:
    told = kit(NACHKLANG_ORGANISATION="IFD | *Muster* <b>", NACHKLANG_CONTACT="datenschutz@ifd.example")
    for number in ("01", "07a", "07b"):
        page = readable(web_page(told[number]).decode())
        assert "IFD | *Muster* <b>" in page
        assert "datenschutz@ifd.example" in page
        assert "Name und Anschrift der verantwortlichen Stelle" not in page
    assert "Name und Anschrift der verantwortlichen Stelle" in kit()["01"].markdown


def test_every_blank_is_on_the_list_with_its_documents() -> None:
    documents = documents_of(facts())
    rows = {}
    for line in documents[-1].markdown.splitlines():
        if line.startswith("| ☐"):
            _, text, numbers = (readable(cell) for cell in line.strip("| ").split(" | "))
            rows[text] = numbers.split(", ")
    assert len(rows) > 50
    for document in documents[:-1]:
        for blank in re.findall(r"\[bitte [^\]]+\]", document.markdown):
            assert document.number in rows[" ".join(blank.split())]
    assert [blank.text for blank in blanks_in(documents)] == list(rows)


def test_brackets_are_only_blanks_and_links() -> None:
    """A blank that is misspelt would not be marked and not be on the list."""
    for file in TEMPLATES.glob("*.md"):
        for found in re.findall(r"\[[^\]]*\](?!\()", file.read_text(encoding="utf-8")):
            if "documents" not in found:
                assert re.fullmatch(r"\[bitte (eintragen|bewerten): [^\]]+\]", found), (file.name, found)


def test_the_index_leads_to_every_document() -> None:
    documents = documents_of(facts())
    assert documents[0].name == "index"
    links = re.findall(r"\]\((.+?)\.html\)", documents[0].markdown)
    assert [readable(link) for link in links] == [document.name for document in documents[1:]]


@pytest.mark.parametrize("installation", INSTALLATIONS)
@pytest.mark.parametrize("number", ["07b", "07d", "07f"])
def test_easy_sheets_have_short_sentences_on_lines_of_their_own(number: str, installation: dict[str, str]) -> None:
    lines = [line.strip("#*: ") for line in kit(**installation)[number].markdown.splitlines()]
    texts = [line for line in lines if line and "[bitte" not in line]
    assert [text for text in texts if len(text.split()) > 12] == []
    assert [text for text in texts if re.search(r"(?<=[a-zäöüß])[.?!] \S", text)] == []
    assert [text for text in texts if re.search(r"[();]|, (weil|dass|wenn|die|der|das)\b", text)] == []


def test_typography_is_german() -> None:
    for document in kit().values():
        assert '"' not in document.markdown, document.name
        assert document.markdown.count("„") == document.markdown.count("“"), document.name
