"""Elements and attribute values of XLIFF 2 that are both written and read."""

from __future__ import annotations

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
NS = f"{{{NAMESPACE}}}"
NS_2_2 = "{urn:oasis:names:tc:xliff:document:2.2}"  # 2.1 has the namespace of 2.0
ROOT = f"{NS}xliff"
ROOT_2_2 = f"{NS_2_2}xliff"
# The groups of sxskit in the metadata of a file.
FRONT_MATTER, OWN = "front-matter", "sxskit"
# The subState of a machine translation, which translate-toolkit keeps beside its new states.
MACHINE = "sxs:mt"
# The type of the group of obsolete entries, and the subtype of a match from a person.
OBSOLETE = "sxs:obsolete"
BY_HUMAN = "sxs:human"
