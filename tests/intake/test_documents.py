import io
import json
from collections.abc import Iterator

import pytest

from tellings.intake import Line, Taken, read_json_lines, report_from_document
from tellings.model import Report, SetAside


def lines(*documents: object, max_bytes: int = 1_000_000) -> list[Line]:
    data = b"".join(d if isinstance(d, bytes) else json.dumps(d).encode() + b"\n" for d in documents)
    return list(read_json_lines(io.BytesIO(data), max_bytes=max_bytes))


def outcomes(*documents: object, max_bytes: int = 1_000_000) -> list[str]:
    found = [line.outcome for line in lines(*documents, max_bytes=max_bytes)]
    return ["taken" if isinstance(outcome, Taken) else outcome.reason for outcome in found]


def test_a_document_needs_nothing_but_its_text() -> None:
    report = report_from_document({"text": " Six were killed.\r\n"})
    assert isinstance(report, Report)
    assert report.text == " Six were killed.\r\n"
    assert (report.title, report.published, report.outlet) == (None, None, None)


def test_a_document_tells_the_facts_it_has_and_unknown_keys_are_left_alone() -> None:
    report = report_from_document(
        {
            "doc_id": "a",
            "text": "Six.",
            "outlet": "A",
            "title": "",
            "published": "2013-02-09T10:00:00Z",
            "x": [1],
        }
    )
    assert isinstance(report, Report)
    assert (report.outlet, report.title, report.published) == ("A", None, "2013-02-09")


def test_the_doc_id_is_handed_back_with_the_report_and_with_what_is_set_aside() -> None:
    found = lines({"doc_id": "a", "text": "Six."}, {"doc_id": 7, "text": ""}, {"text": "Six."})
    assert [line.doc_id for line in found] == ["a", 7, None]
    first = found[0].outcome
    assert isinstance(first, Taken)
    assert first.doc_id == "a"


def test_a_lines_own_bytes_are_its_original() -> None:
    raw = b'{"doc_id": "a",  "text": "Six \\u2013 killed."}'
    outcome = lines(raw + b"\r\n")[0].outcome
    assert isinstance(outcome, Taken)
    assert outcome.original.data == raw
    assert outcome.report.original_sha256 == outcome.original.sha256
    assert outcome.report.text == "Six – killed."


@pytest.mark.parametrize(
    ("bad", "reason", "word"),
    [
        (b'{"doc_id": "b", "text": \n', "not_json", "column"),
        (b'["a"]\n', "not_json", "object"),
        (b'{"text": "\xff"}\n', "not_json", "UTF-8"),
        (b"[" * 200_000 + b"\n", "not_json", "JSON"),
        (b'{"n": ' + b"9" * 5000 + b"}\n", "not_json", "JSON"),
        ({"doc_id": "b"}, "bad_document", "text"),
        ({"doc_id": "b", "text": 5}, "bad_document", "string"),
        ({"doc_id": "b", "text": "half \ud800"}, "bad_document", "surrogate"),
        ({"doc_id": "b", "text": "Six.", "outlet": "half \udc00"}, "bad_document", "surrogate"),
        ({"doc_id": "b", "text": "Six.", "published": "soon"}, "bad_document", "soon"),
        ({"doc_id": "b", "text": "Six.", "outlet": ["A"]}, "bad_document", "outlet"),
        ({"doc_id": "b", "text": " \n"}, "empty", "blank"),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_stops_nothing(bad: object, reason: str, word: str) -> None:
    found = lines({"text": "One."}, bad, {"text": "Three."})
    assert [isinstance(line.outcome, Taken) for line in found] == [True, False, True]
    aside = found[1].outcome
    assert isinstance(aside, SetAside)
    assert (aside.reason, aside.item) == (reason, "standard input, line 2")
    assert word in aside.message


def test_blank_lines_are_passed_over_but_counted() -> None:
    assert [line.number for line in lines(b"\n", {"text": "One."}, b" \r\n", {"text": "Two."})] == [2, 4]


def test_a_byte_order_mark_before_the_first_line_does_no_harm() -> None:
    assert outcomes(b'\xef\xbb\xbf{"text": "One."}\n') == ["taken"]


def test_a_line_that_is_too_long_is_passed_over_without_being_held() -> None:
    long = {"text": "x" * 5000}
    assert outcomes({"text": "One."}, long, {"text": "Three."}, max_bytes=1000) == [
        "taken",
        "too_large",
        "taken",
    ]


def test_lines_are_read_one_at_a_time() -> None:
    class Endless:
        asked = 0

        def readline(self, limit: int = -1, /) -> bytes:
            self.asked += 1
            return b'{"text": "Six."}\n'

    stream = Endless()
    found: Iterator[Line] = read_json_lines(stream)
    assert next(found).number == 1
    assert stream.asked == 1
