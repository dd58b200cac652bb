"""Findings made by hand: an invented attack on a camp as fifteen reports tell it, and a small second incident.

Every place, party, person and word here is invented. The shape is that of a real case: four sides, officials
divided among themselves, a toll that one side raises, figures without a source, a voice that cannot confirm,
a denial, accusations, sentences carried on, renderings, copies, text from right to left.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from tellings.model import (
    Account,
    Accusation,
    Attribution,
    Claim,
    Count,
    DateValue,
    Demand,
    Denial,
    Derivation,
    Extraction,
    FieldRecord,
    Figure,
    Findings,
    Group,
    IncidentType,
    Joined,
    Lead,
    Method,
    OriginClass,
    OriginCount,
    Person,
    Place,
    Reading,
    Record,
    RecordWarning,
    RelatedEvent,
    Relation,
    Report,
    ResponsibilityTaken,
    Rounds,
    SetAside,
    SideFigures,
    Span,
    Standing,
    StemmaEdge,
    Support,
    TimeValue,
    ToldBy,
    Toll,
    Value,
    VictimGroup,
    Voice,
    Weapon,
    content_id,
)
from tellings.vocabulary import (
    Access,
    Connection,
    CountBasis,
    DateBasis,
    Denied,
    EdgeKind,
    Field,
    How,
    LeadKind,
    Naming,
    PersonStatus,
    PlacePrecision,
    RelationKind,
    ReportKind,
    Role,
    RoundsState,
    Stance,
    Status,
    VoiceKind,
    WarningCode,
)

OFFICIALS, COUNCIL, UN, SABLE = "Karsovian officials", "Column / Council", "United Nations", "Sable Army"

# Nobody of these speaks: where their names stand outside a report's text, an accuser has to stand beside them.
ACCUSED = ("Orsk Tamm", "Berit Vaal", "Office of the Chancellor", "Harrow Brigade")


def killed(low: int | None, high: int | None, wording: str, **more: object) -> Count:
    """Return a count of the killed."""
    return replace(Count(Field.KILLED, low, high, wording), **more)  # type: ignore[arg-type]


def injured(low: int | None, high: int | None, wording: str, **more: object) -> Count:
    """Return a count of the injured."""
    return replace(Count(Field.INJURED, low, high, wording), **more)  # type: ignore[arg-type]


@dataclass
class Desk:
    """Collects the parts of one incident and puts the record together."""

    reports: dict[str, Report] = field(default_factory=dict)
    voices: dict[str, Voice] = field(default_factory=dict)
    attributions: list[Attribution] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)

    def report(self, key: str, text: str, **more: object) -> str:
        """Take in a report; its id is the key."""
        digest = hashlib.sha256(text.encode()).hexdigest()
        original = hashlib.sha256(b"original " + text.encode()).hexdigest()
        made = Report(key, text, digest, original, "plain text 1", language="en")
        self.reports[key] = replace(made, **more)  # type: ignore[arg-type]
        return key

    def voice(self, key: str, name: str | None, kind: VoiceKind, naming: Naming, **more: object) -> str:
        """Name a voice; its id is the key."""
        self.voices[key] = replace(Voice(key, name, kind, naming), **more)  # type: ignore[arg-type]
        return key

    def span(self, report: str, words: str, *, after: int = 0) -> Span:
        """Return where the words stand in a report."""
        start = self.reports[report].text.index(words, after)
        return Span(start, start + len(words))

    def say(
        self,
        report: str,
        chain: Sequence[str],
        content: str,
        values: Sequence[tuple[Field, Value | None, str]] = (),
        *,
        source: str = "",
        cue: str = "",
        stance: Stance = Stance.ASSERTS,
        how: How = How.INDIRECT,
        rests_on: str | None = None,
        denies: Denied | None = None,
        **more: object,
    ) -> list[str]:
        """Add an attribution with its claims; the ids of the claims come back, in order."""
        body = self.span(report, content)
        attribution_id = content_id("att", report, content, *chain)
        flags = {k: v for k, v in more.items() if k in ("hedged", "carried_on", "undecided", "headline")}
        self.attributions.append(
            Attribution(
                attribution_id,
                report,
                source=(self.span(report, source),) if source else (),
                cue=(self.span(report, cue),) if cue else (),
                content=(body,),
                chain=tuple(chain),
                stance=stance,
                how=how,
                denies=denies,
                **flags,  # type: ignore[arg-type]
            )
        )
        ids = []
        for of, value, words in values:
            span = self.span(report, words, after=body.start if words in content else 0)
            origin = chain[-1] if len(chain) > 1 else None
            claim = Claim(
                claim_id=content_id("claim", report, of, words, *chain, repr(value)),
                field=of,
                value=value,
                stance=stance,
                report_id=report,
                attribution_id=attribution_id,
                chain=tuple(chain),
                origin=origin,
                rests_on=rests_on or origin,
                span=span,
                quote=span.of(self.reports[report].text),
                wording=words,
                how=how,
                confidence=0.9,
                **more,  # type: ignore[arg-type]
            )
            self.claims.append(claim)
            ids.append(claim.claim_id)
        return ids

    def relate(self, claim_id: str, kind: RelationKind, other: str) -> None:
        """Say what a claim does to another."""
        n = next(n for n, claim in enumerate(self.claims) if claim.claim_id == claim_id)
        held = self.claims[n]
        self.claims[n] = replace(held, relations=(*held.relations, Relation(kind, other, None)))

    def lead(
        self, kind: LeadKind, what: str, report: str, words: str, chain: Sequence[str], **more: object
    ) -> None:
        """Add a lead."""
        made = Lead(kind, what, report, self.span(report, words), words, tuple(chain))
        self.leads.append(replace(made, **more))  # type: ignore[arg-type]

    def readings(self, of: Field) -> tuple[Reading, ...]:
        """Gather the claims of a field by value and stance, their words aside."""
        groups: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.field is of:
                value = claim.value
                if (
                    value is not None
                    and hasattr(value, "wording")
                    and not isinstance(value, Demand | RelatedEvent)
                ):
                    value = replace(value, wording="")
                if isinstance(value, Accusation):
                    value = replace(value, accused_span=Span(0, 1))
                groups.setdefault(f"{value!r} {claim.stance}", []).append(claim)
        return tuple(
            Reading(
                content_id("reading", key),
                held[0].value,
                held[0].stance,
                tuple(sorted(held, key=lambda claim: claim.claim_id)),
            )
            for key, held in groups.items()
        )

    def extractions(self) -> tuple[Extraction, ...]:
        """Return what was read in each report."""
        return tuple(
            Extraction(
                report,
                "hand 1",
                voices=(),
                attributions=tuple(a for a in self.attributions if a.report_id == report),
                accounts=(
                    Account(
                        content_id("account", report),
                        report,
                        tuple(claim for claim in self.claims if claim.report_id == report),
                        tuple(lead for lead in self.leads if lead.report_id == report),
                    ),
                ),
            )
            for report in sorted(self.reports)
        )


def standing(
    status: Status,
    grounds: str,
    *,
    pages: int = 1,
    voices: int = 1,
    low: int = 1,
    high: int = 1,
    sides: Sequence[str] = (),
    first_hand: Sequence[str] = (),
) -> Standing:
    """Return a standing with its support."""
    support = Support(pages, voices, OriginCount(low, high), tuple(sides), tuple(first_hand))
    return Standing(status, support, grounds, "standing 1")


_RENDERING = "Written for this case from facts reported by {0}; not the words of {0}.\n\n"


def camp_alder() -> tuple[Desk, Record]:
    """Return the incident of fifteen reports."""
    d = Desk()
    unnamed, role, named = Naming.UNNAMED, Naming.ROLE, Naming.NAMED
    kinds = VoiceKind
    official = {"side": OFFICIALS, "connection": Connection.OFFICIAL}
    d.voice("v-official", "an interior ministry official", kinds.PERSON, unnamed, **official)
    d.voice("v-two", "two Karsovian security officials", kinds.GROUP, unnamed, at_most=2, **official)
    d.voice(
        "v-police", "a policeman at the camp gate", kinds.PERSON, unnamed, access=Access.PRESENT, **official
    )
    d.voice("v-colonel", "a police colonel", kinds.PERSON, unnamed, **official)
    d.voice("v-source", "a police source", kinds.GROUP, unnamed, at_most=None, **official)
    d.voice(
        "v-ministry",
        "spokesman for the interior ministry",
        kinds.PERSON,
        role,
        side=OFFICIALS,
        connection=Connection.SPOKESPERSON,
    )
    d.voice(
        "v-council",
        "Council of Free Tolmia",
        kinds.ORGANISATION,
        named,
        side=COUNCIL,
        aliases=("CFT",),
        connection=Connection.PARTY,
        access=Access.RELAYS,
    )
    d.voice(
        "v-column", "People's Column", kinds.ORGANISATION, named, side=COUNCIL, connection=Connection.PARTY
    )
    d.voice("v-spokesman", "spokesman for the People's Column", kinds.PERSON, role, side=COUNCIL)
    d.voice(
        "v-resident",
        "Mirela Dov",
        kinds.PERSON,
        named,
        side=COUNCIL,
        connection=Connection.WITNESS,
        access=Access.PRESENT,
        protected=True,
    )
    d.voice("v-operatives", "a report by operatives in Varsa", kinds.DOCUMENT, unnamed)
    d.voice(
        "v-un",
        "Ilse Renner",
        kinds.PERSON,
        named,
        side=UN,
        connection=Connection.SPOKESPERSON,
        affiliation="UN mission",
    )
    d.voice("v-security", "a security source", kinds.GROUP, unnamed, at_most=None, suggested_by="security")
    d.voice("v-campaign", "Halt the Shells", kinds.ORGANISATION, named, connection=Connection.MONITOR)
    d.voice("v-sable", "Sable Army", kinds.ARMED_GROUP, named, side=SABLE, connection=Connection.PARTY)
    d.voice("v-wire", "Nordic Wire", kinds.AGENCY, named, access=Access.RELAYS)
    d.voice("v-union", "Union Press", kinds.AGENCY, named, access=Access.RELAYS)
    outlets = {
        "r01": "The Harbour Tribune",
        "r02": "AltaNet",
        "r03": "Al-Burj",
        "r04": "Karsovia Today",
        "r05": "الشاطئ",
        "r06": "Al-Madina Post",
        "r07": "Delta News",
        "r08": "Al-Sada",
        "r09": "Halt the Shells",
        "r10": "Open Camps",
        "r11": "Council of Free Tolmia",
        "r12": "Tolmia Focus",
        "r13": "The Tolmia Project",
        "r14": "Council of Free Tolmia",
        "r15": "Camp Probe",
    }
    for key, name in outlets.items():
        d.voice(f"o-{key}", name, kinds.OUTLET, named)

    def put(key: str, text: str, published: str, **more: object) -> None:
        kept = _RENDERING.format(outlets[key]) + text
        own: dict[str, object] = {
            "outlet": outlets[key],
            "published": published,
            "kind": ReportKind.RENDERING,
            "body_start": len(kept) - len(text),
            "url": f"https://news.example/{key}",
        }
        if more.pop("original", False):
            kept, own["kind"], own["body_start"] = text, ReportKind.PUBLISHED, 0
        d.report(key, kept, **own, **more)

    put(
        "r01",
        "Deaths reported as rockets hit exiles' camp\n\nVARSA (NW) - An interior ministry official, speaking on "
        "condition of anonymity, said five people were killed and 40 injured when about 40 rockets landed in Camp "
        "Alder. The People's Column, whose members live in the camp, said in a statement that six residents were "
        "killed and that 35 rockets had been fired.\n\nThere were deaths and injuries, said Ilse Renner, spokeswoman "
        "of the UN mission. The exact number could not be confirmed, she said.",
        "2013-02-09",
        title="Deaths reported as rockets hit exiles' camp",
        agency="Nordic Wire",
    )
    wire = (
        "Two Karsovian security officials said on condition of anonymity that five people died and between 39 "
        "and 40 were hurt at Camp Alder on Saturday. The People's Column said in a statement that six residents "
        "were killed and 50 wounded by 35 rockets. It was not immediately clear who was responsible."
    )
    put("r02", wire, "2013-02-09", agency="Nordic Wire", title="Five die in camp shelling")
    put("r03", wire, "2013-02-09", agency="Nordic Wire")
    put(
        "r04",
        "Agencies - Security officials spoke of five dead. A policeman at the camp gate, who asked not to be "
        "named, put the dead at five and the wounded at 42, and said about 18 rockets came at 5:30 in the morning. But "
        "a spokesman for the interior ministry said that one person had died and that reports of more deaths were "
        "exaggerated. A spokesman for the People's Column said it was not sure who was behind it, but that the Harrow "
        "Brigade may have carried it out.",
        "2013-02-10",
    )
    put(
        "r05",
        "قال عقيد في الشرطة طلب عدم ذكر اسمه إن ثلاثة قتلوا وأصيب 11 في حصيلة أولى، وإن ستة صواريخ سقطت على "
        "المخيم. وأكدت إلزه رينر المتحدثة باسم الأمم المتحدة وقوع هجوم مميت.",
        "2013-02-09",
        language="ar",
    )
    put(
        "r06",
        "A security source said six were killed and at least 50 wounded, and dozens of rockets fell.",
        "2013-02-09",
    )
    put(
        "r07",
        "At least five people were killed and about 40 wounded in the attack on the camp.",
        "2013-02-09",
    )
    put(
        "r08",
        "The Sable Army took responsibility in a statement passed round in parliament, which could not be "
        "checked, and threatened more. A police source said six people were killed.",
        "2013-02-09",
    )
    put(
        "r09",
        "More than five residents were killed and at least 30 missiles hit the camp. We call on the government to "
        "protect the residents.",
        "2013-02-11",
        original=True,
    )
    put(
        "r10",
        "Karsovia Involved in Camp Alder Shelling: Residents\n\nOpen Camps – The Karsovian government was directly "
        "involved in the February 9 shelling of Camp Alder, killing six refugees and wounding about one hundred, said "
        "a statement by the Council of Free Tolmia, the opposition in exile.  Another resident died in a Varsa "
        "hospital yesterday as the result of his injuries, said the same source.\n\nThe attack was ordered by Orsk "
        "Tamm, states the Council. All the logistics were provided by the Office of the Chancellor, says the "
        "statement. In a report sent abroad by operatives in Varsa, the Council says, it is stated that the rockets "
        "were brought in ambulances. They were then hidden in tents from the night before. The road to the launch "
        "site is watched by airport surveillance cameras.\n\nTwo attacks were to take place, the opposition said, "
        "firing a total of 100 shells. The second group was arrested, leaving 60 unfired missiles at the scene. Those "
        "arrested were released after interventions by Berit Vaal. “I counted six of them in the yard,” said Mirela "
        "Dov, a resident.",
        "2013-02-13",
        published_inferred=True,
        original=True,
        title="Karsovia Involved in Camp Alder Shelling: Residents",
    )
    put(
        "r11",
        "The Council of Free Tolmia said that the Sable Army was another name for the Harrow Brigade.",
        "2013-02-13",
        original=True,
    )
    later = (
        "The February attack killed seven people. Sable Army men telephoned Union Press and said that they were "
        "behind the attack, a claim that could not be confirmed."
    )
    put("r12", later, "2013-02-26", agency="Union Press")
    put("r13", later, "2013-02-26", agency="Union Press")
    put(
        "r14",
        "On television a Karsovian security official said that the Sable Army was fictitious and that the Harrow "
        "Brigade carried out what it is blamed for, the Council of Free Tolmia wrote.",
        "2013-03-05",
    )
    put(
        "r15",
        "Eight people were killed and more than 100 wounded when about 40 rockets hit the camp at about 5 in the "
        "morning. The eighth died on 13 March in hospital.",
        "2014-01-01",
        published_inferred=True,
    )

    F, S = Field, Stance
    of_type = (F.TYPE, IncidentType("attack/shelling", "shelling"))
    on = DateValue("2013-02-09", date(2013, 2, 9), date(2013, 2, 9), "February 9", DateBasis.INFERRED)
    at = Place(
        "Camp Alder", "Camp Alder", PlacePrecision.APPROXIMATE, 41.2, 19.7, 5.0, None, ("Varsa",), "Karsovia"
    )

    def rockets(low: int | None, high: int | None, words: str, **more: object) -> Rounds:
        return replace(Rounds(low, high, words, "rockets"), **more)  # type: ignore[arg-type]

    def accuse(role: Role, accused: str, report: str, wording: str) -> Accusation:
        return Accusation(role, accused, d.span(report, accused), wording)

    a01, _c_place, c_40, _c_r40 = d.say(
        "r01",
        ["o-r01", "v-wire", "v-official"],
        "five people were killed and 40 injured when about 40 rockets landed in Camp Alder",
        [
            (F.KILLED, killed(5, 5, "five people"), "five people were killed"),
            (F.PLACE, at, "Camp Alder"),
            (F.INJURED, injured(40, 40, "40 injured"), "40 injured"),
            (F.ROUNDS, rockets(40, 40, "about 40 rockets", approximate=True), "about 40 rockets"),
        ],
        source="An interior ministry official",
        cue="said",
    )
    b01, _b_r = d.say(
        "r01",
        ["o-r01", "v-wire", "v-column"],
        "six residents were killed and that 35 rockets had been fired",
        [
            (F.KILLED, killed(6, 6, "six residents"), "six residents were killed"),
            (F.ROUNDS, rockets(35, 35, "35 rockets"), "35 rockets"),
        ],
        source="The People's Column",
        cue="said in a statement",
        how=How.DOCUMENT,
    )
    (_u01,) = d.say(
        "r01",
        ["o-r01", "v-wire", "v-un"],
        "The exact number could not be confirmed",
        [(F.KILLED, None, "The exact number could not be confirmed")],
        source="she",
        cue="said",
        stance=S.CANNOT_CONFIRM,
        carried_on=True,
        undecided=("v-un", "o-r01"),
    )
    two: list[str] = []
    col: list[str] = []
    for r in ("r02", "r03"):
        k, i = d.say(
            r,
            [f"o-{r}", "v-wire", "v-two"],
            "five people died and between 39 and 40 were hurt at Camp Alder on Saturday",
            [
                (F.KILLED, killed(5, 5, "five people"), "five people died"),
                (F.INJURED, injured(39, 40, "between 39 and 40"), "between 39 and 40 were hurt"),
            ],
            source="Two Karsovian security officials",
            cue="said on condition of anonymity",
        )
        m, n = d.say(
            r,
            [f"o-{r}", "v-wire", "v-column"],
            "six residents were killed and 50 wounded by 35 rockets",
            [
                (F.KILLED, killed(6, 6, "six residents"), "six residents were killed"),
                (F.INJURED, injured(50, 50, "50 wounded"), "50 wounded"),
            ],
            source="The People's Column",
            cue="said in a statement",
            how=How.DOCUMENT,
        )
        two += [k, i]
        col += [m, n]
    p_k, p_i, _p_r, _ = d.say(
        "r04",
        ["o-r04", "v-police"],
        "put the dead at five and the wounded at 42, and said about 18 rockets came at 5:30 in the morning",
        [
            (F.KILLED, killed(5, 5, "the dead at five"), "the dead at five"),
            (F.INJURED, injured(42, 42, "the wounded at 42"), "the wounded at 42"),
            (F.ROUNDS, rockets(18, 18, "about 18 rockets", approximate=True), "about 18 rockets"),
            (F.TIME, TimeValue("05:30", "5:30 in the morning"), "5:30 in the morning"),
        ],
        source="A policeman at the camp gate",
        cue="said",
    )
    (m_k,) = d.say(
        "r04",
        ["o-r04", "v-ministry"],
        "one person had died",
        [(F.KILLED, killed(1, 1, "one person"), "one person had died")],
        source="a spokesman for the interior ministry",
        cue="said that",
    )
    (m_d,) = d.say(
        "r04",
        ["o-r04", "v-ministry"],
        "reports of more deaths were exaggerated",
        [(F.DENIALS, Denial(Denied.CASUALTIES, "exaggerated"), "reports of more deaths were exaggerated")],
        stance=S.DENIES,
        denies=Denied.CASUALTIES,
    )
    d.relate(m_d, RelationKind.DISPUTES, p_k)
    d.say(
        "r04",
        ["o-r04", "v-spokesman"],
        "the Harrow Brigade may have carried it out",
        [
            (
                F.ACCUSATIONS,
                Accusation(Role.CARRIED_OUT, "Harrow Brigade", Span(0, 1), "may have carried it out"),
                "may have carried it out",
            )
        ],
        source="A spokesman for the People's Column",
        cue="said it was not sure",
        stance=S.ALLEGES,
        hedged=True,
    )
    col_k, col_i, _col_r = d.say(
        "r05",
        ["o-r05", "v-colonel"],
        "ثلاثة قتلوا وأصيب 11 في حصيلة أولى، وإن ستة صواريخ",
        [
            (F.KILLED, killed(3, 3, "ثلاثة"), "ثلاثة قتلوا"),
            (F.INJURED, injured(11, 11, "11"), "أصيب 11"),
            (F.ROUNDS, rockets(6, 6, "ستة صواريخ"), "ستة صواريخ"),
        ],
        source="عقيد في الشرطة",
        cue="قال",
    )
    d.relate(a01, RelationKind.UPDATES, col_k)
    d.say(
        "r05",
        ["o-r05", "v-un"],
        "وقوع هجوم مميت",
        [(F.TYPE, IncidentType("attack/shelling", "هجوم"), "هجوم مميت")],
        source="إلزه رينر",
        cue="أكدت",
        stance=S.CONFIRMS,
    )
    s_k, s_i, _ = d.say(
        "r06",
        ["o-r06", "v-security"],
        "six were killed and at least 50 wounded, and dozens of rockets",
        [
            (F.KILLED, killed(6, 6, "six"), "six were killed"),
            (F.INJURED, injured(50, None, "at least 50"), "at least 50 wounded"),
            (F.ROUNDS, rockets(None, None, "dozens", vague=True), "dozens of rockets"),
        ],
        source="A security source",
        cue="said",
    )
    n_k, n_i = d.say(
        "r07",
        ["o-r07"],
        "At least five people were killed and about 40 wounded in the attack on the camp",
        [
            (F.KILLED, killed(5, None, "At least five"), "At least five people were killed"),
            (F.INJURED, injured(40, 40, "about 40", approximate=True), "about 40 wounded"),
        ],
    )
    d.say(
        "r08",
        ["o-r08", "v-sable"],
        "responsibility in a statement passed round in parliament",
        [
            (
                F.RESPONSIBILITY_TAKEN,
                ResponsibilityTaken(
                    "the Sable Army", "statement", "could not be checked", "took responsibility"
                ),
                "took responsibility in a statement",
            )
        ],
        source="The Sable Army",
        cue="took",
        stance=S.TAKES_RESPONSIBILITY,
        how=How.DOCUMENT,
    )
    d.say(
        "r08",
        ["o-r08", "v-sable"],
        "threatened more",
        [(F.DEMANDS, Demand("threatened more"), "threatened more")],
        stance=S.THREATENS,
        carried_on=True,
        undecided=("v-sable",),
    )
    (ps_k,) = d.say(
        "r08",
        ["o-r08", "v-source"],
        "six people were killed",
        [(F.KILLED, killed(6, 6, "six people"), "six people were killed")],
        source="A police source",
        cue="said",
    )
    h_k, _ = d.say(
        "r09",
        ["o-r09", "v-campaign"],
        "More than five residents were killed and at least 30 missiles hit the camp",
        [
            (
                F.KILLED,
                killed(5, None, "More than five", strict=True),
                "More than five residents were killed",
            ),
            (F.ROUNDS, rockets(30, None, "at least 30", munition="missiles"), "at least 30 missiles"),
        ],
    )
    d.say(
        "r09",
        ["o-r09", "v-campaign"],
        "We call on the government to protect the residents",
        [
            (
                F.DEMANDS,
                Demand("We call on the government to protect the residents"),
                "We call on the government to protect the residents",
            )
        ],
        cue="call on",
        stance=S.DEMANDS,
    )
    council = ["o-r10", "v-council"]
    q_k, q_i, *_ = d.say(
        "r10",
        council,
        "The Karsovian government was directly involved in the February 9 shelling of Camp Alder, killing six refugees "
        "and wounding about one hundred",
        [
            (
                F.KILLED,
                killed(6, 6, "six", group=Group(PersonStatus.CIVILIAN, "refugees", said_by="v-council")),
                "killing six refugees",
            ),
            (
                F.INJURED,
                injured(100, 100, "about one hundred", approximate=True),
                "wounding about one hundred",
            ),
            (*of_type, "shelling"),
            (F.DATE, on, "February 9"),
            (F.PLACE, at, "Camp Alder"),
            (F.VICTIMS, VictimGroup("refugees", PersonStatus.CIVILIAN, "refugees"), "refugees"),
            (
                F.ACCUSATIONS,
                accuse(Role.INVOLVED, "Karsovian government", "r10", "directly involved"),
                "The Karsovian government was directly involved",
            ),
        ],
        source="a statement by the Council of Free Tolmia",
        cue="said",
        how=How.DOCUMENT,
    )
    (q_more,) = d.say(
        "r10",
        council,
        "Another resident died in a Varsa hospital yesterday as the result of his injuries",
        [
            (
                F.KILLED,
                killed(1, 1, "Another resident", basis=CountBasis.INCREMENT, as_of="2013-02-12"),
                "Another resident died in a Varsa hospital yesterday",
            )
        ],
        source="the same source",
        cue="said",
        how=How.DOCUMENT,
    )
    d.relate(q_more, RelationKind.UPDATES, q_k)
    (q_ord,) = d.say(
        "r10",
        council,
        "The attack was ordered by Orsk Tamm",
        [
            (
                F.ACCUSATIONS,
                Accusation(Role.ORDERED, "Orsk Tamm", Span(0, 1), "ordered"),
                "ordered by Orsk Tamm",
            )
        ],
        source="the Council",
        cue="states",
        stance=S.ALLEGES,
    )
    d.say(
        "r10",
        council,
        "All the logistics were provided by the Office of the Chancellor",
        [
            (
                F.ACCUSATIONS,
                Accusation(Role.SUPPLIED, "Office of the Chancellor", Span(0, 1), "logistics"),
                "logistics were provided by the Office of the Chancellor",
            )
        ],
        source="the statement",
        cue="says",
        stance=S.ALLEGES,
        how=How.DOCUMENT,
    )
    deep = ["o-r10", "v-council", "v-operatives"]
    d.say(
        "r10",
        council,
        "In a report sent abroad by operatives in Varsa, the Council says, it is stated that the "
        "rockets were brought in ambulances",
        source="the Council",
        cue="says",
    )
    d.say(
        "r10",
        deep,
        "the rockets were brought in ambulances",
        [(F.WEAPONS, Weapon("rockets", "rocket", "rockets"), "rockets were brought in ambulances")],
        source="a report sent abroad by operatives in Varsa",
        cue="it is stated that",
        rests_on="v-council",
        how=How.DOCUMENT,
    )
    d.say(
        "r10",
        deep,
        "They were then hidden in tents from the night before",
        [
            (
                F.RELATED_EVENTS,
                RelatedEvent(
                    "rockets hidden in tents",
                    "before",
                    DateValue(
                        "2013-02-08",
                        date(2013, 2, 8),
                        date(2013, 2, 8),
                        "the night before",
                        DateBasis.RELATIVE,
                    ),
                    "hidden in tents",
                ),
                "hidden in tents from the night before",
            )
        ],
        rests_on="v-council",
        carried_on=True,
        undecided=("v-operatives", "v-council", "o-r10"),
    )
    (planned,) = d.say(
        "r10",
        council,
        "firing a total of 100 shells",
        [(F.ROUNDS, Rounds(100, 100, "100", "shells", RoundsState.PLANNED), "a total of 100 shells")],
        source="the opposition",
        cue="said",
    )
    (unfired,) = d.say(
        "r10",
        council,
        "leaving 60 unfired missiles at the scene",
        [(F.ROUNDS, Rounds(60, 60, "60", "missiles", RoundsState.UNFIRED), "60 unfired missiles")],
        carried_on=True,
        undecided=("v-council", "o-r10"),
    )
    d.say(
        "r10",
        council,
        "Those arrested were released after interventions by Berit Vaal",
        [
            (
                F.ACCUSATIONS,
                Accusation(Role.INTERVENED, "Berit Vaal", Span(0, 1), "interventions"),
                "interventions by Berit Vaal",
            )
        ],
        stance=S.ALLEGES,
        carried_on=True,
        undecided=("v-council", "o-r10"),
    )
    (dov,) = d.say(
        "r10",
        ["o-r10", "v-resident"],
        "“I counted six of them in the yard,”",
        [(F.KILLED, killed(6, 6, "six of them"), "I counted six of them in the yard")],
        source="Mirela Dov, a resident",
        cue="said",
        how=How.DIRECT,
    )
    d.say(
        "r11",
        ["o-r11", "v-council"],
        "the Sable Army was another name for the Harrow Brigade",
        [
            (
                F.ACCUSATIONS,
                Accusation(Role.CARRIED_OUT, "Harrow Brigade", Span(0, 1), "another name for"),
                "another name for the Harrow Brigade",
            )
        ],
        source="The Council of Free Tolmia",
        cue="said that",
        stance=S.ALLEGES,
    )
    seven = []
    for r in ("r12", "r13"):
        seven += d.say(
            r,
            [f"o-{r}", "v-union"],
            "The February attack killed seven people",
            [(F.KILLED, killed(7, 7, "seven people"), "killed seven people")],
        )
        d.say(
            r,
            [f"o-{r}", "v-union", "v-sable"],
            "they were behind the attack",
            [
                (
                    F.RESPONSIBILITY_TAKEN,
                    ResponsibilityTaken(
                        "the Sable Army", "telephone", "could not be confirmed", "behind the attack"
                    ),
                    "they were behind the attack",
                )
            ],
            source="Sable Army men",
            cue="said that",
            stance=S.TAKES_RESPONSIBILITY,
            how=How.BROADCAST,
        )
    d.say(
        "r14",
        ["o-r14", "v-council", "v-official"],
        "the Harrow Brigade carried out what it is blamed for",
        [
            (
                F.ACCUSATIONS,
                Accusation(Role.CARRIED_OUT, "Harrow Brigade", Span(0, 1), "carried out"),
                "the Harrow Brigade carried out what it is blamed for",
            )
        ],
        source="a Karsovian security official",
        cue="said",
        stance=S.ALLEGES,
        how=How.BROADCAST,
        rests_on="v-council",
    )
    e_k, e_i, *_ = d.say(
        "r15",
        ["o-r15"],
        "Eight people were killed and more than 100 wounded when about 40 rockets hit "
        "the camp at about 5 in the morning",
        [
            (F.KILLED, killed(8, 8, "Eight people"), "Eight people were killed"),
            (F.INJURED, injured(100, None, "more than 100", strict=True), "more than 100 wounded"),
            (F.ROUNDS, rockets(40, 40, "about 40 rockets", approximate=True), "about 40 rockets"),
            (F.TIME, TimeValue("05:00", "about 5 in the morning", True), "about 5 in the morning"),
        ],
    )

    d.lead(
        LeadKind.FOOTAGE,
        "airport surveillance cameras on the road to the launch site",
        "r10",
        "airport surveillance cameras",
        council,
    )
    d.lead(
        LeadKind.MUNITION,
        "unfired missiles left at the scene",
        "r10",
        "60 unfired missiles at the scene",
        council,
    )
    d.lead(LeadKind.DOCUMENT, "a report sent abroad", "r10", "a report sent abroad", council, minor=True)

    readings = {of: d.readings(of) for of in Field}
    derived_killed = killed(7, 7, "", basis=CountBasis.DERIVED, inputs=(q_k, q_more), as_of="2013-02-12")
    derived_rounds = Rounds(40, 40, "", "shells", derived=True)
    readings[F.KILLED] += (
        Reading("reading-7", derived_killed, S.ASSERTS, (), Derivation("sum", (q_k, q_more))),
    )
    readings[F.ROUNDS] += (
        Reading("reading-40", derived_rounds, S.ASSERTS, (), Derivation("difference", (planned, unfired))),
    )
    sides = (OFFICIALS, COUNCIL)
    standings = {
        F.TYPE: standing(
            Status.COMPATIBLE,
            "Two sides tell of one sort of act.",
            pages=2,
            voices=2,
            low=2,
            high=2,
            sides=(COUNCIL, UN),
        ),
        F.DATE: standing(
            Status.SINGLE_ORIGIN, "One origin gives the day; the year is worked out.", sides=(COUNCIL,)
        ),
        F.TIME: standing(Status.COMPATIBLE, "The two times are close.", pages=2, voices=1),
        F.PLACE: standing(
            Status.AGREED,
            "Voices of two sides name one place.",
            pages=2,
            voices=2,
            low=2,
            high=2,
            sides=sides,
        ),
        F.KILLED: standing(
            Status.CONTESTED,
            "Voices of two sides, and voices within one side, give figures that cannot all hold.",
            pages=13,
            voices=11,
            low=6,
            high=9,
            sides=sides,
            first_hand=("v-resident", "v-police"),
        ),
        F.INJURED: standing(
            Status.CONTESTED,
            "Two sides give figures that cannot all hold.",
            pages=8,
            voices=7,
            low=4,
            high=6,
            sides=sides,
            first_hand=("v-police",),
        ),
        F.ROUNDS: standing(
            Status.CONTESTED,
            "Six figures that cannot all hold.",
            pages=8,
            voices=7,
            low=4,
            high=6,
            sides=sides,
        ),
        F.ACCUSATIONS: standing(
            Status.ONE_SIDE,
            "Every accusation rests on one side.",
            pages=4,
            voices=2,
            low=1,
            high=2,
            sides=(COUNCIL,),
        ),
    }
    other = standing(Status.SINGLE_ORIGIN, "One voice tells it.", sides=())
    fields = {of: FieldRecord(held, standings.get(of, other)) for of, held in readings.items() if held}
    c = {claim.claim_id: claim for claim in d.claims}

    def figure(ids: Sequence[str], voices: Sequence[str], **more: object) -> Figure:
        value = c[ids[0]].value
        assert isinstance(value, Count)
        return replace(Figure(tuple(ids), value, None, tuple(voices)), **more)  # type: ignore[arg-type]

    toll_killed = Toll(
        F.KILLED,
        sides=(
            SideFigures(
                OFFICIALS,
                (
                    figure([col_k], ["v-colonel"], superseded=True, note="a first toll"),
                    figure([a01], ["v-official"]),
                    figure([two[0], two[2]], ["v-two"]),
                    figure([ps_k], ["v-source"]),
                    figure([p_k], ["v-police"]),
                    figure([m_k], ["v-ministry"]),
                ),
                divided=True,
            ),
            SideFigures(
                COUNCIL,
                (
                    figure(
                        [b01, col[0], col[2], q_k, dov],
                        ["v-column", "v-council", "v-resident"],
                        as_of="2013-02-09",
                        superseded=True,
                    ),
                    Figure((q_k, q_more), derived_killed, "2013-02-12", ("v-council",)),
                ),
                divided=False,
            ),
            SideFigures(None, (figure([s_k], ["v-security"]), figure([h_k], ["v-campaign"])), divided=False),
        ),
        unsourced=(figure([n_k], []), figure(seven, ["v-union"]), figure([e_k], [])),
        no_figure=("v-un",),
        lowest=1,
        highest=8,
    )
    toll_injured = Toll(
        F.INJURED,
        sides=(
            SideFigures(
                OFFICIALS,
                (
                    figure([col_i], ["v-colonel"], superseded=True, note="a first toll"),
                    figure([c_40], ["v-official"]),
                    figure([two[1], two[3]], ["v-two"]),
                    figure([p_i], ["v-police"]),
                ),
                divided=True,
            ),
            SideFigures(
                COUNCIL,
                (
                    figure([col[1], col[3]], ["v-column"], superseded=True),
                    figure([q_i], ["v-council"]),
                ),
                divided=False,
            ),
            SideFigures(None, (figure([s_i], ["v-security"]),), divided=False),
        ),
        unsourced=(figure([n_i], []), figure([e_i], [])),
        no_figure=("v-un",),
        lowest=11,
        highest=None,
    )
    accounts = tuple(
        ToldBy(
            content_id("account", key),
            key,
            report.outlet,
            report.published,
            report.kind,
            False,
            tuple(x.claim_id for x in d.claims if x.report_id == key),
            copy_of={"r03": "r02", "r13": "r12"}.get(key),
        )
        for key, report in sorted(d.reports.items())
    )
    edges = dict.fromkeys(
        StemmaEdge(
            left if n else claim.report_id, right, EdgeKind.RELAYS if n else EdgeKind.TELLS, "by its chain"
        )
        for claim in d.claims
        for n, (left, right) in enumerate(zip(claim.chain, claim.chain[1:], strict=False))
    )
    record = Record(
        incident_id="incident-alder",
        title="Shelling of Camp Alder, Varsa, 9 February 2013",
        method=Method(
            title="Camp Alder",
            area="Karsovia",
            who_is_counted="everyone killed or hurt",
            contact="desk@case.example",
        ),
        fields=fields,
        accounts=accounts,
        persons=(Person("person-1", ("Anton Belik", "A. Belik"), ()),),
        voices=tuple(d.voices[key] for key in sorted(d.voices)),
        origins=(
            OriginClass(
                "class-1",
                ("v-council", "v-column"),
                (Joined("v-council", "v-column", "one body, by actors.toml"),),
            ),
            OriginClass("class-2", ("v-ministry",), ()),
            OriginClass("class-3", ("v-official",), (), ("class-4",)),
            OriginClass("class-4", ("v-two",), (), ("class-3",)),
            OriginClass("class-5", ("v-police",), ()),
        ),
        tolls=(toll_killed, toll_injured),
        stemma=(
            *edges,
            StemmaEdge("r03", "r02", EdgeKind.COPIES, "the same words throughout"),
            StemmaEdge("r13", "r12", EdgeKind.COPIES, "the same words throughout"),
        ),
        leads=tuple(d.leads),
        warnings=(
            RecordWarning(
                WarningCode.ONE_PARTY_ORIGIN,
                "Every accusation rests on one side, a party to the conflict.",
                (q_ord,),
            ),
            RecordWarning(
                WarningCode.NO_RESPONSE_FROM_ACCUSED, "No response from any of the accused is reported."
            ),
            RecordWarning(
                WarningCode.YEAR_INFERRED, "The text gives no year; the Saturday fits 2013.", (q_k,)
            ),
            RecordWarning(
                WarningCode.TOLL_DIFFERS_WITHIN_SIDE,
                "Karsovian officials give figures from 1 to 6 dead.",
                (a01, m_k),
            ),
        ),
        reader="hand 1",
    )
    return d, record


def bridge() -> tuple[Desk, Record]:
    """Return the small second incident: one report, one origin."""
    d = Desk()
    d.report(
        "r16",
        "Two people were killed when a bomb went off at Low Bridge on 4 May 2014, Delta hospital said.",
        outlet="Delta News",
        published="2014-05-04",
    )
    d.voice("w-outlet", "Delta News", VoiceKind.OUTLET, Naming.NAMED)
    d.voice(
        "w-hospital",
        "Delta hospital",
        VoiceKind.ORGANISATION,
        Naming.NAMED,
        access=Access.TREATED,
        connection=Connection.MEDIC,
    )
    (two,) = d.say(
        "r16",
        ["w-outlet", "w-hospital"],
        "Two people were killed when a bomb went off at Low Bridge",
        [(Field.KILLED, killed(2, 2, "Two people"), "Two people were killed")],
        source="Delta hospital",
        cue="said",
    )
    value = d.claims[0].value
    assert isinstance(value, Count)
    record = Record(
        incident_id="incident-bridge",
        title="Bomb at Low Bridge, 4 May 2014",
        method=Method(title="Camp Alder"),
        fields={
            Field.KILLED: FieldRecord(
                d.readings(Field.KILLED), standing(Status.SINGLE_ORIGIN, "One voice tells it.")
            )
        },
        accounts=(
            ToldBy("account-16", "r16", "Delta News", "2014-05-04", ReportKind.PUBLISHED, False, (two,)),
        ),
        persons=(),
        voices=tuple(d.voices.values()),
        origins=(OriginClass("class-9", ("w-hospital",), ()),),
        tolls=(
            Toll(
                Field.KILLED,
                (SideFigures(None, (Figure((two,), value, None, ("w-hospital",)),), False),),
                (),
                (),
                2,
                2,
            ),
        ),
        stemma=(StemmaEdge("r16", "w-hospital", EdgeKind.TELLS, "by its chain"),),
        leads=(),
        warnings=(),
        reader="hand 1",
    )
    return d, record


def findings() -> Findings:
    """Return both incidents and one thing set aside."""
    first, camp = camp_alder()
    second, low_bridge = bridge()
    return Findings(
        reports=(*(first.reports[key] for key in sorted(first.reports)), *second.reports.values()),
        extractions=(*first.extractions(), *second.extractions()),
        records=(camp, low_bridge),
        set_aside=(
            SetAside("photo.jpg", "binary", "photo.jpg holds no text.", "Describe it in a text of your own."),
        ),
    )
