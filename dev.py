#!/usr/bin/env python3
"""The project's own commands; they need Python 3.11 and git, and install the rest into `.venv`.

python3 dev.py demo    extract, edit, merge: on fixtures/, with the diff and the page; it installs
                       the package alone, into `.venv-demo`
python3 dev.py test    the tests a change needs, in parallel; arguments go to pytest
    --all              every test, slow ones too: kills, full disks, whole corpora
    --coverage         with branch coverage
python3 dev.py check   ruff and mypy
python3 dev.py browser the pages of `sxs report` in Chromium, which apt-get installs for root
    --write            with new screenshots in docs/images
python3 dev.py docs    the documentation, into site/; --serve shows it at http://127.0.0.1:8000
python3 dev.py man     a man page for each command, into build/man/man1
"""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
TOOLS = HERE / ".venv-interop"
DOCS = HERE / ".venv-docs"
BROWSER = HERE / ".venv-browser"
DEMO = HERE / "demo"
DEMO_VENV = HERE / ".venv-demo"


def run(*command: str | Path) -> None:
    """Run a program of the virtual environment; exit with its code if it fails."""
    name, *arguments = command
    ran = subprocess.run([BIN / name, *arguments], cwd=HERE, check=False)
    if ran.returncode:
        sys.exit(ran.returncode)


def install() -> None:
    """Create the virtual environment with the package and its tools, or renew a stale one."""
    if not is_current(VENV) and not created(VENV, "-e", ".", *group("dev")):
        sys.exit(1)
    compile_source()


def install_alone() -> None:
    """Create the environment of the demo, with the package and without its tools."""
    if not is_current(DEMO_VENV) and not created(DEMO_VENV, "-e", "."):
        sys.exit(1)


def group(name: str) -> list[str]:
    """Return the packages of a dependency group; pip before 25.1 cannot install one by its name."""
    import tomllib  # not in an older Python, which may run this file

    project = tomllib.loads((HERE / "pyproject.toml").read_bytes().decode())
    packages: list[str] = []
    for entry in project["dependency-groups"][name]:
        packages += [entry] if isinstance(entry, str) else group(entry["include-group"])
    return packages


def stamp() -> bytes:
    """Return the digest of everything that an environment is made from."""
    made_from = (HERE / "pyproject.toml").read_bytes() + sys.version.encode()
    return hashlib.sha256(made_from).hexdigest().encode()


def is_current(environment: Path) -> bool:
    """Return whether an environment has been created from this pyproject.toml and Python."""
    path = environment / "installed"
    return path.exists() and path.read_bytes() == stamp()


def created(environment: Path, *packages: str) -> bool:
    """Create an environment with packages; return whether they could be installed."""
    print(f"installing into {environment.name} ...", flush=True)
    shutil.rmtree(environment, ignore_errors=True)
    venv.create(environment, with_pip=True)
    pip = [str(environment / BIN.name / "python"), "-m", "pip", "install"]
    pip += ["--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, *packages], cwd=HERE, check=False).returncode:
        return False
    (environment / "installed").write_bytes(stamp())
    return True


def compile_source() -> None:
    """Compiled modules, also where PYTHONDONTWRITEBYTECODE says that Python is to write none.

    Without them each command compiles what it loads: with many short ones that is a tenth of it.
    """
    run("python", "-m", "compileall", "-q", "src")


def install_programs(packages: Mapping[str, str]) -> None:
    """Install the missing programs, given with their Debian packages, where root can do so."""
    missing = [package for name, package in packages.items() if not shutil.which(name)]
    if missing and shutil.which("apt-get") and os.name == "posix" and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        subprocess.run(install, check=False, stdout=subprocess.DEVNULL)


def browser(arguments: list[str]) -> None:
    """Open the pages of `sxs report` in Chromium, in an environment of its own."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    if not any(map(shutil.which, names)):
        install_programs({"chromium": "chromium"})
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        print("not run: no browser")
        sys.exit(0)
    wanted = group("browser")
    if not is_current(BROWSER) and not created(BROWSER, "-e", ".", *wanted):
        print(f"not run: no browser ({', '.join(wanted)} cannot be installed)")
        sys.exit(0)
    folder = "docs/images" if has_flag(arguments, "--write") else "build/screenshots"
    environment = {"SXSKIT_BROWSER": program, "SXSKIT_SCREENSHOTS": str(HERE / folder)}
    command = [str(BROWSER / BIN.name / "python"), "-m", "pytest", "-rs", "browser", *arguments]
    ran = subprocess.run(command, cwd=HERE, env=os.environ | environment, check=False)
    sys.exit(ran.returncode)


def interop() -> None:
    """Real tools on our catalogs; translate-toolkit, being GPL, in an environment of its own."""
    install_programs({"msgcat": "gettext", "omegat": "omegat"})
    python = TOOLS / BIN.name / "python"
    if not python.exists():
        venv.create(TOOLS, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-e", str(HERE), "pytest", "translate-toolkit"], check=True)
    ran = subprocess.run([python, "-m", "pytest", "-rs", str(HERE / "interop")], check=False)
    sys.exit(ran.returncode)


def docs(arguments: list[str]) -> None:
    """Build the documentation with MkDocs, in an environment of its own."""
    wanted = group("docs")
    if not is_current(DOCS) and not created(DOCS, "-e", ".", *wanted):
        print(f"not run: docs ({', '.join(wanted)} cannot be installed)")
        sys.exit(0)
    verb = ["serve"] if has_flag(arguments, "--serve") else ["build", "--strict"]
    command = [str(DOCS / BIN.name / "python"), "-m", "mkdocs", *verb, *arguments]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(command, cwd=HERE, env=environment, check=False)
    sys.exit(ran.returncode)


def demo(programs: Path, folder: Path) -> None:
    """Show the main job, in a folder: pairs out of documents, one translation edited, and back."""

    def show(command: str) -> None:
        """Print a command as one would type it, and its output."""
        name, *arguments = shlex.split(command)
        print(f"\n$ {shlex.join([name, *arguments])}", flush=True)
        path = os.pathsep.join([str(programs), os.environ.get("PATH", "")])
        ran = subprocess.run(
            [shutil.which(name, path=path) or name, *arguments], cwd=folder, check=False
        )
        if ran.returncode and name != "git":  # git diff exits with 1 where there is one
            sys.exit(ran.returncode)

    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HERE / "fixtures" / "sxs" / "ru-ru", folder / "docs")
    show("sxs extract docs -o po")
    catalog = folder / "po" / "docs" / "guide" / "book-a-night.md.po"
    before = catalog.read_bytes()
    entry = next(block for block in before.split(b"\n\n") if b'"4b1d7-104"' in block)
    edited = entry.replace(b"#, fuzzy\n", b"").replace(
        "на рассвете".encode(), "с восходом солнца".encode()
    )
    print("\n# a translator approves one machine translation, with another wording:\n")
    print(edited.decode())
    catalog.write_bytes(before.replace(entry, edited))
    shutil.copytree(folder / "docs", folder / "before")
    show("sxs merge docs -c po --in-place")
    show("git --no-pager diff --no-index --word-diff-regex=[^[:space:]<>]+|[<>] -U0 before docs")
    show("sxs strip docs/guide/book-a-night.md -q -o -")
    print()  # the document does not end with a line feed


def test(arguments: list[str]) -> None:
    """Run the tests, those marked as slow only with --all or where pytest's own -m asks for them.

    The time limits are those of single tests (tests/conftest.py, pyproject.toml): a limit of the
    whole run fails on a busy machine.
    """
    is_all, is_measured = (has_flag(arguments, flag) for flag in ("--all", "--coverage"))
    pytest = ["-m", "pytest", "-n", str(cpus()), "--dist", "worksteal"]
    if not is_all:
        pytest += ["--hypothesis-profile=quick", "-m", "not slow"]
    if not is_measured:
        run("python", *pytest, *arguments)
        return
    run("coverage", "erase")
    run("coverage", "run", *pytest, *arguments)
    run("coverage", "combine", "--quiet")
    run("coverage", "report")


def has_flag(arguments: list[str], flag: str) -> bool:
    """Take a flag out of the arguments; return whether it was there."""
    if flag in arguments:
        arguments.remove(flag)
        return True
    return False


def cpus() -> int:
    """The CPUs that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def check() -> None:
    """Run ruff and mypy."""
    run("ruff", "check")
    run("ruff", "format", "--check")
    run("mypy")


def main() -> None:
    """The command named by the arguments."""
    name, *arguments = sys.argv[1:] or ["--help"]
    names = ("demo", "test", "check", "interop", "browser", "docs", "man")
    if name in ("-h", "--help") or name not in names:
        print(__doc__)
        sys.exit(0 if name in ("-h", "--help") else 2)
    if sys.version_info < (3, 11):  # noqa: UP036  # the one file that an older Python may run
        sys.exit("dev.py: Python 3.11 or later is needed, this is " + sys.version.split()[0])
    if name == "interop":
        interop()
    elif name == "browser":
        browser(arguments)
    elif name == "docs":
        docs(arguments)
    elif name == "demo":
        install_alone()
        demo(DEMO_VENV / BIN.name, DEMO)
    else:
        install()
        if name == "test":
            test(arguments)
        elif name == "check":
            check()
        else:
            run("python", "-m", "scripts.man_pages", "build/man/man1")


if __name__ == "__main__":
    main()
