"""Labels to draw, and ways to read them back that share no code with the drawing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from warrantydesk.documents.labels.part_label import PartLabel
from warrantydesk.domain.raster import Raster


@pytest.fixture
def a_part() -> Callable[..., PartLabel]:
    """Return a maker of full labels; any field can be given another value."""

    def make(**changes: Any) -> PartLabel:
        fields: dict[str, Any] = {
            "tag": "012600421736",
            "part_name": "电子水泵总成",
            "part_no": "1130100-AE01",
            "piece": 1,
            "pieces": 2,
            "vin": "LHCA8B237RG017342",
            "claim_number": "C0126-003940",
            "repair_order": "R1124-07",
            "fitted_on": date(2025, 3, 15),
            "replaced_on": date(2026, 11, 24),
            "mileage_km": 28_400,
            "fault": "密封面砂眼渗漏",
            "return_by": date(2026, 12, 9),
            "place": "R2-3",
            "hazards": ("drained",),
            "brand": "启程",
            "dealer_name": "江北服务站",
            "dealer_code": "QC0126",
            "technician": "李强",
        }
        return PartLabel(**{**fields, **changes})

    return make


@pytest.fixture
def read_codes() -> Callable[[Image.Image], set[tuple[str, str]]]:
    """Return a scanner: every code in a picture as (kind, text)."""

    def read(picture: Image.Image) -> set[tuple[str, str]]:
        return {
            (str(found.format), found.text)
            for found in zxingcpp.read_barcodes(picture.convert("L"))
        }

    return read


@pytest.fixture
def picture_of() -> Callable[[Raster], Image.Image]:
    """Return a picture of a raster with a white border, as a label lies on its liner."""

    def make(raster: Raster) -> Image.Image:
        dots = Image.frombytes("1", (raster.width, raster.height), raster.inverted())
        whole = Image.new("L", (raster.width + 80, raster.height + 80), 255)
        whole.paste(dots.convert("L"), (40, 40))
        return whole

    return make
