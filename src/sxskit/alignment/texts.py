"""The texts of pairs: what is translated, what stays outside of a frame, the form of a source."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import category

from sxskit.markdown.inline import tokens
from sxskit.markdown.segments import Span
from sxskit.patterns import pattern

_SPECIAL = pattern(r"[`\[<&:@]")
_ALERT = pattern(r"\[!\w+\]")
_LETTER = pattern(r"[^\W_]")
_URL = pattern(r"(?:https?|ftp)://[^\s<>]+|^@[\w.]+$|(?<!\S):[a-z0-9_+-]+:(?!\S)")
# What stays outside of a frame: anchors, and images without a title at the start.
_ANCHORS = pattern(r"(?:<a\s+(?:name|id)=\"[^\"<>]*\">[ \t]*</a>[ \t]*)+")
_LEAD = pattern(
    r"(?P<image>!\[[^\[\]]*\]\([^()\s\"]*\)(?:\{[^{}\n]*\})?[ \t]*(?![\r\n]))"
    r"|(?P<include>\[!INCLUDE[ \t]*\[[^\[\]]*\][ \t]*\([^()]*\)[ \t]*\]\s*)",
    re.IGNORECASE,
)
_LINK = pattern(
    r"\[(?P<text>(?!\^)(?:[^\[\]\\`]|\\.|`[^`]*`)+)\]\(\s*(?P<target>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'))?)\)"
)
_BREAK = pattern(r"\r?\n[ \t>]*")
_BREAK_WITH_BLANKS = pattern(r"(?<![ \t])[ \t]*\r?\n[ \t>]*")
_REFERENCE = pattern(r"&#(?:[0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});")
_HANDOFF = pattern(r"^ms\.lasthandoff: (\d\d)/\d\d/(\d{4})", re.MULTILINE)


def has_text(text: str) -> bool:
    """Whether a text contains something to translate: a letter, a digit or a symbol.

    Code, addresses, tags, and images without a title do not count.
    """
    if not _SPECIAL.search(text):
        return _LETTER.search(text) is not None or _has_symbol(text)
    if _ALERT.fullmatch(text):
        return False
    shown = _shown(text)
    return _LETTER.search(shown) is not None or _has_symbol(shown)


def _has_symbol(text: str) -> bool:
    return not text.isascii() and any(
        category(char)[0] == "S" for char in text if not char.isascii()
    )


def _shown(text: str) -> str:
    """The part of a text that is translated."""
    parts: list[str] = []
    brackets: list[int] = []
    images: list[bool] = []
    end = 0
    for token in tokens(text):
        parts.append(text[end : token.start()])
        end = token.end()
        match token.lastgroup:
            case "opening":
                brackets.append(len(parts))
                images.append(token[0].startswith("!"))
            case "link" if brackets:
                at, is_image = brackets.pop(), images.pop()
                if is_image and len(token["title"].strip()) < 3 and not brackets:
                    del parts[at:]
                elif is_image:
                    parts.append("x")
            case "label" | "closing" if brackets:
                brackets.pop()
                images.pop()
            case "escape":
                parts.append(token[0][1])
            case "link":
                parts.append(token[0])
    parts.append(text[end:])
    return _URL.sub("", "".join(parts))


def without_anchors(text: str, start: int, end: int) -> int:
    """Return the start of the text of a block after the anchors at its start."""
    match = _ANCHORS.match(text, start, end)
    return match.end() if match else start


def hoisted(source: str, target: str) -> tuple[int, int, bool]:
    """Return the lengths of what both texts begin with and what stays outside of a pair.

    That are images without a title and includes; the last value is whether there is an include.
    """
    own = there = 0
    has_include = False
    while source.startswith(("![", "[!"), own):
        one, other = _LEAD.match(source, own), _LEAD.match(target, there)
        if one is None or other is None or one.lastgroup != other.lastgroup:
            break
        if one.end() == len(source) or other.end() == len(target):
            break
        own, there = one.end(), other.end()
        has_include = has_include or one["include"] is not None
    return own, there, has_include


def linked(source: str, target: str) -> tuple[Span, Span] | None:
    """Return the spans of the texts of links if both texts are one link to the same address."""
    if not (source.startswith("[") and target.startswith("[")):
        return None
    one, other = _LINK.fullmatch(source), _LINK.fullmatch(target)
    if one is None or other is None or one["target"] != other["target"]:
        return None
    return one.span("text"), other.span("text")


def is_old_form(page: str) -> bool:
    """Whether a page is of a hand-off before November 2020, whose sources kept white space."""
    match = _HANDOFF.search(page, 0, 5000)
    return match is not None and (match[2], match[1]) < ("2020", "11")


def source_text(text: str, *, is_html: bool, keeps_blanks: bool, keeps_breaks: bool) -> str:
    """Return an English text as the source of a pair: on one line, as far as that is possible."""
    if "\n" in text:
        text = _joined(text, is_html=is_html, keeps_blanks=keeps_blanks, keeps_breaks=keeps_breaks)
    if "\t" in text:
        text = text.expandtabs(4)
    if not keeps_blanks:
        text = text.replace("\xa0", " ")
        if "&#" in text:
            text = _REFERENCE.sub(_referred, text)
    return text.replace("\u200b", "")


def _referred(match: re.Match[str]) -> str:
    char = unescape(match[0])
    return char if char not in "<>&" and char.isprintable() else match[0]


def _joined(text: str, *, is_html: bool, keeps_blanks: bool, keeps_breaks: bool) -> str:
    """A text without its line breaks, except those in code and between two links."""
    raw = [token.span() for token in tokens(text) if token.lastgroup in ("code", "link")]

    def joint(match: re.Match[str]) -> str:
        before = text[max(0, match.start() - 2) : match.start()]
        after = text[match.end() : match.end() + 1]
        if any(start < match.start() < end for start, end in raw):
            return match[0].replace("\r", "")
        if is_html and before.endswith(">") and after == "<":
            return match[0].replace("\r", "")
        is_between = before.endswith((")", "*")) and after in ("[", "*")
        return "\n" if keeps_breaks and is_between and not before[0].isspace() else " "

    return (_BREAK if keeps_blanks else _BREAK_WITH_BLANKS).sub(joint, text)
