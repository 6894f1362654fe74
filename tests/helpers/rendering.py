"""Pages as independent renderers show them, and whether a translation breaks one; pages to try."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import TypeAlias

from cmarkgfm import cmark
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML

from sxskit import (
    Catalog,
    Document,
    Entry,
    Frame,
    Key,
    Merged,
    State,
    Unit,
    merge,
    parse,
)

Renderer: TypeAlias = Callable[[str], list[str]]

_OPTIONS = cmark.Options.CMARK_OPT_UNSAFE | cmark.Options.CMARK_OPT_SOURCEPOS
_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_INLINE = RendererHTML()
# A tag that the renderer made, not the page.
_MADE = re.compile(r'<(?=\w+(?: (?:start|align)="\w+")? data-sourcepos="[^"]*")')
_POSITION = re.compile(r'(?: start="\d+")? data-sourcepos="[^"]*"')
# What closes blocks behind the text of one.
_CLOSING = re.compile(
    r"(?:</(?:p|li|[ou]l|h[1-6]|blockquote|td|th|tr|thead|tbody|table|pre)>\s*)*\Z"
)
_FRAMES = re.compile(r'<span (?:data-[ts]tu-id=|class="sxs-lookup")')
_HTML = re.compile(
    r"<!--(?:-?>|.*?(?:-->|\Z))|<[?!][^>]*(?:>|\Z)"
    r"|<(?P<slash>/?)(?P<name>[a-z][^\s/>]*)(?:[^>=]|=\s*\"[^\"]*\"|=\s*'[^']*'|=(?!\s*['\"]))*>",
    re.DOTALL | re.IGNORECASE,
)
_RAW = ("iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp")


def by_cmark(text: str) -> list[str]:
    """The blocks of a page as GitHub's renderer shows them, each with its tag."""
    html = cmark.markdown_to_html_with_extensions(
        text, options=_OPTIONS, extensions=["table", "strikethrough", "autolink"]
    )
    return [_POSITION.sub("", f"<{piece}", 1) for piece in _MADE.split(html)]


def by_markdown_it(text: str) -> list[str]:
    """The blocks of a page as markdown-it shows them, each with its tag."""
    blocks = [""]
    for token in _MARKDOWN.parse(text):
        if token.nesting > 0:
            blocks.append(f"<{token.tag}>")
        elif token.nesting < 0:
            blocks[-1] += f"</{token.tag}>"
        elif token.children is not None:
            blocks[-1] += _INLINE.renderInline(token.children, _MARKDOWN.options, {})
        elif token.type == "html_block":
            blocks[-1] += token.content
        else:
            blocks.append(f"<{token.type} {token.info}>{token.content}")
    return blocks


RENDERERS: dict[str, Renderer] = {"cmarkgfm": by_cmark, "markdown-it-py": by_markdown_it}


def hidden(html: str) -> int:
    """How much of the markup of frames a browser does not take for tags: it shows, or is lost."""
    depth = found = at = 0
    lowest = 0
    while match := _HTML.search(html, at):
        at = match.end()
        name = (match["name"] or "").lower()
        if name == "span":
            depth += -1 if match["slash"] else 1
            lowest = min(lowest, depth)
            found += _FRAMES.match(match[0]) is not None
        elif name in _RAW and not match["slash"]:
            end = re.compile(rf"</{name}\b", re.IGNORECASE).search(html, at)
            at = end.start() if end and name != "plaintext" else len(html)
    return html.count("tu-id=") + html.count("sxs-lookup") - found + abs(depth) + abs(lowest)


def _kind(block: str) -> str:
    return re.split(r"[\s>]", block, maxsplit=1)[0]


def _closes_alike(block: str, other: str) -> bool:
    """Whether the same closes after two blocks; the text of one may end in such a tag, too."""
    closing = [_CLOSING.search(each) for each in (block, other)]
    one, another = ("".join(match[0].split()) if match else "" for match in closing)
    return one.endswith(another) or another.endswith(one)


def _like(page: list[str], other: list[str], id: str) -> bool:
    """Whether every block of a page but the edited one is that of the other."""
    spans = []
    for blocks in (page, other):
        at = [number for number, block in enumerate(blocks) if id in block]
        if not at:
            return False
        spans.append((at[0], at[-1] + 1))
    (start, end), (first, last) = spans
    return (
        page[:start] == other[:first]
        and page[end:] == other[last:]
        and [*map(_kind, page[start:end])]
        in ([*map(_kind, other[first:last])], [_kind(page[start])])
        and _closes_alike(page[end - 1], other[last - 1])
    )


def _plain_like(page: list[str], other: list[str], blocks: int) -> bool:
    """The same of plain pages, of which nothing tells which blocks were edited, but how many."""
    if len(page) != len(other):
        return False
    unlike = [pair for pair in zip(page, other, strict=True) if pair[0] != pair[1]]
    return len(unlike) <= blocks and all(
        _kind(one) == _kind(another) and _closes_alike(one, another) for one, another in unlike
    )


def violation(document: Document, merged: Document, unit: Unit, renderer: Renderer) -> str:
    """What a merged target breaks, by the law of `sxskit.dialect.unsafe`; empty if nothing."""
    blocks = cached(renderer)
    with_source = _with(document, replace(unit, target=unit.source))
    pages = (document, with_source)
    new = blocks(merged.text)
    if not any(_like(new, blocks(page.text), unit.id) for page in pages):
        return "another block of the page"
    shown = hidden("".join(new))
    if not any(shown <= hidden("".join(blocks(page.text))) for page in pages):
        return "markup of frames"
    plain = blocks(merged.strip("target"))
    neutral = _with(document, replace(unit, target="word"))  # where the old one begins a block
    count = 1 + max(unit.target.count("\n"), unit.source.count("\n"))
    if not any(
        _plain_like(plain, blocks(page.strip("target")), count) for page in (*pages, neutral)
    ):
        return "another block of the plain page"
    return ""


@cache
def cached(renderer: Renderer) -> Renderer:
    """A renderer that knows its last pages: the same one is compared again and again."""
    return lru_cache(maxsize=8)(renderer)


def _with(document: Document, unit: Unit) -> Document:
    nodes = [
        unit if isinstance(node, Unit) and node.id == unit.id else node for node in document.nodes
    ]
    return Document(tuple(nodes))


def edited(document: Document, unit: Unit, target: str) -> Merged:
    """The document with another target for a unit, if `merge` takes it."""
    entry = Entry(Key("a.md", unit.id), unit.source, target, State.DONE)
    return merge(document, "a.md", Catalog("en-US", "ru-RU", (entry,)))


# Blocks of pages; {} is a unit.
BLOCKS = (
    "{} {}\n",
    "{}\n{}\n",
    "{}\n{} {}\n{}\n",
    "Text {} and {}.\n",
    "Line\n{}\n",
    "# {}\n",
    '## <a name="x"></a>{} {}\n',
    "### {} ###\n",
    "{}\n===\n",
    '<a name="x"></a>{}\n---\n',
    "- {}\n- {} {}\n",
    "* {}\n\n  {}\n* {}\n",
    "1. {}\n2. {}\n",
    "1. {}\n   - {}\n   - {}\n2. {}\n\n   {}\n",
    "- {}\nlazy {}\n",
    "> {}\n> {}\n",
    "> [!NOTE]\n> {}\n",
    "> - {}\n> - {}\n>\n> {}\n",
    ">{}\n",
    "| a | b |\n|---|---|\n| {} | {} |\n| [{}](x.md) | {}<br/>{} |\n",
    "{} | {}\n--- | ---\n{} | {}\n{} | x\n",
    "- | {} | b |\n  |---|---|\n  | {} | {} |\n",
    "[{}](x.md)\n",
    "- [{}](x.md) {}\n",
    "![{} ](x.png)\n",
    "[![{} ](x.png)](y.md)\n",
    "**{}** {}\n",
    "{}<br/>{}\n",
    "{}[{}](a.md)\n",
    "<table><tr><td>{}</td>\n<td>{}</td></tr></table>\n",
    "<ul>\n<li>{}</li>\n<li>{} {}</li>\n</ul>\n",
    "<p>\n{}\n</p>\n",
    "- <p>{}</p>\n- {}\n",
    "Term `code` {}\n",
    "```\ncode\n```\n",
    "[x]: y.md\n",
    "Plain text.\n",
    "***\n",
)
# Texts as they are published.
TEXTS = (
    *("word", "Two words", "Press `OK`.", "**Bold** text", "See [link](x.md).", "a `b` and `c`"),
    *("<b>b</b> text", "it's ('so')", "1.5 GB", "a \\* b", "100 % sure", "` lone", "- dash"),
    *("one\ntwo", "\\`escaped\\`", "<T> of", "12. May", "C#", "(x)", "a &lt;b&gt;", "<xref:A%601>"),
)
# What a translation is made of that means to break its page, or does so by accident.
PIECES = (
    *("word", " ", " ", "x", "\n", "\r", "\r\n", "\n\n", "\t", "    ", "  ", "\u00a0", "\\"),
    *(
        "`",
        "``",
        "```",
        "`a`",
        "~~~",
        "~~",
        "*",
        "**",
        "_",
        "***",
        "* * *",
        "___",
        "---",
        "-",
        "--",
    ),
    *("===", "=", "+", "- ", "* ", "+ ", "1. ", "1) ", "12. ", "1.", "01. ", "123456789. ", "# "),
    *(
        "## ",
        "#",
        "####### ",
        "> ",
        ">",
        "|",
        "| a | b |",
        "|-|",
        "--|--",
        "\\|",
        "::: ",
        ":::",
        ": ",
    ),
    *(
        "[",
        "]",
        "[x]: y",
        "[x]:",
        "]: z",
        "](",
        "](x.md)",
        "](x 'y",
        "](x (y",
        '](x "y',
        "![",
        "[^1]: ",
    ),
    *("(", ")", "'", '"', "'>", '">', "')", "<", ">", "</", "<!", "<!X", "<!--", "-->", "<!-->"),
    *("<?", "?>", "<![CDATA[", "]]>", "<script>", "</script>", "<style>", "<textarea>", "<title>"),
    *("</textarea>", "<xmp>", "<plaintext>", "<iframe>", "<SCRIPT ", "<pre>", "</pre>", "<div>"),
    *("</div>", "<td>", "</td>", "<li>", "<p>", "</p>", "<b>", "</b>", "<b>b</b>", "<br>", "<T>"),
    *("<span>", "</span>", "</Span>", "<SPAN>", "</span><span>", "<a b='", '<a b="', "<a href=c"),
    *(
        "<a b='c'>",
        "</a>",
        "&lt;",
        "&#96;",
        "#-#-#-#-#",
        "<https://a.b/",
        "<https://a.b>",
        "www.a.b",
    ),
    *("\\`", "\\<", "\\\\", "[!NOTE]", "1\\. ", "\\- ", "\\# ", "- [ ] ", "$$", "{{", "C#", "a\\"),
)


def page(blocks: Sequence[str], texts: Iterator[str], line_end: str) -> Document:
    """The document of some blocks, its units filled from texts: a target, a source, in turn."""
    parts = "".join(blocks).replace("\n", line_end).split("{}")
    pieces = [parts[0]]
    for number, part in enumerate(parts[1:], 101):
        id = f"7758d-{number}"
        target, source = next(texts), next(texts)
        pieces += [Unit(id, source, target, Frame.of(id)).text, part]
    return parse("".join(pieces))
