from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.stories.intake.tellers import TellerReading, list_teller_names, read_teller
from model.stories.story import TELLERS
from tests.nasty import NASTY

ANSWERS = {
    "patient": """
        Patient | patiënt | PATIËNT | Patiënte | patient(e) | patiënt(en) | patient.e | patient·e |
        Patient/in | Patient*in | Patient:in | PatientIn | patient zelf | De patiënt zelf |
        Ik ben patiënt | ik was patient | I am a patient | I was the patient | The patient |
        former patient | ex-patiënt | oud-patiënt | Cliënt | client | bewoner | bewoner WZC | resident |
        nursing home resident | service user | inpatient | zorgvrager | zorggebruiker | Bewohnerin |
        Bewohner/in | Klient | Betroffene | ehemaliger Patient | je suis patient | je suis une patiente |
        une patiente | malade | usager | résident | bénéficiaire de soins | pateint | patïent | patiet |
        patiënt, 74 jaar | patient (74 ans) | patiënt op geriatrie | patient van de dagkliniek |
        1. Patiënt | a) Patient | 1 = patiënt | 2 - Patient | Patiënt; | Patiënt / cliënt |
        Patiënt of cliënt | patient or resident | Patient oder Bewohner | patient ou résident |
        ervaringsdeskundige | Als patiënt | as a patient | en tant que patient | kraamvrouw |
        psychiatriepatiënt | Krebspatientin""",
    "family": """
        Family | familie | Famille | family member | Member of the family | Familielid |
        familielid van een patiënt | familielid v.e. patiënt | familie van patiënt |
        familie v/d patiënt | gezinslid | relative | Relative of a patient | next of kin | loved one |
        naaste | Naaste(n) | naaste van een bewoner | mantelzorger | Mantelzorgers |
        Mantelzorger/familie | informal carer | partner | Partner van een patiënt |
        partner of a patient | echtgenoot | echtgenote | echtgeno(o)t(e) | man van patiënte |
        mijn man was opgenomen | mijn vrouw | vrouw van patiënt | moeder | mama van patiënt |
        mama van een patiëntje | Moeder van een kindje | papa | vader | ouder | Ouder(s) |
        ouder van een patiënt | ouders van kind | zoon | dochter | dochter van patiënt |
        Dochter van mevrouw | dochter patiënt | schoondochter | schoonzoon | kleindochter van patiënt |
        kleinkind | kind | (klein)kind | broer | zus | zus van de patiënt | zuster van patiënt |
        nicht van patiënt | tante | nonkel | oma | bomma | vriend | vriendin | Vriend(in) | vriend/in |
        vriendin van patiënt | vriend van de familie | bezoeker | bezoek | buurvrouw | kennis | son |
        daughter of patient | patient's daughter | wife of a patient | husband |
        my husband was a patient | mother of a child | mother of a nurse | Parent of a patient | mum |
        dad of patient | sister | mother-in-law | friend | family friend | visitor | carer | caregiver |
        spouse | grandson | family or friend | Family or friend of a patient | Family/friend |
        Family and friends | familie of vriend van een patiënt | Familie, vriend of andere naaste |
        Mantelzorger of familie | famile | famillie | famillielid | mantelzoger | dochtr |
        membre de la famille | proche | proche d'un patient | Proche aidant(e) | aidant proche |
        aidant.e | mère | mère d'un patient | mère du patient | la mère de la patiente | père | maman |
        fils | fille de patient | fille d'une patiente | épouse | époux | époux/se | conjoint(e) | mari |
        ma femme est hospitalisée | ami(e) | ami.e | visiteur | petite-fille | belle-fille | sœur |
        frère | parent | parent d'un enfant | Angehörige | Angehörige/r | Angehörige(r) |
        Angehörige eines Patienten | Familienangehörige | Familienmitglied | Mutter |
        Mutter des Patienten | Vater | Tochter | Tochter der Patientin | Ehefrau | Ehemann | Partner/in |
        Lebensgefährte | Freund | Freundin | Freund*in | Besucher:in | Enkelin | meine Frau |
        Schwester der Patientin | Mein Mann war Patient | Eltern | Elternteil | Verwandte |
        Familie (partner, kind, ouder) | Andere: mama | Anders, nl. dochter | Other: daughter |
        Autre: ma mère | schoonmoeder | pleegmoeder | legal guardian | weduwe van patiënt |
        mijn moeder was patiënt | Mijn dochter lag op spoed | Sohn | ik zorg voor mijn moeder |
        iemand van de familie | patiënts dochter | patient's family | Vader v.d. patiënt""",
    "professional": """
        Professional | professionals | zorgverlener | Zorgverlener(s) | Zorgverlener  | zorgverlenr |
        Zorgprofessional | zorgproffesional | hulpverlener | medewerker | Medewerker ziekenhuis |
        medewerkster | Medewerker keuken | personeel | personeelslid | Lid van het personeel | staff |
        Staff member | member of staff | hospital staff | employee | verpleegkundige |
        Verpleegkundige(n) | verpleegkundigen | Verpleegkundige (dag) | verpleegkundge | vepleegkundige |
        verpleegkundigge | verpleger | verpleegster | verpleging | vpk | VPK spoed |
        hoofdzakelijk verpleegkundige | spoedverpleegkundige | nachtverpleegkundige |
        oncologieverpleegkundige | thuisverpleegkundige | zorgkundige | Zorgkundigen | verzorgende |
        arts | Arts(en) | dokter | dr. | huisarts | kinderarts | spoedarts | arts in opleiding |
        ASO arts in opleiding | arts-assistent | geneesheer | cardioloog | chirurg | vroedvrouw |
        kinesist | kinesitherapeut | kiné | fysiotherapeut | ergotherapeut | logopediste | psycholoog |
        sociaal werker | maatschappelijk assistent | diëtist(e) | apotheker | stagiair |
        stagiaire verpleegkunde | Student verpleegkunde | student nurse | medical student |
        étudiante infirmière | Medizinstudent | schoonmaakster | logistiek medewerker | secretaresse |
        pastor | aalmoezenier | collega | collega('s) | collega van de dienst | nurse | Nurse (ICU) |
        ICU nurse | Registered nurse | RN | nurses | doctor | Physician | GP | junior doctor | midwife |
        physiotherapist | social worker | healthcare assistant | Healthcare professional |
        health care provider | health professional | Care professional | care worker | clinician |
        psychologist | paramedic | receptionist | patient care technician | Professionnel de santé |
        professionnel(le) de santé | professionnel.le de santé | soignant | soignant·e | soignant(e) |
        soignante | soignants | personnel soignant | membre du personnel | infirmier | infirmière |
        infirmier(ère) | infirmier/ère | infirmier.ère | infirmier·ière | infirmière en psychiatrie |
        infirmiere | aide-soignante | aide-soignant(e) | médecin | médecin en formation | docteur |
        sage-femme | kinésithérapeute | assistante sociale | collaborateur | collaborateur/trice |
        cardiologue | brancardier | Pflegekraft | Pflegefachfrau | Pflegefachmann | Krankenschwester |
        Krankenpfleger/in | Krankenpfleger*in | Arzt | Ärztin | Arzt/Ärztin | Ärzt:in | Assistenzarzt |
        Oberarzt | Kinderarzt | Fachkraft | Mitarbeiter | Mitarbeiter:in | Mitarbeiter(in) |
        MitarbeiterIn | Mitarbeitende | Personal | Hebamme | Physiotherapeutin | Therapeut*in |
        Altenpflegerin | Andere: arts | Andere zorgverlener | Other: nurse | other professional |
        Autre: infirmière | Autre soignant | Overig personeel | zorgverlener van een patiënt |
        Nurse of a patient | zuster | Zorgverlener (arts, verpleegkundige, ...) |
        Professional (nurse, doctor) | Arts of verpleegkundige | doctor or nurse | médecin ou infirmier |
        ik werk als verpleegkundige | I am a nurse | Je suis infirmière | Ich bin Krankenpfleger |
        behandelend arts | verpleegkundig specialist | gepensioneerd verpleegkundige | Begeleider |
        iemand van het personeel | patient advocate""",
    "leader": """
        leader | Leidinggevende | leidinggevende(n) | leiding | hoofdverpleegkundige |
        Hoofdverpleegkundige geriatrie | hoofdverpleegkundig | adjunct-hoofdverpleegkundige |
        adjunct hoofdvpk | hoofdarts | hoofdvroedvrouw | hoofd van de dienst | diensthoofd |
        afdelingshoofd | manager | zorgmanager | directie | directeur | directeur zorg |
        lid van de directie | directielid | CEO | teamleider | teamverantwoordelijke | team leader |
        nurse manager | head nurse | Head nurse (ICU) | charge nurse | ward manager | ward sister |
        matron | director of nursing | medical director | Head of department | management | leadership |
        verpleegkundig manager | leidinggevende verpleegkundige | middenkader | coördinator |
        zorgcoördinator | responsable | infirmier en chef | infirmière en chef | infirmière-chef |
        infirmier(ère) en chef | cadre de santé | cadre infirmier | chef de service | médecin-chef |
        direction | directeur/trice | directrice des soins | dirigeant(e) | Leitung | Stationsleitung |
        Stationsleiterin | Pflegedienstleitung | PDL | Chefarzt | Chefärztin | Oberschwester |
        Führungskraft | Fuehrungskraft | Vorgesetzte | Teamleiter/in | Abteilungsleiterin |
        leidingevende | leidinggevede | manger | hoofdverpleegkundge | Andere: directeur""",
    "other": """
        other | Other | Others | Other (please specify) | Other, please specify | Other: |
        other - specify | someone else | None of the above | volunteer | Volunteers |
        hospital volunteer | student | anonymous | prefer not to say | Anders | Ander | Andere |
        Andere: | Anders, namelijk | Anders, namelijk: | Anders (vul in) |
        Andere (gelieve te specificeren) | Andere: vrijwilliger | Overig | Overige | iemand anders |
        Geen van deze | vrijwilliger | vrijwilligster | Vrijwilliger(s) | anoniem | onbekend |
        zeg ik liever niet | Autre | Autre (veuillez préciser) | Autre, précisez | Autres |
        quelqu'un d'autre | aucun de ces choix | bénévole | anonyme | étudiant(e) |
        Je préfère ne pas répondre | Sonstiges | Sonstige | Sonstiges: | Andere Person | Jemand anderes |
        Keine Angabe | Ehrenamtliche | Ehrenamtliche(r) | anonym | -oth- | vrijwilliger bij patiënten |
        bezoekvrijwilliger""",
}
"""What people answer who are asked who they are, by the kind of teller that each should be read as."""

GUESSED = {
    "patient": """
        bewoner WZC | pateint | patiet | patiënt op geriatrie | patient van de dagkliniek |
        ervaringsdeskundige | psychiatriepatiënt | Krebspatientin""",
    "family": """
        echtgeno(o)t(e) | mijn man was opgenomen | mama van een patiëntje | Moeder van een kindje |
        Dochter van mevrouw | (klein)kind | zuster van patiënt | buurvrouw | kennis | mother of a nurse |
        caregiver | Familie, vriend of andere naaste | famile | famillie | famillielid | mantelzoger |
        dochtr | fille de patient | fille d'une patiente | ma femme est hospitalisée | Angehörige/r |
        Andere: mama | Anders, nl. dochter | Other: daughter | Autre: ma mère | Mijn dochter lag op spoed |
        ik zorg voor mijn moeder | iemand van de familie""",
    "professional": """
        zorgverlenr | zorgproffesional | Medewerker ziekenhuis | Medewerker keuken |
        Verpleegkundige (dag) | verpleegkundge | vepleegkundige | verpleegkundigge | VPK spoed |
        hoofdzakelijk verpleegkundige | spoedverpleegkundige | nachtverpleegkundige |
        oncologieverpleegkundige | kinderarts | spoedarts | ASO arts in opleiding | cardioloog | stagiair |
        stagiaire verpleegkunde | Student verpleegkunde | student nurse | medical student |
        étudiante infirmière | Medizinstudent | collega van de dienst | Nurse (ICU) | ICU nurse |
        infirmier·ière | infirmière en psychiatrie | Kinderarzt | Personal | Andere: arts |
        Andere zorgverlener | Other: nurse | other professional | Autre: infirmière | Autre soignant |
        Overig personeel | zorgverlener van een patiënt | Nurse of a patient | zuster |
        ik werk als verpleegkundige | gepensioneerd verpleegkundige | Begeleider | iemand van het personeel |
        patient advocate""",
    "leader": """
        Hoofdverpleegkundige geriatrie | hoofdverpleegkundig | adjunct hoofdvpk | directeur zorg |
        Head nurse (ICU) | verpleegkundig manager | leidinggevende verpleegkundige | coördinator |
        zorgcoördinator | leidingevende | leidinggevede | manger | hoofdverpleegkundge |
        Andere: directeur""",
    "other": """
        hospital volunteer | student | Andere (gelieve te specificeren) | étudiant(e) |
        vrijwilliger bij patiënten | bezoekvrijwilliger""",
}
"""Those of them that hold a slip, a word that is not known, or people of two kinds."""

UNCLEAR = """
    patiënt of familie | patient/family | Patiënt, familie | patient or family member |
    Patient et famille | patient ou famille | Patient oder Angehörige | familie/zorgverlener |
    Patiënt;Familie; | Patiënt;Zorgverlener | verpleegkundige en dochter van patiënt |
    nurse and patient | patient and nurse | partner of patiënt | partner of een patiënt |
    Familie of andere | professional / leader | zorgverlener of leidinggevende |
    vroeger verpleegkundige, nu patiënt | niet de patiënt | geen zorgverlener | not a nurse |
    ik ben geen patiënt maar familie | A1 | A2 | 1 | 2 | 3.0 | B | x | Y | 01 | AO01 | vrouw | man |
    femme | Frau | M | V | F | 67 | ? | - | n.v.t. | Jan | Antwerpen | geriatrie | blauw | een mens |
    zebra | find | nicht | Schwester | patient arts | kind (patiënt) | family (patient) | 18-25 |
    zelfde als hierboven | ik werk met patiënten | I work with patients | kapper van patiënten |
    ouder dan 65 | iemand die een patiënt bezocht | pediatrie
"""
"""Answers that must be asked about: two kinds side by side, denied, codes, or no kind of teller at all."""


PIECES = ["patient", "van", "of", "een", "familie", "/", ",", "(", ")", "niet", "zus", "andere"]


def split(answers: str) -> list[str]:
    return [answer for piece in answers.split("|") if (answer := piece.strip())]


def test_there_are_answers_of_every_kind_in_four_languages() -> None:
    assert set(ANSWERS) == set(TELLERS)
    assert sum(len(split(answers)) for answers in ANSWERS.values()) > 400


@pytest.mark.parametrize("kind", TELLERS)
def test_an_answer_in_somebodys_own_words_is_read(kind: str) -> None:
    answers = split(ANSWERS[kind])
    assert {answer: read_teller(answer).kind for answer in answers} == dict.fromkeys(answers, kind)


def test_what_is_not_clear_is_not_guessed() -> None:
    assert {answer: kind for answer in split(UNCLEAR) if (kind := read_teller(answer).kind)} == {}


def test_every_known_name_is_certain() -> None:
    readings = {(kind, name): read_teller(name) for kind, name in list_teller_names()}
    wrong = {
        place: reading for place, reading in readings.items() if reading != TellerReading(place[0], True)
    }
    assert wrong == {}


def test_an_answer_with_a_slip_or_with_more_than_is_known_is_a_guess_and_no_other_is() -> None:
    guessed = {kind: [said for said in split(answers) if not read_teller(said).is_certain]
               for kind, answers in ANSWERS.items()}  # fmt: skip
    assert guessed == {kind: split(answers) for kind, answers in GUESSED.items()}


def test_nothing_is_certain_of_an_answer_that_is_not_read() -> None:
    assert {read_teller(answer) for answer in split(UNCLEAR)} == {TellerReading(None, False)}


@pytest.mark.parametrize(
    ("kind", "is_certain", "answers"),
    [
        ("patient", True, "patiënt (74j) | 12 patiënt | (b) patiënt | patient's | patiënt 2024 | patiënt 3x"),
        ("patient", False, "patiënt blauw | nurse's patient | kapper patiënt"),
        ("family", True, "mijn vrouw | man of the old patient | patiënt dochter | mijn dochter is patiënt"),
        ("family", True, "dochter v. d. patiënt | mother father"),
        ("family", False, "buur | man van de oude patiënt | anders, dochter | dochter anders"),
        ("family", False, "mijn moeder van de dienst | vader/moeder van verpleegkundige"),
        ("professional", True, "nurse and doctor | soignant·e·s | Ärzt:innen | verpleegster.s"),
        (
            "professional",
            False,
            "spoedarts | oogarts | xxxarts | oberkinderarzt | verpleegkundige van familie",
        ),
        ("professional", False, "patient's nurse"),
        ("leader", True, "head nurse"),
        ("leader", False, "hoofdtandarts | verpleegkundige leidinggevende"),
        ("other", False, "student"),
        (None, False, "PARTNER OF PATIËNT | een vrouw | de man | vrouw van | head / nurse | head, nurse"),
        (None, False, "xxarts | xarts | familie en verpleegkundige | familie verpleegkundige"),
        (None, False, "leidinggevende patiënt | dochter, patiënt | mijn dochter, patiënt"),
        (None, False, "anders: dochter en patiënt | anders of dochter | dochter, anders"),
        (
            None,
            False,
            "patiënt niet | patiënt, niet familie | kapper van de patiënt | doctor, nurse, patient",
        ),
    ],
)
def test_an_answer_is_read_as_a_whole(kind: str | None, is_certain: bool, answers: str) -> None:
    listed = split(answers)
    assert {said: read_teller(said) for said in listed} == dict.fromkeys(
        listed, TellerReading(kind, is_certain)
    )


@pytest.mark.parametrize(("words", "kind"), [(39, "patient"), (40, None)])
def test_the_first_forty_words_are_looked_at(words: int, kind: str | None) -> None:
    assert read_teller("x " * words + "patiënt").kind == kind


@pytest.mark.parametrize(("signs", "kind"), [(492, "patient"), (500, None)])
def test_the_first_five_hundred_signs_are_looked_at(signs: int, kind: str | None) -> None:
    assert read_teller("x" * signs + " patiënt").kind == kind


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("friend of patient", "family"),
        ("patient of bewoner", "patient"),
        ("vader of moeder", "family"),
        ("partner of a patient", "family"),
        ("partner of een patiënt", None),
        ("mère of patient", None),
        ("Freundin of Patientin", None),
    ],
)
def test_of_is_a_preposition_in_english_and_or_in_dutch(answer: str, kind: str | None) -> None:
    assert read_teller(answer).kind == kind


@given(st.text() | st.sampled_from(NASTY) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_whatever_is_answered_is_a_kind_or_none(answer: str) -> None:
    assert read_teller(answer).kind in (None, *TELLERS)


@given(
    st.sampled_from([said for answers in ANSWERS.values() for said in split(answers)]),
    st.sampled_from(["", " ", "\n"]),
)
def test_capitals_and_outer_blanks_do_not_matter(answer: str, blank: str) -> None:
    if "In" not in answer:  # "PatientIn" is both sexes by its capital
        assert read_teller(f"{blank}{answer.lower()}{blank}") == read_teller(answer)


@pytest.mark.parametrize(
    "answer", ["patient, anders: arts", "patient / other: nurse", "patient and other: nurse"]
)
def test_a_kind_that_was_named_stays_beside_another_one_that_is_specified(answer: str) -> None:
    assert read_teller(answer).kind is None
