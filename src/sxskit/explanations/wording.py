"""Explanations of the codes about characters, numbers, punctuation and words."""

from __future__ import annotations

from sxskit.explanations.explanation import (
    Example,
    Explanation,
    page,
    pair,
    unit,
)


def _two(first: str, second: str) -> Example:
    files = {
        "docs/a.md": page(unit("Open the sky", first)),
        "docs/b.md": page(unit("Open the sky", second, "91c0e-103")),
    }
    return Example(files)


EXPLANATIONS = {
    "wrong-script": Explanation(
        why="No letter of the target belongs to a script of its language: the translation of "
        "another language was merged or pasted.",
        found=pair("The sky", "Ουρανός"),
        not_found=pair("Use Contoso Sky", "Contoso Sky"),
        cure="Translate the text into the language of the document.",
        ignore="The text is a quotation in another language.",
    ),
    "number": Explanation(
        why="A different number is usually an error of translation that changes the meaning.",
        found=pair("Open 10 files", "Откройте 100 файлов"),
        not_found=pair("1,000.50 euros, 2 stars", "1.000,50 евро, две звезды"),
        cure="Copy the number from the source, in the format of the language.",
        ignore="The language expresses the number in a way that sxskit does not know.",
    ),
    "bracket": Explanation(
        why="One bracket of two is missing. Inside a link, the link does not work.",
        found=pair("Press (OK)", "Нажмите (ОК"),
        not_found=pair("a) Open it", "а) Откройте"),
        cure="Add or remove a bracket.",
        ignore="The bracket is not one of a pair, such as an interval in mathematics.",
    ),
    "quote": Explanation(
        why="One quotation mark of two is missing.",
        found=pair('Press "OK"', "Нажмите «ОК"),
        not_found=pair('Press "OK"', "Нажмите «ОК»"),
        cure="Add or remove a quotation mark, in the style of the language.",
        ignore="The sign is not a quotation mark, such as one for inches.",
    ),
    "doubled-space": Explanation(
        why="Two spaces in a row usually remain where a word was deleted.",
        found=pair("Press OK", "Нажмите  ОК"),
        not_found=pair("The  sky", "Это  небо"),
        cure="Delete one of them.",
        ignore="Your publishing tool shows them as one.",
    ),
    "doubled-word": Explanation(
        why="A word that occurs two times in a row is usually an error of typing or editing.",
        found=pair("On the sky", "На на небе"),
        not_found=pair("Slowly", "Yavaş yavaş", "tr-TR"),
        cure="Delete one of them.",
        ignore="The repetition is intended.",
    ),
    "edge-space": Explanation(
        why="White space at the edge of a text joins or separates it from its neighbor: words run "
        "together, or two blanks follow each other.",
        found=pair("The sky", "Небо "),
        not_found=pair("The sky ", "Небо "),
        cure="Write the white space as at the same edge of the source.",
        ignore="The language puts no blanks between words, as Chinese and Japanese.",
    ),
    "bidi": Explanation(
        why="An invisible mark of direction reorders the text around it. In a language written "
        "from left to right, it usually comes from a copied text.",
        found=pair("The sky", "Небо\u200e"),
        not_found=pair("Use C++ now", "استخدم C++\u200e الآن", "ar-SA"),
        cure="Delete the mark.",
        ignore="The text quotes a language that is written from right to left.",
    ),
    "unclosed-bidi": Explanation(
        why="An embedding or isolate that is opened and not closed may reorder the text after it.",
        found=pair("The sky", "\u202bשמיים", "he-IL"),
        not_found=pair("The sky", "\u202bשמיים\u202c", "he-IL"),
        cure="Add the closing mark, U+202C or U+2069.",
        ignore="The text ends with its block: the mark has no effect there.",
    ),
    "zero-width": Explanation(
        why="An invisible character that the source does not have breaks search and spell "
        "checking.",
        found=pair("The sky", "Не\u200bбо"),
        not_found=pair("I want", "می\u200cخواهم", "fa-IR"),
        cure="Delete the character.",
        ignore="It marks places where a long word may be broken.",
    ),
    "replacement-character": Explanation(
        why="U+FFFD replaces a character that was lost in a conversion between encodings.",
        found=pair("The sky", "Н\ufffdбо"),
        not_found=pair("Sk\ufffd", "Неб\ufffd"),
        cure="Write the character that is missing.",
        ignore="The text is about U+FFFD.",
    ),
    "end-punctuation": Explanation(
        why="A sentence that ends differently, or not at all, may have lost a part of its text.",
        found=pair("Open it?", "Откройте."),
        not_found=pair("Open it.", "開きます。", "ja-JP"),
        cure="End the sentence as the source does.",
        ignore="The language ends such a text differently, as a heading or an item of a list.",
    ),
    "added-stop": Explanation(
        why="A stop at the end of a heading or a label is against most style guides.",
        found=pair("Open", "Откройте."),
        not_found=pair("Open", "Откройте"),
        cure="Delete the stop.",
        ignore="The target is a sentence, and the source is not.",
    ),
    "source-text": Explanation(
        why="A sentence of the source is in the target as it is: it was not translated.",
        found=pair("Open it. You can see the stars.", "Откройте. You can see the stars."),
        not_found=pair("Contoso Open Night Sky", "Contoso Open Night Sky"),
        cure="Translate the sentence.",
        ignore="The product shows the text in English only. In quotation marks it is not reported.",
    ),
    "repeated-text": Explanation(
        why="The target consists of the same text twice, as machine translation and a repeated "
        "paste produce it.",
        found=pair("Open the map.", "Откройте карту. Откройте карту."),
        not_found=pair("Open, open!", "Откройте, откройте!"),
        cure="Delete one of them.",
        ignore="Never.",
    ),
    "mojibake": Explanation(
        why="Bytes of UTF-8 were read in another encoding. Readers cannot read the text.",
        found=pair("For the sky", "FÃ¼r den Himmel", "de-DE"),
        not_found=pair("For the sky", "Für den Himmel", "de-DE"),
        cure="Write the characters that the message names.",
        ignore="The text is about wrong encodings.",
    ),
    "mixed-script": Explanation(
        why="A letter of another script looks the same, but search and spell checking fail, and a "
        "name of a product is another name.",
        found=pair("Use Excel", "Откройте Еxcel"),
        not_found=pair("Use Excel", "Откройте Excel"),
        cure="Replace the letter that the message names.",
        ignore="The word has an ending in the other script.",
    ),
    "spaced-stop": Explanation(
        why="A blank before a stop is an error in most languages, and the stop may begin a line.",
        found=pair("Open it.", "Откройте ."),
        not_found=pair("Use .NET", "Используйте .NET"),
        cure="Delete the blank.",
        ignore="The language sets a blank before this stop.",
    ),
    "glued-markup": Explanation(
        why="Inline code and a word without a blank between them read as one word.",
        found=pair("Run `sky` now", "Запустите`sky` сейчас"),
        not_found=pair("Run `sky` now", "Запустите `sky` сейчас"),
        cure="Insert a blank.",
        ignore="The word has an ending or a prefix that belongs to the code.",
    ),
    "no-break-space": Explanation(
        why="French sets a no-break space before `;`, `:`, `!` and `?`, and inside of guillemets. "
        "At an ordinary blank the line may break.",
        found=pair("Is it?", "Vraiment ?", "fr-FR"),
        not_found=pair("Is it?", "Vraiment\u202f?", "fr-FR"),
        cure="Replace the blank with U+00A0 or U+202F.",
        ignore="The publishing tool inserts it.",
    ),
    "inconsistent": Explanation(
        why="Readers may take two translations of one text for two things.",
        found=_two("Открыть небо", "Откройте небо"),
        not_found=_two("Открыть небо", "Открыть небо"),
        cure="Choose one translation and use it in all documents.",
        ignore="The contexts need different translations, as a button and a heading do.",
    ),
    "length": Explanation(
        why="A target that is far longer or shorter than its source may contain another text, or "
        "a part only.",
        found=pair("Look at the night sky for an hour", "Да"),
        not_found=pair("Look at the night sky for an hour", "Смотрите на ночное небо целый час"),
        cure="Compare the two texts.",
        ignore="The language is far shorter or longer in this case.",
    ),
}
