"""Which layers (optional content groups) of a PDF are off when it is opened, and what hangs on them. Pure.

ISO 32000-1, 8.11: a layer's state comes from the default configuration; what is painted may belong to a layer, or to
a membership that asks for several ("any on", "all off", or an expression of And, Or and Not).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

_MOST_STEPS = 1_000  # of an expression, which may hold itself; a longer one is no honest file's


class Layers:
    """The states of a document's layers; `root` is its catalogue."""

    def __init__(self, root: Any) -> None:
        properties = root.get("/OCProperties", {})
        default = properties.get("/D", {})
        self._is_on = {_key(layer): default.get("/BaseState") != "/OFF" for layer in properties.get("/OCGs", ())}
        for name in ("/ON", "/OFF"):
            self._is_on.update({_key(layer): name == "/ON" for layer in default.get(name, ())})
        for rule in default.get("/AS", ()):  # states that a layer asks for when it is looked at
            for layer in rule.get("/OCGs", ()) if rule.get("/Event") == "/View" else ():
                state = layer.get("/Usage", {}).get("/View", {}).get("/ViewState")
                if state is not None:
                    self._is_on[_key(layer)] = state != "/OFF"

    def is_off(self, membership: Any) -> bool:
        """Whether what belongs to this layer or membership (an /OC entry, None without one) is not shown."""
        if membership is None:
            return False
        if membership.get("/Type") != "/OCMD":
            return not self._is_on.get(_key(membership), True)
        if "/VE" in membership:
            try:
                return not self._holds(membership["/VE"], iter(range(_MOST_STEPS)))
            except (StopIteration, RecursionError):
                return True  # nobody can tell: what hangs on it is withheld
        layers = membership.get("/OCGs")
        if layers is None:
            return False
        listed = [layers] if isinstance(layers, pikepdf.Dictionary) else [*layers]
        states = [self._is_on.get(_key(layer), True) for layer in listed if isinstance(layer, pikepdf.Dictionary)]
        if not states:
            return False  # as the standard says of an empty list
        policy = str(membership.get("/P", "/AnyOn"))
        return not {"/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states)}.get(
            policy, any(states)
        )

    def _holds(self, expression: Any, steps: Iterator[int]) -> bool:
        """Raises StopIteration when there are no more steps."""
        next(steps)
        if isinstance(expression, pikepdf.Dictionary):
            return self._is_on.get(_key(expression), True)
        operator, *operands = expression
        values = []
        for operand in operands:
            values.append(self._holds(operand, steps))
        if operator == "/Not":
            return not any(values)
        return all(values) if operator == "/And" else any(values)


def _key(layer: Any) -> tuple[int, int]:
    return layer.objgen
