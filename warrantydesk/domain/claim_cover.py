"""What the coverage engine answers for a claim, as far as the claim checks phrase it (V23–V30)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from warrantydesk.domain.coverage import Answer


@dataclass(frozen=True)
class LineCover:
    """The answer for one part line, as if it were the part at fault; ``line`` counts from 1."""

    line: int
    part_no: str
    answer: Answer
    is_wear: bool = False
    """A wear part: its own term counts (三包 Art. 9(6))."""
    has_rule: bool = True
    """Some term of law or maker speaks of this part."""
    inherits: bool = False
    """The part was itself fitted under warranty: the rest of the car's cover holds for it."""


@dataclass(frozen=True)
class ClaimCover:
    """The answer for the claim and for each of its part lines."""

    answer: Answer
    lines: tuple[LineCover, ...] = ()
    wrong_terms: bool = False
    """A car in commercial use whose claim rests on a household term (V28)."""
    overdue_service: str = ""
    """What is overdue of the car's maintenance, empty when nothing is known to be (V26)."""
    articles: Mapping[str, str] = field(default_factory=dict)
    """The article of the law behind each counter and each clause, in words (V71–V76)."""
    early_clauses: frozenset[str] = frozenset()
    """Clauses of the rights of the first days to another car or the money (V76)."""
    loaner_noted: bool = False
    """A loan car or its money is noted for this visit."""
