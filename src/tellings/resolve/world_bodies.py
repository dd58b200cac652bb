"""Names of bodies that report from anywhere in the world, in the forms that reports use without explaining them.

In:   a folded name.
Out:  the folded name that stands for the body in all its forms; all its forms.
Holds: only bodies whose short names the press prints without an explanation; the bodies of one country or conflict are
joined by what texts say, or by a case's actors.toml. Sources: the bodies' own pages for their names and short forms.
"""

from tellings.resolve.gazetteer import fold_name

_FORMS = (
    ("United Nations", "UN", "UNO", "United Nations Organization", "United Nations Organisation"),
    ("UN Human Rights Office", "OHCHR", "Office of the High Commissioner for Human Rights",
     "Office of the United Nations High Commissioner for Human Rights", "UN rights office",
     "United Nations Human Rights Office"),
    ("UN refugee agency", "UNHCR", "United Nations High Commissioner for Refugees",
     "Office of the United Nations High Commissioner for Refugees", "United Nations refugee agency"),
    ("UNICEF", "United Nations Children's Fund", "UN Children's Fund", "UN children's agency"),
    ("OCHA", "UNOCHA", "UN OCHA", "Office for the Coordination of Humanitarian Affairs",
     "United Nations Office for the Coordination of Humanitarian Affairs"),
    ("UNRWA", "United Nations Relief and Works Agency"),
    ("World Food Programme", "WFP", "World Food Program", "UN World Food Programme"),
    ("World Health Organization", "WHO", "World Health Organisation", "UN health agency"),
    ("UN Security Council", "UNSC", "United Nations Security Council"),
    ("International Committee of the Red Cross", "ICRC"),
    ("International Federation of Red Cross and Red Crescent Societies", "IFRC",
     "International Federation of the Red Cross and Red Crescent Societies",
     "International Federation of Red Cross"),
    ("Doctors Without Borders", "MSF", "Médecins Sans Frontières", "Medecins Sans Frontieres"),
    ("Reporters Without Borders", "RSF", "Reporters Sans Frontières"),
    ("Committee to Protect Journalists", "CPJ"),
    ("Human Rights Watch", "HRW"),
    ("Amnesty International", "Amnesty"),
    ("International Criminal Court", "ICC"),
    ("Organisation for the Prohibition of Chemical Weapons", "OPCW",
     "Organization for the Prohibition of Chemical Weapons"),
    ("European Union", "EU"),
    ("African Union", "AU"),
    ("Arab League", "League of Arab States"),
    ("NATO", "North Atlantic Treaty Organization", "North Atlantic Treaty Organisation"),
    ("OSCE", "Organization for Security and Co-operation in Europe",
     "Organization for Security and Cooperation in Europe"),
    ("AFP", "Agence France-Presse"),
    ("AP", "Associated Press"),
    ("UPI", "United Press International"),
    ("dpa", "Deutsche Presse-Agentur", "German Press Agency"),
    ("Anadolu", "Anadolu Agency", "Anadolu news agency"),
    ("Xinhua", "Xinhua News Agency"),
    ("TASS", "ITAR-TASS", "TASS news agency"),
    ("RIA Novosti", "RIA"),
    ("BBC", "British Broadcasting Corporation"),
)  # fmt: skip

WORLD_BODIES: dict[str, str] = {fold_name(form): fold_name(forms[0]) for forms in _FORMS for form in forms}
FORMS_OF: dict[str, frozenset[str]] = {
    fold_name(forms[0]): frozenset(fold_name(form) for form in forms) for forms in _FORMS
}
