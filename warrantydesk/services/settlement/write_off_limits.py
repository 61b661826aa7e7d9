"""Who may give up how much: the limits of the clerk, the service manager and finance."""

from dataclasses import dataclass

from warrantydesk.domain.errors import RIGHT, STATE, refused
from warrantydesk.domain.money import yuan
from warrantydesk.domain.person import Role
from warrantydesk.domain.settlement.account import Balance, balance_of
from warrantydesk.domain.settlement.write_off import WriteOff, WriteOffState
from warrantydesk.i18n import N_
from warrantydesk.services.bench import Bench

SMALL, MANAGER = "write_off_small", "write_off_manager"


@dataclass(frozen=True)
class Limits:
    """Net fen; ``manager_fen`` None: the service manager decides on any sum alone."""

    small_fen: int = 0
    manager_fen: int | None = None

    def is_small(self, amount_fen: int) -> bool:
        """Tell whether the clerk may give it up alone."""
        return amount_fen <= self.small_fen

    def needs_finance(self, amount_fen: int) -> bool:
        """Tell whether finance must agree too."""
        return self.manager_fen is not None and amount_fen > self.manager_fen


def limits_of(bench: Bench, brand: str) -> Limits:
    """Return the limits of a brand's profile; where it has none the clerk decides on nothing."""
    profile = bench.profile(brand)
    return Limits(profile.rate_fen(SMALL) or 0, profile.rate_fen(MANAGER))


def balance(bench: Bench, claim_id: int) -> Balance:
    """Return the balance of a claim; Refused(NOT_FOUND)."""
    stores = bench.stores
    return balance_of(stores.claims.get(claim_id), stores.accounts.of(claim_id))


def must_be_decided_by(bench: Bench, found: WriteOff) -> None:
    """Refuse with RIGHT who may not approve: it takes the manager, and never the proposer.

    A sum so small that the clerk may give it up alone needs nobody else.
    """
    if limits_of(bench, found.brand).is_small(found.amount_fen):
        return
    person = bench.person
    if not person.may_act_as(Role.SERVICE_MANAGER):
        raise refused(
            RIGHT,
            N_("{amount} yuan are given up by the service manager only."),
            amount=yuan(found.amount_fen),
        )
    must_be_another(bench, found)


def must_be_another(bench: Bench, found: WriteOff) -> None:
    """Refuse with RIGHT who has a hand in it already: two pairs of eyes are wanted."""
    if bench.person.login in (found.proposed_by, found.decided_by):
        raise refused(RIGHT, N_("Another person than {name} must agree."), name=bench.person.name)


def must_be_outstanding(bench: Bench, found: WriteOff) -> None:
    """Refuse with STATE to give up more than is still outstanding today."""
    left = balance(bench, found.claim_id).outstanding_fen
    if found.amount_fen > left:
        raise refused(
            STATE,
            N_("Only {left} yuan are outstanding now: propose the write-off anew."),
            "amount_fen",
            left=yuan(max(left, 0)),
        )


def waits_for_finance(bench: Bench, one: WriteOff) -> bool:
    """Tell whether the manager approved it and finance has not."""
    return (
        one.state is WriteOffState.PROPOSED
        and bool(one.decided_by)
        and limits_of(bench, one.brand).needs_finance(one.amount_fen)
    )
