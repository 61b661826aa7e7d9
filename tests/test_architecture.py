"""The drawn layers hold: imports, sizes, and the few calls that have one place only."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "warrantydesk"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 300
QT = {"PySide6", "shiboken6"}
ORM = {"peewee", "playhouse"}
HEAVY = {"reportlab", "PIL", "barcode", "segno", "pypdf", "pypdfium2", "pypdfium2_raw"}
DIALOGS = {"QMessageBox", "QErrorMessage", "QInputDialog", "QFileDialog"}
EMPTY_NAMES = ("Manager", "Helper", "Util", "Utils", "Base", "Data", "Info")
# One folder of one computer has no business in what every computer gets.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|farm|root|tmp|home/[a-z]+)/[A-Za-z.]")
TEXT_FILES = {
    *("", ".py", ".md", ".txt", ".toml", ".cfg", ".lock", ".csv", ".json", ".jsonl", ".po"),
    *(".svg", ".html", ".sh", ".nsi", ".desktop", ".spec", ".yml"),
}
NOT_OURS = {"out", "build", "dist", "__pycache__", "fonts"}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def below(*folders: str) -> list[Path]:
    """Return the modules in these parts of the package; a part may be one module."""
    wanted = [PACKAGE / folder for folder in folders]
    return [path for path in MODULES if any(path.is_relative_to(folder) for folder in wanted)]


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full dotted name of everything that a module imports, anywhere in it."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join((*start, *filter(None, [node.module])))
            yield from (f"{module}.{alias.name}" for alias in node.names)


def importers_of(libraries: set[str], modules: list[Path] = MODULES) -> set[str]:
    return {
        name_of(path)
        for path in modules
        if libraries & {name.split(".")[0] for name in imports_of(path)}
    }


def calls_of(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the last name of each call, and whether it is called as an attribute."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, False
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, True


def lint_imports(folder: Path) -> tuple[int, str]:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_import_contracts_hold() -> None:
    code, printed = lint_imports(ROOT)
    assert code == 0, printed


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    """Give a copy of the package in which violations can be planted."""
    shutil.copytree(PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_planted_violations_break_each_contract(copied_house: Path) -> None:
    package = copied_house / PACKAGE.name
    planted = {
        "domain/planted.py": "import warrantydesk.storage\n",
        "services/planted.py": "import PySide6\n",
        "ui/planted.py": "import warrantydesk.documents\n",
        "ui/tabs/planted_one/__init__.py": "import warrantydesk.ui.tabs.planted_two\n",
        "ui/tabs/planted_two/__init__.py": "",
    }
    for place, source in planted.items():
        (package / place).parent.mkdir(parents=True, exist_ok=True)
        (package / place).write_text(source, "utf-8")
    code, printed = lint_imports(copied_house)
    assert code != 0
    for contract in (
        "Arrows only downwards",
        "The window reaches data only through services",
        "No Qt in services and below",
        "Tabs never import each other",
    ):
        assert f"{contract} BROKEN" in printed, printed


def test_a_package_without_a_layer_is_noticed(copied_house: Path) -> None:
    (copied_house / PACKAGE.name / "planted.py").write_text('"""No layer."""\n', "utf-8")
    code, printed = lint_imports(copied_house)
    assert code != 0
    assert "planted" in printed


def test_the_domain_imports_only_the_standard_library_and_i18n() -> None:
    allowed = re.compile(r"warrantydesk\.(domain|i18n)(\.|$)")
    foreign = [
        f"{name_of(path)}: {name}"
        for path in below("domain")
        for name in imports_of(path)
        if name.split(".")[0] not in sys.stdlib_module_names and not allowed.match(name)
    ]
    assert foreign == []


def test_the_domain_has_no_clock_and_opens_no_file() -> None:
    # A table method may well be called open; the builtin may not.
    asked = [
        f"{name_of(path)}: {name}()"
        for path in below("domain")
        for name, attribute in calls_of(path)
        if name in ({"now", "today", "utcnow"} if attribute else {"open"})
    ]
    assert asked == []


def test_qt_lives_in_ui_and_app_only() -> None:
    outside = {
        name
        for name in importers_of(QT)
        if name != "warrantydesk/app.py" and not name.startswith("warrantydesk/ui/")
    }
    assert outside == set()


def test_peewee_lives_in_storage_only() -> None:
    outside = {name for name in importers_of(ORM) if not name.startswith("warrantydesk/storage/")}
    assert outside == set()


def test_paragraphs_are_made_in_one_place() -> None:
    # Unescaped text in a Paragraph can read local files; the one factory escapes.
    makers = {
        name_of(path) for path in MODULES if ("Paragraph" in {name for name, _ in calls_of(path)})
    }
    assert len(makers) <= 1, makers
    assert all(name.startswith("warrantydesk/documents/") for name in makers), makers


def test_message_boxes_go_through_one_seam() -> None:
    outside = [
        name_of(path)
        for path in MODULES
        if DIALOGS & {name.rpartition(".")[2] for name in imports_of(path)}
        and name_of(path) != "warrantydesk/ui/kit/messages.py"
    ]
    assert outside == []


def test_only_the_command_line_prints() -> None:
    printing = [
        name_of(path)
        for path in MODULES
        if ("print", False) in calls_of(path) and path not in below("cli")
    ]
    assert printing == []


def test_files_are_short() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_modules_and_classes_say_what_they_are() -> None:
    silent = [
        f"{name_of(path)}: {getattr(node, 'name', 'module')}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Module | ast.ClassDef) and not ast.get_docstring(node)
    ]
    assert silent == []


def test_classes_have_names_that_say_something() -> None:
    empty = [
        f"{name_of(path)}: {node.name}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(EMPTY_NAMES)
    ]
    assert empty == []


def test_no_file_names_a_place_on_one_machine() -> None:
    named = [
        f"{name_of(path)}:{number}"
        for path in files_of_the_tree()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if MACHINE_PATH.search(line)
    ]
    assert named == []


def files_of_the_tree() -> Iterator[Path]:
    """Yield the text files of the project; nothing made, cached or fetched."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if (name[0] != "." or name == ".ci") and name not in NOT_OURS
            if not name.endswith(".egg-info")
        ]
        paths = (Path(folder, name) for name in files)
        yield from (path for path in paths if path.suffix in TEXT_FILES)


def modules_loaded_by(source: str) -> set[str]:
    """Run a few lines in a fresh Python and return the top names of what it imported."""
    script = f"import sys\n{source}\nprint('\\n' + ' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}


def test_the_command_line_starts_without_qt() -> None:
    loaded = modules_loaded_by(
        "import runpy\n"
        "sys.argv = ['warrantydesk', 'ops', '--help']\n"
        "try:\n    runpy.run_module('warrantydesk', run_name='__main__')\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
    )
    assert "warrantydesk" in loaded
    assert not QT & loaded


def test_the_window_starts_without_the_heavy_libraries() -> None:
    loaded = modules_loaded_by("import warrantydesk.app")
    assert "PySide6" in loaded
    assert not HEAVY & loaded
