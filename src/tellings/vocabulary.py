"""The closed lists: every word that a value may carry where the words are not free.

In:   nothing.
Out:  string enumerations; their values are the words on the wire, in tables and on screen.
Holds: one word, one thing. A list grows only together with `docs/concepts.md`, where each word is explained.
"""

from enum import StrEnum


class ReportKind(StrEnum):
    """What the kept text is, next to what its publisher put out."""

    PUBLISHED = "published"  # the publisher's own words
    RENDERING = "rendering"  # facts of a published page, told in other words
    TRANSLATION = "translation"  # the publisher's words in another language
    SHEET = "sheet"  # the rows of a recorder's own table


class Stance(StrEnum):
    """How a voice stands to what it is reported as saying. Read from words, never from who speaks."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    ALLEGES = "alleges"
    TAKES_RESPONSIBILITY = "takes_responsibility"
    CONCEDES = "concedes"
    DENIES = "denies"
    DOUBTS = "doubts"
    CANNOT_CONFIRM = "cannot_confirm"
    CORRECTS = "corrects"
    WITHDRAWS = "withdraws"
    DEMANDS = "demands"
    THREATENS = "threatens"
    CONDEMNS = "condemns"


class How(StrEnum):
    """How the words reached the voice before them in the chain."""

    DIRECT = "direct"  # quoted
    INDIRECT = "indirect"  # reported speech
    DOCUMENT = "document"  # a statement, letter or report
    BROADCAST = "broadcast"  # television, radio, a telephone call on air
    HEARSAY = "hearsay"  # "he had heard that"


class VoiceKind(StrEnum):
    """What sort of speaker a voice is."""

    OUTLET = "outlet"
    AGENCY = "agency"
    PERSON = "person"
    ORGANISATION = "organisation"
    STATE_BODY = "state_body"
    ARMED_GROUP = "armed_group"
    GROUP = "group"  # residents, witnesses, police sources
    DOCUMENT = "document"  # a report whose author is not told


class Naming(StrEnum):
    """Whether a voice could be found again by its name."""

    NAMED = "named"
    ROLE = "role"  # "the interior ministry's spokesman"
    UNNAMED = "unnamed"  # "an interior ministry official"


class Connection(StrEnum):
    """What ties a voice to the incident, as the text tells it."""

    VICTIM = "victim"
    WITNESS = "witness"
    RELATIVE = "relative"
    MEDIC = "medic"
    RESCUER = "rescuer"
    OFFICIAL = "official"
    SPOKESPERSON = "spokesperson"
    PARTY = "party"
    MONITOR = "monitor"
    REPORTER = "reporter"
    DOCUMENT = "document"


class Access(StrEnum):
    """How a voice is told to know. Another column than the side it belongs to."""

    PRESENT = "present"
    TREATED = "treated"
    COUNTED = "counted"
    RELAYS = "relays"
    INFERS = "infers"
    NOT_TOLD = "not_told"


class Field(StrEnum):
    """What a claim is about."""

    TYPE = "type"
    STAGE = "stage"
    DATE = "date"
    TIME = "time"
    PLACE = "place"
    WEAPONS = "weapons"
    ROUNDS = "rounds"
    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_INJURED = "killed_or_injured"
    BODIES_FOUND = "bodies_found"
    MISSING = "missing"
    PRESUMED_DEAD = "presumed_dead"
    DETAINED = "detained"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    VICTIMS = "victims"
    TARGETS = "targets"
    ACCUSATIONS = "accusations"
    RESPONSIBILITY_TAKEN = "responsibility_taken"
    DENIALS = "denials"
    DEMANDS = "demands"
    RELATED_EVENTS = "related_events"
    PERSONS = "persons"  # what is told of a named victim


COUNT_FIELDS = (
    Field.KILLED,
    Field.INJURED,
    Field.KILLED_OR_INJURED,
    Field.BODIES_FOUND,
    Field.MISSING,
    Field.PRESUMED_DEAD,
    Field.DETAINED,
    Field.ABDUCTED,
    Field.DISPLACED,
)


class CountBasis(StrEnum):
    """How the text arrives at a number."""

    STATED = "stated"
    LISTED = "listed"  # as many as there are names
    INCREMENT = "increment"  # "another resident died"
    SUBTOTAL = "subtotal"  # "including two children"
    DERIVED = "derived"  # by our arithmetic; corroborates nothing


class PersonStatus(StrEnum):
    """What the counted are said to have been. A claim, not a finding."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    HORS_DE_COMBAT = "hors_de_combat"
    SECURITY_FORCE = "security_force"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class PersonAspect(StrEnum):
    """What is told of a named victim."""

    FATE = "fate"  # a word of Fate
    AGE = "age"  # in years, digits
    SEX = "sex"  # female or male, where words tell it
    STATUS = "status"  # a word of PersonStatus
    FUNCTION = "function"  # "teacher"
    DATE = "date"  # of what befell the person, EDTF
    CAUSE = "cause"  # "shrapnel wounds"


class Fate(StrEnum):
    """What befell a named person."""

    KILLED = "killed"
    DIED_OF_WOUNDS = (
        "died_of_wounds"  # injured first: counts among the killed, and no longer among the injured
    )
    INJURED = "injured"
    MISSING = "missing"
    PRESUMED_DEAD = "presumed_dead"
    DETAINED = "detained"
    ABDUCTED = "abducted"


class RoundsState(StrEnum):
    """What became of the rounds that are counted."""

    FIRED = "fired"  # fired or landed
    PLANNED = "planned"
    UNFIRED = "unfired"  # left, found or defused
    UNEXPLODED = "unexploded"  # landed without going off


class Role(StrEnum):
    """What an accused is said to have done."""

    INVOLVED = "involved"
    ORDERED = "ordered"
    PLANNED = "planned"
    COORDINATED = "coordinated"
    COORDINATED_WITH = "coordinated_with"
    SUPPLIED = "supplied"
    ESCORTED = "escorted"
    CARRIED_OUT = "carried_out"
    FINANCED = "financed"
    HARBOURED = "harboured"
    INTERVENED = "intervened"
    FAILED_TO_PREVENT = "failed_to_prevent"


class Grade(StrEnum):
    """How firmly a report stands behind an accusation; by whom it is made, the claim's chain says. MUC-4's grades."""

    REPORTED_AS_FACT = "reported_as_fact"  # in the outlet's own voice, without a hedge
    CLEARED = "cleared"  # acquitted, or the accusation withdrawn
    CLAIMED = "claimed"  # by the accused itself
    ACCUSED_BY_AUTHORITIES = "accused_by_authorities"
    ACCUSED = "accused"  # or suspected, by anybody else
    POSSIBLE = "possible"


class Authenticity(StrEnum):
    """What is told of whether a claim of responsibility is the claimant's own."""

    NOT_VERIFIED = "not_verified"
    CONFIRMED = "confirmed"


class PersonEffect(StrEnum):
    """What befell those hit, as told."""

    DEATH = "death"
    INJURY = "injury"
    UNHURT = "unhurt"
    ABDUCTED = "abducted"
    FREED = "freed"


class TargetEffect(StrEnum):
    """What became of a thing that was hit, as told."""

    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    UNDAMAGED = "undamaged"
    TAKEN = "taken"  # robbed, seized or driven off


class PersonClass(StrEnum):
    """What those hit are by their trade or office, in the words of whoever tells it."""

    CIVILIAN = "civilian"  # where no word says otherwise
    DIPLOMAT = "diplomat"
    GOVERNMENT_OFFICIAL = "government_official"
    FORMER_OFFICIAL = "former_official"
    POLITICAL_FIGURE = "political_figure"
    LEGAL = "legal"
    MILITARY = "military"
    FORMER_MILITARY = "former_military"
    POLICE = "police"
    GUARD = "guard"


class TargetClass(StrEnum):
    """What sort of thing or place was hit."""

    RESIDENCE = "residence"
    COMMERCIAL = "commercial"
    COMMUNICATIONS = "communications"
    DIPLOMATIC = "diplomatic"
    ENERGY = "energy"
    FINANCIAL = "financial"
    LAW_ENFORCEMENT = "law_enforcement"
    GOVERNMENT_OFFICE = "government_office"  # or residence
    POLITICAL_OFFICE = "political_office"  # or residence, of somebody in politics and not in office
    ORGANISATION_OFFICE = "organisation_office"
    TRANSPORT_VEHICLE = "transport_vehicle"
    TRANSPORT_FACILITY = "transport_facility"
    TRANSPORT_ROUTE = "transport_route"
    WATER = "water"
    MILITARY = "military"
    MEDICAL = "medical"
    EDUCATION = "education"
    WORSHIP = "worship"
    OTHER = "other"


class WeaponClass(StrEnum):
    """What sort of weapon; `events.classes.WIDER` leads from each to the wider one."""

    GUN = "gun"
    MACHINE_GUN = "machine_gun"
    MORTAR = "mortar"
    HANDGUN = "handgun"
    RIFLE = "rifle"
    EXPLOSIVE = "explosive"
    BOMB = "bomb"
    VEHICLE_BOMB = "vehicle_bomb"
    DYNAMITE = "dynamite"
    MINE = "mine"
    AERIAL_BOMB = "aerial_bomb"
    GRENADE = "grenade"
    MOLOTOV = "molotov"
    PROJECTILE = "projectile"
    MISSILE = "missile"
    ROCKET = "rocket"
    CUTTING = "cutting"
    FIRE = "fire"
    STONE = "stone"
    TORTURE = "torture"
    CHEMICAL = "chemical"
    OTHER = "other"


class Denied(StrEnum):
    """What a denial rejects."""

    EVENT = "event"
    CASUALTIES = "casualties"
    STATUS = "status"
    INVOLVEMENT = "involvement"
    INTENT = "intent"


class Stage(StrEnum):
    """How far the act came, as told."""

    HAPPENED = "happened"
    PLANNED = "planned"
    PREVENTED = "prevented"
    THREATENED = "threatened"


class DateBasis(StrEnum):
    """What a date rests on."""

    STATED = "stated"
    RELATIVE = "relative"  # counted from the publication date or another date
    INFERRED = "inferred"  # worked out; the words leave it open


class PlacePrecision(StrEnum):
    """How exact a place is."""

    EXACT = "exact"
    SETTLEMENT = "settlement"
    APPROXIMATE = "approximate"  # beside, near, or placed by what contains it
    ADMIN = "admin"  # a province, district or governorate
    COUNTRY = "country"
    UNRESOLVED = "unresolved"  # in no gazetteer at hand: links by name


class LeadKind(StrEnum):
    """What could settle a question."""

    FOOTAGE = "footage"
    MUNITION = "munition"
    DOCUMENT = "document"
    MEDICAL_RECORD = "medical_record"
    WITNESS = "witness"
    DETAINED_PERSON = "detained_person"
    VEHICLE = "vehicle"
    STATEMENT = "statement"
    MEDIA_REPORT = "media_report"
    RESPONSIBILITY_CLAIM = "responsibility_claim"
    LAUNCH_SITE = "launch_site"
    NAMES = "names"


class WarningCode(StrEnum):
    """What a reader of the record should know first. The list is explained in `docs/methodology.md`."""

    ONE_PARTY_ORIGIN = "one_party_origin"
    NO_RESPONSE_FROM_ACCUSED = "no_response_from_accused"
    YEAR_INFERRED = "year_inferred"
    REPEATED_PASSAGE = "repeated_passage"
    HEADLINE_CREDIT_DIFFERS = "headline_credit_differs"
    OUTLET_TAKES_FRAME = "outlet_takes_frame"
    NAME_VARIANTS = "name_variants"
    RELAYED_BY_OPPONENT = "relayed_by_opponent"
    TOLL_DIFFERS_WITHIN_SIDE = "toll_differs_within_side"
    RENDERING_NOT_OUTLETS_WORDS = "rendering_not_outlets_words"
    PUBLICATION_DATE_INFERRED = "publication_date_inferred"
    DESCENT_CYCLE = "descent_cycle"
    KILLED_COPY_STILL_UP = "killed_copy_still_up"
    UNCORRECTED_COPY_STILL_UP = "uncorrected_copy_still_up"
    NOTICE_UNPLACED = "notice_unplaced"
    FEWER_TOLD_THAN_LISTED = "fewer_told_than_listed"
    NAME_IN_TWO_INCIDENTS = "name_in_two_incidents"
    PASSAGE_NOT_READ = "passage_not_read"
    NO_INCIDENT_TOLD = "no_incident_told"
    MAY_BE_ONE_HAND = "may_be_one_hand"


class RelationKind(StrEnum):
    """What one claim does to another."""

    UPDATES = "updates"
    CORRECTS = "corrects"
    WITHDRAWS = "withdraws"
    DISPUTES = "disputes"
    SCOPE_DIFFERS = "scope_differs"


class Status(StrEnum):
    """How a field stands. The rules are in `docs/methodology.md`."""

    UNSOURCED = "unsourced"
    SINGLE_ORIGIN = "single_origin"
    ONE_SIDE = "one_side"
    COMPATIBLE = "compatible"
    AGREED = "agreed"
    CONTESTED = "contested"
    CONCEDED = "conceded"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


class EdgeKind(StrEnum):
    """How two nodes of the stemma hang together."""

    TELLS = "tells"  # a report carries a voice's words
    RELAYS = "relays"  # a voice passes on another's words
    CREDITS = "credits"  # a report credits an agency with its text
    COPIES = "copies"  # a report carries another's text
    ADAPTS = "adapts"  # a report carries part of another's text
    TRANSLATES = "translates"  # a report says that it is a translation of another's text
    CITES = "cites"  # a report has a claim from another's outlet


class CreditKind(StrEnum):
    """What a report says of where its text is from, in a line of its own."""

    TEXT = "text"  # from one agency
    REPORTING = "reporting"  # in part, from those it names
    TRANSLATION = "translation"  # out of another language
    REPUBLISHED = "republished"  # first published elsewhere
    TOLD_TO = "told_to"  # one person's own words, written down by another


class NoticeKind(StrEnum):
    """What an agency or outlet does to its own text, in a notice."""

    CORRECTED = "corrected"
    KILLED = "killed"


class Policy(StrEnum):
    """How a case deals with rival figures. Written with hyphens, as in method.toml."""

    RANGE = "range"  # from the lowest to the highest figure in force; none is chosen
    MAJORITY_OF_ORIGINS = "majority-of-origins"  # what more than half of the independent origins give
    PREFERRED_VOICES = "preferred-voices"  # what the first voice of the method's list gives
    GTD_CASCADE = "gtd-cascade"  # the newest; failing that the majority's; failing that the lowest
    PENDING = "pending"  # none until a person chooses
    BACK_TO_SOURCE = "back-to-source"  # none; whom to ask for what stands among the leads


class GradeScheme(StrEnum):
    """By whose published rule an incident is graded."""

    AIRWARS = "airwars"
    IBC = "ibc"  # Iraq Body Count
    HOUSE = "house"  # the levels of the case's own method


class NotAdded(StrEnum):
    """Why an incident does not enter a total."""

    OUT_OF_SCOPE = "out_of_scope"  # the method leaves it out
    PART_OF = "part_of"  # a part of an incident that is added
    SUMMARY = "summary"  # sums up incidents of the case
    SHARED_NAME = "shared_name"  # a named victim is told dead in an incident that is added


class ChangeKind(StrEnum):
    """What a build changed in a record, the weightiest first."""

    INCIDENT_NEW = "incident_new"
    INCIDENT_GONE = "incident_gone"
    INCIDENTS_JOINED = "incidents_joined"
    INCIDENT_PARTED = "incident_parted"
    SCOPE_CHANGED = "scope_changed"  # the method leaves the incident out, or no longer does
    STANDING_MOVED = "standing_moved"
    TOLL_FIRST = "toll_first"  # a figure in force where there was none
    TOLL_UP = "toll_up"
    TOLL_DOWN = "toll_down"
    TOLL_WIDER = "toll_wider"  # lower at its low end, higher at its high end
    TOLL_NARROWER = "toll_narrower"
    TOLL_NONE = "toll_none"  # no figure in force where there was one
    FIGURE_WITHDRAWN = "figure_withdrawn"
    FIGURE_CORRECTED = "figure_corrected"
    FIGURE_SUPERSEDED = "figure_superseded"
    CHOICE_CHANGED = "choice_changed"  # what a judgement or a policy takes
    REVIEW_MOVED = "review_moved"  # how far persons have got with it, or that it changed since
    REPORT_NEW = "report_new"
    REPORT_GONE = "report_gone"
    READING_NEW = "reading_new"
    READING_GONE = "reading_gone"
    DENIAL_NEW = "denial_new"
    ACCUSATION_NEW = "accusation_new"
    JUDGEMENT_NEW = "judgement_new"
    JUDGEMENT_GONE = "judgement_gone"
    WARNING_NEW = "warning_new"
    WARNING_GONE = "warning_gone"
    LEAD_NEW = "lead_new"
    SUPPORT_CHANGED = "support_changed"  # how many independent origins stand behind a field


class Verdict(StrEnum):
    """What a person decided. The first two are about two leaves, the others about one."""

    SAME = "same"
    DIFFERENT = "different"
    CONFIRMED = "confirmed"  # span, chain and value (of an accusation: the accused) are as the text has them
    REJECTED = "rejected"  # the text does not say this: a mistake of the reader's
    CORRECTED = "corrected"  # the text says something else than was read
    ASSESSED = "assessed"  # what this claim tells, by the case's standard of proof: a word of `Assessed`
    CHOSEN = "chosen"  # among the rival readings of its field, the one that this claim stands for
    RELEASED = "released"  # may go out: the name of one who died, a lead
    PROTECTED = "protected"  # is to be masked: a person's name
    SIDED = "sided"  # stands on a side: a voice
    ADDED = "added"  # the text says this at a passage, and the reader missed it: a claim
    STAGED = (
        "staged"  # how far the review of an incident has got, by an account of it: a word of `ReviewStage`
    )
    FOLLOWED = "followed"  # what became of a lead: a word of `LeadState`
    GRAPHIC = "graphic"  # is hard to read: a passage
    UNDONE = "undone"  # what it replaces holds no longer, and nothing takes its place


class Assessed(StrEnum):
    """What a person found of a value, by the case's standard of proof. What nobody assessed has none of these."""

    PENDING = "pending"  # being looked into
    CONFIRMED = "confirmed"
    INCONCLUSIVE = "inconclusive"
    REJECTED = "rejected"


class ReviewStage(StrEnum):
    """How far persons have got with an incident. It says nothing of what is true."""

    NEW = "new"  # nobody has begun
    IN_REVIEW = "in_review"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  # was published, and is so no more; the reason says what and why
    CORRECTED = "corrected"  # was published otherwise; the reason says what and why


class LeadState(StrEnum):
    """What became of a lead."""

    OPEN = "open"
    ASKED = "asked"
    OBTAINED = "obtained"
    LOST = "lost"


class LeafKind(StrEnum):
    """What a judgement may name: what was read or stands in one report, never what was worked out from several."""

    REPORT = "report"
    ACCOUNT = "account"
    CLAIM = "claim"
    VOICE = "voice"
    LEAD = "lead"
    NAME = "name"  # a person's name, as it stands at a place
    PASSAGE = "passage"  # words of a report, of which nothing need have been read


class ExclusionReason(StrEnum):
    """Why a method, or a person, leaves something out of what is counted. What is left out stays on screen."""

    BEFORE_PERIOD = "before_period"
    AFTER_PERIOD = "after_period"
    OUTSIDE_AREA = "outside_area"
    TYPE_NOT_COUNTED = "type_not_counted"
    STATUS_NOT_COUNTED = "status_not_counted"
    OUTLET_NOT_USED = "outlet_not_used"
    KIND_NOT_USED = "kind_not_used"
    REJECTED = "rejected"  # by a judgement: the text does not say it


class RelatedKind(StrEnum):
    """How an incident is related to another: the one that the record is of, seen from there."""

    MENTIONS = "mentions"  # a report of it looks back on the other
    MENTIONED_IN = "mentioned_in"
    PART_OF = "part_of"  # it lies within the other: a strike within a siege, a second wave
    HAS_PART = "has_part"
    SUMS = "sums"  # it sums up several incidents, the other among them
    SUMMED_BY = "summed_by"
