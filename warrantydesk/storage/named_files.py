"""Which files of the data folder the rows name: attachments, claim forms, the dealer's logo."""

import json
import re
from collections.abc import Callable
from typing import Any

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ENTRY = re.compile(r"att/([0-9a-f]{2})/(\1[0-9a-f]{62})")


def named_files(query: Callable[[str], list[tuple[Any, ...]]]) -> dict[str, str]:
    """Return the hash of every file that a row names, with the name that people know it by."""
    named: dict[str, str] = {}
    # Rows whose file was taken out for good keep its hash as a proof only.
    forms = attachments = ""
    if query("SELECT 1 FROM pragma_table_info('attachment') WHERE name = 'redaction_id'"):
        forms, attachments = "WHERE s.redaction_id IS NULL", "WHERE redaction_id IS NULL"
    for sha256, number in query(
        "SELECT s.form_sha256, c.claim_number FROM submission s"
        f" JOIN claim c ON c.id = s.claim_id {forms}"
    ):
        named[str(sha256)] = f"{number}.pdf"
    for (value,) in query("SELECT value FROM setting WHERE key = 'logo'"):
        named[_text(value)] = "logo"
    for sha256, name in query(
        f"SELECT sha256, file_name FROM attachment {attachments} ORDER BY id DESC"
    ):
        named[str(sha256)] = str(name)
    return {sha256: name for sha256, name in named.items() if _SHA256.fullmatch(sha256)}


def _text(value: Any) -> str:
    try:
        return str(json.loads(value))
    except (TypeError, ValueError, RecursionError):
        return ""


def entry_name(sha256: str) -> str:
    """Return how a backup calls a file."""
    return f"att/{sha256[:2]}/{sha256}"


def sha256_of(entry: str) -> str | None:
    """Return the hash that the name of a backup's entry is; None for any other name."""
    found = _ENTRY.fullmatch(entry)
    return found[2] if found else None
