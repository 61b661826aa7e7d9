"""Rows put one below the other, over as many pages as they need."""

from collections.abc import Callable
from dataclasses import dataclass

from warrantydesk.documents.sheet import LEFT, RIGHT, Sheet
from warrantydesk.documents.typesetting import Style, width

BOTTOM = 775.0
HEADING = Style(9.4, bold=True)
NOTE = Style(7.2, gray=0.35)
SPAN = RIGHT - LEFT
_ABOVE, _BELOW = 7.5, 4.4
_HEADING_HEIGHT = _ABOVE + HEADING.size * 0.8 + _BELOW


@dataclass(frozen=True)
class Strip:
    """The part of a row that stands on one page: its lines from ``first`` to before ``last``."""

    sheet: Sheet
    top: float
    height: float
    first: int
    last: int


Paint = Callable[[Strip], None]


class Flow:
    """The pages of one paper and the place where the next row goes."""

    def __init__(self, top: float) -> None:
        """Start the first page; text begins at ``top`` points on every page."""
        self.top = top
        self.y = top
        self.sheets = [Sheet()]
        self._announced: tuple[str, str] | None = None

    @property
    def room(self) -> float:
        """What is left of the page in points."""
        return BOTTOM - self.y

    def gap(self, height: float) -> None:
        """Leave blank space before what comes next on this page."""
        if self.y > self.top:
            self.y += height

    def heading(self, text: str, note: str = "") -> None:
        """Announce the next part, with a small note beside it; it stays with the row below."""
        self._announced = (text, note)

    def has_room_beside(self, text: str, note: str) -> bool:
        """Tell whether ``note`` stands on one line beside the heading ``text``."""
        return width(text, HEADING) + 8 + width(note, NOTE) <= SPAN

    def squeezed(self, height: float, least: float) -> float:
        """Return the height of a row that may be lower, down to ``least``, to stay on this page."""
        left = self.room - (_HEADING_HEIGHT if self._announced else 0)
        return left if least <= left < height else height

    def need(self, height: float) -> bool:
        """Begin a new page unless ``height`` points are left; tell whether one was begun."""
        head = _HEADING_HEIGHT if self._announced else 0
        if self.y <= self.top or self.room - head >= height:
            return False
        self._turn(None)
        return True

    def row(
        self,
        count: int,
        leading: float,
        padding: float,
        paint: Paint,
        again: Callable[[], None] | None = None,
    ) -> None:
        """Put a row of ``count`` lines; one that is longer than a page goes on on the next.

        ``padding`` is the space around the lines in sum; ``again`` repeats a head on a new page.
        """
        first = 0
        while first < count:
            if self._turns(count - first, leading, padding):
                self._turn(again)
            self._put_heading()
            last = min(count, first + max(1, int((self.room - padding + 0.01) // leading)))
            height = (last - first) * leading + padding
            paint(Strip(self.sheets[-1], self.y, height, first, last))
            self.y += height
            first = last

    def _turns(self, count: int, leading: float, padding: float) -> bool:
        """Say whether a row is better begun on a new page than cut or squeezed here."""
        if self.y <= self.top:
            return False
        head = _HEADING_HEIGHT if self._announced else 0
        fits = int((self.room - head - padding + 0.01) // leading)
        whole_page = int((BOTTOM - self.top - padding) // leading)
        return fits < count and (fits < 4 or count <= whole_page // 3)

    def _turn(self, again: Callable[[], None] | None) -> None:
        self.sheets.append(Sheet())
        self.y = self.top
        if again and not self._announced:
            again()

    def _put_heading(self) -> None:
        if not self._announced:
            return
        (text, note), self._announced = self._announced, None
        self.y += (_ABOVE if self.y > self.top else 2.0) + HEADING.size * 0.8
        self.sheets[-1].text(LEFT, self.y, text, HEADING)
        if note:
            self.sheets[-1].text(LEFT + width(text, HEADING) + 8, self.y, note, NOTE)
        self.y += _BELOW
