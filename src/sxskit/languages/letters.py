"""The letters of the scripts that languages are written in (UAX 24), by codes of ISO 15924.

Made by scripts/cldr.py from CLDR 48.2.0 and Unicode 17.0.0; run it instead of editing this.
Copyright (C) 2004-2026 Unicode, Inc., under the Unicode License v3, which is in
LICENSES/Unicode-3.0.txt.
"""

from __future__ import annotations

# The letters of each script, as ranges of a regular expression.
LETTERS = {
    "Adlm": "\U0001e900-\U0001e943\U0001e94b",
    "Arab": (
        "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06e5-\u06e6\u06ee-\u06ef"
        "\u06fa-\u06fc\u06ff\u0750-\u077f\u0870-\u0887\u0889-\u088e\u08a0-\u08c9\ufb50-\ufbb1"
        "\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdfb\ufe70-\ufefc\U00010ec2-\U00010ec4"
        "\U0001ee00-\U0001eebb"
    ),
    "Armi": "\U00010840-\U00010855",
    "Armn": "\u0531-\u0559\u0560-\u0588\ufb13-\ufb17",
    "Avst": "\U00010b00-\U00010b35",
    "Bali": "\u1b05-\u1b33\u1b45-\u1b4c",
    "Bamu": "\ua6a0-\ua6ef\U00016800-\U00016a38",
    "Batk": "\u1bc0-\u1be5",
    "Beng": "\u0980\u0985-\u09b9\u09bd\u09ce\u09dc-\u09e1\u09f0-\u09f1\u09fc",
    "Bopo": "\u3105-\u312f\u31a0-\u31bf",
    "Cakm": "\U00011103-\U00011126\U00011144\U00011147",
    "Cans": "\u1401-\u166c\u166f-\u167f\u18b0-\u18f5\U00011ab0-\U00011abf",
    "Cham": "\uaa00-\uaa28\uaa40-\uaa42\uaa44-\uaa4b",
    "Cher": "\u13a0-\u13fd\uab70-\uabbf",
    "Copt": "\u03e2-\u03ef\u2c80-\u2ce4\u2ceb-\u2cee\u2cf2-\u2cf3",
    "Cyrl": (
        "\u0400-\u0481\u048a-\u052f\u1c80-\u1c8a\u1d2b\u1d78\ua640-\ua66e\ua67f-\ua69d"
        "\U0001e030-\U0001e06d"
    ),
    "Deva": "\u0904-\u0939\u093d\u0950\u0958-\u0961\u0971-\u097f\ua8f2-\ua8f7\ua8fb\ua8fd-\ua8fe",
    "Dsrt": "\U00010400-\U0001044f",
    "Ethi": "\u1200-\u135a\u1380-\u138f\u2d80-\u2dde\uab01-\uab2e\U0001e7e0-\U0001e7fe",
    "Geor": "\u10a0-\u10fa\u10fc-\u10ff\u1c90-\u1cbf\u2d00-\u2d2d",
    "Grek": (
        "\u0370-\u0373\u0376-\u037d\u037f\u0386\u0388-\u03e1\u03f0-\u03f5\u03f7-\u03ff\u1d26-\u1d2a"
        "\u1d5d-\u1d61\u1d66-\u1d6a\u1dbf\u1f00-\u1fbc\u1fbe\u1fc2-\u1fcc\u1fd0-\u1fdb\u1fe0-\u1fec"
        "\u1ff2-\u1ffc\u2126\uab65\U00010140-\U00010174"
    ),
    "Gujr": "\u0a85-\u0ab9\u0abd\u0ad0-\u0ae1\u0af9",
    "Guru": "\u0a05-\u0a39\u0a59-\u0a5e\u0a72-\u0a74",
    "Hang": "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7fb\uffa0-\uffdc",
    "Hani": (
        "\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufad9\U00016fe3"
        "\U00020000-\U000323af"
    ),
    "Hebr": "\u05d0-\u05f2\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f",
    "Hira": "\u3041-\u3096\u309d-\u309f\U0001b001-\U0001b11f\U0001b132-\U0001b152",
    "Hmnp": "\U0001e100-\U0001e12c\U0001e137-\U0001e13d\U0001e14e",
    "Java": "\ua984-\ua9b2",
    "Kali": "\ua90a-\ua925",
    "Kana": (
        "\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d\U0001aff0-\U0001b000"
        "\U0001b120-\U0001b122\U0001b155-\U0001b167"
    ),
    "Khmr": "\u1780-\u17b3\u17d7\u17dc",
    "Knda": "\u0c80\u0c85-\u0cb9\u0cbd\u0cdd-\u0ce1\u0cf1-\u0cf2",
    "Lana": "\u1a20-\u1a54\u1aa7",
    "Laoo": "\u0e81-\u0eb0\u0eb2-\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf",
    "Latn": (
        "A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u02b8\u02e0-\u02e4\u1d00-\u1d25\u1d2c-\u1d5c"
        "\u1d62-\u1d65\u1d6b-\u1d77\u1d79-\u1dbe\u1e00-\u1eff\u2071\u207f\u2090-\u209c\u212a-\u212b"
        "\u2132\u214e\u2160-\u2188\u2c60-\u2c7f\ua722-\ua787\ua78b-\ua7ff\uab30-\uab5a\uab5c-\uab64"
        "\uab66-\uab69\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a\U00010780-\U000107ba"
        "\U0001df00-\U0001df2a"
    ),
    "Lepc": "\u1c00-\u1c23\u1c4d-\u1c4f",
    "Limb": "\u1900-\u191e",
    "Lisu": "\ua4d0-\ua4fd\U00011fb0",
    "Mand": "\u0840-\u0858",
    "Mlym": "\u0d04-\u0d3a\u0d3d\u0d4e\u0d54-\u0d56\u0d5f-\u0d61\u0d7a-\u0d7f",
    "Mong": "\u1820-\u1884\u1887-\u18a8\u18aa",
    "Mtei": "\uaae0-\uaaea\uaaf2-\uaaf4\uabc0-\uabe2",
    "Mymr": (
        "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065-\u1066\u106e-\u1070\u1075-\u1081"
        "\u108e\ua9e0-\ua9e4\ua9e6-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a\uaa7e-\uaa7f"
    ),
    "Newa": "\U00011400-\U00011434\U00011447-\U0001144a\U0001145f-\U00011461",
    "Nkoo": "\u07ca-\u07ea\u07f4-\u07f5\u07fa",
    "Olck": "\u1c5a-\u1c7d",
    "Orya": "\u0b05-\u0b39\u0b3d\u0b5c-\u0b61\u0b71",
    "Osge": "\U000104b0-\U000104fb",
    "Phli": "\U00010b60-\U00010b72",
    "Plrd": "\U00016f00-\U00016f4a\U00016f50\U00016f93-\U00016f9f",
    "Rohg": "\U00010d00-\U00010d23",
    "Saur": "\ua882-\ua8b3",
    "Shaw": "\U00010450-\U0001047f",
    "Sinh": "\u0d85-\u0dc6",
    "Sund": "\u1b83-\u1ba0\u1bae-\u1baf\u1bba-\u1bbf",
    "Sunu": "\U00011bc0-\U00011be0",
    "Sylo": "\ua800-\ua801\ua803-\ua805\ua807-\ua80a\ua80c-\ua822",
    "Syrc": "\u0710\u0712-\u072f\u074d-\u074f\u0860-\u086a",
    "Tale": "\u1950-\u1974",
    "Talu": "\u1980-\u19c9",
    "Taml": "\u0b83-\u0bb9\u0bd0",
    "Tavt": "\uaa80-\uaaaf\uaab1\uaab5-\uaab6\uaab9-\uaabd\uaac0\uaac2-\uaadd",
    "Telu": "\u0c05-\u0c39\u0c3d\u0c58-\u0c61",
    "Tfng": "\u2d30-\u2d6f",
    "Thaa": "\u0780-\u07a5\u07b1",
    "Thai": "\u0e01-\u0e30\u0e32-\u0e33\u0e40-\u0e46",
    "Tibt": "\u0f00\u0f40-\u0f6c\u0f88-\u0f8c",
    "Vaii": "\ua500-\ua60c\ua610-\ua61f\ua62a-\ua62b",
    "Wcho": "\U0001e2c0-\U0001e2eb",
    "Yiii": "\ua000-\ua48c",
}
# The letters that a script shares with others, such as the long vowel of kana.
SHARED = {
    "Adlm": "\u0640",
    "Arab": "\u0640",
    "Beng": "\u02bc\u1cea\u1cf2\u1cf5-\u1cf6",
    "Bopo": "\u02c7\u02c9-\u02cb",
    "Copt": "\u0374",
    "Cyrl": "\u02bc",
    "Deva": "\u02bc\u1ce9-\u1cec\u1cee-\u1cf3\u1cf5-\u1cf6",
    "Grek": "\u0374",
    "Hani": "\u3006\u303c",
    "Hira": "\u3031-\u3035\u303c\u30fc\uff70\uff9e-\uff9f",
    "Java": "\ua9cf",
    "Kana": "\u3031-\u3035\u303c\u30fc\uff70\uff9e-\uff9f",
    "Knda": "\u1cf2",
    "Latn": "\u02bc\u02c7\u02c9-\u02cb\u02cd",
    "Lisu": "\u02bc\u02cd",
    "Mand": "\u0640",
    "Mlym": "\u1cf2",
    "Orya": "\u1cf2",
    "Rohg": "\u0640",
    "Sinh": "\u1cf2",
    "Syrc": "\u0640",
    "Telu": "\u1cf2",
    "Thai": "\u02bc",
}
# The scripts that run from right to left.
RIGHT_TO_LEFT = """\
Adlm Arab Armi Avst Hebr Mand Nkoo Phli Rohg Syrc Thaa
"""
