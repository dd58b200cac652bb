"""Wear a passage as texts are worn on their way: marks lost, lines run together, other quotation marks.

In:   a Passage and a random state.
Out:  a Passage of the same attributions.
Holds: nothing but punctuation, white space and quotation marks changes, so that no word is lost.
"""

import random
import re

from training.made.passage import Passage, edited

_QUOTES = '"“”'
_APOSTROPHES = "'‘’"

# What a text may lose, and the way of whole corpora that lost all of it at once.
LOSSES = (",", _QUOTES, _APOSTROPHES, _QUOTES + _APOSTROPHES, "," + _QUOTES + _APOSTROPHES)


def lose_marks(passage: Passage, lost: str) -> Passage:
    """Return the passage without the given characters: "Syria's army, he said" becomes "Syrias army he said"."""
    return edited(passage, [(k, k + 1, "") for k, char in enumerate(passage.text) if char in lost])


def run_in(passage: Passage) -> Passage:
    """Return the passage as one line, as where a headline runs into the lead with no mark between them."""
    return edited(passage, [(*found.span(), " ") for found in re.finditer(r"\s*\n\s*", passage.text)])


def change_quotes(passage: Passage, chance: random.Random) -> Passage:
    """Return the passage with its straight marks written in one other way: curly, or two single ones."""
    style = chance.choice(("curly", "curly", "doubled", "apostrophes only"))
    edits = []
    for k, char in enumerate(passage.text):
        if char not in "\"'":
            continue
        opens = k == 0 or passage.text[k - 1] in " \n(—-"
        if char == '"' and style == "curly":
            edits.append((k, k + 1, "“" if opens else "”"))
        elif char == '"' and style == "doubled":
            edits.append((k, k + 1, "''"))
        elif char == "'" and style != "doubled":
            edits.append((k, k + 1, "‘" if opens else "’"))
    return edited(passage, edits)


def wear(passage: Passage, chance: random.Random) -> Passage:
    """Return the passage as it came, or (two in five) worn in one or more of these ways."""
    drawn = chance.random()
    if drawn < 0.2:
        return change_quotes(passage, chance)
    if drawn < 0.4:
        worn = lose_marks(passage, chance.choice(LOSSES))
        return run_in(worn) if chance.random() < 0.5 else worn
    return passage
