"""A report made ready for reading: its view, its language, its paragraphs, sentences and tokens."""
