"""What befalls people where it takes more than one word to say, and who takes them; all invented.

A line is a passage and the figure in it as `told` of test_count_forms writes it.
"""

import pytest

from tests.events.test_count_forms import all_told

HURT = [
    ("Three shoppers were cut by flying glass.", "injured 3"),
    ("Four boys were hit by shrapnel near the well.", "injured 4"),
    ("Two cameramen were struck by rubber bullets.", "injured 2"),
    ("A herdboy was struck in the leg.", "injured 1"),
    ("A nun was hit in the arm by a stray bullet.", "injured 1"),
    ("Eight marchers were grazed by pellets.", "injured 8"),
    ("Eleven passengers were burned by acid.", "injured 11"),
    ("Six residents were peppered with shotgun pellets.", "injured 6"),
    ("Nine miners suffered cuts and bruises in the blast.", "injured 9"),
    ("Seven people lost limbs in the explosion.", "injured 7"),
    ("Two men lost a leg each when the mine went off.", "injured 2"),
    ("Five people had to be treated for burns.", "injured 5"),
    ("The clinic admitted 34 people with gunshot wounds.", "injured 34"),
    ("Doctors operated on 16 people hit in the shelling.", "injured 16"),
    ("Medics patched up 40 demonstrators.", "injured 40"),
    ("Nineteen people lie injured in the district hospital.", "injured 19"),
    ("Three lay wounded by the roadside for hours.", "injured 3"),
    ("Thirteen villagers sought treatment for gas inhalation after the attack.", "injured 13"),
    ("Eighteen passengers needed stitches.", "injured 18"),
    ("The nail bomb left 14 people with injuries.", "injured 14"),
    ("Twenty people were rushed to the Royal with stab wounds.", "injured 20"),
    ("Seven people remain in hospital after the shooting.", "injured 7"),
    ("Police said six officers were bruised in the charge.", "injured 6"),
    ("A boy had his hand blown off by the device.", "injured 1"),
    ("Two guards were shot and wounded at the gate.", "injured 2"),
    ("The sniper shot and injured four joggers.", "injured 4"),
    ("Three teenagers were stabbed outside a cinema.", "injured 3"),
    ("A pensioner was slashed across the face.", "injured 1"),
    ("Forty-two people were overcome by tear gas.", "injured 42"),
    ("Gunfire at Holm station: five in hospital", "injured 5"),
]
KILLED_OR_HURT = [
    ("The hospital took in 21 casualties from the market.", "killed_or_injured 21"),
]
MISSING = [
    ("Contact has been lost with seven sailors.", "missing 7"),
    ("The army said it had lost contact with 11 men after the ambush.", "missing 11"),
    ("Nothing has been heard of the four surveyors since Monday.", "missing 4"),
    ("There has been no word of six truckers since the raid.", "missing 6"),
    ("Nine nuns have not been seen since the attack.", "missing 9"),
    ("The fate of 13 trawlermen is unknown.", "missing 13"),
    ("Some 30 recruits are being treated as missing.", "missing ~30"),
    ("Fourteen miners could not be accounted for.", "missing 14"),
    ("Five are still unaccounted for.", "missing 5"),
    ("The whereabouts of eight students remain unknown.", "missing 8"),
    ("Families are searching for 22 relatives who vanished in the raid.", "missing 22"),
    ("Searchers were looking for six people still under the ruins.", "missing 6"),
    ("Two drivers failed to return after the convoy was attacked.", "missing 2"),
    ("Four crew members are listed as missing in action.", "missing 4"),
    ("Twenty villagers never came home.", "missing 20"),
    ("Hopes are fading for seven people.", "missing 7"),
]
DETAINED = [
    ("Police dragged away 12 students.", "detained 12"),
    ("Soldiers led away nine villagers in handcuffs.", "detained 9"),
    ("The dragnet netted 60 people.", "detained 60"),
    ("The sweep yielded 45 arrests.", "detained 45"),
    ("Security agents took 17 people from the old quarter, placing all under arrest.", "detained 17"),
    ("Agents took eight men into custody.", "detained 8"),
    ("Some 900 men were herded into a stadium and held there.", "detained ~900"),
    ("Police hauled in 31 youths.", "detained 31"),
    ("Twenty-six men were bundled into police vans.", "detained 26"),
    ("Fifteen activists were put behind bars.", "detained 15"),
    ("The gendarmes have 14 suspects in custody.", "detained 14"),
    ("Sixty people are in detention after the clashes.", "detained 60"),
    ("Eleven students are being held without charge.", "detained 11"),
    ("The army is holding 70 men at the barracks.", "detained 70"),
    ("Troops are holding 23 fishermen.", "detained 23"),
    ("Seven monks were hauled before a military court and jailed.", "detained 7"),
    ("Officers rounded up and detained 33 traders.", "detained 33"),
    ("Four editors were placed under house arrest.", "detained 4"),
    ("The police swoop landed 19 people in jail.", "detained 19"),
    ("Forty protesters ended up in cells after the march was broken up.", "detained 40"),
    ("Two hundred were interned after the rising.", "detained 200"),
    ("Police made 58 arrests.", "detained 58"),
]
ABDUCTED = [
    ("Gunmen marched 16 villagers into the forest.", "abducted 16"),
    ("Rebels drove off with five nurses.", "abducted 5"),
    ("Militants made off with eight girls.", "abducted 8"),
    ("Twenty boys were taken by force from the school by rebels.", "abducted 20"),
    ("Thirty girls were forcibly taken from the villages and pressed into the ranks.", "abducted 30"),
    ("Raiders carried off 14 women and children.", "abducted 14"),
    ("Gunmen led 11 passengers away.", "abducted 11"),
    ("An armed group is holding 45 passengers.", "abducted 45"),
    ("The hijackers hold 60 people aboard the ferry.", "abducted 60"),
    ("The gang held six tourists for ransom.", "abducted 6"),
    ("Pirates seized nine sailors.", "abducted 9"),
    ("Masked men forced three engineers into a van.", "abducted 3"),
    ("Two doctors were bundled into a car by armed men.", "abducted 2"),
    ("Seven miners are in the hands of the rebels.", "abducted 7"),
    ("Four surveyors were taken from their camp by gunmen.", "abducted 4"),
    ("Bandits whisked away ten travellers.", "abducted 10"),
    ("The rebels took 25 children with them.", "abducted 25"),
    ("The militia took 25 children away.", "abducted 25"),
]
DRIVEN_OUT = [
    ("Hundreds fled on foot.", "displaced ~~200+"),
    ("Some 2,000 villagers abandoned their houses after the raid.", "displaced ~2000"),
    ("More than 900 villagers left everything behind and ran for the border.", "displaced >900"),
    ("The attack set off the flight of 4,000 people.", "displaced 4000"),
    ("Six hundred people have taken refuge in the church.", "displaced 600"),
    ("Three thousand people driven from Olva by the raid are in halls.", "displaced 3000"),
    ("The fighting sent 5,000 people across the border.", "displaced 5000"),
    ("About 700 people crossed into Dresna to escape the shelling.", "displaced ~700"),
    ("Thousands took to the road as the militia advanced.", "displaced ~~2000+"),
    ("Some 300 residents escaped across the river with what they could carry.", "displaced ~300"),
    ("The militia chased 400 herders off their land.", "displaced 400"),
    ("Four hundred herders were chased off their land.", "displaced 400"),
    ("The shelling emptied the camp of 3,000 people.", "displaced 3000"),
    ("At least 8,000 people have been put to flight.", "displaced 8000+"),
    ("Soldiers turned 250 people out of their homes.", "displaced 250"),
    ("Two thousand people lost the roof over their heads.", "displaced 2000"),
    ("Some 90 people are living in tents since the village was burned.", "displaced ~90"),
    ("The violence has made refugees of 15,000 people.", "displaced 15000"),
    ("The offensive has driven 20,000 from Olva.", "displaced 20000"),
    ("Nine hundred villagers have moved to safer areas because of the clashes.", "displaced 900"),
]
PRESUMED_DEAD = [
    ("Twelve people are feared dead.", "presumed_dead 12"),
    ("Five sailors are presumed dead.", "presumed_dead 5"),
    ("It is feared that nine miners perished.", "presumed_dead 9"),
    ("Thirty people are thought to have died.", "presumed_dead 30"),
    ("Rescuers have given up hope of finding 11 people alive.", "presumed_dead 11"),
    ("As many as 40 may have been killed.", "presumed_dead <=40"),
    ("There are fears that eight hostages have been killed.", "presumed_dead 8"),
    ("Up to 20 are believed killed.", "presumed_dead <=20"),
    ("Officials fear 14 people were killed.", "presumed_dead 14"),
    ("Some 50 people are feared to have drowned.", "presumed_dead ~50"),
]
BODIES = [
    ("Rescuers dug out 18 bodies.", "bodies_found 18"),
    ("Eleven bodies were pulled from the well.", "bodies_found 11"),
    ("The bodies of six men were found in a ditch.", "bodies_found 6"),
    ("Villagers came across nine corpses.", "bodies_found 9"),
    ("The grave held 43 bodies.", "bodies_found 43"),
    ("Forensic teams exhumed the remains of 27 people.", "bodies_found 27"),
    ("The morgue received 16 bodies.", "bodies_found 16"),
    ("Divers have recovered five bodies from the river.", "bodies_found 5"),
    ("Four bodies washed up on the beach after the massacre.", "bodies_found 4"),
    ("Two bodies, hands tied, turned up on a rubbish tip.", "bodies_found 2"),
    ("Workers counted 31 bodies in the church.", "bodies_found 31"),
    ("The remains of eight men turned up in a quarry.", "bodies_found 8"),
]

NOBODY = [
    "The army sent 200 soldiers across the border.",
    "Two men shot the mayor and fled on foot.",
    "Six hundred evacuees were bused to a stadium.",
    "The raiders drove off with 40 sheep.",
    "The minister took eight guests out to dinner after the attack.",
    "The gang threatened to drag 12 men into the forest.",
    "The police may take nine men into custody.",
    "Thousands of marchers headed for the capital.",
    "Two of the attackers left the area on motorcycles.",
    "Rescuers led 40 children away from the fire.",
    "The team had lost contact with 12 drones.",
    "Soldiers abandoned their posts; 30 troops quit the area.",
    "Eleven rebels poured across the frontier before the attack.",
    "Three guards in the prison heard the blast.",
]


@pytest.mark.parametrize(
    ("text", "expected"), [*HURT, *MISSING, *DETAINED, *ABDUCTED, *DRIVEN_OUT, *PRESUMED_DEAD, *BODIES]
)
def test_what_takes_several_words_is_read(text: str, expected: str) -> None:
    assert all_told(text) == expected


@pytest.mark.parametrize("text", NOBODY)
def test_words_like_them_count_nobody(text: str) -> None:
    assert all_told(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen led away nine villagers.", "abducted 9"),
        ("Police led away nine villagers.", "detained 9"),
        ("An armed group marched 12 men into the hills.", "abducted 12"),
        ("Security forces marched 12 men into the barracks.", "detained 12"),
        ("Fourteen miners were dragged off by rebels.", "abducted 14"),
        ("Fourteen miners were dragged off by troops.", "detained 14"),
    ],
)
def test_who_takes_people_decides_whether_they_are_detained_or_abducted(text: str, expected: str) -> None:
    assert all_told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Six pilgrims were stabbed to death near the shrine.",
        "Gunmen stabbed six pilgrims to death.",
        "Six pilgrims were stabbed and killed near the shrine.",
        "Gunmen took six men off a bus and killed them.",
    ],
)
def test_who_dies_of_it_is_killed_and_not_hurt(text: str) -> None:
    assert all_told(text) == "killed 6"
