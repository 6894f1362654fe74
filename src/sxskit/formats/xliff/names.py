"""Elements and attribute values of XLIFF 1.2 that are both written and read."""

from __future__ import annotations

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
NS = f"{{{NAMESPACE}}}"
ROOT = f"{NS}xliff"
# The qualifier of a machine translation.
LEVERAGED_MT = "leveraged-mt"
# The type of the group of obsolete entries, and of an alternative with the previous source.
OBSOLETE = "x-sxs-obsolete"
PREVIOUS = "previous-version"
# The extra data of an alternative from a person.
BY_HUMAN = "sxs:human"
