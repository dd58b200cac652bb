"""Reports of one incident and of several, to be parted; a row each."""

# What each report tells of, and how many incidents that is. Every place and person is invented.
REPORTS: dict[str, tuple[int, str]] = {
    "a yearbook page of dated entries": (
        8,
        """\
Killings and attacks in Tamar province, first quarter

2 January: Two farmers are shot dead on the road to Ardeh.
5 January: A bomb under a bridge at Kellen wounds three soldiers.
11 January: Masked men abduct the headmaster of the Brekka school.
19 January: Shells fall on the market of Tesh; seven people are killed.
3 February: A priest is stabbed in his church in Orlo.
8 February: Villagers burn down the police post at Sund.
20 February: A drone hits a minibus near Velm, killing the driver.
14 March: Four prisoners are beaten to death in the gaol of Harn.
""",
    ),
    "a yearbook page in paragraphs that open with On": (
        5,
        """\
On 4 May, soldiers killed six farmers in the hamlet of Las Peñas and burned their houses.

On 9 May, a trade unionist, Ruben Cazal, was shot dead outside his home in Port Arlo. No one was arrested.

On 17 May, gunmen stopped a bus at Kilometre 40 and took away eleven students. They have not been seen since.

On 23 May, a grenade was thrown into the office of a newspaper in San Telmo. Two clerks were injured.

On 30 May, a peasant leader, Dora Quispe, died in police custody in Huarma. Her family said that she had been \
tortured.
""",
    ),
    "a log without dates by place": (
        5,
        """\
Security notes, week 14

Ardeh: gunmen opened fire on a checkpoint and killed two policemen.
Kellen: a roadside bomb hit an aid convoy, wounding a driver.
Brekka: villagers abducted on the way to market, eleven in all.
Tesh: mortar shells struck the bus station, three dead.
Orlo: a judge was shot outside his house.
""",
    ),
    "a numbered list of incidents": (
        4,
        """\
The observatory recorded the following attacks this week:

1. Gunmen attacked a village near Ardeh and killed nine people.
2. A suicide bomber blew himself up at a mosque in Kellen, killing four.
3. Soldiers shot dead two herders outside Brekka.
4. A bomb exploded on a bus in Tesh and injured sixteen passengers.
""",
    ),
    "a bulleted list of named victims": (
        1,
        """\
Eight people were killed when shells hit the market in Ardeh on Monday. The dead are:

- Hassan Karim, 34, a baker, killed by shrapnel
- Leila Karim, 30, his wife
- Yusuf Obeid, 12, a pupil, who died in hospital
- Mariam Obeid, 41, killed in her house
- Omar Tahan, 55, hit in the head
""",
    ),
    "a list of victims by line with fates": (
        1,
        """\
The raid on Velm, 3 June

Piet Harlo, 61, shot at his gate.
Jan Harlo, 22, shot in the barn.
Mina Stor, 45, burned in her kitchen.
Ida Stor, 9, wounded in the leg.
Karl Venn, 33, taken away by the raiders.
""",
    ),
    "a table with bars": (
        5,
        """\
Date | Place | What happened | Killed | Injured
3 May | Ardeh | car bomb at the market | 12 | 40
4 May | Kellen | patrol ambushed | 3 | 1
9 May | Brekka | school shelled | 0 | 6
15 May | Tesh | mayor shot | 1 | 0
21 May | Orlo | bus burned by a mob | 0 | 2
Total | | | 16 | 49
""",
    ),
    "a table with tabs": (
        4,
        (
            "Date\tTown\tEvent\tDead\tWounded\n"
            "2013-04-02\tArdeh\tair strike on bakery\t22\t60\n"
            "2013-04-05\tKellen\tsniper fire at checkpoint\t1\t0\n"
            "2013-04-09\tBrekka\tbarrel bomb\t4\t11\n"
            "2013-04-11\tTesh\texecution of captives\t7\t0\n"
        ),
    ),
    "a table with commas": (
        4,
        """\
date,location,description,fatalities
2019-02-01,Ardeh,gunmen attack police post,4
2019-02-03,Kellen,grenade thrown into bar,2
2019-02-03,Brekka,villagers abducted,0
2019-02-09,Tesh,clash between army and rebels,13
""",
    ),
    "a table in columns": (
        4,
        """\
DATE      PLACE      EVENT                            KILLED
12 Aug    Ardeh      bomb in a tea house                   5
13 Aug    Kellen     convoy ambushed by rebels             9
19 Aug    Brekka     farmer shot in his field              1
25 Aug    Tesh       shelling of the old town             14
""",
    ),
    "a table of one day's dead by hospital": (
        1,
        """\
Shells hit the centre of Ardeh on Monday. The dead and injured were taken to four hospitals.

Hospital | Dead | Injured
Central | 4 | 20
Saint Anne | 2 | 11
Military | 1 | 3
North clinic | 0 | 7
""",
    ),
    "a live blog of one incident": (
        1,
        """\
18:40 The hospital says that nine people have died.
18:05 Police say that one gunman was shot dead and another fled.
17:30 A witness tells us that the men fired into the crowd for ten minutes.
17:02 The mayor speaks of at least five dead.
16:48 Shots have been heard in the Corn Market in Velm.
""",
    ),
    "a live blog of two incidents": (
        2,
        """\
20:10 The blast at the stadium in Velm killed three people, police say.
19:55 Meanwhile, in Orlo, gunmen have opened fire on a police station. Two officers are wounded.
19:20 The number of injured at the stadium has risen to thirty.
19:01 An explosion has been heard at the stadium in Velm.
""",
    ),
    "a live blog with places at the head": (
        3,
        """\
06:30 ARDEH: A missile has hit a block of flats. Four people are dead.
07:15 KELLEN: Two guards were killed when a drone struck the oil depot.
08:05 ARDEH: The number of dead has risen to six.
09:40 BREKKA: Shelling has wounded a woman at a bus stop.
""",
    ),
    "a round-up by paragraph": (
        3,
        """\
Gunmen shot dead a judge and his driver in Ardeh on Monday, police said. The judge had led a trial of smugglers.

In a separate attack, a bomb exploded outside a bank in Kellen, wounding six people.

Meanwhile in Brekka, rebels fired rockets at an army barracks. Three soldiers were killed.
""",
    ),
    "a round-up with elsewhere": (
        2,
        """\
Twelve people were killed when a suicide bomber attacked a funeral in Ardeh on Tuesday. The bomber was about 16, a \
survivor said.

Elsewhere, soldiers killed four rebels in a clash near Tesh.
""",
    ),
    "a round-up with earlier the same day": (
        2,
        """\
A car bomb killed eight people at a market in Kellen on Thursday evening. Dozens were injured.

Earlier the same day, gunmen in Orlo shot dead two teachers.
""",
    ),
    "a weekly summary": (
        4,
        """\
Weekly summary, 6 to 12 March

In Ardeh, an air strike on Sunday destroyed a bakery and killed ten people.

In Kellen, gunmen abducted a doctor from his clinic on Tuesday.

In Brekka, two children were killed by a mine on Wednesday.

In Tesh, security forces shot at protesters on Friday, killing one.
""",
    ),
    "one incident told by rivals": (
        1,
        """\
Rebels attacked the village of Ardeh on Sunday and killed 20 people, the army said. The rebels denied it. They said \
that an air force jet had bombed the village on Saturday.

A teacher from Ardeh said that there had been no jet. He counted 14 bodies. The bishop of Kellen said that 31 \
people were dead, and that militiamen from Orlo had done it.
""",
    ),
    "one incident with a later toll": (
        1,
        """\
A bomb exploded at a wedding in Ardeh on Friday, killing seven people.

On Saturday the hospital in Kellen said that two more had died of their wounds. The toll now stands at nine.

Police in Orlo arrested a man on Sunday over the blast.
""",
    ),
    "one incident with two blasts": (
        1,
        """\
Two bombs exploded at the bus station in Ardeh on Monday. The first blast killed four people. A second bomb went \
off minutes later as rescuers arrived, killing two of them.
""",
    ),
    "one attack on several villages by one band": (
        1,
        """\
Raiders on motorcycles attacked the village of Ardeh before dawn on Monday, killing 15 people and burning houses. \
Survivors fled to Kellen. A local chief said that the raiders came from the forest. In Geneva, the United Nations \
condemned the attack.
""",
    ),
    "two incidents in one paragraph": (
        2,
        """\
Gunmen killed three policemen at a checkpoint in Ardeh on Wednesday. In Kellen, 80 km to the north, a roadside bomb \
wounded two soldiers.
""",
    ),
    "a chronology of one siege": (
        1,
        """\
How the killing of Sara Lindt unfolded

Sara Lindt, a reporter, was abducted in Ardeh on Monday. Her captors sent a video on Tuesday. On Friday her body \
was found near the river. She had been shot twice.
""",
    ),
    "three incidents by weekday": (
        3,
        """\
Monday: A grenade was thrown at a polling station in Ardeh, injuring two clerks.
Wednesday: A candidate was shot dead at his home in Kellen.
Saturday: Police fired on a crowd in Brekka and killed four people.
""",
    ),
    "an attack and a past one": (
        1,
        """\
A gunman killed four worshippers at a temple in Ardeh on Sunday. He was shot by a guard. In March 2011 a bomb \
killed nine people in the same temple.
""",
    ),
    "what rival sources say by line": (
        1,
        """\
How many died in the shelling of Ardeh on Monday?

Police: 12 dead, all of them civilians.
The army: four rebels killed by its guns.
Red Crescent: 17 bodies counted at the morgue.
Residents: more than 20 people killed by shells.
""",
    ),
    "a chronology with a toll that goes on": (
        3,
        """\
4 May: A bomb kills four people at a market in Ardeh.
5 May: The toll of the attack rises to six.
9 May: Gunmen shoot a teacher in Kellen.
16 May: A school is burned down by rebels in Brekka.
""",
    ),
    "incidents with names at the head and dates": (
        5,
        """\
Cases

Amadou Serra, journalist, shot dead by two men on a motorcycle in Port Arlo on 3 April.

Lidia Prem, lawyer, abducted from her office in San Telmo on 9 May; her body was found in a ditch.

Tomas Keel, farmer, beaten to death by soldiers in Huarma on 2 June.

Ana Duro, trade unionist, killed by a bomb in her car in Velm on 19 July.

Josef Lang, priest, stabbed at the altar in Orlo on 30 August.
""",
    ),
    "a headline and four short reports": (
        3,
        """\
ATTACKS ACROSS THE NORTH

Seven soldiers died when their lorry struck a mine near Ardeh on Thursday. The army blamed rebels.

A trader was abducted by gunmen in Kellen on Thursday night. His family has been asked for money.

Police in Brekka shot dead a student during a protest on Friday.
""",
    ),
    "entries under month heads": (
        6,
        """\
Human rights yearbook: attacks on journalists

January
- Radio host Emil Tran was shot at his door in Port Arlo.
- A bomb damaged the printing works of the Courier in Velm.
February
- Camerawoman Ines Rado was abducted by militiamen on the road to Tesh.
March
- Two reporters were beaten by police at a rally in Orlo.
- The blogger Sami Obeid died in prison in Kellen after torture.
- Gunmen fired on a newspaper van near Brekka; the driver was killed.
""",
    ),
    "entries in one paragraph by date": (
        4,
        """\
Chronology. 3 May: gunmen killed two guards at the dam near Ardeh. 9 May: a bomb went off in a café in Kellen, \
wounding five people. 14 May: rebels abducted a nurse in Brekka. 27 May: soldiers burned 30 houses in the village \
of Tesh.
""",
    ),
    "entries by name in short paragraphs": (
        4,
        """\
Sara Moll. Trade unionist. Shot dead by two men on a motorcycle outside her house in Ardeh on 4 June.

Petr Havel. Lawyer. Abducted by masked men in Kellen on 12 July. His body was found in a river.

Dina Roos. Teacher. Killed by a grenade thrown into her classroom in Brekka on 2 September.

Omar Tahan. Student. Beaten to death in police custody in Tesh on 18 November.
""",
    ),
    "a yearbook with month and place": (
        5,
        """\
In January, gunmen killed nine worshippers at a mosque in Ardeh.

In February, soldiers shot dead four protesters in Kellen.

In April, rebels abducted 30 pupils from a school in Brekka.

In July, an air strike on a market in Tesh killed 22 people.

In November, a car bomb exploded in Orlo and killed three policemen.
""",
    ),
    "capital places at the head": (
        4,
        """\
ARDEH, 3 May - Gunmen killed two guards at a dam.

KELLEN, 4 May - A bomb in a café wounded five people.

BREKKA, 4 May - Rebels abducted a nurse from a clinic.

TESH, 6 May - Soldiers burned thirty houses.
""",
    ),
    "dashes and weekdays": (
        3,
        """\
The week in brief

Mon - Rocket fire killed a shepherd at Ardeh
Wed - A policeman was stabbed in Kellen market
Sat - Militants blew up a gas pipeline near Tesh
""",
    ),
    "ISO dates without a mark": (
        4,
        """\
2021-03-01 Ardeh Gunmen attack a police station and kill three
2021-03-04 Kellen Roadside bomb wounds two soldiers
2021-03-04 Brekka Trader kidnapped at his shop
2021-03-10 Tesh Air strike kills family of five
""",
    ),
    "numbers with short notes": (
        4,
        """\
Incidents reported to the hotline
1. Ardeh. House burned by settlers.
2. Kellen. Olive farmer beaten and robbed.
3. Brekka. Boy of 12 shot in the leg by soldiers.
4. Tesh. Mosque daubed and set on fire.
""",
    ),
    "table with a row about nothing": (
        3,
        """\
Date | Area | Event | Killed
1 June | Ardeh | Ambush on army lorry | 5
2 June | Kellen | No incidents | 0
3 June | Brekka | Market bombed | 11
4 June | Tesh | Girl hit by sniper | 1
""",
    ),
    "live blog in a city with two scenes": (
        2,
        """\
9.05am Loud bangs have been heard at the central station in Velm.
9.20am Police say that a bomb exploded on platform 2. At least three people are dead.
9.50am There has been a second explosion, at the airport, 12 km to the north. Several people are hurt.
10.15am The number of dead at the station is now five.
10.40am A spokesman for the airport says that nine people were wounded there.
""",
    ),
    "live blog newest last with reactions": (
        1,
        """\
11:02 A car has driven into a crowd at the Christmas market in Orlo, witnesses say.
11:10 The prime minister has been told, her office says.
11:31 Four people are dead and twenty injured, says the fire brigade.
12:05 The driver has been arrested. He is 29.
12:40 In the capital, the president condemned the attack.
13:15 The dead include a child, the hospital says.
""",
    ),
    "round-up with also": (
        3,
        """\
Rebels ambushed a convoy near Ardeh on Monday, killing six soldiers.

The rebels also attacked a prison in Kellen on Monday night and freed forty inmates. Two warders were shot dead.

In Brekka, a roadside bomb wounded the deputy mayor on Tuesday morning.
""",
    ),
    "round-up with another": (
        2,
        """\
A suicide bomber killed eleven people outside a court in Ardeh on Sunday.

Another bomb exploded on Sunday afternoon in the town of Kellen, 200 km to the south, and wounded four policemen.
""",
    ),
    "round-up with hours later": (
        2,
        """\
Gunmen on a motorcycle shot dead a cleric in Ardeh on Friday. His son was wounded.

Hours later, a crowd set fire to a church in Kellen, and two people died in the flames.
""",
    ),
    "one with a statement and a convoy": (
        1,
        """\
Shells struck a school in Ardeh on Thursday morning, killing nine pupils and a teacher, the education ministry said.

In a separate statement, the army said that its guns had not fired. Rebels in the hills above Kellen said that the \
shells had come from Orlo, where the army has a base.

Meanwhile, hospitals in Brekka and Tesh were treating 31 of the wounded.

The United Nations called for an inquiry into the attack.
""",
    ),
    "one raid told over days": (
        1,
        """\
Gunmen raided a mining camp near Ardeh on Saturday and abducted eleven workers. Two guards were killed in the raid.

On Monday the kidnappers demanded a ransom. On Wednesday three of the workers were freed outside Kellen, and the \
body of a fourth was found in a ditch.

The army said that it had surrounded the gang in the forest of Orlo.
""",
    ),
    "one with a history of attacks": (
        1,
        """\
A bomb killed six people at a shrine in Ardeh on Friday. Police blamed the Black Hand. In March the group killed \
four soldiers in Kellen. Last year it abducted two engineers in Tesh, and in 2009 it bombed a hotel in Orlo, \
killing 31.
""",
    ),
    "one massacre told by survivors": (
        1,
        """\
Militiamen killed at least 40 people in the village of Ardeh on 3 May, survivors said.

Amina, 30, hid in a well. She heard shots for an hour. Her husband and two sons were shot in the yard.

Yusuf, 61, ran to the river. He said that the men had come in four lorries from Kellen. His brother was hacked to \
death with a machete.

An old woman was burned in her hut, a priest said.

The governor said that 12 people had been killed, all of them rebels.
""",
    ),
    "a list of the dead by village of one raid": (
        1,
        """\
The raiders struck before dawn on 3 May. They killed 15 people:

Ardeh: four killed
Kellen: six killed, two wounded
Brekka: five killed
""",
    ),
    "several with a summing lead": (
        3,
        """\
At least 19 people were killed in three attacks in the north on Sunday.

In the deadliest, a lorry bomb exploded at a market in Ardeh, killing 14.

Gunmen in Kellen shot dead four members of a family in their car.

A policeman was killed by a mine near Brekka.
""",
    ),
    "two kidnappings by different people": (
        2,
        """\
A French engineer was kidnapped from his car in Port Arlo on Tuesday by men in police uniform.

In an unrelated case, a nun was abducted from a convent in San Telmo on Wednesday. The bishop said that no ransom \
had been asked for.
""",
    ),
    "prose yearbook in one paragraph": (
        5,
        """\
Extrajudicial killings continued. On 3 May soldiers shot dead two herders in Ardeh. On 9 May police beat to death a \
trader, Sami Obeid, in Kellen. On 17 June a student leader was found hanged in a cell in Brekka. In July gunmen in \
army uniform abducted four villagers from Tesh. On 2 August a lawyer was shot in Orlo.
""",
    ),
    "lines without places": (
        4,
        """\
Attacks on aid workers this year

12 Feb. Driver shot at checkpoint, dead.
3 March. Two nurses taken from their car by armed men.
19 April. Warehouse looted, guard stabbed.
30 May. Office hit by rocket, nobody hurt.
""",
    ),
    "entries with ranges and sub-sentences": (
        3,
        """\
4-5 March, Ardeh. Heavy shelling of the old town. At least 30 people died. The army denied that it had fired.

11 March, Kellen. A bus was stopped by gunmen. They shot the men and let the women go.

20 March, Brekka. The mayor was killed by a bomb under his car. His daughter lost a leg.
""",
    ),
    "three in one sentence each then detail": (
        2,
        """\
Two bombs went off within an hour on Saturday in different towns. The first, in Ardeh, killed six people in a \
cinema. The second, in Kellen, destroyed an empty police station.
""",
    ),
    "news then a list of recent attacks": (
        1,
        """\
A car bomb exploded outside a hotel in Ardeh on Monday, killing 16 people.

Recent attacks in the country:

3 March 2014: 21 people killed in a bombing in Kellen
9 June 2014: gunmen kill 30 at the airport of Brekka
12 Dec 2014: a suicide bomber kills six in Tesh
""",
    ),
    "an obituary with a killing": (
        1,
        """\
Ines Rado, who has been shot dead at the age of 61, was the finest potter of her generation. She was born in Orlo \
in 1958. Two men on a motorcycle fired at her on Tuesday as she left her studio in Velm. Her bowls are in museums \
in Paris and Tokyo.
""",
    ),
}
