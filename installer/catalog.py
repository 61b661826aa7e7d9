"""Keep the translations: ``python installer/catalog.py extract | compile | missing | fill FILE``.

extract  takes the sentences out of the program into each .po; translations stay, .mo follow
compile  writes each .mo from its .po
missing  prints what is untranslated as a JSON object, ready to be filled in
fill     writes the translations of such a JSON object into the .po, then the .mo

A sentence that counts has a list as its translation, one text for each plural form.
``--language`` chooses another language than Chinese; English needs no catalog.
"""

import argparse
import io
import json
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from string import Formatter

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {"_": None, "N_": None, "ngettext_": (1, 2)}
WIDTH = 100
# The date of an extraction says nothing and would change every diff.
NEVER = datetime(2026, 1, 1, tzinfo=UTC)

Translation = str | list[str]


def source(language: str) -> Path:
    """Return where the .po of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "warrantydesk.po"


def template(package: Path = ROOT / "warrantydesk") -> Catalog:
    """Return every sentence of the program with the files that say it."""
    found = Catalog()
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package.parent).as_posix()
        for line, ids, _comments, context in extract_from_file("python", path, KEYWORDS):
            found.add(ids, None, [(place, line)], context=context)
    return found


def read(language: str) -> Catalog:
    """Return the catalog of a language, an empty one where it has none yet."""
    path = source(language)
    if not path.exists():
        return _empty(language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(old: Catalog, language: str, found: Catalog) -> Catalog:
    """Return the sentences of the program with the translations that ``old`` has for them."""
    new = _empty(language)
    for message in found:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        text = known.string if known and _key(known) == _key(message) else None
        flags = known.flags & {"fuzzy"} if known else set()
        new.add(message.id, text, message.locations, flags=flags, context=message.context)
    return new


def write(language: str, catalog: Catalog) -> None:
    """Write the .po and the .mo of a language, the same bytes for the same sentences."""
    path = source(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    # Already in the order of the files; sorting again would need the line numbers left out here.
    write_po(text, catalog, width=WIDTH, include_lineno=False)
    path.write_bytes(text.getvalue().rstrip(b"\n") + b"\n")
    path.with_suffix(".mo").write_bytes(compiled(catalog))


def compiled(catalog: Catalog) -> bytes:
    """Return the bytes of the .mo."""
    binary = io.BytesIO()
    write_mo(binary, catalog)
    return binary.getvalue()


def missing(catalog: Catalog) -> dict[str, Translation]:
    """Return what is untranslated or uncertain, each with an empty translation to fill in."""
    return {
        _key(message)[0]: [""] * catalog.num_plurals if message.pluralizable else ""
        for message in catalog
        if message.id and (message.fuzzy or not all(texts_of(message)))
    }


def fill(catalog: Catalog, translations: Mapping[str, Translation]) -> list[str]:
    """Write translations into the catalog; return what is wrong with those left out."""
    wrong = []
    messages = {_key(message)[0]: message for message in catalog if message.id}
    for sentence, translation in translations.items():
        message = messages.get(sentence)
        if message is None:
            wrong.append(f"not in the program: {sentence!r}")
            continue
        texts = [translation] if isinstance(translation, str) else list(translation)
        if wanted := _mismatch(message, texts, catalog.num_plurals):
            wrong.append(f"{wanted}: {sentence!r}")
            continue
        message.string = tuple(texts) if message.pluralizable else texts[0]
        message.flags.discard("fuzzy")
    return wrong


def texts_of(message: Message) -> tuple[str, ...]:
    """Return the translations of a message, one for each plural form."""
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return tuple(text or "" for text in texts)


def placeholders(text: str) -> set[str]:
    """Return the names between braces; raises ValueError where braces do not match."""
    return {field for _text, field, _format, _conversion in Formatter().parse(text) if field}


def _mismatch(message: Message, texts: list[str], plurals: int) -> str:
    if len(texts) != (plurals if message.pluralizable else 1):
        return "wrong number of plural forms"
    for text in texts:
        try:
            same = placeholders(text) == placeholders(_key(message)[-1])
        except ValueError:
            return "braces do not match"
        if not text or not same:
            return "empty or other placeholders"
    return ""


def _key(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        project="Warranty Desk",
        version="1",
        header_comment="# Sentences of Warranty Desk. Kept by installer/catalog.py.",
        copyright_holder="Warranty Desk",
        last_translator="Warranty Desk",
        language_team="Warranty Desk",
        msgid_bugs_address="-",
        creation_date=NEVER,
        revision_date=NEVER,
        fuzzy=False,
    )


def main(arguments: Iterable[str] | None = None) -> int:
    """Do what the command line asks; 1 where a translation could not be taken over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=["extract", "compile", "missing", "fill"])
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--language", default="zh_CN")
    options = parser.parse_args(arguments if arguments is None else list(arguments))
    language, wrong = options.language, []
    catalog = read(language)
    if options.verb == "extract":
        catalog = updated(catalog, language, template())
    elif options.verb == "fill":
        if options.file is None:
            parser.error("fill needs the JSON file")
        wrong = fill(catalog, json.loads(options.file.read_text("utf-8")))
    elif options.verb == "missing":
        print(json.dumps(missing(catalog), ensure_ascii=False, indent=1))
        return 0
    write(language, catalog)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{language}: {len(catalog)} sentences, {len(missing(catalog))} to translate")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
