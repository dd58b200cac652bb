"""Reports that have it from one another in a circle."""

from time import process_time

from tellings.reconcile.cycles import find_cycles


def test_cycles_are_found_and_not_broken() -> None:
    ties = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "f"), ("f", "e")]
    assert find_cycles(ties) == (("a", "b", "c"), ("e", "f"))
    assert find_cycles([("a", "b"), ("c", "b")]) == ()


def test_a_cycle_that_hangs_on_a_long_line_is_found_at_once() -> None:
    line = [(f"r{n:05}", f"r{n + 1:05}") for n in range(20_000)]
    began = process_time()
    assert find_cycles([*line, ("r20000", "r19998")]) == (("r19998", "r19999", "r20000"),)
    assert process_time() - began < 2.0
