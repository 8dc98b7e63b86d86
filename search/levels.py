"""What a reading of a query keeps as it goes: the parts between two brackets, and what has to be said about them."""

from __future__ import annotations

from dataclasses import dataclass

from search.engine.clauses import And, Clause, Not, Or


@dataclass(frozen=True, slots=True)
class QueryWarning:
    """Something in the query was ignored or read otherwise: where (code points of the query) and why."""

    position: int
    length: int
    message: str


@dataclass
class Level:
    """What is read so far between two brackets, and the operators that wait for their right side."""

    start: int
    clause: Clause | None = None
    is_or: bool = False
    operator: tuple[int, str] | None = None  # a + or | that waits for its right side
    negated: bool = False
    negated_before: bool = False  # a - that stands before the bracket

    def add(self, clause: Clause | None) -> None:
        """Join a clause to what stands left of it. Of a leaf that fell away the operator survives."""
        negated, self.negated = self.negated, False
        if clause is None:
            return
        if negated:
            clause = clause.part if isinstance(clause, Not) else Not(clause)
        joined = Or if self.is_or else And
        if self.clause is None:
            self.clause = clause
        elif type(self.clause) is joined:
            self.clause = joined((*self.clause.parts, clause))
        else:
            self.clause = joined((self.clause, clause))
        self.is_or = False
