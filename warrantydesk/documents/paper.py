"""The frame that all papers share, and the PDF made of it: A4, head with bars, foot, copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from warrantydesk.documents.canvas import draw_demo, new_canvas
from warrantydesk.documents.labels.code128 import runs
from warrantydesk.documents.sheet import HEIGHT, LEFT, MM, RIGHT, Sheet
from warrantydesk.documents.typesetting import Style, fitted, lines, safe, unbroken, width
from warrantydesk.i18n import _

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

Step = Callable[..., None]
"""``step(done, total)``: called before every page; it may raise to stop the work."""

TITLE = Style(17.5, bold=True)
ADDRESS = Style(7.6, gray=0.3)
NUMBER = Style(8.0, bold=True)
NOTE = Style(8.0, bold=True)
NOTE_HEIGHT = 13.0
COPY = Style(8.6, gray=0.3)
FOOT = Style(6.8, gray=0.33)
TITLE_BASELINE = 48.0
FOOT_BASELINE = 799.0
BARS_TOP, BARS_HEIGHT = 27.0, 20.0
MODULES_PT = (0.8, 0.7, 0.6, 0.5)
LOGO_HEIGHT, LOGO_WIDTH = 24.0, 90.0
QUIET_MODULES = 10


@dataclass(frozen=True)
class Frame:
    """What stands around the content of every page of one paper."""

    title: str
    dealer: tuple[str, ...] = ()
    """Name, code, address and phone of the station."""
    number: str = ""
    version: int = 0
    copies: tuple[str, ...] = ()
    """Names of the copies; every page is made once for each."""
    foot: str = ""
    anchor: str = ""
    logo: bytes = b""
    """A picture that Pillow reads; what it carries besides its pixels is left out."""
    demo: bool = False
    note: str = ""
    """What must be known of the whole paper; stands at its head, on every page."""
    offset_mm: tuple[float, float] = (0.0, 0.0)
    """How far the print is moved right and up, to suit a printer."""

    @property
    def bars(self) -> tuple[float, tuple[int, ...]]:
        """Module in points and run lengths of the number's Code 128; none where it has none."""
        try:
            found = runs(self.number)
        except ValueError:
            return 0.0, ()
        room = (RIGHT - LEFT) * 0.4
        fits = (module for module in MODULES_PT if sum(found) * module <= room)
        module = next(fits, 0.0)
        return module, found if module else ()

    @property
    def room(self) -> float:
        """Where the words on the left of the head must end, in points."""
        module, found = self.bars
        widest = width(self.caption(99, 99), NUMBER)
        return RIGHT - max(module * (sum(found) + QUIET_MODULES), widest + 12)

    @property
    def address(self) -> list[str]:
        """The dealer's line below the title, broken where the bars begin."""
        *parts, phone = self.dealer or ("",)
        text = " · ".join(safe(part) for part in (*parts, unbroken(phone)) if part)
        return lines(text, ADDRESS, self.room - LEFT)[:3]

    @property
    def titles(self) -> list[str]:
        """The title, in two lines where it is long."""
        return lines(self.title, TITLE, self.room - LEFT - (LOGO_WIDTH if self.logo else 0))[:2]

    @property
    def rule(self) -> float:
        """Where the rule under the head lies, in points from the top of the page."""
        extra = (len(self.titles) - 1) * TITLE.size * 1.2 + (len(self.address) - 1) * 10
        return 67.5 + extra + (NOTE_HEIGHT if self.note else 0)

    @property
    def top(self) -> float:
        """Where the content begins."""
        return self.rule + 9

    def caption(self, page: int, pages: int) -> str:
        """Return the line below the bars: number, version, page of pages."""
        values = {"number": safe(self.number), "version": self.version}
        values |= {"page": page, "pages": pages}
        if not self.number:
            return _("page {page} of {pages}", **values)
        if not self.version:
            return _("{number} · page {page} of {pages}", **values)
        return _("{number} · version {version} · page {page} of {pages}", **values)


def pdf(frame: Frame, sheets: Sequence[Sheet], step: Step | None = None) -> bytes:
    """Return the paper as PDF bytes, the same for the same content, all fonts embedded."""
    return bound([(frame, sheets)], step)


def bound(parts: Sequence[tuple[Frame, Sequence[Sheet]]], step: Step | None = None) -> bytes:
    """Return several papers as one PDF, each with its own head, copies and page numbers.

    Title, author and language are those of the first one.
    """
    target = BytesIO()
    canvas = new_canvas(target)
    frame = parts[0][0]
    canvas.setTitle(" ".join(part for part in (safe(frame.title), safe(frame.number)) if part))
    canvas.setAuthor(safe(frame.dealer[0]) if frame.dealer else "")
    canvas.setCreator("Warranty Desk")
    total = sum(len(frame.copies or ("",)) * len(sheets) for frame, sheets in parts)
    done = first = 0
    logos = _draw_logos(canvas, dict.fromkeys(frame.logo for frame, _sheets in parts))
    for frame, sheets in parts:
        _draw_contents(canvas, sheets, first)
        for copy, page in _pages(frame.copies or ("",), sheets):
            if step:
                step(done, total)
            canvas.translate(frame.offset_mm[0] * MM, frame.offset_mm[1] * MM)
            _draw_surroundings(canvas, frame, copy, page, len(sheets))
            if frame.logo in logos:
                canvas.doForm(logos[frame.logo])
            canvas.doForm(_content(first + page))
            canvas.showPage()
            done += 1
        first += len(sheets)
    canvas.save()
    return target.getvalue()


def _pages(copies: Sequence[str], sheets: Sequence[Sheet]) -> Iterator[tuple[int, int]]:
    for copy in range(len(copies)):
        for page in range(len(sheets)):
            yield copy, page + 1


def _content(page: int) -> str:
    return f"content{page}"


def _draw_contents(canvas: Canvas, sheets: Sequence[Sheet], before: int) -> None:
    """Draw every page's content once; the copies only show it again."""
    for page, sheet in enumerate(sheets, before + 1):
        canvas.beginForm(_content(page))
        sheet.draw(canvas)
        canvas.endForm()


def _draw_surroundings(canvas: Canvas, frame: Frame, copy: int, page: int, pages: int) -> None:
    if frame.demo:
        draw_demo(canvas)
    sheet = Sheet()
    _put_head(sheet, frame, copy)
    _put_foot(sheet, frame)
    sheet.text_right(RIGHT, BARS_TOP + BARS_HEIGHT + 11, frame.caption(page, pages), NUMBER)
    _put_bars(sheet, frame)
    sheet.draw(canvas)


def _put_head(sheet: Sheet, frame: Frame, copy: int) -> None:
    left = LEFT + (LOGO_WIDTH if frame.logo else 0)
    baseline = TITLE_BASELINE
    for index, line in enumerate(frame.titles):
        baseline = TITLE_BASELINE + index * TITLE.size * 1.2
        sheet.text(left, baseline, line, TITLE)
    if frame.copies:
        text = _(
            "Copy {n} of {m}: {name}", n=copy + 1, m=len(frame.copies), name=frame.copies[copy]
        )
        start = left + width(frame.titles[-1], TITLE) + 12
        sheet.text(start, baseline, fitted(text, COPY, frame.room - start), COPY)
    for index, line in enumerate(frame.address):
        sheet.text(LEFT, baseline + 12 + index * 10, line, ADDRESS)
    if frame.note:
        sheet.text(LEFT, frame.rule - 5, fitted(frame.note, NOTE, RIGHT - LEFT), NOTE)
    sheet.rule(LEFT, frame.rule, RIGHT, frame.rule, 1.3)


def _put_foot(sheet: Sheet, frame: Frame) -> None:
    anchor = fitted(frame.anchor, FOOT, (RIGHT - LEFT) * 0.62)
    sheet.text_right(RIGHT, FOOT_BASELINE, anchor, FOOT)
    room = RIGHT - LEFT - width(anchor, FOOT) - 14
    left = lines(frame.foot, FOOT, room)[:2]
    for index, line in enumerate(left):
        sheet.text(LEFT, FOOT_BASELINE - (len(left) - 1 - index) * 9, line, FOOT)


def _put_bars(sheet: Sheet, frame: Frame) -> None:
    """Put Code 128 in whole modules, ending at the right edge."""
    module, found = frame.bars
    x = RIGHT - sum(found) * module
    for index, run in enumerate(found):
        if index % 2 == 0:
            sheet.block(x, BARS_TOP, run * module, BARS_HEIGHT)
        x += run * module


def _draw_logos(canvas: Canvas, logos: Iterable[bytes]) -> dict[bytes, str]:
    """Draw each logo once, in the upper left corner; pages show it by its name here.

    A broken one is left out.
    """
    drawn: dict[bytes, str] = {}
    for number, logo in enumerate(logos):
        picture = _picture(logo) if logo else None
        if picture is None:
            continue
        drawn[logo] = f"logo{number}"
        canvas.beginForm(drawn[logo])
        _draw_logo(canvas, picture)
        canvas.endForm()
    return drawn


def _draw_logo(canvas: Canvas, picture: ImageReader) -> None:
    width_px, height_px = picture.getSize()
    scale = min(LOGO_HEIGHT / height_px, (LOGO_WIDTH - 10) / width_px)
    wide, high = width_px * scale, height_px * scale
    bottom = HEIGHT - TITLE_BASELINE - 2
    canvas.drawImage(picture, LEFT, bottom, wide, high, mask="auto")


@lru_cache(maxsize=4)
def _picture(logo: bytes) -> ImageReader | None:
    """Return the pixels of a logo, which stands on every page of every paper."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    try:
        with Image.open(BytesIO(logo)) as opened:
            opened.thumbnail((720, 240))
            return ImageReader(opened.convert("RGBA"))
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
