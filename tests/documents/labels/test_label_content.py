"""What a label says, and what is left out first."""

from collections.abc import Callable
from datetime import date

from warrantydesk.documents.labels.box_label import BoxLabel
from warrantydesk.documents.labels.layout import Label, layout
from warrantydesk.documents.labels.marks import Tick, Words
from warrantydesk.documents.labels.part_label import PartLabel
from warrantydesk.documents.labels.stock import STOCKS, stock

Part = Callable[..., PartLabel]
PRIORITY = (
    "0126 004217 36",
    "电子水泵总成",
    "1130100-AE01",
    "VIN LHCA8B237RG017342",
    "C0126-003940  RO R1124-07",
    "in 25-03-15  out 26-11-24  28,400 km",
    "密封面砂眼渗漏",
)


def said(label: Label, key: str = "60x40", dpi: int = 203) -> list[str]:
    return [mark.text for mark in layout(label, stock(key), dpi) if isinstance(mark, Words)]


def test_the_default_label_says_everything(a_part: Part) -> None:
    for key, dpi in (("60x40", 203), ("60x40", 300), ("100x50", 203), ("100x50", 300)):
        words = said(a_part(), key, dpi)
        for text in (
            *PRIORITY,
            "1/2",
            "R2-3",
            "return",
            "causal part",
            "back by 12-09",
            "启程 江北服务站 QC0126",
            "fluids drained · 李强",
        ):
            assert text in words, (key, dpi, text)


def test_small_stock_drops_from_the_end_and_shortens_the_vin(a_part: Part) -> None:
    assert said(a_part(), "50x30") == [
        "0126 004217 36",
        "电子水泵总成",
        "1130100-AE01",
        "1/2",
        "VIN …RG017342  C0126-003940  RO R1124-07",
    ]


def test_a_long_name_does_not_cost_a_row(a_part: Part) -> None:
    for on in STOCKS:
        for dpi in (203, 300):
            words = said(a_part(part_name="发动机前端附件传动系统张紧轮总成" * 4), on.key, dpi)
            assert len(words) == len(said(a_part(), on.key, dpi))


def test_an_empty_field_makes_room_for_the_next(a_part: Part) -> None:
    words = said(a_part(vin="", claim_number="", repair_order=""), "50x30")
    assert words[-1] == PRIORITY[5]


def test_a_part_that_stays_has_an_empty_box_and_a_date_to_keep_to(a_part: Part) -> None:
    label = a_part(return_required=False, keep_until=date(2027, 3, 1))
    words = said(label)
    assert "no return" in words
    assert "keep to 27-03-01" in words
    assert not any("back by" in text for text in words)
    (tick,) = (mark for mark in layout(label, stock("60x40"), 203) if isinstance(mark, Tick))
    assert not tick.ticked


def test_related_parts_name_what_they_go_with(a_part: Part) -> None:
    assert "related part" in said(a_part(causal=False))
    assert "goes with 4217" in said(a_part(causal=False, related_to="4217"))


def test_a_reprint_and_the_demo_shop_are_marked(a_part: Part) -> None:
    plain = said(a_part())
    marked = said(a_part(reprint=1, demo=True))
    assert "R1" not in plain
    assert "DEMO" not in plain
    assert {"R1", "DEMO"} <= set(marked)


def test_the_piece_count_and_the_dealer_code_survive_long_neighbours(a_part: Part) -> None:
    label = a_part(
        part_no="X" * 60, piece=12, pieces=14, dealer_name="很远的服务站" * 12, hazards=("airbag",)
    )
    for on in STOCKS:
        assert "12/14" in said(label, on.key)
    (foot,) = (text for text in said(label) if text.endswith("QC0126"))
    assert "…" in foot
    assert any(text.startswith("airbag") for text in said(label))


def test_hazards_outlive_the_technician(a_part: Part) -> None:
    words = said(a_part(hazards=("drained", "airbag"), technician="A very long name " * 3))
    assert "fluids drained · airbag" in words


def test_half_a_number_is_never_shown(a_part: Part) -> None:
    words = said(a_part(claim_number="C0126-003940", repair_order="R" + "1" * 40), "50x30")
    assert not any("RO" in text for text in words)


def test_a_box_label_says_who_what_and_which_of_how_many() -> None:
    label = BoxLabel(
        "B0126-0031-02", 2, 3, consignor="江北服务站", consignee="Parts centre", handler="李强",
        month=date(2026, 11, 1), pieces=14, weight_g=18_400, shipment="R0126-0031",
    )  # fmt: skip
    words = said(label, "100x50")
    for text in (
        "B0126-0031-02",
        "江北服务站",
        "14 pieces  18.4 kg",
        "parts of 2026-11  packed by 李强",
        "to Parts centre",
        "2/3",
        "return shipment R0126-0031",
    ):
        assert text in words
