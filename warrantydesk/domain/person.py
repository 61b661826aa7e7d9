"""The people of the desk and the site they work at."""

from dataclasses import dataclass
from enum import StrEnum

from warrantydesk.i18n import N_


class Role(StrEnum):
    """What a person may be at the desk; a person may have several roles."""

    RECEPTION = "reception"
    CLERK = "clerk"
    TECHNICIAN = "technician"
    TECHNICAL_MANAGER = "technical_manager"
    SERVICE_MANAGER = "service_manager"
    FINANCE = "finance"
    READ_ONLY = "read_only"


ROLE_NAMES = {
    Role.RECEPTION: N_("Service advisor"),
    Role.CLERK: N_("Warranty clerk"),
    Role.TECHNICIAN: N_("Technician"),
    Role.TECHNICAL_MANAGER: N_("Technical manager"),
    Role.SERVICE_MANAGER: N_("Service manager"),
    Role.FINANCE: N_("Finance"),
    Role.READ_ONLY: N_("Read only"),
}


@dataclass(frozen=True)
class Person:
    """Someone who acts at the desk under a login."""

    login: str
    name: str
    roles: tuple[Role, ...]
    name_latin: str = ""
    title_zh: str = ""
    title_en: str = ""
    phone: str = ""
    active: bool = True
    left_reason: str = ""
    """Why the person does not act any more."""
    id: int = 0
    version: int = 0

    def may_act_as(self, role: Role) -> bool:
        """Tell whether the person has this role and is active."""
        return self.active and role in self.roles


@dataclass(frozen=True)
class Site:
    """The dealer's site: its two-digit number stands in every tag and claim number."""

    code: str
    dealer_code: str = ""
    name_zh: str = ""
    name_en: str = ""
    address: str = ""
    phone: str = ""
    brand: str = ""
    demo: bool = False
    id: int = 0
    version: int = 0
