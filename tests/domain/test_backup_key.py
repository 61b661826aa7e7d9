"""The printed key: every slip of one digit, every pair the wrong way round is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.backup_key import GROUPS, BackupKey, key_of, wrong_groups
from warrantydesk.domain.errors import Refused

KEYS = st.binary(min_size=16, max_size=16).map(BackupKey)


@given(KEYS)
def test_what_is_printed_is_read(key: BackupKey) -> None:
    assert key_of(str(key)) == key
    assert key_of(" ".join(key.groups).replace("0", "\uff10")) == key
    assert wrong_groups(str(key)) == ()
    assert [len(group) for group in key.groups] == [6] * GROUPS


@given(KEYS)
def test_a_slip_of_any_digit_is_named_with_its_group(key: BackupKey) -> None:
    plain = str(key).replace("-", "")
    for place in range(len(plain)):
        for digit in "0123456789":
            if digit != plain[place]:
                typed = plain[:place] + digit + plain[place + 1 :]
                assert wrong_groups(typed) == (place // 6 + 1,)
    with pytest.raises(Refused):
        key_of(typed)


@given(KEYS)
def test_neighbouring_digits_the_wrong_way_round_are_noticed(key: BackupKey) -> None:
    for number, group in enumerate(key.groups, 1):
        for place in range(5):
            turned = group[:place] + group[place + 1] + group[place] + group[place + 2 :]
            groups = (*key.groups[: number - 1], turned, *key.groups[number:])
            assert (number in wrong_groups("-".join(groups))) is (turned != group)


@given(KEYS, st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1))
def test_groups_the_wrong_way_round_are_noticed(key: BackupKey, one: int, two: int) -> None:
    groups = list(key.groups)
    groups[one], groups[two] = groups[two], groups[one]
    assert bool(wrong_groups("-".join(groups))) is (one != two)


@pytest.mark.parametrize("text", ["", "123456", "a" * 48, "1" * 47, "1" * 49, "999999" * 8])
def test_what_is_no_key_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        key_of(text)
    assert refusal.value.findings[0].field == "key"


def test_a_key_is_not_told_by_its_name_in_a_trace() -> None:
    assert repr(BackupKey(b"0123456789abcdef")) == "BackupKey()"
