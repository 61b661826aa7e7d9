"""Stores of the maker's answers, appeals, charge-backs, authorisations and overrides."""

from warrantydesk.domain.authorisation import Authorisation, Escalation, Override
from warrantydesk.domain.claim.answer import AnswerLine, ChargeBack, ClaimAnswer
from warrantydesk.domain.claim.appeal import Appeal
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import (
    AnswerLineRow,
    AppealRow,
    AuthorisationRow,
    ChargeBackRow,
    ClaimAnswerRow,
    EscalationRow,
    OverrideRow,
)


class AnswerLineStore(Store[AnswerLine]):
    """What answers say of single lines."""

    TABLE, KIND = AnswerLineRow, AnswerLine


class ClaimAnswerStore(Store[ClaimAnswer]):
    """The maker's answers."""

    TABLE, KIND = ClaimAnswerRow, ClaimAnswer

    def newest(self, claim_id: int) -> ClaimAnswer | None:
        """Return the last answer to a claim."""
        return max(self.find(claim_id=claim_id), key=lambda one: one.id, default=None)


class ChargeBackStore(Store[ChargeBack]):
    """Money taken back after an audit."""

    TABLE, KIND = ChargeBackRow, ChargeBack


class AppealStore(Store[Appeal]):
    """Appeals, prepared, filed and decided."""

    TABLE, KIND = AppealRow, Appeal

    def newest(self, claim_id: int) -> Appeal | None:
        """Return the last appeal of a claim that stands."""
        found = self.find(claim_id=claim_id, void_reason="")
        return max(found, key=lambda one: one.number, default=None)


class AuthorisationStore(Store[Authorisation]):
    """Prior authorisations: requests with their answers."""

    TABLE, KIND = AuthorisationRow, Authorisation


class EscalationStore(Store[Escalation]):
    """Major faults laid before the technical manager."""

    TABLE, KIND = EscalationRow, Escalation


class OverrideStore(Store[Override]):
    """Blocks that the service manager let pass."""

    TABLE, KIND = OverrideRow, Override
