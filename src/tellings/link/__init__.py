"""Say which accounts tell of one incident."""

from tellings.link.cluster import Incident, Linked, link_accounts
from tellings.link.score import Match, match_accounts

__all__ = ["Incident", "Linked", "Match", "link_accounts", "match_accounts"]
