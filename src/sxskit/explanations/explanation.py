"""Explanation and Example: the type of the data, and short ways to write an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

_ID = "7758d-103"
_CHECK = "sxs check docs --select all"


@dataclass(frozen=True, slots=True)
class Example:
    """The files of a small project, and the command that reports a code in it or does not.

    `shown` is the part of the files that matters, where that is not all of them.
    """

    files: Mapping[str, str]
    command: str = _CHECK
    shown: str = ""

    @property
    def text(self) -> str:
        """The example for readers: what matters, or every file below its path."""
        if self.shown:
            return self.shown
        return "\n".join(f"# {path}\n{text.rstrip()}\n" for path, text in self.files.items())


class Explanation(NamedTuple):
    """Why a code exists, an example with the finding and one without, the cure, and exceptions."""

    why: str
    found: Example
    not_found: Example
    cure: str
    ignore: str


def unit(source: str, target: str, id: str = _ID) -> str:
    """Return the markup of a pair."""
    return (
        f'<span data-ttu-id="{id}">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="{id}">{source}</span></span>'
    )


def page(body: str, *front_matter: str, language: str = "ru-RU") -> str:
    """Return a document with front matter."""
    lines = [f"ms.contentlocale: {language}", *front_matter]
    return "".join(["---\n", *[f"{line}\n" for line in lines], f"---\n{body}\n"])


def pair(source: str, target: str, language: str = "ru-RU", line: str = "{}") -> Example:
    """Return an example of one pair, on a line of a document."""
    shown = f"source: {source}\ntarget: {target}\n"
    if line != "{}":
        shown = f"source: {line.format(source)}\ntarget: {line.format(target)}\n"
    return Example(
        {"docs/a.md": page(line.format(unit(source, target)), language=language)}, shown=shown
    )


def document(text: str, command: str = _CHECK) -> Example:
    """Return an example of one document."""
    return Example({"docs/a.md": text}, command)


def merged(
    text: str, *messages: str, command: str = "sxs merge docs -c po -o out", **header: str
) -> Example:
    """Return an example of a document and the messages of its PO catalog."""
    fields = {"Language": "ru_RU", "Content-Type": "text/plain; charset=UTF-8", **header}
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())
    catalog = "\n".join([f'msgid ""\nmsgstr ""\n{head}', *messages])
    return Example({"docs/a.md": text, "po/docs/a.md.po": catalog}, command)


def message(source: str, target: str, *, id: str = _ID, flags: str = "") -> str:
    """Return a message of a PO catalog."""
    return f'{flags}msgctxt "{id}"\nmsgid "{source}"\nmsgstr "{target}"\n'
