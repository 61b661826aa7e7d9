"""What the cells of an old sheet say: days without a year, states in the desk's own words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from enum import StrEnum

from warrantydesk.domain.claim.states import STATE_NAMES, State
from warrantydesk.domain.customer import CustomerKind
from warrantydesk.domain.text import code, squeezed
from warrantydesk.domain.vehicle import USE_NAMES, Use
from warrantydesk.i18n import N_, _
from warrantydesk.services.imports.target import Repair

_LEAST_PHONE, _MOST_PHONE = 5, 20
_LEAST_NUMBER = 4
"""Digits of a phone, signs of a claim number that may stand beside another one."""
_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]{1,3}", re.I)
_COMPANY = re.compile(
    r"公司|单位|企业|集团|局$|厂$|中心$|学校|医院|company|ltd|inc|gmbh|corp", re.I
)
_SEVERAL = re.compile(r"[、,，;；/\\\n]|\s{1,}和\s*|\s+&\s+")
BLANKS = frozenset(
    {"/", "//", "\\", "-", "--", "—", "——", "–", "_", ".", "无", "暂无", "没有", "空", "不详"}
    | {"未知", "n/a", "na", "none", "nil", "unknown", "同上", "〃"}
)
"""How a desk writes that it has nothing to write."""
NOT_YET = BLANKS | {
    "待定",
    "未定",
    "未批",
    "待批",
    "未付",
    "未报",
    "待审",
    "未核",
    "未结",
    "待结",
    "未到",
    "未到账",
    "未回款",
    "未收",
    "没到",
    "否",
}
"""How it writes that there is no amount yet."""
_NO_PLATE = re.compile(
    r"(?:临时?|无|未上|没上|待上|未挂|蓝|绿|黄|新)(?:车?牌照?|号牌|户)|新车|临时|无",
)
_BETWEEN = re.compile(r"[/、,，;；]|(?<=[0-9]{7})\s+(?=[0-9]{7})")
_EXAMPLE = re.compile(r"^\s*(?:示例|样例|EXAMPLE)", re.I)


@dataclass(frozen=True)
class Remark:
    """What is said at a row: at which field, with what is offered."""

    field: str
    message: str
    values: Mapping[str, object] = with_default(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    skips: bool = False
    """Nothing is taken of the cell, and the row goes on without it."""


class Meant(StrEnum):
    """What a word for a state means where it is no state of a claim in progress."""

    FINISHED = "finished"
    DROPPED = "dropped"
    APPEALED = "appealed"


def is_example(cells: tuple[object, ...]) -> bool:
    """Tell whether a row is the filled example of a template."""
    return any(isinstance(cell, str) and _EXAMPLE.match(cell) for cell in cells)


_UNSURE = re.compile(
    r"[不未没]退回|[未没待]取消|[未没]\w?(?:结案|归档|完结)|不用?(?:上报|申报|报)|无[需须]|客户[不未没]"
)
"""Words that hold one for a state and deny it: what they mean is asked."""
_STATES: tuple[tuple[State | Meant, str], ...] = (
    (Meant.DROPPED, r"作废|取消|撤销|撤单|非索赔|自费|void|cancel|not ?covered"),
    (Meant.APPEALED, r"申诉|复议|appeal"),
    (
        State.APPROVED,
        r"(?:待|未|没|等|尚未)\w{0,4}(?:回款|付款|到账|到款|收款|打款|支付|赔付|结清|付清)|(?:回款|付款|打款)中|"
        r"[钱款]还?[没未]\w?[到回打]|申请(?:付款|打款|回款)|"
        r"(?:付款|到账|回款|收款|打款|付)\w{0,2}(?:一半|不足|[0-9]+%)|"
        r"部分(?:拒|驳|批|通过|同意|核减)",
    ),
    (
        State.SUBMITTED,
        r"(?:退回|驳回|打回|退单|补\w{0,2}资料|补材料)\w{0,2}(?:已|后)\w{0,3}[报交提]|"
        r"已重新?[上申提补]?[报交]",
    ),
    (
        State.REPAIRING,
        r"[未没]\w?(?:完工|竣工|修[完好复]|交车)|[等待缺](?!补|返|退)\w{0,2}(?:件|(?<![资材])料)",
    ),
    (
        State.RETURNED,
        r"退回|退单|打回|被退|驳回[修补重]|补充?资料|补材料|补照片|补件|待补|待修改|return",
    ),
    (
        State.REJECTED,
        r"拒|驳回|否决|(?:[未没不]|没有|无法|不能)(?:通过|同意)|不予|不批|不给[报批]|不[赔认]|"
        r"reject|refus|denied|declin",
    ),
    (
        State.TO_SUBMIT,
        r"(?:[未没待]|没有|暂不)(?:上报|申报|提交|提报|索赔|报)|(?:资料|材料)[未没]交|准备上报|"
        r"tosubmit|tobefiled|notfiled|unsent",
    ),
    (
        State.SUBMITTED,
        r"[待等]\w{0,4}[审批核]|[未没]有?[审批核]|[审批核][核批复]?中|未回复?$|在审|等待审|pending|inreview|underreview",
    ),
    (
        State.APPROVED,
        r"(?:[待未]|部分|已开票)(?:付|回款|收款|到账|支付|结算|开票|结)|部分|approved|invoiced|unpaid|"
        r"已批|批准|索赔成功|批了|批下来|通过|核准|已审|同意|已开票|已结算|已开具|accepted|partly",
    ),
    (
        Meant.FINISHED,
        r"结案|归档|已结|[钱款]已?到|已核销|到账|回款|收款|打款|赔付|付清|结清|已付|已赔|已支付|付款|完结|"
        r"paid|closed|settle",
    ),
    (
        State.SUBMITTED,
        r"上报|申报|提交|提报|已报|报了|已交|重报|已索赔|submitted|filed|sent|claimed",
    ),
    (
        State.TO_SUBMIT,
        r"竣工|完工|修复|已修|修完|修好|维修完|交车|repaired|finished|done|completed",
    ),
    (State.REPAIRING, r"维修|修理|在修|待件|待料|等件|施工|换件|repairing|inrepair|workshop|parts"),
    (State.APPRAISING, r"鉴定|检查|诊断|判定|检测|请示|授权|inspect|apprais|diagnos|authoris"),
    (State.DRAFT, r"草稿|登记|受理|接车|新建|待处理|录入|draft|open|new|received|accepted"),
)
"""Words for states, those first that hold others within: 未上报 before 上报."""
CHOICES = (
    *(State.DRAFT, State.REPAIRING, State.TO_SUBMIT, State.SUBMITTED, State.RETURNED),
    *(State.REJECTED, State.APPROVED, State.CLOSED),
)
"""States that are offered for a word nobody knows; what is closed is left out."""


def state_of(word: str) -> State | Meant | None:
    """Return what a word for a state means; None where nobody can tell."""
    plain = re.sub(r"[\s_\-·.。]+", "", code(word)).casefold()
    for state in STATE_NAMES:
        names = (state.value, STATE_NAMES[state], _(STATE_NAMES[state]))
        if plain in (re.sub(r"[\s_]+", "", one).casefold() for one in names):
            return _in_progress(state)
    if _UNSURE.search(plain):
        return None
    return next((state for state, words in _STATES if re.search(words, plain)), None)


def _in_progress(state: State) -> State | Meant:
    if state is State.CLOSED:
        return Meant.FINISHED
    if state in (State.VOID, State.NOT_COVERED, State.REJECTED_FINAL):
        return Meant.DROPPED
    if state is State.APPEALED:
        return Meant.APPEALED
    return State.APPRAISING if state is State.PREAUTH_WAIT else state


def unknown_state(name: str, word: str) -> Remark:
    """Return that nobody knows a word for a state, and every state that it may mean."""
    label = N_("“{word}” means {state}")
    repairs = tuple(
        Repair(label, {"word": word, "state": one}, name, one.value, alike=True) for one in CHOICES
    )
    words = N_("What “{word}” means is not known: choose it once, for all rows that say so.")
    return Remark(name, words, {"word": word}, repairs)


def plate_of(said: str) -> str:
    """Return a plate, the first of several; empty where the cell says that there is none yet."""
    plain = squeezed(_BETWEEN.split(said)[0])
    return "" if _NO_PLATE.fullmatch(plain) else plain


def phone_of(name: str, said: str) -> tuple[str, Remark | None]:
    """Return a phone number, and what is said of one whose digits are lost or that is none."""
    numbers = (
        re.sub(r"(?<=[0-9]{7})[(（].*|[\s()（）\-]|\.0+$", "", one)
        for one in _BETWEEN.split(code(said))
    )
    plain = next((one for one in numbers if one), "")
    if _SHORTENED.fullmatch(plain):
        words = N_("The table program lost the last digits of “{cell}”: no phone is taken.")
        return "", Remark(name, words, {"cell": said})
    count = sum(sign.isdigit() for sign in plain)
    if not _LEAST_PHONE <= count <= _MOST_PHONE or re.search("[A-Z]", plain):
        return "", Remark(name, N_("“{cell}” is no phone number: none is taken."), {"cell": said})
    return plain, None


def kind_of(said: str, name: str) -> CustomerKind:
    """Return whether a customer is a company, by the sheet's word or by the name."""
    words = said or name
    return CustomerKind.COMPANY if _COMPANY.search(words) else CustomerKind.PERSON


_USES = (
    (Use.RIDE_HAILING, "网约|滴滴|hailing"),
    (Use.TAXI, "出租|taxi"),
    (Use.RENTAL, "租赁|rent"),
    (Use.COMPANY, "公司|单位|公务|公车|营运|商用|company|commercial"),
)


def use_of(said: str) -> Use | None:
    """Return what a car is used for; None where the sheet does not say it."""
    plain = code(said).casefold()
    if not plain or re.search("非营[运业]", plain):
        return Use.HOUSEHOLD if plain else None
    for use, title in USE_NAMES.items():
        if plain in (use.value, title.casefold(), _(title).casefold()):
            return use
    return next((use for use, words in _USES if re.search(words, plain)), Use.HOUSEHOLD)


def several(said: str) -> tuple[str, ...]:
    """Return the numbers of a cell that names more than one; nothing for a single number."""
    parts = [squeezed(one) for one in _SEVERAL.split(said) if squeezed(one)]
    numbered = (len(one) >= _LEAST_NUMBER and any(map(str.isdigit, one)) for one in parts)
    alike = len(parts) > 1 and all(numbered)
    return tuple(parts) if alike and len({len(one) for one in parts}) == 1 else ()
