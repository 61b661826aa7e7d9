"""Lines of claims: their clocks, the papers that are missing, answers that are late together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from warrantydesk.domain.attachment import (
    CLAIM_FORM,
    INSPECTION_SHEET,
    TAG_STUBS,
    WORK_AUTHORISATION,
)
from warrantydesk.domain.claim.states import State
from warrantydesk.domain.deadlines import ANSWER_EXPECTED, CHARGE_BACK, UNSETTLED
from warrantydesk.domain.settlement.receivable import Stage
from warrantydesk.domain.today import Area, Target, TodayItem, When, gathered, when_of
from warrantydesk.domain.today_claims import Clocks, OpenClaim, claim_items
from warrantydesk.domain.work import ISSUE_NOTE, JOB_CARD
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.shelf.life import holidays

_MADE_HERE = {
    WORK_AUTHORISATION: "signed",
    INSPECTION_SHEET: "inspected",
    CLAIM_FORM: "filed",
    TAG_STUBS: "tagged",
    JOB_CARD: "clocked",
    ISSUE_NOTE: "issued",
}
"""What the desk has of its own stands for these papers, as the checks count them (V96)."""

_TOGETHER = {
    ANSWER_EXPECTED: N_("The maker has not answered: {n} claims"),
    UNSETTLED: N_("Approved and on no statement: {n} claims"),
}
"""What is asked of a maker in one go: its title for several claims."""


class MakerClocks:
    """The clocks of every maker on the desk's day, each read once."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self.holidays = holidays(bench)
        self._known: dict[str, Clocks] = {}
        self._papers: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, brand: str) -> Clocks:
        """Return the clocks of a brand, the site's own where it has no profile."""
        if brand not in self._known:
            profile = self._bench.profile(brand)
            rows = {row["code"]: row for row in profile.rows("deadlines")}
            bench = self._bench
            self._known[brand] = Clocks(rows, self.holidays, bench.today, bench.clock.zone)
        return self._known[brand]

    def papers(self, claim: OpenClaim) -> frozenset[str]:
        """Return the papers that a claim of this type must have before it is submitted."""
        key = (claim.brand, claim.type)
        if key not in self._papers:
            entries = self._bench.profile(claim.brand).documents(claim.type)
            codes = {one.code for one in entries if one.mandatory}
            self._papers[key] = frozenset(codes - {CLAIM_FORM})
        return self._papers[key]


def lines(bench: Bench, makers: MakerClocks, *, single: bool = False) -> list[TodayItem]:
    """Return the lines of all open claims, answers that one maker owes together or ``single``."""
    stores = bench.stores.today
    found: list[TodayItem] = []
    there: dict[int, set[str]] | None = None
    for claim in stores.claims():
        items = claim_items(claim, makers.of(claim.brand))
        if claim.state is State.TO_SUBMIT:
            if there is None:
                there = stores.papers()
            items = _with_papers(items, makers.papers(claim), there.get(claim.id, set()))
        found.extend(items)
    together = found if single else _gathered(found, bench.today)
    return [*together, *_charge_backs(bench)]


def _with_papers(
    items: Iterator[TodayItem], wanted: frozenset[str], there: set[str]
) -> Iterator[TodayItem]:
    """Yield the lines with how many papers are missing."""
    missing = [code for code in wanted if not {code, _MADE_HERE.get(code, code)} & there]
    for item in items:
        if missing:
            yield replace(
                item,
                note=N_("{number} · papers missing: {missing}"),
                values={**item.values, "missing": len(missing)},
                action=N_("Complete papers"),
            )
        else:
            yield item


def _gathered(items: Iterable[TodayItem], today: date) -> Iterator[TodayItem]:
    """Yield the lines; what one maker owes together, by group of days, as one."""
    owed: dict[tuple[str, str, When], list[TodayItem]] = {}
    for item in items:
        if item.code not in _TOGETHER:
            yield item
            continue
        owed.setdefault((item.code, item.brand, when_of(item.due_on, today)), []).append(item)
    for (code, brand, when), several in owed.items():
        one = gathered(several, _TOGETHER[code], f"{code}:{brand}:{when}")
        if code == UNSETTLED and one.members:
            one = replace(one, target=Target("settlement", "receivables", Stage.APPROVED.value))
        yield one


def _charge_backs(bench: Bench) -> Iterator[TodayItem]:
    for one in bench.stores.today.charge_backs():
        yield TodayItem(
            key=f"{CHARGE_BACK}:charge_back:{one.id}",
            code=CHARGE_BACK,
            area=Area.MONEY,
            title=N_("Charge-back after an audit: object or accept"),
            target=Target("intake", "claim", one.behind),
            action=N_("Object"),
            due_on=date.fromisoformat(one.day),
            brand=one.brand,
            note=N_("{number} · notice {notice}"),
            values={"number": one.number, "notice": one.text or "—"},
            plate=one.plate,
            vin=one.vin,
            model=one.model,
            owner=one.owner,
            amount_fen=one.amount_fen,
        )
