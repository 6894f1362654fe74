"""Conversion of catalogs to PO files of polib and back.

>>> from sxskit.catalog import Entry, Key, State
>>> entry = Entry(Key("docs/a.md", "7758d-103"), "Hello", "Привет", State.REVIEW, 10, "title 1")
>>> pofile = to_polib(Catalog("en-US", "ru-RU", (entry,)))
>>> [message] = pofile.fuzzy_entries()
>>> message.msgctxt, message.msgid, message.msgstr, message.occurrences
('7758d-103', 'Hello', 'Привет', [('docs/a.md', '10')])
>>> message.flags.remove("fuzzy")
>>> from_polib(pofile).entries[0].state
<State.DONE: 'done'>

Law: ``from_polib(to_polib(catalog)) == catalog``, and ``str(to_polib(catalog))`` is a PO file of
the same catalog, with the exceptions in `sxskit.formats.po`.
"""

from __future__ import annotations

from collections.abc import Iterator

from sxskit.catalog import Catalog
from sxskit.errors import CatalogError
from sxskit.formats import po

TYPE_CHECKING = False
if TYPE_CHECKING:
    from polib import POEntry, POFile


def to_polib(catalog: Catalog) -> POFile:
    """Return a catalog as a PO file of polib, which `sxskit.read_catalog` reads after saving.

    Its lines are not wrapped (``wrapwidth`` is 0), because wrapping would split remarks. Raises
    CatalogError, with key and character, for a text that PO cannot contain.
    """
    from polib import POEntry, POFile

    pofile = POFile(wrapwidth=0)
    header, *messages = po.messages(po.dumps(catalog).decode())
    pofile.header = _comment(header)
    pofile.metadata = po.fields(header.target)
    for message in messages:
        entry = POEntry(
            msgctxt=message.context,
            msgid=message.source,
            msgstr=message.target,
            comment=_comment(message),
            occurrences=[_occurrence(message.reference)] if message.reference else [],
            flags=["fuzzy"] if message.is_fuzzy else [],
            previous_msgid=message.previous or None,
            obsolete=message.is_obsolete,
        )
        pofile.append(entry)
    return pofile


def from_polib(pofile: POFile) -> Catalog:
    """Return the catalog in a PO file of polib.

    Raises CatalogError for plural forms and for messages that `sxskit.loads` refuses, such as those
    with a missing or duplicate key. The line is that of the file from which polib read the message,
    or else the number of the message. Obsolete messages with plural forms are omitted; of others,
    polib writes neither comments nor the previous msgid to a file.
    """
    return po.collect(_messages(pofile)).catalog()


def _messages(pofile: POFile) -> Iterator[po.Message]:
    header = "".join(f"{name}: {value}\n" for name, value in pofile.metadata.items())
    yield po.Message(1, "", "", False, None, "", header)
    for number, entry in enumerate(pofile, start=1):
        if not (entry.obsolete and (entry.msgid_plural or entry.msgstr_plural)):
            yield _message(entry, entry.linenum or number)


def _message(entry: POEntry, line: int) -> po.Message:
    if entry.msgid_plural or entry.msgstr_plural:
        raise CatalogError("plural forms: side-by-side documents have none", line=line)
    comments = [text for text in (entry.tcomment, entry.comment) if text]
    remarks = "".join(f"#. {remark}\n" for text in comments for remark in text.split("\n"))
    path, number = entry.occurrences[0] if entry.occurrences else ("", "")
    reference = f"{path}:{number}" if number else path
    is_fuzzy = "fuzzy" in entry.flags
    return po.Message(
        *(line, remarks, reference, is_fuzzy, entry.msgctxt, entry.msgid, entry.msgstr),
        previous=entry.previous_msgid or "",
        is_obsolete=bool(entry.obsolete),
    )


def _comment(message: po.Message) -> str:
    return "\n".join(remark.removeprefix("#. ") for remark in message.remarks.split("\n")[:-1])


def _occurrence(reference: str) -> tuple[str, str]:
    """The path and the line of a reference; the line is empty if it has none."""
    path, _, line = reference.rpartition(":")
    return (path, line) if path and line.isdecimal() else (reference, "")
