"""Words that tell people from offices: given names, and words that no person is called by.

Given names are those that Faker keeps for the languages most spoken in Britain (its provider lists, MIT licence); they
decide only where the form of a letter alone does not.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

_LOCALES = """
    en_GB en_US en_IN en_PK ga_IE pl_PL it_IT es_ES fr_FR de_DE pt_PT ro_RO tr_TR yo_NG ha_NG zu_ZA
"""
# short for a given name, or one of those that no list above has
_FURTHER = """
    delroy leroy winston errol everton desmond glenroy marva beverley yvonne gloria kwame kofi ama chidi ngozi emeka
    ahmed aisha alex andy angharad anita ayesha becky ben beth bethan bob callum carys cath cathy catriona cerys chris
    dafydd dan dave debbie eilidh eleri fatima ffion gareth gill greg gwen hamish hassan hussain huw ian ibrahim ieuan jack
    jeff jen jenny jess jill jim jo joe kate kev liz lyn lynn mairi matt mike mohamed mohammed morag muhammad nia nick owain
    pam pat payal pete phil priya ray rhys rob ron sam sian siân steve sue sunita tim tom tony trish vicky yusuf
"""
# words of offices, bodies and forms of address
_OFFICES = """
    access act admin administration administrator adult adults adviser advisor agency all analyst analytics and annex answer
    answers appendix applicant april assistant assurance attached attachment audit august authorised authorities authority
    board borough branch britain british bureau business care case casework caseworker centre chief child children city
    clerk clinical colleague colleagues college commission commissioner commissioning committee community company complaint
    complaints compliance constabulary contact coordinator corporate council councils county customer customers data
    database deadline dear december delivery democratic department deputy desk development digital director directorate
    disclosure district division east editor editors email england enquiries enquiry environment estates executive exemption
    exemptions faculty faithfully families family fax february feedback finance fire foi for freedom friday general
    governance government group head health help home hospital hospitals house housing human improvement independent index
    information insight institute intelligence internal investment january journalist july june justice kingdom lab lead
    leader learning legal letter liaison library limited local london ltd madam mail management manager march may medical
    member members mental ministry mobile model monday monitoring mosaic national network news newsdesk nhs no north
    november october of office officer officers ombudsman operations organisation our page parliament part partnership
    people performance phone planning plc please police policy practice principal privacy procurement professional programme
    project property protection provost public quality question questions reception record records reference regards
    regeneration register registrar regulation regulatory relations reply representative request requester requests research
    resident resilience resources response responses review reviewer rights risk risks road safeguarding sales school
    schools score scores scoring scotland secretariat secretary section security senior september service services sincerely
    sir sirs social society solicitor south specialist standards state statistics strategic strategy street subject
    supervisor supplier support system systems team technical technology tel telephone thank thanks that the these this
    those thursday title to tool transformation transparency transport trust tuesday unit united university us user users
    wales we wednesday welfare west whom with work worker workforce yes you your yours
"""
# boxes of offices, beside the words above
_BOXES = """
    accessibility accessinfo accesstoinformation alerts atip bounce comms communications contactus corporateinfo daemon
    datajusticelab donotreply dp dpa dpo eir enquire firstcontact foia foirequests fois foiteam freedomofinfo
    freedomofinformation gdpr hello helpdesk icasework igteam info infocomp infogov inforequest informationcompliance
    informationgovernance informationrequests informationrights it mailbox mailer newsletter no-reply noreply postmaster
    press publications recordsmanagement sar sars servicedesk supportdesk unsubscribe webmaster website webteam
"""
_TITLES = """
    capt captain cllr councillor dame dc dci di doctor dr ds insp inspector lady lord miss mp mr mrs ms mx pc prof professor
    rev revd reverend sergeant sgt sir superintendent supt
"""
_PARTICLES = """
    ab al ap ben bin da de del della den der di dos du el ibn la le mac mc o st van von
"""

OFFICE_WORDS = frozenset(_OFFICES.split())  # a line with one of them is no name of a person
OFFICE_LOCALS = OFFICE_WORDS | frozenset(_BOXES.split())  # an address with one before the @ is an office's
HONORIFICS = frozenset(_TITLES.split())
PARTICLES = frozenset(_PARTICLES.split())


@cache
def given_names() -> frozenset[str]:
    """Given names in small letters."""
    found: set[str] = set(_FURTHER.split())
    for locale in _LOCALES.split():
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in ("first_names", "first_names_male", "first_names_female"):
            found.update(name.lower() for name in getattr(provider, attribute, ()))
    return frozenset(name for name in found if name.isalpha() and len(name) > 1)
