"""Say what a view shows and what it holds back: the lines that masking adds to terminal and page.

In:   findings or a record.
Out:  sentences.
Holds: a view says at its head which of the two it is; whatever is held back is counted, with what to do about it.
"""

from tellings.model import Findings, HeldBack
from tellings.publish.words import counted

INTERNAL = "INTERNAL: not masked. Every name, accusation and lead stands here. Not to be passed on."
MASKED = (
    "Masked: witnesses, relatives, survivors, minors, the dead, the detained and other private persons stand "
    "under pseudonyms."
)


def head_of(findings: Findings) -> str:
    """Return which of the two a view is, and how many names are replaced."""
    if not findings.masked:
        return INTERNAL
    names = findings.held_back.names
    told = (
        f"{counted(names, 'name')} {'is' if names == 1 else 'are'} replaced."
        if names
        else "No name had to be replaced."
    )
    return f"{MASKED} {told}"


def accusations_held(held: HeldBack) -> str:
    """Return how many accusations are held back, "" for none."""
    number = held.accusations
    if not number:
        return ""
    return (
        f"{counted(number, 'accusation')} {'is' if number == 1 else 'are'} held back until a person confirms "
        f"{'it' if number == 1 else 'them'}: --internal shows what is to be confirmed"
    )


def leads_held(held: HeldBack) -> str:
    """Return how many leads are held back, "" for none."""
    number = held.leads
    if not number:
        return ""
    return (
        f"{counted(number, 'lead')} {'is' if number == 1 else 'are'} held back until a person releases "
        f"{'it' if number == 1 else 'them'}: --internal shows {'it' if number == 1 else 'them'}"
    )
