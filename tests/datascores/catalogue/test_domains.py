"""Whose a domain is."""

from __future__ import annotations

from datascores.catalogue.domains import is_nobodys, owner_of, owners_of

OWNERS = {"saltmere.gov.uk": "saltmere", "kirk.police.uk": "kirk"}


def test_a_domain_that_two_bodies_share_belongs_to_neither():
    rows = [("a", "shared.gov.uk"), ("a", "A.gov.uk"), ("b", "Shared.gov.uk")]
    assert owners_of(rows) == {"a.gov.uk": "a"}


def test_a_domain_below_another_has_its_owner():
    assert owner_of("info.Saltmere.gov.uk", OWNERS) == "saltmere"


def test_a_domain_that_only_ends_alike_is_not_owned():
    assert owner_of("notsaltmere.gov.uk", OWNERS) == ""


def test_the_second_name_of_a_force_has_the_same_owner():
    assert owner_of("kirk.pnn.police.uk", OWNERS) == "kirk"


def test_a_bare_suffix_or_a_network_of_many_is_nobodys_even_where_a_record_has_it():
    for domain in ("gov.uk", "nhs.uk", "police.uk", "ac.uk", "org.uk", "co.uk", "com", "uk", "nhs.net", "gcsx.gov.uk"):
        assert is_nobodys(domain)
        owners = owners_of([("kirk", domain)])
        assert owner_of(f"unlisted.{domain}", owners) == owner_of(domain, owners) == ""
        assert owner_of(f"unlisted.{domain}", {domain: "kirk"}) == ""


def test_a_government_owns_its_own_addresses_and_none_of_the_bodies_below():
    owners = owners_of([("government", "gov.scot"), ("agency", "agency.gov.scot")])
    assert owner_of("gov.scot", owners) == "government"
    assert owner_of("www.agency.gov.scot", owners) == "agency"
    assert owner_of("unlisted.gov.scot", owners) == ""


def test_a_network_of_many_is_passed_over_for_the_body_below_it():
    assert owner_of("trust.nhs.uk", owners_of([("trust", "trust.nhs.uk"), ("other", "nhs.uk")])) == "trust"
