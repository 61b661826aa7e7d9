"""What all papers of money show around their figures, read before they are drawn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from warrantydesk.domain.claim.claim import ClaimType
from warrantydesk.domain.errors import NOT_FOUND, refused
from warrantydesk.domain.settlement.month import MonthClose
from warrantydesk.domain.settlement.month_figures import MonthFigures
from warrantydesk.i18n import N_, _, date_text, minute_text, named, pick
from warrantydesk.services.bench import Bench
from warrantydesk.services.papers.claim_paper import name_of
from warrantydesk.services.papers.paper import Draw
from warrantydesk.services.papers.shipment_facts import desk_paper
from warrantydesk.services.settlement.months import MonthService

if TYPE_CHECKING:
    from warrantydesk.documents.money_sheet import MoneySheet
    from warrantydesk.documents.shipments.desk_paper import DeskPaper

_BRAND_AT = 100_000


@dataclass(frozen=True)
class MoneyWords:
    """Names of a brand's codes, and what stands around a paper."""

    desk: "DeskPaper"
    brand: str
    """The maker's name."""
    models: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)

    def model(self, code: str) -> str:
        """Return the name of a model; what belongs to none has its own."""
        return self.models.get(code, code) or _("no claim or model")

    def type(self, code: str) -> str:
        """Return the name of a claim type."""
        return self.types.get(code, code)

    def payer(self, code: str) -> str:
        """Return who pays: a supplier, the maker where the code is empty."""
        return self.payers.get(code, code) if code else self.brand


def money_words(bench: Bench, brand: str, subject: str, paper: str) -> MoneyWords:
    """Read the names of a brand for a paper with the number ``subject``."""
    profile = bench.profile(brand)
    return MoneyWords(
        desk_paper(bench, subject, paper),
        bench.maker_name(brand),
        {code: pick(one.name_zh, one.name_en) for code, one in profile.models.items()},
        {
            str(kind): pick(entry.name_zh, entry.name_en)
            for kind in ClaimType
            if (entry := profile.types.get(kind)) is not None
        },
        {code: named(row) for code, row in profile.suppliers.items()},
    )


@dataclass(frozen=True)
class MonthPaper:
    """A month as its papers show it."""

    words: MoneyWords
    number: str
    figures: MonthFigures
    clerk: str
    close: MonthClose | None = None
    closed_by: str = ""

    @property
    def head(self) -> tuple[tuple[str, str], ...]:
        """The cells with which every paper of a month begins."""
        state = _("not closed yet: the figures may still change")
        if self.close is not None:
            state = _(
                "closed {day} by {name}",
                day=date_text(self.close.closed_on),
                name=self.closed_by,
            )
        return (
            (_("Brand"), self.words.brand),
            (_("Month"), self.figures.month),
            (_("State"), state),
        )

    @property
    def clerk_signed(self) -> tuple[str, str]:
        """Name and time for the clerk's signature: known once the month is closed."""
        if self.close is None:
            return self.clerk, ""
        return self.closed_by, minute_text(self.close.closed_at)


Build = Callable[[MonthPaper], "MoneySheet"]


def subject_of(bench: Bench, brand: str, month: str) -> int:
    """Return the number by which a month of a brand is asked for as the subject of a paper."""
    brand, month = MonthService(bench).named(brand, month)
    year, _dash, number = month.partition("-")
    return list(bench.tables.codes()).index(brand) * _BRAND_AT + int(year) * 12 + int(number) - 1


def month_of_subject(bench: Bench, subject: int) -> tuple[str, str]:
    """Return brand and month of a subject; Refused(NOT_FOUND) where there is none."""
    place, months = divmod(subject, _BRAND_AT)
    codes = list(bench.tables.codes())
    if not 0 <= place < len(codes) or not 1970 * 12 <= months < 2100 * 12:
        raise refused(NOT_FOUND, N_("There is no such month."), "month")
    return codes[place], f"{months // 12:04}-{months % 12 + 1:02}"


def number(bench: Bench, subject: int) -> str:
    """Return what the papers of a month stand under: brand and month."""
    brand, month = month_of_subject(bench, subject)
    return f"{brand}-{month}"


def reading(bench: Bench, subject: int, paper: str) -> Callable[[], MonthPaper]:
    """Read what is small now; the returned function adds up the figures, in any thread."""
    brand, month = month_of_subject(bench, subject)
    months = MonthService(bench)
    own = number(bench, subject)
    words = money_words(bench, brand, own, paper)
    closes = months.closes(brand, month)
    by = name_of(bench, closes[0].closed_by) if closes else ""
    kept = months.kept(brand, month)
    close = closes[0] if closes else None
    done = partial(MonthPaper, words, own, clerk=bench.person.name, close=close, closed_by=by)
    if kept is not None:
        return partial(done, figures=kept)
    asking, db = months.asking(brand, month), bench.stores.db

    def read() -> MonthPaper:
        with db.reader() as query:
            return done(figures=asking(query))

    return read


def drawing(read: Callable[[], MonthPaper], build: Build) -> Draw:
    """Return what draws a month's paper as PDF."""

    def draw() -> bytes:
        from warrantydesk.documents import money_sheet

        return money_sheet.render(build(read()))

    return draw


def writing(read: Callable[[], MonthPaper], build: Build) -> Draw:
    """Return what writes the same figures as a workbook."""

    def write() -> bytes:
        from warrantydesk.documents import money_sheet

        return money_sheet.workbook(build(read()))

    return write


def day(text: str) -> date | None:
    """Return the day of an ISO text, None of an empty one."""
    return date.fromisoformat(text) if text else None
