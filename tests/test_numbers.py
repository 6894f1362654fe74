"""Numbers as texts write them: any text can be compared with any other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sxskit.checks.translation.number_formats import in_full, numbers
from sxskit.checks.translation.numbers import fault

PARTS = (
    *("0", "1", "12", "100", "000", "05", "٣", "१०", "３", "2021", "FY21", "O365", "½", "²"),
    *(".", ",", ":", " ", "\u00a0", "’", "٫", "，", "-", "/", "%", "\u200e", "h", "K", " million"),
    *(
        "万",
        "億",
        " тыс.",
        " млн",
        " lakh",
        "PM",
        " AM",
        "May",
        "two",
        "два",
        "1:N",
        "1 hour",
        "a ",
    ),
)
texts = st.lists(st.sampled_from(PARTS), max_size=8).map("".join)


@given(texts, texts, st.sampled_from(["ru-RU", "ja-JP", "ar-SA", "th-TH", "hi-IN", "tlh", ""]))
def test_any_texts_are_compared(source: str, target: str, language: str) -> None:
    assert isinstance(fault(source, target, language), str)
    assert fault(source, source, language) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234,567.50", ["1234567", "50"]),
        ("12,34,567", ["1234567"]),
        ("1.000,5", ["1000", "5"]),
        ("1’000", ["1000"]),
        ("10 000 files", ["10000"]),
        ("１，０００", ["1000"]),
        ("٠٫٥", ["5"]),
        ("3.10.0.1", ["3", "10", "0", "1"]),
        ("3.01", ["3", "01"]),
        ("07.10.2020", ["7", "10", "2020"]),
        ("2028, 0028", ["2028", "0028"]),
        ("20h00, 20 h 00, 8:05", ["20", "20", "8", "5"]),
        ("0:00, 0.0", ["0", "0"]),
    ],
)
def test_a_number_is_read_in_parts(text: str, expected: list[str]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("10K users", "10000 users"),
        ("4 KB", "4 KB"),
        ("1.5 million", "1500000"),
        ("2,5 тысячи файлов", "2500 файлов"),
        ("5 万人", "50000人"),
        ("15 लाख", "1500000"),
        ("10mila", "10000"),
        ("1.2.3 million", "1.2.3 million"),
        ("5 minutes", "5 minutes"),
        ("5 miles", "5 miles"),
    ],
)
def test_a_number_with_its_scale_is_written_in_full(text: str, full: str) -> None:
    assert in_full(text)[0] == full
