"""Name the sort of act that words tell of, in a small taxonomy.

In:   nothing.
Out:  patterns, the most telling first, each with the type it stands for.
Holds: a type is "family/kind"; the general word of a family ("attack") stands last. The comments give the nearest
       sub-event type of ACLED (codebook of 2023) or, marked PLOVER, the nearest event word of PLOVER.
"""

import re

TYPES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.I))
    for name, words in (
        # Chemical weapon
        ("attack/chemical",
            r"chemical (?:weapons? )?attacks?|(?:nerve|poison|toxic|mustard|chlorine|sarin) gas|"
            r"gas attacks?|sarin|chlorine"),
        # Suicide bomb
        ("attack/suicide_bombing", r"suicide (?:bomb\w*|attack\w*|car|vest|blasts?)"),
        # Remote explosive/landmine/IED
        ("attack/vehicle_bomb",
            r"(?:car|truck|lorry|van|vehicle|motorcycle|fuel-tanker) bomb\w*|(?:truck|car|lorry|van|"
            r"vehicle) (?:packed|laden|loaded|rigged|filled) with explosives|booby-trapped (?:car|"
            r"vehicle|truck)s?"),
        ("attack/mine", r"land ?mines?|roadside bombs?|improvised explosive devices?|IEDs?"),
        # Air/drone strike
        (
            "attack/air_strike",
            r"air ?-?strikes?|air ?-?raids?|air attacks?|aerial (?:bombardments?|attacks?|bombing\w*)|"
            r"drone (?:strikes?|attacks?)|barrel bombs?|"
            r"(?:war ?planes?|jets?|helicopters?|gunships?|drones?|aircraft)(?: that|"
            r" which)? (?:\w+ )?(?:bomb\w*|struck|strikes?|hit|hits|attack\w*|dropped|fired|raid\w*|"
            r"pound\w*|target\w*)",
        ),
        # Shelling/artillery/missile attack
        (
            "attack/shelling",
            r"shelling|shelled|shells|bombard\w*|(?:rocket|missile|mortar|artillery|katyusha|grad|"
            r"tank)[- ](?:attacks?|fire|strikes?|barrages?|salvo(?:e?s)?|rounds?|shells?|assaults?)|"
            r"mortars?|artillery|(?:rockets?|missiles?|"
            r"katyushas?)(?: rounds?)?(?: and mortars?(?: rounds?)?)?",
        ),
        # Remote explosive/landmine/IED
        ("attack/bombing",
            r"bombings?|bombed|bombs?|blasts?|explosions?|exploded|blew up|blown up|detonat\w+|"
            r"explosive (?:charges?|devices?)|dynamite\w*"),
        # Attack (shooting); PLOVER: ASSAULT
        ("attack/shooting",
            r"shootings?|shot dead|gunned down|gunm[ae]n|gunfire|opened fire|sniper\w*|drive-by|"
            r"machine-?gun\w*|firing|shot"),
        # Attack; PLOVER: ASSAULT (mass killing)
        ("killing/massacre", r"massacre[sd]?|mass killings?|slaughter\w*"),
        ("killing/execution", r"execut(?:ed|ions?)|behead\w+"),
        ("killing/assassination", r"assassinat\w+"),
        ("killing/murder", r"murder\w*|lynch\w+|stabb\w+"),
        # Abduction/forced disappearance; PLOVER: SEIZE
        ("abduction", r"kidnap\w*|abduct\w*|hostages?|forced disappearances?"),
        # Looting/property destruction
        ("destruction/arson", r"arson\w*|torched|set (?:fire to|ablaze)|burned down"),
        ("destruction/looting", r"loot(?:ed|ing)|robb(?:ed|ery)|pillag\w+"),
        ("destruction/sabotage", r"sabotage\w*"),
        ("hijacking", r"hijack\w*"),
        # Sexual violence; PLOVER: ASSAULT
        ("torture", r"tortur\w+"),
        # Attack on the ground
        ("attack/raid", r"raid(?:s|ed|ing)?|storm(?:s|ed|ing)|ambush\w*|incursion"),
        # Armed clash
        ("fighting", r"clash(?:es|ed)?|firefight|fighting|battles?|crossfire"),
        # Attack, without a word of its sort
        ("attack", r"attack(?:s|ed|ing)?|assault(?:s|ed)?|strikes?|struck|onslaught|operation"),
    )
)  # fmt: skip
