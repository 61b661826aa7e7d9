"""Brand profiles and the tables that hold for all brands."""

import re

from warrantydesk.domain import vin
from warrantydesk.domain.errors import Unavailable
from warrantydesk.domain.profile import BrandProfile, PartEntry
from warrantydesk.i18n import N_
from warrantydesk.resources import find
from warrantydesk.services.bench import Bench
from warrantydesk.services.change import Kind
from warrantydesk.storage.profiles import ExchangeForm, read_folder


class ProfileService:
    """Loads profiles and answers from their tables."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._wmi: dict[str, vin.Wmi] | None = None

    def load_shipped(self) -> None:
        """Load the profiles that ship with the program, where the desk does not have them."""
        folders = [find("law"), *sorted(p for p in find("brands").iterdir() if p.is_dir())]
        forms = [read_folder(folder) for folder in folders]
        missing = [f for f in forms if self._bench.stores.profiles.revision(f.code) < f.revision]
        if missing:
            self.load(missing)

    def load(self, forms: list[ExchangeForm]) -> None:
        """Check profiles row by row and load them as new revisions.

        Raises Unavailable with table, row and reason; then nothing is loaded.
        """
        for form in forms:
            if wrong := problems_of(form):
                raise Unavailable(
                    N_("The profile {code} is not loaded: {what}."),
                    code=form.code,
                    what="; ".join(wrong[:5]),
                )
        with self._bench.change(N_("load profile"), Kind.PROFILES):
            for form in forms:
                self._bench.stores.profiles.load(form)
        self._wmi = None

    def of(self, brand: str) -> BrandProfile:
        """Return a brand's profile."""
        return self._bench.profile(brand)

    def brands(self) -> list[str]:
        """Return the codes of the loaded brands."""
        return [code for code in self._bench.stores.profiles.codes() if code != "LAW"]

    def maker_name(self, brand: str) -> str:
        """Return the maker behind a brand code, the code itself where the table has none."""
        return self._bench.maker_name(brand)

    def maker(self, number: str) -> vin.Wmi | None:
        """Return the maker of a VIN by the editable table."""
        if self._wmi is None:
            rows = self._bench.law().rows("wmi")
            self._wmi = {
                row["wmi"]: vin.Wmi(
                    row["wmi"], row["maker_zh"], row["maker_en"], row["brand"], row["source"]
                )
                for row in rows
            }
        return vin.maker(number, self._wmi)

    def model_of(self, number: str, brand: str) -> str:
        """Return the model code that the first eight signs of a VIN name, else empty."""
        models = self.of(brand).models.values()
        fits = (m.code for m in models if re.fullmatch(m.vin_pattern, number[:8]))
        return next(fits, "")

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


def problems_of(form: ExchangeForm) -> list[str]:
    """Return what is wrong in the rows of a profile, as ``table line n: reason``."""
    wrong: list[str] = []
    keys = {
        "parts": "part_no",
        "labour": "code",
        "models": "code",
        "faults": "code",
        "suppliers": "code",
        "inspection_template": "code",
        "claim_types": "code",
    }
    for table, key in keys.items():
        seen: set[str] = set()
        for number, row in enumerate(form.tables.get(table, []), 2):
            if not row.get(key):
                wrong.append(f"{table} line {number}: {key} is empty")
            elif row[key] in seen:
                wrong.append(f"{table} line {number}: {row[key]} stands twice")
            seen.add(row.get(key, ""))
    wrong += _numbers(form, "parts", ("list_price_fen", "usage_per_vehicle"))
    wrong += _numbers(form, "deadlines", ("days",))
    wrong += _known(form, "documents", "claim_type", "claim_types", "code")
    wrong += _known(form, "narratives", "part_no", "parts", "part_no")
    wrong += _known(form, "narratives", "fault_code", "faults", "code")
    return wrong + _unusable(form)


def _unusable(form: ExchangeForm) -> list[str]:
    """Return what the desk itself would stumble over when it reads the tables."""
    profile = BrandProfile(form.code, form.revision, lambda table: [*form.tables.get(table, ())])
    wrong: list[str] = []
    for name in ("parts", "labour", "models", "faults", "types", "template", "switches", "rates"):
        try:
            getattr(profile, name)
        except (KeyError, ValueError, ArithmeticError) as error:
            wrong.append(f"{name}: {error or type(error).__name__}")
    for number, row in enumerate(form.tables.get("models", []), 2):
        try:
            re.compile(row.get("vin_1_8_pattern", ""))
        except re.error as error:
            wrong.append(f"models line {number}: vin_1_8_pattern: {error}")
    return wrong


def _numbers(form: ExchangeForm, table: str, columns: tuple[str, ...]) -> list[str]:
    return [
        f"{table} line {number}: {column} “{row.get(column, '')}” is no whole number"
        for number, row in enumerate(form.tables.get(table, []), 2)
        for column in columns
        if not re.fullmatch(r"[0-9]{1,12}", row.get(column, ""))
    ]


def _known(form: ExchangeForm, table: str, column: str, other: str, key: str) -> list[str]:
    have = {row.get(key) for row in form.tables.get(other, [])}
    return [
        f"{table} line {number}: {column} {row.get(column, '')} is not in {other}"
        for number, row in enumerate(form.tables.get(table, []), 2)
        if row.get(column) not in have
    ]
