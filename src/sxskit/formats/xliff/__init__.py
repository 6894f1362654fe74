r"""XLIFF 1.2, strict: what agencies and CAT tools exchange.

A ``<file>`` per document, a ``<trans-unit>`` per unit, one element on a line. A translation to
review is ``needs-translation``, one that is done is approved and ``final``. Texts are plain
Markdown; with codes, its inline markup is in ``bpt``, ``ept``, ``ph`` and ``it``, which hold
the Markdown itself: the text of an element is the Markdown in either case. Alternatives are in
``alt-trans``, as is the previous source; obsolete entries are units in a ``<file>`` of their own,
not to be translated.

>>> from sxskit.catalog import Catalog, Entry, Key, State
>>> entry = Entry(Key("a.md", "7758d-103"), "Hello", "Привет", State.DONE)
>>> loads(dumps(Catalog("en-US", "ru-RU", (entry,)))).entries == (entry,)
True

Law: ``loads(dumps(catalog)) == catalog``, less what XLIFF 1.2 cannot hold: white space within a
heading or a note is one blank, an entry is new where it has no target and only there, an unknown
origin of a target is that of the documents, and an alternative without a text, or that is the
target, is left out.
"""

from __future__ import annotations

from sxskit.formats.xliff.names import ROOT as ROOT
from sxskit.formats.xliff.reading import loads as loads
from sxskit.formats.xliff.reading import read as read
from sxskit.formats.xliff.writing import dumps as dumps
