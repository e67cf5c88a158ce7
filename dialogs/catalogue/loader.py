"""Loads all content from its folder, strictly: either everything is right, or every mistake is reported."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dialogs.catalogue.build import body_of, build_dialog
from dialogs.catalogue.crisis_words import read_crisis_words
from dialogs.catalogue.easy_language.accepting import take_accepted
from dialogs.catalogue.easy_language.findings import Acceptance
from dialogs.catalogue.easy_language.glossary import Glossary, read_glossary
from dialogs.catalogue.easy_language.words import EasyWords, read_easy_words
from dialogs.catalogue.judging_words import read_judging_words
from dialogs.catalogue.personal_data import read_personal_words
from dialogs.catalogue.problems import ContentError, Problem
from dialogs.catalogue.reader import Reader
from dialogs.catalogue.texts import SharedTexts, read_texts
from dialogs.engine.crisis import CrisisWords
from dialogs.engine.judging import JudgingWords
from dialogs.engine.model import Dialog, DialogKind, Register
from dialogs.engine.personal_data import PersonalWords
from dialogs.engine.vocabulary import Vocabulary

CONTENT = Path(__file__).parent.parent / "content"
SHARED = "shared"
LEAST_VARIANTS_OF_A_VISIT = 3


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One thing the source documents ask for, which the dialogs must cover."""

    id: str
    section: str
    gist: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that can be asked and said. `bodies` holds each dialog as canonical JSON for storing; `accepted` holds
    by file what its author keeps although the checker of easy language warns of it.
    """

    dialogs: Mapping[str, Dialog]
    bodies: Mapping[str, str]
    texts: SharedTexts
    vocabulary: Vocabulary
    sources: Mapping[str, SourceItem]
    plants: tuple[str, ...]
    personal_data: PersonalWords
    judging: JudgingWords
    crisis: CrisisWords
    glossary: Glossary
    easy_words: EasyWords
    accepted: Mapping[str, tuple[Acceptance, ...]]


def load_catalogue(folder: Path = CONTENT) -> Catalogue:
    """The whole content of `folder`. Raises ContentError with all problems if anything is wrong."""
    problems: list[Problem] = []
    dialogs: dict[str, Dialog] = {}
    bodies: dict[str, str] = {}
    accepted: dict[str, tuple[Acceptance, ...]] = {}
    files = sorted(folder.glob("*/dialog.toml"))
    for file in files:
        dialog_id = file.parent.name
        data = _parse(file, folder, problems)
        if data is None:
            continue
        accepted[str(file.relative_to(folder))] = take_accepted(data, str(file.relative_to(folder)), problems)
        dialog, found = build_dialog(dialog_id, data, str(file.relative_to(folder)))
        problems.extend(found)
        if dialog is not None:
            dialogs[dialog_id] = dialog
            bodies[dialog_id] = body_of(dialog_id, data)
    shared = folder / SHARED
    texts = _texts(shared / "texts", folder, problems, accepted)
    sources = _sources(_parse(shared / "sources.toml", folder, problems) or {}, problems)
    vocabulary = _vocabulary(_parse(shared / "vocabulary.toml", folder, problems) or {}, problems)
    plants = Reader(_parse(shared / "plants.toml", folder, problems) or {}, "shared/plants.toml", "", problems)
    for dialog_id, dialog in dialogs.items():
        problems.extend(_beyond_one_file(dialog, f"{dialog_id}/dialog.toml", sources))
    pseudonyms = plants.words("plants")
    plants.finish()
    personal = _parse(shared / "personal_data.toml", folder, problems) or {}
    judging = _parse(shared / "judging_words.toml", folder, problems) or {}
    crisis = _parse(shared / "crisis.toml", folder, problems) or {}
    words_of_the_field = _parse(shared / "glossary.toml", folder, problems) or {}
    accepted["shared/glossary.toml"] = take_accepted(words_of_the_field, "shared/glossary.toml", problems)
    hard_words = _parse(shared / "easy_language.toml", folder, problems) or {}
    catalogue = Catalogue(
        dialogs=dict(sorted(dialogs.items(), key=lambda item: item[1].order)),
        bodies=bodies,
        texts=texts,
        vocabulary=vocabulary,
        sources=sources,
        plants=pseudonyms,
        personal_data=read_personal_words(personal, "shared/personal_data.toml", problems, pseudonyms),
        judging=read_judging_words(judging, "shared/judging_words.toml", problems),
        crisis=read_crisis_words(crisis, "shared/crisis.toml", problems),
        glossary=read_glossary(words_of_the_field, "shared/glossary.toml", problems),
        easy_words=read_easy_words(hard_words, "shared/easy_language.toml", problems),
        accepted=accepted,
    )
    if not files:
        problems.append(Problem(str(folder), "", "holds no dialog"))
    if problems:
        raise ContentError(tuple(sorted(problems)))
    return catalogue


def _parse(file: Path, folder: Path, problems: list[Problem]) -> dict[str, Any] | None:
    place = str(file.relative_to(folder))
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.append(Problem(place, "", "is missing"))
    except UnicodeDecodeError:
        problems.append(Problem(place, "", "is not UTF-8 text; save it as UTF-8"))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(place, "", f"is not valid TOML: {error}"))
    return None


def _beyond_one_file(dialog: Dialog, file: str, sources: Mapping[str, SourceItem]) -> list[Problem]:
    problems = []
    for step in dialog.steps.values():
        for item in step.covers:
            if item not in sources:
                problems.append(Problem(file, step.id, f"covers '{item}', which is not in shared/sources.toml"))
        if dialog.kind is DialogKind.VISIT:
            for register in Register:
                if len(step.question[register]) < LEAST_VARIANTS_OF_A_VISIT:
                    message = f"comes back every week and needs {LEAST_VARIANTS_OF_A_VISIT} wordings ('{register}')"
                    problems.append(Problem(file, step.id, message))
    return problems


def _texts(
    texts_folder: Path, folder: Path, problems: list[Problem], accepted: dict[str, tuple[Acceptance, ...]]
) -> SharedTexts:
    """The texts of all files together; a key may be used once."""
    together = SharedTexts({}, {})
    files = sorted(texts_folder.glob("*.toml"))
    if not files:
        problems.append(Problem(str(texts_folder.relative_to(folder)), "", "holds no texts"))
    for file in files:
        place = str(file.relative_to(folder))
        data = _parse(file, folder, problems) or {}
        accepted[place] = take_accepted(data, place, problems)
        found = read_texts(data, place, problems)
        problems += [Problem(place, "", f"the key '{key}' is taken") for key in sorted(found.keys() & together.keys())]
        together = together.with_more(found)
    return together


def _sources(data: Mapping[str, Any], problems: list[Problem]) -> dict[str, SourceItem]:
    reader = Reader(data, "shared/sources.toml", "", problems)
    items = {}
    for entry in reader.tables("items"):
        item = SourceItem(entry.take("id", str), entry.take("section", str), entry.take("gist", str))
        entry.finish()
        if item.id in items:
            entry.problem(f"the id '{item.id}' is taken")
        items[item.id] = item
    reader.finish()
    return items


def _vocabulary(data: Mapping[str, Any], problems: list[Problem]) -> Vocabulary:
    reader = Reader(data, "shared/vocabulary.toml", "", problems)

    def numbers(key: str) -> dict[str, int]:
        table = data.get(key)
        below = reader.table(key)
        return {word: below.take(word, int) for word in table} if isinstance(table, Mapping) else {}

    vocabulary = Vocabulary(
        weekdays=numbers("weekdays"),
        months=numbers("months"),
        relative_days=numbers("relative_days"),
        units=numbers("units"),
        small_numbers=numbers("small_numbers"),
        next_words=frozenset(reader.words("next_words")),
        words_of_time=frozenset(reader.words("words_of_time")),
        observation_signs=frozenset(reader.words("observation_signs")),
        nothing_to_say=frozenset(reader.words("nothing_to_say")),
    )
    reader.finish()
    return vocabulary
