"""Every sentence of the program is there in every language, with the same placeholders."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message

from installer import catalog
from warrantydesk import i18n

PACKAGE = Path(i18n.__file__).parent
TRANSLATED = [language.code for language in i18n.LANGUAGES if language.code != "en"]
MARKS = {"_", "N_", "ngettext_"}
FILLED = {"_", "ngettext_"}


@cache
def of(language: str) -> Catalog:
    return catalog.read(language)


@cache
def sentences() -> Catalog:
    return catalog.template()


def messages_of(found: Catalog) -> Iterator[Message]:
    return (message for message in found if message.id)


def ids_of(found: Catalog) -> set[str | tuple[str, ...]]:
    return {
        tuple(message.id) if message.pluralizable else message.id for message in messages_of(found)
    }


def test_the_program_has_sentences_and_languages() -> None:
    assert "zh_CN" in TRANSLATED
    assert "en" in {language.code for language in i18n.LANGUAGES}
    assert len(ids_of(sentences())) > 100


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalog_has_the_sentences_of_the_program(language: str) -> None:
    said, listed = ids_of(sentences()), ids_of(of(language))
    assert said - listed == set(), "python installer/catalog.py extract"
    assert listed - said == set(), "python installer/catalog.py extract"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str) -> None:
    assert list(catalog.missing(of(language))) == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_keep_the_placeholders(language: str) -> None:
    wrong = []
    for message in messages_of(of(language)):
        many = message.id[-1] if message.pluralizable else message.id
        wanted = catalog.placeholders(many)
        texts = catalog.texts_of(message)
        wrong += [text for text in texts if text and catalog.placeholders(text) != wanted]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalog_is_fresh(language: str) -> None:
    binary = catalog.source(language).with_suffix(".mo")
    assert binary.read_bytes() == catalog.compiled(of(language)), "catalog.py compile"


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_program_speaks_the_language(language: str) -> None:
    plain = [message for message in messages_of(of(language)) if not message.pluralizable]
    other = [message for message in plain if message.string not in ("", message.id)]
    i18n.set_language(language)
    assert i18n.language().code == language
    assert len(other) > len(plain) / 2
    assert [i18n._(message.id) for message in other] == [message.string for message in other]


def test_english_is_what_the_program_says() -> None:
    assert not (catalog.LOCALE / "en").exists()
    i18n.set_language("en")
    for message in messages_of(sentences()):
        text = message.id[0] if message.pluralizable else message.id
        assert i18n._(text) == text


def test_sentences_are_written_in_english() -> None:
    letters = {
        text: [char for char in text if char.isalpha()]
        for ids in ids_of(sentences())
        for text in (ids if isinstance(ids, tuple) else (ids,))
    }
    foreign = [
        text
        for text, chars in letters.items()
        if len([char for char in chars if char.isascii()]) < len(chars) / 2
    ]
    assert foreign == []


def fillings() -> Iterator[tuple[str, set[str], set[str]]]:
    """Yield where a literal sentence is filled, its placeholders and the names given to it."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in FILLED or any(word.arg is None for word in node.keywords):
                continue
            counted = node.func.id == "ngettext_"
            first = node.args[1] if counted else node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                asked = catalog.placeholders(first.value)
                given = {str(word.arg) for word in node.keywords}
                yield (
                    f"{path.name}:{node.lineno}",
                    asked,
                    given | (asked & {"n"} if counted else set()),
                )


def test_sentences_get_the_values_they_name() -> None:
    unfilled = [(place, asked - given) for place, asked, given in fillings() if asked - given]
    assert unfilled == []
    unasked = [(place, given - asked) for place, asked, given in fillings() if given - asked]
    assert unasked == []


def test_no_sentence_hides_inside_another() -> None:
    """The extraction sees a marked sentence only where no other call of its kind encloses it."""
    hidden = [
        f"{path.name}:{inner.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for outer in ast.walk(ast.parse(path.read_text("utf-8")))
        if is_marking(outer)
        for inner in ast.walk(outer)
        if inner is not outer and is_marking(inner) and isinstance(inner.args[0], ast.Constant)
    ]
    assert hidden == []


def is_marking(node: ast.AST) -> bool:
    """Tell whether a node marks or translates a sentence."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS
