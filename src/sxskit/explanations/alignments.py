"""Explanations of the codes about an English page and its localized page."""

from __future__ import annotations

from sxskit.explanations.explanation import Example, Explanation

_COMMAND = "sxs align en ru -o sxs --language ru-RU"


def _pages(english: str, localized: str) -> Example:
    return Example({"en/a.md": english, "ru/a.md": localized}, _COMMAND)


EXPLANATIONS = {
    "unsure-pair": Explanation(
        why="Two texts are in the same place, but their code, links, numbers or lengths differ, or "
        "nothing near them shows that they belong together. The English may have changed since the "
        "translation. The text stays in the document without its English.",
        found=_pages("# Sky\n\nRun `look`.\n", "# Небо\n\nЗапустите `watch`.\n"),
        not_found=_pages("# Sky\n\nRun `look`.\n", "# Небо\n\nЗапустите `look`.\n"),
        cure="Give the English version that was translated (`--english-git` finds it), or look at "
        "the pair in the list that `--pairs` writes and set its state to `fixed`.",
        ignore="The page will be translated again.",
    ),
    "unpaired-target": Explanation(
        why="The page has a text that the English one does not have: a note of the translators, or "
        "a text that was removed from the English.",
        found=_pages("# Sky\n", "# Небо\n\nПримечание переводчика.\n"),
        not_found=_pages("# Sky\n\nA note.\n", "# Небо\n\nПримечание.\n"),
        cure="Give the English version that was translated, or leave it: it stays in the page.",
        ignore="The text is only in this language.",
    ),
    "unpaired-source": Explanation(
        why="The English page has a text that has no counterpart in the page: it is new, or it was "
        "left out by the translators.",
        found=_pages("# Sky\n\nThe sky is blue.\n", "# Небо\n"),
        not_found=_pages("# Sky\n\nThe sky is blue.\n", "# Небо\n\nНебо синее.\n"),
        cure="Translate it, or give the English version that was translated.",
        ignore="The text does not concern readers of this language.",
    ),
}
