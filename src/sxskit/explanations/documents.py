"""Explanations of the codes about pairs, front matter and the English document."""

from __future__ import annotations

from sxskit.explanations.explanation import (
    Example,
    Explanation,
    document,
    page,
    pair,
    unit,
)

_SKY = unit("The sky", "Небо")
_ENGLISH = "# The sky\n"
_HASH = "ms.openlocfilehash: 0000000000000000000000000000000000000000"
_HASH_OF_ENGLISH = "ms.openlocfilehash: e735b3ac904a6a22269975cc69cdc448e129f660"


def _beside_english(text: str, english: str = _ENGLISH, name: str = "a.md") -> Example:
    files = {"docs/a.md": text, f"english/docs/{name}": english}
    return Example(files, "sxs check docs --english english --select all")


EXPLANATIONS = {
    "unclosed-unit": Explanation(
        why="A target without its source cannot be extracted or merged. Usually someone deleted "
        "half of a pair by hand.",
        found=document(page('<span data-ttu-id="7758d-103">Небо</span>')),
        not_found=document(page(_SKY)),
        cure="Restore the pair from an earlier version of the document, or delete the rest of it.",
        ignore="The document explains the markup of pairs to its readers.",
    ),
    "stray-source": Explanation(
        why="A source without its target cannot be extracted or merged, and readers see English "
        "text.",
        found=document(
            page('<span class="sxs-lookup"><span data-stu-id="7758d-103">The sky</span></span>')
        ),
        not_found=document(page(_SKY)),
        cure="Restore the pair from an earlier version of the document, or delete the rest of it.",
        ignore="The document explains the markup of pairs to its readers.",
    ),
    "id-mismatch": Explanation(
        why="Two halves with different ids may belong to different pairs, so sxskit does not join "
        "them.",
        found=document(
            page(
                '<span data-ttu-id="7758d-103">Небо</span>'
                '<span class="sxs-lookup"><span data-stu-id="7758d-104">The sky</span></span>'
            )
        ),
        not_found=document(page(_SKY)),
        cure="Compare the two texts. If they belong together, write the same id in both halves.",
        ignore="Never: the pair is not extracted, and its translation cannot be merged.",
    ),
    "duplicate-id": Explanation(
        why="The key of an entry is the path of its document and the id. Of two "
        "pairs with one id, a catalog can name only the first.",
        found=document(page(f"{_SKY}\n\n{_SKY}")),
        not_found=document(page(f"{_SKY}\n\n{unit('The moon', 'Луна', '7758d-104')}")),
        cure="Write an unused id in both halves of the second pair, such as the next free number.",
        ignore="The second pair is a copy that needs no translation of its own.",
    ),
    "misplaced-pair": Explanation(
        why="Inside an attribute, a URL, code, a comment or the front matter, the markup of a pair "
        "is not markup. Readers see it as text, or the link does not work.",
        found=document(page(f"`{_SKY}`")),
        not_found=document(page(f"`sky` {_SKY}")),
        cure="Replace the pair with its target, or move it out of the surrounding markup.",
        ignore="The document explains the markup of pairs to its readers.",
    ),
    "broken-page": Explanation(
        why="The target changes blocks or pairs beside its own: markup does not end, or a line "
        "begins another block. `sxs merge` refuses such a translation as `unsafe-target`; this "
        "code reports one that the document already contains.",
        found=pair("The sky", "Небо <b>"),
        not_found=pair("The sky", "<b>Небо</b>"),
        cure="Close the markup, or escape it as the message shows.",
        ignore="Never: readers see a broken page.",
    ),
    "other-block": Explanation(
        why="In a pair, `1. April` is text. After `sxs strip` it is at the start of a line and "
        "begins a list.",
        found=pair("April 1", "1. апреля"),
        not_found=pair("April 1", r"1\. апреля"),
        cure="Escape the first sign of the line, as the message shows.",
        ignore="The documents are only published with their pairs.",
    ),
    "damaged-frame": Explanation(
        why='A tool turned the quotes around an id into `&quot;` or `\\"`. sxskit reads such a '
        "pair, a browser does not.",
        found=document(page(_SKY.replace('="7758d-103"', "=&quot;7758d-103&quot;"))),
        not_found=document(page(_SKY)),
        cure="Run `sxs repair docs --in-place`.",
        ignore="The documents are kept as they were delivered, and repaired later.",
    ),
    "damaged-tag": Explanation(
        why="A tool turned quotes of a tag outside the pairs into `&quot;`. The original bytes "
        "cannot be derived, so `sxs repair` leaves the tag as it is.",
        found=document(page(f'<a name="sky&quot;></a>{_SKY}')),
        not_found=document(page(f'<a name="sky"></a>{_SKY}')),
        cure="Write the tag as in the English document.",
        ignore="The tag is an example of damaged markup.",
    ),
    "repaired": Explanation(
        why="`sxs repair` lists every pair whose markup it changed.",
        found=document(
            page(_SKY.replace('="7758d-103"', "=&quot;7758d-103&quot;")),
            "sxs repair docs -o out",
        ),
        not_found=document(page(_SKY), "sxs repair docs -o out"),
        cure="Nothing to do. Read the diff before you commit it.",
        ignore="Always: the pair is sound now.",
    ),
    "invalid-front-matter": Explanation(
        why="Publishing tools ignore or refuse front matter that is not valid YAML, and two values "
        "of one key are ambiguous. The language of the document may be unknown.",
        found=document(page(_SKY, "title: Sky: a guide")),
        not_found=document(page(_SKY, 'title: "Sky: a guide"')),
        cure="Fix the line that the message names, often by quoting a value with a colon.",
        ignore="The publishing tool accepts it, and nothing in it is to be translated.",
    ),
    "no-front-matter": Explanation(
        why="Without front matter the language is unknown, language checks do not run, and "
        "`--set` has no block to write to.",
        found=document(f"{_SKY}\n"),
        not_found=document(page(_SKY)),
        cure="Add front matter to the document, or set `language` in the configuration.",
        ignore="The document is an include, which has no front matter.",
    ),
    "no-language": Explanation(
        why="Without a language tag in `ms.contentlocale`, checks of script and punctuation do not "
        "run, and catalogs in another language are not refused.",
        found=document(f"---\ntitle: Небо\n---\n{_SKY}\n"),
        not_found=document(page(_SKY)),
        cure="Add `ms.contentlocale: ru-RU` with the tag of the language.",
        ignore="The configuration sets `language` for the folder.",
    ),
    "source-changed": Explanation(
        why="The hash in `ms.openlocfilehash` is not that of the English document: it has changed "
        "since the translation, so the translation may be out of date.",
        found=_beside_english(page(_SKY, _HASH)),
        not_found=_beside_english(page(_SKY, _HASH_OF_ENGLISH)),
        cure="Translate the new English version, usually with the next hand-off.",
        ignore="The message reports that all source texts still occur in the English document.",
    ),
    "no-source": Explanation(
        why="No English document has the path of the localized one, so nothing can be compared. "
        "Usually the English document was moved or deleted.",
        found=_beside_english(page(_SKY, _HASH_OF_ENGLISH), name="moved.md"),
        not_found=_beside_english(page(_SKY, _HASH_OF_ENGLISH)),
        cure="Check the folder that you gave, and move or delete the localized document.",
        ignore="The document exists in this language only.",
    ),
    "no-source-hash": Explanation(
        why="Without `ms.openlocfilehash`, sxskit cannot determine which English version was "
        "translated.",
        found=_beside_english(page(_SKY)),
        not_found=_beside_english(page(_SKY, _HASH_OF_ENGLISH)),
        cure="Nothing to do: the next hand-off usually records the hash.",
        ignore="The documents were not made from English ones.",
    ),
}
