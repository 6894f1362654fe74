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

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sxskit.catalog import (
    SOURCE_LANGUAGE,
    Alternative,
    Catalog,
    Columns,
    Entry,
    Key,
    Origin,
    Rare,
    Remarks,
    State,
    blank,
)
from sxskit.errors import CatalogError
from sxskit.formats import _po_columns, _references
from sxskit.formats._collected import Collected
from sxskit.formats._po_columns import Messages
from sxskit.formats._po_header import fields as fields
from sxskit.formats._po_header import header, metadata_of
from sxskit.formats._po_strings import LINE, escaped, field
from sxskit.formats._po_syntax import UNWRITABLE, decoded
from sxskit.formats._po_syntax import Message as Message
from sxskit.formats._po_syntax import messages as messages
from sxskit.formats._remarks import Told, lines_of, origin_of, understood
from sxskit.languages.tags import tag_of


def dumps(catalog: Catalog) -> bytes:
    """Return a catalog as a PO file in UTF-8: the same bytes on every run, machine and day.

    Raises CatalogError, with key and character, for a text with NUL, EOT or an unpaired surrogate.
    """
    if catalog.obsolete:
        catalog = _distinct(catalog)
    documents = catalog.documents
    own = documents[0] if len(documents) == 1 and _fits_header(documents[0]) else ""
    return header(catalog, own).encode() + _body(catalog, own, catalog.origin)


def pieces(head: Catalog, parts: Iterable[Catalog]) -> Iterator[bytes]:
    """Yield a PO file of several documents: a catalog without entries, and the entries of parts.

    Law: joined, they are `dumps` of all in one catalog. Raises the same errors.
    """
    yield header(head, "").encode()
    for part in parts:
        yield _body(part, "", head.origin)


def _body(catalog: Catalog, own: str, usual: Origin) -> bytes:
    """The file without its header; see `_messages`."""
    try:
        messages = _messages(catalog.columns, own, usual)
        if catalog.obsolete:
            obsolete = _messages(Columns.of(catalog.obsolete), own, usual)
            messages += ["".join(map(_obsolete, LINE.findall(message))) for message in obsolete]
        data = "\n".join(["", *messages]).encode() if messages else b""
    except (UnicodeEncodeError, CatalogError) as error:
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


def _obsolete(line: str) -> str:
    """A line of an obsolete message; comments do not change."""
    if line.startswith("#|"):
        return f"#~{line[1:]}"
    return line if line.startswith("#") else f"#~ {line}"


def _messages(columns: Columns, own: str, usual: Origin) -> list[str]:
    """The messages of entries; `own` is the document that the header names.

    `usual` is the origin of targets that needs no remark.
    """
    contexts = columns.units
    if columns.documents.count(own) < len(contexts):
        keys = map(Key, columns.documents, contexts)
        contexts = [unit if document == own else f"{document}#{unit}" for document, unit in keys]
    contexts = escaped(contexts)
    messages = [
        f'{remarks}{reference}{flag}msgctxt "{context}"\nmsgid "{source}"\nmsgstr "{target}"\n'
        for remarks, reference, flag, context, source, target in zip(
            lines_of(columns.remarks, usual, _line, alternatives=True),
            _references_of(columns),
            _flags(columns),
            contexts,
            escaped(columns.sources),
            escaped(columns.targets),
            strict=True,
        )
    ]
    if "" in columns.units:  # obsolete, from another project
        pairs = zip(messages, columns.units, contexts, strict=True)
        return [text if unit else _without_context(text, context) for text, unit, context in pairs]
    return messages


def _without_context(message: str, context: str) -> str:
    return f"\n{message}".replace(f'\nmsgctxt "{context}"\n', "\n", 1)[1:]


def _line(remark: str) -> str:
    return f"#. {remark}\n"


def _references_of(columns: Columns) -> list[str]:
    """The line with the reference of each entry."""
    found = []
    for document, rows in columns.runs():
        lines = columns.remarks.lines[rows.start : rows.stop]
        if not document:
            found += [""] * len(rows)
            continue
        reference = f"#: {_references.written(document)}"
        found += [f"{reference}\n" if n is None else f"{reference}:{n}\n" for n in lines]
    return found


def _flags(columns: Columns) -> list[str]:
    """The line with the flag of each entry, and its previous source."""
    states, done = columns.states, State.DONE
    flags = [""] * len(states)
    if states.count(done) < len(states):
        flags = [
            "#, fuzzy\n" if state is not done and target.strip() else ""
            for state, target in zip(states, columns.targets, strict=True)
        ]
    for index, each in columns.remarks.rare.items():
        if each.previous_source:
            lines = LINE.findall(field("msgid", each.previous_source))
            flags[index] += "".join([f"#| {line}" for line in lines])
    return flags


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
    return _collected(_po_columns.read(decoded(data)))


def collect(messages: Iterable[Message]) -> Collected:
    """Return the entries of messages, the header first; CatalogError, with the line, as `loads`."""
    return _collected(_po_columns.gathered(messages))


def _collected(found: Messages) -> Collected:
    named = fields(found.header)
    own = named.get("X-Sxs-Document", "")
    usual = Origin.of(named.get("X-Sxs-Translation-Type", ""))
    documents, units = _keys(found, own)
    states = _states(found)
    collected = Collected()
    collected.fill(
        Columns(
            *(documents, units, [*found.sources], [*found.targets], states),
            lambda: _remarks(found, states, usual),
        ),
        found.lines,
    )
    own = own or (documents[-1] if documents and "#" not in found.contexts[-1] else "")
    for message in found.obsolete:
        collected.add(_obsolete_entry(message, own, usual), message.line, is_obsolete=True)
    collected.source_language = tag_of(named.get("X-Source-Language", "")) or SOURCE_LANGUAGE
    collected.describe(tag_of(named.get("Language", "")), metadata_of(named))
    return collected


def _keys(found: Messages, own: str) -> tuple[list[str], list[str]]:
    """The documents and the units of messages; `own` is the document that the header names.

    Without it, the first reference names the document of contexts that name none.
    """
    if own and "#" not in "".join(found.contexts):
        return [own] * len(found.contexts), [*found.contexts]
    documents, units = [], []
    for context, reference in zip(found.contexts, found.references, strict=True):
        document, hash_, unit = context.rpartition("#")
        if not hash_:
            document = own = own or _references.read(reference)[0]
        documents.append(document)
        units.append(unit)
    return documents, units


def _states(found: Messages) -> list[State]:
    states = [State.REVIEW if is_fuzzy else State.DONE for is_fuzzy in found.fuzzy]
    for index in blank(found.targets):
        states[index] = State.NEW
    return states


def _remarks(found: Messages, states: Sequence[State], usual: Origin) -> Remarks:
    """The remarks on messages in a file with an origin of targets."""
    known = {remarks: _understood(remarks) for remarks in {*found.remarks}}
    told = [known[remarks] for remarks in found.remarks]
    rare = {
        index: Rare(True, found.previous.get(index) or each.previous_source, each.alternatives)
        for index, each in enumerate(told)
        if each.alternatives or each.previous_source or index in found.previous
    }
    return Remarks(
        [_references.read(reference)[1] for reference in found.references],
        [each.kind for each in told],
        [each.context for each in told],
        [each.notes for each in told],
        [origin_of(each.origin, state, usual) for each, state in zip(told, states, strict=True)],
        rare,
    )


def _obsolete_entry(message: Message, own: str, usual: Origin) -> Entry:
    """The entry of an obsolete message in a file with a document and an origin of targets."""
    document, line_there = _references.read(message.reference)
    key = Key(document or own, "")
    if message.context is not None:
        is_named = "#" in message.context
        key = Key.of(message.context) if is_named else Key(own or document, message.context)
    told = _understood(message.remarks)
    state = State.of(message.target, is_done=not message.is_fuzzy)
    origin = origin_of(told.origin, state, usual)
    entry = Entry(key, message.source, message.target, state, line_there, told.kind, told.context)
    previous = message.previous or told.previous_source
    return replace(
        entry,
        notes=told.notes,
        origin=origin,
        previous_source=previous,
        alternatives=told.alternatives,
    )


def _understood(remarks: str) -> Told:
    return understood(tuple([remark[2:] for remark in remarks.split("\n")[:-1]]))
