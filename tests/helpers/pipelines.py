"""Steps of workflows and actions, run as a runner of GitHub runs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.helpers.cli import Run

ROOT = Path(__file__).parent.parent.parent
_SHELLS = {
    None: ("bash", "-e", "-c"),
    "bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"),
}
_EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")
_TITLED = re.compile(r'^```\w+ title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)


def read(name: str) -> Any:
    """A YAML file of the project."""
    return yaml.safe_load((ROOT / name).read_bytes())


def files_of(page: str) -> dict[str, str]:
    """The files that a page shows as a whole, by their names."""
    return dict(_TITLED.findall((ROOT / page).read_bytes().decode()))


def run(step: Mapping[str, Any], contexts: Mapping[str, str], **environment: str) -> Run:
    """Run the script of a step in this folder, with `sxs` on PATH and without the network."""
    own = {
        name: _EXPRESSION.sub(lambda match: contexts[match[1]], value)
        for name, value in step.get("env", {}).items()
    }
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    assert not _EXPRESSION.search(step["run"]), "a value in a script is run as a command"
    done = subprocess.run(
        [*_SHELLS[step.get("shell")], step["run"]],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        env={**os.environ, "PATH": programs, "PIP_NO_INDEX": "1", **environment, **own},
    )
    return Run(done.returncode, done.stdout, done.stderr)
