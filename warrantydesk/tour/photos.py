"""Photographs drawn by program for the tour."""

import io


def photo(name: str, words: str) -> bytes:
    """Return a JPEG of 1200 × 900 pixels that shows a made-up part, a leak or an odometer."""
    from PIL import Image, ImageDraw, ImageFilter

    picture = Image.new("RGB", (1200, 900), "#5a5f66")
    pen = ImageDraw.Draw(picture)
    for step in range(60):
        shade = 70 + step
        pen.rectangle((0, step * 15, 1200, step * 15 + 15), fill=(shade, shade + 4, shade + 10))
    pen.ellipse((320, 170, 880, 730), fill="#8b929b", outline="#2b2f34", width=14)
    pen.ellipse((480, 330, 720, 570), fill="#474c53", outline="#24272b", width=10)
    for x, y in ((600, 220), (790, 340), (790, 560), (600, 680), (410, 560), (410, 340)):
        pen.ellipse((x - 34, y - 34, x + 34, y + 34), fill="#30343a", outline="#1c1f23", width=6)
    if name == "leak":
        pen.ellipse((680, 560, 960, 860), outline="#d6453d", width=12)
        pen.polygon(((760, 620), (800, 820), (700, 800)), fill="#c98fb0")
    if name == "odometer":
        pen.rectangle((300, 360, 900, 540), fill="#101317", outline="#c8d2dc", width=6)
        for index, sign in enumerate(words[-6:]):
            pen.text((340 + index * 90, 400), sign, fill="#e8f1fa", font_size=90)
    out = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(1.2)).save(out, "JPEG", quality=82)
    return out.getvalue()
