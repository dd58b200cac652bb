"""A dateline tells where and when a report was filed, and by whom; other openings are no datelines."""

import pytest

from tellings.events.datelines import dateline, report_date
from tellings.events.moments import find_moments
from tellings.text.segment import segment
from tests.builders import report


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("OSTRA, Aug 12 (Continental) - Two died.", ("Ostra", None, "XXXX-08-12", "Continental")),
        ("Ostra, Aug. 12 (Continental) - Two died.", ("Ostra", None, "XXXX-08-12", "Continental")),
        ("VELM, 30 AUG 89 (RADIO UNO) -- [TEXT] TWO DIED.", ("Velm", None, "1989-08-30", "RADIO UNO")),
        ("VELM, 3 JAN 90 -- [REPORT] [TEXT] TWO DIED.", ("Velm", None, "1990-01-03", None)),
        ("OSRA (TARSIA), 9 MAY 90 (UNA) -- [TEXT] TWO DIED.", ("Osra", "Tarsia", "1990-05-09", "UNA")),
        ("NO CITY (TARSIA), NO DATE (UNA) -- [TEXT] TWO DIED.", ("Tarsia", None, None, "UNA")),
        ("CLANDESTINE, 1 DEC 89 (RADIO UNO) -- TWO DIED.", (None, None, "1989-12-01", "RADIO UNO")),
        ("VELM, 22 AUGUST 89 (UNA) -- [TEXT] TWO DIED.", ("Velm", None, "1989-08-22", "UNA")),
        ("NO CITY, NO DATE -- [REPORT] [TEXT] TWO DIED.", (None, None, None, None)),
        ("OSRA, Tarsia (UNA) \u2014 Two died.", ("Osra", "Tarsia", None, "UNA")),
        ("OSRA, May 14, 2021 (UNA) - Two died.", ("Osra", None, "2021-05-14", "UNA")),
        ("MARIANA, Montera (UNA) - Two died.", ("Mariana", "Montera", None, "UNA")),
    ],
)
def test_a_dateline_tells_place_country_day_and_source(text: str, told: tuple[str | None, ...]) -> None:
    line = dateline(segment(report(text)))
    assert line is not None
    assert (line.place, line.country, line.date, line.source) == told


def test_a_text_that_opens_otherwise_has_none() -> None:
    assert (
        dateline(segment(report("Two people died in Kesh on 12 August, and two others were hurt."))) is None
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("VELM, 30 AUG 89 (RADIO UNO) -- [TEXT] TWO DIED ON 28 AUGUST 1989.", "1989-08-30"),
        ("Published April 15 2017 Six died in Velm on 3 April 2017.", "2017-04-15"),
        (
            "Six die in Velm blast Monitor UNA Monday 9 Feb 2015 At least six people were killed.",
            "2015-02-09",
        ),
        ("On 3 May 2013 rebels attacked Velm. They left on 4 May 2013.", None),
        ("Six died in Velm on Monday 9 February 2015, the police said.", None),
        ("OSTRA, Aug 12 (Continental) - Two died.", None),
        ("3 May 2013: Gunmen attacked Velm. 5 May 2013: A bomb went off in Osra.", None),
    ],
)
def test_a_report_says_when_it_was_written_only_in_a_line_of_its_own(text: str, day: str | None) -> None:
    document = segment(report(text))
    assert report_date(document, find_moments(document)) == day
