"""A frozen version in two parts: its body, which is hashed, and the personal values beside it.

In the body a personal value stands as ``sha256(salt‖value)``: the hash of the body proves the
values as long as they are there, and stays right after they were taken out.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from warrantydesk.domain.claim.claim import Submission

VEIL = "sha256:"
"""How a value begins of which only the salted hash is kept: in bodies, and in the journal."""
_OWNER = ("name", "phone", "contact", "contact_phone", "address")
_VISIT = ("brought_by", "brought_by_phone", "text")
_SIGNATURE = ("name", "drawing")
_Place = tuple[dict[str, Any], str, str]


def canonical(value: Any) -> str:
    """Write JSON in one form, so that equal facts have equal hashes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def parted(facts: Mapping[str, Any], salt: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return facts with their personal values veiled, and these values by their paths.

    ``facts`` are the JSON of a claim or of a claim's paper; they are not changed.
    """
    body: dict[str, Any] = json.loads(json.dumps(facts, ensure_ascii=False))
    return body, veiled_in(body, salt)


def veiled_in(facts: dict[str, Any], salt: str) -> dict[str, str]:
    """Veil the personal values within facts, and return them by their paths."""
    personal: dict[str, str] = {}
    for holder, name, path in _places(facts):
        if value := holder[name]:
            personal[path] = value
            holder[name] = _veiled(salt, value)
    return personal


def joined(body: str, personal: Mapping[str, str]) -> dict[str, Any]:
    """Return the facts of a body with its personal values; blanks where they were taken out."""
    facts: dict[str, Any] = json.loads(body) if body else {}
    for holder, name, path in _places(facts):
        if str(holder[name] or "").startswith(VEIL):
            holder[name] = personal.get(path, "")
    return facts


def replaced(body: str, change: Callable[[str, str], str]) -> str:
    """Return a body whose personal values became ``change(path, value)``."""
    facts: dict[str, Any] = json.loads(body)
    for holder, name, path in _places(facts):
        if holder[name]:
            holder[name] = change(path, holder[name])
    return canonical(facts)


def _veiled(salt: str, value: str) -> str:
    return VEIL + hashlib.sha256(f"{salt}{value}".encode()).hexdigest()


def _places(facts: dict[str, Any]) -> Iterator[_Place]:
    """Yield every place of a personal value: its holder, its name there, its path."""
    claim = facts.get("claim", facts)
    yield from _of(claim.get("owner"), _OWNER, "owner")
    yield from _of(claim.get("vehicle"), ("plate",), "vehicle")
    yield from _of(claim.get("visit"), _VISIT, "visit")
    for number, signature in enumerate(facts.get("signatures") or ()):
        yield from _of(signature, _SIGNATURE, f"signatures.{number}")


def _of(holder: Any, names: tuple[str, ...], path: str) -> Iterator[_Place]:
    if isinstance(holder, dict):
        yield from ((holder, name, f"{path}.{name}") for name in names if name in holder)


def sealed(
    facts: Mapping[str, Any], content: Mapping[str, Any], salt: str
) -> tuple[str, str, str, str]:
    """Return what a submission keeps of facts and content: both bodies, the personal values
    beside them (each canonical JSON), and the hash of the facts' body."""
    body, of_facts = parted(facts, salt)
    inner, of_content = parted(content, salt)
    text = canonical(body)
    beside = {"salt": salt, "facts": of_facts, "content": of_content}
    return text, canonical(inner), canonical(beside), hashlib.sha256(text.encode()).hexdigest()


def facts_of(submission: Submission) -> dict[str, Any]:
    """Return everything that the paper of a version shows, blanks for what was taken out."""
    return joined(submission.facts, _beside(submission, "facts"))


def content_of(submission: Submission) -> dict[str, Any]:
    """Return the claim of a version as the clerk edits it; older desks kept only the paper."""
    if submission.content:
        return joined(submission.content, _beside(submission, "content"))
    claim: dict[str, Any] = facts_of(submission)["claim"]
    return claim


def _beside(submission: Submission, part: str) -> Mapping[str, str]:
    told: Mapping[str, Any] = json.loads(submission.personal or "{}")
    values: Mapping[str, str] = told.get(part, {})
    return values
