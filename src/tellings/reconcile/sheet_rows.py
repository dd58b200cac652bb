"""Take out of a sheet what a few of its rows tell.

In:   the Extraction of a recorder's sheet.
Out:  an Extraction of some of its accounts: their voices and attributions alone, mentions included.
Holds: what other rows tell, and who tells it there, changes nothing in a record.
"""

from collections.abc import Sequence
from dataclasses import replace

from tellings.model import Account, Extraction, Span, Voice


class SheetRows:
    """The rows of one sheet, found fast. Make it once for a sheet, ask it once for each incident."""

    def __init__(self, sheet: Extraction) -> None:
        self._sheet = sheet
        self._attributions = {one.attribution_id: one for one in sheet.attributions}
        self._voices = {voice.voice_id: voice for voice in sheet.voices}
        self._mentions = {
            (voice.voice_id, mention.span): mention for voice in sheet.voices for mention in voice.mentions
        }

    def of(self, accounts: Sequence[Account]) -> Extraction:
        """Return what these accounts of the sheet tell. A voice has the mentions that their attributions name it by."""
        claims = [claim for account in accounts for claim in account.claims]
        told = dict.fromkeys(claim.attribution_id for claim in claims if claim.attribution_id is not None)
        attributions = [self._attributions[key] for key in told if key in self._attributions]
        named = sorted((one.chain[-1], span) for one in attributions for span in one.source)
        used = dict.fromkeys(voice for claim in claims for voice in claim.chain)
        outlet = self._sheet.voices[0]
        voices = [self._voices[key] for key in sorted(used) if key in self._voices and key != outlet.voice_id]
        return replace(
            self._sheet,
            voices=(outlet, *(self._named(voice, named) for voice in voices)),
            attributions=tuple(sorted(attributions, key=lambda one: (one.content, one.source))),
            accounts=tuple(accounts),
        )

    def _named(self, voice: Voice, named: Sequence[tuple[str, Span]]) -> Voice:
        mentions = (self._mentions.get(key) for key in named if key[0] == voice.voice_id)
        return replace(voice, mentions=tuple(mention for mention in mentions if mention is not None))
