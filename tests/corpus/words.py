"""Words to make sentences and names of; none is the name of anybody."""

from __future__ import annotations

import random
from functools import cache

_SUBJECTS = (
    "The Department",
    "The Embassy",
    "The Minister",
    "The Legation",
    "The delegation",
    "The Council",
    "His Government",
    "The Foreign Office",
    "The commission",
    "The harbor authority",
    "The undersigned",
    "The conference",
    "The Bureau",
    "The Ministry of Works",
    "The third Secretary",
    "The assembly",
)
_VERBS = (
    "reported that",
    "was informed that",
    "did not believe that",
    "inquired whether",
    "had the honor to state that",
    "took the position that",
    "reserved judgment as to whether",
    "noted in passing that",
    "had learned from a reliable source that",
    "expressed the hope that",
    "regretted that",
    "assumed, subject to confirmation, that",
)
_THINGS = (
    "the customs receipts",
    "the draft of the convention",
    "the lighthouse dues",
    "the survey of the frontier",
    "the reply to the note of the previous week",
    "the two remaining articles",
    "the shipment of grain",
    "the claims of the railway company",
    "the supply of spare parts",
    "the proposals of the working group",
    "the telegraph concession",
    "the terms of the loan",
    "the fisheries agreement",
    "the appointment of an arbitrator",
    "the quarantine at the northern ports",
    "the estimates for the coming year",
)
_DEEDS = (
    "would be settled",
    "had been postponed",
    "could not be published",
    "remained under discussion",
    "should be examined again",
    "might be accepted in principle",
    "had given rise to some anxiety",
    "would be laid before the ministers",
    "would require further instructions",
    "had been overtaken by events",
    "ought to be kept apart from the question of recognition",
    "had no precedent",
)
_CIRCUMSTANCES = (
    "before the end of the month",
    "after consultation with the other governments concerned",
    "in the absence of the president of the chamber",
    "“as a matter of courtesy,” as he put it",
    "notwithstanding the assurances that had been given orally",
    "at a meeting which lasted until late in the evening",
    "on the understanding that nothing be said of it in public",
    "with the reservation that appears in the margin",
    "without prejudice to either party’s view of the treaty",
    "during the session of 1,240 delegates",
    "in the period 1931–36",
    "at a cost of about 40,000 crowns",
    "should the weather permit",
    "unless the committee decided otherwise",
)
_FIRST = ("Ab", "Bel", "Cor", "Dan", "El", "Fen", "Gar", "Hol", "Ir", "Jor", "Kel", "Lam", "Mor")
_MIDDLE = ("an", "er", "il", "o", "ud", "es", "av", "in")
_LAST = ("dane", "wick", "sted", "more", "rand", "by", "low", "cott", "vane", "quist", "tham")
_LANDS = ("Marovia", "Tessaly", "Ostrand", "Quell", "Veldania", "Carmeth", "Ilmar", "Soreno")
_TOWNS = ("Port Amsel", "Halmstead", "Veren", "Casterby", "Nollin", "Sant Orro", "Dunmere", "Pell")
_OFFICES = (
    "Chargé in {land}",
    "Minister of Finance of {land}",
    "Director of the Office of {land} Affairs",
    "member of the Policy Planning Staff",
    "Ambassador to {land} until the change of government",
    "Consul General at {town}",
)
GIVEN = ("Aldous", "Brenna", "Corwin", "Delphine", "Edmar", "Frida", "Gideon", "Hesper", "Ivo")


@cache
def sentences(seed: int) -> tuple[str, ...]:
    """A few thousand sentences of 90 to 250 characters, to draw from."""
    chance = random.Random(f"sentences {seed}")
    return tuple(_sentence(chance) for _ in range(4000))


def _sentence(chance: random.Random) -> str:
    pick = chance.choice
    clause = f"{pick(_THINGS)} {pick(_DEEDS)} {pick(_CIRCUMSTANCES)}"
    if chance.random() < 0.4:
        clause += f", and that {pick(_THINGS)} {pick(_DEEDS)}"
    return f"{pick(_SUBJECTS)} {pick(_VERBS)} {clause}."


def surname(chance: random.Random) -> str:
    pick = chance.choice
    return pick(_FIRST) + pick(_MIDDLE) + pick(_LAST)


def land(chance: random.Random) -> str:
    return chance.choice(_LANDS)


def town(chance: random.Random) -> str:
    return chance.choice(_TOWNS)


def office(chance: random.Random) -> str:
    return chance.choice(_OFFICES).format(land=land(chance), town=town(chance))


def topic(chance: random.Random) -> str:
    """A subject line: ``Lighthouse Dues and the Fisheries Agreement``."""
    first, second = chance.sample(_THINGS, 2)
    small = ("and", "of", "the", "to", "at", "an")
    words = f"{first} and {second}".removeprefix("the ").split()
    return " ".join(word if word in small else word.capitalize() for word in words)
