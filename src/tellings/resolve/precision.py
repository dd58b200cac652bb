"""Say how exact a date or a place is in the codes of other collections.

In:   DateValues and Places, whose bounds, radius and precision are the one form that is kept.
Out:  UCDP's date_prec and where_prec, ACLED's time_precision and geo_precision; None where there is no code.
Holds: nothing is read again: a code follows from the value alone. A coarser code is given rather than a finer one.

Sources: UCDP Georeferenced Event Dataset Codebook, version 23.1 (Uppsala 2023), "date_prec" and "where_prec"; Armed
Conflict Location & Event Data Project Codebook (2023), "time precision" and "geo-precision". UCDP's where_prec 7,
international waters and airspace, is never given: no place is known to be there.
"""

from tellings.model import DateValue, Place
from tellings.vocabulary import PlacePrecision

_WEEK, _MONTH, _YEAR = 7, 31, 366
_AROUND_KM = (
    50.0  # a known point and some 25 km around it, the extent of the town itself included. Guess, unmeasured
)


def days_spanned(value: DateValue) -> int | None:
    """Return how many days a date may mean, from the first to the last; None where nothing fixes it.

    "About" a day counts as a week, since how far it reaches is not told.
    """
    if value.earliest is None or value.latest is None:
        return None
    days = (value.latest - value.earliest).days + 1
    return _WEEK if "~" in value.edtf and days < _WEEK else days


def ucdp_date_prec(value: DateValue) -> int | None:
    """Return 1 for a day, 2 for two to six days, 3 for a week, 4 for up to a month, 5 for up to a year; else None."""
    days = days_spanned(value)
    if days is None or days > _YEAR:
        return None
    # "last week" is kept a day or two wider than a week, since weeks start on Sunday or Monday
    return 1 if days == 1 else 2 if days < _WEEK else 3 if days <= _WEEK + 1 else 4 if days <= _MONTH else 5


def acled_time_precision(value: DateValue) -> int | None:
    """Return 1 for a day, 2 for up to a week, 3 for up to a month; None beyond, which ACLED does not code."""
    code = ucdp_date_prec(value)
    return None if code is None else {1: 1, 2: 2, 3: 2, 4: 3}.get(code)


def ucdp_where_prec(place: Place) -> int | None:
    """Return UCDP's code for a place; None where not even the country is known.

    1: the place itself; 2: within some 25 km of a known point; 3: a second order division; 4: a first order one; 5: a
    line, or an area without borders of its own; 6: the country.
    """
    match place.precision:
        case PlacePrecision.EXACT | PlacePrecision.SETTLEMENT:
            return 1
        case PlacePrecision.APPROXIMATE:
            return 2 if place.radius_km is not None and place.radius_km <= _AROUND_KM else 5
        case PlacePrecision.ADMIN:
            return 3 if _is_second_order(place) else 4
        case PlacePrecision.COUNTRY:
            return 6
        case PlacePrecision.UNRESOLVED:
            return 6 if place.country else None


def acled_geo_precision(place: Place) -> int | None:
    """Return 1 for a town or a point, 2 for near one or a small region, 3 for a larger region; else None.

    ACLED places what is known by its country only at no town that the report tells: None.
    """
    code = ucdp_where_prec(place)
    return None if code is None else {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}.get(code)


def _is_second_order(place: Place) -> bool:
    """Whether the gazetteer's id is that of a division of a division: "geonames:US.TX.201"."""
    return (place.gazetteer_id or "").removeprefix("geonames:").count(".") == 2
