"""Numbers as payers write them, and the one key of each."""

import pytest

from warrantydesk.domain.settlement.matching_keys import number_key, own_number, tokens, vin_key


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("qc-2026-00001", "QC202600001"),
        ("ＱＣ　2026／00001", "QC202600001"),
        ("QC.2026.00001", "QC202600001"),
        ("000123", "123"),
        ("123.0", "123"),
        ("1.20", "120"),
        ("QC00123", "QC00123"),
        ("-", ""),
        ("000", ""),
    ],
)
def test_a_number_has_one_key_however_it_is_written(written: str, key: str) -> None:
    assert number_key(written) == key


def test_own_numbers_are_known_by_their_form() -> None:
    assert own_number(number_key("c0126 004217")) == "C0126-004217"
    assert own_number(number_key("C01261000000")) == "C0126-1000000"
    assert own_number("QC202600001") == ""


def test_a_cell_may_name_several_numbers() -> None:
    assert tokens("QC-1") == ()
    assert [one.keys for one in tokens("QC-1、QC-2；QC-3")] == [("QC1",), ("QC2",), ("QC3",)]
    assert [one.keys for one in tokens("QC260123/124\nQC9")] == [
        ("QC260123",),
        ("124", "QC260124"),
        ("QC9",),
    ]


def test_a_vin_is_read_as_it_was_meant() -> None:
    assert vin_key("lxo dl31c8rbo18252") == "LX0DL31C8RB018252"
