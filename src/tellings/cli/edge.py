"""What stands around every command: streams, errors and exit codes, progress, what was set aside.

In:   what a command raises, prints and waits for.
Out:  lines on standard error, exit codes, and the bytes of standard output in UTF-8 whatever the locale.
Holds: no traceback reaches a person for anything that a person, a file or a disk can do. Results go to standard
output; whatever else there is to say goes to standard error.

Exit codes: 0 all is well; 1 something could not be read (the rest was), or an error of the data; 2 wrong use;
3 the case is damaged; 4 the case is busy; 5 the disk refuses; 70 a mistake in Tellings; 130 interrupted;
141 whoever read our output stopped reading.
"""

import contextlib
import errno
import io
import os
import shlex
import sys
import time
import traceback
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

from tellings import __version__
from tellings.errors import CannotWrite, InputError, TellingsError
from tellings.intake.taken import safe_name
from tellings.model import SetAside

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

DEBUG_VARIABLE = "TELLINGS_DEBUG"  # set to 1: the whole traceback of a mistake in Tellings

UNREAD = 1
MISTAKE = 70
INTERRUPTED = 130
READER_GONE = 141

INTERRUPTED_WORDS = "interrupted; what was reported as done is kept; run the same command again to go on"

_QUIET_SECONDS = 1.0  # work that is over sooner shows no progress
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EFBIG)


class InOrder(click.Group):
    """A group whose help lists the commands in the order in which a person needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which the commands were made."""
        return list(self.commands)


class Edge(click.Group):
    """The outermost group: turns whatever a command raises into a line on standard error and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        _write_utf8()
        try:
            outcome = super().invoke(ctx)
            if sys.stdout is not None:
                sys.stdout.flush()
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            say(INTERRUPTED_WORDS)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            _let_go_of_stdout()
            ctx.exit(READER_GONE)
        except Exception as exc:  # noqa: BLE001  # the last door: what passes it is a traceback on a screen
            say(_in_words(exc))
            if os.environ.get(DEBUG_VARIABLE) == "1":
                say(traceback.format_exc())
            ctx.exit(_exit_code(exc))
        return outcome


def _in_words(exc: Exception) -> str:
    item = "; ".join(getattr(exc, "__notes__", ()))
    about = f" ({safe_name(item)})" if item else ""
    if isinstance(exc, TellingsError):
        return f"error: {_lines_made_safe(str(exc))}{about}"
    if isinstance(exc, MemoryError):
        return f"error: there is not enough memory{about}; give fewer or smaller reports at once"
    if isinstance(exc, RecursionError):
        return f"error: something is nested too deeply to be read{about}; leave it out, or make it plainer"
    if isinstance(exc, OSError) and exc.strerror:
        where = "standard output" if exc.filename is None else safe_name(os.fsdecode(exc.filename))
        return f"error: {where}: {exc.strerror}{about}; what was kept before is whole; see to it, then run this again"
    fact = safe_name(f"{type(exc).__name__}: {exc}")
    return (
        f"a mistake in Tellings {__version__}: {fact}{about}; please report this line, less what is not public in "
        f"it, to where you have Tellings from; {DEBUG_VARIABLE}=1 shows where in the code it happened"
    )


def _exit_code(exc: Exception) -> int:
    if isinstance(exc, TellingsError):
        return exc.exit_code
    if isinstance(exc, OSError) and exc.strerror:
        return CannotWrite.exit_code if exc.errno in _DISK else UNREAD
    return UNREAD if isinstance(exc, MemoryError | RecursionError) else MISTAKE


def _lines_made_safe(text: str) -> str:
    return "\n".join(safe_name(line) for line in text.split("\n"))


def say(words: str) -> None:
    """Put words on standard error; where that is closed, there is nobody to tell."""
    with contextlib.suppress(OSError, ValueError):
        click.echo(words, err=True)


def _write_utf8() -> None:
    """Write UTF-8 with plain line ends whatever the locale says: the output is JSON or holds report text."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _let_go_of_stdout() -> None:
    """Leave nothing for Python to flush into the broken pipe when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


# ---------------------------------------------------------------- what is said beside the results


def examples(*lines: str) -> str:
    """Return the end of a help page: command lines to try, each as it is typed."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def show_set_aside(set_aside: Iterable[SetAside]) -> None:
    """Say what was not read, why, and what to do about it: a line each."""
    for aside in set_aside:
        item, fact, step = (safe_name(words) for words in (aside.item, aside.message, aside.next_step))
        say(f"not read: {item}: {fact.removesuffix('.')}. {step[:1].upper()}{step[1:].removesuffix('.')}.")


def typed(path: Path) -> str:
    """Return a path as it can be typed in a shell."""
    return safe_name(shlex.quote(str(path)))


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return "1 report", "2 reports", "0 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def stdout_console() -> "Console":
    """Return a rich console on standard output, 100 columns wide where that is no terminal."""
    from rich.console import Console

    class Passing(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # `Edge` knows what to do; rich would end the process itself

    return Passing(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else 100)


def require_place_for(path: Path) -> None:
    """Check that a file can be put at `path`, before the work whose outcome it is to hold.

    Raises: InputError if its folder is not there or it is a folder itself.
    """
    if path.is_dir():
        raise InputError(f"{safe_name(str(path))}: is a folder; give the name of a file in it")
    if not path.parent.is_dir():
        raise InputError(f"{safe_name(str(path.parent))}: is no folder; make it first, or write to another")


def write_file(path: Path, text: str) -> None:
    """Write a file in UTF-8, whole or not at all. Raises: CannotWrite."""
    from tellings.custody.disk import put_in_place

    put_in_place(path, text.encode("utf-8"))


# ---------------------------------------------------------------- progress


class Waiting:
    """Shows how far long work has come: on a terminal, after a second, on standard error; else nothing.

    Call it before each piece of work, as `pipeline.Progress`; or with the item alone where it is not known how
    many there are. `with Waiting("Reading") as waiting: ...` takes what it shows away at the end.
    """

    def __init__(self, verb: str) -> None:
        self.pieces = 0  # how many pieces of work it was called for
        self._verb = verb
        self._since = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, of: int | None, item: str) -> None:
        """Show that `item` is in hand, after `done` others, of so many (None: not known)."""
        self.pieces += of is None or done < of
        if self._bar is None:
            if time.monotonic() - self._since < _QUIET_SECONDS or not _is_terminal():
                return
            self._start()
        assert self._bar is not None and self._task is not None
        # `escape` would leave odd backslashes alone: text without markup needs no escaping
        self._bar.update(self._task, completed=done, total=of, item=safe_name(item)[:60])

    def item(self, item: str) -> None:
        """Show that `item` is in hand, where nobody knows how many there are."""
        self(0, None, item)

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.table import Column

        self._bar = Progress(
            TextColumn(self._verb),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[item]}", markup=False, table_column=Column(no_wrap=True)),
            console=Console(file=sys.stderr),
            transient=True,
        )
        self._task = self._bar.add_task(self._verb, total=None, item="")
        self._bar.start()


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()
