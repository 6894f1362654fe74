r"""The code, links, tags and placeholders of a text, and its other text without them.

>>> marks = marks_of("Press `^S` or [save](a.md#x) **5** files.")
>>> marks.of("code-span"), marks.of("link"), marks.of("emphasis")
(['^S'], ['a.md#x'], ['**'])
>>> marks.plain.replace(OBJECT, "(...)")
'Press (...) or [save] 5 files.'

The kinds are codes of `sxskit.findings.CODES`. Takes linear time, also on hostile texts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from sxskit.languages.conventions import scripts_of
from sxskit.markdown.inline import tokens
from sxskit.markdown.syntax import (
    ELEMENT,
    ESCAPE,
    FORMULA,
    PLACEHOLDER,
    URL,
    VOID,
    flanks,
)
from sxskit.patterns import pattern

# The character in the plain text for code, links and other objects.
OBJECT = "\ufffc"
# An element of HTML, in capitals or not.
_HTML = rf"(?i:{ELEMENT.pattern}|{VOID.pattern})\b"
_DIRECTION = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
# Text that is not Markdown and is not translated either.
_OBJECT = pattern(
    rf"""
    (?=[\\<&\]{{$%:hfw])(?:                                             # the first character
    (?P<blank> (?:\\?<|&lt;)                                           # <your name>, \<T\>
        (?!{_HTML}[^<>]{{0,60}}?["=]|xref:|https?:|mailto:|!)
        [{_DIRECTION}]*+(?P<name>[^\W\d_][^<>&\\\n]{{0,60}})(?:\\?>|&gt;) )
  | (?P<formula> {FORMULA} )
  | (?P<apart> \](?:[ \t\u00a0\u3000]+\(|[ \t]*（)                    # ] (a.md)
        (?=[^()（）\s./\#]*+[./\#][^()（）\s]*+[)）]) )
  | (?P<placeholder> {PLACEHOLDER} )
  | (?P<url> {URL} )
    )
    """,
    re.VERBOSE,
)
# The blanks of {{ name }}.
_INNER_BLANKS = pattern(r"(?<=\{)\s+|\s+(?=\})")
# The tokens that an object outside cannot overlap.
_CLOSED = frozenset({"code", "include", "xref", "autolink", "tag", "link"})
# The language of a page in a destination: https://example.com[/en-us]/a, [/fr]/b.
_LOCALE = pattern(
    r"(?<![/:])/([a-z]{2}|[a-z]{2,3}(?:-[a-z]{4})?-(?:[a-z]{2}|[0-9]{3})|[a-z]{2,3}-[a-z]{4})"
    r"(?=[/?\#]|$)",
    re.I,
)
# The part of a URL without regard to case and a slash at its end: HTTPS://Example.com/.
_HOST = pattern(r"^(?:[A-Za-z]+://|www\.)[^/?\#]+(?:/$)?")
_ESCAPE = pattern(ESCAPE)
# A slot in braces that contains a name or words, for readers or for a program: {customer-id}.
_WORDS = pattern(r"\{[ ]?[^\W\d_][\w .'’-]*\}")
# A name in a program, which is not translated: customer-id, DbContext, {Id: 1}.
_IDENTIFIER = pattern(r"[!-~]+(?:[,:] ?[!-~]+)*")


class Marks(NamedTuple):
    """A text, its marks by their kind, in order, and the text without them."""

    text: str
    found: Mapping[str, list[str]]
    plain: str

    def of(self, kind: str) -> Sequence[str]:
        """Return the marks of one kind: a finding code, or a kind of this module."""
        return self.found.get(kind, ())


def marks_of(text: str) -> Marks:
    """The marks of a text, without the parts that may differ between languages."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    plain: list[str] = []
    open_runs: dict[str, None] = {}
    end = 0
    for match in _matches(text):
        plain.append(text[end : match.start()])
        end = match.end()
        plain.append(_add(match, found, open_runs))
    plain.append(text[end:])
    return Marks(text, found, "".join(plain))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The tokens of a text, and the objects outside closed tokens."""
    start = 0
    between: list[re.Match[str]] = []
    for token in tokens(text):
        if token.lastgroup in _CLOSED:
            yield from _with_objects(text, start, token.start(), between)
            yield token
            start = token.end()
            between = []
        else:
            between.append(token)
    yield from _with_objects(text, start, len(text), between)


def _with_objects(
    text: str, start: int, stop: int, found: Iterable[re.Match[str]]
) -> Iterator[re.Match[str]]:
    """The tokens and objects of a part of a text; of two that overlap the first, or the object."""
    thing = _OBJECT.search(text, start, stop)
    for token in found:
        while thing and thing.start() <= token.start():
            yield thing
            start = thing.end()
            thing = _OBJECT.search(text, start, stop)
        if token.start() >= start:
            yield token
            start = token.end()
            if thing and thing.start() < start:
                thing = _OBJECT.search(text, start, stop)
    if thing:
        yield from _OBJECT.finditer(text, thing.start(), stop)


def _add(
    match: re.Match[str], found: defaultdict[str, list[str]], open_runs: dict[str, None]
) -> str:
    """Add one mark; return its replacement in the plain text."""
    native = match[0]
    match match.lastgroup:
        case "escape":
            found["escape"].append(native[1])
            return native[1]
        case "entity":
            found["entity"].append(native)
            return unescape(native)
        case "run":
            return "" if _pair(match, found, open_runs) else native
        case "link":
            found["link"].append(destination(match["destination"]))
            return "]"
        case "label" | "apart" | "unclosed" as kind:
            if kind != "unclosed" or native == "](":
                found[kind].append(native)
            return native
        case "opening" | "closing" | "ticks":
            return native
        case "placeholder":
            is_blank = _WORDS.fullmatch(native) is not None
            slot = _kind_of_slot(match, braces=True) if is_blank else "placeholder"
            found[slot].append(_slot(native))
            return OBJECT + '"' * native.count('"')  # {"sky": 1}
        case "url":
            url = native.rstrip(".,;:!?*_~&")
            if not url.endswith("://"):  # not: without https://.
                found["url"].append(destination(url))
            return OBJECT + native[len(url) :]
    _add_object(match, found)
    return OBJECT


def _add_object(match: re.Match[str], found: defaultdict[str, list[str]]) -> None:
    """Add a mark that the plain text does not contain."""
    native = match[0]
    match match.lastgroup:
        case "code":
            found["code-span"].append(" ".join(match["content"].split()))
        case "include" if match["keyword"].lower() == "include":
            found["include"].append(match["file"])
        case "include":  # [!code-cs[a](b.cs)], and one with a keyword that is translated
            found["link"].append(destination(match["file"]))
        case "xref":
            found["xref"].append(match["uid"])
        case "autolink":
            found["url"].append(destination(match["address"]))
        case "formula":
            found["formula"].append("".join(native.split()))
        case "tag" if _is_blank(match):
            found[_kind_of_slot(match)].append(_slot(native[1:-1]))
        case "tag":
            found["tag"].append(native)
        case "blank":
            found[_kind_of_slot(match)].append(_slot(match["name"].rstrip(_DIRECTION)))
            for sign in re.findall(r"\\[<>]|&[lg]t;", native):
                found["entity" if sign[0] == "&" else "escape"].append(sign.removeprefix("\\"))


def _is_blank(tag: re.Match[str]) -> bool:
    """Whether a tag is a name to fill in, such as ``<T>``, and not an element of HTML."""
    return not (tag["name"] is None or tag["html"] or tag[0][1] == "/" or "=" in tag[0])


def _kind_of_slot(match: re.Match[str], braces: bool = False) -> str:
    """The kind of a slot: a placeholder of a program, or a blank for readers.

    After a letter or digit it is a type argument, ``List<T>``, and in a path or a query a
    parameter, ``/customers/{id}``.
    """
    before = match.string[match.start() - 1 : match.start()]
    is_of_program = before.isalnum() or (braces and before in ("/", "="))
    return "placeholder" if is_of_program else "blank"


def _slot(name: str) -> str:
    """The name of a placeholder; ``...`` if the name is for readers."""
    name = _INNER_BLANKS.sub("", name.strip())
    is_identifier = _IDENTIFIER.fullmatch(name) and any(map(str.isalnum, name))
    return name if is_identifier else "..."


def _pair(
    match: re.Match[str], found: defaultdict[str, list[str]], open_runs: dict[str, None]
) -> bool:
    """Count a run of delimiters that closes an open run of the same length.

    Returns whether it can open or close, and so is not text. Of equal open runs only the first is
    kept, so that there are few of them in a text of any length.
    """
    run = match[0].replace("_", "*")
    found["run"].append(run)
    opens, closes = flanks(match.string, *match.span())
    if closes and run in open_runs:
        while open_runs.popitem()[0] != run:
            pass
        found["emphasis"] += ["**", "*"] if len(run) == 3 else [run]
    elif opens:
        open_runs.setdefault(run)
    return opens or closes


def locales(text: str) -> list[str]:
    """Return the languages of pages in the URLs of a text: ``fr-fr`` of ``https://a.b/fr-fr/c``."""
    return [tag for tag in _LOCALE.findall(text) if "-" in tag and scripts_of(tag)]


def destination(url: str) -> str:
    """A destination without its language, in normal form."""
    url = _ESCAPE.sub(lambda match: match[0][1], url.strip("<>"))
    url = unescape(url) if "&" in url else url
    return _HOST.sub(lambda match: match[0].lower().rstrip("/"), _LOCALE.sub(_unless_locale, url))


def _unless_locale(match: re.Match[str]) -> str:
    """A part of a path, or nothing if it is the tag of a language that has a script."""
    return "" if scripts_of(match[1]) else match[0]
