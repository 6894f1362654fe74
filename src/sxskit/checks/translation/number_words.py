"""Small numbers as words, in English and in the languages of targets.

>>> count_english("2", "the second of both files"), count_english("21", "the twenty-first day")
(2, 1)
>>> count_in("2", "во втором файле", "ru-RU"), count_in("2", "во втором файле", "tlh")
(1, 0)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from sxskit.languages.conventions import language_of, script_of
from sxskit.patterns import pattern

_MONTHS = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "(?-i:May|MAY)", "june?"),
    *("july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
_WORDS = {
    0: "zero|none|null|midnight",
    1: "one|none|once|first|firstly|single|an?|another|other|each|per|every|only|unique|previous",
    2: "two|twice|second|secondly|both|doubles?|pair|couple|half|binary|dual|bi\\w+ly|more than one|or more",
    3: "three|few|more than two|thirds?|thirdly|triple|quarter|quarterly",
    4: "four|fourth|quarters?|quarterly",
    **{
        5: "five|fifth",
        6: "six|sixth|half[- ]years?|semi-?annual\\w*",
        7: "seven|seventh|week|weekly",
        8: "eight|eighth",
        9: "nine|ninth",
    },
    **{
        10: "ten|tenth|decimals?|decades?",
        11: "eleven|eleventh",
        12: "twelve|twelfth|dozen|annual|annually|yearly|noon|midnight",
    },
    **{25: "quarters?", 75: "three[- ]quarters"},
    **{13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen"},
    **{18: "eighteen", 19: "nineteen", 20: "twenty|twentieth", 24: "daily|midnight", 30: "thirty"},
    **{40: "forty", 50: "fifty|half", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"},
    **{100: "hundreds?", 1000: "thousands?", 1000000: "millions?", 365: "O365|M365"},
}
_ENGLISH = {number: pattern(rf"\b(?:{word})\b", re.I) for number, word in _WORDS.items()}
_IN_MONTH = {number: pattern(rf"\b{month}\b", re.I) for number, month in enumerate(_MONTHS, 1)}
_MONTH_NAME = pattern("|".join(_MONTHS), re.I)
# The cardinal number, a word without another meaning.
_CARDINALS = {
    str(number): pattern(rf"\b{_WORDS[number].partition('|')[0]}\b", re.I) for number in range(13)
}
# twenty-first
_TENS = pattern(r"\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\w+", re.I)
# The beginnings of number words: 100 and 0, then 1 and so on, separated by blanks.
_TARGET_WORDS = {
    "ar": (
        r"مائة|مئة صفر",
        r"واحد|أول|أحد|مرة اثن|ثاني|مرتين|ضعف|ثنائي|كلا ثلاث|ثالث أربع|رابع خمس|خامس (?<!\w)[وبلف]?(?:ال|ل)?ست(?:ة|ّة)?\b|سادس سبع|سابع ثمان|ثامن تسع|تاسع عشر",
    ),
    "cs": (
        r"st[oaě]\b|stov nul",
        r"jed|prvn dv[aěo]|druh tř(?:i|í|emi?|ech|etí\w*)\b|třet čty|čtvr p[ěá]t šest sedm osm dev[ěá]t deset|desát jedenáct dvanáct",
    ),
    "da": (
        "hundred nul",
        "en|et|ét|først|enkelt to|anden|andet|dobbelt|begge tre|tredje fire|fjerde fem seks|sjette syv otte ni ti elleve tolv",
    ),
    "de": (
        r"hundert null",
        r"ein|erst zw[eoi]|doppel|beid drei|dritt vier fünf sechs sieb acht(?:e\b|en\b|er\b|\b) neun zehn elf zwölf",
    ),
    "el": (
        r"εκατό μηδ[εέ]ν",
        r"έν[αο]|μί?[αι]|πρώτ|μόν δύο|δεύτερ|διπλ τρ[ιίε]|τρίτ τέσσερ|τετάρτ|τέταρτ πέντε|πέμπτ|πεντ έξι|έκτ επτά|εφτά|έβδομ οκτώ|οχτώ|όγδο εννέα|εννιά|ένατ δέκα|δέκατ έντεκα δώδεκα",
    ),
    "es": (
        r"cien(?:to|tos)?\b cero",
        r"un|primer|sol[ao] dos|segund[oa]\b|doble|ambos|ambas tres|tercer|triple cuatr|cuart cinc|quint seis|sext siet|sépt och|octav nuev|noven diez|décim once doce",
    ),
    "fi": (
        "sata nolla",
        "yksi|yhden|yht|yhde|ensimmäi|ainoa kaksi|kahd|kaht|toinen|tois|molem kolm neljä|neljän viisi|viid|viit|viides kuusi|kuud|kuut seitsem kahdeksa yhdeksä kymmen yksitoista|yhdentoista kaksitoista|kahdentoista",
    ),
    "fr": (
        r"cent(?:s|aines?|ièmes?)?\b zéro",
        r"un|premi|seul deux|second\b|seconde\b|double trois|trip|tier quatr|quart cinq six|sixi sept\b|septi huit neuf|neuv dix|dizaine onz douz",
    ),
    "he": (
        "מאה|במאת|מאת אפס",
        "אחד|אחת|יחיד(?!ה)|ראשו שני(?!ם)|שתי|פעמיים|כפול שלוש|שליש ארבע|רביעי חמש|חמיש שש|שישי|שישה שבע|שביע שמונ|שמינ תשע|תשיע עשר|עשיר",
    ),
    "hi": (
        "सौ शून्य",
        "एक|पहल दो|दूसर तीन|तीसर चार|चौथ पांच|पाँच छह|छः|छठ सात आठ नौ दस(?!्) ग्यारह बारह",
    ),
    "hu": (
        r"száz|század nulla|zéró",
        r"egy|els két|kettő|második|másod|dupl három|harm|hárm négy öt\b|ötö|öts hat\b|hatos|hatod|hatan hét|het nyolc kilenc tíz|tize tizenegy tizenkét|tizenkett|tucat",
    ),
    "id": (
        "seratus nol",
        "satu|sebuah|pertama|se dua|ganda|kedua tiga|ketiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
    ),
    "it": (
        r"cento|centinai zero",
        r"un|prim|singol due|second[oa]\b|doppi|entramb tre|terz quattr|quart cinqu|quint sei|sest sett|settim otto\b|ottav nove|nono diec|decim undici dodici",
    ),
    "ja": (
        "百 零|ゼロ",
        "(?<![統同])一(?![時般致覧部方意緒番定旦切貫様層])|単|唯 二|両|双 三|サード 四 五 六 七 八 九 十(?!分)",
    ),
    "ko": (
        "백 영|없",
        "(?<![가-힣])(?:한(?![가-힣])|하나|첫|단일|유일|일대) (?<![가-힣])(?:두|둘|양쪽|양방향|이중|듀얼) (?<![가-힣])(?:세(?![가-힣])|셋|삼|타사) (?<![가-힣])(?:네(?![가-힣])|넷|사분) 다섯 여섯 일곱 여덟 아홉 (?<![가-힣])열(?![가-힣])",
    ),
    "nb": (
        "hundre null",
        "en|ett|ét|først|enkelt to|andre|dobbel|begge tre|tredje fire|fjerde fem seks|sjette sju|syv åtte ni ti elleve tolv",
    ),
    "nl": (
        r"honderd nul",
        r"een|eerst|één twee|dubbel|beide drie|derde vier vijf zes zeven acht\b|achtste negen tien elf twaalf",
    ),
    "pl": (
        r"st[oau]\b|setn|setk zer",
        r"jed|pierwsz dw[aóuoi]|drug|obu|obi|oba trz[ye]\w*|trój czter|czwart pięc|piąt|pięć sześ|szóst sied|siód osiem|ośmi|ósm dziewi dziesi jeden dwan",
    ),
    "pt": (
        r"cem|centen|cento zero",
        r"um|primeir|únic dois|duas|segund[oa]\b|dobr|dupl|ambos|ambas três|terceir quatr|quart cinc|quint seis|sext sete\b|sétim oito|oitav nove\b|nono dez\b|dezen|décim onze doze",
    ),
    "ro": (
        "sut zero",
        "un|o|prim|singur do[iu]|dubl|ambele trei patru|patrulea cinci|cincilea șase|şase șapte|şapte opt nouă zece",
    ),
    "ru": (
        r"ст[оау]\b|сотн|сотый нул|нол",
        r"од[ин]|перв|един дв[ауо]|две|двумя|втор|об[ае]\b|обеи|обои|полов тр(?:и\b|[её]х|[её]м|ет|о[ей]) четыр|четв пят шест|шёст семь|семи\b|седьм вос[еь]м девят десят|дюжин одиннадц двенадц",
    ),
    "sk": (
        r"st[oa]\b|stov nul",
        r"jed|prv dv[aeo]|druh tr(?:i|om|och|et\w*)\b štyr|štvrt p[äi]ť|piat šes[ťt] sed osem|ôsm dev desa jedenás dvanás",
    ),
    "sv": (
        "hundra noll",
        "en|ett|först|enda två|andra|dubbel|båda tre fyra|fjärd fem sex|sjätt sju|sjun åtta|ått nio tio elva tolv",
    ),
    "th": (
        "ร้อย ศูนย์",
        "หนึ่ง|แรก|เดียว|เดี่ยว สอง|คู่ สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ",
    ),
    "tr": (
        r"yüz\b sıfır",
        r"bir|ilk|tek iki|çift üç dört beş altı yedi sekiz dokuz on\b|onun",
    ),
    "uk": (
        r"ст[оа]\b|сотн нул",
        r"од[ин]|перш|єдин дв[аоіу]|друг|обид три\b|трьо|трет чотир|четв п.?ят шіст|шест|шост сім\b|сьом|семи\b вісім|восьм дев.?ят десят одинадц дванадц",
    ),
    "vi": (
        r"trăm không",
        r"một|duy|đầu\stiên hai|đôi|nhì ba bốn|thứ\stư (?<!hàng.)(?<!mỗi.)năm(?!.\d) sáu bảy|bẩy tám chín mười",
    ),
    "zh": (
        "百 零",
        "(?<![统統同])一(?![般致些样樣起直旦定切])|单|首|單 二|两|兩|双|雙 三|第三方 四 五 六 七 八 九 十",
    ),
}
# Numbers above 12 where texts spell them, too: the teens and the tens. In Arabic they are made of
# the words for three to nine.
_ARABIC = ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع")
_LARGER: Mapping[str, Mapping[int, str]] = {
    "ar": {
        20: "عشر(?:ون|ين)",
        **{number: rf"{word}\w*\s+عشر" for number, word in enumerate(_ARABIC, 13)},
        **{10 * number: f"{word}(?:ون|ين)" for number, word in enumerate(_ARABIC, 3)},
    },
    "hi": {
        **{13: "तेरह", 14: "चौदह", 15: "पंद्रह|पन्द्रह", 16: "सोलह", 17: "सत्रह", 18: "अठारह"},
        **{19: "उन्नीस", 20: "बीस", 24: "चौबीस", 25: "पच्चीस", 30: "तीस", 40: "चालीस"},
        **{50: "पचास", 60: "साठ", 70: "सत्तर", 80: "अस्सी", 90: "नब्बे"},
    },
}
_HAN = " 一二三四五六七八九"
# Weekdays whose names contain a number.
_WEEKDAYS = pattern(
    r"יום (?:ראשון|שני|שלישי|רביעי|חמישי|שישי)|(?:segunda|terça|quarta|quinta|sexta)-feira"
    r"|(?:星期|周|週|礼拜|禮拜)[一二三四五六]"
    r"|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|wtor\w+|czwart(?:ek|ku)\b|вторник\w*|четверг\w*|пятниц\w*"
)
# The pattern before a word: empty in scripts without blanks or with prefixes; in Hindi, whose vowel
# signs do not match \w, not a sign.
_STARTS = {
    **dict.fromkeys(("Hani", "Kana", "Hang", "Hebr", "Arab", "Thai"), ""),
    "Deva": "(?<![\u0900-\u0963])",
}
# The endings of dual forms: two of something in one word.
_DUALS = {
    "ar": pattern(r"\w{3}(?:ان|ين)\b|(?:يوم|شهر|أسبوع|ساعت|سنت|دقيقت|مرت)ي\b"),
    "he": pattern(r"(?:יומ|שבוע|חודש|שנת|שעת|דקת|פעמ|מאת|אלפ|כפל)יים\b"),
}


def is_month_name(word: str) -> bool:
    """Whether an English word is the name of a month."""
    return _MONTH_NAME.fullmatch(word) is not None


def count_english(number: str, text: str) -> int:
    """How often an English text contains words that may mean a number."""
    value = int(number) if len(number) < 8 else -1
    if value in _ENGLISH:
        return len(_ENGLISH[value].findall(text))
    if not 20 < value < 100:
        return 0
    tens, ones = _ENGLISH[value // 10 * 10], _ENGLISH[value % 10]
    return sum(bool(tens.search(word) and ones.search(word)) for word in _TENS.findall(text))


def count_cardinals(number: str, text: str) -> int:
    """How often an English text contains the cardinal word of a small number."""
    return len(_CARDINALS[number].findall(text)) if number in _CARDINALS else 0


def is_month(number: str, text: str) -> bool:
    """Whether an English text contains the name of the month with a number."""
    value = int(number) if len(number) < 3 else 0
    return value in _IN_MONTH and _IN_MONTH[value].search(text) is not None


def count_in(number: str, text: str, language: str) -> int:
    """How often a text contains a number in words; 0 for an unknown language or number."""
    pattern = _pattern(number, language) if len(number) < 4 else None
    if pattern is None:
        return 0
    text = _WEEKDAYS.sub("", text)
    dual = _DUALS.get(language_of(language)) if number == "2" else None
    return len(pattern.findall(text)) + (len(dual.findall(text)) if dual else 0)


@cache
def _pattern(number: str, language: str) -> re.Pattern[str] | None:
    """A pattern for the words of a number in a language; None if they are unknown."""
    script = script_of(language)
    hundred_and_zero, small = _TARGET_WORDS.get(language_of(language), ("", ""))
    words = dict(zip(("100", "0"), hundred_and_zero.split(), strict=False))
    words.update((str(value), word) for value, word in enumerate(small.split(), 1))
    word = words.get(number) or _LARGER.get(language_of(language), {}).get(int(number), "")
    if script in ("Hani", "Kana") and len(number) == 2 and int(number) > 10:
        word = _han(int(number))
    start = _STARTS.get(script, r"\b")
    return re.compile(f"{start}(?:{word})", re.I) if word else None


def _han(number: int) -> str:
    """A number from 11 to 99 in Han characters."""
    tens, ones = divmod(number, 10)
    start = "(?<![二三四五六七八九])十" if tens == 1 else f"{_HAN[tens]}十"
    return start + (_HAN[ones] if ones else "(?![一二三四五六七八九])")
