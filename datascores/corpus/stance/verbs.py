"""The verbs and nouns of having and using, and the nouns for what is only written about a thing; data for ``cues``."""

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
