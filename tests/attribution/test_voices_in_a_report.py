"""Who is meant in a report, passage by passage: each telling's chain after the outlet, by names.

Names are compared without "the" and without case; "#2" is a second voice of the same name. Every text is invented.
"""

import pytest

from tests.attribution.voices_marked import hear_marked

Passages = dict[str, tuple[str, list[str]]]  # title -> (marked passage, chains)

PRONOUNS: Passages = {
    "he is the man who spoke before": (
        ("[s:General Pavel Ordin] [c:said] [t:the pier was hit]. [s:He] [c:said] [t:two were children]."),
        ["pavel ordin", "pavel ordin"],
    ),
    "she passes over a spokesman": (
        (
            "[s:Ilka Voss, a spokeswoman for the union,] [c:said] [t:six had died]. [s:Pavel Ordin, an "
            "army spokesman,] [c:denied] [t:it]. [s:She] [c:said] [t:the pier was hit]."
        ),
        ["ilka voss", "pavel ordin", "ilka voss"],
    ),
    "he passes over a widow": (
        (
            "[s:Marek Till, a guard,] [c:said] [t:the pier was hit]. [s:His neighbour Ada Lund, a "
            "widow,] [c:said] [t:six had died]. [s:He] [c:said] [t:two were children]."
        ),
        ["marek till", "ada lund", "marek till"],
    ),
    "a title tells the sex": (
        (
            "[s:Mrs Lund] [c:said] [t:six had died]. [s:Mr Till] [c:said] [t:nine had]. [s:She] "
            "[c:said] [t:it was six]."
        ),
        ["lund", "till", "lund"],
    ),
    "a pronoun once used tells the sex": (
        (
            "[s:Ada Lund] [c:said] [t:six had died], [s2:she] [c2:added] [t2:that two were children]. "
            "[s:Marek Till] [c:said] [t:he saw nobody]. [s:She] [c:said] [t:the guards had fled]."
        ),
        ["ada lund", "ada lund", "marek till", "ada lund"],
    ),
    "it passes over a person": (
        (
            "[s:The Interior Ministry] [c:said] [t:the pier was hit]. [s:A fisherman] [c:said] [t:six "
            "had died]. [s:It] [c:said] [t:nobody had]."
        ),
        ["interior ministry", "a fisherman", "interior ministry"],
    ),
    "it is a newspaper": (
        (
            "[s:The Velm Gazette] [c:reported] [t:six deaths]. [s:Pavel Ordin] [c:denied] [t:it]. "
            "[s:It] [c:said] [t:two were children]."
        ),
        ["velm gazette", "pavel ordin", "velm gazette"],
    ),
    "they are the residents": (
        (
            "[s:Residents] [c:said] [t:six had died]. [s:Pavel Ordin] [c:denied] [t:it]. [s:They] "
            "[c:said] [t:two were children]."
        ),
        ["residents", "pavel ordin", "residents"],
    ),
    "they are the two named": (
        ("[s:Ada Lund and Marek Till] [c:said] [t:six had died]. [s:They] [c:said] [t:two were children]."),
        ["ada lund and marek till", "ada lund and marek till"],
    ),
    "they are the rebels": (
        (
            "[s:The Osk rebels] [c:said] [t:the pier was theirs]. [s:A doctor] [c:said] [t:six had "
            "died]. [s:They] [c:said] [t:nobody had]."
        ),
        ["the osk rebels", "a doctor", "the osk rebels"],
    ),
    "him in according to him": (
        (
            "[s:General Pavel Ordin] [c:said] [t:the pier was hit]. [c:According to] [s:him], [t:two "
            "were children]."
        ),
        ["pavel ordin", "pavel ordin"],
    ),
    "his before a noun of saying": (
        (
            "[s:General Pavel Ordin] [c:said] [t:the pier was hit]. A lawyer read out [s:his] "
            "[c:claim] [t:that two were children]."
        ),
        ["pavel ordin", "pavel ordin"],
    ),
    "who is whoever stands before it": (
        (
            "[s:General Pavel Ordin] [c:said] [t:the pier was hit]. The raid was led by Marek Till, "
            "[s:who] [c:said] [t:two were children]."
        ),
        ["pavel ordin", "marek till"],
    ),
    "which is the body before it": (
        (
            "[s:General Pavel Ordin] [c:said] [t:the pier was hit]. The boats belong to the Harbour "
            "Union, [s:which] [c:says] [t:six died]."
        ),
        ["pavel ordin", "harbour union"],
    ),
    "i inside a quotation is its speaker": (
        '[s:Ada Lund] [c:said]: [t:"They took him and [s:I] [c:think] [t:he is dead]."]',
        ["ada lund", "ada lund"],
    ),
    "we inside a quotation is its speaker": (
        (
            '[s:The Harbour Union] [c:said] [t:six had died]. [s:Residents] [c:said]: [t:"[s:We] '
            '[c:believe] [t:that nine died]."]'
        ),
        ["harbour union", "residents", "residents"],
    ),
    "i outside a quotation is the outlet": (
        ("[s:General Pavel Ordin] [c:said] [t:the pier was hit]. [s:I] [c:believe] [t:that nine died]."),
        ["pavel ordin", ""],
    ),
    "she of a nested telling goes back to the speaker": (
        "[s:Ada Lund] [c:said] [t:that [s:she] [c:had heard] [t:six had died]].",
        ["ada lund", "ada lund"],
    ),
    "he is somebody told of who has not spoken": (
        "Police arrested Marek Till, a fisherman, on Monday. [s:He] [c:said] [t:the pier was hit].",
        ["marek till"],
    ),
    "he does not become a woman though she spoke last": (
        (
            "Police arrested Marek Till, a fisherman. [s:His sister] [c:said] [t:he was at sea]. "
            "[s:He] [c:denied] [t:it]."
        ),
        ["his sister", "marek till"],
    ),
}

DESCRIPTIONS: Passages = {
    "the group is the armed one, not the state": (
        (
            "[s:The Osk Liberation Front] [c:said] [t:it had fired]. [s:The government] [c:said] "
            "[t:six had died]. [s:The group] [c:said] [t:nobody had]."
        ),
        ["osk liberation front", "government", "osk liberation front"],
    ),
    "the monitor is the observatory": (
        (
            "[s:The Northern Observatory] [c:said] [t:six had died]. [s:The Harbour Union] [c:said] "
            "[t:nine had]. [s:The monitor] [c:said] [t:two were children]."
        ),
        ["northern observatory", "harbour union", "northern observatory"],
    ),
    "the statement is its author's": (
        (
            "[s:The Harbour Union] [c:said] in a [d:statement] [t:six had died]. [s:Pavel Ordin] "
            "[c:said] [t:nobody had]. [s:The statement] [c:said] [t:two were children]."
        ),
        ["harbour union", "pavel ordin", "harbour union"],
    ),
    "the report is a document of its own": (
        (
            "[s:A report by the Harbour Union] [c:said] [t:six had died]. [s:Pavel Ordin] [c:denied] "
            "[t:it]. [s:The report] [c:said] [t:two were children]."
        ),
        ["harbour union", "pavel ordin", "harbour union"],
    ),
    "the same source is the one before": (
        (
            "[s:A security source] [c:said] [t:six had died]. [s:The same source] [c:said] [t:two were "
            "children]."
        ),
        ["a security source", "a security source"],
    ),
    "the source passes over a ministry": (
        (
            "[s:A security source] [c:said] [t:six had died]. [s:The Interior Ministry] [c:said] "
            "[t:the pier was hit]. [s:The source] [c:said] [t:two were children]."
        ),
        ["a security source", "interior ministry", "a security source"],
    ),
    "the spokesman is the one named": (
        (
            "[s:Pavel Ordin, a spokesman for the army,] [c:said] [t:six had died]. [s:Ada Lund] "
            "[c:said] [t:nine had]. [s:The spokesman] [c:said] [t:two were children]."
        ),
        ["pavel ordin", "ada lund", "pavel ordin"],
    ),
    "the spokesman of one body is not that of another": (
        (
            "[s:An army spokesman] [c:said] [t:six had died]. [s:A police spokesman] [c:said] [t:nine "
            "had]. [s:The army spokesman] [c:said] [t:two were children]. [s:The police spokesman] "
            "[c:denied] [t:it]."
        ),
        ["an army spokesman", "a police spokesman", "an army spokesman", "a police spokesman"],
    ),
    "the ministry is the latest ministry": (
        (
            "[s:The Interior Ministry] [c:said] [t:the pier was hit]. [s:The Defence Ministry] "
            "[c:said] [t:six had died]. [s:The ministry] [c:said] [t:nobody else had]."
        ),
        ["interior ministry", "defence ministry", "defence ministry"],
    ),
    "two ministries stay two": (
        (
            "[s:The Interior Ministry] [c:said] [t:the pier was hit]. [s:The Defence Ministry] "
            "[c:said] [t:six had died]. [s:The interior ministry] [c:said] [t:nobody had]."
        ),
        ["interior ministry", "defence ministry", "interior ministry"],
    ),
    "the ministry is no spokesman": (
        (
            "[s:The Interior Ministry] [c:said] [t:the pier was hit]. [s:Its spokesman Pavel Ordin] "
            "[c:said] [t:six had died]. [s:The ministry] [c:said] [t:nobody had]."
        ),
        ["interior ministry", "pavel ordin", "interior ministry"],
    ),
    "the latter and the former": (
        (
            "[s:The Harbour Union] [c:said] [t:six had died]. [s:The Dockers' League] [c:said] [t:nine "
            "had]. [s:The latter] [c:said] [t:two were children]. [s:The former] [c:said] [t:none "
            "were]."
        ),
        ["harbour union", "dockers' league", "dockers' league", "harbour union"],
    ),
    "the official is the one described": (
        (
            "[s:A senior security official] [c:said] [t:six had died]. [s:Ada Lund] [c:said] [t:nine "
            "had]. [s:The official] [c:said] [t:two were children]."
        ),
        ["a senior security official", "ada lund", "a senior security official"],
    ),
    "the colonel asked not to be named": (
        (
            "[s:A police colonel who asked not to be named] [c:said] [t:six had died]. [s:A doctor] "
            "[c:said] [t:nine had]. [s:The colonel] [c:said] [t:two were children]."
        ),
        ["a police colonel", "a doctor", "a police colonel"],
    ),
    "the officer is the colonel": (
        (
            "[s:A police colonel] [c:said] [t:six had died]. [s:A doctor] [c:said] [t:nine had]. "
            "[s:The officer] [c:said] [t:two were children]."
        ),
        ["a police colonel", "a doctor", "a police colonel"],
    ),
    "the doctor is the surgeon": (
        (
            "[s:Ada Lund, a surgeon at Velm Hospital,] [c:said] [t:six had died]. [s:A policeman] "
            "[c:said] [t:nine had]. [s:The doctor] [c:said] [t:two were children]."
        ),
        ["ada lund", "a policeman", "ada lund"],
    ),
    "the doctor is Dr Lund": (
        (
            "[s:Dr Ada Lund] [c:said] [t:six had died]. [s:Marek Till] [c:said] [t:nine had]. [s:The "
            "doctor] [c:said] [t:two were children]."
        ),
        ["ada lund", "marek till", "ada lund"],
    ),
    "the charity is the body named before": (
        (
            "[s:Harbour Aid, a charity,] [c:said] [t:six had died]. [s:Velm Hospital] [c:said] [t:nine "
            "had]. [s:The charity] [c:said] [t:two were children]."
        ),
        ["harbour aid", "velm hospital", "harbour aid"],
    ),
    "the rights group is an organisation": (
        (
            "[s:Coast Rights Watch] [c:said] [t:six had died]. [s:The army] [c:said] [t:nine had]. "
            "[s:The rights group] [c:said] [t:two were children]."
        ),
        ["coast rights watch", "the army", "coast rights watch"],
    ),
    "the minister is the one titled": (
        (
            "[s:Defence Minister Pavel Ordin] [c:said] [t:six had died]. [s:Ada Lund] [c:said] [t:nine "
            "had]. [s:The minister] [c:said] [t:two were children]. [s:The defence minister] [c:said] "
            "[t:none were]."
        ),
        ["pavel ordin", "ada lund", "pavel ordin", "pavel ordin"],
    ),
    "two ministers are told apart": (
        (
            "[s:Defence Minister Pavel Ordin] [c:said] [t:six had died]. [s:Health Minister Ada Lund] "
            "[c:said] [t:nine had]. [s:The defence minister] [c:said] [t:two were children]."
        ),
        ["pavel ordin", "ada lund", "pavel ordin"],
    ),
    "the hospital is the hospital named": (
        (
            "[s:Velm General Hospital] [c:said] [t:six had died]. [s:The army] [c:said] [t:nine had]. "
            "[s:The hospital] [c:said] [t:two were children]."
        ),
        ["velm general hospital", "army", "velm general hospital"],
    ),
    "the agency is the one named": (
        (
            "[s:The UN refugee agency] [c:said] [t:six had died]. [s:The army] [c:said] [t:nine had]. "
            "[s:The agency] [c:said] [t:two were children]."
        ),
        ["un refugee agency", "army", "un refugee agency"],
    ),
    "the newspaper is the one named": (
        (
            "[s:The Velm Gazette] [c:said] [t:six had died]. [s:The army] [c:said] [t:nine had]. "
            "[s:The newspaper] [c:said] [t:two were children]."
        ),
        ["velm gazette", "army", "velm gazette"],
    ),
    "the woman is a woman": (
        (
            "[s:A woman who lost her son] [c:said] [t:six had died]. [s:A guard] [c:said] [t:nine "
            "had]. [s:The woman] [c:said] [t:two were children]."
        ),
        ["a woman", "a guard", "a woman"],
    ),
    "the 45-year-old has that age": (
        (
            "[s:Ada Lund, 45,] [c:said] [t:six had died]. [s:Marek Till, 30,] [c:said] [t:nine had]. "
            "[s:The 45-year-old] [c:said] [t:two were children]."
        ),
        ["ada lund", "marek till", "ada lund"],
    ),
    "the governor is a person, not his office": (
        (
            "[s:Pavel Ordin, the governor of Osk,] [c:said] [t:six had died]. [s:Ada Lund] [c:said] "
            "[t:nine had]. [s:The governor] [c:said] [t:two were children]."
        ),
        ["pavel ordin", "ada lund", "pavel ordin"],
    ),
    "the man is not an unspoken body": (
        "[s:The Harbour Union] [c:said] [t:six had died]. [s:The man] [c:said] [t:he saw it].",
        ["harbour union", "the man"],
    ),
    "the witness is the one who saw": (
        (
            "[s:An eyewitness, Marek Till,] [c:said] [t:six had died]. [s:Pavel Ordin] [c:denied] "
            "[t:it]. [s:The witness] [c:said] [t:two were children]."
        ),
        ["marek till", "pavel ordin", "marek till"],
    ),
    "the army is not the rebel army": (
        "[s:The Free Osk Army] [c:said] [t:it had fired]. [s:The army] [c:said] [t:six had died].",
        ["free osk army", "army"],
    ),
    "the organisation is spelt otherwise": (
        (
            "[s:The Mine Action Organization] [c:said] [t:six had died]. [s:A guard] [c:said] [t:nine "
            "had]. [s:The organisation] [c:said] [t:two were children]."
        ),
        ["mine action organization", "a guard", "mine action organization"],
    ),
}

NAMES: Passages = {
    "an acronym in brackets": (
        ("[s:The Coast Mine Group (CMG)] [c:said] [t:six had died]. [s:CMG] [c:said] [t:two were children]."),
        ["coast mine group", "coast mine group"],
    ),
    "an acronym without brackets": (
        ("[s:The Coast Mine Group] [c:said] [t:six had died]. [s:The CMG] [c:said] [t:two were children]."),
        ["coast mine group", "coast mine group"],
    ),
    "a surname with a title": (
        (
            "[s:General Pavel Ordin] [c:said] [t:the pier was hit]. [s:Ada Lund] [c:said] [t:nine "
            "had]. [s:Gen. Ordin] [c:said] [t:two were children]."
        ),
        ["pavel ordin", "ada lund", "pavel ordin"],
    ),
    "a first name of a child": (
        (
            "[s:Anja Lund, 12,] [c:said] [t:six had died]. [s:A guard] [c:said] [t:nine had]. [s:Anja] "
            "[c:said] [t:she hid]."
        ),
        ["anja lund", "a guard", "anja lund"],
    ),
    "two of one family": (
        (
            "[s:Ada Lund] [c:said] [t:six had died]. [s:Marek Lund] [c:said] [t:nine had]. [s:Ada "
            "Lund] [c:said] [t:it was six]."
        ),
        ["ada lund", "marek lund", "ada lund"],
    ),
    "a surname of two is told by its title": (
        (
            "[s:Ada Lund, his mother,] [c:said] [t:six had died]. [s:Marek Lund, a fisherman,] "
            "[c:said] [t:nine had]. [s:Mrs Lund] [c:said] [t:it was six]."
        ),
        ["ada lund", "marek lund", "ada lund"],
    ),
    "the front is the front's short name": (
        (
            "[s:The Osk Liberation Front] [c:said] [t:it had fired]. [s:A guard] [c:said] [t:nine "
            "had]. [s:The Front] [c:said] [t:nobody had]."
        ),
        ["osk liberation front", "a guard", "osk liberation front"],
    ),
    "a name told before anybody speaks": (
        "Colonel Pavel Ordin commands the port. [s:Ordin] [c:said] [t:six had died].",
        ["pavel ordin"],
    ),
    "a name told in full later": (
        "[s:Ordin] [c:said] [t:six had died]. [s:Pavel Ordin] [c:said] [t:two were children].",
        ["pavel ordin", "pavel ordin"],
    ),
    "an owner is the speaker": (
        (
            "[s:Ordin's] [c:claim] [t:that six had died] was denied. [s:Pavel Ordin] [c:said] [t:two "
            "were children]."
        ),
        ["pavel ordin", "pavel ordin"],
    ),
    "a name with a particle": (
        (
            "[s:Omar al-Hadri] [c:said] [t:six had died]. [s:A guard] [c:said] [t:nine had]. "
            "[s:Al-Hadri] [c:said] [t:two were children]. [s:Hadri] [c:said] [t:it was dark]."
        ),
        ["omar al-hadri", "a guard", "omar al-hadri", "omar al-hadri"],
    ),
    "the outlet names itself": (
        (
            "[s:The Morning Mast] [c:reported] [t:six deaths]. [s:The Harbour Union] [c:said] [t:six "
            "had died]. "
        ),
        ["", "harbour union"],
    ),
    "the government by its country": (
        (
            "[s:The Sarran government] [c:said] [t:six had died]. [s:A guard] [c:said] [t:nine had]. "
            "[s:The government] [c:said] [t:nobody had]."
        ),
        ["sarran government", "a guard", "sarran government"],
    ),
    "police and the police": (
        (
            "[s:Police] [c:said] [t:six had died]. [s:A guard] [c:said] [t:nine had]. [s:The police] "
            "[c:said] [t:nobody had]."
        ),
        ["police", "a guard", "police"],
    ),
    "two police forces": (
        (
            "[s:Velm police] [c:said] [t:six had died]. [s:Osk police] [c:said] [t:nine had]. [s:Velm "
            "police] [c:said] [t:it was six]."
        ),
        ["velm police", "osk police", "velm police"],
    ),
}

SPOKESPERSONS: Passages = {
    "a spokesman for a body is not the body": (
        (
            "[s:A spokesman for the Front] [c:said] [t:six had died]. [s:The Front] [c:said] [t:two "
            "were children]."
        ),
        ["a spokesman for the front", "front"],
    ),
    "a spokesman by possessive": (
        (
            "[s:The union's spokesman] [c:said] [t:six had died]. [s:Pavel Ordin] [c:denied] [t:it]. "
            "[s:The spokesman] [c:said] [t:two were children]."
        ),
        ["the union's spokesman", "pavel ordin", "the union's spokesman"],
    ),
    "a spokesman by noun and name": (
        (
            "[s:Army spokesman Pavel Ordin] [c:said] [t:six had died]. [s:Ada Lund] [c:said] [t:nine "
            "had]. [s:The army spokesman] [c:said] [t:two were children]."
        ),
        ["pavel ordin", "ada lund", "pavel ordin"],
    ),
    "the same spokesman in two forms": (
        (
            "[s:A spokesman for the Interior Ministry] [c:said] [t:six had died]. [s:A guard] [c:said] "
            "[t:nine had]. [s:The ministry spokesman] [c:said] [t:two were children]."
        ),
        ["a spokesman for the interior ministry", "a guard", "a spokesman for the interior ministry"],
    ),
    "its spokesman is a person of his own": (
        (
            "[s:The Harbour Union] [c:said] [t:six had died]. [s:Its spokeswoman] [c:said] [t:two were "
            "children]. [s:The spokeswoman] [c:said] [t:it was dark]. [s:The union] [c:said] [t:nobody "
            "else had]."
        ),
        ["harbour union", "its spokeswoman", "its spokeswoman", "harbour union"],
    ),
    "a spokesman named later": (
        (
            "[s:An army spokesman] [c:said] [t:six had died]. [s:The spokesman, Pavel Ordin,] [c:said] "
            "[t:two were children]. [s:Ordin] [c:said] [t:it was dark]."
        ),
        ["pavel ordin", "pavel ordin", "pavel ordin"],
    ),
    "a spokesman relays a hospital": (
        (
            "[s:Pavel Ordin, a spokesman for the governor,] [c:said] [t:[s:Velm Hospital] [c:had told "
            "him] [t:six had died]]."
        ),
        ["pavel ordin", "pavel ordin > velm hospital"],
    ),
    "a spokeswoman relays officials": (
        (
            "[s:A UN spokeswoman] [c:said] [t:[s:local officials] [c:reported] [t:six deaths]]. [s:The "
            "spokeswoman] [c:said] [t:[s:the officials] [c:counted] [t:nine wounded]]."
        ),
        [
            "a un spokeswoman",
            "a un spokeswoman > local officials",
            "a un spokeswoman",
            "a un spokeswoman > local officials",
        ],
    ),
    "an opponent relays": (
        (
            "[s:The army] [c:said] [t:[s:the Osk Liberation Front] [c:had admitted] [t:firing]]. "
            "[s:The Front] [c:said] [t:nothing of the kind]."
        ),
        ["army", "army > osk liberation front", "osk liberation front"],
    ),
}

UNNAMED: Passages = {
    "two officials are two": (
        "[s:An official] [c:said] [t:six had died]. [s:An official] [c:said] [t:nine had].",
        ["an official", "an official#2"],
    ),
    "another official": (
        (
            "[s:A security official] [c:said] [t:six had died]. [s:Another official] [c:said] [t:nine "
            "had]. [s:The first official] [c:said] [t:it was six]."
        ),
        ["a security official", "another official", "a security official"],
    ),
    "a second witness": (
        (
            "[s:A witness] [c:said] [t:six had died]. [s:A second witness] [c:said] [t:nine had]. "
            "[s:The second witness] [c:said] [t:two were children]."
        ),
        ["a witness", "a second witness", "a second witness"],
    ),
    "another is another of the same sort": (
        (
            "[s:One resident] [c:said] [t:six had died]. [s:Another] [c:said] [t:nine had]. [s:A "
            "third] [c:said] [t:it was dark]."
        ),
        ["one resident", "another resident", "a third resident"],
    ),
    "others are others of the same sort": (
        "[s:Some residents] [c:said] [t:six had died]. [s:Others] [c:said] [t:nine had].",
        ["some residents", "other residents"],
    ),
    "both are the two before": (
        (
            "[s:Ada Lund] [c:said] [t:six had died]. [s:Marek Till] [c:said] [t:nine had]. [s:Both] "
            "[c:said] [t:it was dark]."
        ),
        ["ada lund", "marek till", "ada lund and marek till"],
    ),
    "the two men are the two before": (
        (
            "[s:Pavel Ordin] [c:said] [t:six had died]. [s:Marek Till] [c:said] [t:nine had]. [s:The "
            "two men] [c:said] [t:it was dark]."
        ),
        ["pavel ordin", "marek till", "pavel ordin and marek till"],
    ),
    "residents are one crowd": (
        (
            "[s:Residents] [c:said] [t:six had died]. [s:The army] [c:denied] [t:it]. [s:Residents] "
            "[c:said] [t:two were children]."
        ),
        ["residents", "the army", "residents"],
    ),
    "residents of two towns are two crowds": (
        (
            "[s:Residents of Velm] [c:said] [t:six had died]. [s:Residents of Osk] [c:said] [t:nine "
            "had]. [s:Residents of Velm] [c:said] [t:two were children]."
        ),
        ["residents of velm", "residents of osk", "residents of velm"],
    ),
    "two officials and one of them": (
        (
            "[s:Two security officials] [c:said] [t:six had died]. [s:One of the officials] [c:said] "
            "[t:two were children]. [s:The officials] [c:said] [t:it was dark]."
        ),
        ["two security officials", "one of the officials", "two security officials"],
    ),
    "one of them is of those before": (
        "[s:Two sailors] [c:said] [t:six had died]. [s:One of them] [c:said] [t:two were children].",
        ["two sailors", "one of the sailors"],
    ),
    "a doctor at one hospital is not a doctor at another": (
        (
            "[s:A doctor at Velm Hospital] [c:said] [t:six had died]. [s:A doctor at Osk Hospital] "
            "[c:said] [t:nine had]. [s:The doctor at Velm Hospital] [c:said] [t:two were children]."
        ),
        ["a doctor at velm hospital", "a doctor at osk hospital", "a doctor at velm hospital"],
    ),
    "the official is the latest one": (
        (
            "[s:A port official] [c:said] [t:six had died]. [s:A health official] [c:said] [t:nine "
            "had]. [s:The official] [c:said] [t:it was dark]. [s:The port official] [c:said] [t:it was "
            "not]."
        ),
        ["a port official", "a health official", "a health official", "a port official"],
    ),
    "a source and its plural": (
        (
            "[s:A medical source] [c:said] [t:six had died]. [s:Security sources] [c:said] [t:nine "
            "had]. [s:The sources] [c:said] [t:two were children]. [s:The medical source] [c:said] "
            "[t:it was six]."
        ),
        ["a medical source", "security sources", "security sources", "a medical source"],
    ),
    "an anonymous one keeps the words that tell him apart": (
        (
            "[s:A police colonel, who spoke on condition of anonymity because he was not allowed to "
            "speak to reporters,] [c:said] [t:six had died]. [s:An army colonel] [c:said] [t:nine "
            "had]. [s:The police colonel] [c:said] [t:it was six]."
        ),
        ["a police colonel", "an army colonel", "a police colonel"],
    ),
    "nobody is nobody's voice": (
        "[s:Residents] [c:said] [t:six had died]. [s:No one] [c:said] [t:that it was over].",
        ["residents", "no one"],
    ),
}

CHAINS: Passages = {
    "told to a medium without a name": (
        "[s:A sailor] [c:told] [to:state television] [t:that six had died].",
        ["a sailor"],
    ),
    "told to a news conference": (
        "[s:A sailor] [c:told] [to:a news conference] [t:that six had died].",
        ["a sailor"],
    ),
    "told to an agency": (
        ("[s:A sailor] [c:told] [to:AFP] [t:that six had died]. [s:He] [c:said] [t:two were children]."),
        ["afp > a sailor", "afp > a sailor"],
    ),
    "told to this newspaper": (
        "[s:A sailor] [c:told] [to:the Morning Mast] [t:that six had died].",
        ["a sailor"],
    ),
    "told to a television station": (
        "[s:Ada Lund] [c:told] [to:Velm Television] [t:that six had died].",
        ["velm television > ada lund"],
    ),
    "told to a body that is no medium and tells nothing here": (
        "[s:Ada Lund] [c:told] [to:the Velm High Court] [t:that six had died].",
        ["ada lund"],
    ),
    "three deep": (
        (
            "[s:The Velm Gazette] [c:quoted] [t:[s:Ada Lund] [c:as saying] [t:[s:a guard] [c:had told "
            "her] [t:six had died]]]."
        ),
        ["velm gazette", "velm gazette > ada lund", "velm gazette > ada lund > a guard"],
    ),
    "a chain that comes back": (
        ("[s:Ada Lund] [c:said] [t:[s:the army] [c:denied] [t:[s:she] [c:had said] [t:six had died]]]."),
        ["ada lund", "ada lund > army", "ada lund"],
    ),
    "an inner telling without a source": (
        "[s:Ada Lund] [c:said] [t:[c:it was rumoured] [t:that six had died]].",
        ["ada lund", "ada lund"],
    ),
    "an outer telling without a source": (
        "[c:It was reported] [t:that [s:Ada Lund] [c:said] [t:six had died]].",
        ["", "ada lund"],
    ),
    "the headline's monitor is the observatory": (
        (
            "[t:Six die in Velm][c::] [s:monitor]\n\n[s:The Northern Observatory] [c:said] [t:six had "
            "died in Velm on Monday]."
        ),
        ["northern observatory", "northern observatory"],
    ),
    "a headline credit that the body does not bear out": (
        ("[t:Six die in Velm][c::] [s:army]\n\n[s:Residents] [c:said] [t:six had died in Velm on Monday]."),
        ["army", "residents"],
    ),
    "a reporter of the outlet's own": (
        (
            "[s:A Morning Mast reporter at the scene] [c:saw] [t:six bodies]. [s:The reporter] [c:saw] "
            "[t:two wounded]."
        ),
        ["a morning mast reporter", "a morning mast reporter"],
    ),
    "a correspondent of the credited agency": (
        "VELM (AFP) - [s:An AFP correspondent] [c:saw] [t:six bodies].",
        ["afp > an afp correspondent"],
    ),
    "what an unnamed one is known by stays": (
        (
            "[s:The Northern Observatory] [c:said] [t:[s:a survivor] [c:had told it] [t:six had "
            "died]]. [s:The survivor] [c:said] [t:two were children]."
        ),
        ["northern observatory", "northern observatory > a survivor", "northern observatory > a survivor"],
    ),
    "a named one may be quoted again without the relay": (
        (
            "[s:The Velm Gazette] [c:quoted] [t:[s:Ada Lund] [c:as saying] [t:six had died]]. [s:Lund] "
            "[c:said] [t:it was dark]."
        ),
        ["velm gazette", "velm gazette > ada lund", "ada lund"],
    ),
}

OTHER_TEXT: Passages = {
    "capitals": (
        (
            "[s:COLONEL PAVEL ORDIN, A SPOKESMAN FOR THE ARMY,] [c:SAID] [t:SIX HAD DIED]. [s:ORDIN] "
            "[c:SAID] [t:IT WAS DARK]. [s:A RESIDENT WHO ASKED NOT TO BE NAMED] [c:SAID] [t:NINE HAD "
            "DIED]. [s:THE RESIDENT] [c:SAID] [t:IT WAS NOT]."
        ),
        ["pavel ordin", "pavel ordin", "a resident", "a resident"],
    ),
    "capitals with a ministry": (
        (
            "[s:THE INTERIOR MINISTRY] [c:SAID] [t:SIX HAD DIED]. [s:IT] [c:SAID] [t:TWO WERE CHILDREN "
            "THERE]. [s:THE MINISTRY] [c:SAID] [t:THE RAID WAS OVER]."
        ),
        ["interior ministry", "interior ministry", "interior ministry"],
    ),
    "capitals with a name in apposition": (
        (
            "[s:ADA LUND, DIRECTOR OF VELM HOSPITAL,] [c:SAID] [t:SIX HAD DIED]. [s:SHE] [c:SAID] "
            "[t:TWO WERE CHILDREN]. [s:LUND] [c:SAID] [t:IT WAS DARK THAT NIGHT]."
        ),
        ["ada lund", "ada lund", "ada lund"],
    ),
    "lost capitals": (
        (
            "[s:colonel pavel ordin, a spokesman for the army,] [c:said] [t:six had died] and "
            "[s2:ordin] [c2:said] [t2:it was dark]; [s3:a resident who asked not to be named] "
            "[c3:said] [t3:nine had died]."
        ),
        ["pavel ordin", "pavel ordin", "a resident"],
    ),
    "lost capitals with a body": (
        (
            "[s:the interior ministry] [c:said] [t:six had died], [s2:it] [c2:said] [t2:two were "
            "children], [s3:the ministry] [c3:said] [t3:the raid was over]."
        ),
        ["interior ministry", "interior ministry", "interior ministry"],
    ),
    "lost commas": (
        (
            "[s:Ada Lund the director of Velm Hospital] [c:said] [t:six had died]. [s:The director] "
            "[c:said] [t:it was dark]."
        ),
        ["ada lund", "ada lund"],
    ),
}

FURTHER: Passages = {
    "a mission is no army of the same land": (
        "[s:The Sarra Liberation Army] [c:said] [t:six had died]. [s:The U.N. mission in Sarra, "
        "UNMISA,] [c:said] [t:nine had]. [s:UNMISA] [c:said] [t:it was dark].",
        ["sarra liberation army", "unmisa", "unmisa"],
    ),
    "one of several who is not named": (
        "[s:Two officials] [c:said] [t:six had died]. [s:One of the officials, who spoke on condition "
        "of anonymity,] [c:said] [t:nine had]. [s:He] [c:said] [t:it was dark].",
        ["two officials", "one of the officials", "one of the officials"],
    ),
    "a name that he goes by": (
        "[s:Its spokesman, who goes by the name of Kassim,] [c:said] [t:six had died].",
        ["kassim"],
    ),
    "a company is the firm": (
        (
            "[s:Shoreline Haulage] [c:said] [t:two drivers had died]. [s:The police] [c:said] [t:three "
            "had]. [s:The company] [c:said] [t:it was two]."
        ),
        ["shoreline haulage", "police", "shoreline haulage"],
    ),
    "the mission is the one of the UN": (
        (
            "[s:The UN mission in Sarra] [c:said] [t:six had died]. [s:A clan elder] [c:said] [t:nine "
            "had]. [s:The mission] [c:said] [t:it was counting]."
        ),
        ["un mission in sarra", "a clan elder", "un mission in sarra"],
    ),
    "a father is told by kin": (
        (
            "[s:Marek Till, the boy's father,] [c:said] [t:six had died]. [s:A nurse] [c:said] [t:nine "
            "had]. [s:The father] [c:said] [t:it was dark]."
        ),
        ["marek till", "a nurse", "marek till"],
    ),
    "his brother is a person of his own": (
        (
            "[s:Marek Till] [c:said] [t:six had died]. [s:His brother] [c:said] [t:nine had]. [s:The "
            "brother] [c:said] [t:it was dark]. [s:Till] [c:said] [t:it was not]."
        ),
        ["marek till", "his brother", "his brother", "marek till"],
    ),
    "a nickname of war": (
        (
            "[s:A rebel commander known as Abu Sahl] [c:said] [t:his men had left]. [s:The army] "
            "[c:denied] [t:it]. [s:Abu Sahl] [c:said] [t:the pier was empty]. [s:The commander] "
            "[c:said] [t:it was dark]."
        ),
        ["abu sahl", "army", "abu sahl", "abu sahl"],
    ),
    "a name before its role": (
        ("[s:Lund, who runs the clinic,] [c:said] [t:six had died]. [s:Ada Lund] [c:said] [t:it was dark]."),
        ["ada lund", "ada lund"],
    ),
    "the state news agency by its name": (
        (
            "[s:The state news agency ORNA] [c:said] [t:six had died]. [s:Residents] [c:said] [t:nine "
            "had]. [s:ORNA] [c:said] [t:it was six]. [s:The agency] [c:said] [t:it was over]."
        ),
        ["orna", "residents", "orna", "orna"],
    ),
    "state television quotes an officer": (
        (
            "[s:State television] [c:quoted] [t:[s:an unnamed officer] [c:as saying] [t:six had "
            "died]]. [s:The officer] [c:said] [t:it was over]. [s:The broadcaster] [c:said] [t:the "
            "road was open]."
        ),
        [
            "state television",
            "state television > an unnamed officer",
            "state television > an unnamed officer",
            "state television",
        ],
    ),
    "the coalition and its spokesman": (
        (
            "[s:The Osk Coalition] [c:said] [t:six had died]. [s:Coalition spokesman Pavel Ordin] "
            "[c:said] [t:nine had]. [s:The coalition] [c:said] [t:it was dark]. [s:Ordin] [c:said] "
            "[t:it was not]."
        ),
        ["osk coalition", "pavel ordin", "osk coalition", "pavel ordin"],
    ),
    "the council chairman is no council": (
        (
            "[s:The Velm town council] [c:said] [t:six had died]. [s:The council's chairman, Marek "
            "Till,] [c:said] [t:nine had]. [s:The chairman] [c:said] [t:it was dark]. [s:The council] "
            "[c:said] [t:it was six]."
        ),
        ["velm town council", "marek till", "marek till", "velm town council"],
    ),
    "a body by its first words": (
        (
            "[s:Doctors Beyond Harbours] [c:said] [t:six had died]. [s:The army] [c:said] [t:nine "
            "had]. [s:The aid group] [c:said] [t:it was six]."
        ),
        ["doctors beyond harbours", "army", "doctors beyond harbours"],
    ),
    "she after a nurse and a driver": (
        (
            "[s:A nurse] [c:said] [t:six had died]. [s:An ambulance driver, Marek Till,] [c:said] "
            "[t:he had carried nine]. [s:Till] [c:said] [t:it was dark]. [s:He] [c:said] [t:the road "
            "was cut]."
        ),
        ["a nurse", "marek till", "marek till", "marek till"],
    ),
    "he after a ministry and its spokesman": (
        (
            "[s:A spokesman for the Health Ministry] [c:said] [t:six had died]. [s:He] [c:said] "
            "[t:[s:Velm Hospital] [c:had reported] [t:three]]. [s:The ministry] [c:said] [t:it would "
            "count]."
        ),
        [
            "a spokesman for the health ministry",
            "a spokesman for the health ministry",
            "a spokesman for the health ministry > velm hospital",
            "health ministry",
        ],
    ),
    "it after a nested body": (
        (
            "[s:The Harbour Union] [c:said] [t:[s:the hospital] [c:had told it] [t:six had died]]. "
            "[s:It] [c:said] [t:nine were hurt]."
        ),
        ["harbour union", "harbour union > hospital", "harbour union"],
    ),
    "a resident by first name only": (
        (
            "[s:A resident who gave his name as Marek] [c:said] [t:six had died]. [s:The police] "
            "[c:said] [t:nine had]. [s:Marek] [c:said] [t:it was dark]."
        ),
        ["marek", "police", "marek"],
    ),
    "witnesses and one witness": (
        (
            "[s:Witnesses] [c:said] [t:six had died]. [s:One witness] [c:said] [t:nine had]. [s:The "
            "witness] [c:said] [t:it was dark]. [s:Witnesses] [c:said] [t:the road was cut]."
        ),
        ["witnesses", "one witness", "one witness", "witnesses"],
    ),
    "two of one rank in two services": (
        (
            "[s:An army captain] [c:said] [t:six had died]. [s:A navy captain] [c:said] [t:nine had]. "
            "[s:The navy captain] [c:said] [t:it was dark]. [s:The army captain] [c:said] [t:it was "
            "not]."
        ),
        ["an army captain", "a navy captain", "a navy captain", "an army captain"],
    ),
    "an official here and officials there": (
        (
            "[s:Health officials] [c:said] [t:six had died]. [s:One official] [c:said] [t:nine had]. "
            "[s:The officials] [c:said] [t:it was dark]."
        ),
        ["health officials", "one official", "health officials"],
    ),
    "the report's author": (
        (
            "[s:A United Nations report] [c:said] [t:six had died]. [s:The army] [c:denied] [t:it]. "
            "[s:The report] [c:said] [t:nine were hurt]. [s:It] [c:said] [t:the road was cut]."
        ),
        ["united nations", "army", "united nations", "united nations"],
    ),
    "a document without an author": (
        (
            "[s:A leaked memo] [c:said] [t:six had died]. [s:The army] [c:denied] [t:it]. [s:The memo] "
            "[c:said] [t:nine were hurt]."
        ),
        ["a leaked memo", "army", "a leaked memo"],
    ),
    "the letter is its writers'": (
        (
            "[s:Fourteen nurses] [c:wrote] in a [d:letter] [t:that six had died]. [s:The ministry] "
            "[c:denied] [t:it]. [s:The letter] [c:said] [t:nine were hurt]."
        ),
        ["fourteen nurses", "ministry", "fourteen nurses"],
    ),
    "the prime minister by office and name": (
        (
            "[s:Prime Minister Ada Lund] [c:said] [t:six had died]. [s:The opposition] [c:said] "
            "[t:nine had]. [s:The prime minister] [c:said] [t:it was six]. [s:Lund] [c:said] [t:it was "
            "dark]."
        ),
        ["ada lund", "opposition", "ada lund", "ada lund"],
    ),
    "an apposition names the office": (
        (
            "[s:Ada Lund, Velm's police chief,] [c:said] [t:six had died]. [s:A fisherman] [c:said] "
            "[t:nine had]. [s:The police chief] [c:said] [t:it was six]. [s:The chief] [c:said] [t:it "
            "was dark]."
        ),
        ["ada lund", "a fisherman", "ada lund", "ada lund"],
    ),
    "police are not the police chief": (
        (
            "[s:Police] [c:said] [t:six had died]. [s:Police chief Ada Lund] [c:said] [t:nine had]. "
            "[s:Police] [c:said] [t:it was dark]."
        ),
        ["police", "ada lund", "police"],
    ),
    "the mother speaks to a paper": (
        (
            "[s:The boy's mother] [c:told] [to:the Velm Gazette] [t:that he was dead]. [s:The mother] "
            "[c:said] [t:it was dark]. [s:She] [c:said] [t:nobody came]."
        ),
        [
            "velm gazette > the boy's mother",
            "velm gazette > the boy's mother",
            "velm gazette > the boy's mother",
        ],
    ),
    "told to a person": (
        "[s:The colonel] [c:told] [to:Ada Lund] [t:that six had died], Ada Lund, a nurse, wrote.",
        ["colonel"],
    ),
    "an exile government": (
        (
            "[s:The government in exile] [c:said] [t:six had died]. [s:The Sarran government] [c:said] "
            "[t:nobody had]. [s:The government in exile] [c:said] [t:it was dark]."
        ),
        ["government in exile", "sarran government", "government in exile"],
    ),
    "a foreign minister of two countries": (
        (
            "[s:Sarra's foreign minister] [c:said] [t:six had died]. [s:Osk's foreign minister] "
            "[c:said] [t:nine had]. [s:Sarra's foreign minister] [c:said] [t:it was dark]."
        ),
        ["sarra's foreign minister", "osk's foreign minister", "sarra's foreign minister"],
    ),
    "activists and the network": (
        (
            "[s:Activists] [c:said] [t:six had died]. [s:The Coast Media Network] [c:said] [t:nine "
            "had]. [s:The activists] [c:said] [t:it was dark]. [s:The network] [c:said] [t:it was not]."
        ),
        ["activists", "coast media network", "activists", "coast media network"],
    ),
    "the alliance of two names": (
        (
            "[s:The Alliance for Velm (AV)] [c:said] [t:six had died]. [s:The army] [c:said] [t:nine "
            "had]. [s:The AV] [c:said] [t:it was dark]. [s:The alliance] [c:said] [t:it was not]."
        ),
        ["alliance for velm", "army", "alliance for velm", "alliance for velm"],
    ),
    "a quotation goes on": (
        (
            '[s:Ada Lund, a nurse,] [c:said] [t:"six had died"]. [t:"It was dark,"] [s:she] [c:said]. '
            '[t:"Nobody came,"] [s:the nurse] [c:added].'
        ),
        ["ada lund", "ada lund", "ada lund"],
    ),
    "a rumour that a voice passes on": (
        (
            "[s:Marek Till] [c:said] [t:[s:neighbours] [c:had told him] [t:[s:soldiers] [c:had said] "
            "[t:the road was mined]]]."
        ),
        ["marek till", "marek till > neighbours", "marek till > neighbours > soldiers"],
    ),
    "the same official": (
        (
            "[s:A port official] [c:said] [t:six had died]. [s:A guard] [c:said] [t:nine had]. [s:The "
            "same official] [c:said] [t:it was dark]."
        ),
        ["a port official", "a guard", "a port official"],
    ),
    "a third person with a name alike": (
        (
            "[s:Omar al-Hadri] [c:said] [t:six had died]. [s:Salim al-Nuri] [c:said] [t:nine had]. "
            "[s:Al-Nuri] [c:said] [t:it was dark]. [s:Hadri] [c:said] [t:it was not]."
        ),
        ["omar al-hadri", "salim al-nuri", "salim al-nuri", "omar al-hadri"],
    ),
    "a headline's officials": (
        (
            "[s:Officials]: [t:six die in Velm blast][c:,]\n\n[s:Two port officials] [c:said] [t:six "
            "had died in Velm on Monday]."
        ),
        ["two port officials", "two port officials"],
    ),
    "a headline's surname": (
        (
            "[t:Velm pier was empty][c:,] [s:Ordin] says\n\n[s:General Pavel Ordin] [c:said] [t:the "
            "pier of Velm had been empty]."
        ),
        ["pavel ordin", "pavel ordin"],
    ),
    "they of a town's people": (
        (
            "[s:Villagers] [c:said] [t:six had died]. [s:They] [c:said] [t:soldiers had come]. [s:The "
            "army] [c:denied] [t:it]. [s:The villagers] [c:said] [t:it was dark]."
        ),
        ["villagers", "villagers", "army", "villagers"],
    ),
    "a lawyer for someone": (
        (
            "[s:Till's lawyer, Ada Lund,] [c:said] [t:he was innocent]. [s:The prosecutor] [c:said] "
            "[t:he was not]. [s:The lawyer] [c:said] [t:it was dark]."
        ),
        ["ada lund", "prosecutor", "ada lund"],
    ),
    "an unnamed witness is not the named one": (
        (
            "[s:Marek Till, a witness,] [c:said] [t:six had died]. [s:Another witness] [c:said] "
            "[t:nine had]. [s:Till] [c:said] [t:it was dark]."
        ),
        ["marek till", "another witness", "marek till"],
    ),
    "a second body of one kind": (
        (
            "[s:The Velm Hospital] [c:said] [t:six had died]. [s:A second hospital] [c:said] [t:nine "
            "had]. [s:Velm Hospital] [c:said] [t:it was dark]."
        ),
        ["velm hospital", "a second hospital", "velm hospital"],
    ),
    "the other": (
        "[s:One guard] [c:said] [t:six had died]. [s:The other] [c:said] [t:nine had].",
        ["one guard", "the other guard"],
    ),
    "a defector relays his commander": (
        (
            "[s:A defector] [c:told] [to:Reuters] [t:that [s:his commander] [c:had ordered] [t:the "
            "raid]]. [s:The defector] [c:said] [t:it was dark]."
        ),
        ["reuters > a defector", "reuters > a defector > his commander", "reuters > a defector"],
    ),
    "capitals with an agency": (
        (
            "[s:THE NATIONAL POLICE] [c:REPORTED] [t:SIX DEATHS THERE TODAY]. [s:A POLICE SOURCE WHO "
            "REQUESTED ANONYMITY] [c:SAID] [t:NINE HAD DIED]. [s:THE SOURCE] [c:SAID] [t:IT WAS DARK "
            "THERE]. [s:THE POLICE] [c:SAID] [t:THE ROAD WAS OPEN]."
        ),
        ["national police", "a police source", "a police source", "national police"],
    ),
    "capitals with a minister": (
        (
            "[s:DEFENSE MINISTER GENERAL PAVEL ORDIN] [c:SAID] [t:SIX HAD DIED]. [s:THE MINISTER] "
            "[c:SAID] [t:IT WAS DARK THERE]. [s:ORDIN] [c:SAID] [t:THE ROAD WAS OPEN]."
        ),
        ["pavel ordin", "pavel ordin", "pavel ordin"],
    ),
}

ALL = {
    f"{part}: {title}": case
    for part, cases in {
        "pronouns": PRONOUNS,
        "descriptions": DESCRIPTIONS,
        "names": NAMES,
        "spokespersons": SPOKESPERSONS,
        "unnamed": UNNAMED,
        "chains": CHAINS,
        "other text": OTHER_TEXT,
        "further": FURTHER,
    }.items()
    for title, case in cases.items()
}


@pytest.mark.parametrize(("passage", "chains"), ALL.values(), ids=ALL)
def test_a_passage_has_the_chains_that_a_careful_reader_gives_it(passage: str, chains: list[str]) -> None:
    wanted = [" > ".join(name.removeprefix("the ") for name in chain.split(" > ")) for chain in chains]
    assert hear_marked(passage).chains == wanted
