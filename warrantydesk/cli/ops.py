"""``ops FILE|-``: verbs of the services, one JSON object a line, acknowledged line by line."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from warrantydesk.cli.opening import opened
from warrantydesk.cli.verbs import VERBS, described, problem_of
from warrantydesk.domain import text
from warrantydesk.domain.codec import MismatchError, from_json, to_json
from warrantydesk.domain.errors import FULL, LOCKED, READONLY, Refused, Unavailable
from warrantydesk.domain.finding import Finding
from warrantydesk.i18n import N_
from warrantydesk.services.bench import NOBODY
from warrantydesk.services.clock_watch import doubt_text
from warrantydesk.services.desk import Desk
from warrantydesk.services.labels import JobReport
from warrantydesk.services.refusal_notes import not_now
from warrantydesk.services.sentences import said, sentence
from warrantydesk.services.settlement.receipt_standing import BookedReceipt
from warrantydesk.services.shelf import BatchReport

NAME = "ops"
HELP = "carry out verbs from a file of JSON lines"
_MARK = "\ufeff"
"""Some editors begin a file with it."""
_OBJECT = N_("An object is expected here.")
_DEEPEST = 32
_USAGE = """usage: warrantydesk ops FILE|- --data DIR [--as LOGIN] [--stop]
       warrantydesk ops --help [--json]

Each line is an object: do (service.verb), with (parameters by name), as (login), at (instant of a
demo desk), save (name of the result; $name.field uses it later). Files are relative to FILE.
Output per line: ACK line id, REFUSED line codes, or ERROR line code; why on standard error.

Verbs:
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments; ``--help --json`` describes every verb."""
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("file", nargs="?", metavar="FILE|-")
    parser.add_argument("--data", type=Path, metavar="DIR")
    parser.add_argument(
        "--as",
        dest="login",
        default="",
        metavar="LOGIN",
        help="who acts; no PIN is asked here: whoever has the folder has the data",
    )
    parser.add_argument("--stop", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Carry out the lines; 0 when none was an ERROR."""
    if args.help or not args.file or not args.data:
        if args.json:
            print(json.dumps(described(), ensure_ascii=False, indent=1))
        else:
            print(_USAGE + "\n".join(f"  {name}" for name in VERBS))
        return 0 if args.help else 2
    base = Path.cwd() if args.file == "-" else Path(args.file).absolute().parent
    with opened(args) as desk:
        runner = Runner(desk, base, args.login)
        if args.file == "-":
            return runner.run(sys.stdin, args.stop)
        with Path(args.file).open(encoding="utf-8", errors="surrogateescape") as lines:
            return runner.run(lines, args.stop)


class Runner:
    """Carries out lines one after the other and remembers named results."""

    def __init__(self, desk: Desk, base: Path, login: str) -> None:
        self._desk, self._base, self._login = desk, base, login
        self._saved: dict[str, Any] = {}

    def run(self, lines: Iterable[str], stop: bool) -> int:
        """Carry out all lines; returns the exit code."""
        failed = False
        for number, line in enumerate(lines, 1):
            if not line.strip("\ufeff \t\r\n"):
                continue
            word = self._outcome(number, line)
            print(word, flush=True)
            failed |= word.startswith("ERROR")
            if stop and not word.startswith("ACK"):
                break
        return 1 if failed else 0

    def _outcome(self, number: int, line: str) -> str:
        try:
            return f"ACK {number} {self._carried_out(number, line.removeprefix(_MARK))}"
        except UnknownVerb:
            return f"ERROR {number} UNKNOWN_VERB"
        except Refused as refusal:
            _say_why(number, refusal)
            return f"REFUSED {number} {','.join(refusal.codes)}"
        except Unavailable as unavailable:
            return _unavailable(number, unavailable)
        except Exception as error:  # noqa: BLE001 - a bug in one line must not stop the run
            told = self._desk.told_of(error)
            if told is not None:
                return _unavailable(number, told)
            print(f"line {number}: {type(error).__name__}: {error}", file=sys.stderr)
            return f"ERROR {number} BUG"

    def _carried_out(self, number: int, line: str) -> str:
        asked = self._read(line)
        verb = asked.get("do")
        if not isinstance(verb, str) or verb not in VERBS:
            raise UnknownVerb
        call = VERBS[verb]
        given = asked.get("with")
        given = {} if given is None else self._filled(given)
        if not isinstance(given, dict):
            raise problem_of(MismatchError("with", _OBJECT))
        name, login = _text_of(asked, "save"), _text_of(asked, "as")
        self._set_clock(asked.get("at"))
        self._act_as(login or self._login)
        try:
            made = call.on(self._desk, given, self._base)
        except Refused as refusal:
            not_now(self._desk.bench, refusal, verb, _subject_of(given))
            raise
        result = to_json(made)
        if name:
            self._saved[name] = result
        _must_be_taken(made)
        _say_what_stayed(number, made)
        made_id = result.get("id") if isinstance(result, dict) else None
        return str(made_id) if made_id is not None else "-"

    def _read(self, line: str) -> dict[str, Any]:
        try:
            asked = json.loads(line, parse_constant=_no_number)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict) or _is_deeper(asked, _DEEPEST):
            raise problem_of(MismatchError("", _OBJECT))
        return asked

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._filled(item) for item in value]
        if isinstance(value, str) and value.startswith("$") and len(value) > 1:
            return self._looked_up(value)
        return value

    def _looked_up(self, text: str) -> Any:
        name, *path = text[1:].split(".")
        if name not in self._saved:
            return text
        found = self._saved[name]
        for key in path:
            try:
                found = found[int(key)] if isinstance(found, list) else found[key]
            except (KeyError, IndexError, TypeError, ValueError):
                raise problem_of(MismatchError(text, "There is no such field.")) from None
        return found

    def _set_clock(self, at: Any) -> None:
        if at is None:
            return
        before = self._desk.clock.trouble()
        try:
            self._desk.set_now(from_json(datetime, at, "at"))
        except MismatchError as error:
            raise problem_of(error) from error
        doubt = self._desk.clock.trouble()
        if doubt is not None and (before is None or before.kind is not doubt.kind):
            print(text.line(doubt_text(doubt)), file=sys.stderr)

    def _act_as(self, login: str) -> None:
        if login:
            self._desk.people.act_as(login)
            return
        people = self._desk.people.all()
        self._desk.bench.person = people[0] if len(people) == 1 else NOBODY


def _unavailable(number: int, error: Unavailable) -> str:
    code = error.code if error.code in (FULL, READONLY, LOCKED) else LOCKED
    _say(number, "", sentence(error))
    return f"ERROR {number} {code}"


def _say_why(number: int, refusal: Refused) -> None:
    for finding in refusal.findings:
        _say(number, finding.field, said(finding))


def _say_what_stayed(number: int, made: Any) -> None:
    """Name each piece of a batch that stayed as it was, with the reason."""
    for one in made.refused if isinstance(made, BatchReport) else ():
        _say(number, one.tag, said(Finding(one.code, "tag", one.message, one.values)))
    if isinstance(made, BookedReceipt) and made.finding is not None:
        _say(number, "", said(made.finding))


def _say(number: int, field: str, words: str) -> None:
    """Write a reason as one line beside the answers, whatever signs a file or name holds."""
    place = f" {text.line(field)}:" if field else ""
    print(f"line {number}:{place} {text.line(words)}", file=sys.stderr)


def _no_number(name: str) -> None:
    raise ValueError(name)  # NaN and its like are no JSON


def _is_deeper(value: Any, levels: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value
    if not isinstance(value, dict | list):
        return False
    return levels == 0 or any(_is_deeper(each, levels - 1) for each in inner)


def _text_of(asked: dict[str, Any], key: str) -> str:
    try:
        return "" if asked.get(key) is None else str(from_json(str, asked[key], key))
    except MismatchError as error:
        raise problem_of(error) from error


def _subject_of(given: dict[str, Any]) -> str:
    """Return the number or tag that a line names, for the journal of refusals."""
    for key in ("claim_number", "number", "tag"):
        if isinstance(given.get(key), str):
            return text.line(given[key])[:40]
    return ""


def _must_be_taken(made: Any) -> None:
    """Raise Unavailable where a printer did not take a job, which stands as failed by now."""
    for job in made if isinstance(made, list) else ():
        if isinstance(job, JobReport) and job.error:
            raise Unavailable(job.error.replace("{", "{{").replace("}", "}}"), LOCKED)


class UnknownVerb(Exception):  # noqa: N818 - an answer, not a fault
    """The line names no verb of the desk."""
