"""Explanations of the codes about markup that differs between source and target."""

from __future__ import annotations

from sxskit.explanations.explanation import Explanation, pair

EXPLANATIONS = {
    "code-span": Explanation(
        why="Inline code is typed or looked up by readers. A translated command does not work.",
        found=pair("Run `sky`.", "Запустите `небо`."),
        not_found=pair("Run `sky` or `moon`.", "Запустите `moon` или `sky`."),
        cure="Copy the code from the source.",
        ignore="The product itself has localized names, such as functions of a spreadsheet.",
    ),
    "link": Explanation(
        why="A link leads to another page than in the source, or its markup does not form a link.",
        found=pair("The [sky](map.md)", "Это [небо] (map.md)"),
        not_found=pair(
            "The [sky](https://example.com/en-us/sky)",
            "Это [небо](https://example.com/ru-ru/sky)",
        ),
        cure="Copy the destination from the source, and remove blanks between `]` and `(`.",
        ignore="The localized page has a better destination, such as a site in its language.",
    ),
    "link-order": Explanation(
        why="The links of the target are in another order than those of the source. Either the "
        "sentence has another order, or two destinations are swapped.",
        found=pair("[Sky](a.md), [moon](b.md)", "[Небо](b.md), [луна](a.md)"),
        not_found=pair("[Sky](a.md), [moon](b.md)", "[Небо](a.md), [луна](b.md)"),
        cure="Compare each link with its destination.",
        ignore="The order of the words is that of the language.",
    ),
    "other-locale": Explanation(
        why="A link leads to the page in a third language.",
        found=pair("The [sky](https://example.com/en-us/a)", "[Небо](https://example.com/it-it/a)"),
        not_found=pair(
            "The [sky](https://example.com/en-us/a)", "[Небо](https://example.com/ru-ru/a)"
        ),
        cure="Write the tag of the language of the page, or omit it.",
        ignore="The page is about that language.",
    ),
    "alt-text": Explanation(
        why="Screen readers read the text of an image. It is missing in the target.",
        found=pair("![The sky](a.png) now", "![](a.png) сейчас"),
        not_found=pair("![The sky](a.png) now", "![Небо](a.png) сейчас"),
        cure="Translate the text of the image.",
        ignore="The image is decoration.",
    ),
    "adjacent-code": Explanation(
        why="Machine translation moves inline code to one place, and the words between are "
        "elsewhere. Readers cannot understand the sentence.",
        found=pair("Set `a` to `b` now", "Задайте `a` `b` сейчас"),
        not_found=pair("Set `a` to `b` now", "Задайте для `a` значение `b`"),
        cure="Translate the sentence again, with the code where it belongs.",
        ignore="The language needs no word between them.",
    ),
    "identifier": Explanation(
        why="A name in a program is the same in every language. Written in another way, it is not "
        "found, and does not work.",
        found=pair("Use DbContext", "Используйте dbcontext"),
        not_found=pair("Use DbContext", "Используйте DbContext"),
        cure="Copy the name from the source. A name that is missing is reported where other "
        "units of the document keep it.",
        ignore="The name is an ordinary word here.",
    ),
    "xref": Explanation(
        why="A cross-reference is resolved by its id. A translated id leads nowhere.",
        found=pair("See <xref:A.Sky>.", "См. <xref:A.Небо>."),
        not_found=pair("See <xref:A.Sky>.", "<xref:A.Sky> описывает это."),
        cure="Copy the reference from the source.",
        ignore="Never: the reference does not resolve.",
    ),
    "include": Explanation(
        why="An include is replaced with another file. A different path or a translated keyword "
        "includes nothing.",
        found=pair("Use [!INCLUDE [a](sky.md)] now", "Теперь [!INCLUDE [a](moon.md)]"),
        not_found=pair("Use [!INCLUDE [sky](a.md)] now", "Теперь [!INCLUDE [небо](a.md)]"),
        cure="Copy the include from the source.",
        ignore="Never: the text of the include is missing on the page.",
    ),
    "url": Explanation(
        why="A URL in the text differs from the one in the source. Readers copy it.",
        found=pair("See https://example.com/1", "См. https://example.com/2"),
        not_found=pair("See https://example.com/en-us/1", "См. https://example.com/ru-ru/1"),
        cure="Copy the URL from the source.",
        ignore="The localized page has a better destination, such as a site in its language.",
    ),
    "tag": Explanation(
        why="An HTML tag is missing, added or different. Layout or anchors of the page change.",
        found=pair("The <kbd>Esc</kbd> key", "Клавиша Esc"),
        not_found=pair('<img src="a.png" alt="Sky"> now', '<img src="a.png" alt="Небо"> сейчас'),
        cure="Copy the tags from the source. Attributes that readers see may be translated.",
        ignore="The language needs other markup, such as `<ruby>`.",
    ),
    "translated-placeholder": Explanation(
        why="The words of a placeholder are translated. That is right where readers fill it in, "
        "and wrong where a program does.",
        found=pair("Open &lt;path&gt; now", "Откройте &lt;путь&gt;"),
        not_found=pair("Open &lt;path&gt; now", "Откройте &lt;path&gt;"),
        cure="Copy the placeholder from the source if a program replaces it.",
        ignore="Readers replace it.",
    ),
    "formula": Explanation(
        why="A formula between dollar signs is typeset by TeX. A changed one means something else, "
        "or is not typeset.",
        found=pair("If $a_{ij}$ is 0", "Если $a_{иж}$ равно 0"),
        not_found=pair("If $a_{ij}$ is 0", "При $a_{ij}$, равном 0"),
        cure="Copy the formula from the source.",
        ignore="Words inside of the formula, such as those of `\\text`, are translated.",
    ),
    "placeholder": Explanation(
        why="A program or the reader replaces a placeholder. A different one stays in the text.",
        found=pair("Opened {0}", "Открыто: {1}"),
        not_found=pair("{0} of {1}", "Из {1} выбрано {0}"),
        cure="Copy the placeholder from the source. Texts to fill in, such as `<your name>`, may "
        "be translated.",
        ignore="The text only resembles a placeholder.",
    ),
    "line-break": Explanation(
        why="A line break that the source does not have ends a table row or a heading, or begins a "
        "new block.",
        found=pair("The sky", "Это\nнебо"),
        not_found=pair("The\nsky", "Это небо"),
        cure="Replace the line break with a blank.",
        ignore="The text is in a plain paragraph, where a line break is a blank.",
    ),
    "pipe": Explanation(
        why="In a table row, a bare pipe begins another cell, and the last cell of the row is "
        "lost.",
        found=pair("Sky", "Небо | звёзды", line="| a | b |\n|---|---|\n| {} | c |"),
        not_found=pair("Sky", r"Небо \| звёзды", line="| a | b |\n|---|---|\n| {} | c |"),
        cure=r"Write it `\|`.",
        ignore="Never: the row loses a cell.",
    ),
    "emphasis": Explanation(
        why="Bold or italic markers are missing or do not work. Readers see asterisks, or no "
        "emphasis.",
        found=pair("Press **OK**", "Нажмите ** ОК **"),
        not_found=pair("The *sky*", "Это _небо_"),
        cure="Put the markers directly around the words that are emphasized.",
        ignore="The language uses other means of emphasis, such as brackets in Chinese.",
    ),
    "entity": Explanation(
        why="An entity that is damaged is shown as it is written; one that was dropped may turn "
        "the text after it into markup.",
        found=pair("If a &lt; b", "Если a & lt; b"),
        not_found=pair("Sky &mdash; blue", "Небо — голубое"),
        cure="Copy the entity from the source, or write the character where it is not markup.",
        ignore="The target expresses the character in words.",
    ),
    "escape": Explanation(
        why="A character that is escaped in the source and bare in the target may be markup in the "
        "target; in the reverse case readers may see a backslash.",
        found=pair(r"2 \* 3", "2 * 3"),
        not_found=pair(r"2 \* 3", "2 × 3"),
        cure="Write the backslash as in the source.",
        ignore="The character is text in both cases, such as an asterisk between blanks.",
    ),
}
