"""The right column: what is known of the vehicle, its history, and what is missing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from warrantydesk.domain import vin
from warrantydesk.domain.claim import Claim
from warrantydesk.domain.facts import ClaimFacts
from warrantydesk.domain.history import PastVisit
from warrantydesk.i18n import _, date_text, list_text, ngettext_, pick
from warrantydesk.ui.kit import theme
from warrantydesk.ui.kit.cards import Card, Hairline, KeyValue, KeyValues
from warrantydesk.ui.kit.findings import FindingView
from warrantydesk.ui.kit.findings_panel import FindingsPanel
from warrantydesk.ui.kit.labels import Words
from warrantydesk.ui.kit.lists import QueueList, QueueRow
from warrantydesk.ui.kit.marks import Mark

SHOWN_VISITS = 3


class VehicleCard(Card):
    """Maker, model, dates and mileage; former visits below, newest first."""

    visit_chosen = Signal(str)

    def __init__(self) -> None:
        """Start without a vehicle."""
        super().__init__(_("Vehicle"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._most = SHOWN_VISITS
        self._facts = KeyValues()
        self._past = QueueList()
        self._none = Words(_("No former visit at this desk"), token="ink2", delta=-1)
        self._past.opened.connect(self._choose)
        self.add(Hairline())
        self.add(self._facts)
        self.add(Hairline())
        self.add(self._none)
        self.add(self._past)

    def show_facts(self, desk: Any, facts: ClaimFacts) -> None:
        """Show what is known of the vehicle of a claim."""
        claim = facts.claim
        model = desk.profiles.of(claim.brand).models.get(claim.vehicle.model_code)
        name = pick(model.name_zh, model.name_en) if model else _("Vehicle")
        self.set_title(name, self._standing(facts))
        self._facts.show_rows(_rows(desk, claim, facts))
        visits = sorted(facts.history.visits, key=lambda one: one.on, reverse=True)
        self._none.setVisible(not visits)
        self._past.setVisible(bool(visits))
        self._past.show_rows([_past_row(one) for one in visits])
        self._past.clearSelection()
        self._fit()

    def set_short(self, short: bool) -> None:
        """Show fewer former visits at a time where the window is low; the rest scrolls."""
        self._most = 1 if short else SHOWN_VISITS
        self._fit()

    def restyle(self) -> None:
        """Take the height of the list anew."""
        self._fit()

    def _fit(self) -> None:
        rows = min(len(self._past.items()), self._most)
        self._past.setFixedHeight(max(1, rows) * theme.h(2.74))

    def _standing(self, facts: ClaimFacts) -> str:
        if facts.vehicle is None:
            return _("new to this desk") if facts.claim.vehicle.vin else ""
        n = len(facts.history.visits)
        return ngettext_("{n} former visit", "{n} former visits", n) if n else ""

    def _choose(self, key: Any) -> None:
        if key:
            self.visit_chosen.emit(key)


def _rows(desk: Any, claim: Claim, facts: ClaimFacts) -> list[KeyValue]:
    number = claim.vehicle.vin
    maker = desk.profiles.maker(number) if number else None
    year = vin.model_year(number, desk.bench.today.year + 1)
    rows = [
        KeyValue(_("Maker"), pick(maker.maker_zh, maker.maker_en) if maker else ""),
        KeyValue(_("Model year"), str(year) if year else ""),
        KeyValue(_("Delivered"), date_text(claim.vehicle.delivered_on)),
    ]
    last = facts.history.last_before(facts.arrived_on)
    if last is not None and last.total_km is not None:
        words = _("{km} km on {day}", km=f"{last.total_km:,}", day=date_text(last.on))
        rows.append(KeyValue(_("Last reading"), words))
    return rows


def _past_row(visit: PastVisit) -> QueueRow:
    km = _("{km} km", km=f"{visit.total_km:,}") if visit.total_km is not None else ""
    number = visit.claims[0] if visit.claims else ""
    story = visit.complaint.split("\n")[0]
    return QueueRow(
        number,
        date_text(visit.on),
        story or list_text(visit.claims),
        None,
        km,
        number if story else "",
    )


class SideColumn(QWidget):
    """The cards beside a claim; findings take the room that is left. Without a claim, none."""

    jumped = Signal(str)
    visit_chosen = Signal(str)

    def __init__(self) -> None:
        """Start without a claim."""
        super().__init__()
        self.vehicle = VehicleCard()
        self.findings = FindingsPanel(_("What is missing"))
        self.vehicle.hide()
        self.findings.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(8)
        column.addWidget(self.vehicle)
        column.addWidget(self.findings, 1)
        column.addStretch()
        self.findings.jumped.connect(self.jumped)
        self.vehicle.visit_chosen.connect(self.visit_chosen)

    def show_facts(self, desk: Any, facts: ClaimFacts, frozen: bool) -> None:
        """Show the cards of a claim; nothing is missing in one that cannot be edited."""
        self.vehicle.show_facts(desk, facts)
        self.vehicle.show()
        self.findings.setVisible(not frozen)

    def show_findings(self, findings: Sequence[FindingView], names: dict[str, str]) -> None:
        """Show findings; those that only praise a field stand at the field alone."""
        self.findings.show_findings([one for one in findings if one.severity is not Mark.OK], names)
