r"""The syntax of PO files: messages with their comments and strings.

Strict where readers disagree (docs/reference/catalogs.md): a text that some tools truncate is an
error, with its line. Line breaks are LF, CRLF or CR and nothing else: U+2028 and U+0085 are text.

>>> [message] = messages('#, fuzzy\nmsgctxt "a"\nmsgid "b"\nmsgstr ""\n"c\\n"\n"d"\n')
>>> message.context, message.source, message.target, message.is_fuzzy, message.line
('a', 'b', 'c\nd', True, 2)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sxskit.encoding import decode
from sxskit.errors import CatalogError
from sxskit.formats._po_strings import CHARACTERS, ESCAPE, text_of, unescaped
from sxskit.formats._tool_states import asks_for_review
from sxskit.patterns import pattern

# Characters that PO cannot contain: NUL, where gettext stops reading; EOT, its separator after a
# context; an unpaired surrogate.
UNWRITABLE = pattern("[\0\x04\ud800-\udfff]")
# "a string", with any escapes; several of them, on several lines, are one text.
_STRING = pattern(r'"[^"\\\n]*+(?>(?:\\[^\n][^"\\\n]*+)*)"')
_STRINGS = rf"(?>(?:[ \t\n]*+{_STRING.pattern})+)"
_MESSAGE = pattern(
    r"(?P<comments>(?>(?:[ \t]*+(?>(?:#[^\n]*+)?)\n)*))[ \t]*+"
    rf"(?>(?:msgctxt(?P<context>{_STRINGS})[ \t\n]*+)?)"
    rf"msgid(?P<source>{_STRINGS})[ \t\n]*+"
    rf"msgstr(?P<target>{_STRINGS})[ \t]*+(?:\n|\Z)"
)
# The previous msgid in comments: #| msgid "Old".
_PREVIOUS = pattern(rf"^[ \t]*+msgid(?!_)({_STRINGS})", re.MULTILINE)
# Comments without a blank line between them; obsolete messages in them, and their previous msgid:
# #~ msgid "Hello", #~| msgid "Hallo".
_BLOCK = pattern(r"^(?>(?:[ \t]*+[^\s][^\n]*+(?:\n|\Z))+)", re.MULTILINE)
_OBSOLETE = pattern(r"^[ \t]*+#~[ \t]?", re.MULTILINE)
_OBSOLETE_PREVIOUS = pattern(r"^[ \t]*+#~[ \t]*+\|", re.MULTILINE)
# The text after the last message: blank lines and comments.
_REST = pattern(r"(?>(?:[ \t]*+(?>(?:#[^\n]*+)?)\n)*)[ \t]*+(?>(?:#[^\n]*+)?)")
# A line of a message: msgid "a string".
_PART = pattern(rf"(?>(?P<keyword>msg[a-z]+)?)[ \t]*+(?>(?:{_STRING.pattern}[ \t]*+)*)")
# The keywords that may follow one.
_NEXT = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgstr",),
    "msgstr": ("msgctxt", "msgid"),
}
# The encoding in the header: "Content-Type: text/plain; charset=UTF-8\n".
_CHARSET = pattern(rb"Content-Type:[^\n]{0,99}?charset=([^\s\"\\;]*)", re.IGNORECASE)


# An ordinary message and the blank line after it: remarks, a reference, a flag, and strings. It is
# tried after blank lines only, so that a search takes linear time.
_SIMPLE = r'"((?>[^"\\\n]*(?:(?:\\[\\"ntrabfv]|"\n")[^"\\\n]*)*))"\n'
USUAL = pattern(
    r"(?:(?<=\n\n)|\A)((?>(?:\#\. [^\n]*\n)*))(?:\#: (\S+)\n)?(\#, fuzzy\n)?"
    rf"msgctxt {_SIMPLE}msgid {_SIMPLE}msgstr {_SIMPLE}(?:\n|\Z)"
)
# The mark of msgcat around the name of a file whose translation it joined with that of others.
JOINED = "#-#-#-#-#"


class Message(NamedTuple):
    """A message: the content of its comments, its unescaped strings, and its first line.

    `remarks` are extracted comments and comments of translators, as written; `reference` is the
    first one, or empty.
    """

    line: int
    remarks: str
    reference: str
    is_fuzzy: bool
    context: str | None
    source: str
    target: str
    previous: str = ""  # the previous msgid, kept by msgmerge --previous
    is_obsolete: bool = False


def decoded(data: bytes) -> str:
    """Return the text of a PO file with line ends ``\\n``; CatalogError if it is not UTF-8."""
    if not data:
        raise CatalogError("the file is empty")
    charset = _CHARSET.search(data, 0, _header_end(data))
    name = charset[1].decode("ascii", "replace") if charset else "UTF-8"
    if name.upper() not in ("UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET", ""):
        raise CatalogError(f"the charset is {name!r}: convert it with msgconv -t UTF-8")
    text = decode(data, CatalogError, cure="convert it with msgconv -t UTF-8")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    foreign = UNWRITABLE.search(text) if "\0" in text or "\x04" in text else None
    if foreign:
        line = _line(text, foreign.start())
        raise CatalogError(f"PO cannot contain U+{ord(foreign[0]):04X}", line=line)
    return text


def _own(comments: str) -> int:
    """The start of a message's comments, after obsolete messages, which are comments, too."""
    obsolete = comments.rfind("\n#~") + 1
    if not obsolete and not comments.startswith("#~"):
        return 0
    return comments.find("\n", obsolete) + 1 or len(comments)


def _obsolete(comments: str, line: int) -> Iterator[Message]:
    """The obsolete messages in comments from a line on; incomplete ones are comments."""
    for block in _BLOCK.finditer(comments):
        if "#~" not in block[0]:
            continue
        text = _OBSOLETE.sub("", _OBSOLETE_PREVIOUS.sub("#|", block[0]))
        try:
            found = [] if _OBSOLETE.search(text) else [*messages(text)]
        except CatalogError:
            continue
        before = line - 1 + comments.count("\n", 0, block.start())
        for message in found:
            yield message._replace(line=before + message.line, is_obsolete=True)


def _sorted(comments: str) -> tuple[str, str, bool, str]:
    """The remarks, the first reference, the fuzzy flag and the previous source in comments."""
    remarks, reference, is_fuzzy = [], "", False
    before: list[str] = []
    for comment in comments.split("\n")[:-1]:
        match comment[:2]:
            case "#." | "# ":
                remarks.append(f"#.{comment[2:]}\n")
                is_fuzzy |= comment[1] == " " and asks_for_review(comment[2:])
            case "#:" if not reference:
                reference = (comment[2:].split() or [""])[0]
            case "#," | "#=":
                is_fuzzy |= "fuzzy" in [flag.strip() for flag in comment[2:].split(",")]
            case "#|":
                before.append(comment[2:])
    return "".join(remarks), reference, is_fuzzy, _previous("\n".join(before)) if before else ""


def _previous(text: str) -> str:
    """The text of the previous msgid in comments."""
    found = _PREVIOUS.search(text)
    strings = "".join([each[1:-1] for each in _STRING.findall(found[1])]) if found else ""
    return ESCAPE.sub(lambda escape: CHARACTERS.get(escape[0], escape[0]), strings)


def _header_end(data: bytes) -> int:
    """The start of the first message with a context; a charset after it is part of a text."""
    first = data.find(b"\nmsgctxt")
    return len(data) if first < 0 else first


def messages(text: str) -> Iterator[Message]:
    """Yield the messages of a decoded PO file in order, including obsolete ones.

    Raises CatalogError, with the line, for a text that is not PO.
    """
    line = 1
    position = 0
    while True:
        usual = USUAL.match(text, position)
        if usual:
            remarks, reference, flag, *strings = usual.groups("")
            line += remarks.count("\n") + (reference != "") + (flag != "")
            context, source, target = unescaped(strings)
            yield Message(line, remarks, reference, flag != "", context, source, target)
            line += text.count("\n", usual.start(4), usual.end())
            position = usual.end()
            continue
        match = _MESSAGE.match(text, position)
        if match is None:
            break
        comments = match["comments"]
        own = _own(comments)
        if own:
            yield from _obsolete(comments[:own], line)
        line += comments.count("\n")
        yield _message(match, text, line, comments[own:])
        position = match.end()
        if text.startswith("\n", position):  # the blank line after it
            position += 1
        line += text.count("\n", match.end("comments"), position)
    if not _REST.fullmatch(text, position):
        raise _fault(text, position)
    yield from _obsolete(text[position:], line)


def first(text: str) -> tuple[str, int]:
    """Return the text of the header of a decoded PO file, and where the message after it starts.

    That is 0 for a file that does not begin with a header, after plain comments at most.
    """
    match = _MESSAGE.match(text)
    if match is None or match["context"] is not None or "#~" in match["comments"]:
        return "", 0
    header = _message(match, text, 1, match["comments"])
    position = match.end() + text.startswith("\n", match.end())
    return (header.target, position) if not header.source else ("", 0)


def _message(match: re.Match[str], text: str, line: int, comments: str) -> Message:
    """A message in any layout that starts on a line, after its comments."""
    remarks, reference, is_fuzzy, previous = _sorted(comments)
    context = match["context"]
    return Message(
        line,
        remarks,
        reference,
        is_fuzzy,
        None if context is None else _unquoted(context, text, match.start("context")),
        _unquoted(match["source"], text, match.start("source")),
        _unquoted(match["target"], text, match.start("target")),
        previous,
    )


def _unquoted(strings: str, text: str, offset: int) -> str:
    """The joined text of the strings at an offset."""
    joined = strings.strip(" \t\n")[1:-1]
    if '"' in joined:  # several strings, or an escaped quote
        joined = "".join([string[1:-1] for string in _STRING.findall(strings)])
    if "\\" not in joined:
        return joined
    for escape in ESCAPE.finditer(strings):
        if escape[0] not in CHARACTERS:
            line = _line(text, offset + escape.start())
            raise CatalogError(f"invalid escape {escape[0]!r}: tools differ on it", line=line)
    return text_of(joined)


def _line(text: str, offset: int) -> int:
    return 1 + text.count("\n", 0, offset)


def _fault(text: str, position: int) -> CatalogError:
    """The fault of the text at an offset, which is not a message."""
    previous = ""
    line = _line(text, position)
    for line, raw in enumerate(text[position:].split("\n"), start=line):  # noqa: B020
        stripped = raw.strip(" \t")
        part = _PART.fullmatch(stripped)
        if stripped.startswith(("msgid_plural", "msgstr[")):
            return CatalogError("plural forms: side-by-side documents have none", line=line)
        if not stripped or stripped.startswith("#"):
            if previous:
                return CatalogError(f"the message ends after its {previous}", line=line)
        elif part is None:
            is_string = stripped.startswith(("msg", '"'))
            what = "unterminated string" if is_string else "not PO"
            return CatalogError(f"{what}: {stripped[:40]!r}", line=line)
        elif part["keyword"] is None:
            if not previous:
                return CatalogError(f"a string without a keyword: {stripped[:40]!r}", line=line)
        elif part["keyword"] not in _NEXT[previous]:
            expected = " or ".join(_NEXT[previous])
            return CatalogError(f"{part['keyword']} instead of {expected}", line=line)
        else:
            previous = part["keyword"]
    return CatalogError(f"the file ends after {previous or 'no message'}", line=line)
