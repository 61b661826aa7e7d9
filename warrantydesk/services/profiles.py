"""Brand profiles and the tables that hold for all brands."""

from warrantydesk.domain import vin
from warrantydesk.domain.policies.exchange import ExchangeForm
from warrantydesk.domain.profile import BrandProfile, PartEntry
from warrantydesk.domain.vin_pattern import compiled
from warrantydesk.i18n import pick
from warrantydesk.services.bench import LAW, Bench
from warrantydesk.services.policies.loading import load, load_shipped


class ProfileService:
    """Loads profiles and answers from their tables."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._wmi: dict[str, vin.Wmi] = {}
        self._wmi_of: BrandProfile | None = None

    def load_shipped(self) -> None:
        """Load what ships with the program, where the desk does not have it yet."""
        load_shipped(self._bench)

    def load(self, forms: list[ExchangeForm]) -> None:
        """Check profiles row by row and load them as those that ship.

        Raises Refused(INVALID) with table, row and reason; then nothing is loaded.
        """
        load(self._bench, forms)

    def of(self, brand: str) -> BrandProfile:
        """Return a brand's profile."""
        return self._bench.profile(brand)

    def brands(self) -> list[str]:
        """Return the codes of the loaded brands."""
        return [code for code in self._bench.tables.codes() if code != LAW]

    def maker_name(self, brand: str) -> str:
        """Return the maker behind a brand code, the code itself where the table has none."""
        return self._bench.maker_name(brand)

    def maker(self, number: str) -> vin.Wmi | None:
        """Return the maker of a VIN by the editable table."""
        law = self._bench.law()
        if self._wmi_of is not law:
            self._wmi_of = law
            self._wmi = {
                row["wmi"]: vin.Wmi(
                    row["wmi"], row["maker_zh"], row["maker_en"], row["brand"], row["source"]
                )
                for row in law.rows("wmi")
            }
        return vin.maker(number, self._wmi)

    def model_of(self, number: str, brand: str) -> str:
        """Return the model code that the first eight signs of a VIN name, else empty."""
        models = self.of(brand).models.values()
        shapes = ((model.code, compiled(model.vin_pattern)) for model in models)
        fits = (code for code, shape in shapes if shape and shape.fullmatch(number[:8]))
        return next(fits, "")

    def model_name(self, brand: str, model_code: str) -> str:
        """Return what a model is called in the language in use, its code where nobody knows."""
        model = self.of(brand).models.get(model_code)
        return pick(model.name_zh, model.name_en) if model else model_code

    def parts_like(
        self, brand: str, text: str, model: str = "", limit: int = 30
    ) -> list[PartEntry]:
        """Return parts whose number or name holds ``text``; those for the model first."""
        wanted = text.strip().lower()
        found = [
            part
            for part in self.of(brand).parts.values()
            if wanted in part.part_no.lower()
            or wanted in part.name_zh
            or wanted in part.name_en.lower()
        ]
        return sorted(found, key=lambda part: (model not in part.models, part.part_no))[:limit]
