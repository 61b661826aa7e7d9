"""The words of a decision at the head of the card: the verdict and who pays, in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from warrantydesk.domain.coverage import Ground, Law, Layer, Remark, Verdict
from warrantydesk.i18n import pick

_COVERED = {
    Layer.CAMPAIGN: ("在保 · 按召回或服务活动免费", "Covered · the campaign pays"),
    Layer.STATUTORY: ("在保 · 三包免费修理", "Covered · free repair by law"),
    Layer.MAKER: ("在保 · 由厂家质保承担", "Covered · the maker pays"),
    Layer.EXTENDED: ("在保 · 由延保合同承担", "Covered · the extended cover pays"),
    Layer.PART: ("在保 · 由配件质保承担", "Covered · the part warranty pays"),
    Layer.GOODWILL: ("善意索赔 · 厂家按比例承担", "Goodwill · the maker pays a share"),
    Layer.FREE_SERVICE: ("免费保养 · 由厂家承担", "Free service · the maker pays"),
}
_OTHER = {
    Verdict.COVERED: ("在保", "Covered"),
    Verdict.NOT_COVERED: ("不在保 · 由客户承担", "Not covered · the customer pays"),
    Verdict.BORDERLINE: ("临界 · 拒绝前先请示厂家", "Borderline · ask the maker before refusing"),
    Verdict.NEEDS_FACT: ("缺少信息，还不能判定", "A fact is missing: no decision yet"),
}


def head(verdict: Verdict, layer: Layer | None) -> tuple[str, str]:
    """Return the verdict with who pays, in Chinese and English."""
    if verdict is Verdict.COVERED and layer is not None:
        return _COVERED[layer]
    return _OTHER[verdict]


LAYER_WORDS = {
    Layer.CAMPAIGN: ("召回与服务活动", "Recall and campaign"),
    Layer.STATUTORY: ("三包", "Law"),
    Layer.MAKER: ("厂家质保", "Maker's warranty"),
    Layer.EXTENDED: ("延保合同", "Extended cover"),
    Layer.PART: ("配件质保", "Part warranty"),
    Layer.GOODWILL: ("善意索赔", "Goodwill"),
    Layer.FREE_SERVICE: ("免费保养", "Free service"),
}


_CLAUSES = frozenset({"clause", "layer"})
"""Values of remarks that are a clause of the law, or the layer of a maker's or bought cover."""


def worded(remarks: Iterable[Remark], law: Law) -> tuple[Remark, ...]:
    """Return remarks that name a clause by its article and a ground by its name, no code."""
    return tuple(replace(one, values=_in_words(one.values, law)) for one in remarks)


def _in_words(values: Mapping[str, object], law: Law) -> dict[str, object]:
    told = dict(values)
    for name in _CLAUSES & told.keys():
        code = str(told[name])
        if code in law.clauses:
            clause = law.clause(code)
            told[name] = pick(clause.article_zh, clause.article_en)
        elif code in set(Layer):
            told[name] = pick(*LAYER_WORDS[Layer(code)])
    if isinstance(ground := told.get("ground"), Ground):
        told["ground"] = ground_name(ground, law)
    return told


def ground_name(ground: Ground, law: Law) -> str:
    """Return the name of a ground of refusal as the table of exemptions has it."""
    entry = law.exemptions.get(ground)
    return pick(entry.name_zh, entry.name_en) if entry else str(ground)
