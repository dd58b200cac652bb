"""The hostile reports that are too large to be kept: each is made here, the same bytes every time.

In:   nothing; no clock, no chance.
Out:  RECIPES, from the name that a case of cases.toml gives to a function that returns the report's bytes.
"""

from collections.abc import Callable

SCRIPT = "window.__hostile=(window.__hostile||0)+1"
TOLD = "A blast killed six people in Corby Mead on Tuesday, Ida Corby, the district surgeon, said."
LATER = "Ida Corby said on Wednesday that 19 people had been injured in Corby Mead."
FILLER = "The road was closed and the shops stayed shut until the evening of the next day. "


def script_with_id(number: int) -> str:
    return f'<script id="hostile-{number}">{SCRIPT}</script>'


def page(body: str) -> bytes:
    title = "Six killed in Corby Mead"
    head = f'<head><meta charset="utf-8"><title>{title}</title></head>'
    return f"<!DOCTYPE html>\n<html lang=en>{head}<body><h1>{title}</h1>\n{body}\n</body></html>\n".encode()


def one_line_of_5_mb() -> bytes:
    chunk = FILLER * 800
    parts = [TOLD, " "]
    length = 0
    while length < 5_000_000:
        part = chunk + script_with_id(60) + " "
        parts.append(part)
        length += len(part)
    parts.append(LATER)
    return "".join(parts).encode()


def tiny_paragraphs() -> bytes:
    return "\n\n".join([TOLD, script_with_id(61), *["x"] * 100_000, LATER, ""]).encode()


def nested_divs() -> bytes:
    depth = 20_000
    told = f"<article><p>{TOLD}</p><p>{FILLER * 3}</p><p>{LATER}</p></article>{script_with_id(62)}"
    return page("<div>" * depth + told + "</div>" * depth)


def unclosed_tags() -> bytes:
    tags = ["<b>", "<i>", "<font color=red>", "<mark>", "<a href='http://hostile.invalid/63'>"]
    opened = "".join(tags[place % len(tags)] for place in range(50_000))
    return page(f"<article><p>{TOLD}</p><p>{opened}{FILLER * 3}{script_with_id(63)}<p>{LATER}")


def combining_marks() -> bytes:
    flood = "".join(chr(0x0300 + place % 0x60) for place in range(100_000))
    return f"{TOLD}\n\nA{flood} witness saw it.\n\n{script_with_id(64)}\n\n{LATER}\n".encode()


def open_isolates() -> bytes:
    controls = "\u2066\u2067\u2068\u202a\u202b\u202e"
    return f"{TOLD}\n\nBefore {controls * 10_000} after.\n\n{script_with_id(65)}\n\n{LATER}\n".encode()


def many_attributes() -> bytes:
    plain = " ".join(f'data-x{place}="{place}"' for place in range(18_000))
    handlers = " ".join(f'onx{place}="{SCRIPT}"' for place in range(1_998))
    element = f'<p id="hostile-66" {plain} {handlers} onclick="{SCRIPT}" onmouseover="{SCRIPT}">'
    return page(f"<article>{element}{TOLD}</p><p>{FILLER * 3}</p><p>{LATER}</p></article>")


def many_claims() -> bytes:
    told = [
        f"Shells killed {number + 2} people in Corby Mead on Tuesday, Aldous <b id=hostile-67>Number{number}, "
        f"a member of council {number}, said."
        for number in range(2_000)
    ]
    return "\n\n".join([TOLD, *told, LATER, ""]).encode()


def long_word() -> bytes:
    return f"{TOLD}\n\n{'Aa' * 500_000}\n\n{script_with_id(68)}\n\n{LATER}\n".encode()


def json_line_of_5_mb() -> bytes:
    escapes = "\\u003cscript id=hostile-69\\u003e" + "\\u0020\\u202e\\u003c" * 275_000
    return f'{{"doc_id": "69", "outlet": "Corby Mead Wire", "text": "{TOLD} {escapes} {LATER}"}}\n'.encode()


RECIPES: dict[str, Callable[[], bytes]] = {
    "one_line_of_5_mb": one_line_of_5_mb,
    "tiny_paragraphs": tiny_paragraphs,
    "nested_divs": nested_divs,
    "unclosed_tags": unclosed_tags,
    "combining_marks": combining_marks,
    "open_isolates": open_isolates,
    "many_attributes": many_attributes,
    "many_claims": many_claims,
    "long_word": long_word,
    "json_line_of_5_mb": json_line_of_5_mb,
}
