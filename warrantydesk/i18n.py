"""One catalog of sentences for screens, papers and the command line; no Qt.

``_`` translates and then fills the placeholders, ``N_`` only marks a sentence that is written
in the domain and translated where it is shown.
"""

import gettext
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from warrantydesk.resources import find

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

DOMAIN = "warrantydesk"


class Language(NamedTuple):
    """A language of the program: its code, its own name, how it writes dates and lists."""

    code: str
    name: str
    date_format: str
    minute_format: str
    list_mark: str


LANGUAGES = (
    Language("zh_CN", "简体中文", "%Y-%m-%d", "%Y-%m-%d %H:%M", "、"),
    Language("en", "English", "%Y-%m-%d", "%Y-%m-%d %H:%M", ", "),
)


class _Current:
    """The language in use; one for the process, as screens and papers speak with one voice."""

    language = LANGUAGES[1]
    catalog: gettext.NullTranslations = gettext.NullTranslations()
    zone: "tzinfo | None" = None


def set_language(code: str) -> None:
    """Speak the language ``code`` from now on; an unknown code falls back to English."""
    known = {language.code: language for language in LANGUAGES}
    _Current.language = known.get(code, known["en"])
    _Current.catalog = gettext.translation(
        DOMAIN, str(find("locale")), languages=[_Current.language.code], fallback=True
    )


def set_zone(zone: "tzinfo | None") -> None:
    """Show instants in this time zone; None is the computer's own."""
    _Current.zone = zone


def local(value: "datetime") -> "datetime":
    """Return an aware instant in the desk's own time zone."""
    return value.astimezone(_Current.zone)


def language() -> Language:
    """Return the language in use."""
    return _Current.language


def N_(message: str) -> str:
    """Mark a sentence for translation and return it as it is."""
    return message


def _(message: str, /, **values: object) -> str:
    """Translate a sentence and fill its ``{placeholders}``."""
    text = _Current.catalog.gettext(message) if message else ""
    return text.format(**values) if values else text


def ngettext_(one: str, many: str, n: int, /, **values: object) -> str:
    """Translate a sentence that counts ``n`` things; ``{n}`` is filled too."""
    return _Current.catalog.ngettext(one, many, n).format(n=n, **values)


def pick(zh: str, en: str) -> str:
    """Choose the text of a table row that carries both languages."""
    return zh if _Current.language.code == "zh_CN" or not en else en


def named(row: Mapping[str, object], column: str = "name") -> str:
    """Return the ``_zh`` or ``_en`` text of a table row in the language in use."""
    return pick(str(row.get(f"{column}_zh") or ""), str(row.get(f"{column}_en") or ""))


def date_text(value: "date | None") -> str:
    """Write a date, or a dash where there is none."""
    return value.strftime(_Current.language.date_format) if value else "—"


def minute_text(value: "datetime | None") -> str:
    """Write an instant to the minute in the desk's own time, or a dash."""
    return local(value).strftime(_Current.language.minute_format) if value else "—"


def list_text(items: Iterable[str]) -> str:
    """Join words as the language does."""
    return _Current.language.list_mark.join(items)
