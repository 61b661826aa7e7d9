"""What the page of receivables says: ages, payers, stages, reasons, and its one sentence."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from warrantydesk.domain.money import yuan
from warrantydesk.domain.settlement.abnormal import AbnormalCost, Pattern
from warrantydesk.domain.settlement.receivable import (
    NOTE_REASON_NAMES,
    STAGE_NAMES,
    Age,
    AgeRow,
    By,
    NoteReason,
    Receivable,
    Stage,
)
from warrantydesk.i18n import N_, _, date_text, named, ngettext_
from warrantydesk.ui.kit.marks import Mark
from warrantydesk.ui.kit.tokens import Tone
from warrantydesk.ui.masks import filed_plate, listed_plate
from warrantydesk.ui.words import plate_text

AGE_NAMES = {
    Age.UP_TO_15: N_("0–15 days"),
    Age.UP_TO_30: N_("16–30 days"),
    Age.UP_TO_60: N_("31–60 days"),
    Age.UP_TO_90: N_("61–90 days"),
    Age.OVER_90: N_("over 90 days"),
}
AGE_TONES = {
    Age.UP_TO_15: Tone.NEUTRAL,
    Age.UP_TO_30: Tone.NEUTRAL,
    Age.UP_TO_60: Tone.WARN,
    Age.UP_TO_90: Tone.WARN,
    Age.OVER_90: Tone.DANGER,
}
STAGE_MARKS = {
    Stage.FILED: Mark.RUNNING,
    Stage.APPROVED: Mark.TODO,
    Stage.ON_STATEMENT: Mark.RUNNING,
    Stage.TO_INVOICE: Mark.TODO,
    Stage.INVOICED: Mark.RUNNING,
    Stage.REMITTED: Mark.RUNNING,
    Stage.SHORT: Mark.WARN,
    Stage.DISPUTED: Mark.HOLD,
    Stage.OWED: Mark.REFUSED,
}


class MoneyNames:
    """Names of payers and people, read once until the page is refreshed."""

    def __init__(self, desk: Any) -> None:
        """Ask ``desk`` for names."""
        self._desk = desk
        self._people: dict[str, str] = {}
        self._payers: dict[tuple[str, str], str] = {}

    def forget(self) -> None:
        """Ask again: names may have changed."""
        self._people.clear()
        self._payers.clear()

    def person(self, login: str) -> str:
        """Return the name of a person."""
        if login not in self._people:
            self._people[login] = self._desk.people.name_of(login) if login else ""
        return self._people[login] or "—"

    def payer(self, brand: str, payer: str) -> str:
        """Return who pays: a supplier, or the maker where the code is empty."""
        key = (brand, payer)
        if key not in self._payers:
            if payer:
                row = self._desk.profiles.of(brand).suppliers.get(payer)
                self._payers[key] = named(row) if row else payer
            else:
                self._payers[key] = self._desk.bench.maker_name(brand)
        return self._payers[key]

    def plate(self, plate: str) -> str:
        """Return a plate as a list shows it."""
        return listed_plate(self._desk, plate)

    def filed_plate(self, plate: str) -> str:
        """Return a plate as a file gets it."""
        return filed_plate(self._desk, plate)

    def subjects(self) -> dict[str, Any]:
        """Return what a column says of whom or what strikes, as a list and as a file."""
        return {
            "text": lambda row: plate_or_name(row, self.plate),
            "value": lambda row: plate_or_name(row, self.filed_plate),
            "sort": lambda row: plate_or_name(row, plate_text),
        }

    def group(self, by: By, row: AgeRow) -> str:
        """Return the name of a row of the ages."""
        if by is By.STAGE:
            return stage_word(Stage(row.key))
        return self.person(row.key) if by is By.CLERK else self.payer(row.brand, row.key)


def stage_word(stage: Stage) -> str:
    """Return where the money stands."""
    return _(STAGE_NAMES[stage])


def age_word(age: Age) -> str:
    """Return an age in words."""
    return _(AGE_NAMES[age])


def shown(values: Mapping[str, object]) -> dict[str, object]:
    """Return values as sentences show them."""
    return {
        name: date_text(value) if isinstance(value, date) else value
        for name, value in values.items()
    }


def reason_of(row: Receivable) -> str:
    """Return why the money of a claim still stands."""
    return _(row.reason, **shown(row.values))


def note_of(row: Receivable) -> str:
    """Return the newest explanation, with the day until which it holds."""
    if not row.note:
        return _("Nobody explained it yet.") if not row.explained else ""
    names = {str(code): name for code, name in NOTE_REASON_NAMES.items()}
    text = row.note
    if row.note_code in names and row.note_code != NoteReason.OTHER:
        text = _("{reason}: {text}", reason=_(names[row.note_code]), text=row.note)
    if row.until_on is None:
        return text
    return _("{text} (until {day})", text=text, day=date_text(row.until_on))


def finding(total: AgeRow) -> str:
    """Return in one sentence what the ages show."""
    if not total.claims:
        return _("Nothing is to come: every yuan is on the account or has a name.")
    old = sum(total.ages[2:])
    share = round(100 * old / total.amount_fen) if total.amount_fen > 0 else 0
    if not old:
        return _("¥{amount} to come, none of it older than 30 days", amount=yuan(total.amount_fen))
    return _(
        "¥{amount} to come, {share} % of it older than 30 days",
        amount=yuan(total.amount_fen),
        share=share,
    )


def unexplained_words(total: AgeRow) -> str:
    """Return how much stands for long without a word, or that nothing does."""
    if not total.unexplained:
        return _("Whatever is old is explained.")
    return ngettext_(
        "{n} claim is old and unexplained: ¥{amount}",
        "{n} claims are old and unexplained: ¥{amount}",
        total.unexplained,
        amount=yuan(total.unexplained_fen),
    )


def thousands(fen: int) -> str:
    """Write an amount for a narrow bar: whole yuan."""
    return f"{fen // 100:,}" if fen >= 0 else f"−{-fen // 100:,}"


def plate_or_name(row: AbnormalCost, plate: Callable[[str], str]) -> str:
    """Return the plate of a car, the name of a person, part or model, else its code."""
    if row.pattern in (Pattern.DEAR_CLAIM, Pattern.SAME_CAR, Pattern.SAME_PART):
        return plate(row.name) or row.subject
    return row.name or row.subject
