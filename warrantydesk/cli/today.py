"""``today --data DIR``: everything with a clock, one JSON object a line."""

import argparse
import json

from warrantydesk.cli.opening import add_data, opened
from warrantydesk.domain.codec import to_json
from warrantydesk.domain.today import Area, TodayItem, days_left, when_of
from warrantydesk.i18n import _
from warrantydesk.services.desk import Desk
from warrantydesk.services.today import Question

NAME = "today"
HELP = "list everything with a clock: overdue, today, this week, later, each by money at risk"
_TOLD = (
    *("key", "code", "area", "due_on", "due_at", "brand", "plate", "vin", "owner", "amount_fen"),
    *("working", "law", "snoozed_until", "snoozed_for", "target", "clocks", "members"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is listed."""
    add_data(parser)
    parser.add_argument("--as", dest="login", metavar="LOGIN", help="whose list it is")
    parser.add_argument("--mine", action="store_true", help="only what this person cares for")
    parser.add_argument("--area", choices=[str(area) for area in Area])
    parser.add_argument("--single", action="store_true", help="put nothing together in one line")
    parser.add_argument("--put-off", action="store_true", help="only what was put off")


def run(args: argparse.Namespace) -> int:
    """Print the lines."""
    with opened(args) as desk:
        if args.login:
            desk.people.act_as(args.login)
        desk.backups.look()
        area = Area(args.area) if args.area else None
        question = Question(args.mine, area, args.put_off)
        found = desk.today.all(single=args.single)
        for item in desk.today.chosen(found, question):
            print(json.dumps(_line(desk, item), ensure_ascii=False))
    return 0


def _line(desk: Desk, item: TodayItem) -> dict[str, object]:
    told = to_json(item)
    today = desk.bench.today
    return {
        "group": str(when_of(item.due_on, today)),
        "title": _(item.title, **item.values),
        "note": _(item.note, **item.values) if item.note else "",
        "action": _(item.action),
        "days_left": None if item.due_on is None else days_left(item.due_on, today),
        **{name: told[name] for name in _TOLD},
    }
