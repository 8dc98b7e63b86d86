"""A campaign like that of 2018, made from a seed: requests to bodies of four nations, letters in mails and files, and what
must be counted of it, known from how it was made and not from reading.

    python -m tests.foi.campaign_maker FOLDER [REQUESTS] [SEED]

writes `box.mbox`, the folder `files/` and `list.csv` for `manage.py ingest_foi FOLDER --campaign … --manifest FOLDER/list.csv`,
and `counts.json` with requests by outcome and by section on the last day.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from foi.outcomes import Outcome
from tests.foi.filing.post import box, mail
from tests.foi.replies.made import MADE, Made

LAST_DAY = date(2018, 12, 31)
SENT = date(2018, 7, 20)
ASKED = "Dear {body}\n\nPlease send us what you hold on data analytics and on scores of people.\n\nYours faithfully\nA Lab\n"
CLARIFIED = (
    "Dear {body}\n\nBy scoring we mean any number that a computer gives to a person.\n\nYours faithfully\nA Lab\n"
)
ACKNOWLEDGED = "acknowledgement"
# what happens to a request: letters by the name of an invented reply or in our own words, and what it comes to; the weights are
# those of 2018 where they are known
STORIES: tuple[tuple[int, tuple[str, ...], Outcome], ...] = (
    (150, ("uses none",), Outcome.NO_SUCH_SYSTEMS),
    (23, (ACKNOWLEDGED, "police: none in use"), Outcome.NO_SUCH_SYSTEMS),
    (59, ("holds nothing",), Outcome.NO_INFORMATION_HELD),
    (30, ("names a product",), Outcome.SUCCESSFUL),
    (20, ("question by question",), Outcome.SUCCESSFUL),
    (10, ("what do you mean", "clarified", "all is attached"), Outcome.SUCCESSFUL),
    (20, ("prices blacked out",), Outcome.PARTLY_WITHHELD),
    (16, ("names of officers removed",), Outcome.PARTLY_WITHHELD),
    (30, ("cost limit",), Outcome.REFUSED),
    (10, ("all commercial", "ask review", "review upholds"), Outcome.REFUSED),
    (5, ("cost limit", "ask review", "review overturns"), Outcome.SUCCESSFUL),
    (20, ("which department",), Outcome.AWAITING_CLARIFICATION),
    (15, (ACKNOWLEDGED,), Outcome.DELAYED),
    (15, (), Outcome.DELAYED),
)
SCOTTISH = {  # the same replies as a body of Scotland writes them
    "prices blacked out": "scottish commercial",
    "names of officers removed": "scottish personal data",
    "cost limit": "scottish cost",
    "holds nothing": "scottish section 17",
}


@dataclass
class Made2018:
    """The rows of the list and what is to be counted."""

    rows: list[dict[str, str]] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    exemptions: Counter[str] = field(default_factory=Counter)


def make_campaign(
    folder: Path, bodies: Sequence[tuple[str, str, str]], requests: int = 423, seed: int = 2018
) -> Made2018:
    """Write a campaign to bodies given by slug, name and nation; the same seed gives the same bytes."""
    chance, made, mails = random.Random(seed), Made2018(), []
    (folder / "files").mkdir(parents=True, exist_ok=True)
    weights = [weight for weight, _, _ in STORIES]
    for number in range(1, requests + 1):
        slug, name, nation = bodies[number % len(bodies)]
        _, story, outcome = chance.choices(STORIES, weights)[0]
        is_targeted = number <= 20
        common = {
            "reference": f"R{number}",
            "authority": slug,
            "law": "FOISA" if nation == "Scotland" else "FOIA",
            "sent": SENT.isoformat(),
            "aim": "targeted" if is_targeted else "general",
        }
        day, sections = SENT, set()
        for step, told in enumerate(("asked", *story)):
            day += timedelta(days=chance.randint(3, 9) if step else 0)
            letter = _letter(told, nation, name)
            sections |= set(letter.exemptions)
            direction = "out" if told in ("asked", "clarified", "ask review") else "in"
            row = {**common, "direction": direction, "date": day.isoformat()}
            if is_targeted:
                file = f"files/R{number} {step} {direction}.txt"
                (folder / file).write_text(f"{letter.text}\nOur reference {number}/{step}\n")
            else:
                mails.append(_mail(number, step, direction, letter.text, day))
                file = f"box.mbox/mail {len(mails)}.eml"
            made.rows.append({**row, "file": file})
        made.outcomes[str(outcome)] += 1
        made.exemptions.update(sections)
    box(folder / "box.mbox", mails)
    with (folder / "list.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, [*made.rows[0]])
        writer.writeheader()
        writer.writerows(made.rows)
    counts = {"outcomes": made.outcomes, "exemptions": made.exemptions}
    (folder / "counts.json").write_text(json.dumps(counts, indent=1, sort_keys=True))
    return made


def _letter(told: str, nation: str, body: str) -> Made:
    if told == "asked":
        return Made(ASKED.format(body=body), "")
    if told == "clarified":
        return Made(CLARIFIED.format(body=body), "")
    if told == "ask review":
        return Made(f"Dear {body}\n\nPlease review your decision.\n\nYours faithfully\nA Lab\n", "")
    return MADE[SCOTTISH.get(told, told) if nation == "Scotland" else told]


def _mail(number: int, step: int, direction: str, text: str, day: date) -> bytes:
    people = ("lab@example.org", f"foi@body{number}.example")
    sender, to = people if direction == "out" else reversed(people)
    subject = f"Request R{number}"
    return mail(number * 10 + step, subject, sender, to, text, day.strftime("%d %b %Y"))


if __name__ == "__main__":
    import django

    django.setup()
    from datascores.catalogue.models import Authority

    there = Authority.objects.filter(end_date="").order_by("slug").values_list("slug", "name", "nation")
    told = make_campaign(Path(sys.argv[1]), list(there), *(int(argument) for argument in sys.argv[2:]))
    print(f"{len(told.rows)} letters; {dict(told.outcomes)}; {dict(told.exemptions)}")
