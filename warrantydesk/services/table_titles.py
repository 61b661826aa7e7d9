"""What tables and their columns are called, in the language in use."""

from warrantydesk.domain.policies.column_titles import COLUMN_TITLES
from warrantydesk.domain.policies.shapes import shape_of
from warrantydesk.i18n import _

_TONGUES = ("_zh", "_en")


def table_title(table: str) -> str:
    """Return the title of a table, its own name where the desk does not know it."""
    shape = shape_of(table)
    return _(shape.title) if shape else table


def title_of(key: str) -> str:
    """Return the title of a column with its language left off, else its own name in words."""
    base = key[:-3] if key not in COLUMN_TITLES and key.endswith(_TONGUES) else key
    found = COLUMN_TITLES.get(base)
    return _(found) if found else base.replace("_", " ")


def column_title(name: str) -> str:
    """Return the title of a column with its language, where it has one of two."""
    if name.endswith("_zh"):
        return _("{title} (Chinese)", title=title_of(name[:-3]))
    if name.endswith("_en"):
        return _("{title} (English)", title=title_of(name[:-3]))
    return title_of(name)
