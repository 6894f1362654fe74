"""The header of a PO file: its fields, and the metadata in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sxskit._version import SERIES
from sxskit.catalog import DIGEST, TRANSLATION_TYPE, Catalog
from sxskit.formats._po_strings import field
from sxskit.languages.tags import to_gettext


def header(catalog: Catalog, document: str) -> str:
    """Return the header of a catalog, which names its document if there is only one."""
    metadata = catalog.metadata
    origin = metadata.get(TRANSLATION_TYPE, "")
    date = _header_date(metadata)
    fields = {
        "Project-Id-Version": document or "sxskit",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": f"Microsoft ({origin})" if origin else "none",
        "Language-Team": "none",
        "Language": to_gettext(catalog.target_language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Generator": f"sxskit {SERIES}",
        "X-Source-Language": to_gettext(catalog.source_language),
    }
    if document:
        fields["X-Sxs-Document"] = document
    if "ms.sourcegitcommit" in metadata:
        fields["X-Sxs-Source-Commit"] = metadata["ms.sourcegitcommit"]
    if origin:
        fields["X-Sxs-Translation-Type"] = origin
    if DIGEST in metadata:
        fields["X-Sxs-Digest"] = metadata[DIGEST]
    lines = "".join([f"{name}: {' '.join(value.split())}\n" for name, value in fields.items()])
    comment = "# Extracted by sxskit. The context of a message is the id of its unit: keep it.\n"
    return comment + 'msgid ""\n' + field("msgstr", lines)


def _header_date(metadata: Mapping[str, str]) -> str:
    """The day of the hand-off in the format of gettext; empty without one."""
    for key in ("ms.lasthandoff", "ms.date"):
        date = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", metadata.get(key, ""))
        if date:
            return f"{date[3]}-{date[1]}-{date[2]} 00:00+0000"
    return ""


def fields(header: str) -> dict[str, str]:
    """Return the fields of a header by name."""
    pairs = [line.partition(":") for line in header.split("\n") if line]
    return {name.strip(): value.strip() for name, _, value in pairs}


def metadata_of(header: Mapping[str, str]) -> dict[str, str]:
    metadata = {
        "ms.sourcegitcommit": header.get("X-Sxs-Source-Commit"),
        TRANSLATION_TYPE: header.get("X-Sxs-Translation-Type"),
        "ms.lasthandoff": _hand_off(header.get("POT-Creation-Date", "")),
        DIGEST: header.get("X-Sxs-Digest"),
    }
    return {name: value for name, value in metadata.items() if value}


def _hand_off(date: str) -> str:
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)", date)
    return f"{day[2]}/{day[3]}/{day[1]}" if day else ""
