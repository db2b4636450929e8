"""What a number counts: shared by the NUM rules.

A count of people or things cannot be a fraction, a measure can: "1.500 people" is damaged, "1.500 metres" need not be.
"""

import re

_PEOPLE = """
people persons men women children boys girls adults teenagers youths seniors pensioners retirees babies
soldiers troops servicemen recruits conscripts fighters rebels militants insurgents guards policemen officers officials
migrants refugees asylum-seekers immigrants emigrants expatriates protesters demonstrators residents inhabitants
citizens voters workers employees staff miners farmers fishermen truckers drivers patients students pupils
schoolchildren teachers nurses doctors paramedics firefighters rescuers volunteers victims casualties fatalities deaths
dead wounded injured survivors hostages prisoners inmates detainees fans spectators visitors tourists pilgrims guests
passengers travelers travellers commuters users members subscribers followers viewers readers listeners customers
clients consumers shoppers households families couples delegates participants supporters activists players athletes
runners cyclists believers faithful homeless unemployed civilians jews muslims christians palestinians israelis
ukrainians russians syrians afghans americans germans britons""".split()
_THINGS = """
jobs homes houses apartments flats rooms beds buildings schools companies businesses firms shops stores hotels
restaurants cars vehicles trucks buses bicycles planes ships boats tanks drones missiles rockets shells bombs weapons
guns rifles mines doses tests vaccines masks ventilators cases infections hospitalizations signatures copies tickets
votes ballots complaints reports letters emails messages calls books documents pages photographs trees animals cattle
cows pigs sheep chickens birds plants villages towns cities municipalities countries events concerts flights trips
accidents crimes arrests attacks fires species stores shares seats places parcels packages orders products devices
phones computers bottles cigarettes pills tablets applications permits licences visas""".split()

COUNTED = "|".join(sorted({*_PEOPLE, *_THINGS}))
"""Alternation of folded nouns whose number is a whole number."""

MEASURES = frozenset(
    """metres meters kilometres kilometers miles yards feet inches centimetres centimeters millimetres millimeters
    microns nanometers acres hectares seconds minutes hours milliseconds grams grammes kilograms kilogrammes kilos tons
    tonnes pounds ounces milligrams micrograms litres liters gallons pints barrels bushels degrees points times watts
    kilowatts megawatts gigawatts volts hertz megahertz gigahertz bytes megabytes gigabytes knots carats calories joules
    bits cents pence percents percentage basis parts units averages years months weeks days goals runs rebounds assists
    strokes shots laps gpa its this is was has less plus versus us as thus dollars euros pounds pesos francs crowns
    rubles roubles rupees reais liras zlotys forints hryvnias shekels dinars dirhams""".split()
)
"""Folded words in -s that a fraction may stand before."""

_FUNCTION = frozenset(
    """a an the of in on at to by for from with and or but as is are was were be been has have had will would can could
    per than that which who this these those its his her their into over under after before since until about around
    between during not no if when while where it he she they we i you more versus million billion trillion thousand
    hundred percent pct bn m x""".split()
)
_AFTER = re.compile(r" ?([a-z][a-z'-]*)(?: ([a-z][a-z'-]*))?(?: ([a-z][a-z'-]*))?")
_COUNTED = frozenset(COUNTED.split("|"))


def counts_things(folded: str, end: int) -> bool:
    """Whether the number that ends at `end` counts people or things.

    Looks at up to three words after it for a noun of `COUNTED` or for a plural that is no measure; a function word
    between them ends the search.
    """
    match = _AFTER.match(folded, end, end + 60)
    if not match or folded[end : end + 1] != " ":
        return False
    for position, word in enumerate(match.groups()):
        if word is None or word in _FUNCTION or word in MEASURES:
            return False
        last = word.rsplit("-", 1)[-1]
        if word in _COUNTED or last in _COUNTED:
            return True
        if position < 2 and len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "ous")):
            return last not in MEASURES
    return False
