"""The raster as a PNG of one bit a dot: what is shown is what is sent."""

from io import BytesIO

from warrantydesk.domain.raster import Raster


def png(raster: Raster, dpi: int = 203) -> bytes:
    """Return PNG bytes with black dots on white; ``dpi`` gives viewers its true size."""
    from PIL import Image

    picture = Image.frombytes("1", (raster.width, raster.height), raster.inverted())
    out = BytesIO()
    picture.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()
