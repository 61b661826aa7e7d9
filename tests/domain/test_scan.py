"""What a scan is taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.scan import Code, is_ean, is_waybill, recognise, with_hyphens


@pytest.mark.parametrize(
    ("text", "kind", "plain"),
    [
        ("012600421736", "tag", "012600421736"),
        ("0126 004217 36", "tag", "012600421736"),
        ("０１２６００４２１７３６", "tag", "012600421736"),
        ("\x02012600421736\r\n", "tag", "012600421736"),
        ("\ufeff012600\u200b421736", "tag", "012600421736"),
        ("012600421737", "tag_wrong_check", "012600421737"),
        ("992600421736", "tag_wrong_check", "992600421736"),
        ("LHCA8B237RG017342", "vin", "LHCA8B237RG017342"),
        ("lhca8b237rg017342\t", "vin", "LHCA8B237RG017342"),
        ("C0126-004217", "claim", "C0126-004217"),
        ("ｃ０１２６－００４２１７", "claim", "C0126-004217"),
        ("P-R2-3", "place", "P-R2-3"),
        ("p-r12-13-2", "place", "P-R12-13-2"),
        ("R0126-0031", "shipment", "R0126-0031"),
        ("B0126-0031-02", "box", "B0126-0031-02"),
        ("D0126-000007", "document", "D0126-000007"),
        ("D0126-17-2", "document", "D0126-17-2"),
        ("m3\r\n", "mode", "M3"),
        ("ＭＵ", "undo", "MU"),
        ("M7", "unknown", "M7"),
        ("M33", "unknown", "M33"),
        ("R1124-07", "unknown", "R1124-07"),
        ("LHCA8B237RG01734", "unknown", "LHCA8B237RG01734"),
        ("LHCA8B237RGO17342", "unknown", "LHCA8B237RGO17342"),
        ("01260042173", "unknown", "01260042173"),
        ("C0126-004217X", "unknown", "C0126-004217X"),
        ("P-", "unknown", "P-"),
        ("", "unknown", ""),
    ],
)
def test_kinds(text: str, kind: str, plain: str) -> None:
    assert recognise(text) == Code(kind, plain)


@given(st.text(max_size=40))
def test_anything_is_recognised_without_control_characters(text: str) -> None:
    code = recognise(text)
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in code.text)
    assert recognise(code.text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("c0126004217", Code("claim", "C0126-004217")),
        ("R01260031", Code("shipment", "R0126-0031")),
        ("R0126123456", Code("shipment", "R0126-123456")),
        ("B0126003102", Code("box", "B0126-0031-02")),
        ("B012600310", None),
        ("C0126-004217", None),
        ("R0126003", None),
        ("", None),
    ],
)
def test_hyphens_that_were_lost_are_put_back(text: str, code: Code | None) -> None:
    assert with_hyphens(text) == code
    if code is not None:
        assert recognise(code.text) == code


@pytest.mark.parametrize(
    ("text", "may_be"),
    [
        ("SF1402233445566", True),
        ("yt 7788 9900 1122", True),
        ("DPK-364-5512", True),
        ("773112345678", True),
        ("1234567", False),
        ("9" * 31, False),
        ("WATERPUMP", False),
        ("1307010-T20|V017", False),
        ("http://x.cn/1234", False),
        ("运单12345678", False),
        ("-12345678", False),
    ],
)
def test_a_waybill_is_letters_and_digits(text: str, may_be: bool) -> None:
    assert is_waybill(text) is may_be


@given(st.integers(0, 10**12 - 1))
def test_an_ean_has_one_right_check_digit(number: int) -> None:
    assert sum(is_ean(f"{number:012}{digit}") for digit in range(10)) == 1
