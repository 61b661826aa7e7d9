"""What a verification found, in the clerk's words and with what it is about."""

from collections.abc import Mapping, Sequence

from warrantydesk.domain.journal_line import JournalDamage
from warrantydesk.i18n import N_, _, list_text
from warrantydesk.services.journal_names import RowNames
from warrantydesk.services.journal_subjects import SUBJECTS
from warrantydesk.services.journal_words import column_words
from warrantydesk.storage.database import Database
from warrantydesk.storage.verify import UNREADABLE, Damage

_KINDS: Mapping[str, str] = {
    "file": N_("File"),
    "page": N_("Page of the database"),
    "schema": N_("Tables"),
    "journal": N_("Journal"),
    "anchor": N_("Anchor"),
    "row": N_("Row"),
    "number": N_("Number"),
    "account": N_("Sums of a claim"),
    "search": N_("Search index"),
    "unreadable": N_("Cannot be read"),
}
_DETAILS = frozenset(
    {
        N_("is gone"),
        N_("was inserted without an entry"),
        N_("was changed"),
        N_("does not follow from the entry before"),
        N_("is open for edits although it is filed"),
        N_("names a table that does not exist"),
        N_("is not as our migrations make it"),
        N_("names an entry that is not there any more"),
        N_("has another hash than its entry"),
        N_("is no anchor: it is written as SEQ:HEAD"),
        N_("is not in the journal any more"),
        N_("has another hash than the anchor"),
        N_("is not what the rows say"),
        N_("belongs to no claim"),
        N_("the index cannot be read: reindex"),
    }
)
_DIFFERS = "differs in "


def told_damage(db: Database, found: Sequence[Damage]) -> list[JournalDamage]:
    """Put damages into words; names are left out where the database cannot be read."""
    try:
        with db.reader() as query:
            known = RowNames(query)
            known.learn((one.table, one.row) for one in found if one.row is not None)
            return [_told(one, known) for one in found]
    except UNREADABLE:
        return [JournalDamage(_kind(one), one.table, "", _detail(one)) for one in found]


def _told(damage: Damage, known: RowNames) -> JournalDamage:
    if damage.kind in ("journal", "anchor"):
        name = f"{damage.row:,}" if damage.row is not None and damage.row >= 0 else ""
        return JournalDamage(_kind(damage), _("Journal entry"), name, _detail(damage))
    subject = SUBJECTS.get(damage.table)
    about = _(subject.title) if subject else damage.table
    if damage.row is None:
        return JournalDamage(_kind(damage), about, "", _detail(damage))
    named = known.of(damage.table, damage.row, {})
    return JournalDamage(_kind(damage), about, named.name, _detail(damage), named.opens)


def _kind(damage: Damage) -> str:
    return _(_KINDS[damage.kind]) if damage.kind in _KINDS else damage.kind


def _detail(damage: Damage) -> str:
    if damage.detail in _DETAILS:
        return _(damage.detail)
    if damage.detail.startswith(_DIFFERS):
        columns = damage.detail.removeprefix(_DIFFERS).split(", ")
        words = [column_words(damage.table, one) for one in columns]
        return _("differs in {columns}", columns=list_text(words))
    return damage.detail
