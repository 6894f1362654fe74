"""Small numbers as words: in the English of a source, and in the languages it is translated to.

>>> is_english("2", "the second file"), is_english("21", "the twenty-first day")
(True, True)
>>> is_in("2", "во втором файле", "ru-RU"), is_in("2", "во втором файле", "tlh")
(True, False)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from sxskit.conventions import language_of, script_of

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WORDS = {
    0: "zero|none|null",
    1: "one|none|once|first|firstly|single|an?|another|other|each|per|every|only|unique|previous",
    2: "two|twice|second|secondly|both|doubles?|pair|couple|half|binary|dual|more than one|or more",
    3: "few|more than two|three|thirds?|thirdly|triple|quarter|quarterly",
    4: "four|fourth|quarters?|quarterly",
    **{5: "five|fifth", 6: "six|sixth", 7: "seven|seventh", 8: "eight|eighth", 9: "nine|ninth"},
    **{10: "ten|tenth|decimals?", 11: "eleven|eleventh", 12: "twelve|twelfth|dozen|noon|midnight"},
    **{13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen"},
    **{18: "eighteen", 19: "nineteen", 20: "twenty|twentieth", 24: "daily", 30: "thirty"},
    **{40: "forty", 50: "fifty|half", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"},
    **{100: "hundreds?", 1000: "thousands?", 1000000: "millions?", 365: "O365|M365"},
}
_ENGLISH = {
    number: re.compile(
        rf"\b(?:{word}" + (rf"|{_MONTHS[number - 1]}\w*)\b" if 0 < number < 13 else r")\b"), re.I
    )
    for number, word in _WORDS.items()
}
# twenty-first
_TENS = re.compile(r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+", re.I)
# Numbers as words, by how they begin: 100 and 0 in front of the "/", then 1 and so on.
_TARGET_WORDS = {
    "ar": "مائة|مئة صفر/واحد|أول|أحد|مرة اثن|ثاني|مرتين|ضعف ثلاث|ثالث أربع|رابع خمس|خامس ست|سادس سبع|سابع ثمان|ثامن تسع|تاسع عشر",
    "cs": "st[oaě] nul/jed|prvn dv|druh t[řr][iíe] čty|čtvr p[ěá]t šest sedm osm dev[ěá]t deset|desát jedenáct dvanáct",
    "de": "hundert null/ein|erst zw[eoi] drei|dritt vier fünf sechs sieb acht neun zehn elf zwölf",
    "es": "cien cero/un|primer dos|segund|doble tres|tercer|triple cuatr|cuart cinc|quint seis|sext siet|sépt och|octav nuev|noven diez|décim once doce",
    "fr": "cent zéro/un|premi|seul deux|second|double trois|trip|tier quatr|quart cinq six|sixi sept huit neuf|neuv dix|dizaine onz douz",
    "he": "מאה|במאת|מאת אפס/אחד|אחת|יחיד|ראשו שני|שתי|שניה|פעמיים שלוש|שליש ארבע|רביעי חמש|חמיש שש|שיש שבע|שביע שמונ|שמינ תשע|תשיע עשר|עשיר",
    "hi": "सौ शून्य/एक|पहल दो|दूसर तीन|तीसर चार|चौथ पांच|पाँच छह|छठ सात आठ नौ दस ग्यारह बारह",
    "it": "cent zero/un|prim due|second|doppi tre|terz quattr|quart cinqu|quint sei|sest sett|settim ott nove|nono diec|decim undici dodici",
    "ja": "百 零|ゼロ/一|単|唯 二|両|双 三|サード 四 五 六 七 八 九 十",
    "ko": "백 영|없/한|하나|첫|일 두|둘|이|양 세|셋|삼|타사 네|넷|사 다섯|오 여섯|육 일곱|칠 여덟|팔 아홉|구 열|십",
    "nl": "honderd nul/een|eerst|één twee|dubbel drie|derde vier vijf zes zeven acht negen tien elf twaalf",
    "pl": "st[oau] zer/jed|pierwsz dw|drug|obu|obi trz czter|czwart pię|piąt sześ|szóst sied|siód os[im]|ósm dziew dzies jeden dwan",
    "pt": "cem|cent zero/um|primeir dois|duas|segund|dobr três|terceir quatr|quart cinc|quint seis|sext set|sétim oit nove|nono dez|décim onze doze",
    "ru": r"ст[оау]\b|сот нул|нол/од[ин]|перв|един дв|втор|об[ае]|полов тр[её]|трет|трой четыр|четв пят шест|шёст сем|седьм вос[еь]м девят десят|дюжин одиннадц двенадц",
    "sv": "hundra noll/en|ett|först två|andra|dubbel tre fyra|fjärd fem sex|sjätt sju|sjun åtta|ått nio tio elva tolv",
    "tr": "yüz sıfır/bir|ilk|tek iki|çift üç|üçün dört beş altı yedi sekiz dokuz on",
    "uk": r"ст[оа]\b|сот нул/од[ин]|перш|єдин дв|друг|обидв тр[иьо]|трет чотир|четв п.?ят шіст|шест|шост сім|сьом вісім|восьм дев десят одинадц дванадц",
    "zh": "百 零/一|单|首|單 二|两|兩|双|雙 三|第三方 四 五 六 七 八 九 十",
}


def is_english(number: str, text: str) -> bool:
    """Whether an English text says a number, or the month of that number, in words."""
    value = int(number) if len(number) < 8 else -1
    if 20 < value < 100 and value % 10:
        tens, ones = _ENGLISH[value // 10 * 10], _ENGLISH[value % 10]
        return any(tens.search(word) and ones.search(word) for word in _TENS.findall(text))
    return value in _ENGLISH and _ENGLISH[value].search(text) is not None


def is_in(number: str, text: str, language: str) -> bool:
    """Whether a text in a language says a number in words; False where that is not known."""
    pattern = _patterns(language).get(number)
    return pattern is not None and pattern.search(text) is not None


@cache
def _patterns(language: str) -> Mapping[str, re.Pattern[str]]:
    before, _, behind = _TARGET_WORDS.get(language_of(language), "").partition("/")
    words = {str(number): word for number, word in enumerate(behind.split(), 1)}
    words.update(zip(("100", "0"), before.split(), strict=False))
    start = "" if script_of(language) in ("Hani", "Kana", "Hang", "Hebr", "Arab") else r"\b"
    return {number: re.compile(f"{start}(?:{word})", re.I) for number, word in words.items()}
