"""Taps that come too often, too late or from two devices: the first one wins, and nothing is answered twice."""

from __future__ import annotations

from dialogs.engine.inputs import Action
from tests.bot.telegram.practice import Practice
from tests.bot.telegram.walking import begins_visit, heard_so_far, parks, taps, tokens, walks_visit
from tests.telegram_server import ChatMessage, TelegramServer


async def test_triple_tap_is_one_answer(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await begins_visit(ahorn)
    first = tokens(question, Action.CHOOSE)[0]
    queries = [ahorn.taps_data(first, question) for _ in range(3)]
    heard = await heard_so_far(ahorn, practice.says("register_offered"))
    assert [practice.progress(2, 6) in message.text for message in heard] == [True]
    assert [len(revisions) for revisions in practice.answers_of("Ahorn").values()] == [1]
    await practice.stops()
    assert set(queries) <= set(server.answered_callbacks)


async def test_double_tap_on_a_button_that_stays_does_not_answer_the_next_question(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await parks(ahorn)
    skip = tokens(question, Action.SKIP)[0]
    for _ in range(2):
        ahorn.taps_data(skip, question)
    heard = await heard_so_far(ahorn, practice.says("register_offered"))
    assert [practice.progress(3, 6) in message.text for message in heard] == [True]
    assert set(practice.answers_of("Ahorn")) == {"geparkt", "gesehen"}


async def test_of_two_devices_the_first_tap_wins(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await begins_visit(ahorn)
    taps(ahorn, question, Action.CHOOSE, 1)
    taps(ahorn, question, Action.CHOOSE, 0)
    heard = await heard_so_far(ahorn, practice.says("register_offered"))
    assert len(heard) == 2
    assert heard[1].text.startswith(practice.says("hint_old_button"))
    assert practice.progress(2, 6) in heard[1].text
    option = practice.app.content.catalogue.dialogs["nach_dem_besuch"].steps["geparkt"].options[1]
    assert list(practice.answers_of("Ahorn").values()) == [[option.label["standard"]]]


async def test_tapped_question_shows_what_was_chosen_and_has_no_buttons_any_more(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await begins_visit(ahorn)
    label = question.labels[0]
    taps(ahorn, question, Action.CHOOSE)
    settled = await ahorn.sees(lambda message: message is question and not message.buttons)
    assert settled.text.endswith(f"✓ {label}")


async def test_button_of_an_earlier_question_shows_the_current_one_again(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    old = await begins_visit(ahorn)
    old_tokens = tokens(old, Action.CHOOSE)
    taps(ahorn, old, Action.CHOOSE)
    await ahorn.hears(practice.progress(2, 6))
    before = practice.answers_of("Ahorn")
    ahorn.taps_data(old_tokens[1], old)
    again = await ahorn.hears(practice.says("hint_old_button"))
    assert practice.progress(2, 6) in again.text
    assert tokens(again, Action.SKIP), "the question that is open can be answered from the hint"
    assert practice.answers_of("Ahorn") == before


async def test_tap_after_the_end_says_so_and_changes_nothing(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    await walks_visit(ahorn, "Ahorn")
    review = await ahorn.sees(lambda message: bool(tokens_before(message, Action.CONFIRM)))
    before = practice.answers_of("Ahorn")
    practice.clock.forward(seconds=10)
    for action in (Action.CONFIRM, Action.CHANGE):
        ahorn.taps_data(tokens_before(review, action)[0], review)
        practice.clock.forward(seconds=10)
        hint = await ahorn.hears(practice.says("hint_closed"))
        assert hint.text.startswith(practice.says("hint_closed"))
    assert practice.answers_of("Ahorn") == before


async def test_tap_on_an_answer_after_a_pause_goes_on(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await begins_visit(ahorn)
    ahorn.writes("/pause")
    await ahorn.hears(practice.says("paused"))
    practice.clock.forward(days=30)
    taps(ahorn, question, Action.CHOOSE)
    await ahorn.hears(practice.progress(2, 6))
    assert set(practice.answers_of("Ahorn")) == {"geparkt"}


async def test_driving_pauses_and_weiter_asks_again(practice: Practice) -> None:
    ahorn = await practice.joins("Ahorn")
    taps(ahorn, await begins_visit(ahorn), Action.CHOOSE, 2)
    paused = await ahorn.hears(practice.says("paused"))
    assert practice.answers_of("Ahorn") == {}
    taps(ahorn, paused, Action.REPEAT)
    assert practice.progress(1, 6) in (await ahorn.hears()).text


async def test_tap_is_taken_though_its_receipt_comes_too_late(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await begins_visit(ahorn)
    server.faults.error(400, "Bad Request: query is too old and response timeout expired", method="answerCallbackQuery")
    taps(ahorn, question, Action.CHOOSE)
    await ahorn.hears(practice.progress(2, 6))


async def test_tap_on_a_message_too_old_to_be_shown_is_taken(practice: Practice, server: TelegramServer) -> None:
    ahorn = await practice.joins("Ahorn")
    question = await begins_visit(ahorn)
    gone = {"chat": question.raw["chat"], "message_id": question.message_id, "date": 0}
    query = {"id": "9", "from": ahorn.user, "message": gone, "chat_instance": "1"}
    server.world.updates.push("callback_query", {**query, "data": tokens(question, Action.CHOOSE)[0]}, ahorn.id)
    await ahorn.hears(practice.progress(2, 6))


def tokens_before(message: ChatMessage, action: Action) -> list[str]:
    """Like `tokens`, for the buttons that were there before they were taken off."""
    data = [button.data or "" for edit in message.edits for row in edit.buttons for button in row]
    return [text for text in data if f".{action}." in text]
