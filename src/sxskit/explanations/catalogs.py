"""Explanations of the codes about a catalog and its document."""

from __future__ import annotations

from sxskit.explanations.explanation import (
    Example,
    Explanation,
    merged,
    message,
    page,
    pair,
    unit,
)

_PAGE = page(unit("The sky", "Небо"))
_MESSAGE = message("The sky", "Ночное небо")


def _xliff(target: str) -> Example:
    """Return an example with an XLIFF catalog whose source has a code."""
    catalog = f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="docs/a.md" source-language="en-US" target-language="ru-RU" datatype="x-markdown">
<body>
<trans-unit id="7758d-103" approved="yes">
<source>The sky</source>
<target state="final">{target}</target>
</trans-unit>
</body>
</file>
</xliff>
"""
    files = {"docs/a.md": _PAGE, "xlf/docs/a.md.xlf": catalog}
    return Example(files, "sxs merge docs -c xlf -o out")


def _named(document: str) -> Example:
    return merged(_PAGE, _MESSAGE, **{"X-Sxs-Document": document})


def _left_over(**header: str) -> Example:
    """Return an example with the catalog of a document that is gone."""
    files = dict(merged(_PAGE, _MESSAGE, **header).files)
    files["po/docs/old.md.po"] = files.pop("po/docs/a.md.po")
    return Example(files, "sxs extract docs -o po")


def _updated(theirs: str) -> Example:
    """Return an example of a catalog and a document of the next hand-off."""
    ours = message("The sky", "Небо", id="00000-103")
    return merged(page(unit("The sky", theirs)), ours, command="sxs update po docs -o new")


EXPLANATIONS = {
    "untranslated": Explanation(
        why="Neither the catalog nor the document has a translation, so readers see nothing.",
        found=pair("The sky", ""),
        not_found=pair("The sky", "Небо"),
        cure="Translate the entry and merge the catalog.",
        ignore="The text is deliberately empty in this language.",
    ),
    "wrong-language": Explanation(
        why="The catalog is in another language than the document. Nothing from it is applied.",
        found=merged(_PAGE, _MESSAGE, Language="de_DE"),
        not_found=merged(_PAGE, _MESSAGE, Language="ru"),
        cure="Give the catalog of the right language. If the tag in the document is wrong, correct "
        "`ms.contentlocale` or give `--language`.",
        ignore="Never: the translations would be published in the wrong language.",
    ),
    "other-region": Explanation(
        why="The catalog is in the language of the document, for another region. Its translations "
        "are applied, and vocabulary or spelling may differ.",
        found=merged(
            page(unit("The sky", "O céu"), language="pt-PT"),
            message("The sky", "O céu noturno"),
            Language="pt_BR",
        ),
        not_found=merged(
            page(unit("The sky", "O céu"), language="pt-PT"),
            message("The sky", "O céu noturno"),
            Language="pt_PT",
        ),
        cure="Use a catalog of the same region, or have the translations read by someone from "
        "there.",
        ignore="One translation is published in several regions.",
    ),
    "needs-review": Explanation(
        why="A translation that is not final (`fuzzy` in PO) is not published until someone has "
        "approved it.",
        found=merged(_PAGE, message("The sky", "Ночное небо", flags="#, fuzzy\n")),
        not_found=merged(_PAGE, _MESSAGE),
        cure="Review the entry in the catalog and remove its mark, or apply all such entries with "
        "`--accept-fuzzy`.",
        ignore="The review is still in progress.",
    ),
    "stale": Explanation(
        why="The source text in the catalog is not that of the document, so the translation may "
        "not fit. It is not applied.",
        found=merged(_PAGE, message("The night sky", "Ночное небо")),
        not_found=merged(_PAGE, _MESSAGE),
        cure="Update the catalog with `sxs update` and translate the new source text.",
        ignore="Never: the entry is not applied.",
    ),
    "conflict": Explanation(
        why="People changed a translation in the catalog, and others changed it in the new "
        "documents. `sxs update` keeps the one of the catalog, to review, and the other one as an "
        "alternative.",
        found=_updated("Небеса"),
        not_found=_updated("Небо"),
        cure="Choose one of the two in the updated catalog and remove its mark. With `--base`, "
        "texts that nobody changed in the catalog do not conflict.",
        ignore="Never: one of the two would be lost.",
    ),
    "incomplete-target": Explanation(
        why="Only a part of the translation is in the catalog: some segments are not translated, "
        "or a code stands for one that the source does not contain. A part is not applied.",
        found=_xliff('Ночное <x id="1"/>небо'),
        not_found=_xliff("Ночное небо"),
        cure="Translate the remaining segments, or remove the code, in the tool that made the "
        "file.",
        ignore="The translation is still in progress.",
    ),
    "unsafe-target": Explanation(
        why="The translation would change other blocks of the page or show the markup of pairs. "
        "The document keeps its text.",
        found=merged(_PAGE, message("The sky", "Ночное <b>небо")),
        not_found=merged(_PAGE, message("The sky", "Ночное <b>небо</b>")),
        cure="Correct the translation in the catalog, as the message shows, and merge again.",
        ignore="Never: the entry is not applied.",
    ),
    "unknown-entry": Explanation(
        why="The document has no unit with the id of the entry. Ids belong to one hand-off: a "
        "catalog of an earlier one does not match.",
        found=merged(_PAGE, message("The sky", "Ночное небо", id="00000-103")),
        not_found=merged(_PAGE, _MESSAGE),
        cure="Carry the translations to the new documents with `sxs update`.",
        ignore="The unit was deleted from the document on purpose.",
    ),
    "renamed-document": Explanation(
        why="The catalog names another document, but its path, ids and source texts are those of "
        "this one. Some tools write paths of their own into catalogs. The translations are "
        "applied.",
        found=_named("C:/projects/4711/a.md"),
        not_found=_named("docs/a.md"),
        cure="Nothing to do. If the document was renamed, extract it again.",
        ignore="Always, if your tool writes its own paths into catalogs.",
    ),
    "leftover-file": Explanation(
        why="An earlier run wrote this catalog, and this run did not: its document is gone, was "
        "renamed, or has no pairs anymore. The digest in the catalog shows that sxs wrote it.",
        found=_left_over(**{"X-Sxs-Digest": "015032f2d0caa9f50cf1276c6aa3200a"}),
        not_found=_left_over(),
        cure="Give `--prune`, which removes such catalogs unless somebody has edited them. Merge "
        "or remove an edited one yourself.",
        ignore="The folder holds catalogs of other documents, too.",
    ),
}
