"""Pages of eight: every number leads somewhere, also when the list became shorter or the number was made up."""

from __future__ import annotations

import pytest

from bot.casework.paging import page_of


@pytest.mark.parametrize(
    ("wanted", "first", "number"),
    [("", 0, 1), ("1", 0, 1), ("2", 8, 2), ("3", 16, 3), ("9", 16, 3), ("0", 0, 1), ("-1", 0, 1), ("x", 0, 1)],
)
def test_every_number_leads_to_a_page(wanted: str, first: int, number: int) -> None:
    page = page_of(range(17), wanted)
    assert (page.items[0], page.number, page.last) == (first, number, 3)


def test_an_empty_list_is_one_empty_page() -> None:
    assert (len(page_of([], "4").items), page_of([], "4").last) == (0, 1)
