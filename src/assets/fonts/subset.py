"""Cuts the course's Latin fonts from the npm packages: the characters we set, weights 400 to 700, few features.

python -m venv v && v/bin/pip install fonttools brotli && v/bin/python src/assets/fonts/subset.py
(run from the project's root, after npm ci)

Source Serif and Pretendard reserve their names under the SIL Open Font License, so the subsets carry other names.
"""
from io import BytesIO

from fontTools.subset import Options, Subsetter, load_font
from fontTools.varLib.instancer import instantiateVariableFont

MODULES = "node_modules/"
SERIF = MODULES + "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-"
MONO = MODULES + "@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2"
SANS = MODULES + "pretendard/dist/web/variable/woff2/PretendardVariable.woff2"

BASIC = (set(range(0x20, 0x7F)) | {0xA0, 0xA7, 0xA9, 0xB0, 0xB1, 0xB7, 0xD7}
         | set(range(0x2010, 0x2016)) | {0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2032, 0x2033}
         | set(range(0x2190, 0x2194)) | {0x2212, 0x2248, 0x2260, 0x2264, 0x2265})
BOOK = BASIC | {0xAB, 0xBB, 0x152, 0x153, 0x201A, 0x201E, 0x2020, 0x202F, 0x20AC, 0x2122} | set(range(0xC0, 0x100)) | set(range(0x2002, 0x200B))
CODE = BASIC | {0x2500, 0x2502, 0x250C, 0x2514, 0x251C, 0x2524, 0x25A0, 0x25A1, 0x2713, 0x2717}

CUTS = [
    (SERIF + "normal.woff2", "serif.woff2", "Four Serif", BOOK, ["kern", "liga", "lnum", "tnum", "pnum", "ccmp", "mark"]),
    (SERIF + "italic.woff2", "serif-italic.woff2", "Four Serif Italic", BOOK, ["kern", "liga", "lnum", "tnum", "pnum", "ccmp", "mark"]),
    (SANS, "sans.woff2", "Four Sans", BASIC, ["kern", "tnum"]),
    (MONO, "mono.woff2", "Four Mono", CODE, ["ccmp"]),
]

for source, target, name, characters, features in CUTS:
    variable = instantiateVariableFont(load_font(source, Options()), {"wght": (400, 700)})
    # The instancer leaves tables half read; the subsetter wants a font as a file has it.
    variable.flavor = None
    file = BytesIO()
    variable.save(file)
    file.seek(0)
    font = load_font(file, Options())
    options = Options(layout_features=features, flavor="woff2", name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4):
            record.string = name
        elif record.nameID == 6:
            record.string = name.replace(" ", "")
    font.flavor = "woff2"
    font.save("src/assets/fonts/" + target)
