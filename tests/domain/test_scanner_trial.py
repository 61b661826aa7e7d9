"""The scanner test knows its own codes and says what a scanner makes of them."""

import pytest

from warrantydesk.domain.scan import recognise
from warrantydesk.domain.scanner_trial import End, Fault, Typed, judged, meant, trial_codes
from warrantydesk.domain.vin import digit_is_wrong

CODES = trial_codes("01", 2026)


def typed(text: str, slowest: int = 12, end: End = End.ENTER) -> Typed:
    return Typed(text, slowest, 200, end)


def test_each_code_is_what_it_says() -> None:
    assert [recognise(code.text).kind for code in CODES] == [code.kind for code in CODES]
    assert not digit_is_wrong(CODES[1].text)
    for place, code in enumerate(CODES):
        assert meant(CODES, 0, code.text) == place
        assert judged(code, typed(code.text)).is_right


@pytest.mark.parametrize(
    ("place", "text", "faults", "understood"),
    [
        (2, "c0126-000000", (Fault.CASE,), True),
        (2, "c0126_000000", (Fault.CASE, Fault.HYPHEN), False),
        (3, "P?R2?3", (Fault.HYPHEN,), False),
        (3, "Pßr2ß3", (Fault.LAYOUT,), False),
        (0, "à&é-ààààààèè", (Fault.LAYOUT,), False),
        (1, "LX0CA8B4RG01734", (Fault.LOST,), False),
        (0, "]C1012600000077", (Fault.EXTRA,), False),
        (1, "ＬＸ０", (Fault.WIDE,), False),
        (0, "hello", (Fault.FOREIGN,), False),
    ],
)
def test_what_was_bent_is_named(
    place: int, text: str, faults: tuple[Fault, ...], understood: bool
) -> None:
    verdict = judged(CODES[place], typed(text))
    assert (verdict.faults, verdict.is_understood) == (faults, understood)


def test_an_end_that_is_missing_and_slow_keys_are_faults_of_their_own() -> None:
    whole = CODES[0].text
    assert judged(CODES[0], typed(whole, end=End.NONE)).faults == (Fault.NO_END,)
    assert judged(CODES[0], typed(whole, end=End.TAB)).is_right
    assert judged(CODES[0], typed(whole, slowest=150)).faults == (Fault.SLOW,)
