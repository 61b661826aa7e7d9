"""Cards of quality information for the maker (form B.7): begun from a claim, sent, followed up."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from warrantydesk.domain.claim.states import State
from warrantydesk.domain.codec import MismatchError, merged
from warrantydesk.domain.dates import EARLIEST
from warrantydesk.domain.errors import INVALID, STATE, VERSION, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.quality_report import QualityReport
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench, needs, refused_by
from warrantydesk.services.change import Kind
from warrantydesk.services.quality_start import filled
from warrantydesk.storage.numbers import QUALITY

GEARBOXES = ("", "AT", "MT")
MOST_FEN = 10**11
LONGEST = 2000
AFTERWARDS = frozenset(
    {
        *("office_opinion", "office_person", "office_on", "result"),
        *("revisited_by", "revisited_on", "handling"),
    }
)
"""What is learned after the card was sent: the maker's opinion, the visit to the customer."""
FIELDS = AFTERWARDS | {
    *("concern", "urgency", "issued_on", "area", "nature", "gearbox", "conditions"),
    *("part_maker", "cause_and_handling", "companion_damage", "loss_fen", "registered_by"),
}


class QualityReportService:
    """Makes, sends and follows up cards of quality information."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def start(self, claim_id: int) -> QualityReport:
        """Begin the card of a claim with all that the claim knows; one unsent card at a time."""
        bench = self._bench
        claim = bench.stores.claims.get(claim_id)
        bench.allow("quality.start")
        if claim.state is State.VOID:
            raise refused(STATE, N_("The claim is void: there is nothing to report about it."))
        if waiting := self.unsent_of(claim_id):
            raise refused(
                STATE,
                N_("Card {number} of this claim is not sent yet: go on with that one."),
                "claim_id",
                number=waiting.number,
            )
        with bench.change(N_("begin quality card"), Kind.QUALITY) as touched:
            touched.append(claim_id)
            year = bench.today.year
            number = bench.stores.numbers.short(QUALITY, bench.site_number, year)
            return bench.stores.quality_reports.add(filled(bench, claim, number))

    def save(
        self, quality_report_id: int, changes: Mapping[str, Any], version: int | None = None
    ) -> QualityReport:
        """Change fields of a card; ``conditions`` and ``handling`` are objects of their own.

        What was sent stays; only the maker's opinion, the result, the visit to the customer and
        the handling are added afterwards.
        """
        old = self._of(quality_report_id, "quality.save")
        if old.sent_on is not None and not set(changes) <= AFTERWARDS:
            raise refused(
                STATE,
                N_("Card {number} was sent: only what came of it can still be added."),
                number=old.number,
            )
        if version is not None and version != old.version:
            raise refused(
                VERSION,
                N_(
                    "Somebody else changed this in the meantime: look at the new state and try "
                    "again."
                ),
            )
        new = _edited(old, changes)
        if problems := list(_problems(new, self._bench.today)):
            raise refused_by(INVALID, problems)
        return old if new == old else self._kept(N_("edit quality card"), new)

    def send(self, quality_report_id: int, sent_on: date | None = None) -> QualityReport:
        """Write down when a card went to the maker, today where no day is given."""
        old = self._of(quality_report_id, "quality.send")
        self._must_be_unsent(old)
        new = replace(old, sent_on=sent_on or self._bench.today)
        if problems := [*_lacks(new), *_problems(new, self._bench.today)]:
            raise refused_by(INVALID, problems)
        return self._kept(N_("send quality card"), new)

    def void(self, quality_report_id: int, reason: str) -> QualityReport:
        """Void a card that was not sent, with a reason; what the maker has stays."""
        old = self._of(quality_report_id, "quality.void")
        self._must_be_unsent(old)
        reason = needs(reason, "reason", N_("Give the reason."))
        return self._kept(N_("void quality card"), replace(old, void_reason=reason))

    def list(
        self,
        claim_id: int | None = None,
        first: date | None = None,
        last: date | None = None,
        unsent: bool = False,
    ) -> tuple[QualityReport, ...]:
        """Return cards that are not void, newest first: of a claim, a span of days, unsent."""
        wanted: dict[str, Any] = {"void_reason": ""}
        if claim_id is not None:
            wanted["claim_id"] = claim_id
        found = [
            one
            for one in self._bench.stores.quality_reports.find(**wanted)
            if (first is None or (one.issued_on or date.min) >= first)
            and (last is None or (one.issued_on or date.min) <= last)
            and not (unsent and one.sent_on)
        ]
        return tuple(sorted(found, key=lambda one: -one.id))

    def draft(self, claim_id: int) -> QualityReport:
        """Return what the card of a claim would say, without a number and not written."""
        return filled(self._bench, self._bench.stores.claims.get(claim_id), "")

    def newest_of(self, claim_id: int) -> QualityReport | None:
        """Return the newest card of a claim that is not void."""
        return next(iter(self.list(claim_id=claim_id)), None)

    def get(self, quality_report_id: int) -> QualityReport:
        """Return a card."""
        return self._bench.stores.quality_reports.get(quality_report_id)

    def unsent_of(self, claim_id: int) -> QualityReport | None:
        """Return the card of a claim that is still to be sent."""
        return next(iter(self.list(claim_id=claim_id, unsent=True)), None)

    def _of(self, quality_report_id: int, verb: str) -> QualityReport:
        found = self._bench.stores.quality_reports.get(quality_report_id)
        self._bench.allow(verb)
        if found.void_reason:
            raise refused(STATE, N_("Card {number} is void."), number=found.number)
        return found

    def _must_be_unsent(self, one: QualityReport) -> None:
        if one.sent_on is not None:
            raise refused(
                STATE,
                N_("Card {number} was sent on {day} already."),
                number=one.number,
                day=one.sent_on,
            )

    def _kept(self, action: str, changed: QualityReport) -> QualityReport:
        with self._bench.change(action, Kind.QUALITY) as touched:
            touched.append(changed.claim_id)
            return self._bench.stores.quality_reports.save(changed)


def _edited(old: QualityReport, changes: Mapping[str, Any]) -> QualityReport:
    for name in changes:
        if name not in FIELDS:
            raise refused(INVALID, N_("There is no such field."), str(name))
    try:
        new: QualityReport = merged(old, changes)
    except MismatchError as error:
        raise refused(INVALID, error.message, error.path, **error.values) from error
    return new


def _problems(one: QualityReport, today: date) -> Iterator[Problem]:
    """Give what cannot be on a card."""
    if one.gearbox not in GEARBOXES:
        yield Problem("gearbox", N_("The form knows the gearboxes AT and MT only."))
    if one.loss_fen is not None and not 0 <= one.loss_fen <= MOST_FEN:
        yield Problem("loss_fen", N_("An amount is 0 or more."))
    for path, text in _texts(one):
        if len(text) > LONGEST:
            yield Problem(path, N_("This text is too long: at most {n} signs."), {"n": LONGEST})
    yield from _bad_days(one, today)


def _bad_days(one: QualityReport, today: date) -> Iterator[Problem]:
    days = {"issued_on": one.issued_on, "sent_on": one.sent_on}
    days |= {"office_on": one.office_on, "revisited_on": one.revisited_on}
    for name, day in days.items():
        if day is not None and not EARLIEST <= day <= today:
            yield Problem(
                name, N_("{day} cannot be right; today is {today}."), {"day": day, "today": today}
            )
    if one.sent_on and one.issued_on and one.sent_on < one.issued_on:
        yield Problem("sent_on", N_("A card is not sent before it is issued."))


def _lacks(one: QualityReport) -> Iterator[Problem]:
    """Give what a card must say before it goes to the maker."""
    if one.issued_on is None:
        yield Problem("issued_on", N_("Give the day on which the card is issued."))
    if not one.cause_and_handling.strip():
        yield Problem("cause_and_handling", N_("Write the cause and how it was handled."))


def _texts(one: Any, path: str = "") -> Iterator[tuple[str, str]]:
    for field in fields(one):
        value = getattr(one, field.name)
        if is_dataclass(value):
            yield from _texts(value, f"{path}{field.name}.")
        elif isinstance(value, str):
            yield f"{path}{field.name}", value
