r"""The code, links, tags and placeholders of a text, and its other text without them.

>>> marks = marks_of("Press `^S` or [save](a.md#x) **5** files.")
>>> marks.of("code-span"), marks.of("link"), marks.of("emphasis")
(['^S'], ['a.md#x'], ['**'])
>>> marks.plain.replace(OBJECT, "(...)")
'Press (...) or [save] 5 files.'

The kinds are those of `sxskit.findings.CODES`. It takes linear time, on hostile texts too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import unescape
from typing import NamedTuple

from sxskit.languages.conventions import scripts_of
from sxskit.markdown.syntax import (
    ATTRIBUTE,
    DESTINATION,
    ELEMENT,
    NAME,
    SWITCH,
    TITLE,
    VOID,
    code_spans,
    flanks,
)

# Stands in the plain text for what is no words.
OBJECT = "\ufffc"
# An element of HTML, in capitals or not.
_HTML = rf"(?i:{ELEMENT.pattern}|{VOID.pattern})\b"
# The characters of a URL (RFC 3986), but for those that a sentence puts around one.
_URL = r"[A-Za-z0-9\-._~:/?\#@!$&*+,;=%]"
_MARK = re.compile(
    rf"""
    (?=[\\<&\[\]{{%$*_~hfw])(?:                                        # what none starts with
    (?P<tag> <!--[^<>]*-->                                             # <b>, <a href="b">
      | </?(?:{_HTML}(?>(?:{ATTRIBUTE}|(?i:{SWITCH}))*)|{NAME}(?>(?:{ATTRIBUTE})+))\s*+/?> )
  | (?P<blank> (?:\\?<|&lt;)                                           # <your name>, \<T\>
        (?!{_HTML}[^<>]{{0,60}}?["=]|xref:|https?:|mailto:|!)
        (?P<name>[^\W\d_][^<>&\\\n]{{0,60}})(?:\\?>|&gt;) )
  | \\(?P<escape>[!-/:-@\[-`{{-~])                                    # \*
  | \[!(?:include|INCLUDE|Include)\s*\[[^\[\]]*\]\((?P<include>[^()]*)\)\]
  | <xref:(?P<xref>[^\s<>]+)>                                         # <xref:System.Action>
  | <(?P<autolink>[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*|[\w.+-]+@[\w.-]+)>
  | (?P<element> </?{NAME}\s*/?> )                                    # </token>
  | \]\(\s*+(?P<link>{DESTINATION})(?>(?:\s+{TITLE})?)\s*\)            # ](a.md "title")
  | (?P<apart> \](?:[ \t\u00a0\u3000]+\(|[ \t]*（)                    # ] (a.md)
        (?=[^()（）\s./\#]*+[./\#][^()（）\s]*+[)）]) )
  | (?P<unclosed> \]\( )                                              # ](a.md
  | (?P<label> \]\[[^\[\]]+\] )                                       # ][label]
  | (?P<entity> &(?:[A-Za-z][A-Za-z0-9]{{1,31}}|\#\d{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}); )  # &lt;
  | (?P<placeholder> \$?\{{\{{?[^{{}}\n]{{0,60}}\}}?\}}               # {{0}}, ${{a}}
      | %(?:\d\$)?[sdiuxX@](?!\w) | %\(\w+\)[sd] | %[A-Z_]{{3,}}% )   # %s, %1$s, %PATH%
  | (?P<url> (?:https?|ftp)://{_URL}+ | (?<![0-9A-Za-z_])www\.{_URL}+ )              # https://a.b/c
  | (?P<run> \*+ | _+ | ~~ )                                          # **
    )
    """,
    re.VERBOSE,
)
# What a destination has of the language of the page: https://example.com[/en-us]/a, [/fr]/b.
_LOCALE = re.compile(
    r"(?<![/:])/([a-z]{2}|[a-z]{2,3}(?:-[a-z]{4})?-(?:[a-z]{2}|[0-9]{3})|[a-z]{2,3}-[a-z]{4})"
    r"(?=[/?\#]|$)",
    re.I,
)
# What is the same in capitals, with a slash behind or not: HTTPS://Example.com/.
_HOST = re.compile(r"^(?:[A-Za-z]+://|www\.)[^/?\#]+(?:/$)?")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# What a name in a program looks like, and nobody translates: customer-id, DbContext, {Id: 1}.
_IDENTIFIER = re.compile(r"[!-~]+(?:[,:] ?[!-~]+)*")


class Marks(NamedTuple):
    """A text, its marks by their kind, in order, and the text without them."""

    text: str
    found: Mapping[str, list[str]]
    plain: str

    def of(self, kind: str) -> Sequence[str]:
        """The marks of one kind: a code of `sxskit.findings.CODES`, or ``label``."""
        return self.found.get(kind, ())


def marks_of(text: str) -> Marks:
    """The marks of a text, normalized: what may differ between languages is taken off."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    plain: list[str] = []
    end = 0
    if "`" in text:
        for start, stop in code_spans(text):
            _scan(text, end, start, found, plain)
            plain.append(OBJECT)
            found["code-span"].append(" ".join(text[start:stop].strip("`").split()))
            end = stop
    _scan(text, end, len(text), found, plain)
    return Marks(text, found, "".join(plain))


def _scan(
    text: str, start: int, stop: int, found: defaultdict[str, list[str]], plain: list[str]
) -> None:
    """Add what is between two code spans."""
    end = start
    open_runs: dict[str, None] = {}
    for match in _MARK.finditer(text, start, stop):
        plain.append(text[end : match.start()])
        end = match.end()
        plain.append(_add(match, found, open_runs))
    plain.append(text[end:stop])


def _add(
    match: re.Match[str], found: defaultdict[str, list[str]], open_runs: dict[str, None]
) -> str:
    """Add one mark; what stands for it in the plain text."""
    native = match[0]
    match match.lastgroup:
        case "blank" | "name":
            found["placeholder"].append(_slot(match["name"]))
            for sign in re.findall(r"\\[<>]", native):
                found["escape"].append(sign[1])
            for entity in re.findall("&[lg]t;", native):
                found["entity"].append(entity)
        case "placeholder":
            found["placeholder"].append(_slot(native))
            return OBJECT + '"' * native.count('"')  # {"sky": 1}
        case "escape":
            found["escape"].append(native[1])
            return native[1]
        case "link":
            found["link"].append(destination(match["link"]))
            return "]"
        case "label" | "apart" | "unclosed" as kind:
            found[kind].append(native)
            return native
        case "autolink":
            found["url"].append(destination(match["autolink"]))
        case "url":
            url = native.rstrip(".,;:!?*_~&")
            found["url"].append(destination(url))
            return OBJECT + native[len(url) :]
        case "entity":
            found["entity"].append(native)
            return unescape(native)
        case "run":
            return "" if _pair(match, found, open_runs) else native
        case "element":
            found["tag"].append(native)
        case kind:
            found[str(kind)].append(match[str(kind)])
    return OBJECT


def _slot(name: str) -> str:
    """A placeholder: its name, or, where that is for people, only that it is one."""
    name = name.strip()
    is_identifier = _IDENTIFIER.fullmatch(name) and any(map(str.isalnum, name))
    return name if is_identifier else "..."


def _pair(
    match: re.Match[str], found: defaultdict[str, list[str]], open_runs: dict[str, None]
) -> bool:
    """Count a run of delimiters where it closes what one of its length has opened.

    Returns whether it can open or close, and so is no text. Of equal open runs the first counts,
    so that there are few of them, however long the text.
    """
    run = match[0].replace("_", "*")
    opens, closes = flanks(match.string, *match.span())
    if closes and run in open_runs:
        while open_runs.popitem()[0] != run:
            pass
        found["emphasis"] += ["**", "*"] if len(run) == 3 else [run]
    elif opens:
        open_runs.setdefault(run)
    return opens or closes


def destination(url: str) -> str:
    """A destination without what says which language it is in, or how it is written."""
    url = _ESCAPE.sub(r"\1", url.strip("<>"))
    url = unescape(url) if "&" in url else url
    return _HOST.sub(lambda match: match[0].lower().rstrip("/"), _LOCALE.sub(_unless_locale, url))


def _unless_locale(match: re.Match[str]) -> str:
    """A part of a path; nothing of one that is the tag of a language that is written somewhere."""
    return "" if scripts_of(match[1]) else match[0]
