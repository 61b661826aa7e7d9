"""Photographs drawn by program: part, odometer and VIN plate, each marked as demo."""

import io
import math
from functools import lru_cache
from typing import TYPE_CHECKING

from warrantydesk.resources import find

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_SIZE = (480, 320)
_STEEL, _DARK, _LIGHT, _EDGE = 0x9C, 0x38, 0xE6, 0x5C
_TURNING = frozenset({"engine", "transmission", "drive_motor", "driveline", "brake", "suspension"})
_BOXES = frozenset({"traction_battery", "power_electronics", "electrical", "infotainment"})
_TONES = [tone // 17 * 17 for tone in range(256)]
"""Sixteen tones are enough, and pack well."""


@lru_cache(maxsize=8)
def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(str(find("fonts/NotoSansSC-Bold.ttf")), size)


def _canvas(ground: int) -> tuple["Image", "ImageDraw"]:
    from PIL import Image, ImageDraw

    image = Image.new("L", _SIZE, ground)
    return image, ImageDraw.Draw(image)


def _png(image: "Image", draw: "ImageDraw") -> bytes:
    draw.text((_SIZE[0] - 12, _SIZE[1] - 8), "演示 DEMO", _DARK, _font(16), anchor="rs")
    out = io.BytesIO()
    image.point(_TONES).save(out, "PNG")
    return out.getvalue()


def odometer(mileage_km: int, day: str) -> bytes:
    """Return a PNG picture of an instrument cluster that shows a mileage on a day."""
    image, draw = _canvas(0x20)
    for centre, share in ((120, 0.0), (360, 0.55)):
        draw.ellipse((centre - 92, 40, centre + 92, 224), outline=_STEEL, width=4)
        for mark in range(11):
            angle = math.radians(150 + mark * 24)
            ends = [(centre + r * math.cos(angle), 132 + r * math.sin(angle)) for r in (76, 88)]
            draw.line([*ends[0], *ends[1]], _LIGHT, 3)
        angle = math.radians(150 + share * 240)
        tip = (centre + 70 * math.cos(angle), 132 + 70 * math.sin(angle))
        draw.line([(centre, 132), tip], 0xC8, 4)
    draw.rounded_rectangle((130, 238, 350, 290), 8, fill=0x0C, outline=_EDGE, width=2)
    draw.text((240, 264), f"{mileage_km:,} km", _LIGHT, _font(30), anchor="mm")
    draw.text((240, 18), day, _STEEL, _font(18), anchor="mm")
    draw.rectangle((372, 296, 474, 316), fill=_STEEL)
    return _png(image, draw)


def vin_plate(vin: str, model_name: str) -> bytes:
    """Return a PNG picture of the plate that carries a VIN."""
    image, draw = _canvas(0x78)
    draw.rounded_rectangle((24, 50, 456, 256), 12, fill=0xD2, outline=_EDGE, width=4)
    for x, y in ((44, 70), (436, 70), (44, 236), (436, 236)):
        draw.ellipse((x - 8, y - 8, x + 8, y + 8), fill=_STEEL, outline=_DARK)
    draw.text((240, 92), "启程汽车（演示）", _DARK, _font(26), anchor="mm")
    draw.text((240, 134), model_name, _DARK, _font(20), anchor="mm")
    draw.text((240, 186), vin, 0x10, _font(36), anchor="mm")
    return _png(image, draw)


def part(group: str, name: str) -> bytes:
    """Return a PNG sketch of a removed part of a group, with its name on a card."""
    image, draw = _canvas(0xC8)
    draw.polygon([(0, 236), (480, 214), (480, 320), (0, 320)], fill=0xB0)
    if group in _TURNING:
        _wheel(draw)
    elif group in _BOXES:
        _box(draw)
    else:
        _housing(draw)
    draw.line([(270, 96), (292, 120), (282, 138), (306, 164)], 0x08, 4)
    draw.ellipse((250, 76, 326, 184), outline=0x08, width=3)
    draw.rectangle((16, 262, 300, 308), fill=0xF6, outline=_EDGE, width=2)
    draw.text((28, 285), name[:14], _DARK, _font(20), anchor="lm")
    return _png(image, draw)


def _wheel(draw: "ImageDraw") -> None:
    for tooth in range(24):
        angle = math.radians(tooth * 15)
        x, y = 240 + 104 * math.cos(angle), 134 + 104 * math.sin(angle)
        draw.ellipse((x - 9, y - 9, x + 9, y + 9), fill=_EDGE)
    draw.ellipse((136, 30, 344, 238), fill=_STEEL, outline=_EDGE, width=4)
    draw.ellipse((196, 90, 284, 178), fill=0xBE, outline=_EDGE, width=3)
    draw.ellipse((222, 116, 258, 152), fill=_DARK)
    for hole in range(5):
        angle = math.radians(hole * 72 + 20)
        x, y = 240 + 72 * math.cos(angle), 134 + 72 * math.sin(angle)
        draw.ellipse((x - 11, y - 11, x + 11, y + 11), fill=_DARK)


def _box(draw: "ImageDraw") -> None:
    draw.rounded_rectangle((110, 60, 370, 220), 10, fill=_EDGE, outline=_DARK, width=4)
    for rib in range(9):
        draw.line([(132 + rib * 27, 72), (132 + rib * 27, 150)], _STEEL, 6)
    draw.rectangle((140, 164, 236, 206), fill=_LIGHT)
    for line in range(3):
        draw.line([(150, 174 + line * 11), (226 - line * 14, 174 + line * 11)], _DARK, 3)
    draw.rectangle((300, 220, 352, 238), fill=_DARK)


def _housing(draw: "ImageDraw") -> None:
    outline = [(120, 190), (140, 90), (214, 54), (300, 62), (364, 116), (356, 208), (220, 228)]
    draw.polygon(outline, fill=_STEEL, outline=_EDGE)
    draw.line([*outline, outline[0]], _EDGE, 5)
    for x, y in ((150, 176), (160, 104), (222, 74), (332, 124), (334, 196)):
        draw.ellipse((x - 10, y - 10, x + 10, y + 10), fill=_DARK)
    draw.ellipse((194, 112, 262, 180), fill=0x70, outline=_DARK, width=3)
