"""Findings on their way out: words shared by all views, a terminal view and one self-contained HTML page.

`words`, `lookup`, `summary` need the standard library only; `terminal` loads rich, `html` loads Jinja.
"""
