"""What a deduction is about: claim, old part, statement, charge-back, an earlier deduction."""

from dataclasses import dataclass

from warrantydesk.domain.claim.answer import ChargeBack
from warrantydesk.domain.claim.claim import Claim
from warrantydesk.domain.errors import INVALID, NOT_FOUND, STATE, refused
from warrantydesk.domain.finding import Problem
from warrantydesk.domain.old_part import OldPart
from warrantydesk.domain.scan import TAG, recognise
from warrantydesk.domain.settlement.deduction import Deduction
from warrantydesk.domain.settlement.statement import Statement, StatementState
from warrantydesk.domain.text import code
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench


@dataclass(frozen=True)
class Named:
    """What a deduction is about, as it was named; all of it may be empty."""

    claim_id: int | None = None
    claim_number: str = ""
    part_tag: str = ""
    statement_id: int | None = None
    charge_back_id: int | None = None
    corrects: str = ""
    """Number of a taken deduction that this one puts right."""


@dataclass(frozen=True)
class Tied:
    """The things themselves; a piece and a charge-back bring their claim."""

    claim: Claim | None = None
    piece: OldPart | None = None
    statement: Statement | None = None
    charge_back: ChargeBack | None = None
    former: Deduction | None = None

    @property
    def is_loose(self) -> bool:
        """Tell whether it is about nothing (V94)."""
        things = (self.claim, self.piece, self.statement, self.charge_back, self.former)
        return all(one is None for one in things)

    @property
    def brand(self) -> str:
        """The brand of what it is about."""
        if self.claim is not None:
            return self.claim.brand
        if self.statement is not None:
            return self.statement.brand
        return self.former.brand if self.former is not None else ""

    @property
    def payer(self) -> str:
        """Who pays what it is about; empty: the maker."""
        if self.claim is not None:
            return self.claim.payer
        if self.statement is not None:
            return self.statement.payer
        return self.former.payer if self.former is not None else ""


def tied(bench: Bench, named: Named) -> Tied:
    """Return what was named; Refused(NOT_FOUND) at the field of what there is not."""
    stores = bench.stores
    former = _former(bench, named.corrects)
    claim = _claim(bench, named)
    piece = _piece(bench, named.part_tag)
    charge_back = (
        None if named.charge_back_id is None else stores.charge_backs.get(named.charge_back_id)
    )
    statement = None if named.statement_id is None else stores.statements.get(named.statement_id)
    if former is not None and not any((claim, piece, statement, charge_back)):
        return _about_the_same(bench, former)
    owner = piece or charge_back
    if claim is None and owner is not None:
        claim = stores.claims.get(owner.claim_id)
    return Tied(claim, piece, statement, charge_back, former)


def _about_the_same(bench: Bench, former: Deduction) -> Tied:
    """Return what an earlier deduction is about: one that corrects it is about the same.

    Its statement is none of it: a later one takes the correction.
    """
    stores = bench.stores
    return Tied(
        None if former.claim_id is None else stores.claims.get(former.claim_id),
        None if former.part_id is None else stores.parts.get(former.part_id),
        None,
        None,
        former,
    )


def _former(bench: Bench, number: str) -> Deduction | None:
    if not code(number):
        return None
    found = bench.stores.deductions.find(number=code(number))
    if not found:
        raise refused(
            NOT_FOUND, N_("There is no deduction {number}."), "corrects", number=number[:40]
        )
    return found[0]


def _claim(bench: Bench, named: Named) -> Claim | None:
    stores = bench.stores
    if named.claim_id is not None:
        return stores.claims.get(named.claim_id)
    number = code(named.claim_number)
    if not number:
        return None
    claim = stores.claims.by_number(number)
    if claim is None:
        raise refused(
            NOT_FOUND, N_("There is no claim {number}."), "claim_number", number=number[:40]
        )
    return claim


def _piece(bench: Bench, tag: str) -> OldPart | None:
    if not tag.strip():
        return None
    read = recognise(tag)
    piece = bench.stores.parts.by_tag(read.text if read.kind == TAG else code(tag))
    if piece is None:
        raise refused(
            NOT_FOUND, N_("No old part has the tag {tag}."), "part_tag", tag=tag.strip()[:40]
        )
    return piece


def must_stand(about: Tied) -> None:
    """Refuse with STATE what is void, or was never taken and yet is to be corrected."""
    if about.statement is not None and about.statement.state is StatementState.VOID:
        raise refused(
            STATE,
            N_("Statement {number} is void."),
            "statement_id",
            number=about.statement.number,
        )
    if about.charge_back is not None and about.charge_back.void_reason:
        raise refused(STATE, N_("This charge-back is void."), "charge_back_id")
    former = about.former
    if former is not None and not former.counts:
        raise refused(
            STATE,
            N_("Deduction {number} was never taken: void it instead of correcting it."),
            "corrects",
            number=former.number,
        )


def link_problems(about: Tied, brand: str, payer: str) -> list[Problem]:
    """Return what does not belong together: piece and claim, brand and payer."""
    claim, found = about.claim, list[Problem]()
    for field, owner in (("part_tag", about.piece), ("charge_back_id", about.charge_back)):
        if claim is not None and owner is not None and owner.claim_id != claim.id:
            found.append(
                Problem(
                    field,
                    N_("This belongs to another claim than {number}."),
                    {"number": claim.claim_number},
                )
            )
    for field, owner_brand in (
        ("claim_number", claim.brand if claim else ""),
        ("statement_id", about.statement.brand if about.statement else ""),
        ("corrects", about.former.brand if about.former else ""),
    ):
        if owner_brand and owner_brand != brand:
            found.append(
                Problem(
                    field,
                    N_("This is of brand {other}, the deduction of {brand}."),
                    {"other": owner_brand, "brand": brand},
                )
            )
    statement = about.statement
    if statement is not None and statement.payer != payer:
        found.append(
            Problem(
                "statement_id",
                N_("Statement {number} is of another payer."),
                {"number": statement.number},
            )
        )
    return found


def must_be_tied(about: Tied) -> None:
    """Refuse a deduction that is about nothing (V94)."""
    if about.is_loose:
        raise refused(
            "V94",
            N_("Say what it is about: a claim, an old part, a statement or a charge-back."),
            "claim_number",
        )


def must_be_known(bench: Bench, brand: str) -> None:
    """Refuse with INVALID a brand that the desk does not know."""
    if not brand:
        raise refused(INVALID, N_("Name the brand."), "brand")
    if not bench.tables.tables(brand):
        raise refused(INVALID, N_("The desk has no brand {brand}."), "brand", brand=brand[:40])
