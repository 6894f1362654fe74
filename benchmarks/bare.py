"""The least that extraction of pairs can cost: one regular expression, one PO file, no questions.

    python benchmarks/bare.py path/to/docs all.po

A yardstick for `benchmarks/whole.py`, run as a process. There are no headings, lines, states or
findings, damaged pairs are lost, and a source with a ``</span>`` of its own is cut off.
"""

from __future__ import annotations

import os
import re
import sys

PAIR = re.compile(
    r'<span data-ttu-id="(?P<id>[^"]+)">(?P<target>.*?)</span><span class="sxs-lookup">'
    r'<span data-stu-id="(?P=id)">(?P<source>.*?)</span></span>',
    re.DOTALL,
)
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def main(folder: str, catalog: str) -> None:
    messages = [HEADER]
    for above, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".md"):
                path = f"{above}/{name}"
                with open(path, "rb") as document:  # noqa: PTH123  # a Path costs time
                    text = document.read().decode()
                document_name = os.path.relpath(path, folder)
                for id, target, source in PAIR.findall(text):
                    messages.append(
                        f'\n#: {document_name}\nmsgctxt "{document_name}#{id}"\n'
                        f'msgid "{source.translate(ESCAPES)}"\n'
                        f'msgstr "{target.translate(ESCAPES)}"\n'
                    )
    with open(catalog, "wb") as file:  # noqa: PTH123
        file.write("".join(messages).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
