"""Read what befalls people where it takes more than one word: "hit by shrapnel", "took 12 men into custody".

In:   tokens and a place.
Out:  the kind of count, and the place where the phrase ends or begins; or None.
Holds: a phrase is looked up by its first word (its last, before a noun), so that text without one costs a look-up.

A phrase is written as the words it takes, each with its choices ("hit|struck by"). "~4 glass" lets four other words
stand before "glass". A word in capitals stands for a set of words, NAME for
any capitalised one, END for the end of the clause. "#" is the
counted, and "TAKEN" a kind that depends on who takes: see `takers`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tellings.events.outcome_words import ADVERBS, LAWLESS, low_at
from tellings.events.takers import taker_after, taker_before
from tellings.text.segment import Token
from tellings.vocabulary import Field

_SETS: dict[str, str] = {
    "HURTER": "glass shrapnel splinters splinter fragments fragment shards debris bullet bullets gunfire pellets "
    "pellet buckshot birdshot stones stone rocks bricks bottles arrows arrow spears knives machetes machete batons "
    "truncheons shot gunshot gunshots ricochet ricochets acid canister canisters blast explosion masonry rubble "
    "nails projectiles projectile sniper baton machete axe axes grenade cuts bruises",
    "LIMB": "leg legs arm arms foot feet hand hands shoulder shoulders thigh thighs knee knees ankle ankles hip "
    "buttock buttocks elbow wrist calf finger fingers",
    "BODY": "leg legs arm arms foot feet hand hands shoulder thigh knee ankle hip face back cheek eye eyes jaw neck "
    "head stomach abdomen chest side ribs ear elbow",
    "WOUND": "wounds wound injuries injury burns fractures fracture cuts bruises concussion limbs bones ribs "
    "lacerations trauma grazes scars ribcage leg arm arms legs",
    "HIS": "their his her its our",
    "HOME": "home homes house houses village villages hamlet hamlets land lands farm farms farmstead farmsteads "
    "settlement settlements town towns dwellings huts fields camp camps city cities apartments flats shacks shelters "
    "quarter neighbourhood neighborhood neighbourhoods neighborhoods district districts area areas valley property "
    "properties pastures meadows vineyards orchards allotments street streets belongings possessions plots island "
    "islands",
    "BEDDOWN": "school schools church churches mosque mosques tents open stadium hall halls fields sky",
    "AWAY": "border frontier river hills mountains forest forests bush desert jungle countryside woods swamps "
    "marshes",
    "CELL": "jail jails prison prisons cells cell gaol dungeon dungeons custody detention lock-up bars lockup",
    "STOCKADE": "stadium barracks prison prisons jail jails gaol pen pens compound garrison fort station stations "
    "cells headquarters detention custody",
    "HOLDERS": "rebel pirate militia guerrilla guerilla kidnappers captors hijackers gunmen gunmen's "
    "rebels' kidnappers' captors' hijackers' militants' pirates' terrorists' guerrillas'",
    "VESSEL": "ship ships vessel vessels tanker tankers freighter ferry yacht trawler rig platform dormitory "
    "dormitories school schools hostel hotel beach office offices bank clinic",
    "PEN": "square yard courtyard school hangar",
    "WILDS": "forest forests bush hills mountains jungle desert woods woodland thicket river scrub savannah swamp "
    "reeds",
    "VEHICLE": "van vans car cars truck trucks lorry lorries pickup pickups pick-up pick-ups vehicle vehicles jeep "
    "jeeps boat boats minibus bus buses canoe canoes boot motorcycles trunk helicopter",
    "CARE": "treatment surgery stitches amputation amputations hospitalisation hospitalization attention care",
    "NEEDS": "needed need needing required require requiring sought seeking received receiving underwent undergo "
    "undergoing",
    "PART": "limb limbs leg legs eye eyes arm arms hand hands finger fingers foot feet toes sight eyesight hearing",
    "MAIMED": "blown torn severed broken amputated shattered crushed fractured hacked cut ripped",
    "STRUCK": "hit struck cut caught sprayed showered peppered pierced grazed scarred raked lacerated slashed pelted",
    "BEATEN": "hit struck grazed slashed knifed cut beaten clubbed kicked burned burnt punched bitten",
    "DRIVEN": "driven chased forced expelled hounded uprooted pushed flushed bombed shelled",
    "DROVE": "drove drives driven driving chased chasing forced forcing pushed pushing hounded expelled",
    "THREW": "turned turning threw throwing evicted evicting ejected drove driven driving chased chasing forced "
    "forcing pushed pushing hounded expelled ordered ordering",
    "GOES": "ran fled made headed set left trekked walked streamed",
    "TAKES": "took taken taking take takes carried carrying led leading dragged dragging marched marching hauled "
    "hauling whisked whisking spirited bore lured",
    "PUSHES": "marched marching dragged dragging herded herding forced forcing bundled bundling shoved shoving "
    "pushed pushing",
    "LEAVES": "left leaving leaves leave",
    "SYMPTOMS": "symptoms burns nausea dizziness vomiting coughing breathlessness blisters headaches cuts bruises "
    "wounds injuries fractures breathing inhalation poisoning rashes",
    "SKIRMISH": "shoot-out shootout shootouts gunfight firefight exchange ambush raid raids shooting clash clashes "
    "crossfire attack attacks assault bombing explosion blast barrage fusillade volley skirmish strike strikes "
    "shelling",
    "CARRIER": "train trains coach coaches convoy ward wards ambulance dormitory class classroom classrooms carriage "
    "carriages queue barge ferry launch",
    "LAWLESS": " ".join(sorted(LAWLESS)),
}

# after "were", or alone after the counted: "four boys hit by shrapnel"
_PASSIVE = {
    "injured": """
        STRUCK by|with ~4 HURTER
        BEATEN in|on|across|through|about|around ~2 BODY
        stabbed|shot in|through|at ~2 LIMB
        overcome|affected|sickened|choked|felled|poisoned by ~3 gas|fumes|smoke|teargas|chemicals|vapour
        left|discharged|hospitalised|hospitalized with ~3 WOUND
        left bleeding|unconscious|concussed|crippled
        left needing ~3 treatment|surgery|stitches|amputation|amputations|care
        left nursing|fighting
        rushed|taken|brought|ferried|flown|carried to ~4 with ~3 WOUND
        stabbed|knifed
        critical after|following|in
        left ~1 paralysed|paralyzed|blind|blinded|disabled|maimed|disfigured|deaf|scarred
        caught in|by ~3 crossfire|blast|explosion
        made ill|sick
        hit|struck in|during ~3 SKIRMISH
        beaten|flogged|whipped|caned|mauled|roughed
        bitten|trampled|kicked|punched by
    """,
    "missing": """
        treated|regarded|considered|posted|listed|registered|counted|reported|classed|given as ~1 missing|unaccounted
        lost without trace
        lost at sea
    """,
    "detained": """
        put|placed|thrown|kept|locked|left behind bars
        put|placed|kept|held under ~1 arrest|guard|detention
        thrown|put|locked|flung|cast|crammed|packed into|in|inside ~3 CELL
        bundled|shoved|pushed|forced|loaded|herded|thrown into|onto|in|aboard ~2 police|army|prison|military VEHICLE
        hauled|brought|taken|pulled|called in for ~1 questioning|interrogation
        hauled|dragged before ~4 court|tribunal|magistrate|judge
        held|kept|imprisoned without|pending|incommunicado
        held|kept|locked|confined in|at|inside|up ~4 STOCKADE
        penned|corralled|caged|confined in|inside|into|up ~4 STOCKADE|PEN
        taken|hauled|brought|pulled in by|for|after|on
        carted|marched|led|bundled|taken|hauled off|away to|in|into|by ~3 STOCKADE|police
        swept|caught|netted up|in ~2 raids|raid|sweep|sweeps|crackdown|arrests|dragnet
        brought|swept in|up END
        marched|led|taken off|away under|in guard|escort|handcuffs|chains
        put|placed|clapped|kept|held|led|laid|thrown|slapped in|into ~1 chains|irons|shackles|handcuffs|fetters|manacles
    """,
    "abducted": """
        taken|carried|led|marched|removed by|at ~1 force|gunpoint|knifepoint
        held|kept for|to ransom
        held|kept against ~1 will
        held|kept at gunpoint|knifepoint
        pressed|forced|conscripted|drafted into ~3 ranks|service|militia
        press-ganged
        led|taken|marched|driven off|away at gunpoint|knifepoint
        made|forced to board|climb
        removed from ~4 by ~2 LAWLESS
    """,
    "TAKEN abducted": """
        bundled|forced|shoved|pushed|dragged|loaded|herded into|onto|aboard ~4 VEHICLE
        marched|led|dragged|driven|herded|forced|taken off|away|into ~4 WILDS
        marched|dragged|whisked|spirited|carried|hauled|driven away|off
        forced|taken|bundled|marched at gunpoint|knifepoint
        seized|grabbed|snatched from|off|aboard|on ~4 VESSEL|VEHICLE|HOME
        stolen by
        taken in|during|from ~2 raid|attack|school|dormitory|assault
        taken|pulled|dragged|ordered|hauled|plucked from|off ~4 CARRIER|VESSEL|VEHICLE
    """,
    "TAKEN detained": """
        led|taken away|off
        herded|marched|hauled|dragged into|onto|to|inside ~4 STOCKADE
        bused|bussed|driven|taken|brought|trucked into|to|inside ~4 barracks|prison|jail|gaol|cells|garrison
    """,
    "displaced": """
        DRIVEN|burned|thrown|turned|ejected|ordered from|off|out ~4 HOME
        DRIVEN from|out ~2 NAME
        driven|chased|forced|pushed across|over|into ~2 AWAY
        put to flight
        left|made|rendered without|lacking ~3 roof|roofs|shelter|home|homes|house|houses|housing
        left|made with|have nowhere|no to|home|homes|roof|shelter|house
        made refugees
        forced|compelled|obliged to flee|leave|abandon|evacuate
        made to leave|flee|move
        burned|burnt|bombed|shelled out of
        driven|forced into ~1 camps|exile|hiding
        expelled by ~2 LAWLESS|settlers|soldiers|troops|army
    """,
    "killed": """
        put to ~1 sword
        blown to ~1 pieces|bits|shreds
        shot to pieces
        done to death
        sent to ~2 grave|graves|death|deaths
        done away with
        shot in ~1 cold blood
        shot through ~1 head|heart|temple|neck|forehead
        laid to rest
        found with ~2 throats|throat ~1 cut|slit|slashed
        found ~1 hanged|strangled|beheaded|drowned
        crushed under|beneath|by
        fatally|mortally shot|stabbed|wounded|injured|hurt|hit|burned|struck
    """,
    "TAKEN": """
        loaded|piled|put|taken|led|ordered into|onto|aboard|in ~4 VEHICLE
    """,
}  # fmt: skip
# after "were" alone
_BEING = {
    "presumed_dead": """
        taken to be dead|lost|drowned
        given up for ~1 dead|lost
    """,
    "missing": """
        nowhere to be found|seen
        out of ~1 contact
    """,
    "detained": """
        in jail|prison|gaol|cells|handcuffs
        on ~1 remand
    """,
    "abducted": """
        in ~1 hands of ~4 LAWLESS
        in ~1 HOLDERS ~1 hands
        in ~1 captivity
        captive|hostage|captives|hostages
    """,
    "displaced": """
        on ~1 move|run|road from|because
        living rough
        sleeping|camped|camping|bedded|quartered in|inside|at|under|down ~3 BEDDOWN
        living in ~1 tents|open|camps
        on ~1 move
        without ~1 shelter|roof|homes
        living|camped|camping|sleeping under ~1 canvas|tarpaulins|plastic|trees|bridges
    """,
    "TAKEN abducted": """
        taken END
    """,
}  # fmt: skip
# the verb of which the counted are the subject
_ACTIVE = {
    "injured": """
        suffered|suffer|sustained|sustain|received|suffering|sustaining|got ~4 WOUND
        escaped|emerged|survived with ~3 WOUND
        NEEDS ~3 CARE
        lost|losing|lose ~2 PART
        HIS|a|both ~1 PART|bones|ribs|skull|jaw MAIMED
        inhaled ~2 gas|smoke|fumes|chlorine
        lie|lay|lies|lying|sat ~1 wounded|injured|hurt|bleeding|maimed
        lie|lay|lies|lying in ~3 hospital|hospitals|clinic|wards|ward
        took|caught|stopped ~2 bullet|bullets|shrapnel|rounds|pellets
        nursed|nursing|nurse ~2 WOUND
        fell|fallen|fall ill|sick ~4 gas|fumes|chlorine|chemicals|poison
        bore|bears ~2 wounds|scars
        come|came|coming|turned|turning|showed|reported|presented|arrived|arriving ~5 with ~3 SYMPTOMS
        complained|complaining|complain of ~4 SYMPTOMS
        symptoms|signs of ~3 gas|poisoning|exposure|burns|smoke|asphyxia|chemical|chlorine
        showed|showing|developed|developing|displayed|exhibited|had|has|have ~3 symptoms|signs of
        showed|showing|developed|developing|displayed ~2 SYMPTOMS
        leg|legs|arm|arms|hand|hands|foot|feet|fingers|limbs MAIMED
    """,
    "missing": """
        failed|fails|fail to ~1 return|reappear|report|arrive|surface
        dropped|dropping out of ~1 sight|contact
        disappeared|vanished without trace
    """,
    "detained": """
        ended|end|landed|finished|wound|find|found up|themselves in|behind|under ~2 CELL|arrest
        languish|languished|languishing|sit|sat|remain|remained in ~3 CELL
        spent|spend ~4 in|behind ~2 CELL
    """,
    "displaced": """
        abandoned|abandoning|abandon|deserted|deserting|quit|vacated|vacating|forsook HIS|the ~2 HOME
        left|leaving|leave HIS ~2 HOME
        abandoned|abandoning|deserted|vacated ~1 NAME
        left everything|all|belongings behind
        GOES for|off|out|to|into|across|over|towards|toward ~2 AWAY
        streamed|poured|flooded|spilled|surged across|over|towards|toward ~2 border|frontier
        took|taken|taking to ~1 road|roads|hills|bush|forest|forests|mountains|boats|woods|jungle
        escaped|slipped|waded|swam across|over|into ~3 border|frontier|river|lake|NAME
        moved|relocated|shifted to safer|safety|higher
        lost|losing ~2 roof|roofs|home|homes|house|houses|shelter|shelters|huts
        crossed|crossing ~6 escape|fleeing|flee|safety|refugees
        packed|pack up ~2 left|fled
        slept|sleep|sleeping|hid|hidden|hide|camped|camping in|under|out ~2 WILDS|open|fields|trees|sky
        arrived|reached|came|crossed|poured|streamed ~7 fleeing|flee|escape|escaping|escaped
        crossed|crossing ~2 river|border|lake|frontier|strait by|on|into|in
        streamed|poured|flooded|spilled into|out ~3 from|of ~3 HOME
        left|quit ~1 NAME ~4 since|because|amid|fearing|after
        became|become|becoming ~1 refugees|homeless|displaced
        lives|live|living|lived ~1 in ~2 tents|exile|camps
        went|gone|go into exile|hiding
        leave HIS|the ~1 HOME
        left|leaving the village|villages|hamlet|hamlets|quarter
        live|living|lived ~1 as refugees
        took|take|taken flight
        nowhere to live|go|sleep|stay|return
        no home|homes|roof|shelter|house
        crossed|crossing the border|frontier
        escaped to|into NAME
    """,
    "killed": """
        breathed|drew ~1 last
        fell|dropped|fall|dropping|falling dead
        passed to|into|on ~3 life|god|glory|eternity|lord|heaven
        gave|laid|sacrificed|given ~1 HIS ~1 life|lives
        went|gone to HIS grave|graves|death|deaths
        bled|froze|starved|choked|burned|burnt|jumped|fell|plunged to ~1 death|deaths
        paid with HIS life|lives
        paid ~3 price|sacrifice with ~1 life|lives
        gave|given up ~1 ghost
        found|find|found HIS death|deaths
        drowned|burned|burnt|suffocated in|when|as|after
        did not ~1 survive
        laid down HIS life|lives
        will never|not ~2 home
        HIS throats|throat ~1 cut|slit|slashed
        fell to ~3 guns|bullets|knives|bombs|fire|shells|swords|snipers
        met a|HIS ~2 death|end|fate
    """,
    "abducted": """
        fell|fallen into|in ~2 hands of ~3 LAWLESS
        fell|fallen into ~2 HOLDERS ~1 hands
        languish|languished|languishing|remain|remained|remains in ~1 captivity
        spent|spend ~5 captivity
    """,
}  # fmt: skip
# what is told by a negated verb: "never came home"
_NEGATED = {
    "missing": """
        came|come|returned|return|made|make ~1 home|back|ashore
        traced|located
        returned|return
    """,
    "killed": """
        live|lived to
        stood|stand|got|get up again
        make|made it out alive
        wake|woke up
        survive|survived
        make|made it ~1 alive
        make|made it
        regained|regain consciousness
        see|saw ~1 morning|dawn
    """,
}
# before the counted: what is counted is the object
_OBJECT = {
    "missing": """
        contact|touch ~3 lost with
        lost|losing contact|touch|track with|of
        no ~1 word|news|sign|trace of|from
        nothing ~4 heard|known from|of
        rescuers|searchers|divers|families|relatives|teams|parents|mothers ~4 searching|looking|hunting for
        hope|hopes ~2 fading|faded|fade|fades|dimming|dimmed|dwindled|dwindling ~12 for|of
        hope|hopes ~2 fading|faded|fade|dimming of ~1 finding
        no ~1 trace|sign|word|news ~4 of|from
        search|hunt ~3 for
        not|cannot|unable ~2 account for
    """,
    "presumed_dead": """
        given|gave|giving up ~1 hope|hopes of|for ~1 finding|rescuing|seeing|reaching
        given|gave|giving up ~1 hope|hopes of|for
        little|no hope ~4 for|of|finding
        worst ~2 feared for
        hope|hopes ~3 abandoned|lost|gone for
    """,
    "injured": """
        operated|operating|operates on
        patched|patching|stitched|stitching|bandaged|bandaging up
        shrapnel|bullets|glass|pellets|splinters|fragments|stones ~1 hit|struck|cut|pierced|raked
        hospital|hospitals|clinic|clinics|ward ~3 admitted|received|took
        amputated ~1 legs|leg|arms|arm|hand|hands of
        caring|cared for
    """,
    "killed": """
        put|putting to death|sword
        do|did|done away with
        throats|throat of
        ended|ending|ends ~1 lives of
        fatal|deadly to|for
        mourn|mourns|mourning|mourned
        finished|finishing off
        brought|bringing|brings down
        fatally|mortally shot|stabbed|wounded|injured|struck|hit
    """,
    "detained": """
        netted|netting|nets
        hauled|hauling|pulled|pulling in
        swept|sweeping|scooped|scooping up
        locked|locking up
        collared|collaring
        police|army|troops|soldiers|gendarmes|guards ~3 caught
        round-up|roundup|sweep|raid|raids|police|crackdown ~2 brought in
        police|gendarmes|gendarmerie|officers|constables|detectives|troops|soldiers|army ~4 took|taken|taking|take in
    """,
    "TAKEN abducted": """
        go|free|released|freed ~3 kept|held|keeping
        made|drove|ran|sped|rode|sailed|absconded|vanished|fled|escaped off|away|out with
        absconded|disappeared|vanished with
        TAKES off|away
    """,
    "displaced": """
        made|making refugees of
        flight|exodus of
    """,
    "abducted": """
        ransom ~3 for
        demand|demands|demanded|demanding|asks|asked|wants|wanted ~5 money|payment|cash|dollars|euros|sum ~3 for
        took|taking|taken|takes|take captive|hostage
        LAWLESS ~6 removed|pulled|plucked
    """,
    "TAKEN": """
        left|leaving with
        kept|keeping back
        grabbed|grabbing|stole|stealing
    """,
}  # fmt: skip
# words on both sides of the counted
_AROUND = {
    "killed": """
        blew|blown|blowing|blasted|bombed # to ~1 pieces|bits|shreds
        sent|sending # to ~2 grave|graves|death|deaths
        tore|ripped|tearing|ripping # to|limb ~1 pieces|bits|shreds|limb
        gunned|mowed|cut|shot|hunted|gunning|mowing # down
    """,
    "injured": """
        LEAVES # with ~4 WOUND
        LEAVES # needing|requiring ~3 CARE
        LEAVES # fighting for ~1 lives|life
        LEAVES # in ~3 condition|hospital|coma
        LEAVES # bleeding|unconscious|bloodied|nursing|scarred
        hit|struck|shot|stabbed|cut|grazed|kicked|slashed # in|on|across|through ~2 LIMB
        stabbed|stabbing|knifed|knifing|slashed|slashing|scalded|scalding
        sent|sending|put|putting|landed|landing # to|in|into ~3 hospital|hospitals|clinic|casualty|surgery
        put|putting # in intensive
        made|making # ill|sick|vomit
        LEAVES # paralysed|paralyzed|blind|blinded|disabled|maimed|disfigured|limbless|crippled
        took|taking|rushed|rushing|carried|ferried|flew|flown|brought # to ~3 hospital|hospitals|clinic
        beat|beating|flogged|flogging|whipped
    """,
    "killed_or_injured": """
        put|putting|took|knocked # out of ~1 action
    """,
    "detained": """
        took|taking|take|takes|placed|put|putting|placing # ~20 under|into arrest|custody|detention
        threw|thrown|throwing|landed|landing|put|putting|locked|locking|flung # in|into|behind|up ~2 CELL
        brought|hauled|pulled|took|taken|called # in for ~1 questioning|interrogation
        kept|keep|keeping|has|have|had # in|under ~1 CELL|arrest|guard
        led|took|marched|dragged|hauled # ~1 in handcuffs|chains|irons
        put|clapped|placed|threw|laid # in|into ~1 chains|irons|shackles|handcuffs|fetters
        penned|penning|corralled|corralling|caged|confined|locked|locking # in|inside|into|up ~3 STOCKADE|PEN
        took|taken|taking|take|takes # prisoner|prisoners
        took|taking|take|hauled|hauling|pulled|brought # in END
        confined|confining # to
    """,
    "TAKEN abducted": """
        TAKES|drove|bundled # away|off
        took|taken|taking|take|carried # with them|him
        took|taken|taking|led|marched|forced|herded|dragged|carried # at gunpoint|knifepoint
        PUSHES|led|leading|drove|took|taking # into ~4 WILDS
        PUSHES # into|onto|aboard ~4 VEHICLE
    """,
    "TAKEN detained": """
        marched|herded|herding|took|taking|drove|dragged # to|into|inside ~4 STOCKADE
    """,
    "displaced": """
        THREW # out|off|from|of ~4 HOME
        DROVE # from|out ~3 NAME
        DROVE|sent|sending # across|over|into ~2 AWAY
        put|putting # to flight
        LEAVES # without ~3 roof|roofs|shelter|home|homes
        sent|sending # fleeing|running|packing
        made|making # refugees|homeless
        forced|forcing|forces|compelled|compelling # to flee|leave|abandon
        put|putting # on ~1 road|roads|move
        LEAVES # with nowhere|no to|home|homes|shelter|roof
        settlers|militia|militiamen|rebels|gunmen|fighters|soldiers|troops ~2 expelled|evicted|expelling #
    """,
    "TAKEN": """
        loaded|loading|piled|put|putting|took|taking|led|leading|ordered # into|onto|aboard|in ~4 VEHICLE|STOCKADE
    """,
    "missing": """
        contact|touch ~2 with # ~3 lost|broke|broken|severed|cut
        left|leaving # unaccounted
    """,
    "abducted": """
        forced|forcing|made # to join
        held|holding|kept # for ransom
    """,
    "presumed_dead": """
        presumes|presume|believes|believe|fears|fear|thinks # ~1 dead|lost|drowned
    """,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Step:
    """One word of a phrase: any of `words`, with up to `skips` others before it; name: any capitalised one."""

    words: frozenset[str]
    skips: int
    name: bool


@dataclass(frozen=True, slots=True)
class _Phrase:
    """steps: what follows the word by which it is found; back: what stands before it, nearest first.

    taken: the kind depends on who takes; then kind is what it is where nobody is named, None for nothing.
    """

    kind: Field | None
    taken: bool
    steps: tuple[_Step, ...]
    back: tuple[_Step, ...] = ()


_Index = Mapping[str, Sequence[_Phrase]]


def _steps(words: str) -> list[_Step]:
    steps, skips = list[_Step](), 0
    for word in words.split():
        if word.startswith("~"):
            skips = int(word[1:])
            continue
        choices = {low for choice in word.split("|") for low in _SETS.get(choice, choice).split()}
        steps.append(_Step(frozenset(choices - {"NAME"}), skips, "NAME" in choices))
        skips = 0
    return steps


def _index(phrases: Mapping[str, str], *, backwards: bool = False) -> _Index:
    index = dict[str, list[_Phrase]]()
    for kind, lines in phrases.items():
        taken, default = kind.startswith("TAKEN"), kind.removeprefix("TAKEN").strip()
        field = Field(default) if default else None
        for line in lines.strip().splitlines():
            before, counted, after = line.partition("#")
            steps = _steps(before)
            if backwards or counted:
                steps = _backwards(steps)
            first, *rest = steps
            if counted:
                phrase = _Phrase(field, taken, tuple(_steps(after)), tuple(rest))
            else:
                phrase = _Phrase(field, taken, tuple(rest))
            for word in first.words:
                index.setdefault(word, []).append(phrase)
    return index


def _backwards(steps: Sequence[_Step]) -> list[_Step]:
    """The steps from the last word to the first: what may stand before a word stands after the one before it."""
    skips = [0, *(step.skips for step in reversed(steps))]
    return [_Step(step.words, skip, step.name) for step, skip in zip(reversed(steps), skips, strict=False)]


_PASSIVES, _BEINGS, _ACTIVES, _NEGATEDS = map(_index, (_PASSIVE, _BEING, _ACTIVE, _NEGATED))
_OBJECTS, _AROUNDS = _index(_OBJECT, backwards=True), _index(_AROUND)
# a phrase is over where one of these stands
_ENDS = frozenset(". ; : who that which while when where ? !".split())


def passive_phrase(tokens: Sequence[Token], at: int) -> tuple[Field, int] | None:
    """Read "hit by shrapnel", "put behind bars" at `at`: the kind and where it ends."""
    return _first(_PASSIVES, tokens, at)


def being_phrase(tokens: Sequence[Token], at: int) -> tuple[Field, int] | None:
    """Read "in the hands of the rebels" after "were" at `at`: the kind and where it ends."""
    return _first(_BEINGS, tokens, at)


def active_phrase(tokens: Sequence[Token], at: int) -> tuple[Field, int] | None:
    """Read "abandoned their villages", "lost a leg" at its verb: the kind and where it ends."""
    return _first(_ACTIVES, tokens, at)


def negated_phrase(tokens: Sequence[Token], at: int) -> tuple[Field, int] | None:
    """Read "(never) came home" at the verb: the kind and where it ends."""
    return _first(_NEGATEDS, tokens, at)


def object_phrase(tokens: Sequence[Token], place: int) -> tuple[Field, int] | None:
    """Read "contact has been lost with", "drove off with" that ends at `place`: the kind and where it starts."""
    for phrase in _OBJECTS.get(low_at(tokens, place), ()):
        start = _match(tokens, place - 1, phrase.steps, -1)
        if start is not None and not (phrase.taken and _are_saved(tokens, start + 1, place + 1)):
            kind = (taker_before(tokens, start + 1) if phrase.taken else None) or phrase.kind
            if kind:
                return kind, start + 1
    return None


def phrase_around(tokens: Sequence[Token], before: int, at: int) -> tuple[Field, int] | None:
    """Read "took ... into custody" around the counted, from the verb at `before` to what starts at `at`."""
    for phrase in _AROUNDS.get(low_at(tokens, before), ()):
        end = _match(tokens, at, phrase.steps, 1)
        if end is None or (phrase.taken and _are_saved(tokens, before, end)):
            continue
        if phrase.back and _match(tokens, before - 1, phrase.back, -1) is None:
            continue
        kind = (taker_before(tokens, before) if phrase.taken else None) or phrase.kind
        if kind:
            return kind, end
    return None


def _first(index: _Index, tokens: Sequence[Token], at: int) -> tuple[Field, int] | None:
    for phrase in index.get(low_at(tokens, at), ()):
        end = _match(tokens, at + 1, phrase.steps, 1)
        if end is not None and not (phrase.kind is Field.INJURED and _dies_of_it(tokens, end)):
            if phrase.taken and (_are_killed_next(tokens, end) or _are_saved(tokens, at, end)):
                continue
            kind = (taker_after(tokens, end, 10) if phrase.taken else None) or phrase.kind
            if kind:
                return kind, end
    return None


_DONE_AFTER = frozenset(
    "shot killed executed murdered beheaded hacked slaughtered hanged drowned massacred".split()
)


def _are_killed_next(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and shot" goes on with those taken: "taken from a bus and killed" tells of dead."""
    for place in range(at, min(at + 6, len(tokens))):
        low = tokens[place].low
        if low == "and":
            return bool(_DONE_AFTER & {low_at(tokens, place + 1), low_at(tokens, place + 2)})
        if low in _ENDS or low == ",":
            return False
    return False


_SAVERS = frozenset(
    "rescuers rescuer firefighters medics paramedics volunteers neighbours neighbors teachers staff nurses "
    "peacekeepers lifeguards ambulances ambulance helicopters doctors nurses".split()
)
_SAFETY = frozenset("safety fire flames blast scene fighting danger hospital shelter clinic attack".split())


def _are_saved(tokens: Sequence[Token], verb: int, end: int) -> bool:
    """Whether those taken away are brought to safety: by rescuers, or "from the fire"."""
    if any(low_at(tokens, verb - back) in _SAVERS for back in range(1, 5)):
        return True
    if low_at(tokens, end) not in ("to", "from"):
        return False
    return any(low_at(tokens, end + step) in _SAFETY for step in range(1, 4))


def _dies_of_it(tokens: Sequence[Token], at: int) -> bool:
    """Whether "to death", "and killed" goes on with an injury."""
    low, following = low_at(tokens, at), low_at(tokens, at + 1)
    return low == "dead" or (low in ("to", "and") and following in ("death", "killed", "died", "dead"))


def _match(tokens: Sequence[Token], at: int, steps: Sequence[_Step], way: int) -> int | None:
    """Return the place after the steps, going forwards (way 1) or backwards (-1) from `at`, or None."""
    place = at
    for step in steps:
        skipped = 0
        if "END" in step.words and (place >= len(tokens) or not tokens[place].is_word):
            continue
        while True:
            if not 0 <= place < len(tokens):
                return None
            low = tokens[place].low
            if low in step.words or (step.name and tokens[place].is_name_like):
                break
            if low in _ENDS or (skipped >= step.skips and low not in ADVERBS):
                return None
            skipped += low not in ADVERBS
            place += way
        place += way
    return place
