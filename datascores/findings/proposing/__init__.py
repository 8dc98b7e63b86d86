"""From sentences to proposals: who has what, and what is denied as a whole. Pure: values in, values out."""

from datascores.findings.proposing.denials import ClassDenial, class_denials_in
from datascores.findings.proposing.proposals import RELATE_VERSION, best_of, propose
from datascores.findings.proposing.rows import Leaf, Named, Proposal

__all__ = ["RELATE_VERSION", "ClassDenial", "Leaf", "Named", "Proposal", "best_of", "class_denials_in", "propose"]
