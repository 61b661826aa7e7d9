"""The table of rights in ``warrantydesk/README.md``: who may do what from where.

Usage: ``python -m installer.rights_table`` writes the block between its two marks.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from warrantydesk.domain.claim.states import TRANSITIONS
from warrantydesk.domain.old_part import PART_TRANSITIONS
from warrantydesk.domain.person import Role
from warrantydesk.domain.rights import RIGHTS

README = Path(__file__).parent.parent / "warrantydesk" / "README.md"
BEGIN, END = "<!-- rights -->", "<!-- /rights -->"
_HEAD = """### Who may do what

A role has exactly what stands here; a person may have several roles. The service judges first, and
a trigger refuses a locked row for raw SQL too. Every cell is tried by `tests/services/`
`test_claim_matrix.py` and `test_part_life.py`, every locked column by
`tests/storage/test_locked_rows.py`. Finance and read-only see phones and plates masked in a record
too, until they ask for them; that is journaled.
"""


def block() -> str:
    """Return the whole block, marks included."""
    parts = [_HEAD, "**Claims**", "", *_claims(), "", "**Old parts**", "", *_pieces(), ""]
    parts += ["**Everything else**", "", *_others()]
    return "\n".join((BEGIN, *parts, END))


def written(readme: str) -> str:
    """Return a README with the block of today; ValueError where its marks are missing."""
    before, begin, rest = readme.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the marks of the table are missing")
    return f"{before}{block()}{after}"


def _claims() -> Iterator[str]:
    yield "| action | from | to | who |"
    yield "|---|---|---|---|"
    for row in TRANSITIONS:
        sources = _listed("–" if one is None else str(one) for one in row.sources)
        yield _line(f"`{row.action}`", sources, " or ".join(row.to), _roles(row.roles))


def _pieces() -> Iterator[str]:
    yield "| action | from | to | who |"
    yield "|---|---|---|---|"
    for row in PART_TRANSITIONS:
        yield _line(f"`{row.action}`", _listed(row.sources), str(row.to), _roles(row.roles))


def _others() -> Iterator[str]:
    """Yield a row a noun and group of roles; the actions above are not among them."""
    above = {f"claim.{row.action}" for row in TRANSITIONS}
    above |= {f"shelf.{row.action}" for row in PART_TRANSITIONS}
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for verb, roles in sorted(RIGHTS.items()):
        if verb not in above:
            noun, _dot, name = verb.partition(".")
            found[noun, _roles(roles)].append(name)
    yield "| noun | verbs | who |"
    yield "|---|---|---|"
    for (noun, roles), names in found.items():
        yield _line(f"`{noun}`", " ".join(f"`{name}`" for name in names), roles)


def _roles(roles: frozenset[Role]) -> str:
    if roles == frozenset(Role):
        return "everybody"
    if roles == frozenset(Role) - {Role.READ_ONLY}:
        return "everybody but read_only"
    return ", ".join(role for role in Role if role in roles)


def _listed(states: Iterable[str]) -> str:
    return " ".join(sorted(states))


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Write the block into its file."""
    README.write_text(written(README.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
