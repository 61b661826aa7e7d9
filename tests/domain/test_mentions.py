"""Values of people in other texts."""

import json

import pytest

from warrantydesk.domain.mentions import BLANK, Mentions, without_lines


@pytest.mark.parametrize(
    ("value", "text", "left"),
    [
        ("13800138000", "电话138 0013-8000。", f"电话{BLANK}。"),
        ("13800138000", "单号 213800138000", "单号 213800138000"),
        ("苏B12345", "车牌苏b·12345在", f"车牌{BLANK}在"),
        ("王伟", "王伟说王 伟", f"{BLANK}说王 伟"),
        ("Li", "Li came, Lima not", f"{BLANK} came, Lima not"),
        ("李", "李先生", "李先生"),
        ("123", "123", "123"),
        ("a.b", "axb a.b", f"axb {BLANK}"),
        ("", "nothing", "nothing"),
    ],
)
def test_a_value_goes_where_it_stands(value: str, text: str, left: str) -> None:
    found = Mentions([value])
    assert found.without(text) == left
    assert found.stand_in(text) == (left != text)


def test_the_longest_value_goes_first() -> None:
    assert Mentions(["无锡", "无锡市隐秀路3号"]).without("住无锡市隐秀路3号") == f"住{BLANK}"


def test_a_line_loses_what_is_about_it_and_others_only_what_is_strong() -> None:
    sheet = json.dumps(
        {
            "today": [
                {"key": "claim:1", "values": {"name": "王伟"}, "number": "C0126-000001"},
                {"key": "claim:2", "values": {"name": "王伟"}, "plate": "苏B12345"},
            ],
            "slips": [],
        }
    )
    own, strong = Mentions(["王伟", "苏B12345"]), Mentions(["苏B12345"])
    told = without_lines(sheet, lambda text: own if "C0126-000001" in text else None, strong)
    first, second = json.loads(told)["today"]
    assert first["values"] == {"name": BLANK}
    assert (second["values"], second["plate"]) == ({"name": "王伟"}, BLANK)
    assert without_lines(sheet, lambda _text: None) == sheet
