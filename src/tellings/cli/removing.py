"""The command that removes something from a case on purpose: seal.

In:   a case's folder; a report, its original, or a person's name.
Out:  what went, on standard output; what stays and is not the case's to remove, on standard error.
Holds: asked first, it says what would go, and removes nothing; what it removed stays on record, without its words.
"""

from pathlib import Path

import click

from tellings import pipeline
from tellings.case import Case
from tellings.cli.arguments import by_option, case_argument
from tellings.cli.edge import UNREAD, Waiting, counted, examples, say, typed
from tellings.custody import SealKind, SealPlan
from tellings.errors import InputError
from tellings.intake import safe_name

_MANY = {"metadata": "metadata", "settings file": "kept settings files"}


@click.command(
    short_help="Remove something on purpose.",
    epilog=examples(
        'tellings case seal my-case report-3f2a... --reason "given in confidence" --dry-run',
        'tellings case seal my-case original:report-3f2a... --reason "shows a face"',
        'tellings case seal my-case "name:Ilka Voss" --reason "asked for by the family"',
    ),
)
@case_argument
@click.argument("item", metavar="ITEM")
@click.option("--reason", required=True, metavar="TEXT", help="Why, in words. They stay in the case.")
@by_option
@click.option("--dry-run", is_flag=True, help="Say what would go, and remove nothing.")
@click.pass_context
def seal(ctx: click.Context, case_folder: Path, item: str, reason: str, by: str, dry_run: bool) -> None:
    """Remove ITEM from all that CASE keeps, and put on record that, when, by whom and why.

    ITEM is a report's id (its original, its text and all that was found in it go), original:ID (the bytes that came
    in go, the text stays), or "name:Some Name" (a person's name goes, wherever it stands: black blocks take its place).

    There is no way back but a copy of the case. Copies, packed cases and exports made earlier hold it still. Ends
    with 1 if the name stands nowhere in the case.
    """
    if not reason.strip():
        raise InputError("--reason is empty; say why: nobody can look it up in what is gone")
    kind, subject = _taken_apart(item)
    with Case.open(case_folder) as opened:
        if kind is not SealKind.NAME and _is_sealed_already(opened, kind, subject):
            return
        if dry_run:
            plan = _plan(opened, kind, subject)
        else:
            had_records = opened.has_records()
            plan = _do(opened, kind, subject, by=by, why=reason)
        _show(plan, "would go" if dry_run else "gone")
        if kind is SealKind.NAME:
            _say_whose_files(opened, subject)
        if plan.is_empty:
            say(f"the name stands nowhere in what {typed(case_folder)} keeps; nothing was removed")
            ctx.exit(UNREAD)
        if not dry_run and had_records:
            with Waiting("Building the records again") as waiting:
                pipeline.update_case(opened, progress=waiting)


def _taken_apart(item: str) -> tuple[SealKind, str]:
    kind, colon, subject = item.partition(":")
    if colon and kind == "name":
        return SealKind.NAME, subject
    if colon and kind == "original":
        return SealKind.ORIGINAL, subject
    if item.startswith("report-"):
        return SealKind.REPORT, item
    raise InputError(
        f'"{safe_name(item)}" is nothing that can be sealed; give the id of a report, original:ID, or "name:Some Name"'
    )


def _is_sealed_already(opened: Case, kind: SealKind, report_id: str) -> bool:
    for sealed in opened.sealed():
        if sealed.item == report_id and sealed.kind is kind:
            fact = f"was removed on purpose, on {sealed.on[:10]}, by {sealed.by}: {sealed.why}"
            click.echo(safe_name(f"{report_id}: {fact}"))
            return True
    return False


def _plan(opened: Case, kind: SealKind, subject: str) -> SealPlan:
    if kind is SealKind.NAME:
        return opened.plan_name_seal([subject])
    if kind is SealKind.ORIGINAL:
        return opened.plan_original_seal(subject)
    return opened.plan_report_seal(subject)


def _do(opened: Case, kind: SealKind, subject: str, *, by: str, why: str) -> SealPlan:
    if kind is SealKind.NAME:
        return opened.seal_name([subject], by=by, why=why)
    if kind is SealKind.ORIGINAL:
        return opened.seal_original(subject, by=by, why=why)
    return opened.seal_report(subject, by=by, why=why)


def _show(plan: SealPlan, outcome: str) -> None:
    for item in plan.items:
        click.echo(f"about {item}")
    sorts = ", ".join(counted(number, sort, _MANY.get(sort)) for sort, number in plan.counts.items())
    if sorts:
        click.echo(f"{outcome}: {sorts}")
    if plan.replaced:
        click.echo(f"of these, {len(plan.replaced):,} stay, with black blocks in the place of the words")
    if plan.alone:
        words = ", ".join(
            f'"{safe_name(word)}" {counted(number, "time")}' for word, number in plan.alone.items()
        )
        click.echo(
            f"parts of the name stand alone in these texts, and stay: {words}; if they mean the person, seal them"
        )


def _say_whose_files(opened: Case, name: str) -> None:
    for file in opened.user_files_with([name]):
        say(
            f"{typed(opened.folder / file)}: is yours, and holds the name; take it out, then build the records again"
        )
