"""Say which accounts tell of one incident."""

from tellings.link.cluster import Incident
from tellings.link.linked import Linked, link_accounts

__all__ = ["Incident", "Linked", "link_accounts"]
