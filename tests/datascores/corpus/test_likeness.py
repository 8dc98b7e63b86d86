"""How well signatures tell how alike two texts are, against the exact share of triples."""

import random

import pytest

from datascores.corpus.likeness import LEAST_TRIPLES, NEAR_SAME, bands_of, likeness, sign, triples_of


def text_of(count: int, seed: int) -> list[str]:
    rnd = random.Random(seed)
    return [f"word{rnd.randrange(4000)}" for _ in range(count)]


def with_changes(words: list[str], count: int, seed: int) -> list[str]:
    rnd, changed = random.Random(seed), list(words)
    for at in rnd.sample(range(len(words)), count):
        changed[at] = f"other{at}"
    return changed


def exact(one: str, other: str) -> float:
    left, right = triples_of(one), triples_of(other)
    return len(left & right) / len(left | right)


@pytest.mark.parametrize("changes", [0, 3, 8, 15, 30, 80])
def test_estimate_is_near_the_exact_share(changes):
    words = text_of(400, seed=1)
    one, other = " ".join(words), " ".join(with_changes(words, changes, seed=2))
    assert likeness(sign(one), sign(other)) == pytest.approx(exact(one, other), abs=0.12)


def test_pairs_over_the_threshold_share_a_band_and_texts_about_other_things_do_not():
    for seed in range(60):
        words = text_of(300, seed)
        other = with_changes(words, 8, seed + 1000)
        assert exact(" ".join(words), " ".join(other)) > NEAR_SAME
        assert {*bands_of(sign(" ".join(words)), "saltmere")} & {*bands_of(sign(" ".join(other)), "saltmere")}, seed
        stranger = sign(" ".join(text_of(300, seed + 5000)))
        assert not {*bands_of(sign(" ".join(words)), "saltmere")} & {*bands_of(stranger, "saltmere")}


def test_case_blanks_and_punctuation_make_no_difference():
    words = text_of(60, seed=3)
    assert sign(" ".join(words)) == sign(",\n ".join(words).upper() + ".")


def test_the_same_text_of_two_bodies_shares_no_band():
    signature = sign(" ".join(text_of(100, seed=4)))
    assert not {*bands_of(signature, "saltmere")} & {*bands_of(signature, "ardlinn")}


def test_signature_is_the_same_in_every_process():
    signature = sign(" ".join(f"a{number}" for number in range(50)))
    assert signature.hex()[:16] == "ddb56a00cf64890c"
    assert len(signature) == 480


def test_texts_too_short_are_not_compared():
    assert sign(" ".join(text_of(LEAST_TRIPLES + 1, seed=5))) == b""
    assert sign(" ".join(text_of(LEAST_TRIPLES + 2, seed=5))) != b""
    assert not [*bands_of(b"", "saltmere")]
