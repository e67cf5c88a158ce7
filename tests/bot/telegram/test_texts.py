"""Whatever people can type is stored as they typed it, or refused with a kind sentence and nothing stored."""

from __future__ import annotations

import pytest

from dialogs.engine.inputs import Action
from tests.bot.telegram.practice import Practice
from tests.bot.telegram.walking import OBSERVED, asks, is_review, parks, taps, tokens

KEPT = (
    OBSERVED.format('<b>fett</b> & <script>alert("x")</script>'),
    OBSERVED.format("*_[]()~`>#+-=|{}.! \\ %s {{ x }} {0}"),
    OBSERVED.format("😀👩🏽‍🔧👨‍👩‍👧‍👦🇩🇪"),
    OBSERVED.format("אני כאן שלום \u202e verkehrt"),
    OBSERVED.format("العربية ١٢٣"),
    OBSERVED.format("Zeile 1\n\n  Zeile 2\tTab"),
    OBSERVED.format("'; DROP TABLE answer; --"),
    OBSERVED.format("a\u0301 e\u0308 ﷽ ͏ Z̷̢̛͔"),
    OBSERVED.format("http://127.0.0.1/ @begonie #x"),
)
EMPTY = (" ", "\n\t ", "\u200b", "\u200b\ufeff\u200b", "\u2060", "\u200d\u200c", "\u00ad", "\u200e\u200f", "\u3164")


@pytest.mark.parametrize("text", KEPT)
async def test_text_is_stored_and_played_back_as_it_was_typed(practice: Practice, text: str) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    ahorn.writes(text)
    await ahorn.hears(practice.progress(3, 6))
    assert practice.answers_of("Ahorn")["gesehen"] == [text]
    ahorn.writes("/zurueck")
    await ahorn.hears(lambda message: text.split()[-1] in message.text)


async def test_text_with_nothing_to_see_is_refused_and_asked_for_again(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    for text in EMPTY:
        ahorn.writes(text)
        refused = await ahorn.hears()
        assert practice.says("refused_empty") in refused.text, f"{text!a} is no answer"
        assert practice.progress(2, 6) in refused.text
    assert set(practice.answers_of("Ahorn")) == {"geparkt"}
    ahorn.writes(OBSERVED.format("doch etwas"))
    await ahorn.hears(practice.progress(3, 6))


async def test_as_long_as_a_message_can_be_and_more_of_it(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    parts = ["ä" * 4_096, "😀" * 2_048, "ö" * 4_000, "Schluss."]
    for part in parts[:3]:
        ahorn.writes(part)
    ahorn.writes(parts[3])
    await ahorn.hears(practice.progress(3, 6))
    assert practice.answers_of("Ahorn")["gesehen"][-1] == "\n".join(parts)


async def test_long_message_that_was_all_is_left_with_one_tap(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    ahorn.writes("ä" * 4_096)
    more = await ahorn.hears(practice.says("more_expected"))
    taps(ahorn, more, Action.KEEP)
    await ahorn.hears(practice.progress(3, 6))
    assert practice.answers_of("Ahorn")["gesehen"] == ["ä" * 4_096]


async def test_review_of_six_answers_as_long_as_can_be_fits_into_one_message(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    message = await parks(ahorn)
    while not is_review(message):
        if tokens(message, Action.SKIP):
            ahorn.writes(f"Am Freitag {'<&> 😀 ' * 585}"[:4_000])
        else:
            taps(ahorn, message, Action.KEEP)
        message = await ahorn.hears(asks)
    taps(ahorn, message, Action.CONFIRM)
    await ahorn.hears(lambda found: not asks(found))


async def test_edited_message_leaves_the_first_version_and_says_so(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await parks(ahorn)
    written = ahorn.writes(OBSERVED.format("zuerst"))
    await ahorn.hears(practice.progress(3, 6))
    ahorn.edits(written.message_id, OBSERVED.format("danach"))
    hint = await ahorn.hears(practice.says("hint_edited"))
    assert practice.progress(3, 6) in hint.text
    assert practice.answers_of("Ahorn")["gesehen"] == [OBSERVED.format("zuerst")]


async def test_text_without_an_open_question_is_not_stored_and_the_menu_comes(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    ahorn.writes("Einfach so")
    answered = await ahorn.hears(practice.says("nothing_open"))
    assert practice.says("menu_besuch") in answered.labels
    assert practice.answers_of("Ahorn") == {}
