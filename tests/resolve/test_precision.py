"""The codes of other collections follow from a value's own bounds, radius and precision."""

import pytest

from tellings.model import DateValue, Place
from tellings.resolve.dates import edtf_bounds
from tellings.resolve.precision import (
    acled_geo_precision,
    acled_time_precision,
    ucdp_date_prec,
    ucdp_where_prec,
)
from tellings.vocabulary import DateBasis, PlacePrecision


@pytest.mark.parametrize(
    ("edtf", "ucdp", "acled"),
    [
        ("2013-02-09", 1, 1),
        ("2013-02-08/2013-02-09", 2, 2),
        ("2013-02-04/2013-02-09", 2, 2),
        ("2013-02-04/2013-02-10", 3, 2),
        ("2013-02-03/2013-02-10", 3, 2),
        ("2013-02-09~", 3, 2),
        ("2013-02", 4, 3),
        ("2013-02-01/2013-02-14", 4, 3),
        ("2013", 5, None),
        ("2013-01-01/2013-03-14", 5, None),
        ("[2002-02-09,2013-02-09]", None, None),
        ("", None, None),
    ],
)
def test_a_date_is_as_exact_as_the_days_that_it_may_mean(
    edtf: str, ucdp: int | None, acled: int | None
) -> None:
    value = DateValue(edtf, *edtf_bounds(edtf), "then", DateBasis.STATED)
    assert (ucdp_date_prec(value), acled_time_precision(value)) == (ucdp, acled)


@pytest.mark.parametrize(
    ("precision", "radius_km", "gazetteer_id", "ucdp", "acled"),
    [
        (PlacePrecision.EXACT, 0.5, "own:camp", 1, 1),
        (PlacePrecision.SETTLEMENT, 3.0, "geonames:99", 1, 1),
        (PlacePrecision.APPROXIMATE, 28.0, None, 2, 2),
        (PlacePrecision.APPROXIMATE, 130.0, None, 5, 3),
        (PlacePrecision.ADMIN, 20.0, "geonames:US.TX.201", 3, 2),
        (PlacePrecision.ADMIN, 90.0, "geonames:IQ.07", 4, 3),
        (PlacePrecision.ADMIN, 50.0, "own:valley", 4, 3),
        (PlacePrecision.COUNTRY, 300.0, "geonames:99", 6, None),
    ],
)
def test_a_place_is_as_exact_as_its_kind_and_its_radius(
    precision: PlacePrecision, radius_km: float, gazetteer_id: str | None, ucdp: int, acled: int | None
) -> None:
    place = Place("Velm", "Velm", precision, 1.0, 2.0, radius_km, gazetteer_id)
    assert (ucdp_where_prec(place), acled_geo_precision(place)) == (ucdp, acled)


def test_a_name_that_no_gazetteer_holds_is_known_by_its_country_or_not_at_all() -> None:
    assert ucdp_where_prec(Place("Velm", "Velm", PlacePrecision.UNRESOLVED, country="Tarsia")) == 6
    assert ucdp_where_prec(Place("Velm", "Velm", PlacePrecision.UNRESOLVED)) is None
