"""Taking a person's values out of the rows, inside one open change.

Each row gets a new salt with it, so that the journal's veils of the former values cannot be tried
out; the journal stays valid, since it never held the values themselves.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from warrantydesk.domain.claim.snapshot import VEIL, canonical, replaced
from warrantydesk.domain.mentions import BLANK, NOTHING, Mentions, without_lines
from warrantydesk.storage import redaction_places as places
from warrantydesk.storage.blocks import blocks
from warrantydesk.storage.redaction_places import Place
from warrantydesk.storage.stores import Stores

PLAIN, UNPROVED = ".plain", ".unproved"
"""Counted beside the tables: rows whose earlier entries keep words, versions whose hash ended."""
_CUSTOMERS = "customer"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Marks:
    """What is written with it: the certificate's id, who and when (UTC text), and why."""

    number: int
    login: str
    at: str
    reason: str


class Redacting:
    """Takes values out and counts; without ``write`` it only counts."""

    def __init__(
        self, stores: Stores, marks: Marks, mentions: Mentions, *, write: bool = True
    ) -> None:
        self._stores, self._marks, self._write = stores, marks, write
        self.mentions = mentions
        self.rows: Counter[str] = Counter()
        self._hashes: dict[str, None] = {}
        self._counted: set[tuple[str, int]] = set()
        self.touched: set[int] = set()
        """Claims whose search text is to be written anew."""
        self._tables = {table.name: table for table in stores.tables}

    def claims(self, ids: Iterable[int], *, whole: bool = True) -> None:
        """Empty what claims, their versions and files hold of a person.

        Not ``whole``: claims of others that only mention the person lose the mentions.
        """
        for some in blocks(ids):
            for row in self._found(places.CLAIM, some):
                if self._write and row["edit_open"]:
                    self._stores.claims.settle(row["id"])
                    row = self._tables["claim"].raw(row["id"])
                self._empty(places.CLAIM, row, whole, {"redaction_id": self._marks.number})
                for job in self._tables["print_job"].having({"subject": row["claim_number"]}):
                    self._empty(places.PRINTED, job, whole)
            self._places(places.OF_CLAIM, some, whole)
            self._versions(some, whole)
            self._files(some, whole)

    def visits(self, ids: Iterable[int], *, whole: bool = True) -> None:
        """Empty what visits hold: who brought the car, signatures, calls, appointments."""
        for some in blocks(ids):
            self._places((places.VISIT, *places.OF_VISIT), some, whole)
            for visit in some:
                self.touched.update(self._stores.claims.of_visit(visit))

    def customers(self, ids: Iterable[int]) -> None:
        """Empty the entries of customers and what hangs on them."""
        for some in blocks(ids):
            for row in self._found(places.CUSTOMER, some):
                self._empty(places.CUSTOMER, row, True, {"redaction_id": self._marks.number})
            self._places(places.OF_CUSTOMER, some, True)

    def vehicles(self, ids: Iterable[int], plates: Iterable[int]) -> None:
        """Empty these plates, and take mentions out of what hangs on vehicles."""
        for some in blocks(ids):
            self._places(places.OF_VEHICLE, some, False)
        for some in blocks(plates):
            self._places((places.PLATE,), some, True)

    def sheets(self, of_line: Callable[[str], Mentions | None], strong: Mentions = NOTHING) -> None:
        """Take people out of the kept lists of days and hand-overs, and of why a line sleeps.

        A note beside a list, and a reason, are told as a line of a list is.
        """

        def told(text: str) -> str:
            return (of_line(text) or strong).without(text)

        for name in places.SHEETS:
            for row in self._all(name):
                sheet = without_lines(row["sheet"], of_line, strong)
                changes = _changed(row, {"sheet": sheet, "note": told(row["note"])})
                if changes and "redaction_id" in row:
                    changes["redaction_id"] = self._marks.number
                self._reseal(name, row, changes)
        for row in self._all("snooze"):
            changes = _changed(row, {"reason": told(row["reason"])})
            self.rows[PLAIN] += bool(changes)
            self._reseal("snooze", row, changes)

    def desk(self, strong: Mentions) -> None:
        """Take a person out of saved searches, invoices and bookings."""
        void = {"void_reason": self._marks.reason}
        for row in self._all("saved_search"):
            if strong.stand_in(row["text"]) or strong.stand_in(row["name"]):
                self._empty(places.SEARCH, row, True, void if not row["void_reason"] else {})
        for place, phone in ((places.INVOICE, "recipient_phone"), (places.BOOKING, "phone")):
            for row in self._all(place.table):
                if strong.stand_in(row[phone]):
                    self._empty(place, row, True)

    def released(self) -> tuple[str, ...]:
        """Return the hashes of files that no standing row names any more."""
        return tuple(one for one in self._hashes if not self._stores.attachments.is_named(one))

    @property
    def hashes(self) -> tuple[str, ...]:
        """The hashes of all files of the rows that were emptied."""
        return tuple(self._hashes)

    def _places(self, wanted: Iterable[Place], ids: list[int], whole: bool) -> None:
        for place in wanted:
            for row in self._found(place, ids):
                spoken = place.table == "contact_note" and row["party"] != _CUSTOMERS
                self._empty(place, row, whole and not spoken)

    def _found(self, place: Place, ids: list[int]) -> list[dict[str, Any]]:
        table = self._tables[place.table]
        column = getattr(table.row, place.column)
        return table.rows(table.row.select().where(column.in_(ids)).order_by(table.row.id))

    def _all(self, name: str) -> list[dict[str, Any]]:
        table = self._tables[name]
        return table.rows(table.row.select().order_by(table.row.id))

    def _empty(
        self,
        place: Place,
        row: Mapping[str, Any],
        whole: bool,
        beside: Mapping[str, Any] = _NOTHING,
    ) -> None:
        """Empty a row's columns; ``beside`` is written with it: always to a row that is emptied,
        to one that only mentions the person where a mention was found."""
        changes = {name: "" for name in place.blank if row[name]} if whole else {}
        words = place.words if whole else (*place.blank, *place.words)
        spoken = {name: self.mentions.without(row[name]) for name in words if row[name]}
        changes |= {
            name: "" if text == BLANK else text
            for name, text in spoken.items()
            if text != row[name]
        }
        table = self._tables[place.table]
        if changes and set(changes) - table.personal:
            self.rows[PLAIN] += 1
        self._reseal(place.table, row, {**changes, **beside} if whole or changes else {})

    def _reseal(self, name: str, row: Mapping[str, Any], changes: Mapping[str, Any]) -> None:
        if not changes:
            return
        if (name, row["id"]) not in self._counted:
            self._counted.add((name, row["id"]))
            self.rows[name] += 1
        if number := row["id"] if name == "claim" else row.get("claim_id"):
            self.touched.add(int(number))
        if self._write:
            self._tables[name].reseal(row["id"], changes)

    def _versions(self, ids: list[int], whole: bool) -> None:
        for row in self._found(Place("submission", "claim_id"), ids):
            changes = self._version(row, whole)
            if not changes and not whole:
                continue
            if row["form_sha256"]:
                self._hashes[row["form_sha256"]] = None
            self._reseal("submission", row, {**changes, "redaction_id": self._marks.number})

    def _version(self, row: Mapping[str, Any], whole: bool) -> dict[str, Any]:
        """Return the columns of a version without the values; its hash proves its body as long
        as no word was taken out of the body itself."""
        changes = {"personal": self._personal(row["personal"], whole)}
        for name in ("facts", "content"):
            changes[name] = self._body(row[name], whole) if row[name] else ""
        changes["enclosed"] = self._enclosed(row["enclosed"], whole)
        changes = {name: text for name, text in changes.items() if text != row[name]}
        if "facts" in changes:
            self.rows[UNPROVED] += 1
        return changes

    def _personal(self, text: str, whole: bool) -> str:
        if whole or not text:
            return ""
        told = json.loads(text)
        for part in ("facts", "content"):
            told[part] = {
                path: value
                for path, value in told.get(part, {}).items()
                if not self.mentions.stand_in(value)
            }
        return canonical(told)

    def _body(self, body: str, whole: bool) -> str:
        def taken(_path: str, value: str) -> str:
            if value.startswith(VEIL):
                return value
            return "" if whole or self.mentions.stand_in(value) else value

        told = json.loads(replaced(body, taken))
        new = self.mentions.without_in(told)
        return body if new == json.loads(body) else canonical(new)

    def _enclosed(self, text: str, whole: bool) -> str:
        files = json.loads(text) if text else []
        for one in files:
            name = str(one.get("file_name", ""))
            one["file_name"] = "" if whole else self.mentions.without(name)
        return canonical(files) if files else text

    def _files(self, ids: list[int], whole: bool) -> None:
        marks = self._marks
        for row in self._found(Place("attachment", "claim_id"), ids):
            if not whole:
                words = Place("attachment", "claim_id", (), ("file_name", "caption"))
                self._empty(words, row, False)
                continue
            if row["redaction_id"] is None:
                self._hashes[row["sha256"]] = None
            void = {"void_reason": marks.reason, "voided_by": marks.login, "voided_at": marks.at}
            gone = {"file_name": "", "caption": "", "redaction_id": marks.number}
            self._reseal("attachment", row, gone if row["void_reason"] else {**gone, **void})


def _changed(row: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    return {column: text for column, text in told.items() if text != row[column]}
