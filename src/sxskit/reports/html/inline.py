r"""One Markdown text as HTML that runs nothing and loads nothing.

>>> print(Inline().html("**Save** <br> [next](next.md)"))
<strong>Save</strong> <code class="tag" dir="ltr">&lt;br&gt;</code> <a title="next.md">next</a>

markdown-it-py reads the text, and `html_of` writes it: the tags in this module are the only ones,
and every text between them is escaped. A tag in a text is shown as it is written, an image is named
and not loaded, and only a link to a web page can be followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from sxskit.patterns import pattern

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# The longest text that is parsed: on hostile texts markdown-it-py takes more than linear time.
LONGEST = 10_000
# The characters of inline markup, and what may be markup: a text without it is shown as it is.
_SIGNS = pattern(r"[*`\[<\\\n&~_]")
_MARKUP = pattern(r"[*`\[<\\\n]|&[#A-Za-z]|~~|(?<![^\W_])_|_(?![^\W_])")
# A text with bold words as its only markup, as most texts with markup are. Two asterisks beside a
# letter or digit inside can also open or close, with the text on their other side.
_BOLD = pattern(r"(?>[^*`\[<\\\n&~_]+|\*\*(?=[^\W_])[^*`\[<\\\n&~_]*(?<=[^\W_])\*\*(?!\*))+")
_BOLD_WORDS = pattern(r"\*\*(.*?)\*\*")
# The characters that stand for something in a text: noncharacters, which Unicode reserves for that.
UNIT_START, UNIT_END = "\ufdd0", "\ufdd1"
CHANGE_START, CHANGE_END = "\ufdd2", "\ufdd3"
_MARKS = pattern(f"{UNIT_START}[0-9]+{UNIT_END}|[{UNIT_START}{UNIT_END}{CHANGE_START}{CHANGE_END}]")
# Links to web pages. A relative link leads away from its document, not from the report.
_WEB = pattern(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
_FIXED = {
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "em_open": "<em>",
    "em_close": "</em>",
    "s_open": "<s>",
    "s_close": "</s>",
    "link_close": "</a>",
    "softbreak": "\n",
    "hardbreak": "<br>",
}


def is_markup(text: str) -> bool:
    """Whether a text may be shown in another way than it is written."""
    return _SIGNS.search(text) is not None and _MARKUP.search(text) is not None


class Inline:
    """A renderer of texts; equal texts are rendered once.

    `references` are the link definitions of the document, as markdown-it-py collects them.
    """

    def __init__(self, references: object = None) -> None:
        self._env: dict[str, Any] = {"references": references or {}}
        self._known: dict[str, str] = {}

    def html(self, text: str) -> str:
        """Return the HTML of a text; a text that is too long to parse is shown as written."""
        if not is_markup(text):
            return escape(text)
        found = self._known.get(text)
        if found is None:
            if _BOLD.fullmatch(text):
                found = _BOLD_WORDS.sub(r"<strong>\1</strong>", escape(text))
            else:
                found = html_of(self.tokens(text))
            self._known[text] = found
        return found

    def plain(self, text: str) -> str:
        """Return what a reader sees of a text, on one line."""
        if not is_markup(text):
            return text
        return " ".join(plain_of(self.tokens(text)).split())

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of a text."""
        found: list[Token] = []
        if len(text) > LONGEST:
            from markdown_it.token import Token

            return [Token("text", "", 0, content=text)]
        parser().inline.parse(text, parser(), self._env, found)
        return found


@cache
def parser() -> MarkdownIt:
    """Return the parser of blocks, with tables, and of inline markup.

    A tag is a token, and an HTML block a paragraph, because units may be in it.
    """
    from markdown_it import MarkdownIt

    class Parser(MarkdownIt):
        def normalizeLink(self, url: str) -> str:  # noqa: N802  # its name there
            return url  # as written: it is shown

    made = Parser("commonmark", {"html": True}).enable(["table", "strikethrough"])
    made.core.ruler.enableOnly(["normalize", "block"])
    return made.disable("html_block")


def html_of(tokens: Iterable[Token]) -> str:
    """Return tokens as HTML."""
    return "".join([_html(token) for token in tokens])


def _html(token: Token) -> str:
    fixed = _FIXED.get(token.type)
    if fixed is not None:
        return fixed
    match token.type:
        case "link_open" | "image":
            opening, closing = wrapper(token)
            return f"{opening}{html_of(token.children or ())}{closing}"
        case "code_inline":
            return f'<code dir="ltr">{escape(token.content)}</code>'
        case "html_inline":
            return f'<code class="tag" dir="ltr">{escape(token.content)}</code>'
        case _:
            return escape(token.content)


def wrapper(token: Token) -> tuple[str, str]:
    """Return the tags around the text of a link, which has a closing token, or of an image."""
    if token.type == "image":
        return f'<span class="image" title="{_shown(token, "src")}">', "</span>"
    where = _shown(token, "href")
    if not _WEB.fullmatch(str(token.attrs.get("href", ""))):
        return f'<a title="{where}">', ""
    return f'<a href="{where}" title="{where}" rel="noreferrer" target="_blank">', ""


def _shown(token: Token, name: str) -> str:
    """An attribute without the characters that stand for something."""
    return escape(_MARKS.sub("", str(token.attrs.get(name, ""))))


def plain_of(tokens: Sequence[Token]) -> str:
    """Return what a reader sees of tokens, without tags."""
    parts = []
    for token in tokens:
        if token.children is not None:
            parts.append(plain_of(token.children))
        elif token.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)
