"""Work that takes longer than a page may: done in a thread, watched from the browser.

In:   what is to be done.
Out:  `Job`: how far it has come, and what it came to.
Holds: one job at a time; another waits. Whoever watches sees every step once, in order, from where they left off.
"""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tellings.errors import TellingsError
from tellings.web.wording import _

_KEPT = 20  # jobs that are remembered


class Stopped(Exception):
    """The workbench is closed while a job is at work."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job has come. of: 0 where nobody knows how many there are; item: what is in hand, in words."""

    done: int
    of: int
    item: str


@dataclass
class Job:
    """A piece of work. error: in words, "" while all is well; result: what it came to, as far as it has come."""

    job_id: str
    title: str
    steps: list[Step] = field(default_factory=list)
    result: object = None
    is_over: bool = False
    error: str = ""
    stopping: threading.Event = field(default_factory=threading.Event)
    _news: threading.Condition = field(default_factory=threading.Condition)

    def step(self, done: int, of: int, item: str) -> None:
        """Note how far it has come. Raises: Stopped where the workbench is being closed: it goes no further."""
        if self.stopping.is_set():
            raise Stopped
        with self._news:
            self.steps.append(Step(done, of, item))
            self._news.notify_all()

    def end(self, error: str = "") -> None:
        """Note that it is over."""
        with self._news:
            self.is_over, self.error = True, error
            self._news.notify_all()

    def wait(self, seen: int, seconds: float) -> bool:
        """Wait for news beyond the first `seen` steps, at most so long; return whether there are any."""
        with self._news:
            return self._news.wait_for(lambda: self.is_over or len(self.steps) > seen, seconds)


class Jobs:
    """The jobs of a desk."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()
        self._threads: list[threading.Thread] = []

    def start(self, title: str, work: Callable[[Job], None]) -> Job:
        """Start a job, after those that run."""
        job = Job(secrets.token_hex(8), title)
        self._jobs[job.job_id] = job
        for old in [key for key, one in self._jobs.items() if one.is_over][:-_KEPT]:
            del self._jobs[old]
        thread = threading.Thread(target=self._run, args=(job, work), name=title, daemon=True)
        self._threads = [*(one for one in self._threads if one.is_alive()), thread]
        thread.start()
        return job

    def close(self, seconds: float) -> None:
        """Stop the jobs between two of their steps, and wait for that, at most so long: a thread that is at work in a
        library of C while Python ends may bring it down."""
        for job in self.running():
            job.stopping.set()
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def get(self, job_id: str) -> Job | None:
        """Return a job, None if there is none of that id (any more)."""
        return self._jobs.get(job_id)

    def running(self) -> Iterator[Job]:
        """Yield the jobs that are not over."""
        yield from (job for job in list(self._jobs.values()) if not job.is_over)

    def _run(self, job: Job, work: Callable[[Job], None]) -> None:
        with self._turn:
            try:
                work(job)
            except Stopped:
                job.end(_("The workbench was closed meanwhile. What was done before is kept."))
            except TellingsError as exc:
                job.end(str(exc))
            except Exception as exc:  # noqa: BLE001  # a thread's last door: whoever waits must hear of it
                job.end(f"a mistake in Tellings: {type(exc).__name__}: {exc}")
            else:
                job.end()
