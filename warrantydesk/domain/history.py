"""What the desk knows of a vehicle before today's visit."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PastVisit:
    """A former visit with the distance really driven by then, in km."""

    visit_id: int
    on: date
    total_km: int | None
    claims: tuple[str, ...] = ()
    complaint: str = ""


@dataclass(frozen=True)
class VehicleHistory:
    """Former visits, oldest first."""

    visits: tuple[PastVisit, ...] = ()

    def last_before(self, day: date) -> PastVisit | None:
        """Return the last visit on an earlier day whose mileage is known."""
        earlier = [v for v in self.visits if v.on < day and v.total_km is not None]
        return max(earlier, key=lambda v: (v.on, v.total_km or 0), default=None)
