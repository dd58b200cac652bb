"""Every telling of an incident, and who is behind it."""

__version__ = "0.1.0"
