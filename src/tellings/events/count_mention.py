"""Hold one place that tells how many, with what the words say of it.

In:   nothing.
Out:  the CountMention that `counts` and `count_lists` make, and the Count a claim carries.
Holds: nothing is read here.
"""

from dataclasses import dataclass

from tellings.model import Count, Group, Scope, Span
from tellings.vocabulary import CountBasis, Field

_ANYONE = Group()


_NO_SCOPE = Scope()


@dataclass(frozen=True, slots=True)
class CountMention:
    """One place that tells how many, with what the words say of it.

    span: the smallest stretch with verb and count; wording: the quantity with its noun, as printed.
    sentence: its index in the document. is_total: the incident's toll of this kind; False for a part, an increment
    or a subtotal; None where the words leave it open (bodies seen, counts of another scope).
    cumulative: raised to a running total. superseded: told as overtaken ("up from 18"); earlier_of: the span of
    the figure that overtakes it, where the same sentence has it.
    other_scope: the words that set it apart from the incident, None for the incident's own.
    part_of: the span of the count this is a part of ("including two children").
    denied: the words reject the figure, beside what a verb of denying tells of its own.
    """

    kind: Field
    low: int | None
    high: int | None
    span: Span
    wording: str
    sentence: int
    approximate: bool = False
    strict: bool = False
    vague: bool = False
    basis: CountBasis = CountBasis.STATED
    group: Group = _ANYONE
    scope: Scope = _NO_SCOPE
    is_total: bool | None = None
    cumulative: bool = False
    superseded: bool = False
    earlier_of: Span | None = None
    other_scope: str | None = None
    part_of: Span | None = None
    denied: bool = False

    @property
    def is_zero(self) -> bool:
        """Whether the words say that there were none."""
        return self.low == 0 and self.high == 0

    def count(self) -> Count:
        """Return the value a claim carries."""
        return Count(
            kind=self.kind,
            low=self.low,
            high=self.high,
            wording=self.wording,
            approximate=self.approximate,
            strict=self.strict,
            vague=self.vague,
            basis=self.basis,
            is_total=self.is_total,
            group=self.group,
            scope=self.scope,
        )
