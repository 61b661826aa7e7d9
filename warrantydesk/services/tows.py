"""Tows and rescues with their sheet, signed by customer and carrier."""

from dataclasses import replace
from datetime import datetime

from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.claim.states import EDITABLE, State
from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.work import Tow
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.services.coverage.guards import (
    instant_problems,
    must_be_at,
    must_stand,
    raise_all,
    reason_of,
    short,
)

MOST_KM, MOST_FEN = 10_000, 10_000_000_00


class TowService:
    """Keeps the tows of visits."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def save(  # noqa: PLR0913 - the parameters are the verb's contract
        self,
        visit_id: int,
        carrier: str,
        from_place: str,
        to_place: str,
        km: int,
        claim_id: int | None = None,
        started_at: datetime | None = None,
        ended_at: datetime | None = None,
        amount_fen: int = 0,
        customer_signed: bool = False,
        carrier_signed: bool = False,
        sheet_no: str = "",
        attachment_id: int | None = None,
        id: int | None = None,
        version: int | None = None,
    ) -> Tow:
        """Enter a tow of a visit, or change the one of ``id``; money in fen, net.

        ``attachment_id`` is the signed sheet as a file of the claim.
        """
        stores = self._bench.stores
        stores.visits.get(visit_id)
        old = stores.tows.get(id) if id is not None else None
        claim = stores.claims.get(claim_id) if claim_id is not None else None
        file = stores.attachments.get(attachment_id) if attachment_id is not None else None
        self._bench.allow("tows.save")
        self._must_be_open(visit_id)
        if old is not None:
            must_stand(old.void_reason)
            must_be_at(version, old.version)
        new = Tow(
            visit_id,
            claim_id,
            short(carrier, "carrier"),
            short(from_place, "from_place"),
            short(to_place, "to_place"),
            km,
            started_at,
            ended_at,
            amount_fen,
            customer_signed,
            carrier_signed,
            short(sheet_no, "sheet_no"),
            attachment_id,
            self._bench.person.login,
        )
        self._must_belong(new, old, claim)
        if file is not None and file.claim_id not in stores.claims.of_visit(visit_id):
            raise refused(INVALID, N_("This file belongs to another visit."), "attachment_id")
        raise_all(self._problems(new))
        if old is None:
            return self._kept(N_("enter tow"), new)
        return self._kept(N_("change tow"), replace(new, id=old.id, version=old.version))

    def void(self, tow_id: int, reason: str) -> Tow:
        """Void a tow with a reason."""
        found = self._bench.stores.tows.get(tow_id)
        self._bench.allow("tows.void")
        self._must_be_open(found.visit_id)
        must_stand(found.void_reason)
        return self._kept(N_("void tow"), replace(found, void_reason=reason_of(reason)))

    def of_visit(self, visit_id: int) -> list[Tow]:
        """Return the tows of a visit that stand, oldest first."""
        return self._bench.stores.tows.find(visit_id=visit_id, void_reason="")

    def _must_be_open(self, visit_id: int) -> None:
        """Refuse with STATE once everything of the visit is filed."""
        store = self._bench.stores.claims
        claims = [store.get(number) for number in store.of_visit(visit_id)]
        alive = [one for one in claims if one.state is not State.VOID]
        if alive and not any(one.state in EDITABLE for one in alive):
            raise refused(STATE, N_("The claims of this visit are filed: its tow stays."))

    def _must_belong(self, new: Tow, old: Tow | None, claim: Claim | None) -> None:
        if old is not None and old.visit_id != new.visit_id:
            raise refused(NOT_FOUND, N_("This tow belongs to another visit."), "id")
        if claim is not None and claim.visit.id != new.visit_id:
            raise refused(INVALID, N_("This claim belongs to another visit."), "claim_id")

    def _problems(self, new: Tow) -> list[Problem]:
        problems = [
            Problem(field, message)
            for value, field, message in (
                (new.carrier, "carrier", N_("Who towed the car?")),
                (new.from_place, "from_place", N_("Where was the car fetched?")),
                (new.to_place, "to_place", N_("Where was the car brought?")),
            )
            if not value
        ]
        if not 0 <= new.km <= MOST_KM:
            problems.append(Problem("km", N_("The way is 0 to {most} km."), {"most": MOST_KM}))
        if not 0 <= new.amount_fen <= MOST_FEN:
            problems.append(Problem("amount_fen", N_("This is no price of a tow.")))
        now = self._bench.now
        problems += instant_problems("started_at", new.started_at, now)
        problems += instant_problems("ended_at", new.ended_at, now)
        begin, end = new.started_at, new.ended_at
        if begin is not None and end is not None and end < begin:
            problems.append(Problem("ended_at", N_("The tow ends before it begins.")))
        return problems

    def _kept(self, action: str, tow: Tow) -> Tow:
        kinds = (Kind.WORK, Kind.VISITS)
        with self._bench.change(action, *kinds, ids=(tow.visit_id,)) as touched:
            if tow.claim_id is not None:
                touched.append(tow.claim_id)
            store = self._bench.stores.tows
            return store.save(tow) if tow.id else store.add(tow)
