"""How often something may be tried."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count

from pages.shared.limits import Limit


def test_a_try_counts_until_its_time_is_over() -> None:
    now = [0.0]
    limit = Limit(most=2, seconds=10, clock=lambda: now[0])
    taken = []
    for moment in (0, 6, 9, 10, 11, 15.9, 16):
        now[0] = moment
        taken.append(limit.take("a"))
    assert taken == [True, True, False, True, False, False, True]


def test_a_refused_try_does_not_count() -> None:
    now = [0.0]
    limit = Limit(most=1, seconds=10, clock=lambda: now[0])
    limit.take("a")
    now[0] = 9
    assert not limit.take("a")
    now[0] = 10
    assert limit.take("a")


def test_of_very_many_who_try_only_the_latest_are_kept_in_mind() -> None:
    limit = Limit(most=2, seconds=10, clock=lambda: 0.0)
    for number in range(10_700):
        assert limit.take(str(number))
    limit.take("10699")
    assert not limit.take("10699")
    assert len(limit._tries) <= 10_000


def test_who_is_at_the_limit_is_not_forgotten_when_very_many_others_come() -> None:
    limit = Limit(most=2, seconds=10, clock=lambda: 0.0)
    assert [limit.take("192.0.2.1") for _ in range(3)] == [True, True, False]
    for number in range(25_000):
        limit.take(str(number))
    assert not limit.take("192.0.2.1")


def test_addresses_of_one_ipv6_network_count_together() -> None:
    limit = Limit(most=1, seconds=10, clock=lambda: 0.0)
    assert limit.take("2001:db8:1:2::1")
    assert not limit.take("2001:db8:1:2:ffff::9")
    assert not limit.has_room("2001:db8:1:2::77")
    assert limit.take("2001:db8:1:3::1")
    assert limit.take("192.0.2.1")
    assert not limit.take("::ffff:192.0.2.1")


def test_those_who_have_not_tried_lately_are_forgotten_first() -> None:
    now = [0.0]
    limit = Limit(most=1, seconds=10, clock=lambda: now[0])
    for number in range(9_999):
        limit.take(f"early {number}")
    now[0] = 9
    limit.take("late")
    now[0] = 11
    limit.take("latest")
    assert len(limit._tries) == 2
    assert not limit.take("late")


def test_at_once_no_more_are_let_through_than_may_be() -> None:
    limit = Limit(most=50, seconds=60)
    numbers = count()
    with ThreadPoolExecutor(16) as pool:
        taken = list(pool.map(lambda _: limit.take("a"), (next(numbers) for _ in range(1000))))
    assert taken.count(True) == 50


def test_who_has_not_tried_for_as_long_as_counts_is_not_kept_in_mind() -> None:
    now = [0.0]
    limit = Limit(most=1, seconds=10, clock=lambda: now[0])
    for number in range(500):
        limit.take(str(number))
    now[0] = 10
    assert limit.take("another")
    assert list(limit._tries) == ["another"]
