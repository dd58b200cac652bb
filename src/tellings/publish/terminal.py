"""Print records on a terminal, readable at 80 columns and without colour.

In:   a record or findings, and a rich console.
Out:  what stands on the screen; nothing is returned.
Holds: every sign that colour carries also stands in words; no word is broken that fits a line; report text is
hostile: control characters, escapes and marks that turn the direction of a line are shown, not obeyed.
"""

import unicodedata

from rich import box
from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from tellings.judging import lead_id
from tellings.model import Accusation, Claim, Count, FieldRecord, Findings, Reading, Record, SetAside
from tellings.publish.lookup import Lookup, look_up
from tellings.publish.notices import accusations_held, head_of, leads_held
from tellings.publish.summary import FigureWords, SideWords, Summary, TollWords, summarise
from tellings.publish.victims import tell_victim
from tellings.publish.words import (
    EXCLUSION_WORDS,
    FIELD_WORDS,
    HOW_WORDS,
    LEAD_WORDS,
    RELATION_WORDS,
    ROLE_WORDS,
    STANCE_WORDS,
    STATUS_WORDS,
    UNSOURCED,
    WARNING_WORDS,
    accusation_in_words,
    assessment_in_words,
    counted,
    edtf_in_words,
    follow_up_in_words,
    grade_in_words,
    judgement_in_words,
    listing,
    method_in_words,
    review_in_words,
    sentence_case,
    support_in_words,
)
from tellings.vocabulary import Field, Stance

_ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))  # ours, around names; a terminal has no use for them


def show_findings(findings: Findings, console: Console, *, compact: bool = False) -> None:
    """Print whether this is masked, every record, then what was set aside. compact: a few lines a record."""
    lookup = look_up(findings)
    _show_mode(findings, console)
    for record in findings.records:
        if compact:
            _show_compact(record, lookup.within(record), console)
        else:
            _show(record, lookup.within(record), console)
    if not findings.records:
        _say(console, "No incident is told in these reports.")
    if not compact:
        _show_reports(findings, lookup, console)
    _show_set_aside(findings.set_aside, console)


def show_record(record: Record, findings: Findings, console: Console) -> None:
    """Print one record of the findings: its summary, then every field, accusation, lead, warning and report."""
    _show_mode(findings, console)
    _show(record, look_up(findings, record), console)


def _show_mode(findings: Findings, console: Console) -> None:
    step = " --internal shows all." if findings.masked else ""
    _say(console, f"{head_of(findings)}{step}", style="bold")


def _show(record: Record, lookup: Lookup, console: Console) -> None:
    console.print()
    console.print(Rule(Text(printable(record.title), style="bold"), align="left", characters="═", style=""))
    if record.out_of_scope is not None:
        _say(console, f"Left out of what the case counts. {record.out_of_scope.text}", hang=4)
    if review := review_in_words(record.review):
        _say(console, printable(review), hang=4)
    _show_summary(summarise(record, lookup), console)
    if record.warnings:
        _head(console, "What to know first")
        for warning in record.warnings:
            at = " ".join(_place(lookup, lookup.claims[c]) for c in warning.claim_ids if c in lookup.claims)
            words = f"! {WARNING_WORDS[warning.code]}. {warning.text}"
            _say(console, f"{words} {at}".rstrip(), indent=2, hang=2)
    for field, held in record.fields.items():
        if field is not Field.ACCUSATIONS:
            _show_field(field, held, lookup, console)
    _show_accusations(record, lookup, console)
    _show_victims(record, lookup, console)
    _show_leads(record, lookup, console)
    _show_grades(record, console)
    _show_excluded(record, lookup, console)
    _show_judgements(record, lookup, console)
    _show_method(record, console)
    _head(console, "Reports that tell it")
    for account in record.accounts:
        notes = [account.published or "date not told"]
        if account.copy_of:
            notes.append(
                f"carries the text of {lookup.label(account.copy_of)} {lookup.outlet(account.copy_of)}"
            )
        if account.background:
            notes.append("only mentions it")
        if lookup.kind_mark(account.report_id):
            notes.append(lookup.kind_mark(account.report_id))
        outlet = account.outlet or "an outlet that is not told"
        words = f"{lookup.label(account.report_id)} as told by {outlet}; {'; '.join(notes)}"
        _say(console, words, indent=2, hang=4)


def printable(text: str) -> str:
    """Return `text` on one line with nothing in it that a terminal would obey.

    Runs of white space become one space; any other control or format character is shown as its code point.
    """
    text = " ".join(text.translate(_ISOLATES).split())
    return "".join(
        f"<U+{ord(char):04X}>" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char
        for char in text
    )


# ---------------------------------------------------------------- lines


def _say(console: Console, words: str | Text, *, indent: int = 0, hang: int = 0, style: str = "") -> None:
    """Print words between the margins; lines after the first hang by `hang` more columns."""
    text = words if isinstance(words, Text) else Text(printable(words), style=style)
    width = max(console.width - indent - hang, 20)
    lines = text.wrap(console, width, overflow="fold")
    for n, line in enumerate(lines):
        line.rstrip()
        margin = Text(" " * (indent + (hang if n else 0)))
        console.print(margin + line, no_wrap=True, overflow="ignore", crop=False)


def _head(console: Console, words: str, *, tag: str = "") -> None:
    console.print()
    line = Text(printable(words), style="bold")
    if tag:
        line.append(f"  [{tag}]", style="not bold")
    _say(console, line)


def _show_victims(record: Record, lookup: Lookup, console: Console) -> None:
    if not record.persons:
        return
    _head(console, "Named victims")
    for person in record.persons:
        _say(console, " / ".join(person.name_forms), indent=2, hang=2)
        for line in tell_victim(person, lookup):
            at = " ".join(_place(lookup, claim) for claim in line.claims)
            who = f", told by {line.told_by}" if line.told_by else ""
            _say(console, f"{line.what}{who} {at}".rstrip(), indent=4, hang=2)


def _place(lookup: Lookup, claim: Claim) -> str:
    return f"{lookup.label(claim.report_id)}[{claim.span.start}:{claim.span.end}]"


# ---------------------------------------------------------------- summary


def _show_summary(summary: Summary, console: Console) -> None:
    _say(console, sentence_case(summary.reports) + ".", style="dim")
    console.print()
    for glance in summary.glances:
        line = Text(f"{glance.heading}: ")
        line.append(printable("; also told: ".join(glance.values)), style="bold")
        line.append(f"  [{glance.status}]")
        _say(console, line, hang=4)
    _say(console, f"Accusations: {summary.accusations}", hang=4)
    for toll in summary.tolls:
        _show_toll(toll, console)


def _show_toll(toll: TollWords, console: Console) -> None:
    _head(console, toll.heading, tag=toll.status)
    if toll.support:
        _say(console, toll.support, indent=2, style="dim")
    for side in toll.sides:
        _show_side(side, console)
    if toll.unsourced:
        _say(console, UNSOURCED, indent=2, style="bold")
        for figure in toll.unsourced:
            _show_figure(figure, console)
    if toll.no_figure:
        _say(console, f"Give no figure: {listing(toll.no_figure)}", indent=2, hang=4)
    _say(console, f"Everything ever told: {toll.ever_told}", indent=2, hang=4)


def _show_side(side: SideWords, console: Console) -> None:
    line = Text(printable(side.name), style="bold")
    if side.divided:
        line.append("  DIVIDED: the figures in force cannot all hold", style="yellow")
    _say(console, line, indent=2, hang=4)
    if side.is_series:
        steps = []
        for n, figure in enumerate(side.figures):
            marks = f" ({', '.join(figure.marks)})" if figure.marks else ""
            steps.append(f"{'then ' if n else ''}{figure.value} {figure.when}{marks}")
        _say(console, ", ".join(steps), indent=4, hang=2)
        for figure in side.figures:
            _say(console, f"{figure.value}: {figure.told_by}", indent=6, hang=4, style="dim")
        return
    for figure in side.figures:
        _show_figure(figure, console)


def _show_figure(figure: FigureWords, console: Console) -> None:
    marks = [*figure.marks, *([figure.note] if figure.note else [])]
    line = Text("- ")
    line.append(printable(figure.value), style="bold" if figure.is_in_force else "dim")
    in_brackets = f" ({', '.join(marks)})" if marks else ""
    told = f"{figure.when}{in_brackets}: {figure.told_by}"
    line.append(" ").append(printable(told))
    _say(console, line, indent=4, hang=2)


# ---------------------------------------------------------------- fields


def _show_field(field: Field, held: FieldRecord, lookup: Lookup, console: Console) -> None:
    standing = held.standing
    _head(console, FIELD_WORDS[field], tag=STATUS_WORDS[standing.status])
    _say(console, f"{standing.grounds} (rule: {standing.method})", indent=2, style="dim")
    _say(console, support_in_words(standing.support) + ".", indent=2, style="dim")
    if standing.value is not None and held.readings:
        chosen = lookup.value(Reading("", standing.value, Stance.ASSERTS, ()))
        _say(console, f"Chosen by {standing.method}: {chosen}. The others stay.", indent=2)
    for assessment in standing.assessments:
        _say(console, f"Assessed: {assessment_in_words(assessment)}", indent=2, hang=2)
    for reading in held.readings:
        line = Text("* ")
        line.append(printable(lookup.value(reading)), style="bold")
        if reading.derived is not None:
            line.append("  [worked out; supports nothing]")
        else:
            line.append(f"  [{STANCE_WORDS[reading.stance]}]")
        _say(console, line, indent=2, hang=2)
        for claim in reading.claims:
            _say(console, _claim_text(claim, lookup), indent=4, hang=2)


def _claim_text(claim: Claim, lookup: Lookup) -> Text:
    """Return a claim as one paragraph: its quote, where it stands, the chain, and what is to be known of it."""
    text = Text(f"“{printable(claim.quote)}” ")
    text.append(_place(lookup, claim), style="cyan")
    text.append(" ")
    text.append(printable(lookup.chain(claim)), style="italic")
    notes = _notes(claim, lookup)
    if notes:
        text.append(" ").append(printable(f"({'; '.join(notes)})"), style="dim")
    return text


def _notes(claim: Claim, lookup: Lookup) -> list[str]:
    notes = ["rendering"] if lookup.is_rendering(claim.report_id) else []
    if claim.origin is not None:
        notes.append(HOW_WORDS[claim.how])
    if claim.hedged:
        notes.append("hedged")
    if claim.carried_on:
        notes.append(lookup.carried_on(claim))
    if claim.headline:
        notes.append("headline: counts for nothing as support")
    if lookup.rests_on(claim):
        notes.append(f"rests on {lookup.rests_on(claim)}")
    if isinstance(claim.value, Count) and claim.value.as_of:
        notes.append(f"as of {claim.value.as_of}")
    notes += lookup.judged(claim)
    for relation in claim.relations:
        other = lookup.claims.get(relation.claim_id)
        whose = (
            f"what {lookup.origin(other)} says: “{other.wording}”" if other else "a claim not in this record"
        )
        notes.append(f"{RELATION_WORDS[relation.kind]} {whose}")
    return notes


def _show_accusations(record: Record, lookup: Lookup, console: Console) -> None:
    held = record.fields.get(Field.ACCUSATIONS)
    held_back = accusations_held(record.held_back)
    if held is None or not held.readings:
        if held_back:
            _head(console, FIELD_WORDS[Field.ACCUSATIONS])
            _say(console, f"{held_back}.", indent=2)
        return
    _head(console, FIELD_WORDS[Field.ACCUSATIONS], tag=STATUS_WORDS[held.standing.status])
    if held_back:
        _say(console, f"{held_back}.", indent=2)
    _say(console, held.standing.grounds, indent=2, style="dim")
    table = Table(box=box.SIMPLE, show_header=True, header_style="bold", pad_edge=False, expand=True)
    table.add_column("Role", width=12, overflow="fold")
    table.add_column("Who accuses whom, and in which words", overflow="fold", ratio=1)
    for reading in held.readings:
        if isinstance(reading.value, Accusation):
            _add_accusation(table, reading.value, reading, record, lookup)
    console.print(table)
    denials = record.fields.get(Field.DENIALS)
    if denials is None:
        _say(console, "No denial is reported. That is not an admission.", indent=2)


def _add_accusation(
    table: Table, accusation: Accusation, reading: Reading, record: Record, lookup: Lookup
) -> None:
    by_accuser: dict[str, list[Claim]] = {}
    for claim in reading.claims:
        by_accuser.setdefault(lookup.accuser(claim), []).append(claim)
    for accuser, claims in by_accuser.items():
        sentence = accusation_in_words(
            accusation,
            accuser=accuser,
            stance=reading.stance,
            hedged=all(claim.hedged for claim in claims),
            accused_by=[lookup.accusers(record, accusation)],
        )
        cell = Group(
            Text(printable(sentence_case(sentence)) + ".", style="bold"),
            *(Padding(_claim_text(claim, lookup), (0, 0, 0, 2)) for claim in claims),
            Text(),
        )
        table.add_row(Text(ROLE_WORDS[accusation.role]), cell)


def _show_leads(record: Record, lookup: Lookup, console: Console) -> None:
    held_back = leads_held(record.held_back)
    if not record.leads and not held_back:
        return
    _head(console, "Leads: what could settle a question")
    if held_back:
        _say(console, f"{held_back}.", indent=2)
    followed = {one.lead_id: follow_up_in_words(one) for one in record.follow_ups}
    for lead in sorted(record.leads, key=lambda lead: lead.minor):
        line = Text(f"- {LEAD_WORDS[lead.kind]}{', minor' if lead.minor else ''}: ")
        line.append(printable(lead.what), style="bold")
        mark = " (rendering)" if lookup.is_rendering(lead.report_id) else ""
        where = f"{lookup.label(lead.report_id)}[{lead.span.start}:{lead.span.end}]"
        chain = lookup.chain_of(lead.chain, lead.report_id)
        line.append(" ").append(printable(f"“{lead.quote}” {where} {chain}{mark}"))
        if lead_id(lead) in followed:
            line.append(printable(f"; {followed[lead_id(lead)]}"))
        _say(console, line, indent=2, hang=2)


# ---------------------------------------------------------------- what was decided, and left out


def _show_grades(record: Record, console: Console) -> None:
    if record.grades:
        _head(console, "Grades by published rules")
        for grade in record.grades:
            _say(console, f"- {sentence_case(grade_in_words(grade))}", indent=2, hang=2)


def _show_excluded(record: Record, lookup: Lookup, console: Console) -> None:
    if not record.excluded:
        return
    _head(console, f"Left out: {len(record.excluded)}")
    for row in record.excluded:
        _say(console, f"- {EXCLUSION_WORDS[row.reason]}: {row.text}", indent=2, hang=2)
        claim = lookup.claims.get(row.id)
        if claim is not None:
            _say(console, _claim_text(claim, lookup), indent=4, hang=2)


def _show_judgements(record: Record, lookup: Lookup, console: Console) -> None:
    if not record.judgements:
        return
    _head(console, f"Judgements in force: {len(record.judgements)}")
    for judgement in record.judgements:
        _say(console, f"- {sentence_case(judgement_in_words(judgement))}", indent=2, hang=2)
        for one in lookup.about(judgement):
            _say(console, one if isinstance(one, str) else _claim_text(one, lookup), indent=4, hang=2)


def _show_method(record: Record, console: Console) -> None:
    rows = method_in_words(record.method)
    if rows:
        _head(console, "The case and its method")
        for heading, words in rows:
            _say(console, f"{heading}: {words}", indent=2, hang=4)


# ---------------------------------------------------------------- lists


def _show_compact(record: Record, lookup: Lookup, console: Console) -> None:
    summary = summarise(record, lookup)
    _say(console, Text(printable(record.title), style="bold"))
    _say(console, f"{record.incident_id}; {summary.reports}", indent=2, hang=2, style="dim")
    if record.out_of_scope is not None:
        _say(console, f"Left out of what the case counts. {record.out_of_scope.text}", indent=2, hang=2)
    for toll in summary.tolls:
        sides = [
            f"{side.name}{' (divided)' if side.divided else ''}: {_in_force(side.figures)}"
            for side in toll.sides
        ]
        if toll.unsourced:
            sides.append(f"unsourced: {_in_force(toll.unsourced)}")
        if toll.no_figure:
            sides.append(f"give no figure: {counted(len(toll.no_figure), 'voice')}")
        _say(console, f"{toll.heading} [{toll.status}] {'; '.join(sides)}", indent=2, hang=2)


def _in_force(figures: tuple[FigureWords, ...]) -> str:
    derived = {f.value for f in figures if any(mark.startswith("derived") for mark in f.marks)}
    values = dict.fromkeys(f.value for f in figures if f.is_in_force)
    return ", ".join(value + (" (derived)" if value in derived else "") for value in values)


def _show_reports(findings: Findings, lookup: Lookup, console: Console) -> None:
    _head(console, f"Reports read: {len(findings.reports)}")
    for report in findings.reports:
        notes = [edtf_in_words(report.published) + (" (inferred)" if report.published_inferred else "")]
        if report.agency:
            notes.append(f"credits {report.agency}")
        mark = lookup.kind_mark(report.report_id)
        notes += [mark] if mark else []
        notes += [f"left out: {row.text}" for row in findings.excluded if row.id == report.report_id]
        words = f"{lookup.label(report.report_id)} {lookup.outlet(report.report_id)}; {'; '.join(notes)}"
        _say(console, words, indent=2, hang=4)


def _show_set_aside(items: tuple[SetAside, ...], console: Console) -> None:
    if not items:
        return
    _head(console, f"Set aside: {len(items)}")
    for item in items:
        reason = item.reason.replace("_", " ")
        _say(console, f"{item.item} [{reason}] {item.message} {item.next_step}", indent=2, hang=4)
