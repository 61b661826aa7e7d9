"""How a wheel is built: pyproject.toml names the command, setuptools loads it from this file.

A wheel has no folder beside the package, so the resources go into it as ``_resources``, where
``warrantydesk/resources.py`` looks first. An editable install keeps using the tree.
"""

import importlib.util
from pathlib import Path
from types import ModuleType

from setuptools.command.build_py import build_py

PLACE = Path("warrantydesk", "_resources")


def _beside(name: str) -> ModuleType:
    """Load a module of this folder: setuptools runs where neither folder is on the path."""
    place = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"installer.{name}", place)
    if spec is None or spec.loader is None:
        raise ImportError(str(place))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


payload = _beside("payload")


class PackedBuild(build_py):
    """Builds the package with its resources inside."""

    def run(self) -> None:
        """Copy the modules, then what ships of the resources."""
        super().run()
        if not self.editable_mode:
            payload.copy(payload.RESOURCES, self._place())

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """Return what a build writes; the resources are among it."""
        named = super().get_outputs(include_bytecode)
        if self.editable_mode:
            return list(named)
        names = payload.shipped(payload.RESOURCES)
        return [*named, *(str(self._place() / name) for name in names)]

    def _place(self) -> Path:
        return Path(self.build_lib) / PLACE
