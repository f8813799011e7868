"""Small operations on sorted, grouped arrays, against the plainest possible way to do the same."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from validator.evaluate.columns.arrays import (
    combined,
    distinct,
    exact_sum,
    firsts,
    following,
    numbers_within,
    preceding,
    ragged,
)

GROUP = np.array([0, 0, 0, 1, 1, 2], dtype=np.int32)


def rows(*values: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array(values, dtype=np.int64)


def test_following_and_preceding_stay_within_the_group() -> None:
    positions = rows(1, 3, 4)
    assert following(positions, rows(0, 1, 2, 3, 4, 5), GROUP).tolist() == [1, -1, -1, 4, -1, -1]
    assert preceding(positions, rows(0, 1, 2, 3, 4, 5), GROUP).tolist() == [-1, -1, 1, -1, 3, -1]


def test_nothing_follows_or_precedes_where_there_are_no_positions() -> None:
    assert following(rows(), rows(0, 3), GROUP).tolist() == [-1, -1]
    assert preceding(rows(), rows(0, 3), GROUP).tolist() == [-1, -1]


def test_firsts_and_numbers_restart_with_each_group() -> None:
    assert firsts(rows(1, 2, 4, 5), GROUP).tolist() == [1, 4, 5]
    assert numbers_within(GROUP).tolist() == [1, 2, 3, 1, 2, 1]


def test_empty_and_reversed_ranges_expand_to_nothing() -> None:
    owner, member = ragged(rows(0, 5, 7, 9), rows(2, 5, 6, 10))
    assert owner.tolist() == [0, 0, 3]
    assert member.tolist() == [0, 1, 9]


COLUMNS = st.lists(
    st.tuples(st.integers(-1, 3), st.integers(-1, 2), st.integers(-1, 1)), min_size=1, max_size=30
)


@given(COLUMNS, st.sampled_from([4, 2**30, 2**31 - 2]))
def test_one_number_orders_rows_as_their_columns_do(lines: list[tuple[int, int, int]], count: int) -> None:
    columns = [np.array(column) for column in zip(*lines, strict=True)]
    numbers = combined(*((column, count) for column in columns)).tolist()
    assert [a < b for a in numbers for b in numbers] == [a < b for a in lines for b in lines]
    assert min(numbers) >= 0


@given(st.lists(st.one_of(st.integers(0, 9), st.integers(0, 2**60)), max_size=40))
def test_distinct_values_are_found_with_a_row_of_each(values: list[int]) -> None:
    samples, places = distinct(np.array(values, dtype=np.int64))
    assert [values[sample] for sample in samples] == sorted(set(values))
    assert [values[samples[place]] for place in places] == values


@given(st.lists(st.integers(0, 2**62), max_size=20))
def test_a_sum_is_exact_however_large(values: list[int]) -> None:
    assert exact_sum(np.array(values, dtype=np.int64)) == sum(values)
