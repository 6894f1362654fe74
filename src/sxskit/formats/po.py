r"""PO, the catalogs of GNU gettext, in the layout of ``msgcat --no-wrap``; read strictly.

One message per unit. In a catalog of one document ``msgctxt`` is the id and the header names the
document; in a catalog of several documents it is ``path#id``. A translation to review is ``fuzzy``.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.REVIEW, 10, "title 1")
>>> print(dumps(Catalog("en-US", "ru-RU", (entry,))).decode().split("\n\n")[1], end="")
#. type: Title #
#: a.md:10
#, fuzzy
msgctxt "7758d-103"
msgid "Hello"
msgstr "Привет"

Law: ``loads(dumps(catalog)) == catalog``, with these exceptions: headings and notes change as in
`_remarks`; an entry without a document has no line; an entry is new exactly if it has no target;
every state is stated; an unknown origin of a target becomes that of the documents; of the metadata,
the source commit, the translation type, the date of the hand-off and the digest are kept. An
obsolete entry with the key and the source of another one becomes an alternative of that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from sxskit.catalog import (
    SOURCE_LANGUAGE,
    Alternative,
    Catalog,
    Entry,
    Key,
    Origin,
    State,
)
from sxskit.errors import CatalogError
from sxskit.formats import _references
from sxskit.formats._collected import Collected
from sxskit.formats._po_header import fields as fields
from sxskit.formats._po_header import header, metadata_of
from sxskit.formats._po_syntax import (
    LINE,
    RARE,
    UNWRITABLE,
    decoded,
    field,
)
from sxskit.formats._po_syntax import Message as Message
from sxskit.formats._po_syntax import messages as messages
from sxskit.formats._remarks import Told, origin_of, rare, remarks, understood
from sxskit.languages.tags import tag_of
from sxskit.patterns import pattern

# The line of msgcat before each of several translations: "#-#-#-#-#  ru.po (guide)  #-#-#-#-#".
_JOINED = pattern(r"^#-#-#-#-#  .*  #-#-#-#-#$", re.MULTILINE)

_WITHOUT_CONTEXT = "message without msgctxt: it needs the id of its unit, as sxs extract writes it"


def dumps(catalog: Catalog) -> bytes:
    """Return a catalog as a PO file in UTF-8: the same bytes on every run, machine and day.

    Raises CatalogError, with key and character, for a text with NUL, EOT or an unpaired surrogate.
    """
    if catalog.obsolete:
        catalog = _distinct(catalog)
    documents = catalog.documents
    own = documents[0] if len(documents) == 1 and _fits_header(documents[0]) else ""
    text = "\n".join(_messages(catalog, own))
    if any(control in text for control in RARE):
        text = "\n".join(_messages(catalog, own, is_rare=True))
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise CatalogError(_unwritable(catalog)) from error
    if b"\0" in data or b"\x04" in data:
        raise CatalogError(_unwritable(catalog))
    return data


def _distinct(catalog: Catalog) -> Catalog:
    """The catalog with unique keys and sources, which gettext also requires of obsolete messages.

    Another target for the same key and source becomes an alternative.
    """
    first: dict[tuple[Key, str], Entry] = {}
    others: dict[tuple[Key, str], dict[Alternative, None]] = {}
    for entry in (*catalog.entries, *catalog.obsolete):
        place = entry.key, entry.source
        before = first.setdefault(place, entry)
        if entry.target.strip() and entry.target != before.target:
            other = Alternative(entry.target, entry.origin)
            others.setdefault(place, dict.fromkeys(before.alternatives))[other] = None
    for place, alternatives in others.items():
        first[place] = replace(first[place], alternatives=tuple(alternatives))
    entries, count = tuple(first.values()), len(catalog.entries)
    return replace(catalog, entries=entries[:count], obsolete=entries[count:])


def _fits_header(document: str) -> bool:
    return document == " ".join(document.split()) and document.isprintable()


def _messages(catalog: Catalog, own: str, *, is_rare: bool = False) -> Iterator[str]:
    """The messages of a catalog; `own` is the document that the header names.

    `is_rare`: texts may contain control characters, which require escapes.
    """
    yield header(catalog, own)
    yield from _entries(catalog.entries, own, catalog.origin, is_rare=is_rare)
    for message in _entries(catalog.obsolete, own, catalog.origin, is_rare=is_rare):
        yield "".join(map(_obsolete, LINE.findall(message)))


def _obsolete(line: str) -> str:
    """A line of an obsolete message; comments do not change."""
    if line.startswith("#|"):
        return f"#~{line[1:]}"
    return line if line.startswith("#") else f"#~ {line}"


def _entries(
    entries: Sequence[Entry], own: str, usual: Origin, *, is_rare: bool = False
) -> Iterator[str]:
    """The messages of entries; see `_messages`."""
    document, reference = "", ""
    for entry in entries:
        source, target, line = entry.source, entry.target, entry.line
        named, unit = entry.key
        if named != document:
            document = named
            reference = f"#: {_references.written(document)}"
        where = ""
        if document:
            where = f"{reference}\n" if line is None else f"{reference}:{line}\n"
        remarks = _said(entry.kind, entry.context, entry.notes)
        if entry.origin is not usual or entry.alternatives:
            remarks = f"{remarks}{_rarely_said(entry, usual)}"
        fuzzy = "#, fuzzy\n" if entry.state is not State.DONE and target.strip() else ""
        if entry.previous_source:
            fuzzy = f"{fuzzy}{_previous(entry.previous_source)}"
        context = unit if own == named else str(entry.key)
        strings = f'msgctxt "{context}"\nmsgid "{source}"\nmsgstr "{target}"\n'
        is_plain = strings.count('"') == 6 and strings.count("\n") == 3 and "\\" not in strings
        if is_rare or not is_plain:
            strings = field("msgctxt", context) + field("msgid", source) + field("msgstr", target)
        if not unit:  # an obsolete message without msgctxt, from another project
            strings = field("msgid", source) + field("msgstr", target)
        yield f"{remarks}{where}{fuzzy}{strings}"


@lru_cache(maxsize=64)  # most entries are in the same place as the one before
def _said(kind: str, context: tuple[str, ...], notes: tuple[str, ...]) -> str:
    return "".join([f"#. {remark}\n" for remark in remarks(kind, context, notes)])


def _rarely_said(entry: Entry, usual: Origin) -> str:
    return "".join([f"#. {remark}\n" for remark in rare(entry, usual, previous=False)])


def _previous(source: str) -> str:
    return "".join([f"#| {line}" for line in LINE.findall(field("msgid", source))])


def _unwritable(catalog: Catalog) -> str:
    for entry in (*catalog.entries, *catalog.obsolete):
        found = UNWRITABLE.search("".join(entry.texts))
        if found:
            return f"{entry.key}: PO cannot contain U+{ord(found[0]):04X}"
    return "PO cannot contain a character of the metadata"


def loads(data: bytes, language: str | None = None) -> Catalog:
    """Return the catalog in a PO file, without plain comments of the header.

    Obsolete messages that are incomplete or have plural forms are ignored, too.

    Raises CatalogError, with the line, for a file that is not PO or that tools read differently
    (docs/reference/catalogs.md), for a message without ``msgctxt``, with an empty or a duplicate
    one, or with translations joined by msgcat, and for another target language than the requested
    one.
    """
    return read(data).catalog(language)


def read(data: bytes) -> Collected:
    """Return the entries of a PO file."""
    return collect(messages(decoded(data)))


def collect(messages: Iterable[Message]) -> Collected:
    """Return the entries of messages, the header first; CatalogError, with the line, as `loads`."""
    named: dict[str, str] = {}
    own = ""
    usual = Origin.UNKNOWN
    collected = Collected()
    for number, message in enumerate(messages):
        context, target = message.context, message.target
        if "#-#-#-#-#" in target and (context is None or _is_joined(message.source, target)):
            what = "several catalogs joined by msgcat: give the single catalogs"
            raise CatalogError(what, line=message.line)
        if context is None and not message.is_obsolete:
            if message.source or number:
                raise CatalogError(_WITHOUT_CONTEXT, line=message.line)
            named = fields(target)
            own = named.get("X-Sxs-Document", "")
            usual = Origin.of(named.get("X-Sxs-Translation-Type", ""))
            continue
        entry = _entry(message, own, usual)
        if context and "#" not in context:  # without a document in the header, the message names it
            own = entry.key.document
        collected.add(entry, message.line, is_obsolete=message.is_obsolete)
    collected.source_language = tag_of(named.get("X-Source-Language", "")) or SOURCE_LANGUAGE
    collected.describe(tag_of(named.get("Language", "")), metadata_of(named))
    return collected


def _entry(message: Message, own: str, usual: Origin) -> Entry:
    """The entry of a message in a file with a document and an origin of targets."""
    _, remarks, reference, is_fuzzy, context, source, target, previous, _ = message
    document, line_there = _references.read(reference) if reference else ("", None)
    if context is None:
        key = Key(document or own, "")
    else:
        key = Key.of(context) if "#" in context else Key(own or document, context)
    told = _understood(remarks)
    state = State.of(target, is_done=not is_fuzzy)
    return Entry(
        key,
        source,
        target,
        state,
        line_there,
        told.kind,
        told.context,
        told.notes,
        True,
        None,
        origin_of(told.origin, state, usual),
        previous or told.previous_source,
        told.alternatives,
    )


def _is_joined(source: str, target: str) -> bool:
    """Whether msgcat joined several translations."""
    return bool(_JOINED.search(target)) and not _JOINED.search(source)


@lru_cache(maxsize=64)  # most entries have the same remarks as the one before
def _understood(remarks: str) -> Told:
    return understood(tuple(remark[2:] for remark in remarks.split("\n")[:-1]))
