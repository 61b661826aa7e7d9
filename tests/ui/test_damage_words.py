"""What the check after the start says of damage, in words of its own."""

import pytest

from warrantydesk.ui.damage_words import damage_words


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        ("database disk image is malformed", "a page of the data file cannot be read any more"),
        (
            "*** in database main ***\nTree 7 page 7 cell 0: invalid page number 4294967295",
            "a page of the data file cannot be read any more",
        ),
        (
            "row 12 missing from index claim_number",
            "an index of the data file does not fit what it points at",
        ),
        (
            "wrong # of entries in index claim_number",
            "an index of the data file does not fit what it points at",
        ),
        ("18204: was changed", "entry 18204 of the journal does not fit those around it"),
    ],
)
def test_damage_is_told_without_the_words_of_the_machine(problem: str, told: str) -> None:
    assert damage_words(problem) == told
