"""Repair orders as text of other systems: labels, tables, and what is left."""

import pytest

from warrantydesk.domain.pasted_order import PastedLabour, PastedPart
from warrantydesk.reading.repair_order_text import MOST_ROWS, MOST_SIGNS, read_order

CHINESE = """启程汽车维修委托书
工单号：RO26-77001   VIN：LX0DL31C8RB018252
车牌号: 京A·12345\t行驶里程(km)：30,534 公里
车主：贺䶮 联系电话：15400000042  送修人：杨𬭎
进厂时间：2026-11-23 08:30  预计交车：2026/11/23 17:00
服务顾问：陈砚秋 主修：钱立冬
故障描述：最近老是要加防冻液，
停车后地上有一小滩粉红色的水。

工时代码\t项目名称\t标准工时\t金额
R1307010\t更换水泵总成\t2.1\t378.00
合计\t\t2.1\t378.00
序号\t配件编码\t配件名称\t数量\t单价(元)\t金额
1\t1307010-T20\t水泵总成\t1\t402.00\t402.00
2\t1307020-T20\t水泵密封垫\t2\t12.50\t25.00
备注 无
"""


def test_a_chinese_order_is_read_whole() -> None:
    order = read_order(CHINESE)
    assert order.fields == {
        "repair_order": "RO26-77001",
        "vin": "LX0DL31C8RB018252",
        "plate": "京A·12345",
        "mileage_km": "30,534 公里",
        "arrived_at": "2026-11-23 08:30",
        "promised_at": "2026/11/23 17:00",
        "advisor": "陈砚秋",
        "technician": "钱立冬",
        "customer": "贺䶮",
        "phone": "15400000042",
        "brought_by": "杨𬭎",
        "complaint": "最近老是要加防冻液，\n停车后地上有一小滩粉红色的水。",
    }
    assert order.parts == (
        PastedPart("1307010-T20", "水泵总成", "1", "402.00"),
        PastedPart("1307020-T20", "水泵密封垫", "2", "12.50"),
    )
    assert order.labour == (PastedLabour("R1307010", "更换水泵总成", "2.1"),)
    assert order.unread == ("启程汽车维修委托书", "备注 无")


def test_an_english_order_with_tables_without_heads() -> None:
    order = read_order(
        "Repair order no.: 4711\r\nVIN\tLX0DL31C8RB018252\r\nOdometer: 30534\r\n"
        "Customer concern: noise from the front\r\n\r\n"
        "Parts used\r\n1. | 1307010-T20 | Water pump | 1 | 402.00\r\n"
        "Labour\r\nR1307010    Replace pump    2.1\r\nThank you for your visit\r\n"
    )
    assert order.fields == {
        "repair_order": "4711",
        "vin": "LX0DL31C8RB018252",
        "mileage_km": "30534",
        "complaint": "noise from the front",
    }
    assert order.parts == (PastedPart("1307010-T20", "Water pump", "1", "402.00"),)
    assert order.labour == (PastedLabour("R1307010", "Replace pump", "2.1"),)
    assert order.unread == ("Thank you for your visit",)


def test_the_first_value_stands_and_the_second_is_left() -> None:
    order = read_order("电话：154\n电话：155\n电话：154")
    assert order.fields == {"phone": "154"}
    assert order.unread == ("电话：155",)


@pytest.mark.parametrize(
    "text",
    [
        "VIN:" * 20_000,
        "\t" * 90_000,
        "：" * 90_000,
        " " * 90_000 + "x",
        "km" + " " * 90_000,
        "配件\n" + "1307010-T20\t" * 7_000,
        "故障描述：" + "长" * 30_000,
        "故障描述：\n" + "很长\n" * 20_000,
        "\x00\ud800‮VIN：LX0DL31C8RB018252\x07",
    ],
)
def test_hostile_text_is_read_in_bounds(text: str) -> None:
    order = read_order(text)
    assert all(len(value) <= MOST_SIGNS for value in order.fields.values())
    assert len(order.unread) <= 200


def test_rows_beyond_the_most_are_left() -> None:
    rows = "\n".join(f"A-{n:05}\tPart\t1\t1.00" for n in range(MOST_ROWS + 5))
    assert len(read_order(f"Parts\n{rows}").parts) == MOST_ROWS
