"""The columns of the hits, and how plates and phones stand before those who only read."""

from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.summaries import ClaimSummary
from warrantydesk.i18n import _, date_text, pick
from warrantydesk.ui.kit.table import Column
from warrantydesk.ui.tabs.archive.hits import Hits, excerpt, reads_only
from warrantydesk.ui.words import claim_mark, claim_word, plate_text


def veiled(text: str, head: int, tail: int) -> str:
    """Return a text whose middle is stars, as ``138****0042``; short ones are stars alone."""
    if len(text) <= head + tail:
        return "*" * len(text)
    return f"{text[:head]}{'*' * min(4, len(text) - head - tail)}{text[len(text) - tail :]}"


class RowWords:
    """Says what a row says, with names from the brand's tables, for the person who acts."""

    def __init__(self, desk: Any) -> None:
        """Ask ``desk`` for names and for who acts."""
        self._desk = desk

    def plate(self, plate: str) -> str:
        """Return a plate with its dot, veiled before those who only read."""
        if reads_only(self._desk.people.acting):
            return plate_text(veiled(plate, 3, 1))
        return plate_text(plate)

    def model(self, brand: str, code: str) -> str:
        """Return the name of a model, its code where the brand does not know it."""
        entry = self._desk.profiles.of(brand).models.get(code)
        return pick(entry.name_zh, entry.name_en) if entry else code

    def type(self, brand: str, code: str) -> str:
        """Return the name of a claim type."""
        entry = self._desk.profiles.of(brand).types.get(code)
        return pick(entry.name_zh, entry.name_en) if entry else code


def columns(say: RowWords, hits: Hits) -> tuple[Column, ...]:
    """Return the columns; ``hits`` know which words are searched for at the moment."""

    def date(row: ClaimSummary) -> str:
        return date_text(row.opened_on)

    def complaint(row: ClaimSummary) -> str:
        why = hits.why(row.id)
        return excerpt(f"{why} · {row.complaint}" if why else row.complaint, hits.words)

    return (
        Column("claim_number", _("Claim"), width=112, bold=True, highlight=True),
        Column("opened_on", _("Date"), width=86, text=date, weak=True),
        Column(
            "plate",
            _("Plate"),
            width=96,
            text=lambda row: say.plate(row.plate),
            highlight=True,
        ),
        Column(
            "model",
            _("Model"),
            width=112,
            text=lambda row: say.model(row.brand, row.model_code),
            sortable=False,
            weak=True,
        ),
        Column(
            "complaint",
            _("Complaint"),
            width=170,
            text=complaint,
            copy=lambda row: " ".join(row.complaint.split()),
            sortable=False,
            stretch=True,
            highlight=True,
        ),
        Column(
            "total_fen",
            _("Claimed ¥"),
            align="right",
            width=82,
            text=lambda row: yuan(row.total_fen),
        ),
        Column(
            "state",
            _("Status"),
            width=96,
            text=lambda row: claim_word(row.state),
            mark=lambda row: claim_mark(row.state),
        ),
    )
