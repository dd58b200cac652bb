"""The words that show a name to be a person's, and whether the person is known to the public or private.

In:   nothing.
Out:  frozen sets of lower-case words.
Holds: general English of news; no name of a person, party or place.
"""

from tellings.attribution.lexicon import (
    ARMED_WORDS,
    DETERMINERS,
    MONTHS,
    ORGANISATION_WORDS,
    OUTLET_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    PRONOUNS_PERSON,
    STATE_WORDS,
    SUBORDINATORS,
    WEEKDAYS,
)

PARTICLES = frozenset(
    "al el ul ad ar as an ash at az bin ibn bint ben ould ag abu abou umm um de da di do dos du la le las "
    "los del della van der von den ter y e".split()
)
KUNYA = frozenset({"abu", "abou", "umm", "um"})  # "Abu Karim" is one name: its parts are nobody's
COURTESY = frozenset(
    "mr mrs ms miss mister madam madame mme sir dr prof haji hajji hajj sayyid sayed sayyed seyyed ustaz "
    "don dona señor señora senor senora uncle aunt auntie grandma grandpa late little young old".split()
)
OFFICE = frozenset(  # who holds one of these is known by name to the public
    "president premier chancellor minister ministers secretary secretary-general undersecretary governor "
    "mayor senator senators deputy lawmaker lawmakers mp mps parliamentarian congressman congresswoman "
    "councillor councilwoman councilman alderman general gen colonel col lieutenant-colonel brigadier "
    "brig major maj captain capt lieutenant lt sergeant sgt corporal admiral adm commodore marshal "
    "commander cmdr commanders warlord superintendent inspector commissioner chief chiefs sheriff "
    "ambassador envoy consul diplomat attache attaché judge magistrate justice prosecutor prosecutors "
    "attorney attorney-general coroner ombudsman ombudswoman spokesman spokeswoman spokesperson spokesmen "
    "spokespersons leader leaders chairman chairwoman chairperson chair chairs head heads director "
    "directors co-director coordinator co-ordinator administrator head-of-state rapporteur "
    "commissioner-general king queen prince princess emir sultan caliph ayatollah pope cardinal "
    "archbishop bishop patriarch mufti rabbi lawyer lawyers attorneys advocate barrister solicitor "
    "counsel researcher investigator monitor analyst expert adviser advisor aide negotiator mediator "
    "representative delegate correspondent reporter reporters journalist editor columnist author "
    "photographer cameraman presenter anchor founder co-founder treasurer organiser organizer campaigner "
    "dictator ruler premier-designate speaker official officer supt insp det cpl pte const ex-president "
    "manager comandante prefect subprefect gov sen rep attorney-at-law commandant spokes-person historian "
    "professor academic scholar pathologist forensic".split()
)
PLURAL_OFFICES = frozenset(
    "ministers senators lawmakers mps commanders leaders heads directors chiefs reporters lawyers".split()
)
POWER = frozenset(  # what belongs to somebody known: "X's government"
    "government forces fighters militia ministry party regime administration cabinet spokesman "
    "spokeswoman troops army bloc coalition movement faction brigade loyalists supporters followers rule "
    "predecessor successor presidency deputies office allies men".split()
)
GROUPS_OF_KIN = frozenset(
    "relatives parents sons daughters families family children brothers sisters".split()
)
CALLED_THINGS = frozenset(  # what a name is said to be that is no person's: "X, the firm"
    "firm company group organisation organization movement party militia charity agency "
    "newspaper broadcaster station network website channel town village city port district province "
    "region island river hamlet suburb county settlement capital valley factory hospital school ship "
    "vessel operation programme program institute university coalition alliance brigade unit battalion "
    "faction tribe clan".split()
)
KIN = frozenset(
    "father mother brother brothers sister sisters son sons daughter daughters uncle aunt cousin cousins "
    "nephew nephews niece nieces wife husband widow widower grandfather grandmother grandson grandsons "
    "granddaughter grandchild grandchildren fiance fiancee fiancé fiancée parents parent twin twins "
    "stepson stepfather stepmother brother-in-law sister-in-law father-in-law mother-in-law son-in-law "
    "daughter-in-law relative relatives spouse half-brother half-sister kinsman stepdaughter bride groom".split()
)
MINORS = frozenset(
    "boy boys girl girls child children baby toddler infant schoolboy schoolgirl teenager schoolchild "
    "pupil pupils newborn kid minor".split()
)
MEDICS = frozenset(
    "doctor doctors nurse nurses medic medics paramedic paramedics surgeon surgeons physician midwife "
    "anaesthetist anesthetist orderly".split()
)
WITNESSES = frozenset(
    "witness eyewitness resident residents villager villagers neighbour neighbor neighbours neighbors "
    "bystander".split()
)
SURVIVORS = frozenset("survivor survivors victim victims injured wounded patient patients amputee".split())
DETAINEES = frozenset(
    "detainee detainees prisoner prisoners suspect suspects hostage hostages captive captives defendant "
    "defendants inmate arrested".split()
)
TRADES = frozenset(  # what a private person is called by
    "farmer farmers shopkeeper shopkeepers driver drivers teacher teachers student students worker "
    "workers labourer labourers laborer baker butcher fisherman fishermen shepherd shepherds herder "
    "trader traders merchant vendor grocer tailor mechanic carpenter cleaner porter cook waiter engineer "
    "technician electrician plumber builder contractor businessman businesswoman clerk accountant "
    "pharmacist pensioner retiree housewife homemaker man woman men women youth youths mourner mourners "
    "worshipper pilgrim passenger passengers refugee refugees migrant evacuee volunteer volunteers "
    "fireman firefighter rescuer gravedigger caretaker janitor watchman guard guards conscript recruit "
    "soldier soldiers private policeman policewoman constable fighter gunman militant militiaman rebel "
    "informer landlord landowner tenant owner shop-owner smuggler barber seamstress weaver potter miner "
    "sailor boatman ferryman cyclist motorist commuter tourist traveller colleague colleagues friend "
    "friends classmate classmates schoolmate lodger guest customer employee clerks receptionist "
    "secretary-typist librarian musician singer footballer player athlete priest imam cleric preacher "
    "monk nun parishioner blacksmith welder bricklayer mason beekeeper milkman postman postwoman orphan "
    "foreman bus-driver taxi-driver truck-driver lorry-driver stallholder stall-holder hawker peddler "
    "usher apprentice undergraduate graduate trainee protester demonstrator activist deserter defector "
    "member".split()
)
PRIVATE = KIN | MINORS | MEDICS | WITNESSES | SURVIVORS | DETAINEES | TRADES

TAKEN = frozenset(  # done to somebody who is then held
    "arrested detained held seized abducted kidnapped jailed imprisoned captured interrogated charged "
    "indicted convicted sentenced handcuffed interned disappeared released freed remanded".split()
)
TAKINGS = frozenset(
    "arrest detention abduction kidnapping imprisonment release trial capture disappearance interrogation "
    "conviction".split()
)
SLAIN = frozenset(
    "killed murdered slain executed assassinated buried mourned beheaded hanged drowned lynched martyred "
    "gunned stabbed crushed strangled dead died perished".split()
)
HURT = frozenset(
    "shot injured wounded hurt maimed burned burnt beaten tortured raped hit struck treated hospitalised "
    "hospitalized evacuated rescued trapped missing blinded".split()
)
DEATHS = frozenset(
    "death deaths killing killings murder murders body bodies corpse remains funeral burial grave loss "
    "execution coffin shooting".split()
)
DIES = frozenset("died dies dead perished drowned bled succumbed".split())
OF_ONE_PERSON = frozenset(  # in an outlet's name: one person writes it, and need not be known to the public
    "diary diaries blog weblog memoir memoirs letter letters testimony notes statement recollections".split()
)
MEDIA = frozenset(  # before a name: "media such as X", "the daily X"
    "media newspaper newspapers daily weekly paper papers website websites channel channels agency agencies outlet "
    "outlets broadcaster broadcasters".split()
)
FAMILIES = frozenset(  # behind a surname: "the X family", "the X twins"
    "family household twins brothers sisters siblings couple cousins".split()
)
HOMELY = (
    frozenset(
        "house home shop car taxi truck lorry farm flat apartment family families neighbour neighbours "
        "neighbor neighbors colleagues friends classmates body funeral death coffin grave burial remains "
        "killing murder corpse arrest detention abduction release stall field bicycle phone leg arm hand legs "
        "eyes injuries wounds classroom kitchen yard courtyard bakery garage workshop orchard clothes shoes".split()
    )
    | KIN
)
BE = frozenset("is was were are be been being had has have got".split())
SPEECH = frozenset(
    "said says say told tells recalled recalls remembered remembers added adds asked asks whispered cried "
    "shouted wept explained explains described describes recounted recounts continued sobbed replied "
    "answered insisted stated testified murmured sighed claimed claims alleged alleges believes thinks "
    "wrote writes warned denied denies complained admitted declared noted".split()
)
DEEDS = frozenset(  # what people do, and bodies and places do not
    "ran walked saw heard lost survived fled hid knelt stood sat slept woke cried wept crawled lay "
    "climbed jumped carried drove rode waited stared limped married lived worked studied recognised "
    "recognized identified grew pointed shook nodded knew remembers recalls wore loved stopped came went "
    "arrived lives works picked ducked pulled".split()
)
STATEMENTS = frozenset(  # a body's, not a person's: who signs them is known by name
    "message messages statement statements communique communiqué communiques communiqués decree order".split()
)
SPELT = frozenset("spelt spelled written transliterated rendered".split())  # "also spelt X"
NAMING = frozenset("named identified called nicknamed known names".split())
THINGS_BEHIND = frozenset(  # behind a name that is no person's: "the Front's fighters"
    "fighters militia militants forces officials members rebels insurgents guerrillas group "
    "groups government ministry police army troops street road avenue hospital camp district province "
    "region city town village neighbourhood neighborhood area side border river valley mosque church "
    "school university airport market base spokesman spokeswoman leaders hills mountains plain coast "
    "front party movement faction bombing attack massacre offensive newspaper daily radio television "
    "agency station county suburb junction checkpoint bridge square quarter crossing port prison jail "
    "residents villagers".split()
)
NOT_PERSONS = (
    ORGANISATION_WORDS
    | STATE_WORDS
    | ARMED_WORDS
    | OUTLET_WORDS
    | frozenset(
        "street road avenue lane boulevard bridge square market hospital clinic camp river valley lake "
        "mountain mount hills sea bay gulf port harbour harbor island islands coast desert mosque church "
        "cathedral temple monastery chapel school college academy university airport station terminal "
        "junction checkpoint district province governorate county region republic kingdom emirate city town "
        "village quarter ward neighbourhood neighborhood north south east west northern southern eastern "
        "western central upper lower new old great greater saint san santa united states union european "
        "international national federal human rights brigade division regiment battalion unit command "
        "security force guard guards corps air police civil defence defense interior health foreign affairs "
        "department bureau house palace hall hotel stadium park gardens cemetery prison jail factory plant "
        "mill mine field fields company ltd limited inc corp corporation bank holdings timber oil gas steel "
        "airlines shipping line lines act law protocol agreement accord treaty convention constitution "
        "article day war uprising revolution operation campaign project programme program plan initiative "
        "festival christmas easter ramadan eid muslim muslims christian christians sunni shia shiite kurdish "
        "arab arabs english french german russian american british orthodox catholic islamic jewish "
        "democratic socialist communist popular people's peoples facebook twitter whatsapp telegram youtube "
        "instagram google internet god allah bible quran koran crescent cross dam gate tower tunnel highway "
        "motorway block sector zone archive witness voice action aid relief first jets times".split()
    )
)
GIVEN_TOO = frozenset("jihad islam christian".split())  # words of NOT_PERSONS that are first names as well
NO_NAME = (  # capitalised where a sentence starts, and never a name by themselves
    DETERMINERS
    | PREPOSITIONS
    | PRONOUNS
    | PRONOUNS_PERSON
    | SUBORDINATORS
    | WEEKDAYS
    | MONTHS
    | frozenset(
        "and or but so yet nor then there here now today yesterday tomorrow not no yes also still even only "
        "just all both each every some any many most several few more other others another such what why how "
        "whose whom if as one two three four five six seven eight nine ten eleven twelve dozens hundreds "
        "thousands among amid despite besides meanwhile however moreover earlier later soon once again never "
        "ever perhaps maybe please thank thanks local according asked told speaking standing sitting police "
        "army officials residents witnesses doctors me us them is was were are be been has have had do did "
        "does will would can could may might must shall should let mr mrs ms miss dr sir updated update live "
        "read photo image video share editor's note breaking correction rights north south east west upon "
        "like unlike nobody someone everyone anyone something nothing everything having being seen born aged "
        "armed dead killed wounded injured missing detained arrested neither either good dear hello oh ah "
        "well look come go get".split()
    )
)
NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * tens
    for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
ADULT_AT = 18
