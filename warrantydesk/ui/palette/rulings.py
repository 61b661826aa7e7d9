"""What is looked up as hits: checks, deadlines, reason codes, policy tables, pages of the help."""

from collections.abc import Iterator
from typing import Any

from warrantydesk.domain.profile import BrandProfile
from warrantydesk.domain.rules import RULES
from warrantydesk.i18n import _, pick
from warrantydesk.services.table_titles import table_title
from warrantydesk.ui.check_help import open_check_help
from warrantydesk.ui.palette.fitting import fitting
from warrantydesk.ui.palette.hits import Finder, Group, Hit

_ROWS = ("deadlines", "refusal_reasons")
"""Tables whose rows are looked up by themselves."""
_LEAST = 2


def rulings(window: Any) -> Finder:
    """Return what finds policies and pages; they are read once the first letters are typed."""
    kept: list[Hit] = []

    def find(asked: str) -> list[Hit]:
        if not kept and len(asked) >= _LEAST:
            kept.extend([*_policies(window), *_pages(window)])
        return fitting(kept, asked) if len(asked) >= _LEAST else []

    return find


def _hit(icon: str, title: str, second: str, run: Any, words: str = "") -> Hit:
    key = f"{Group.POLICIES}/{title}"
    return Hit(Group.POLICIES, icon, title, run, second, key=key, words=words)


def _policies(window: Any) -> Iterator[Hit]:
    desk = window.desk
    for brand in desk.profiles.brands():
        profile = desk.profiles.of(brand)
        for table in _ROWS:
            yield from _rows(window, profile, table)
        for head in desk.policies.tables(brand):
            title = table_title(head.name)
            yield _hit("table", title, brand, _opening(window, "table", f"{brand}:{head.name}"))
        for code, one in profile.campaigns.items():
            title = f"{code} {pick(one.name_zh, one.name_en)}"
            yield _hit("book", title, table_title("campaigns"), _opening(window, "campaign", code))
    for rule in RULES:
        title = f"{rule.id} {_(rule.title) if rule.title else ''}".strip()
        yield _hit("shield", title, _("Claim check"), _explaining(window, rule.id), rule.id)


def _rows(window: Any, profile: BrandProfile, table: str) -> Iterator[Hit]:
    for row in profile.rows(table):
        name = pick(row.get("name_zh", ""), row.get("name_en", ""))
        days = row.get("days", "")
        title = _("{name}: {n} days", name=name, n=days) if days not in ("", "0") else name
        second = f"{row['code']} · {table_title(table)} · {profile.code}"
        run = _opening(window, "table", f"{profile.code}:{table}", row["code"])
        yield _hit("book", title, second, run, row["code"])


def _opening(window: Any, kind: str, key: str, code: str = "") -> Any:
    def run() -> None:
        window.open_tab("policies", kind, key)
        if code:
            window.tab("policies").seek_row(code)

    return run


def _explaining(window: Any, rule: str) -> Any:
    return lambda: open_check_help(window.shell, window.desk, rule)


def _pages(window: Any) -> Iterator[Hit]:
    from warrantydesk.ui.help.open import open_help
    from warrantydesk.ui.help.pages import titles

    for page in titles():
        run = lambda code=page.code: open_help(window, code)  # noqa: E731 - a row of one line
        yield _hit("help", page.title, _("Help"), run, page.keywords)
