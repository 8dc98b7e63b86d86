"""What is said of the name in curly brackets; sentences are invented, in the manner of British public bodies."""

from __future__ import annotations

import pytest

from datascores.corpus.stance import read_place, stance_of

AFFIRMED = [
    "The Council uses {QlikView} to monitor demand for social care.",
    "We use {QlikView} but not Mosaic.",
    "The Trust does not use Acorn but has used {Mosaic} since 2014.",
    "Staff have access to {LiquidLogic} through the intranet.",
    "{Mosaic} is held under licence from Experian.",
    "Our data warehouse is populated from {CareFirst} every night.",
    "The force not only uses {HART} but also publishes its results.",
    "{HART} is used not only in custody but also in neighbourhood teams.",
    "There are no commercial suppliers or providers involved with {HART}.",
    "There have been no problems with {Xantura} since it went in.",
    "The contract for {Xantura} must be renewed no later than March 2020.",
    "{Xantura} has not been replaced and remains in daily use.",
    "We have not decommissioned {Paragon}.",
    "We do not use any predictive software other than {QlikView}.",
    "Apart from {QlikView}, we do not hold any analytical software.",
    "No software of this kind is used, with the exception of {Stata}.",
    "The Council moved from Acorn to {Mosaic} in 2016.",
    "Acorn was replaced by {Mosaic} in 2016.",
    "In 2015 the Board replaced Acorn with {Mosaic}.",
    "Following a successful pilot in 2014, {RAIDR} is now used in every practice.",
    "{HART} does not replace the decision of the custody officer.",
    "{Combine} does not hold any data about ethnicity.",
    "{Mosaic} will be replaced in 2021.",
    "Although we do not use Acorn, we do use {Mosaic}.",
    "We use a range of tools: Excel, {Stata} and R.",
    "The aim of {HART} is to support officers who may be asked to decide.",
    "Following the review, {Mosaic} is also used to plan visits.",
    "The data are used to populate {Paragon}.",
    "Moving away from paper, {Paragon} is used on every ward.",
    "Records in {Paragon} are kept for no longer than is necessary.",
    "We do not use Acorn; {Mosaic} is used by our library service.",
    "Decisions are informed by {Mosaic} whether or not the family is known to us.",
]
DENIED = [
    "We use QlikView but not {Mosaic}.",
    "We use QlikView, not {Mosaic}.",
    "The Council does not use {Mosaic}.",
    "The council doesn’t use {Mosaic} in any of its services.",
    "Kirkmoor Council has never used {HART} or any similar tool.",
    "No information is held about {Xantura}.",
    "We hold no information relating to {Xantura}.",
    "The Trust does not hold any records about {Mosaic}.",
    "{Mosaic} is not used by the Council.",
    "{Mosaic} and Acorn are not currently in use.",
    "Mosaic and {Acorn} are not currently in use.",
    "Neither {Mosaic} nor Acorn is used.",
    "Neither Mosaic nor {Acorn} is used.",
    "We manage without {Mosaic}.",
    "There are no plans to introduce {HART}.",
    "The Force has no plans to use {HART} in custody.",
    "The Council does not intend to buy {Mosaic}.",
    "We rely on Excel rather than {Tableau}.",
    "We chose Tableau instead of {QlikView}.",
    "The Board has no contract with {Capita}.",
    "The Council has not purchased, and does not use, {Mosaic}.",
    "We have not deployed {Xantura}, although others in the region have.",
    "{Xantura} has never been implemented here.",
    "{Xantura} is not a system that we use.",
    "None of Mosaic, {Acorn} or CAMEO is used by the service.",
    "No use is made of {Mosaic}.",
    "{Mosaic}: not used",
    "{Mosaic}\tNo",
    "The Council uses Acorn and does not use {Mosaic}.",
    "We do not have a copy of {Mosaic}.",
    "It is not {QlikView} but Tableau that we run.",
    "The pilot of {HART} did not go ahead and we have not adopted {HART}.",
    "We do not use data analytics tools (e.g. {QlikView}).",
    "The service cannot use {Mosaic}.",
    "The force does not use data bought from others, such as that provided by {Mosaic} or Acorn.",
    "We do not use Acorn; CAMEO; or {Mosaic}.",
    "Acorn; {CAMEO}; and Mosaic are not used.",
    "We do not use any profiling tool – neither Acorn nor {Mosaic}.",
    "The Council does not use or hold {Mosaic}.",
    "We do not use any profiling tools, which include {Mosaic}.",
    "The Trust has no software that is supplied by {Xantura}.",
    "At no time has the Council used {Mosaic}.",
    "{Mosaic} (not used) is a product of Experian.",
]
PLANNED = [
    "The Council is procuring {Xantura}.",
    "{Xantura} will be introduced next spring.",
    "A new model, {Foresight}, is under development.",
    "We intend to use {Mosaic} from April.",
    "It is our ambition to deploy {Foresight} across the county.",
    "We plan to pilot {HART} next year.",
    "{Foresight} is not yet live.",
    "The Trust hopes to buy {RAIDR} in the new financial year.",
    "The Council is in the process of implementing {LiquidLogic}.",
    "We would like to introduce {Xantura} for housing.",
    "{Foresight} is scheduled to go live in May 2019.",
    "We want to develop an {Analytical Hub} on top of the database.",
    "The Council uses Excel and plans to use {Tableau}.",
    "{LiquidLogic} has yet to be implemented.",
    "The present system will be replaced by {LiquidLogic}.",
]
PILOTED = [
    "The Council piloted {Xantura} with two teams.",
    "{HART} is part of an experimental research programme.",
    "A pilot of {Xantura} began in June.",
    "{Foresight} is in a test environment.",
    "The force is trialling {HART} in two custody suites.",
    "Our planning system {Foresight} (this is still in a test environment) scores each risk.",
    "{RAIDR} was introduced as a proof of concept.",
    "{RAIDR} is on trial in four surgeries.",
    "Using {Mosaic} was a pilot project of the library service.",
    "The current prototype of {Foresight} covers two wards.",
]
ENDED = [
    "The Council no longer uses {Mosaic}.",
    "{Mosaic} is no longer used.",
    "We ceased to use {Mosaic} in 2015.",
    "The Council used {Mosaic} until 2016.",
    "{Acorn} was replaced by Mosaic.",
    "The Council moved from {Acorn} to Mosaic in 2016.",
    "In 2015 the Board replaced {Acorn} with Mosaic.",
    "The Trust previously used {RAIDR}.",
    "{RAIDR} was decommissioned in December 2017.",
    "The licence for {Mosaic} expired in 2017 and was not renewed.",
    "The trial of {Xantura} ended in March.",
    "The Council stopped using {Xantura} after a review.",
    "The contract with {Xantura} was terminated.",
    "{Paragon} (decommissioned in 2014) held housing data.",
    "Until 2016 we used {Mosaic}.",
]
UNCLEAR = [
    "Does the Council use {Mosaic}?",
    "If the Council were to buy {Mosaic}, it would publish the contract.",
    "The Council may use {Mosaic} in some cases.",
    "We could use {Mosaic} for this purpose.",
    "We are considering whether to buy {Xantura}.",
    "We can neither confirm nor deny whether {HART} is used.",
    "The Council is unable to confirm or deny that it uses {HART}.",
    "Officers are exploring {Xantura}.",
    "{Mosaic} might be used by partners.",
    "It is not known whether {Mosaic} was bought.",
    "{Think Family Database} risk log",
    "Chichester Integrated Health Board (2017) {Risk Based Verification} Policy.",
    "We do not share the results, which come from {Mosaic}, with any other body.",
    "{QlikView}, which has no predictive function, is used by the finance team.",
    "Staff are not allowed to print from {Paragon}.",
    "Would {Mosaic} be a good fit for us?",
]
TABLE = [
    (stance, words)
    for stance, sentences in [
        ("affirmed", AFFIRMED),
        ("denied", DENIED),
        ("planned", PLANNED),
        ("piloted", PILOTED),
        ("ended", ENDED),
        ("unclear", UNCLEAR),
    ]
    for words in sentences
]


def place_in(words: str) -> tuple[str, int, int]:
    """The words without the last brackets, and where the name stood in them."""
    start = words.rindex("{")
    end = words.rindex("}") - 1
    plain = words[:start].replace("{", "").replace("}", "")
    shift = start - len(plain)
    return plain + words[start + 1 : end + 1] + words[end + 2 :], start - shift, end - shift


@pytest.mark.parametrize(("stance", "words"), TABLE)
def test_stance_follows_the_scope_of_the_words(stance, words):
    assert stance_of(*place_in(words)) == stance


@pytest.mark.parametrize(
    ("stance", "text"),
    [
        ("denied", "We do not use any of the following:\n• Acorn\n• {Mosaic}\n• CAMEO\n\nWe use QlikView."),
        ("denied", "The Council does not hold or use:\n\n1. Acorn\n2. {Mosaic}\n"),
        ("affirmed", "The following systems are used by the service:\no Acorn\no {Mosaic}, with our own weights\n"),
        ("affirmed", "Profiling tools (not predictive as such)\n• Acorn\n• {Mosaic}\n"),
        ("affirmed", "We do not use any of the following:\n• Acorn\n• CAMEO\n\nWe use {QlikView}."),
        ("denied", "System\tIn use\nAcorn\tYes\n{Mosaic}\tNo\n"),
        ("piloted", "The software for the families project was {Atos Vista}. This was a pilot scheme."),
        ("ended", "Analysts worked with {Paragon}. It was decommissioned in 2014."),
        ("affirmed", "Analysts work with {Paragon}. The old database was decommissioned in 2014."),
        (
            "denied",
            "Having looked into this with the service, the Council does not use software such as\n{Mosaic} to make decisions.",
        ),
        ("affirmed", "A. We do not use Acorn.\nB. {Mosaic} is used by the library service for its surveys.\n"),
    ],
)
def test_lists_tables_and_following_sentences_count(stance, text):
    assert read_place(*place_in(text)).stance == stance


def test_reports_denied_are_no_denial_of_use():
    text, start, end = place_in("We hold no briefing notes on {Mosaic}.")
    reading = read_place(text, start, end)
    assert (reading.stance, reading.is_of_use) == ("denied", False)


def test_use_denied_is_a_denial_of_use():
    text, start, end = place_in("We do not use {Mosaic}.")
    assert read_place(text, start, end).is_of_use


def test_no_denial_reads_as_use():
    assert not [words for words in DENIED if stance_of(*place_in(words)) in ("affirmed", "piloted")]
