"""Comparing what is found with what is encoded."""

from __future__ import annotations

from tests.truth.scoring import Expected, Score, exactly


def _counts(expected: Expected, *found: str) -> tuple[int, int, int]:
    score = Score()
    score.compare("here", expected, found)
    return score.right, score.wrong, score.missing


def test_a_value_is_right_missing_or_wrong() -> None:
    assert _counts(exactly("Rusk", "Ball"), "Rusk", "Bundy") == (1, 1, 1)


def test_any_form_of_a_value_is_right_once() -> None:
    expected = Expected((("Kennedy", "President Kennedy"),))
    assert _counts(expected, "President Kennedy") == (1, 0, 0)
    assert _counts(expected, "President Kennedy", "Kennedy") == (1, 1, 0)


def test_what_may_be_found_is_neither_right_nor_wrong() -> None:
    assert _counts(Expected(also=frozenset(("Rusk",))), "Rusk") == (0, 0, 0)


def test_what_is_not_judged_is_not_wrong() -> None:
    assert _counts(Expected(judged=False), "anybody") == (0, 0, 0)
    assert _counts(Expected((("Rusk",),), judged=False), "anybody") == (0, 0, 1)


def test_shares_are_of_what_is_encoded_and_of_what_is_found() -> None:
    score = Score(right=3, wrong=1, missing=2)
    assert (score.recall, score.precision) == (0.6, 0.75)
    assert (Score().recall, Score().precision) == (None, None)
