"""A bar chart is true to its numbers: heights from zero, lines at round values, nothing that is there too small to see."""

import pytest

from search.overviews.bars import HEIGHT, Column, draw_bars, tick_step


def chart(*values: int):
    return draw_bars([Column((str(value),), "", value, "/") for value in values])


def test_heights_are_in_proportion_from_an_axis_at_zero():
    picture = chart(50, 100, 25)
    assert [bar.height for bar in picture.bars] == [HEIGHT // 2, HEIGHT, HEIGHT // 4]
    assert {bar.y + bar.height for bar in picture.bars} == {picture.base}
    assert (picture.ticks[0].value, picture.ticks[0].y) == (0, picture.base)


def test_one_among_very_many_is_still_seen_and_none_is_not():
    assert [bar.height for bar in chart(1_000_000, 1, 0).bars] == [HEIGHT, 1, 0]


@pytest.mark.parametrize(("most", "step"), [(0, 1), (1, 1), (5, 1), (6, 2), (11, 5), (26, 10), (101, 50), (1234, 500)])
def test_lines_stand_at_round_values(most, step):
    assert tick_step(most) == step


def test_bars_and_labels_lie_inside_of_the_picture():
    picture = chart(*range(240))
    assert all(picture.left <= bar.x and bar.x + bar.width <= picture.right for bar in picture.bars)
    assert all(0 < bar.value_y < bar.y for bar in picture.bars)
    assert picture.base < picture.height and picture.right < picture.width
