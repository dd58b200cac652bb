"""The rows of a recorder's sheet: an account each, every value with its cell's words and whoever says so."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings import pipeline
from tellings.errors import BrokenPromise
from tellings.events.sheet import check_rows, tell_rows
from tellings.events.sheet_cells import NotRead, read_count, read_dates
from tellings.intake.sheet import take_sheet
from tellings.intake.sheet_map import SheetMap
from tellings.model import Count, DateValue, Extraction, Place, Report
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import Field, PlacePrecision
from tests.builders import report
from tests.intake.test_sheet import as_csv

KEYS = ("date", "date_to", "place", "killed", "injured_low", "injured_high", "source", "notes")


def sheet(*rows: dict[str, str], separator: str | None = ";", date_format: str | None = None) -> Report:
    """Return a sheet of these rows, whose columns are named as our keys are."""
    data = as_csv([KEYS, *[[row.get(key, "") for key in KEYS] for row in rows]])
    told = SheetMap(
        name="Ardeh recorders",
        columns={key: key for key in KEYS},
        unknown=("?", "-99"),
        source_separator=separator,
        date_format=date_format,
    )
    taken = take_sheet(data, name="sheet.csv", sheet_map=told)
    assert not taken.faults
    return taken.taken.report


def read(*rows: dict[str, str], **more: str | None) -> Extraction:
    return pipeline.read_report(sheet(*rows, **more), gazetteer=Gazetteer.open())


def faults(*rows: dict[str, str]) -> list[str]:
    return [fault.sentence for fault in check_rows(sheet(*rows))[1]]


ROW = {"date": "2013-02-05", "place": "Ardeh", "killed": "6", "source": "Harbour Times; a resident"}


def test_a_row_is_an_account_and_each_source_tells_each_value() -> None:
    found = read(ROW)
    names = {voice.voice_id: voice.name for voice in found.voices}
    told = {(claim.field, names[claim.origin or ""]) for claim in found.accounts[0].claims}
    assert told == {
        (field, name) for field in ("date", "place", "killed") for name in ("Harbour Times", "a resident")
    }
    assert {names[claim.chain[0]] for claim in found.accounts[0].claims} == {"Ardeh recorders"}


def test_every_quote_is_the_text_at_its_span() -> None:
    text = sheet(ROW, {**ROW, "injured_low": "2", "injured_high": "4"}).text
    found = read(ROW, {**ROW, "injured_low": "2", "injured_high": "4"})
    for account in found.accounts:
        for claim in account.claims:
            assert claim.quote == claim.span.of(text)
    for voice in found.voices:
        assert all(mention.quote == mention.span.of(text) for mention in voice.mentions)
    for told in found.attributions:
        assert told.source[0].of(text) in ("Harbour Times", "a resident")


def test_a_row_without_a_source_is_told_in_the_sheets_own_voice_and_has_no_origin() -> None:
    for source in ("", "?", "Ardeh Recorders"):
        (account,) = read({**ROW, "source": source}).accounts
        assert {(claim.origin, len(claim.chain)) for claim in account.claims} == {(None, 1)}


def test_no_voice_is_invented() -> None:
    rows = [
        {**ROW, "source": words, "notes": "Selma Harrim wept"} for words in ("?", "Harbour Times", "witness")
    ]
    assert [voice.name for voice in read(*rows).voices] == ["Ardeh recorders", "Harbour Times", "witness"]


def test_a_named_source_is_one_voice_and_an_unnamed_one_is_a_voice_of_its_row() -> None:
    voices = read(ROW, ROW).voices
    assert sorted(str(voice.name) for voice in voices[1:]) == ["Harbour Times", "a resident", "a resident"]
    assert [voice.protected for voice in voices if voice.name == "a resident"] == [True, True]


def test_sources_are_parted_by_the_map_and_by_line_breaks_alone() -> None:
    cell = {**ROW, "source": "Harbour Times; Northern Post\nthe army"}
    assert len(read(cell).voices) == 4
    assert len(read(cell, separator=None).voices) == 3
    assert len(read(cell, separator="|").voices) == 3


def test_zero_is_told_and_an_empty_cell_or_an_unknown_one_is_not() -> None:
    def killed(cell: str) -> list[tuple[int | None, int | None]]:
        claims = read({"place": "Ardeh", "killed": cell}).accounts[0].told(Field.KILLED)
        return [(c.value.low, c.value.high) for c in claims if isinstance(c.value, Count)]

    assert (killed("0"), killed(""), killed("?"), killed("-99")) == ([(0, 0)], [], [], [])


def test_two_columns_of_one_figure_are_one_interval_open_where_a_cell_is_empty() -> None:
    rows = [{"injured_low": "2", "injured_high": "4"}, {"injured_low": "2"}, {"injured_high": "4"}]
    values = [account.claims[0].value for account in read(*rows).accounts]
    assert [(v.low, v.high, v.wording) for v in values if isinstance(v, Count)] == [
        (2, 4, "2 to 4"),
        (2, None, "2"),
        (None, 4, "4"),
    ]


def test_a_place_keeps_how_exactly_it_is_told() -> None:
    def precision(cell: str) -> PlacePrecision:
        value = read({"place": cell, "killed": "1"}).accounts[0].told(Field.PLACE)[0].value
        assert isinstance(value, Place) and value.wording == cell
        return value.precision

    assert precision("Mosul, Iraq") is PlacePrecision.SETTLEMENT
    assert precision("near Mosul, Iraq") is PlacePrecision.APPROXIMATE
    assert precision("20 km north of Mosul, Iraq") is PlacePrecision.APPROXIMATE
    assert precision("Iraq") is PlacePrecision.COUNTRY
    assert precision("Xyrgh") is PlacePrecision.UNRESOLVED


def test_a_row_of_notes_alone_is_in_no_account_and_said_so_and_so_is_a_bare_sum() -> None:
    told = tell_rows(sheet(ROW, {"notes": "the end of May"}, {"killed": "14"}))
    assert (len(told.accounts), told.silent, told.bare) == (2, (3,), (4,))


def test_two_readings_of_a_sheet_are_the_same() -> None:
    assert read(ROW, ROW) == read(ROW, ROW)
    ids = [claim.claim_id for account in read(ROW, ROW).accounts for claim in account.claims]
    assert len(ids) == len(set(ids))


def test_a_name_that_was_sealed_leaves_a_sheet_that_can_be_read() -> None:
    found = read({**ROW, "source": "████ █████", "place": "█████"})
    assert found.accounts[0].told(Field.PLACE)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0="), max_size=30), max_size=4
    )
)
def test_whatever_stands_in_a_cell_it_is_read_or_named(cells: list[str]) -> None:
    made = sheet(ROW, *[{"place": cell, "source": cell, "killed": cell, "date": cell} for cell in cells])
    told, _ = check_rows(made)
    assert all(c.quote == c.span.of(made.text) for account in told.accounts for c in account.claims)


def test_a_text_that_is_no_sheets_is_refused() -> None:
    with pytest.raises(BrokenPromise):
        tell_rows(report("Six people were killed in Ardeh.\n"))


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("6", 6, 6),
        ("6.0", 6, 6),
        ("1,200", 1200, 1200),
        ("1 200", 1200, 1200),
        ("1'200", 1200, 1200),
        ("6-8", 6, 8),
        ("6–8", 6, 8),
        ("6 to 8", 6, 8),
        ("between 6 and 8", 6, 8),
        ("at least 6", 6, None),
        ("6+", 6, None),
        (">=6", 6, None),
        ("more than 6", 6, None),
        ("≤ 8", None, 8),
        ("up to 8", None, 8),
        ("about 40", 40, 40),
        ("~40", 40, 40),
        ("approx. 40", 40, 40),
        ("circa 40", 40, 40),
        ("six", 6, 6),
        ("a dozen", 12, 12),
        ("dozens", 24, None),
        ("2013", 2013, 2013),
    ],
)
def test_a_figure_is_read_as_it_is_told(words: str, low: int | None, high: int | None) -> None:
    count = read_count(words, Field.KILLED)
    assert isinstance(count, Count)
    assert (count.low, count.high, count.wording, count.vague) == (low, high, words, words == "dozens")


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("six dead", "is not a number of persons"),
        ("6 or so, we think", "put words into a column of notes"),
        ("-5", "is not a number"),
        ("none", "may mean zero or not known"),
        ("a", "is not a number"),
        ("another 3", "is not a number"),
        ("1.200", "thousands or a fraction"),
        ("6.5", "is not a number"),
        ("2013-08-06", 'may have made one of "6-8"'),
        ("TRUE", "is not a number"),
        ("1e5", "is not a number"),
        ("8-6", "is not a number"),
        ("9999999999", "is not a number"),
        ("☠", "is not a number"),
    ],
)
def test_a_figure_that_is_none_is_named(words: str, fact: str) -> None:
    count = read_count(words, Field.KILLED)
    assert isinstance(count, NotRead) and fact in count.why


@pytest.mark.parametrize(
    ("words", "date_format", "edtf"),
    [
        ("2013", None, "2013"),
        ("2013-02", None, "2013-02"),
        ("2013-02-05", None, "2013-02-05"),
        ("2013-02-05~", None, "2013-02-05~"),
        ("2013-02-05 14:30:00", None, "2013-02-05"),
        ("2013-02-05/2013-02-07", None, "2013-02-05/2013-02-07"),
        ("02/2013", None, "2013-02"),
        ("25/02/2013", None, "2013-02-25"),
        ("02/25/2013", None, "2013-02-25"),
        ("05/05/2013", None, "2013-05-05"),
        ("05/02/2013", "%d/%m/%Y", "2013-02-05"),
        ("05/02/2013", "%m/%d/%Y", "2013-05-02"),
        ("5.2.13", "%d.%m.%y", "2013-02-05"),
        ("2013-02-05", "%d/%m/%Y", "2013-02-05"),
        ("5 February 2013", None, "2013-02-05"),
        ("5-Feb-2013", None, "2013-02-05"),
        ("Feb 5, 2013", None, "2013-02-05"),
        ("February 2013", "%d/%m/%Y", "2013-02"),
    ],
)
def test_a_date_keeps_what_it_was_told_with(words: str, date_format: str | None, edtf: str) -> None:
    value = read_dates(words, None, date_format)
    assert isinstance(value, DateValue) and (value.edtf, value.wording) == (edtf, words)


def test_two_cells_make_a_stretch_of_days() -> None:
    value = read_dates("2013-02", "2013-03-04", None)
    assert isinstance(value, DateValue)
    assert (value.edtf, value.earliest, value.latest) == (
        "2013-02/2013-03-04",
        date(2013, 2, 1),
        date(2013, 3, 4),
    )
    same = read_dates("2013-02-05", "2013-02-05", None)
    assert isinstance(same, DateValue) and same.edtf == "2013-02-05"


@pytest.mark.parametrize(
    ("first", "last", "fact"),
    [
        ("05/02/2013", None, "may be two days"),
        ("41310", None, "format the column as dates"),
        ("31/02/2013", None, "never was"),
        ("2013-02-30", None, "never was"),
        ("1900-01-06", None, "number shown as a date"),
        ("soon", None, "is no date that can be read"),
        ("5 Fervor 2013", None, "names no month"),
        ("2013-02-05", "2013-02-04", "comes before the first"),
        ("2013-02-05/2013-02-01", None, "comes before the first"),
        ("2013-02-05/2013-02-07", "2013-02-08", "two last days"),
    ],
)
def test_a_date_that_is_none_is_named(first: str, last: str | None, fact: str) -> None:
    value = read_dates(first, last, None)
    assert isinstance(value, NotRead) and fact in value.why


def test_every_fault_of_a_sheet_is_named_by_row_and_column() -> None:
    rows = [
        ROW,
        {"date": "05/02/2013", "killed": "many"},
        {"date_to": "2013-02-05"},
        {"injured_low": "9", "injured_high": "2", "place": "7"},
        {**ROW, "source": "TRUE"},
    ]
    assert [sentence.partition(": ")[0] for sentence in faults(*rows)] == [
        'row 3, column "date"',
        'row 3, column "killed"',
        'row 4, column "date_to"',
        'row 5, column "place"',
        'row 5, column "injured_high"',
        'row 6, column "source"',
    ]
