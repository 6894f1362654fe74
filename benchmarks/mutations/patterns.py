"""What texts are made of, as the mutators look for it: one pattern each.

A mark has a core, which says what it is, with a lead before it and a tail behind it.
"""

from __future__ import annotations

import re

_PAIRED = (
    "abbr|a|big|b|center|cite|code|dd|del|details|div|dl|dt|em|font|h[1-6]|ins|i|kbd|li|mark|nobr"
    "|ol|pre|p|q|small|span|strike|strong|sub|summary|sup|s|table|tbody|td|thead|th|tr|tt|ul|u|var"
)
_NAMES = f"{_PAIRED}|br|hr|img"
# Inline code: `x`, ``a`b``.
CODE = re.compile(r"(?<![`\\])(?P<lead>`+)(?!`)(?P<core>[^\n]*?[^`\n])(?P<tail>(?P=lead))(?!`)")
# "[text](url)", "![alt](src "title")", "[![alt](src)](url)"; the second on its own.
LINK = re.compile(
    r"(?<!\\)(?P<lead>(?P<bang>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?)*)\]\(\s*)"
    r'(?P<core>(?:[^\s()]|\([^\s()]*\))+)(?P<tail>(?:[ \t]+"[^"]*")?\s*\))'
)
IMAGE = re.compile(LINK.pattern.replace("!?", "!"))
INCLUDE = re.compile(
    r"(?P<lead>\[!(?P<keyword>INCLUDE)[ \t]*\[(?P<label>[^\[\]]*)\][ \t]*\()(?P<core>[^()]*)"
    r"(?P<tail>\)[ \t]*\])",
    re.IGNORECASE,
)
XREF = re.compile(r"(?P<lead><xref:)(?P<core>[^<>\s]+)(?P<tail>>)")
# A URL that is no destination of a link: "https://example.com/a?b=c".
URL = re.compile(
    r"(?P<lead>(?P<scheme>https?)://)(?P<core>[A-Za-z0-9.-]+[A-Za-z0-9]"
    r"(?:[A-Za-z0-9\-._~:/?#@!$&*+,;=%{}]*[A-Za-z0-9/=_])?)(?P<tail>)"
)
TAG = re.compile(rf"(?<!\\)(?P<lead></?)(?P<core>{_NAMES})(?P<tail>\b[^<>]*>)", re.I)
# A tag that has another half; "<b>text</b>"; a tag with a value that no language changes.
HALF = re.compile(rf"(?<!\\)<(?P<slash>/?)(?P<rest>(?:{_PAIRED})\b[^<>/]*>)", re.I)
ELEMENT = re.compile(rf"(?<!\\)<(?P<name>{_PAIRED})\b[^<>]*>(?P<inside>[^<>]*)</(?P=name)>", re.I)
VALUE = re.compile(
    rf"(?<!\\)(?P<lead><(?P<name>{_NAMES})\s(?:[^<>]*\s)?(?:href|src|id|name|class|width|target)="
    r"[\"'])(?P<core>[^\"'<>]+)(?P<tail>[^<>]*>)",
    re.I,
)
# "{0}", "{{name}}", "${HOME}"; "%s", "%1$d", "%(count)s"; "<name>".
BRACES = re.compile(r"(?P<lead>\$?\{\{?)(?P<core>[A-Za-z0-9_.-]+)(?P<tail>\}\}?)")
FORMAT = re.compile(
    r"(?<![\w%])(?P<lead>%(?:\d\$|\([a-z_]+\))?)(?P<core>[sd])(?P<tail>)(?![A-Za-z])"
)
BLANK = re.compile(rf"(?<!\\)(?P<lead><)(?!(?:{_NAMES})>)(?P<core>[a-z][a-z-]*)(?P<tail>>)")
_BEFORE, _BEHIND = r"(?<![A-Za-z\d_.,:/+-])", r"(?![A-Za-z\d_-]|[.,:/]\d)"
NUMBER = re.compile(rf"(?P<gap> ?){_BEFORE}(?P<core>\d+(?:[.,:/]\d+)*){_BEHIND}", re.A)
INTEGER = re.compile(rf"{_BEFORE}(?P<most>\d+)\d{_BEHIND}", re.A)
DECIMAL = re.compile(rf"{_BEFORE}(?P<whole>\d+)(?P<point>[.,])(?P<part>\d?[1-9]){_BEHIND}", re.A)
_ALONE, _BARE = r"(?<![\\*_A-Za-z\d])", r"(?![*_A-Za-z\d])"
_EMPHASIZED = r"(?P<core>[^\s*_](?:[^*_\n]*[^\s*_])?)"
EMPHASIS = re.compile(
    rf"{_ALONE}(?P<lead>\*{{1,3}}|_{{1,3}}){_EMPHASIZED}(?P<tail>(?P=lead)){_BARE}"
)
BOLD = re.compile(rf"{_ALONE}(?P<half>[*_])(?P=half){_EMPHASIZED}(?P=half){{2}}{_BARE}")
# But for quotation marks, which are a matter of language.
ENTITY = re.compile(
    r"(?P<lead>&)(?P<core>#\d+|#x[\dA-F]+|(?!quot|apos|\w+quo)[a-z]+)(?P<tail>;)", re.I
)
ANGLE = re.compile("&(?P<name>lt|gt);")
ESCAPED = re.compile(r"\\(?P<character>[*_<>\[\]|#{}()~`-])")
# A character that Markdown gives a meaning elsewhere, but not here: "snake_case", "2 * 3".
UNESCAPED = re.compile(r"(?<=[A-Za-z\d])_(?=[A-Za-z\d])|(?<= )[*#](?= )")
# Two halves with some text between them: an enumeration, "(a)", is no bracket to break.
BRACKETS = re.compile(r"(?P<lead>[(\[（【])(?P<core>[^()\[\]（）【】\n]{3,})(?P<tail>[)\]）】])")
QUOTES = re.compile(
    r'(?P<lead>(?<![\w"])"(?=\S)|[«“„「『])(?P<core>[^«»“”„「」『』"\n]+)'
    r'(?P<tail>(?<=\S)"(?![\w"])|[»”“」』])'
)
# A blank between two words; a place inside a word; a word; a text.
GAP = re.compile(r"(?<=[^\s\0]) (?=[^\s\0])")
JOINT = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
SIMPLE_JOINT = re.compile("(?<=[A-Za-z\u0400-\u04ff])(?=[A-Za-z\u0400-\u04ff])")
WORD = re.compile(r"(?<![\w\\/@.-])[^\W\d_]+(?![\w\\/@-])")
NATIVE = re.compile(r"[^\W\d_a-zA-Z]+")
LETTER = re.compile(r"[^\W\d_]")
ALL = re.compile(r"\A.+\Z", re.DOTALL)
# The end of a sentence, with what may close behind it: "?**", "。」".
END = re.compile(r"(?<!\.)(?P<stop>[.?!:。？！：])(?P<closers>[)\]\"'»”」*_]*)$")
# Destinations of links, tags and autolinks, entities.
UNREAD = re.compile(r"\]\([^()\n]*\)|<[^<>\n]+>|&#?\w+;")
