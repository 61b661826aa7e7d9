"""What papers show that belong to no single claim: the station, the clerk, the moment."""

from dataclasses import dataclass
from datetime import datetime

from warrantydesk.documents.paper import Frame
from warrantydesk.domain.person import Site
from warrantydesk.i18n import _, minute_text, pick


@dataclass(frozen=True)
class DeskPaper:
    """The station and the moment of drawing; names stand in the paper's language."""

    site: Site
    clerk: str = ""
    clerk_phone: str = ""
    """The clerk's own, else the station's."""
    anchor: str = ""
    """Place and head of the journal, as ``18204:a3f971c04e9b``."""
    drawn_at: datetime | None = None
    reprint: int = 0
    """How often the paper was printed before; the foot says R1, R2, …"""
    demo: bool = False
    logo: bytes = b""
    offset_mm: tuple[float, float] = (0.0, 0.0)

    @property
    def station(self) -> str:
        """The station's name."""
        return pick(self.site.name_zh, self.site.name_en)

    @property
    def station_code(self) -> str:
        """The station's code at the maker, else the site's own."""
        return self.site.dealer_code or self.site.code

    def frame(
        self, title: str, number: str = "", foot: str = "", copies: tuple[str, ...] = ()
    ) -> Frame:
        """Return the frame of one paper; ``number`` stands as bars at its head."""
        site = self.site
        return Frame(
            title=title,
            dealer=(self.station, self.station_code, site.address, site.phone),
            number=number,
            copies=copies,
            foot=foot,
            anchor=self._anchor(),
            logo=self.logo,
            demo=self.demo or site.demo,
            offset_mm=self.offset_mm,
        )

    def _anchor(self) -> str:
        parts = []
        if self.reprint:
            parts.append(_("Reprint {mark}", mark=f"R{self.reprint}"))
        if self.anchor:
            parts.append(_("Journal {anchor}", anchor=self.anchor))
        if self.drawn_at:
            parts.append(minute_text(self.drawn_at))
        return " · ".join(parts)
