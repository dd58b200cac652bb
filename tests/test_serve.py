"""The workbench as a command: it prints its address, answers there and nowhere else, and ends in peace."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pytest

from tellings.case import Case
from tellings.custody.verify import verify

TELLINGS = Path(sys.executable).parent / "tellings"
TEXT = "Six people were killed when shells fell on a market in Ardeh on 9 February 2013, the hospital director said."


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.new(tmp_path / "case")


@contextmanager
def serving(case: Case, *options: str) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """Start the command on any free port; yield it with the address that it prints, which holds the key."""
    command = [str(TELLINGS), "serve", str(case.folder), "--port", "0", "--by", "A. Reviewer", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().split()[-1]
        finally:
            process.kill()


def interrupted(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """Interrupt the command as Ctrl-C does; return what it ends with, and all it said on standard error."""
    process.send_signal(signal.SIGINT)
    _out, said = process.communicate(timeout=30)
    return process.returncode, said


def entered(address: str, cookies: CookieJar | None = None) -> OpenerDirector:
    """A browser's part: the key is brought once, and the cookie from then on."""
    opener = build_opener(HTTPCookieProcessor(CookieJar() if cookies is None else cookies))
    opener.open(address).read()
    return opener


def add(opener: OpenerDirector, address: str, text: str) -> str:
    """Paste a text as a form of the page does; return the address of its job."""
    at = urlsplit(address)
    origin = f"http://{at.netloc}"
    body = f'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n{text}\r\n--x--\r\n'.encode()
    headers = {"Origin": origin, "Content-Type": "multipart/form-data; boundary=x"}
    with opener.open(Request(f"{origin}/add", body, headers)) as answer:
        return str(answer.url)


def test_the_printed_address_opens_the_case_and_an_interrupt_ends_it_in_peace(case: Case) -> None:
    with serving(case) as (process, address):
        with entered(address).open(address) as answer:
            assert answer.status == 200 and "key=" not in answer.url
            assert "A. Reviewer" in answer.read().decode()
        code, said = interrupted(process)
    assert code in (0, 130) and "Traceback" not in said and "Error" not in said, (code, said)


def test_only_loopback_is_bound(case: Case) -> None:
    with serving(case) as (process, address):
        port = urlsplit(address).port
        assert port is not None
        tables = [Path(f"/proc/{process.pid}/net/{name}") for name in ("tcp", "tcp6")]
        rows = [line.split() for path in tables if path.exists() for line in path.read_text().splitlines()]
        bound = {row[1].split(":")[0] for row in rows if row[1].endswith(f":{port:04X}") and row[3] == "0A"}
        assert bound <= {"0100007F"}  # 127.0.0.1, as the kernel writes it
        with socket.create_connection(("127.0.0.1", port), timeout=10):
            pass


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.com"])
def test_a_host_that_others_reach_is_refused(host: str, case: Case) -> None:
    command = [str(TELLINGS), "serve", str(case.folder), "--host", host, "--port", "0"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2 and "one person on this machine" in ended.stderr
    assert ended.stdout == "" and "Traceback" not in ended.stderr


def test_an_interrupt_while_reports_are_read_and_watched_leaves_the_case_whole(case: Case) -> None:
    with serving(case) as (process, address):
        opener = entered(address)
        many = [f"{TEXT} The spokesman of district {n} denied it. " * 40 for n in range(12)]
        jobs = [add(opener, address, text) for text in many]
        watched = opener.open(f"{jobs[-1]}/events", timeout=30)
        time.sleep(0.5)
        began = time.monotonic()
        code, said = interrupted(process)
        took = time.monotonic() - began
        watched.close()
    assert code in (0, 130) and "Traceback" not in said and "Error" not in said, (code, said)
    assert took < 8, took
    again = Case.open(case.folder)
    assert verify(again).is_unchanged
    with serving(again) as (process, address), entered(address).open(address.replace("/?", "/add?")) as page:
        assert page.status == 200


def test_an_upload_that_breaks_off_adds_nothing(case: Case) -> None:
    with serving(case) as (_process, address):
        at = urlsplit(address)
        cookies = CookieJar()
        opener = entered(address, cookies)
        (key,) = cookies
        head = (
            f"POST /add HTTP/1.1\r\nHost: {at.netloc}\r\nOrigin: http://{at.netloc}\r\n"
            f"Cookie: {key.name}={key.value}\r\n"
            "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n"
            '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        )
        assert at.hostname is not None
        with socket.create_connection((at.hostname, at.port or 0), timeout=10) as wire:
            wire.sendall(head.encode() + TEXT.encode())
        opener.open(f"http://{at.netloc}/add").read()  # the page still answers
        assert not case.reports() and verify(case).is_unchanged
        job = add(opener, address, TEXT)
        opener.open(f"{job}/events", timeout=60).read()  # ends with the job
        assert [report.text for report in case.reports()] == [TEXT]
