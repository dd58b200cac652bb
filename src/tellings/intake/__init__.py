"""Intake: bytes to reports.

In:   files, folders, standard input, JSON lines, or bytes in hand.
Out:  Taken (the original bytes and the Report) or a SetAside that says what was not read, and why.
Holds: given text is never changed; the original is always kept beside it; the world's mess is a SetAside,
       never an exception. Plain text loads no library: HTML's load when the first page comes.

One file a form: `text` (with front matter), `html`, `documents` (JSON lines); and `sheet`, a recorder's own rows, which
`grid` reads by a `sheet_map`. `facts` holds the keys that tell of a report, in front matter, sidecar or JSON;
`encoding` turns bytes into text; `language` tells the language; `files` finds the reports.

Reasons for a SetAside, a closed list: empty, binary, wrong_encoding, too_large, bad_front_matter,
bad_sidecar, not_json, bad_document, unreadable_page, no_text, no_rights, vanished, unreadable,
outside_folder, not_a_file, other_form; and later in the flow unread_language.
"""

from tellings.intake.documents import Line, read_json_lines, report_from_document
from tellings.intake.facts import KEYS, BadFact, Facts, facts_from, facts_from_sidecar
from tellings.intake.files import REPORT_SUFFIXES, read_bytes, read_paths
from tellings.intake.language import detect_language
from tellings.intake.taken import MAX_BYTES, Original, Taken, safe_name
from tellings.intake.text import RENDERING_NOTICE

__all__ = [
    "KEYS",
    "MAX_BYTES",
    "RENDERING_NOTICE",
    "REPORT_SUFFIXES",
    "BadFact",
    "Facts",
    "Line",
    "Original",
    "Taken",
    "detect_language",
    "facts_from",
    "facts_from_sidecar",
    "read_bytes",
    "read_json_lines",
    "read_paths",
    "report_from_document",
    "safe_name",
]
