"""What the checklist shows of an inspection: heads of sections and one row per item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from warrantydesk.domain.attachment import Attachment
from warrantydesk.domain.inspection import Answer, ItemAnswer
from warrantydesk.domain.template import TemplateItem
from warrantydesk.i18n import _, pick
from warrantydesk.services.inspection_view import InspectionView, unit_word
from warrantydesk.ui.kit.gauge import Tolerance
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.segments import ANSWERS

KEYS = (Answer.OK, Answer.NOT_OK, Answer.NA)
"""The answers behind the keys 1, 2 and 3."""


@dataclass(frozen=True)
class HeadRow:
    """The head of a section in the checklist, and its line in the list at the left."""

    section: str
    number: int
    title: str
    answered: int
    total: int
    outside: int
    mark: Mark

    @property
    def key(self) -> str:
        """Return what tells this row from all others."""
        return f"#{self.section}"

    @property
    def count(self) -> str:
        """Return how far the section is."""
        return f"{self.answered}/{self.total}"

    def spoken(self) -> str:
        """Return the row as one sentence."""
        return f"{self.number} {self.title} {self.count}"


@dataclass(frozen=True)
class CheckRow:
    """One item with its answer; ``limits`` hold for this vehicle, choices are code and word."""

    code: str
    number: str
    section: str
    text: str
    kind: str
    unit: str
    limits: Tolerance
    choices: tuple[tuple[str, str], ...]
    answer: Answer | None
    value: Decimal | None
    choice: str
    note: str
    photos: tuple[Attachment, ...]
    answered: bool

    @property
    def key(self) -> str:
        """Return what tells this row from all others."""
        return self.code

    @property
    def pressed(self) -> int | None:
        """Return the key of the answer: 1 ok, 2 not ok, 3 n.a."""
        return KEYS.index(self.answer) + 1 if self.answer is not None else None

    @property
    def outside(self) -> bool:
        """Tell whether a reading that counts lies outside its limits."""
        counts = self.value is not None and self.answer is not Answer.NA
        return counts and bool(self.limits.excess(self.value or Decimal(0)))

    @property
    def contradicts(self) -> bool:
        """Tell whether a reading outside its limits is marked ok; no one can sign that."""
        return self.outside and self.answer is Answer.OK

    @property
    def lacks_photo(self) -> bool:
        """Tell whether a photograph is still to be taken."""
        wanted = self.kind == "photo" and self.answer is not Answer.NA
        return (wanted or self.outside) and not self.photos

    @property
    def reading(self) -> str:
        """Return the reading as it is written in its box."""
        return "" if self.value is None else format(self.value, "f")

    def spoken(self) -> str:
        """Return the row as one sentence."""
        words = [self.number, self.text]
        if self.answer is not None:
            words.append(_(ANSWERS[KEYS.index(self.answer)][1]))
        words += [word for code, word in self.choices if code == self.choice]
        if self.value is not None:
            words.append(f"{self.reading} {self.unit}".strip())
            words.append(self.limits.verdict(self.value))
        words.append(self.note)
        return ", ".join(word for word in words if word)


Row = HeadRow | CheckRow


def rows_of(view: InspectionView, files: Sequence[Attachment]) -> list[Row]:
    """Return the heads and rows of an inspection in the order of its template."""
    photos: dict[str, list[Attachment]] = {}
    for file in files:
        photos.setdefault(file.item, []).append(file)
    rows: list[Row] = []
    for number, (section, items) in enumerate(groupby(view.items, lambda i: i.section), 1):
        entries = list(items)
        checks = [
            _check(view, item, f"{number}.{place}", photos) for place, item in enumerate(entries, 1)
        ]
        title = pick(entries[0].section_zh, entries[0].section_en)
        rows.append(_head(section, number, title, checks))
        rows += checks
    return rows


def _check(
    view: InspectionView,
    item: TemplateItem,
    number: str,
    photos: Mapping[str, Sequence[Attachment]],
) -> CheckRow:
    given = view.answers.get(item.code) or ItemAnswer(view.inspection.id, item.code)
    return CheckRow(
        code=item.code,
        number=number,
        section=item.section,
        text=pick(item.item_zh, item.item_en),
        kind=item.kind,
        unit=unit_word(item.unit),
        limits=Tolerance.parse(item.tolerances.get(view.model_class, "")),
        choices=tuple((code, pick(zh, en)) for code, zh, en in item.choices),
        answer=given.answer,
        value=given.value,
        choice=given.choice,
        note=given.note,
        photos=tuple(photos.get(item.code, ())),
        answered=view.is_answered(item),
    )


def _head(section: str, number: int, title: str, checks: Sequence[CheckRow]) -> HeadRow:
    answered = sum(row.answered for row in checks)
    if any(row.contradicts for row in checks):
        mark = Mark.BLOCK
    elif answered == 0:
        mark = Mark.TODO
    elif any(not row.answered and not row.lacks_photo for row in checks):
        mark = Mark.RUNNING
    else:
        mark = Mark.WARN if any(row.lacks_photo for row in checks) else Mark.DONE
    outside = sum(row.outside for row in checks)
    return HeadRow(section, number, title, answered, len(checks), outside, mark)


def heads(rows: Sequence[Row]) -> list[HeadRow]:
    """Return the heads alone."""
    return [row for row in rows if isinstance(row, HeadRow)]


def checks(rows: Sequence[Row]) -> list[CheckRow]:
    """Return the items alone."""
    return [row for row in rows if isinstance(row, CheckRow)]
