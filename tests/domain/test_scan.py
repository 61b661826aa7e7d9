"""What a scan is taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warrantydesk.domain.scan import Code, recognise


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
