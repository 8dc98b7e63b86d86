"""The verbs and nouns of having, using and giving up, and the nouns for what is only written about a thing; data for ``cues``."""

from __future__ import annotations


def any_of(words: str) -> str:
    """One of the alternatives, written one a blank; an underscore stands for a blank within one."""
    return "(?:" + "|".join(word.replace("_", r"\s+") for word in words.split()) + ")"


# verbs by which a body has or uses something, in whatever form
USE_VERBS = any_of(
    r"us(?:e|es|ed|ing) utilis(?:e|es|ed|ing) utiliz(?:e|es|ed|ing) employ(?:s|ed|ing)? operat(?:e|es|ed|ing) "
    r"run(?:s|ning)? ran hold(?:s|ing)? held ha(?:ve|s|d|ving) own(?:s|ed)? possess(?:es|ed)? deploy(?:s|ed|ing)? "
    r"implement(?:s|ed|ing)? introduc(?:e|es|ed|ing) adopt(?:s|ed|ing)? purchas(?:e|es|ed|ing) procur(?:e|es|ed|ing) "
    r"buy(?:s|ing)? bought acquir(?:e|es|ed|ing) commission(?:s|ed|ing)? licen[cs](?:e|es|ed|ing) "
    r"subscrib(?:e|es|ed|ing) install(?:s|ed|ing)? access(?:es|ed|ing)? maintain(?:s|ed|ing)? "
    r"pilot(?:s|ed|ing)? trial(?:s|led|ling)? appl(?:y|ies|ied|ying) launch(?:es|ed|ing)? roll(?:s|ed|ing)?_out"
)
USED = any_of(
    r"used utilised utilized employed operated run held owned deployed implemented introduced adopted purchased "
    r"procured bought acquired commissioned licen[cs]ed installed applied launched operational rolled_out "
    r"in_use in_operation in_place in_force available live piloted trialled"
)
USE_NOUNS = any_of(
    r"use usage deployment version copy copies instance licen[cs]es? subscriptions? contracts? agreements? software "
    r"systems? tools? products? platforms? models? algorithms? databases? applications? plans? intentions? such any "
    r"implementation adoption procurement pilots? trials?"
)
INFORMATION = any_of(
    r"information documents? documentation records? reports? notes? briefings? evaluations? materials? manuals? "
    r"guidance correspondence e-?mails? details data_held minutes summaries presentations? papers? policies policy "
    r"procedures? assessments? slides"
)

# "no longer" and the like, with what follows them; "moved from" governs until "to"
NO_LONGER = any_of(r"no_longer not_any_more not_any_longer")
ENDING_VERB = any_of(
    r"ceas(?:e|es|ed|ing) stopp(?:ed|ing) stops?_using discontinu(?:e|es|ed|ing) terminat(?:e|es|ed|ing) withdrew "
    r"withdraw(?:s|n|ing)? abandon(?:s|ed|ing)? decommission(?:s|ed|ing)? retir(?:e|es|ed|ing) scrapp(?:ed|ing) "
    r"dropp(?:ed|ing) phas(?:e|es|ed|ing)_out replac(?:e|es|ed|ing) supersed(?:e|es|ed|ing) cancel(?:led|ling|s)? "
    r"switched_off turned_off mov(?:ed|ing)(?:_\S+){0,3}_from migrat(?:ed|ing)(?:_\S+){0,3}_from switch(?:ed"
    r"|ing)_from "
    r"transferred(?:_\S+){0,3}_from c[ao]m(?:e|es|ing)_to_an_end brought_to_an?_(?:end|close) c[ao]m(?:e|es"
    r"|ing)_to_a_close wound_(?:down|up) stood_down "
    r"(?:taken|took)_out_of_(?:use|service) chang(?:ed"
    r"|ing)_from moved_away_from expired lapsed? ended(?!\s+up) disestablished "
    r"g(?:ave|iven|iving)_up surrendered handed_back uninstalled shut_down closed_down suspended mothballed "
    r"has_gone have_gone "
    r"(?:taken|took|wiped|removed|deleted|stripped)_(?:\S+_){0,2}?(?:off"
    r"|from) binned ditched axed junked jettisoned discarded got_rid_of "
    r"(?:went|gone|going|goes|been)_out_of_(?:use|service) allowed_to_(?:run_out|lapse"
    r"|expire) r[au]n_out run_its_course been_dropped "
    r"(?:a_)?thing_of_the_past consigned_to (?:stopped"
    r"|ceased)_paying pulled_the_plug unplugged sunset(?:ted)? end_of_life past_its_end "
    r"taken_down taken_away done_away_with parted_(?:company|ways|with) wean(?:ed"
    r"|ing)_(?:\S+_)?off said_(?:goodbye|farewell)_to parting_(?:company_)?with is_no_more read-only (?:fallen"
    r"|fell|falling)_(?:out_of_use|into_disuse) took_over_from ta(?:ken"
    r"|king)_over_from bowed_out laid_to_rest dispensed_with finished"
)
FORMER = any_of(r"previously formerly historically in_the_past")
