"""The store of vehicles named by campaigns: lists of 100,000 VINs, read by the page."""

from array import array
from collections.abc import Sequence
from typing import Any

from warrantydesk.domain.campaign import CampaignState, CampaignVehicle
from warrantydesk.storage.journal import canonical
from warrantydesk.storage.store import Store
from warrantydesk.storage.tables import CampaignVehicleRow

_LIVE = "WHERE profile = ? AND campaign = ? AND void_reason = ''"
_STATE_PLACE = "CASE state WHEN 'OPEN' THEN 0 WHEN 'REFUSED' THEN 1 WHEN 'DONE' THEN 2 ELSE 3 END"
_FOREIGN = "NOT EXISTS (SELECT 1 FROM vehicle v WHERE v.vin = campaign_vehicle.vin)"
"""Cars that the desk knows come first: these it can call."""
_ORDERS = {
    "state": (_STATE_PLACE, _FOREIGN, "id"),
    "vin": ("vin",),
    "done_on": ("coalesce(done_on, '')", "id"),
    "mileage_km": ("coalesce(mileage_km, -1)", "id"),
}


class CampaignVehicleStore(Store[CampaignVehicle]):
    """Vehicles named by campaigns."""

    TABLE, KIND = CampaignVehicleRow, CampaignVehicle
    PERSONAL = frozenset({"signed_by"})

    def of_vin(self, profile: str, vin: str) -> list[CampaignVehicle]:
        """Return what the campaigns of a brand know of a VIN, without what is void."""
        return self.find(vin=vin, profile=profile, void_reason="")

    def one(self, profile: str, campaign: str, vin: str) -> CampaignVehicle | None:
        """Return the record of a vehicle, None where the campaign has none."""
        found = self.find(vin=vin, profile=profile, campaign=campaign, void_reason="")
        return found[0] if found else None

    def vins(self, profile: str, campaign: str) -> set[str]:
        """Return every VIN that a campaign has."""
        sql = f"SELECT vin FROM campaign_vehicle {_LIVE}"
        return {vin for (vin,) in self._db.query(sql, (profile, campaign))}

    def counts(self, profile: str) -> dict[tuple[str, CampaignState], int]:
        """Return how many vehicles stand where, by campaign and state."""
        found = self._db.query(
            "SELECT campaign, state, count(*) FROM campaign_vehicle"
            " WHERE profile = ? AND void_reason = '' GROUP BY campaign, state",
            (profile,),
        )
        return {(campaign, CampaignState(state)): count for campaign, state, count in found}

    def ids(
        self,
        profile: str,
        campaign: str,
        state: CampaignState | None = None,
        text: str = "",
        order: tuple[str, bool] = ("state", False),
    ) -> "array[int]":
        """Return the ids of a campaign's vehicles in an order; ``text`` is part of the VIN.

        Raises KeyError for an order that is not offered.
        """
        column, descending = order
        way = "DESC" if descending else "ASC"
        by = ", ".join(f"{part} {way}" for part in _ORDERS[column])
        where, values = _LIVE, [profile, campaign]
        if state is not None:
            where, values = f"{where} AND state = ?", [*values, state.value]
        if text:
            where, values = f"{where} AND instr(vin, ?)", [*values, text]
        sql = f"SELECT id FROM campaign_vehicle {where} ORDER BY {by}"
        return array("q", [number for (number,) in self._db.query(sql, values)])

    def of_ids(self, ids: Sequence[int]) -> list[CampaignVehicle]:
        """Return vehicles by their ids, in that order."""
        rows = self._db.rows(self.TABLE.select().where(self.TABLE.id.in_(list(ids))))
        known = {row["id"]: self._built(row) for row in rows}
        return [known[number] for number in ids if number in known]

    def beside(self, visit_id: int, claim_id: int) -> frozenset[str]:
        """Return the campaigns that other claims of a visit are for."""
        found = self._db.query(
            "SELECT codes_campaign_no FROM claim WHERE visit_id = ? AND id <> ?"
            " AND type = 'CAMPAIGN' AND state <> 'VOID'",
            (visit_id, claim_id),
        )
        return frozenset(number for (number,) in found if number)

    def cars(self, brand: str) -> list[tuple[int, str, bool]]:
        """Return id and VIN of the files of a brand, and whether the car is still unsold."""
        found = self._db.query(
            "SELECT id, vin, invoiced_on IS NULL FROM vehicle WHERE brand = ? ORDER BY id",
            (brand,),
        )
        return [(number, vin, bool(unsold)) for number, vin, unsold in found]

    def files(self, vins: Sequence[str]) -> dict[str, tuple[str, str, str, bool]]:
        """Return plate, owner, phone and whether it is unsold, of VINs that the desk knows."""
        marks = ", ".join("?" * len(vins))
        found = self._db.query(
            "SELECT v.vin, p.plate, c.name, c.phone, v.invoiced_on IS NULL FROM vehicle v"
            " LEFT JOIN plate p ON p.vehicle_id = v.id AND p.to_on IS NULL"
            " LEFT JOIN ownership o ON o.vehicle_id = v.id AND o.to_on IS NULL"
            f" LEFT JOIN customer c ON c.id = o.customer_id WHERE v.vin IN ({marks})",
            list(vins),
        )
        return {
            vin: (plate or "", owner or "", phone or "", bool(unsold))
            for vin, plate, owner, phone, unsold in found
        }

    def claim_numbers(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the numbers of claims by their ids."""
        marks = ", ".join("?" * len(ids))
        sql = f"SELECT id, claim_number FROM claim WHERE id IN ({marks})"
        return dict(self._db.query(sql, list(ids)))

    def recorded(self, batch_id: int) -> int:
        """Return of how many vehicles of a list something was recorded."""
        found = self._db.query(
            "SELECT count(*) FROM campaign_vehicle"
            " WHERE batch_id = ? AND void_reason = '' AND version > 1",
            (batch_id,),
        )
        return int(found[0][0])

    def add_listed(self, profile: str, campaign: str, vins: Sequence[str], batch_id: int) -> None:
        """Insert the open vehicles of a list in bulk, each with its journal entry."""
        start = self._db.query("SELECT coalesce(max(id), 0) FROM campaign_vehicle")[0][0]
        blank = self.mapping.row(CampaignVehicle(profile, campaign, "", batch_id=batch_id))
        rows: list[dict[str, Any]] = [
            {**blank, "vin": vin, "id": number, "version": 1}
            for number, vin in enumerate(vins, int(start) + 1)
        ]
        self.table.bulk(rows)

    def void_batch(self, batch_id: int, reason: str) -> int:
        """Void all vehicles of a list in bulk, each with its journal entry; returns how many."""
        found = self._db.query(
            "SELECT id, version FROM campaign_vehicle WHERE batch_id = ? AND void_reason = ''",
            (batch_id,),
        )
        self._db.execute(
            "UPDATE campaign_vehicle SET void_reason = ?, version = version + 1"
            " WHERE batch_id = ? AND void_reason = ''",
            (reason, batch_id),
        )
        entries = [
            (self.table.name, number, canonical({"version": version + 1, "void_reason": reason}))
            for number, version in found
        ]
        self._journal.append_many(entries)
        return len(found)
