"""Say what the edited cells of one row decide.

In:   a row as it was exported and as it is now; what it stands for in the case.
Out:  `Change` values, one a changed matter; `Problem` values for cells that cannot be read.
Holds: a change names the leaf with its words, what it replaces, and the value as the reader left it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tellings.codec import to_text
from tellings.errors import BrokenPromise
from tellings.judging import Matter, leaf_of_account, leaf_of_claim, leaf_of_lead, leaf_of_name
from tellings.ledger.cells import normal
from tellings.ledger.claim_rows import ClaimEntry
from tellings.ledger.person_rows import PersonEntry
from tellings.ledger.sheets import Problem
from tellings.ledger.tables import Ledger
from tellings.ledger.values import Unreadable, cells_of, is_number, retold, retold_number
from tellings.link.joining import pairs_to_join
from tellings.model import ActType, Findings, Leaf, Report, Span, Value
from tellings.resolve.gazetteer import Gazetteer
from tellings.vocabulary import Field, Stance, Verdict

_YES = ("yes", "true", "1", "x")
_NO = ("", "no", "false", "0")


@dataclass(frozen=True, slots=True)
class Noted:
    """An edited row. was, cells: by column, in normal form, as exported and now. edited: the columns that differ."""

    sheet: str
    row: int
    table: str
    key: str
    was: Mapping[str, str]
    cells: Mapping[str, str]
    edited: frozenset[str]

    def problem(self, column: str, fact: str) -> Problem:
        """Return a problem of this row."""
        return Problem(self.sheet, self.row, column, fact)


@dataclass(frozen=True, slots=True)
class Change:
    """One changed matter of a row; a judgement but for who, why and when.

    matter: one string for one matter. column, shown_was, shown_now: as the sheet has them. ends: nothing takes the
    place of what it replaces. field_choice: the field of the incident that a choice is in; rivals: matters of other
    choices in force there.
    """

    noted: Noted
    matter: str
    column: str
    shown_was: str
    shown_now: str
    verdict: Verdict
    left: Leaf
    right: Leaf | None = None
    aspect: str = ""
    was: str = ""
    now: str = ""
    replaces: tuple[str, ...] = ()
    field_choice: str = ""
    rivals: tuple[str, ...] = ()

    @property
    def ends(self) -> bool:
        """Whether it undoes what it replaces."""
        return self.verdict is Verdict.UNDONE

    def problem(self, column: str, fact: str) -> Problem:
        """Return a problem of its row."""
        return self.noted.problem(column, fact)


class ClaimChanges:
    """What the edited cells of a row of claims come to: `changes` and `problems`."""

    def __init__(
        self,
        noted: Noted,
        ledger: Ledger,
        reports: Mapping[str, Report],
        gazetteer: Gazetteer,
        *,
        own_types: tuple[ActType, ...] = (),
    ) -> None:
        self.noted = noted
        self.ledger = ledger
        self.gazetteer = gazetteer
        self.own_types = own_types
        self.entry: ClaimEntry = ledger.claims[noted.key, noted.was["incident_id"]]
        self.leaf = leaf_of_claim(self.entry.claim, reports[self.entry.claim.report_id])
        self.read_as = to_text(self.entry.claim.value)
        self.changes: list[Change] = []
        self.problems: list[Problem] = []
        for decide in (self._value_and_stance, self._verdict, self._chosen, self._released):
            try:
                self.changes += decide()
            except Unreadable as exc:
                self.problems.append(noted.problem(exc.column, exc.fact))

    def _value_and_stance(self) -> Iterator[Change]:
        value = self._value() if self.noted.edited & {"value", "low", "high"} else self.entry.value
        stance = self._stance() if "stance" in self.noted.edited else self.entry.stance
        try:
            replace(self.entry.claim, value=value, stance=stance)
        except BrokenPromise as exc:
            column = "stance" if "stance" in self.noted.edited else "value"
            raise Unreadable(column, f"{exc}; edit both, or neither") from exc
        if to_text(value) != to_text(self.entry.value):
            column = "low" if self.noted.edited & {"low", "high"} else "value"
            yield self._correction(Matter.VALUE, column, self.read_as, to_text(value))
        if stance is not self.entry.stance:
            yield self._correction(Matter.STANCE, "stance", self.entry.claim.stance.value, stance.value)

    def _value(self) -> Value | None:
        """Return the value that the cells say; as the reader left it where a corrected one was emptied."""
        edited, cells, field = self.noted.edited, self.noted.cells, self.entry.claim.field
        is_corrected = self.ledger.states.held(self.entry.claim.claim_id, Matter.VALUE) is not None
        wrong = edited & ({"value"} if is_number(field) else {"low", "high"})
        if wrong:
            column = min(wrong)
            fact = "is not to be edited for a number: edit low and high" if is_number(field) else (
                f"is not to be edited: {field} is told in no number"
            )  # fmt: skip
            raise Unreadable(column, fact)
        text = "".join(cells[name] for name in (("low", "high") if is_number(field) else ("value",)))
        if not text and is_corrected:
            return self.entry.claim.value
        if not text:
            column = "low" if is_number(field) else "value"
            raise Unreadable(
                column,
                'is empty; write what the text says, or set verdict to "rejected" if it does not say it',
            )
        wording = self.entry.claim.wording
        if is_number(field):
            return retold_number(
                self.entry.value, field, low=cells["low"], high=cells["high"], wording=wording
            )
        if (
            self.noted.was["value"] != normal(cells_of(self.entry.value).text)
            and field is not Field.ACCUSATIONS
        ):
            raise Unreadable("value", "holds a pseudonym; edit it in a ledger exported with --internal")
        return retold(
            self.entry.value,
            field,
            cells["value"],
            wording=wording,
            gazetteer=self.gazetteer,
            own_types=self.own_types,
        )

    def _stance(self) -> Stance:
        told = self.noted.cells["stance"].lower().replace(" ", "_")
        if not told:
            return self.entry.claim.stance
        if told not in list(Stance):
            raise Unreadable("stance", f'"{told[:40]}" is not among {", ".join(Stance)}')
        return Stance(told)

    def _correction(self, matter: Matter, column: str, was: str, now: str) -> Change:
        """Return a correction; the undoing of one where the claim is again as the reader left it."""
        replaces = self.ledger.states.in_force(self.entry.claim.claim_id, matter)
        if was == now:
            return self._change(matter, column, Verdict.UNDONE, aspect=matter.value, replaces=replaces)
        return self._change(
            matter, column, Verdict.CORRECTED, aspect=matter.value, was=was, now=now, replaces=replaces
        )

    def _verdict(self) -> Iterator[Change]:
        if "verdict" not in self.noted.edited:
            return
        told = self.noted.cells["verdict"].lower()
        replaces = self.ledger.states.in_force(self.entry.claim.claim_id, Matter.ASSESSMENT)
        if not told:
            yield self._change(Matter.ASSESSMENT, "verdict", Verdict.UNDONE, replaces=replaces)
        elif told in (Verdict.CONFIRMED, Verdict.REJECTED):
            yield self._change(
                Matter.ASSESSMENT, "verdict", Verdict(told), was=self.read_as, replaces=replaces
            )
        else:
            raise Unreadable("verdict", f'"{told[:40]}" is neither confirmed nor rejected, nor empty')

    def _chosen(self) -> Iterator[Change]:
        if "chosen" not in self.noted.edited:
            return
        is_chosen = yes_in(self.noted.cells["chosen"], "chosen")
        entry, states = self.entry, self.ledger.states
        if is_chosen and not entry.is_counted:
            raise Unreadable("chosen", "cannot be chosen: the claim is left out of its incident")
        if is_chosen == (self.noted.was["chosen"] == "yes"):
            return
        same = self.ledger.choices.get((entry.incident_id, entry.claim.field), ())
        replaces = {key: states.in_force(key, Matter.CHOICE) for key in same}
        shown = {
            key for key in same if self.ledger.claims[key, entry.incident_id].cells["chosen"] == "yes"
        } - {entry.claim.claim_id}
        yield replace(
            self._change(
                Matter.CHOICE,
                "chosen",
                Verdict.CHOSEN if is_chosen else Verdict.UNDONE,
                was=self.read_as if is_chosen else "",
                replaces=tuple(sorted({one for ids in replaces.values() for one in ids})),
            ),
            field_choice=f"{entry.incident_id} {entry.claim.field}",
            rivals=tuple(f"{key} {Matter.CHOICE}" for key in sorted(shown)),
        )

    def _released(self) -> Iterator[Change]:
        if "released" not in self.noted.edited:
            return
        is_released = yes_in(self.noted.cells["released"], "released")
        if is_released == (self.noted.was["released"] == "yes"):
            return
        replaces = self.ledger.states.in_force(self.entry.claim.claim_id, Matter.RELEASE)
        verdict = Verdict.RELEASED if is_released else Verdict.UNDONE
        was = self.read_as if is_released else ""
        yield self._change(Matter.RELEASE, "released", verdict, was=was, replaces=replaces)

    def _change(
        self,
        matter: Matter,
        column: str,
        verdict: Verdict,
        *,
        aspect: str = "",
        was: str = "",
        now: str = "",
        replaces: tuple[str, ...] = (),
    ) -> Change:
        columns = ("low", "high") if column == "low" else (column,)
        return Change(
            noted=self.noted,
            matter=f"{self.noted.key} {matter}",
            column=column,
            shown_was=" to ".join(self.noted.was[name] or "…" for name in columns),
            shown_now=" to ".join(self.noted.cells[name] or "…" for name in columns),
            verdict=verdict,
            left=self.leaf,
            aspect=aspect,
            was=was,
            now=now,
            replaces=replaces,
        )


def yes_in(cell: str, column: str) -> bool:
    """Return whether a cell says yes. Raises: Unreadable for anything but yes or no."""
    told = cell.lower()
    if told not in (*_YES, *_NO):
        raise Unreadable(column, f'"{cell[:40]}" is neither yes nor empty')
    return told in _YES


def release_change(noted: Noted, ledger: Ledger, reports: Mapping[str, Report]) -> Change | Problem:
    """Return what the edited row of a person or a lead comes to."""
    try:
        is_released = yes_in(noted.cells["released"], "released")
    except Unreadable as exc:
        return noted.problem(exc.column, exc.fact)
    if noted.table == "persons":
        person = ledger.persons[noted.key]
        held = ledger.states.releases(person.person)
        replaces = tuple(one.judgement_id for one in held)
        matter = f"{person.incident_id} {person.person.person_id} {Matter.RELEASE}"
        place = _name_in(person, reports[person.claim.report_id])
        if place is None:
            return noted.problem("name", "does not stand in the report; release the name in another row")
        leaf = leaf_of_name(place, reports[person.claim.report_id])
    else:
        lead = ledger.leads[noted.key].lead
        replaces = ledger.states.in_force(noted.key, Matter.RELEASE)
        matter = f"{noted.key} {Matter.RELEASE}"
        leaf = leaf_of_lead(lead, reports[lead.report_id])
    return Change(
        noted=noted,
        matter=matter,
        column="released",
        shown_was=noted.was["released"] or "…",
        shown_now="yes" if is_released else "…",
        verdict=Verdict.RELEASED if is_released else Verdict.UNDONE,
        left=leaf,
        replaces=replaces,
    )


def _name_in(entry: PersonEntry, report: Report) -> Span | None:
    """Return the place of the person's name nearest to the claim, the fullest form that stands in the report."""
    for form in entry.person.name_forms:
        starts = []
        start = report.text.find(form)
        while form and start >= 0:
            starts.append(start)
            start = report.text.find(form, start + 1)
        if starts:
            nearest = min(starts, key=lambda at: (abs(at - entry.claim.span.start), at))
            return Span(nearest, nearest + len(form))
    return None


def incident_changes(noted: Noted, ledger: Ledger, findings: Findings) -> list[Change] | Problem:
    """Return what the edited row of an incident comes to: that it is the same as another.

    What is judged so already is not judged again.
    """
    other = noted.cells["same_as"]
    if other == noted.key:
        return noted.problem("same_as", "names the incident itself; write the id of another")
    if other not in ledger.incidents:
        return noted.problem(
            "same_as", f'"{other[:60]}" is no incident of the ledger; write the id of another'
        )
    reports = {report.report_id: report for report in findings.reports}
    wanted = {account_id for key in (noted.key, other) for account_id in ledger.incidents[key]}
    accounts = {
        a.account_id: a for one in findings.extractions for a in one.accounts if a.account_id in wanted
    }
    first, second = (
        [accounts[key] for key in ledger.incidents[incident] if key in accounts]
        for incident in sorted((noted.key, other))
    )
    if not first or not second:
        return noted.problem("same_as", "no account of the incident is held any more; build the case again")
    return [
        Change(
            noted=noted,
            matter=f"{left.account_id} {right.account_id} same",
            column="same_as",
            shown_was="…",
            shown_now=other,
            verdict=Verdict.SAME,
            left=leaf_of_account(left, reports[left.report_id]),
            right=leaf_of_account(right, reports[right.report_id]),
        )
        for left, right in pairs_to_join(first, second, reports)
        if frozenset((left.account_id, right.account_id)) not in ledger.states.joined
    ]
