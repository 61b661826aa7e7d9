"""What the scanner holds between two scans."""

from dataclasses import dataclass, replace

from warrantydesk.services.scanning.modes import Mode


@dataclass(frozen=True)
class Session:
    """The mode and what is in hand; a new one follows every scan, so that undo finds the old."""

    mode: Mode = Mode.RECEIVE
    claim_id: int = 0
    handed_over_by: str = ""
    """Who hands the old parts over; empty: the technician of the claim."""
    place: str = ""
    """The place in use: of all pieces that follow, or where one stands while counting."""
    waiting: str = ""
    """The tag that waits for its place."""
    shipment_id: int = 0
    box: str = ""
    """The code of the box in use, empty for the newest open one."""
    ticked: tuple[str, ...] = ()
    """The boxes that were scanned at the door."""
    stock_take_id: int = 0
    scrap: tuple[str, ...] = ()
    """The tags that are to be destroyed together."""
    doubt: str = ""
    """A code that does something only when it is scanned once more."""

    def let_go(self) -> "Session":
        """Return it without what is half done."""
        return replace(self, place="", waiting="", doubt="", ticked=())

    def in_mode(self, mode: Mode) -> "Session":
        """Return it in a mode; nothing half done is carried over."""
        return replace(self.let_go(), mode=mode)
