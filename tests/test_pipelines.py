"""Files to copy into pipelines: the workflow, the action, the hooks; and those of this project."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers.cli import DOME, PLAIN, Run, edit, posix, put, tree
from tests.helpers.git import git, project
from tests.helpers.pipelines import ROOT, files_of, read, run

pytestmark = [
    posix,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
    pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed"),
]

PAGE = files_of("docs/jobs/pipelines.md")
WORKFLOW: dict[str, Any] = yaml.safe_load(PAGE[".github/workflows/translations.yml"])
STEPS: list[dict[str, Any]] = WORKFLOW["jobs"]["check"]["steps"]
NAMED = {step["name"]: step for step in STEPS if "name" in step}
ACTION: dict[str, Any] = read("action.yml")
[INSTALL, CHECK] = [step for step in ACTION["runs"]["steps"] if "run" in step]
CI: dict[str, Any] = read(".github/workflows/ci.yml")
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[!c]*.yml"))
HALF = b'<span data-ttu-id="7758d-200">half a pair\n'


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clone with a damaged document on main, and another on the branch of a pull request."""
    project(tmp_path, monkeypatch)
    put("docs/dome.md", DOME)
    put("docs/night.md", DOME + HALF)
    put("docs/readme.md", PLAIN)
    git("add", "--all")
    git("commit", "--quiet", "--message", "Documents as delivered")
    git("update-ref", "refs/remotes/origin/main", "HEAD")
    git("checkout", "--quiet", "-b", "change")
    put("docs/dome.md", DOME + HALF)
    git("commit", "--quiet", "--all", "--message", "A change")


def annotated(ran: Run) -> list[str]:
    """The documents that a run annotates."""
    return re.findall(r"^::error file=([^,]+),", ran.out.decode(), re.MULTILINE)


def reported(path: str) -> list[str]:
    """The documents with results in a SARIF file."""
    [report] = json.loads(Path(path).read_bytes())["runs"]
    return [
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in report["results"]
    ]


# The workflow


def test_the_workflow_fetches_the_history_and_may_upload() -> None:
    order = [step.get("name") or step["uses"].partition("@")[0] for step in STEPS]
    assert order == [
        *("actions/checkout", "actions/setup-python", "Install", "Annotate", "Report", "Upload")
    ]
    assert STEPS[0]["with"] == {"fetch-depth": 0}
    assert NAMED["Upload"]["uses"].startswith("github/codeql-action/upload-sarif@")
    assert WORKFLOW["permissions"]["security-events"] == "write"


def test_the_workflow_installs_the_package() -> None:
    assert run(NAMED["Install"], {}).code == 0


def test_the_workflow_annotates_what_a_pull_request_changes() -> None:
    ran = run(NAMED["Annotate"], {}, GITHUB_BASE_REF="main")
    assert (ran.code, annotated(ran)) == (1, ["docs/dome.md"])
    put("docs/dome.md", DOME)
    assert run(NAMED["Annotate"], {}, GITHUB_BASE_REF="main").code == 0


def test_the_workflow_reports_all_documents() -> None:
    assert run(NAMED["Report"], {}).code == 0
    path = NAMED["Upload"]["with"]["sarif_file"]
    assert reported(path) == ["docs/dome.md", "docs/night.md"]


# The workflow for reviewers


def test_the_workflow_publishes_the_pages_of_a_pull_request(tmp_path: Path) -> None:
    review: dict[str, Any] = yaml.safe_load(PAGE[".github/workflows/review.yml"])
    steps = {step["name"]: step for step in review["jobs"]["review"]["steps"] if "name" in step}
    put("docs/dome.md", DOME.replace("открыт".encode(), "закрыт".encode()))
    git("commit", "--quiet", "--all", "--message", "Another change")
    there = {"GITHUB_BASE_REF": "main", "RUNNER_TEMP": str(tmp_path / "temp")}
    for name in ("Before", "Report"):
        ran = run(steps[name], {}, **there)
        assert ran.code == 0, ran
    pages = steps["Upload"]["with"]["path"]
    assert sorted(tree(pages)) == ["docs/dome.md.html", "index.html"]
    html = Path(pages, "docs/dome.md.html").read_bytes().decode()
    assert "<del>открыт</del>" in html
    assert "<ins>закрыт</ins>" in html


# The action


def acted(arguments: str, sarif: str = "") -> Run:
    return run(CHECK, {"inputs.arguments": arguments, "inputs.sarif": sarif})


def test_the_action_checks_everything_by_default() -> None:
    defaults = {name: str(value.get("default")) for name, value in ACTION["inputs"].items()}
    ran = acted(defaults["arguments"], defaults["sarif"])
    assert (ran.code, annotated(ran)) == (1, ["docs/dome.md", "docs/night.md"])
    assert git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("arguments", "code", "documents"),
    [
        ("docs --fail-on never", 0, ["docs/dome.md", "docs/night.md"]),
        ("docs --since origin/main", 1, ["docs/dome.md"]),
        ("docs/night.md\n  docs/readme.md\n", 1, ["docs/night.md"]),
        ("docs --ignore unclosed-unit", 0, []),
        ("docs --ignore no-such-code", 2, []),
        ("docs/*.md", 1, []),  # a name, not a pattern
    ],
)
def test_the_action_takes_arguments(arguments: str, code: int, documents: list[str]) -> None:
    ran = acted(arguments)
    assert (ran.code, annotated(ran)) == (code, documents)


@pytest.mark.parametrize("arguments", ["docs; touch made", "$(touch made)", "docs `touch made`"])
def test_the_action_runs_nothing_that_an_argument_contains(arguments: str) -> None:
    assert acted(arguments).code in (1, 2)
    assert not Path("made").exists()


def test_the_action_writes_sarif_and_fails_as_check_does() -> None:
    assert acted("docs", "found.sarif").code == 1
    assert reported("found.sarif") == ["docs/dome.md", "docs/night.md"]
    assert acted("docs/readme.md", "clean.sarif").code == 0
    assert reported("clean.sarif") == []


@pytest.mark.slow
def test_the_action_installs_the_package(tmp_path: Path) -> None:
    """Without the network: the build backend and what sxs imports are those of the tests."""
    pytest.importorskip("hatchling", reason="hatchling is not installed")
    path_file = tmp_path / "path"
    environment = {
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_PATH": str(path_file),
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as --no-build-isolation
        "PIP_IGNORE_INSTALLED": "1",
    }
    ran = run(INSTALL, {"steps.python.outputs.python-path": sys.executable}, **environment)
    assert ran.code == 0, ran
    [folder] = path_file.read_bytes().decode().split()
    assert [path.name for path in Path(folder).iterdir()] == ["sxs"]  # and no other Python
    version = subprocess.run(
        [f"{folder}/sxs", "--version"],
        check=True,
        capture_output=True,
        env={**os.environ, **environment},
    )
    assert version.stdout.startswith(b"sxs, version ")
    installed = (tmp_path / "sxskit").rglob("sxskit/cli/main.py")
    assert list(installed)


# pre-commit

needs_pre_commit = pytest.mark.skipif(
    subprocess.run(
        [sys.executable, "-m", "pre_commit", "--version"], capture_output=True, check=False
    ).returncode
    != 0,
    reason="pre-commit is not installed",
)


def pre_commit(*arguments: str) -> Run:
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PATH": programs},
    )
    return Run(done.returncode, done.stdout, done.stderr)


@needs_pre_commit
def test_the_hook_checks_the_documents_of_a_commit() -> None:
    put(".pre-commit-config.yaml", PAGE[".pre-commit-config.yaml"].encode())
    git("add", "--all")
    assert b"no files to check" in pre_commit("run").out
    edit("docs/dome.md", "half a pair", "another half")
    git("add", "--all")
    ran = pre_commit("run")
    assert ran.code == 1
    assert b"docs/dome.md:10: unclosed-unit: " in ran.out
    assert b"docs/night.md" not in ran.out
    put("docs/dome.md", DOME)
    git("add", "--all")
    assert pre_commit("run").code == 0


@needs_pre_commit
def test_the_hooks_of_this_project_are_valid() -> None:
    manifest = pre_commit("validate-manifest", str(ROOT / ".pre-commit-hooks.yaml"))
    config = pre_commit("validate-config", str(ROOT / ".pre-commit-config.yaml"))
    assert (manifest, config) == (Run(0, b"", b""), Run(0, b"", b""))


@pytest.mark.parametrize("hook", read(".pre-commit-hooks.yaml"), ids=lambda hook: str(hook["id"]))
def test_a_hook_of_this_project_checks_documents(hook: dict[str, Any]) -> None:
    """The command of a hook, as pre-commit puts it together."""
    names = ["docs/night.md", "docs/readme.md"] if hook.get("pass_filenames", True) else []
    command = shlex.join([*shlex.split(hook["entry"]), *hook.get("args", []), *names])
    ran = run({"run": command}, {})
    assert ran.code == 1
    assert b"docs/night.md:10: unclosed-unit: " in ran.out
    assert (b"docs/dome.md" in ran.out) == (names == [])


def test_the_page_describes_every_hook_and_input() -> None:
    page = (ROOT / "docs/jobs/pipelines.md").read_bytes().decode()
    rows = set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))
    assert {hook["id"] for hook in read(".pre-commit-hooks.yaml")} | set(ACTION["inputs"]) <= rows


# The workflow and the forms of this project


def test_the_workflow_of_this_project_runs_all_checks_on_every_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_bytes().decode())["project"]
    job = CI["jobs"]["test"]
    assert job["steps"][-1] == {"run": ".ci/run"}
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    versions = job["strategy"]["matrix"]["python"]
    assert versions == ["3.11", "3.12", "3.13"]
    assert project["requires-python"] == f">={versions[0]}"


def test_the_workflow_of_this_project_uses_the_action() -> None:
    [step] = [step for step in CI["jobs"]["action"]["steps"] if step.get("uses") == "./"]
    inputs = step["with"]
    assert inputs.keys() <= ACTION["inputs"].keys()
    shutil.copytree(ROOT / "fixtures", "fixtures")
    ran = acted(inputs["arguments"], inputs["sarif"])
    assert ran.code == 0
    assert set(annotated(ran)) <= set(reported(inputs["sarif"]))
    assert annotated(ran)


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_an_issue_form_is_one(form: Path) -> None:
    """Of the syntax of issue forms, the parts that make GitHub refuse one."""
    fields = yaml.safe_load(form.read_bytes())
    assert {"name", "description", "body"} <= fields.keys() <= {*fields, "labels", "title"}
    inputs = [field for field in fields["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in inputs]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[\w-]+", id) for id in ids)
    for field in inputs:
        assert field["type"] in {"input", "textarea", "dropdown"}
        assert field["attributes"]["label"]
        assert ("options" in field["attributes"]) == (field["type"] == "dropdown")
        assert "render" not in field["attributes"] or field["type"] == "textarea"


def required(form: str) -> set[str]:
    fields = read(f".github/ISSUE_TEMPLATE/{form}.yml")["body"]
    return {field["id"] for field in fields if field.get("validations", {}).get("required")}


def test_the_forms_ask_for_what_shows_the_fault() -> None:
    assert [path.stem for path in FORMS] == ["false-finding", "problem"]
    assert {"document", "actual", "expected"} <= required("problem")
    assert {"code", "language", "source", "target"} <= required("false-finding")
