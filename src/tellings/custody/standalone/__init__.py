"""What checks a case without Tellings. `verify.py` stands alone: it imports nothing of this package."""
