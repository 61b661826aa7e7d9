"""What codes are called, read once from the profiles, so that a worker may write them out."""

from collections.abc import Mapping
from dataclasses import dataclass

from warrantydesk.domain.old_part import HAZARDS
from warrantydesk.i18n import _, named, pick
from warrantydesk.services.bench import LAW, Bench


@dataclass(frozen=True)
class Names:
    """Names by brand and code; what has none is called by its code."""

    makers: Mapping[str, str]
    suppliers: Mapping[tuple[str, str], str]
    models: Mapping[str, str]
    types: Mapping[str, str]
    people: Mapping[str, str]

    def maker(self, brand: str) -> str:
        """Return what a maker is called."""
        return self.makers.get(brand, brand)

    def supplier(self, brand: str, code: str) -> str:
        """Return code and name of a supplier."""
        name = self.suppliers.get((brand, code), "")
        return f"{code} {name}".strip()

    def model(self, code: str) -> str:
        """Return what a model is called."""
        return self.models.get(code, code)

    def type(self, code: str) -> str:
        """Return what a type of claim is called."""
        return self.types.get(code, code)

    def person(self, login: str) -> str:
        """Return what a person is called."""
        return self.people.get(login, login)

    def hazard(self, code: str) -> str:
        """Return what a hazard is called, empty for none."""
        return _(HAZARDS[code]) if code in HAZARDS else code

    def group(self, column: str, code: str) -> str:
        """Return what a group of the account is called, a dash for none."""
        if column == "brand":
            return self.maker(code)
        if column == "hazard":
            return self.hazard(code) or "—"
        if column == "model_code":
            return self.model(code) or "—"
        found = (name for (_brand, supplier), name in self.suppliers.items() if supplier == code)
        return f"{code} {next(found, '')}".strip() or "—"


def names(bench: Bench) -> Names:
    """Read the names of all brands of the desk."""
    brands = [code for code in bench.tables.codes() if code != LAW]
    profiles = {brand: bench.profile(brand) for brand in brands}
    return Names(
        {brand: bench.maker_name(brand) for brand in brands},
        {
            (brand, code): named(row)
            for brand, profile in profiles.items()
            for code, row in profile.suppliers.items()
        },
        {
            code: pick(model.name_zh, model.name_en)
            for profile in profiles.values()
            for code, model in profile.models.items()
        },
        {
            code: pick(kind.name_zh, kind.name_en)
            for profile in profiles.values()
            for code, kind in profile.types.items()
        },
        {person.login: person.name for person in bench.stores.people.find()},
    )
