"""A job is seen step by step by whoever watches, and ends in words whatever happens in it."""

import threading

from tellings.errors import CaseBusy
from tellings.web.jobs import Job, Jobs


def ended(job: Job) -> Job:
    while not job.is_over:
        assert job.wait(len(job.steps), 10)
    return job


def test_whoever_watches_is_woken_by_each_step() -> None:
    go, jobs = threading.Semaphore(0), Jobs()

    def work(job: Job) -> None:
        for number in range(3):
            go.acquire()
            job.step(number, 3, f"report {number}")

    job = jobs.start("Reading", work)
    assert not job.wait(0, 0.05)  # nothing has happened yet
    for seen in range(3):
        go.release()
        assert job.wait(seen, 10)
        assert job.steps[seen].item == f"report {seen}"
    assert ended(job).error == ""


def test_jobs_take_turns() -> None:
    go, jobs, order = threading.Event(), Jobs(), list[str]()

    def first(job: Job) -> None:
        go.wait(10)
        order.append("first")

    one, two = jobs.start("One", first), jobs.start("Two", lambda job: order.append("second"))
    assert {job.title for job in jobs.running()} == {"One", "Two"} and not two.wait(0, 0.05)
    go.set()
    ended(one)
    ended(two)
    assert order == ["first", "second"] and not list(jobs.running())


def test_an_error_ends_a_job_in_its_words_and_the_next_one_runs() -> None:
    jobs = Jobs()

    def busy(job: Job) -> None:
        raise CaseBusy("another process is writing; wait, then try again")

    def mistaken(job: Job) -> None:
        raise ZeroDivisionError("by nought")

    assert ended(jobs.start("Busy", busy)).error == "another process is writing; wait, then try again"
    assert "a mistake in Tellings" in ended(jobs.start("Mistaken", mistaken)).error
    assert ended(jobs.start("Well", lambda job: None)).error == ""


def test_old_jobs_are_forgotten_and_those_that_run_are_not() -> None:
    go, jobs = threading.Event(), Jobs()
    old = [ended(jobs.start("Old", lambda job: None)).job_id for _ in range(30)]
    running = jobs.start("Running", lambda job: job.step(0, 0, str(go.wait(10))))
    ids = [jobs.start("Waiting", lambda job: None).job_id for _ in range(30)]
    assert jobs.get(running.job_id) is running and all(jobs.get(key) for key in ids)
    assert jobs.get(old[0]) is None and jobs.get(old[-1]) is not None
    go.set()
    ended(running)


def test_a_job_stops_between_two_steps_when_the_workbench_is_closed_and_says_so() -> None:
    jobs, begun = Jobs(), threading.Event()

    def work(job: Job) -> None:
        for number in range(10_000):
            job.step(number, 10_000, "report")
            begun.set()
            threading.Event().wait(0.01)

    job = jobs.start("Reading", work)
    begun.wait(10)
    jobs.close(10)
    assert job.is_over and "closed meanwhile" in job.error and len(job.steps) < 10_000
