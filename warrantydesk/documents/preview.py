"""Pages of a PDF as pictures and as text; the library behind it is not safe in threads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

ONE_AT_A_TIME = Lock()
"""Held while pypdfium2 is at work."""


@dataclass(frozen=True)
class PageImage:
    """A page as three bytes a pixel (red, green, blue), rows from the top without gaps."""

    width: int
    height: int
    rgb: bytes


def page_count(pdf: bytes) -> int:
    """Return how many pages a PDF has. Raises ValueError when it is none."""
    with _opened(pdf) as document:
        return len(document)


def pages(
    pdf: bytes, scale: float = 1.0, only: int | None = None, span: range | None = None
) -> list[PageImage]:
    """Return the pages as pictures, ``scale`` pixels a point; ``only`` one, counted from 0, or
    those of a ``span`` that there are.

    Raises ValueError when the bytes are no PDF, IndexError when there is no such page.
    """
    with _opened(pdf) as document:
        every = range(len(document))
        wanted = every if only is None else (every[only],)
        return [_drawn(document[index], scale) for index in wanted if not span or index in span]


def text(pdf: bytes) -> str:
    """Return the text of all pages, one after the other. Raises ValueError when it is no PDF."""
    with _opened(pdf) as document:
        return "\n".join(_said(document[index]) for index in range(len(document)))


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a PDF") from error
        try:
            yield document
        finally:
            document.close()


def _drawn(page: Any, scale: float) -> PageImage:
    bitmap = page.render(scale=scale, rev_byteorder=True, force_bitmap_format=_rgb())
    try:
        wide, stride = bitmap.width * 3, bitmap.stride
        raw = bytes(bitmap.buffer)
        if stride != wide:
            raw = b"".join(raw[row * stride : row * stride + wide] for row in range(bitmap.height))
        return PageImage(bitmap.width, bitmap.height, raw)
    finally:
        bitmap.close()
        page.close()


def _rgb() -> int:
    import pypdfium2.raw

    return int(pypdfium2.raw.FPDFBitmap_BGR)


def _said(page: Any) -> str:
    layer = page.get_textpage()
    try:
        return str(layer.get_text_bounded())
    finally:
        layer.close()
        page.close()
