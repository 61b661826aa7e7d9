"""Names found by a few letters: pieces, beginnings of words, pinyin in every reading."""

import pytest

from warrantydesk.domain.few_letters import folded, matched

READ = {"上": ("shang",), "报": ("bao",), "索": ("suo",), "单": ("dan", "chan", "shan")}


def readings(sign: str) -> tuple[str, ...]:
    return READ.get(sign, ())


@pytest.mark.parametrize(
    ("asked", "name", "meant"),
    [
        ("sb", "上报单", "上报"),
        ("shangbao", "上报单", "上报"),
        ("sbc", "上报单", "上报单"),
        ("报d", "上报单", "报单"),
        ("ss", "上报索", "上索"),
        ("nc", "New claim", "Nc"),
        ("aim", "New claim", "aim"),
        ("ＱＣ26", "QC-26", "QC26"),
    ],
)
def test_the_signs_that_were_meant(asked: str, name: str, meant: str) -> None:
    found = matched(folded(asked), name, readings)

    assert found is not None
    assert "".join(name[at] for at in found.spots) == meant


def test_every_word_must_fit() -> None:
    assert matched("new part", "New claim", readings) is None


def test_a_beginning_comes_before_a_leap() -> None:
    near, far = matched("sb", "上报单", readings), matched("ss", "上报索", readings)

    assert near is not None
    assert far is not None
    assert near.order < far.order


def test_words_that_stand_together_come_first() -> None:
    together = matched("first day", "First day: ten tasks", readings)
    apart = matched("first day", "First-pass rate and days to answer", readings)
    assert together is not None
    assert apart is not None
    assert together.order < apart.order
