"""Documents are read ahead where all are there, in their order; who waits for an answer gets it at once."""

import json
import subprocess
import sys
import threading
import time

import pytest

from tellings.pipeline import read_ahead

LINE = json.dumps({"doc_id": "a", "text": "Police said that six people had died at Ardeh."}) + "\n"


def test_what_is_read_ahead_comes_in_the_order_of_the_items() -> None:
    def slow_first(number: int) -> int:
        time.sleep(0.02 if number % 2 == 0 else 0)
        return number

    assert list(read_ahead(slow_first, range(12))) == list(range(12))


def test_two_are_in_hand_at_once_and_no_more() -> None:
    lock, inside, most = threading.Lock(), [0], [0]

    def counted(_: int) -> None:
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        time.sleep(0.02)
        with lock:
            inside[0] -= 1

    list(read_ahead(counted, range(8)))
    assert most[0] == 2


def test_what_goes_wrong_with_one_comes_where_its_turn_is() -> None:
    def fails_at_three(number: int) -> int:
        if number == 3:
            raise ValueError("three")
        return number

    got = []
    with pytest.raises(ValueError, match="three"):
        for number in read_ahead(fails_at_three, range(6)):
            got.append(number)
    assert got == [0, 1, 2]


def test_a_line_in_a_pipe_is_answered_before_the_next_is_sent() -> None:
    command = [sys.executable, "-c", "from tellings.cli import main; main()", "attribute"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdin is not None and running.stdout is not None
        answers = []
        for _ in range(2):
            running.stdin.write(LINE)
            running.stdin.flush()
            answers.append(json.loads(running.stdout.readline()))  # would wait for ever, were lines held back
        running.stdin.close()
    assert [len(answer["attributions"]) for answer in answers] == [1, 1]
