"""How entries are put into words: columns, values, events; everything here may run in a worker."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from warrantydesk.domain.claim.snapshot import VEIL
from warrantydesk.domain.claim.states import ACTION_NAMES
from warrantydesk.domain.desk_event import EVENT_NAMES, EventKind
from warrantydesk.domain.errors import RIGHT, STATE
from warrantydesk.domain.journal_line import JournalChange
from warrantydesk.domain.old_part import PART_ACTION_NAMES
from warrantydesk.domain.person import ROLE_NAMES
from warrantydesk.i18n import N_, _, list_text, minute_text
from warrantydesk.services.claim_story_words import (
    TABLES,
    WRITERS,
    YES_NO,
    is_said,
    label,
    paper_name,
)
from warrantydesk.services.journal_codes import coded
from warrantydesk.services.journal_fields import WHAT
from warrantydesk.services.journal_fields_when import WHO_AND_WHEN
from warrantydesk.services.journal_names import referred
from warrantydesk.services.journal_verbs import VERB_NAMES
from warrantydesk.services.ledger.names import Names

LONGEST = 400
"""Signs of a value that are shown; the rest is in the record itself."""
BESIDE = frozenset({"id", "version", "salt", "edit_open"})
"""Columns that stand beside the content."""
_NOTHING = frozenset({"[]", "{}"})
"""Lists and tables without an entry, which a new row does not tell."""
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)")
_MORE_YES_NO = frozenset(
    {
        *("active", "demo", "drained", "outbound", "major", "serious", "replaced", "upheld"),
        *("tax_included", "freight_confirmed", "customer_signed", "carrier_signed", "incoming"),
        *("must_replace", "descending"),
    }
)
_LOGINS = frozenset(
    {
        *("login", "clerk", "technician", "advisor", "lent_to", "by", "from_login", "to_login"),
        *("owner", "submitted_by", "reviewer"),
    }
)
_OWN = {
    "shipment_line.verdict": N_("Verdict"),
    "attachment.sha256": N_("Hash of the file"),
    "contact_note.text": N_("What was said"),
}
"""Columns that are called otherwise than those of the same name."""
_ACTIONS: Mapping[str, Mapping[Any, str]] = {
    "claims": ACTION_NAMES,
    "claim": ACTION_NAMES,
    "shelf": PART_ACTION_NAMES,
}
_WHY = {
    RIGHT: N_("{verb}: this person may not do it"),
    STATE: N_("{verb}: not possible in the state it is in"),
}
_DETAILS = {
    "key": N_("key"),
    "by": N_("by"),
    "failures": N_("wrong in a row"),
    "minutes": N_("minutes"),
    "state": N_("state"),
    "reason": N_("reason"),
    "seen": N_("last seen"),
    "now": N_("clock"),
    "count": N_("times"),
    "file": N_("file"),
    "lost": N_("entries that are not here"),
}
"""What the values beside an event are called; one that is not here shows its own name."""


@dataclass(frozen=True)
class JournalWords:
    """Writes entries in the language in use; ``papers`` are the names of papers by code.

    ``named`` gives the name of a row that a column refers to.
    """

    names: Names
    papers: Mapping[str, str]
    named: Callable[[str, int], str]

    def changes(
        self, table: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
    ) -> tuple[JournalChange, ...]:
        """Return what an entry says of each column; of a new row the columns that say anything."""
        found: list[JournalChange] = []
        for column, value in (after or {}).items():
            old = (before or {}).get(column)
            if column in BESIDE or old == value:
                continue
            if not before and (value in _NOTHING or not is_said(value)):
                continue
            words = column_words(table, column)
            if any(str(one or "").startswith(VEIL) for one in (old, value)):
                found.append(JournalChange(words, "", "", personal=True))
            else:
                said = self.said(table, column, old), self.said(table, column, value)
                found.append(JournalChange(words, *said))
        return tuple(found)

    def said(self, table: str, column: str, value: Any) -> str:
        """Write a value; empty for none, as it is where it cannot be read."""
        if value in (None, ""):
            return ""
        try:
            text = self._said(table, column, value)
        except (ValueError, TypeError, OverflowError, KeyError):
            text = str(value)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

    def _said(self, table: str, column: str, value: Any) -> str:
        told = coded(table, column, value)
        if told is not None:
            return told
        if column in YES_NO or column in _MORE_YES_NO:
            return "✓" if int(value) else "–"
        if column == "roles":
            return list_text(_(ROLE_NAMES[role]) for role in json.loads(value))
        if column in _LOGINS or column.endswith("_by"):
            return self.names.person(str(value))
        other = self._of_tables(table, column, value)
        if other is not None:
            return other
        written = next((write for fits, write in WRITERS if fits(column)), _plain)
        return written(value)

    def _of_tables(self, table: str, column: str, value: Any) -> str | None:
        """Return the name behind a code or the number of another row; None for a plain value."""
        if column == "brand":
            return self.names.maker(str(value))
        if table == "print_job" and column == "language":
            return paper_name(str(value))
        if column == "document_code":
            return self.papers.get(str(value), str(value))
        if column.endswith("model_code"):
            return self.names.model(str(value))
        other = referred(column)
        return self.named(other, int(value)) if other else None

    def event(self, kind: EventKind, row: Mapping[str, Any]) -> str:
        """Write an event of the desk: what it was, of what, and what stands beside it."""
        verb, code = str(row.get("verb") or ""), str(row.get("code") or "")
        subject = str(row.get("subject") or "")
        parts = []
        if code in _WHY:
            asked = verb_words(verb) or _("What was asked")
            parts.append(_(_WHY[code], verb=asked))
        elif verb:
            parts.append(verb_words(verb))
        if subject:
            parts.append(self.names.person(subject))
        parts += _detail_words(str(row.get("detail") or "{}"))
        return " · ".join(parts) or _(EVENT_NAMES[kind])


def _plain(value: Any) -> str:
    """Write a value that is kept as JSON as its text, an instant in local time, others as is."""
    text = str(value)
    if text[:1] == text[-1:] == '"' and len(text) > 1:
        text = str(json.loads(text))
    return minute_text(datetime.fromisoformat(text)) if _INSTANT.fullmatch(text) else text


def column_words(table: str, column: str) -> str:
    """Return what a column is called, in the language in use."""
    told = label(table, column)
    of_claims = told if table in TABLES else ""
    own = _OWN.get(f"{table}.{column}", "")
    known = own or of_claims or WHAT.get(column) or WHO_AND_WHEN.get(column) or told
    if known:
        return _(known)
    other = referred(column)
    return _(_title(other)) if other else column.replace("_", " ")


def _title(table: str) -> str:
    from warrantydesk.services.journal_subjects import SUBJECTS

    return SUBJECTS[table].title


def verb_words(verb: str) -> str:
    """Return what a verb does; the verb itself where it has no words."""
    noun, _dot, action = verb.partition(".")
    names = _ACTIONS.get(noun, {})
    return _(names[action] if action in names else VERB_NAMES.get(verb, verb))


def _detail_words(text: str) -> list[str]:
    try:
        told = json.loads(text)
    except ValueError:
        return [text]
    if not isinstance(told, dict):
        return [str(told)]
    return [
        _(
            "{name}: {value}",
            name=_(_DETAILS[key]) if key in _DETAILS else key.replace("_", " "),
            value=value,
        )
        for key, value in told.items()
        if value not in (None, "", 0)
    ]
