"""Front matter that is read without PyYAML says what PyYAML says of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sxskit.frontmatter.nodes import values
from sxskit.frontmatter.plain import plain_values

_LINES = st.sampled_from(
    [
        *("title: Привет, мир", "a: b: c", "a: b:c", "a: b #c", "a: b#c", "a: 'b'", "a: 'it''s'"),
        *(
            'a: "b"',
            'a: "b\\n"',
            "a:",
            "a: ",
            "a:  b  ",
            "- x",
            "  - x",
            "- x: y",
            "    - 'z'",
            "-x",
        ),
        *("- ", "-", "a: -b", "a: - b", "a: [b]", "a: {b: c}", "a: |", "  text", "a: >-", "a: *b"),
        *("a: &b c", "a: !!str 1", "a: ~", "a: null", "a: 1.0", "# a", "", "---", "...", "<<: a"),
        *("a: =", "a: %b", "a: @b", "a: `b`", "a: 07/10/2020", "? a", "a b: c", "a:\tb", "a: b\tc"),
        *(
            "a: \u00a0b\u00a0c",
            "a: \u2028b",
            "a: \x85",
            "a: \ufeffb",
            "a: b\u3000",
            "ms.date: 'x' y",
        ),
    ]
)
_FREE = st.text(st.sampled_from("ab: -#'\"[]{}|>&*!%@`,?\\=~é\u00a0"), max_size=12)


@given(
    st.lists(_LINES | _FREE | _FREE.map("key: {}".format) | _FREE.map("- {}".format), max_size=5),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_read_without_yaml_is_what_yaml_reads(lines: list[str], end: str) -> None:
    inner = "".join(line + end for line in lines)
    plain = plain_values(inner)
    if plain is not None:
        read = values(inner)
        assert read is not None, inner
        assert list(plain.items()) == list({each.key: each.text for each in read}.items())


def test_a_document_as_nearly_all_are_is_extracted_without_loading_yaml(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(
        b"---\ntitle: A\nms.contentlocale: ru-RU\nno-loc:\n- B\n---\n"
        b'<span data-ttu-id="7758d-103">T</span>'
        b'<span class="sxs-lookup"><span data-stu-id="7758d-103">S</span></span>\n'
    )
    code = (
        "import sys; from sxskit.cli.main import main\n"
        "main(['extract', 'a.md', '-o', 'a.po', '-q'], standalone_mode=False)\n"
        "print('yaml' in sys.modules, end='')"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False
    )
    assert (tmp_path / "a.po").exists(), ran.stderr
    assert b"True" not in ran.stdout
