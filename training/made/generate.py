"""Make training texts without end from the passages, the words and a seed.

In:   `words.toml`, `passages/`; a seed and a count.
Out:  Passage values: one to seven written passages each, worn now and then.
Holds: the same seed and number give the same passage, whatever the count; every passage has been checked.
"""

import random
from collections.abc import Iterator
from pathlib import Path

from training.made.markup import read_passages, read_words, write
from training.made.passage import Passage, check, joined
from training.made.worn import wear

_HERE = Path(__file__).parent


def made_passages(seed: int, count: int) -> Iterator[Passage]:
    """Yield `count` passages. Half are one written passage, a third a paragraph, the rest some paragraphs.

    Raises: MarkupError, naming file and line, if a passage or the words are written wrongly.
    """
    words = read_words(_HERE / "words.toml")
    templates = read_passages(_HERE / "passages", words)
    for number in range(count):
        chance = random.Random(f"made {seed} {number}")
        drawn = chance.random()
        parts = 1 if drawn < 0.5 else chance.randint(2, 4) if drawn < 0.8 else chance.randint(3, 7)
        made = [write(chance.choice(templates), words, chance) for _ in range(parts)]
        gap = " " if drawn < 0.8 or chance.random() < 0.4 else "\n\n"
        between = [gap if part.text[-1] in ".?!\"'" else "\n\n" for part in made[:-1]]
        passage = joined(made, between)
        passage = wear(passage, chance)
        check(passage)
        yield passage
