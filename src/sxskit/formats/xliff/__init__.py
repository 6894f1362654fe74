r"""XLIFF 1.2, strict, the exchange format of agencies and CAT tools.

A ``<file>`` per document, a ``<trans-unit>`` per unit, one element per line. A translation to
review is ``needs-translation``, a done one is approved and ``final``. Texts are plain Markdown;
with codes, inline markup is in ``bpt``, ``ept``, ``ph`` and ``it``, which contain the Markdown
itself: the text of an element is the Markdown in either case. Alternatives and the previous source
are in ``alt-trans``; obsolete entries are units in a separate ``<file>`` that is not to be
translated.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.DONE)
>>> loads(dumps(Catalog("en-US", "ru-RU", (entry,)))).entries == (entry,)
True

Law: ``loads(dumps(catalog)) == catalog``, with these exceptions: white space within a heading or a
note becomes one blank; an entry is new exactly if it has no target; an unknown origin of a target
becomes that of the documents; an alternative that is empty or equals the target is omitted.
"""

from __future__ import annotations

from sxskit.formats.xliff.names import ROOT as ROOT
from sxskit.formats.xliff.reading import loads as loads
from sxskit.formats.xliff.reading import read as read
from sxskit.formats.xliff.writing import dumps as dumps
