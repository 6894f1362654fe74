r"""The blocks of a Markdown page with their exact positions, found line by line.

>>> page = "# Sky\n\n> The *sky*\n> is blue.\n\n```\ncode\n```\n- One\n- Two\n"
>>> [(block.kind, page[block.start:block.end]) for block in scan(page)]
... # doctest: +NORMALIZE_WHITESPACE
[('title 1', 'Sky'), ('quote', 'The *sky*\n> is blue.'), ('code', '```\ncode\n```'),
 ('list item', 'One'), ('list item', 'Two')]

The grammar is that of CommonMark with pipe tables, and of what generators of sites add: front
matter, lines of markers (``:::``, ``{{< >}}``, ``[!NOTE]``), MDX, admonitions. A paragraph ends
at a hard line break and at a tag of a block, so that what follows is a block of its own. A block
is text or, where its kind is one of `OPAQUE`, contains no text. Nothing is rendered, and no
position is computed from a tree. Takes linear time, also on hostile text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from sxskit.markdown.blocks import kind_of_element
from sxskit.markdown.inline import tokens
from sxskit.markdown.syntax import NAME
from sxskit.patterns import pattern

# The kinds of blocks without text.
OPAQUE = frozenset({"code", "comment", "definition", "front matter", "marker", "rule"})
# The most containers that a line can open; more are text.
_DEEPEST = 24
_QUOTE = -1


class Block(NamedTuple):
    """A block: its kind, as in `sxskit.catalog.Entry`, and its place in the page.

    `depth` has a character for each of its containers: ``>`` for a quote, ``-`` and ``1`` for
    items of lists. The cells of a row count their columns from 1. `is_html`: Markdown is not read.
    """

    kind: str
    start: int
    end: int
    depth: str = ""
    column: int = 0
    is_html: bool = False

    @property
    def is_text(self) -> bool:
        """Whether the block contains text."""
        return self.kind not in OPAQUE


# A first character of a line that may begin something else than a paragraph.
_SPECIAL = frozenset(["", *" \t>#-*+0123456789`~<|[:{$!?/=_ie\x0b\x0c"])
_ITEM = pattern(r"([-*+]|(\d{1,9})[.)])(?=[ \t]|$)")
_RULE = pattern(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ATX = pattern(r"(#{1,6})(?:[ \t]+|$)")
_ATX_END = pattern(r"(?:^|[ \t]+)#+[ \t]*$")
_ATTRIBUTES = pattern(r"[ \t]*(?:\{[#.:][^{}\n]*\}|\{/\*[^{}\n]*\*/\})[ \t]*$")
_FENCE = pattern(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
_UNDERLINE = pattern(r"(?:=+|-+)[ \t]*$")
_DELIMITER = pattern(r"\|?[ \t]*:?-+:?[ \t]*(?>(?:\|[ \t]*:?-+:?[ \t]*)*)\|?[ \t]*$")
_BLOCK_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd"
    "|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]"
    "|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup"
    "|option|p|param|search|section|source|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_RAW = pattern(r"<(pre|script|style|textarea)(?=[\s>]|$)", re.IGNORECASE)
_HTML = pattern(rf"</?(?:{_BLOCK_NAMES})(?=[\s/>]|$)", re.IGNORECASE)
_TAG = rf"</?{NAME}(?:\s[^<>]*)?/?>"
_TAG_LINE = pattern(rf"{_TAG}[ \t]*$")
# A component of MDX alone on its line: "<Tabs>", "</TabItem>", "<Card title={a}>", "<>".
_COMPONENT = r"</?(?:[A-Z][\w.]*(?:\s(?:[^<>{}\"']|\"[^\"]*\"|'[^']*'|\{[^{}]*\}|=>)*)?)?/?>"
_COMPONENTS = pattern(rf"(?:{_COMPONENT}[ \t]*)+$")
_COMPONENT_START = pattern(r"<[A-Z][\w.]*(?:\s[^<>]*)?$")
_MODULE = pattern(
    r"import\s[^\n]*[\"'];?[ \t]*$|import\s*[{*\"'][^\n]*$|import\s+\w+,?\s*\{[^}]*$"
    r"|export\s+(?:default|const|let|var|function|async|class|\{|\*)[^\n]*$"
)
_SHORTCODES = pattern(r"(?:\{\{[<%].*?[%>]\}\}[ \t]*)+$")
_LIQUID = pattern(r"(?:\{%.*?%\}[ \t]*)+$")
_BRACES = pattern(r"\{(?:[:.#%/!][^\n]*|[^{}\n]*)\}[ \t]*$")
_DEFINITION = pattern(r"\[(?!\^|!)(?>(?:[^\[\]\\]++|\\.)+)\]:[ \t]*(\S?)")
_FOOTNOTE = pattern(r"\[\^[^\]\s]+\]:[ \t]*")
_EXTENSION = pattern(r"\[!([\w-]+)(?:[ \t]*\[[^\[\]]*\][ \t]*\([^()]*\)[ \t]*\]|[^\[\]]*\])[ \t]*")
_CONTENTS = pattern(r"\[(?:TOC|\[_?TOC_?\])\][ \t]*$", re.IGNORECASE)
_ADMONITION = pattern(r"(?:!!!|\?\?\?\+?)[ \t]+\S|={3}\+?[ \t]+\"")
_DEFINED = pattern(r":[ \t]+(?=\S)")
_CHECKBOX = pattern(r"\[[ xX]\][ \t]+(?=\S)")
_PIPE = pattern(r"\\.|(\|)|(`+)")
# What ends a block inside a paragraph: a hard line break, a tag of a block.
_BREAK = pattern(
    r"(?P<hard>(?:[ ]{2}|(?<![ \t])(?=[ ]*+\t)[ \t]++|\\)\r?\n[ \t>]*)"
    r"|<(?:(?P<raw>script|style|pre|textarea)\b[^<>]*>[^<]*(?:<(?!/(?P=raw))[^<]*)*</(?P=raw)\s*>"
    rf"|(?P<close>/?)(?P<name>br|{_BLOCK_NAMES})(?=[\s/>])(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>)",
    re.IGNORECASE,
)
# White space and the markers of quotes at the edges of a part.
_BEFORE = pattern(r"[ \t\r\x0b\x0c]*+(?:\n[ \t>]*+[ \t\r\x0b\x0c]*+)*")
# A directive in a fence whose content is Markdown (MyST).
_DIRECTIVE = pattern(
    r"\{(?:note|tip|warning|important|caution|attention|danger|error|hint|seealso|admonition"
    r"|margin|sidebar|dropdown|card|grid|tab-set|tab-item|exercise|solution)\}"
)


def scan(page: str) -> list[Block]:
    """Return the blocks of a page, in order."""
    return _Scanner(page).blocks()


def front_matter_end(page: str) -> int:
    """Return the end of the front matter of a page: YAML, TOML or JSON; 0 without."""
    match = _FRONT_MATTER.match(page)
    return match.end() if match else 0


_FRONT_MATTER = pattern(
    r"\ufeff?(?:---[ \t]*\r?\n(?:(?!---[ \t]*\r?$)[^\n]*\n)*?---[ \t]*\r?(?:\n|\Z)"
    r"|\+\+\+[ \t]*\r?\n(?:(?!\+\+\+[ \t]*\r?$)[^\n]*\n)*?\+\+\+[ \t]*\r?(?:\n|\Z)"
    r"|\{[ \t]*\r?\n(?:(?!\})[^\n]*\n)*?\}[ \t]*\r?(?:\n|\Z))",
    re.MULTILINE,
)


class _Scanner:
    """The state between two lines."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._found: list[Block] = []
        # The open containers: the columns of the text of items, `_QUOTE` for quotes.
        self._stack: list[int] = []
        self._depth = ""
        # The open paragraph: its start, the start of its last line, and its end; its kind.
        self._start = self._last = self._end = -1
        self._kind = ""
        self._is_html = False
        self._columns = 0  # those of the open table
        # The open block without text: its kind, start, and what ends it.
        self._opaque = ""
        self._opened = 0
        self._is_end: Callable[[str], bool] = bool
        self._is_ended_by_blank = False
        self._directives: list[str] = []  # fences whose content is Markdown
        self._leaves: dict[str, Callable[[str, int, int], bool]] = {
            "#": self._atx,
            "`": self._fence,
            "~": self._fence,
            "<": self._tag,
            "[": self._bracket,
            "{": self._brace,
            ":": self._colon,
            "!": self._admonition,
            "?": self._admonition,
            "=": self._equals,
            "-": self._dashes,
            "*": self._rule,
            "_": self._rule,
            "+": self._plus,
            "|": self._table,
            "$": self._dollar,
            "/": self._slashes,
            "i": self._module,
            "e": self._module,
        }

    def blocks(self) -> list[Block]:
        page = self._page
        start = front_matter_end(page)
        if start:
            self._found.append(Block("front matter", 0, start))
        elif page.startswith("\ufeff"):
            start = 1
        for line in page[start:].split("\n"):
            end = start + len(line) + 1
            self._line(line[:-1] if line.endswith("\r") else line, start)
            start = end
        self._flush()
        if self._opaque:
            self._close_opaque(len(page))
        return self._found

    # Lines and containers.

    def _line(self, line: str, start: int) -> None:
        if not self._stack and self._is_simple(line, start):
            return
        matched, pos, column = self._matched(line)
        if self._opaque and self._continues_opaque(line, start, pos, matched):
            return
        blank, at = _skip(line, pos, column)
        if blank == len(line):
            self._blank(matched)
            return
        if matched < len(self._stack) and not self._is_lazy(line, blank, at - column):
            self._leave(matched)
        self._open(line, start, pos, column, matched)

    def _is_simple(self, line: str, start: int) -> bool:
        """Read a line outside of containers by its first character, if that is possible."""
        if self._opaque:
            if self._is_ended_by_blank:
                return False
            if self._is_end(line):
                self._close_opaque(start + len(line))
            return True
        first = line[:1]
        if first not in _SPECIAL:
            self._text(line, start, 0, "paragraph")
        elif not first:
            self._flush()
        elif first in "#|":
            self._leaf(line, start, 0, "paragraph")
        else:
            return False
        return True

    def _matched(self, line: str) -> tuple[int, int, int]:
        """How many containers a line continues, and where it is after their markup."""
        pos = column = 0
        for index, container in enumerate(self._stack):
            after, at = _skip(line, pos, column)
            if container == _QUOTE:
                if line[after : after + 1] != ">" or at - column > 3:
                    return index, pos, column
                pos, column = after + 1, at + 1
                if line[pos : pos + 1] in (" ", "\t"):
                    pos, column = pos + 1, column + 1
            elif at >= container and after < len(line):
                pos, column = _to_column(line, pos, column, container)
            elif after < len(line):
                return index, pos, column
        return len(self._stack), pos, column

    def _blank(self, matched: int) -> None:
        self._flush()
        while _QUOTE in self._stack[matched:]:
            self._leave(len(self._stack) - 1)

    def _is_lazy(self, line: str, pos: int, indent: int) -> bool:
        """Whether a line is a lazy continuation of a paragraph (CommonMark 0.31.2, section 5.1)."""
        if self._start < 0 or self._is_html or self._columns:
            return False
        if indent >= 4:
            return True
        return not _begins_block(line, pos)

    def _leave(self, matched: int) -> None:
        self._flush()
        del self._stack[matched:]
        self._depth = self._depth[:matched]

    def _open(self, line: str, start: int, pos: int, column: int, matched: int) -> None:
        """Open the containers that a line begins, and read the rest of it."""
        kind = "paragraph"
        if self._depth.endswith(">") and matched == len(self._stack):
            kind = "quote"
        while True:
            after, at = _skip(line, pos, column)
            indent = at - column
            if after == len(line):
                break
            if indent >= 4:
                if self._start >= 0:
                    break
                if not self._is_in_markers():
                    self._indented(line, start, after)
                    return
                self._enter(at, ":")
                pos, column = after, at
            if line[after] == ">" and len(self._stack) < _DEEPEST:
                self._flush()
                self._enter(_QUOTE, ">")
                pos, column, kind = after + 1, at + 1, "quote"
                if line[pos : pos + 1] in (" ", "\t"):
                    pos, column = pos + 1, column + 1
                continue
            item = _ITEM.match(line, after) if line[after] in "-*+0123456789" else None
            if item is None or not self._is_item(line, after, item):
                break
            self._flush()
            kind = "numbered item" if item[2] else "list item"
            pos, column = self._item(line, item, at)
        if after < len(line):
            self._leaf(line, start, after, kind)

    def _is_in_markers(self) -> bool:
        """Whether the line above is a marker, after which text is indented as the author likes."""
        last = self._found[-1] if self._found else None
        if last is None or last.kind != "marker" or len(self._stack) >= _DEEPEST:
            return False
        return self._page[last.start] in ":<{"

    def _enter(self, container: int, sign: str) -> None:
        self._stack.append(container)
        self._depth += sign

    def _is_item(self, line: str, pos: int, item: re.Match[str]) -> bool:
        if len(self._stack) >= _DEEPEST or (line[pos] in "-*" and _RULE.match(line, pos)):
            return False
        is_interrupting = self._start >= 0
        if is_interrupting and line[pos] == "-" and _UNDERLINE.match(line, pos):
            return False
        if not is_interrupting:
            return True
        is_empty = not line[item.end() :].strip()
        return not is_empty and (item[2] is None or int(item[2]) == 1)

    def _item(self, line: str, item: re.Match[str], at: int) -> tuple[int, int]:
        """Enter an item; return where its text begins."""
        after, column = item.end(), at + len(item[1])
        text, text_column = _skip(line, after, column)
        if text == len(line) or text_column - column > 4:
            self._enter(column + 1, "1" if item[2] else "-")
            return (after + 1, column + 1) if text < len(line) else (len(line), column + 1)
        self._enter(text_column, "1" if item[2] else "-")
        box = _CHECKBOX.match(line, text)
        if box:
            return box.end(), text_column + len(box[0])
        return text, text_column

    # The rest of a line.

    def _leaf(self, line: str, start: int, pos: int, kind: str) -> None:
        handler = self._leaves.get(line[pos])
        if self._is_html or handler is None or not handler(line, start, pos):
            if kind == "paragraph" and self._start >= 0:
                kind = self._kind
            self._text(line, start, pos, kind)

    def _text(self, line: str, start: int, pos: int, kind: str) -> None:
        if self._columns:
            self._row(line, start, pos)
            return
        if self._start < 0:
            self._start, self._kind = start + pos, kind
        self._last, self._end = start + pos, start + len(line)

    def _flush(self) -> None:
        """End the open paragraph and the open table."""
        self._columns = 0
        if self._start < 0:
            return
        start, end, kind = self._start, self._end, self._kind
        is_html = self._is_html
        self._start = -1
        self._is_html = False
        self._add(kind, start, end, is_html=is_html)

    def _add(
        self, kind: str, start: int, end: int, *, column: int = 0, is_html: bool = False
    ) -> None:
        """Add a block of text, or several if it contains breaks."""
        page = self._page
        text = page[start:end]
        if is_html or "<" in text or "\n" in text:
            for inner, first, last in _parts(text, kind, is_html=is_html):
                self._found.append(
                    Block(inner, start + first, start + last, self._depth, column, is_html)
                )
            return
        inner = text.lstrip(" \t\r\x0b\x0c")
        bare = inner.rstrip()
        if bare:
            start += len(text) - len(inner)
            self._found.append(Block(kind, start, start + len(bare), self._depth, column))

    def _marker(self, kind: str, line: str, start: int, pos: int) -> bool:
        """Add a line without text."""
        self._flush()
        self._found.append(Block(kind, start + pos, start + len(line), self._depth))
        return True

    def _begin(
        self,
        kind: str,
        start: int,
        is_end: Callable[[str], bool],
        *,
        is_ended_by_blank: bool = False,
    ) -> bool:
        """Begin a block without text, of several lines."""
        self._flush()
        self._opaque, self._opened, self._is_end = kind, start, is_end
        self._is_ended_by_blank = is_ended_by_blank
        self._end = -1
        return True

    def _continues_opaque(self, line: str, start: int, pos: int, matched: int) -> bool:
        is_blank = not line[pos:].strip()
        if matched < len(self._stack) and not (is_blank and _QUOTE not in self._stack[matched:]):
            self._close_opaque(start - 1)
            return False
        if is_blank and self._is_ended_by_blank:
            self._close_opaque(start - 1)
            return False
        if self._is_end(line[pos:]):
            self._close_opaque(start + len(line))
        return True

    def _close_opaque(self, end: int) -> None:
        end = self._opened + len(self._page[self._opened : end].rstrip())
        self._found.append(Block(self._opaque, self._opened, end, self._depth))
        self._opaque = ""

    # Kinds of lines; each returns whether the line is one.

    def _indented(self, line: str, start: int, pos: int) -> None:
        """Add a line of indented code to the block above, or as a new one."""
        last = self._found[-1] if self._found else None
        end = start + len(line.rstrip())
        if end <= start + pos:  # other white space of Unicode
            return
        if last and last.kind == "code" and not self._page[last.end : start + pos].strip():
            self._found[-1] = last._replace(end=end)
        else:
            self._found.append(Block("code", start + pos, end, self._depth))

    def _atx(self, line: str, start: int, pos: int) -> bool:
        match = _ATX.match(line, pos)
        if match is None:
            return False
        self._flush()
        text = line[match.end() :]
        closing = _ATX_END.search(text)
        text = text[: closing.start()] if closing else text.rstrip()
        if "{" in text and (attributes := _ATTRIBUTES.search(text)):
            text = text[: attributes.start()]
        self._add(f"title {len(match[1])}", start + match.end(), start + match.end() + len(text))
        return True

    def _fence(self, line: str, start: int, pos: int) -> bool:
        match = _FENCE.match(line, pos)
        if match is None:
            return False
        fence = match[1] or match[3]
        info = match[2] or match[4] or ""
        if _DIRECTIVE.match(info.strip()) or (self._directives and fence == self._directives[-1]):
            if info.strip():
                self._directives.append(fence)
            else:
                self._directives.pop()
            return self._marker("marker", line, start, pos)

        def is_end(line: str) -> bool:
            bare = line.strip()
            return bare.startswith(fence) and not bare.strip(fence[0])

        return self._begin("code", start + pos, is_end)

    def _tag(self, line: str, start: int, pos: int) -> bool:
        if line.startswith("<!--", pos):
            if "-->" in line[pos + 4 :]:
                rest = line[line.rindex("-->") + 3 :].strip()
                return not rest and self._marker("comment", line, start, pos)
            return self._begin("comment", start + pos, lambda line: "-->" in line)
        raw = _RAW.match(line, pos)
        if raw:
            return self._raw(raw, line, start, pos)
        if _COMPONENTS.match(line, pos):
            return self._marker("marker", line, start, pos)
        if _COMPONENT_START.match(line, pos):
            return self._begin(
                "marker", start + pos, lambda line: ">" in line, is_ended_by_blank=True
            )
        if _HTML.match(line, pos) or (self._start < 0 and _TAG_LINE.match(line, pos)):
            self._flush()
            self._is_html = True
            self._text(line, start, pos, "paragraph")
            return True
        return False

    def _raw(self, raw: re.Match[str], line: str, start: int, pos: int) -> bool:
        end = f"</{raw[1].lower()}>"
        if end in line[pos:].lower():
            return self._marker("code", line, start, pos)
        return self._begin("code", start + pos, lambda line: end in line.lower())

    def _bracket(self, line: str, start: int, pos: int) -> bool:
        if line.startswith("[!", pos):
            match = _EXTENSION.match(line, pos)
            if match is None:
                return False
            is_alone = match.end() == len(line)
            if is_alone:
                return self._marker("marker", line, start, pos)
            if "(" in match[0]:  # an include with text
                return False
            self._marker("marker", line[: match.end()].rstrip(), start, pos)
            kind = "quote" if self._depth[-1:] == ">" else "paragraph"
            self._text(line, start, match.end(), kind)
            self._flush()
            return True
        if self._start >= 0:
            return False
        footnote = _FOOTNOTE.match(line, pos)
        if footnote and footnote.end() < len(line):
            self._enter(pos + 4, "^")
            self._text(line, start, footnote.end(), "paragraph")
            return True
        definition = _DEFINITION.match(line, pos)
        if definition:
            if definition[1]:
                return self._marker("definition", line, start, pos)
            return self._begin("definition", start + pos, bool, is_ended_by_blank=True)
        return bool(_CONTENTS.match(line, pos)) and self._marker("marker", line, start, pos)

    def _brace(self, line: str, start: int, pos: int) -> bool:
        if line.startswith(("{{<", "{{%"), pos):
            if _SHORTCODES.match(line, pos):
                return self._marker("marker", line, start, pos)
            end = ">}}" if line[pos + 2] == "<" else "%}}"
            if end not in line[pos:]:
                return self._begin(
                    "marker", start + pos, lambda line: end in line, is_ended_by_blank=True
                )
            return False
        if line.startswith("{%", pos):
            return bool(_LIQUID.match(line, pos)) and self._marker("marker", line, start, pos)
        if line.startswith("{/*", pos) and "*/" not in line:
            return self._begin("comment", start + pos, lambda line: "*/" in line)
        return bool(_BRACES.match(line, pos)) and self._marker("marker", line, start, pos)

    def _colon(self, line: str, start: int, pos: int) -> bool:
        if line.startswith(":::", pos):
            is_open = line.startswith(":::image", pos) and ":::" not in line[pos + 3 :]
            if is_open:
                return self._begin(
                    "marker", start + pos, lambda line: ":::" in line, is_ended_by_blank=True
                )
            return self._marker("marker", line, start, pos)
        match = _DEFINED.match(line, pos)
        is_below_text = self._start >= 0 or bool(self._found and self._found[-1].is_text)
        if match and is_below_text:
            self._flush()
            self._enter(match.end(), ":")
            self._text(line, start, match.end(), "paragraph")
            return True
        return False

    def _admonition(self, line: str, start: int, pos: int) -> bool:
        if not _ADMONITION.match(line, pos):
            return False
        self._marker("marker", line, start, pos)
        if len(self._stack) < _DEEPEST:
            _, column = _skip(line, 0, 0) if not self._stack else (0, pos)
            self._enter(column + 4, "!")
        return True

    def _equals(self, line: str, start: int, pos: int) -> bool:
        return self._setext(line, pos) or self._admonition(line, start, pos)

    def _setext(self, line: str, pos: int) -> bool:
        if self._start < 0 or self._columns or not _UNDERLINE.match(line, pos):
            return False
        self._kind = "title 1" if line[pos] == "=" else "title 2"
        self._flush()
        return True

    def _dashes(self, line: str, start: int, pos: int) -> bool:
        return (
            self._table(line, start, pos) or self._setext(line, pos) or self._rule(line, start, pos)
        )

    def _rule(self, line: str, start: int, pos: int) -> bool:
        return bool(_RULE.match(line, pos)) and self._marker("rule", line, start, pos)

    def _plus(self, line: str, start: int, pos: int) -> bool:
        return line[pos:].rstrip() == "+++" and self._marker("marker", line, start, pos)

    def _dollar(self, line: str, start: int, pos: int) -> bool:
        if not line.startswith("$$", pos):
            return False
        if "$$" in line[pos + 2 :]:
            return line.rstrip().endswith("$$") and self._marker("code", line, start, pos)
        return self._begin("code", start + pos, lambda line: "$$" in line)

    def _slashes(self, line: str, start: int, pos: int) -> bool:
        return line.startswith("///", pos) and self._marker("marker", line, start, pos)

    def _module(self, line: str, start: int, pos: int) -> bool:
        if self._stack or self._start >= 0 or pos or not _MODULE.match(line):
            return False
        if line.rstrip().endswith((";", '"', "'", "}")) or line.count("{") == line.count("}"):
            return self._marker("marker", line, start, pos)
        return self._begin("marker", start + pos, lambda line: line.startswith("}"))

    # Tables.

    def _table(self, line: str, start: int, pos: int) -> bool:  # noqa: ARG002
        """Whether a line is the delimiter below the header of a table; then add the header."""
        if self._start < 0 or self._columns or not _DELIMITER.match(line, pos):
            return False
        header = self._page[self._last : self._end]
        if "|" not in header and "|" not in line[pos:]:
            return False
        columns = len(_cells(line, pos))
        if len(_cells(header, 0)) != columns and not header.startswith("|"):
            return False
        first, last, end = self._start, self._last, self._end
        if first < last:
            self._end = last - 1 - (self._page[last - 2 : last - 1] == "\r")
            above = self._page[first : self._end]
            self._end = first + len(above.rstrip(" \t>\r\n"))
            self._flush()
        self._start = -1
        self._columns = columns
        self._row(self._page[last:end], last, 0)
        return True

    def _row(self, line: str, start: int, pos: int) -> None:
        cells = _cells(line, pos)
        for column, (first, last) in enumerate(cells, 1):
            text = line[first:last]
            bare = text.strip()
            if bare:
                begin = start + first + len(text) - len(text.lstrip())
                self._add("table cell", begin, begin + len(bare), column=column)


def _skip(line: str, pos: int, column: int) -> tuple[int, int]:
    """The first character that is not white space from a position on, and its column."""
    end = len(line)
    while pos < end:
        char = line[pos]
        if char == " ":
            column += 1
        elif char == "\t":
            column += 4 - column % 4
        elif char not in "\x0b\x0c":
            break
        pos += 1
    return pos, column


def _to_column(line: str, pos: int, column: int, wanted: int) -> tuple[int, int]:
    """The position of a column; a tab that crosses it is skipped."""
    while column < wanted and pos < len(line):
        column += 4 - column % 4 if line[pos] == "\t" else 1
        pos += 1
    return pos, max(column, wanted) if column > wanted else column


def _begins_block(line: str, pos: int) -> bool:
    """Whether a line begins a block that interrupts a paragraph."""
    char = line[pos]
    match char:
        case ">":
            return True
        case "#":
            return _ATX.match(line, pos) is not None
        case "`" | "~":
            return _FENCE.match(line, pos) is not None
        case "<":
            return line.startswith("<!--", pos) or bool(
                _HTML.match(line, pos) or _RAW.match(line, pos) or _COMPONENTS.match(line, pos)
            )
        case ":":
            return line.startswith(":::", pos)
        case "[":
            match = _EXTENSION.match(line, pos)
            return match is not None and match.end() == len(line)
        case "{":
            return line.startswith(("{{<", "{{%", "{%"), pos)
        case "-" | "*" | "_" | "+":
            item = _ITEM.match(line, pos)
            return _RULE.match(line, pos) is not None or (
                item is not None and bool(line[item.end() :].strip())
            )
        case _ if char.isdigit():
            item = _ITEM.match(line, pos)
            return item is not None and bool(line[item.end() :].strip())
    return False


def _cells(line: str, pos: int) -> list[tuple[int, int]]:
    """The spans of the cells of a row."""
    end = len(line.rstrip())
    pipes = _pipes(line, pos, end)
    edges = [pos - 1, *pipes, end]
    cells = [(first + 1, last) for first, last in pairwise(edges)]
    if pipes and not line[pos : pipes[0]].strip():
        cells = cells[1:]
    if pipes and cells and pipes[-1] == end - 1:
        cells = cells[:-1]
    return cells


def _pipes(line: str, pos: int, end: int) -> list[int]:
    """The pipes of a row that separate cells: neither escaped nor in code."""
    found: list[int] = []
    if "`" not in line and "\\" not in line:
        at = line.find("|", pos, end)
        while at >= 0:
            found.append(at)
            at = line.find("|", at + 1, end)
        return found
    last = {len(run[0]): run.start() for run in re.finditer("`+", line)}
    code = 0
    for match in _PIPE.finditer(line, pos, end):
        if match[2]:
            length = len(match[2])
            if code == length:
                code = 0
            elif not code and last.get(length, -1) > match.start():
                code = length
        elif match[1] and not code:
            found.append(match.start())
    return found


def _parts(text: str, kind: str, *, is_html: bool) -> Iterator[tuple[str, int, int]]:
    """The parts of a paragraph between breaks: their kinds and spans, without white space."""
    outside = kind
    start = 0
    codes = () if is_html or "`" not in text else _codes(text)
    index = 0
    for match in _BREAK.finditer(text):
        while index < len(codes) and codes[index][1] <= match.start():
            index += 1
        if index < len(codes) and codes[index][0] < match.start():
            continue  # in code
        if match["hard"] and not is_html:
            for inner, first, last in _part(text, kind, start, match.start(), is_html=is_html):
                end = match.start() if text[last : match.start()].isspace() else last
                yield inner, first, end  # blanks beyond the two of a break belong to the text
            start = match.end()
        elif not match["hard"]:
            yield from _part(text, kind, start, match.start(), is_html=is_html)
            start = match.end()
            name = (match["name"] or "br").lower()
            if name != "br":
                kind = kind_of_element(match["close"], name, outside=outside)
    yield from _part(text, kind, start, len(text), is_html=is_html)


def _part(
    text: str, kind: str, start: int, end: int, *, is_html: bool
) -> Iterator[tuple[str, int, int]]:
    first = _BEFORE.match(text, start, end)
    start = first.end() if first else start
    bare = text[start:end].rstrip()
    while not is_html and bare.endswith(">") and "\n" in bare:
        line = bare.rpartition("\n")[2]
        if line.strip(" \t>"):
            break
        bare = bare[: -len(line)].rstrip()
    if bare:
        yield kind, start, start + len(bare)


def _codes(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(token.span() for token in tokens(text) if token.lastgroup == "code")
