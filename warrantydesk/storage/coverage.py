"""Stores of repair history, demands, terms and decisions."""

from warrantydesk.domain.repair_history import (
    ClaimCoverage,
    Decision,
    Demand,
    ExcludedTime,
    Loaner,
    ProblemLink,
    QualityProblem,
    RepairElsewhere,
    SafetyFlag,
    VehicleTerms,
)
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import (
    ClaimCoverageRow,
    DecisionRow,
    DemandRow,
    ExcludedTimeRow,
    LoanerRow,
    ProblemLinkRow,
    QualityProblemRow,
    RepairElsewhereRow,
    SafetyFlagRow,
    VehicleTermsRow,
)


class RepairElsewhereStore(Store[RepairElsewhere]):
    """Repairs by other workshops."""

    TABLE, KIND = RepairElsewhereRow, RepairElsewhere


class QualityProblemStore(Store[QualityProblem]):
    """Quality problems of vehicles."""

    TABLE, KIND = QualityProblemRow, QualityProblem


class ProblemLinkStore(Store[ProblemLink]):
    """Which repairs belong to which problem."""

    TABLE, KIND = ProblemLinkRow, ProblemLink


class SafetyFlagStore(Store[SafetyFlag]):
    """Claims judged serious safety faults."""

    TABLE, KIND = SafetyFlagRow, SafetyFlag


class ExcludedTimeStore(Store[ExcludedTime]):
    """Time that does not count."""

    TABLE, KIND = ExcludedTimeRow, ExcludedTime


class LoanerStore(Store[Loaner]):
    """Loan cars and transport money."""

    TABLE, KIND = LoanerRow, Loaner


class DemandStore(Store[Demand]):
    """Demands to replace or return."""

    TABLE, KIND = DemandRow, Demand


class VehicleTermsStore(Store[VehicleTerms]):
    """Certificate and contracts by vehicle."""

    TABLE, KIND = VehicleTermsRow, VehicleTerms


class ClaimCoverageStore(Store[ClaimCoverage]):
    """What the clerk told the engine, by claim."""

    TABLE, KIND = ClaimCoverageRow, ClaimCoverage


class DecisionStore(Store[Decision]):
    """Decisions as taken."""

    TABLE, KIND = DecisionRow, Decision
