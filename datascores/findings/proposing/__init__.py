"""From sentences to proposals: who has what, and what is denied as a whole. Pure: values in, values out."""

from datascores.findings.proposing.choosing import best_of
from datascores.findings.proposing.denials import ClassDenial, class_denials_in
from datascores.findings.proposing.proposals import RELATE_VERSION, propose
from datascores.findings.proposing.rows import Leaf, Named, Proposal
from datascores.findings.proposing.turning import leaf_of

__all__ = [
    "RELATE_VERSION",
    "ClassDenial",
    "Leaf",
    "Named",
    "Proposal",
    "best_of",
    "class_denials_in",
    "leaf_of",
    "propose",
]
