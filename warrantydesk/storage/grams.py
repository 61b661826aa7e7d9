"""Text and n-grams of the archive search; pure functions over strings.

Words are folded (NFKC, lower case). Every pair of neighbouring signs in a word is an index term,
and every three and four ASCII letters or digits in a row: pieces of numbers are told apart by
nothing shorter. ASCII punctuation is moved to the private use area, since the tokenizer would
split there.
"""

import re
from collections.abc import Iterable
from operator import add

from warrantydesk.domain.search_query import folded

MOST_TERMS = 60
LONGEST_TERM, MANY_SIGNS, MOST_OF_RUN = 4, 8, 4
_PUNCTUATION = {code: 0xE000 + code for code in range(33, 127) if not chr(code).isalnum()}
_SEPARATORS = re.compile(r"[\s\-·•./_]+")
_RUN = re.compile(r"[a-z0-9]{3,}")
_HEADS = (re.compile(r"(?=([a-z][0-9]{4}))"), re.compile(r"(?=([a-z0-9]{1,2}-[a-z0-9]{2}))"))
_ASCII = re.compile(r"[a-z0-9]-|[a-z][0-9]")
_PLATE = re.compile(r"([\u4e00-\u9fff][a-z])([a-z0-9]{4}[a-z0-9\u4e00-\u9fff]{1,2})")
# Signs that share a term with another sign once punctuation is moved.
_SHARED = re.compile(r"[!-/:-@\[-`{-~\ue021-\ue07e]")


def searchable(parts: Iterable[str], codes: Iterable[str]) -> str:
    """Return the search text of a claim: all texts, codes also bare, plates also with their dot."""
    lines: dict[str, None] = {}
    for part in parts:
        if part:
            lines[" ".join(folded(part).split())] = None
    for code in codes:
        if code:
            lines[folded(code)] = None
            bare = _SEPARATORS.sub("", folded(code))
            lines[bare] = None
            if plate := _PLATE.fullmatch(bare):
                lines["·".join(plate.groups())] = None
    return "\n".join(line for line in lines if line)


def terms(text: str) -> set[str]:
    """Return the index terms of a folded text."""
    found: set[str] = set()
    for word in text.split():
        found.update(map(add, word, word[1:]))
        for run in _RUN.findall(word):
            found.update(run[i : i + 3] for i in range(len(run) - 2))
            found.update(run[i : i + 4] for i in range(len(run) - 3))
        found.update(_heads(word))
    return found


def _heads(word: str) -> list[str]:
    """Return the pieces of a word by which a year or a model is told from others: a letter with
    four digits, and what stands around a hyphen."""
    if not word.isascii() and not _ASCII.search(word):
        return []
    return [one for pattern in _HEADS for one in pattern.findall(word)]


def wanted(word: str) -> tuple[list[str], bool]:
    """Return the terms that a query word asks for, and whether they prove the word by themselves.

    A word of one sign has no terms; a phrase asks for those of its words, which prove nothing.
    """
    if " " in word:
        return [term for one in word.split() for term in wanted(one)[0]], False
    if len(word) < 2:
        return [], False
    if len(word) == 2:
        return [word], not _SHARED.search(word)
    asked = _heads(word)
    covered: set[int] = set()
    for run in _RUN.finditer(word):
        asked += [one for one in _longest(run[0]) if not any(one in head for head in asked)]
        covered.update(range(run.start(), run.end() - 1))
    # Beside a longer term two ASCII signs narrow nothing: nearly every claim has them somewhere.
    long = any(len(term) >= LONGEST_TERM for term in asked)
    pairs = (word[i : i + 2] for i in range(len(word) - 1) if i not in covered)
    asked += [pair for pair in pairs if not (long and pair.isascii())]
    asked = list(dict.fromkeys(asked))
    return asked, asked == [word] and not _SHARED.search(word)


def _longest(run: str) -> list[str]:
    """Return the longest terms of letters and digits in a row.

    Of a long row every other one of its end, which tells numbers apart.
    """
    if len(run) <= LONGEST_TERM:
        return [run]
    last = len(run) - LONGEST_TERM
    starts = range(last % 2, last, 2)[-MOST_OF_RUN:] if len(run) > MANY_SIGNS else range(last)
    return [run[i : i + LONGEST_TERM] for i in (*starts, last)]


def wanted_of(asked: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the terms of all words of a query, and the words that must be looked up in the text.

    Beyond 60 terms the text decides: a long query is no heavier than a short one.
    """
    terms: dict[str, None] = {}
    checked = []
    for word in asked:
        more, proves = wanted(word)
        room = MOST_TERMS - len(terms)
        terms |= dict.fromkeys(more[: max(0, room)])
        if not proves or len(more) > room:
            checked.append(word)
    return list(terms), checked


def token(term: str) -> str:
    """Return a term as the tokenizer sees one word."""
    return term.translate(_PUNCTUATION)


def any_of(asked: Iterable[str]) -> str:
    """Return a full-text query for any of some terms."""
    return " OR ".join(f'"{token(term)}"' for term in asked)


def expression(asked: Iterable[str], facets: Iterable[Iterable[str]]) -> str:
    """Return a full-text query: all terms, and one of each group of facets."""
    groups = [" OR ".join(f'"{facet}"' for facet in group) for group in facets]
    parts = [f'"{token(term)}"' for term in asked] + [f"({group})" for group in groups if group]
    return " AND ".join(parts)
