import pytest

from foi.laws import ACTS, Nature

FOIA, FOISA, EIR, EISR = ACTS.values()


@pytest.mark.parametrize(
    ("act", "number", "name", "nature"),
    [
        (FOIA, "43(2)", "commercial interests", Nature.QUALIFIED),
        (FOIA, "33", "audit functions", Nature.QUALIFIED),
        (FOISA, "33(1)(b)", "commercial interests and the economy", Nature.QUALIFIED),
        (FOIA, "22A", "research", Nature.QUALIFIED),
        (FOIA, "21", "accessible by other means", Nature.ABSOLUTE),
        (FOISA, "21", None, None),  # the review of a refusal
        (FOISA, "17", "not held", Nature.PROCEDURAL),
        (FOIA, "17", None, None),  # the refusal notice itself
        (FOIA, "1(1)", None, None),
        (FOIA, "16", None, None),
        (FOISA, "38(1)(b)", "personal information", Nature.PARTLY),
        (FOIA, "38", "health and safety", Nature.QUALIFIED),
        (EIR, "12(5)(e)", "exceptions", Nature.QUALIFIED),
        (EISR, "11(2)", "personal data", Nature.PARTLY),
        (FOIA, "", None, None),
    ],
)
def test_a_number_is_the_section_of_its_own_act(act, number, name, nature):
    section = act.section(number)
    assert (section.name, section.nature) == (name, nature) if name else section is None


def test_a_section_is_written_with_its_act_and_without_subsection():
    assert FOIA.label("43(2)") == "s43 FOIA" and FOISA.label("33(1)(b)") == "s33 FOISA"
    assert EIR.label("12(5)(e)") == "r12 EIR"
    with pytest.raises(KeyError, match="FOIA has no ground of refusal 1"):
        FOIA.label("1(1)")
