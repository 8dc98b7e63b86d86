"""Whether a finished export may still be handed out: not once something in it has been taken down or withheld.

What is closed is closed in files made before, too. A new export has the same rows without it.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from django.db.models import Max, Q

from datascores.corpus.models import Takedown, WithheldSpan


def last_withheld() -> int:
    """The newest withheld span, to tell later ones by."""
    return WithheldSpan.objects.aggregate(last=Max("pk"))["last"] or 0


def find_closing(folder: Path) -> str:
    """Why an export in a folder may not be handed out any more, in plain words; empty if it may."""
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    begun = datetime.fromisoformat(plan["at"])
    down = set(Takedown.objects.filter(lifted_at__isnull=True, at__gte=begun).values_list("sha256", flat=True))
    newer = Q(pk__gt=plan["last_withheld"]) | Q(ruled_at__gte=begun)
    spans = WithheldSpan.objects.exclude(ruling=WithheldSpan.Ruling.RELEASED).filter(newer)
    held = set(spans.order_by().values_list("document__sha256", flat=True).distinct())
    if not down | held:
        return ""
    with (folder / "ids").open(encoding="ascii") as file:
        for line in file:
            if line.strip() in down:
                return "A document in it has been taken down since. Make the export again: the rest will be in it."
            if line.strip() in held:
                return "Words in it have been withheld since. Make the export again: the rest will be in it."
    return ""
