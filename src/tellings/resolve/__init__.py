"""What a name or a word of time refers to: dates, places, voices; precision kept as told."""
