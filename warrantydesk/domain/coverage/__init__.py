"""Coverage: is it covered, by what, and until when; decided by law and policy as data.

``decide(facts, law)`` is pure: the same facts and the same tables give the same answer, years
later too. Not legal advice: every answer names its clause, so that it can be looked up.
"""

from warrantydesk.domain.coverage.answer import (
    LAYER_NAMES,
    VERDICT_NAMES,
    Answer,
    Counters,
    Layer,
    LayerAnswer,
    Light,
    Lights,
    PeriodState,
    Remark,
    Verdict,
)
from warrantydesk.domain.coverage.decide import decide
from warrantydesk.domain.coverage.facts import (
    Cover,
    CoverageFacts,
    CoverOwner,
    Event,
    Goodwill,
    Ground,
    Group,
    Owner,
    RepairTime,
    Replaced,
    Replacement,
    Term,
    VehicleKind,
    read_facts,
    unknown_names,
)
from warrantydesk.domain.coverage.law import Clause, Exemption, Law, OpenPoints, RuleSet, law_of
from warrantydesk.domain.coverage.outlook import outlook

__all__ = [
    "LAYER_NAMES",
    "VERDICT_NAMES",
    "Answer",
    "Clause",
    "Counters",
    "Cover",
    "CoverOwner",
    "CoverageFacts",
    "Event",
    "Exemption",
    "Goodwill",
    "Ground",
    "Group",
    "Law",
    "Layer",
    "LayerAnswer",
    "Light",
    "Lights",
    "OpenPoints",
    "Owner",
    "PeriodState",
    "Remark",
    "RepairTime",
    "Replaced",
    "Replacement",
    "RuleSet",
    "Term",
    "VehicleKind",
    "Verdict",
    "decide",
    "law_of",
    "outlook",
    "read_facts",
    "unknown_names",
]
