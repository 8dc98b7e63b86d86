"""Whose a domain is: the one place that looks for the owner of an address among the domains of the catalogue. Pure.

A domain under which anybody of a kind has one, `gov.uk`, and a network that many share, `nhs.net`, tell nobody's name:
lists with such a domain are refused, and one that stands in a record all the same is passed over. A government that has
its own addresses right under such a domain, `somebody@gov.scot`, owns these and none below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_POLICE_NETWORK, _POLICE = ".pnn.police.uk", ".police.uk"  # the forces' own network has a second name for each domain
# what British bodies register under (Nominet; publicsuffix.org) …
_SUFFIXES = (
    "ac.uk co.uk gov.uk judiciary.uk ltd.uk me.uk net.uk nhs.uk nic.uk org.uk plc.uk police.uk sch.uk service.gov.uk"
    " co.com eu.com gb.com gb.net org.com uk.com uk.net"
)
# … networks of many bodies, and senders of mail that anybody may have
_SHARED = (
    "cjsm.net gcsx.gov.uk gse.gov.uk gsi.gov.uk gsx.gov.uk nhs.net nhs.scot pnn.gov.uk pnn.police.uk scn.gov.uk x.gsi.gov.uk"
    " aol.com btinternet.com facebook.com gmail.com googlemail.com hotmail.com hotmail.co.uk icloud.com live.co.uk live.com"
    " outlook.com twitter.com whatdotheyknow.com wordpress.com x.com yahoo.com yahoo.co.uk"
)
NOBODYS = frozenset(f"{_SUFFIXES} {_SHARED}".split())
OWN_ADDRESSES_ONLY = frozenset({"gov.scot", "gov.wales", "llyw.cymru"})


def is_nobodys(domain: str) -> bool:
    """Whether a domain names no one body: a bare suffix, a network of many, a sender of anybody's mail."""
    domain = domain.lower().strip(".")
    return "." not in domain or domain in NOBODYS


def owners_of(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The slug of the owner of each domain, from pairs of slug and domain; a domain that two bodies share is nobody's."""
    owners: dict[str, str] = {}
    shared: set[str] = set()
    for slug, domain in rows:
        if owners.setdefault(domain.lower(), slug) != slug:
            shared.add(domain.lower())
    return {domain: slug for domain, slug in owners.items() if domain not in shared and not is_nobodys(domain)}


def owner_of(domain: str, owners: Mapping[str, str]) -> str:
    """The owner of a domain or of the nearest domain above it; empty when there is none."""
    domain = whole = domain.lower().replace(_POLICE_NETWORK, _POLICE)
    while not is_nobodys(domain):
        if domain in owners and (domain == whole or domain not in OWN_ADDRESSES_ONLY):
            return owners[domain]
        domain = domain.partition(".")[2]
    return ""
