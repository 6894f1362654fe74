"""What texts are made of, as the mutators look for it: one pattern each."""

from __future__ import annotations

import re

_NAMES = (
    "abbr|a|big|br|b|center|cite|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|img|ins|i|kbd|li"
    "|mark|nobr|ol|pre|p|q|small|span|strike|strong|sub|summary|sup|s|table|tbody|td|thead|th|tr|tt"
    "|ul|u|var"
)
# Inline code: `x`, ``a`b``.
CODE = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`)(?P<inside>[^\n]*?[^`\n])(?P=ticks)(?!`)")
# "[text](url)", "![alt](src "title")", "[![alt](src)](url)".
LINK = re.compile(
    r"(?<!\\)(?P<bang>!?)\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
    r'\(\s*(?P<url>(?:[^\s()]|\([^\s()]*\))+)(?P<title>[ \t]+"[^"]*")?\s*\)'
)
INCLUDE = re.compile(
    r"\[!INCLUDE[ \t]*\[(?P<label>[^\[\]]*)\][ \t]*\((?P<file>[^()]*)\)[ \t]*\]", re.IGNORECASE
)
XREF = re.compile(r"<xref:(?P<uid>[^<>\s]+)>")
# A URL that is no destination of a link: "https://example.com/a?b=c".
URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>[A-Za-z0-9.-]+[A-Za-z0-9])"
    r"(?P<path>[A-Za-z0-9\-._~:/?#@!$&*+,;=%{}]*[A-Za-z0-9/=_])?"
)
TAG = re.compile(
    rf"(?<!\\)<(?P<slash>/?)(?P<name>{_NAMES})\b(?P<attributes>[^<>]*)>", re.IGNORECASE
)
# "{0}", "{{name}}", "${HOME}", "%s", "%1$d", "%(count)s", "<name>".
PLACEHOLDER = re.compile(
    r"(?P<open>\$?\{\{?)(?P<inside>[A-Za-z0-9_.-]+)(?P<close>\}\}?)"
    r"|(?<![\w%])%(?:\d\$|\([a-z_]+\))?[sd](?![A-Za-z])"
    rf"|(?<!\\)<(?!(?:{_NAMES})>)(?P<name>[a-z][a-z-]*)>"
)
NUMBER = re.compile(r"(?<![A-Za-z\d_.,:/+-])\d+(?:[.,:/]\d+)*(?![A-Za-z\d_-]|[.,:/]\d)", re.ASCII)
EMPHASIS = re.compile(
    r"(?<![\\*_A-Za-z\d])(?P<mark>\*{1,3}|_{1,3})(?P<inside>[^\s*_](?:[^*_\n]*[^\s*_])?)(?P=mark)"
    r"(?![*_A-Za-z\d])"
)
ENTITY = re.compile(r"&(?P<name>#\d+|#x[\dA-Fa-f]+|[A-Za-z]+);")
ESCAPED = re.compile(r"\\(?P<character>[*_<>\[\]|#{}()~`-])")
# A character that Markdown gives a meaning elsewhere, but not here: "snake_case", "2 * 3".
UNESCAPED = re.compile(r"(?<=[A-Za-z\d])(?P<character>_)(?=[A-Za-z\d])|(?<= )(?P<other>[*#])(?= )")
# Two halves with some text between them: an enumeration, "(a)", is no bracket to break.
BRACKETS = tuple(
    re.compile(rf"(?P<open>[{left}])(?P<inside>[^()\[\]（）【】\n]{{3,}})(?P<close>[{right}])")
    for left, right in (("(", ")"), (r"\[", r"\]"), ("（", "）"), ("【", "】"))
)
STRAIGHT = re.compile(
    r'(?<![\w"])(?P<open>")(?P<inside>[^\s"](?:[^"\n]*[^\s"])?)(?P<close>")(?![\w"])'
)
QUOTES = (
    STRAIGHT,
    *(
        re.compile(rf"(?P<open>{left})(?P<inside>[^«»“”„「」『』\"\n]+)(?P<close>{right})")
        for left, right in ("«»", "“”", "„“", "„”", "「」", "『』")
    ),
)
# A blank between two words; a place inside a word; a word.
GAP = re.compile(r"(?<=[^\s\0]) (?=[^\s\0])")
JOINT = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
WORD = re.compile(r"(?<![\w\\/@.-])[^\W\d_]+(?![\w\\/@-])")
NATIVE = re.compile(r"[^\W\d_a-zA-Z]+")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# The end of a sentence, with what may close behind it: "?**", "。」".
END = re.compile(r"(?<!\.)(?P<stop>[.?!:。？！：])(?P<closers>[)\]\"'»”」*_]*)$")
# Code, includes, destinations of links, tags and autolinks, entities, URLs.
NO_PROSE = re.compile(
    rf"{CODE.pattern}|{INCLUDE.pattern}|\]\([^()\n]*\)|<[^<>\n]+>|{ENTITY.pattern}|{URL.pattern}",
    re.IGNORECASE,
)
