"""
What those who tell are called in English, Dutch, French and German: words only,
nothing that reads them. Names are separated by commas and stand in the form that `list_words` leaves of them,
without accents. Where words are written with brackets or signs for both sexes,
the form without them is enough.
"""

from __future__ import annotations

TELLER_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "patient": """
            patient, patients, patient myself, the patient myself, client, clients, resident, residents,
            service user, service users, inpatient, outpatient, in patient, out patient, former patient,
            ex patient, nursing home resident, care recipient""",
        "family": """
            family, families, family member, family members, member of the family, relative, relatives,
            next of kin, loved one, loved ones, significant other, partner, spouse, husband, wife,
            mother, father, mum, mom, mam, dad, mummy, daddy, parent, parents, son, daughter, daughters,
            sons, child, children, brother, sister, sibling, siblings, grandmother, grandfather,
            grandparent, grandparents, grandma, grandpa, granddaughter, grandson, grandchild,
            grandchildren, aunt, uncle, niece, nephew, cousin, in laws, mother in law, father in law,
            daughter in law, son in law, brother in law, sister in law, stepmother, stepfather, stepson,
            stepdaughter, foster parent, foster parents, godmother, godfather, godparent, fiance,
            fiancee, girlfriend, boyfriend, friend, friends, family friend, carer, carers,
            informal carer, informal carers, unpaid carer, family carer, family caregiver,
            informal caregiver, visitor, visitors, legal guardian, widow, widower""",
        "professional": """
            professional, professionals, care professional, care professionals, healthcare professional,
            healthcare professionals, health care professional, health care professionals,
            health professional, health professionals, care provider, healthcare provider,
            health care provider, healthcare worker, healthcare workers, health care worker,
            health care workers, health worker, care worker, care workers, hcp, staff, staff member,
            staff members, member of staff, members of staff, member of the staff, hospital staff,
            nursing staff, medical staff, personnel, employee, employees, nurse, nurses,
            registered nurse, rn, lpn, enrolled nurse, nurse practitioner, nurse specialist,
            clinical nurse specialist, ward nurse, staff nurse, doctor, doctors, dr, physician,
            physicians, medical doctor, md, gp, family doctor, general practitioner, surgeon,
            resident physician, resident doctor, junior doctor, specialist doctor, medical specialist,
            midwife, midwives, therapist, therapists, physiotherapist, physio, physical therapist,
            occupational therapist, speech therapist,
            speech and language therapist, psychologist, psychiatrist, social worker, dietitian,
            dietician, pharmacist, paramedic, radiographer, lab technician, healthcare assistant,
            health care assistant, hca, nursing assistant, nursing aide, nurse aide, nurses aide,
            care assistant, patient care assistant, patient care technician, cna, porter, receptionist,
            secretary, ward clerk, cleaner, chaplain, clinician, clinicians, practitioner, anaesthetist,
            anesthesiologist, oncologist, geriatrician, paediatrician, pediatrician, cardiologist,
            radiologist, dentist, professional caregiver, paid carer, professional carer, team member""",
        "leader": """
            leader, leaders, leadership, team leader, team lead, manager, managers, management, head nurse,
            charge nurse, nurse manager, nursing manager, nurse in charge, ward manager, unit manager,
            department manager, service manager, middle manager, senior manager, ward sister, matron,
            director, directors, ceo, board member, member of the board, executive, head of department,
            head of the department, head of unit, head of the unit, head of the ward, department head,
            chief nurse, chief nursing officer, chief physician, chief medical officer, medical director,
            nursing director, director of nursing, clinical director, clinical lead, clinical leader,
            head of nursing, head physician, head midwife, executive director, ward leader""",
        "other": """
            volunteer, volunteers, anonymous, anonymously, prefer not to say, prefer not to answer,
            rather not say, unknown, not specified, member of the public, researcher, teacher, journalist,
            interpreter, oth""",
    },
    "nl": {
        "patient": """
            patient, patiente, patienten, patientes, client, cliente, clienten, bewoner, bewoners,
            bewoonster, zorgvrager, zorgvragers, zorggebruiker, zorggebruikers, zorgontvanger, zieke,
            hulpvrager, oud patient, ex patient, expatient, voormalig patient, patient zelf,
            de patient zelf, revalidant, kraamvrouw, opgenomen patient""",
        "family": """
            familie, fam, familielid, familieleden, lid van de familie, gezin, gezinslid, gezinsleden,
            verwant, verwante, verwanten, familie van, naaste, naasten, naastbetrokkene,
            naastbetrokkenen, mantelzorger, mantelzorgers, mantelzorgster, mantelzorg, partner,
            levenspartner, echtgenoot, echtgenote, echtgenoten, moeder, vader, mama, papa, mam, ouder,
            ouders, zoon, zonen, dochter, dochters, kind, kinderen, broer, broers, zus, zussen, zusje,
            broertje, kleinkind, kleinkinderen, kleinzoon, kleindochter, oma, opa, grootmoeder,
            grootvader, grootouder, grootouders, bomma, bompa, tante, nonkel, oom, neef, schoonmoeder,
            schoonvader, schoonouder, schoonouders, schoonzoon, schoondochter, schoonbroer, schoonzus,
            schoonfamilie, stiefmoeder, stiefvader, pleegouder, pleegouders, pleegmoeder, pleegvader,
            plusmama, pluspapa, plusouder, verloofde, vriend, vriendin, vrienden, vriendinnen, kameraad,
            bezoeker, bezoekers, bezoekster, bezoek, weduwe, weduwnaar, voogd, dierbare, dierbaren""",
        "professional": """
            professional, professionals, zorgverlener, zorgverleners, zorgverleenster, zorgprofessional,
            zorgprofessionals, hulpverlener, hulpverleners, hulpverleenster, zorgmedewerker,
            zorgmedewerkers, zorgpersoneel, zorgkracht, medewerker, medewerkers, medewerkster, personeel,
            personeelslid, personeelsleden, lid van het personeel, verpleegkundige, verpleegkundigen,
            verpleegkundig, verpleger, verplegers, verpleegster, verpleegsters, verpleging, vpk, vpl,
            verpleegk, zorgkundige, zorgkundigen, verzorgende, verzorgenden, verzorgster, helpende,
            ziekenverzorger, ziekenverzorgster, arts, artsen, dokter, dokters, geneesheer, geneesheren,
            huisarts, huisartsen, chirurg, chirurgen, assistent arts, arts assistent, arts in opleiding,
            assistent in opleiding, haio, aios, vroedvrouw, vroedvrouwen, vroedkundige, verloskundige,
            verloskundigen, therapeut, therapeute, therapeuten, kinesist, kinesiste, kinesisten,
            kinesitherapeut, kinesitherapeute, kine, fysiotherapeut, fysio, ergotherapeut,
            ergotherapeute, ergo, logopedist, logopediste, psycholoog, psychologe, psychologen,
            psychiater, sociaal werker, sociaal werkster, maatschappelijk werker,
            maatschappelijk werkster, maatschappelijk assistent, maatschappelijk assistente, dietist,
            dietiste, apotheker, ambulancier, laborant, laborante, logistiek medewerker,
            logistiek assistent, logistiek assistente, schoonmaakster, schoonmaker, poetsvrouw,
            poetshulp, kok, onthaalmedewerker, receptionist, receptioniste, secretaresse,
            administratief medewerker, zorgassistent, zorgassistente, zaalarts, behandelaar,
            behandelaars, behandelend arts, paramedicus, paramedici, aalmoezenier, pastor,
            pastoraal werker, collega, collegas, collega s, technieker, brancardier, patientenvervoer,
            patientenbegeleider, patientenbegeleidster, thuisverpleegkundige, thuisverpleging,
            wijkverpleegkundige, coassistent, co assistent, doktersassistent, doktersassistente,
            verpleegkundig specialist, werknemer, werknemers, teamlid, teamleden, anesthesist, geriater,
            tandarts, medisch personeel, verplegend personeel, professionele zorgverlener""",
        "leader": """
            leidinggevende, leidinggevenden, leidinggevend, leiding, hoofdverpleegkundige,
            hoofdverpleegkundigen, hoofdverpleger, hoofdverpleegster, hoofdvpk, hvk, hvpk, adjunct hoofd,
            adjunct hoofdverpleegkundige, hoofd, afdelingshoofd, diensthoofd, hoofd van de afdeling,
            hoofd van de dienst, hoofdarts, hoofdgeneesheer, geneesheer diensthoofd, medisch diensthoofd,
            hoofdvroedvrouw, directie, directielid, lid van de directie, directeur, directrice, manager,
            managers, management, zorgmanager, teamleider, teamleidster, teamverantwoordelijke,
            teammanager, middenkader, kaderlid, bestuurder, raad van bestuur, verantwoordelijke,
            afdelingsverantwoordelijke, dienstverantwoordelijke, eindverantwoordelijke, clustermanager,
            unitmanager, unithoofd, zorgdirecteur, chef""",
        "other": """
            vrijwilliger, vrijwilligers, vrijwilligster, anoniem, onbekend, buitenstaander, burger,
            zeg ik liever niet, wil ik niet zeggen, wil ik liever niet zeggen, liever niet zeggen,
            liever niet, onderzoeker, leerkracht, tolk""",
    },
    "fr": {
        "patient": """
            patient, patiente, patients, patientes, patient e, malade,
            malades, usager, usagere, usagers, resident,
            residente, residents, client, cliente, beneficiaire, beneficiaire de soins, personne soignee,
            ancien patient, ancienne patiente, patient lui meme, patiente elle meme""",
        "family": """
            famille, membre de la famille, membres de la famille, membre de famille, proche, proches,
            proche aidant, proche aidante, proches aidants, aidant proche, aidante proche,
            aidants proches, aidant, aidante, aidants, aidant familial, aidante familiale, parent,
            parents, parente, mere, pere, maman, papa, fils, enfant, enfants, frere, soeur, mari, epoux,
            epouse, conjoint, conjointe, compagnon, compagne, partenaire, concubin, concubine,
            grand mere, grand pere, grands parents, petit fils, petite fille, petits enfants, tante,
            oncle, neveu, niece, cousin, cousine, belle mere, beau pere, beaux parents, belle fille,
            beau fils, belle soeur, beau frere, ami, amie, amis, amies, copain, copine, visiteur,
            visiteuse, visiteurs, entourage, tuteur, tutrice, fiance, fiancee, veuf, veuve, accompagnant,
            accompagnante""",
        "professional": """
            professionnel, professionnelle, professionnels, professionnelles, professionnel de sante,
            professionnelle de sante, professionnels de sante, professionnel de la sante,
            professionnelle de la sante, professionnels de la sante, professionnel de soins,
            professionnel des soins, professionnel soignant, pro de sante, soignant, soignante,
            soignants, soignantes, personnel, personnel soignant, personnel medical, membre du personnel,
            equipe soignante, employe, employee, collaborateur, collaboratrice, infirmier, infirmiere,
            infirmiers, infirmieres, ide, aide soignant, aide soignante, aides soignants,
            aides soignantes, medecin, medecins, docteur, docteure, doctoresse, dr, generaliste,
            medecin generaliste, medecin traitant, chirurgien, chirurgienne, medecin assistant,
            medecin en formation, assistant en medecine, sage femme, sages femmes, kine,
            kinesitherapeute, physiotherapeute, ergotherapeute, logopede, orthophoniste, psychologue,
            psychiatre, assistant social, assistante sociale, travailleur social, travailleuse sociale,
            dieteticien, dieteticienne, pharmacien, pharmacienne, ambulancier, ambulanciere, brancardier,
            technicien, technicienne, laborantin, laborantine, secretaire, receptionniste,
            agent d entretien, agent de service, cuisinier, cuisiniere, aumonier, therapeute,
            puericultrice, auxiliaire de vie, auxiliaire de puericulture, collegue, collegues,
            anesthesiste, pediatre, geriatre, oncologue, cardiologue, dentiste, membre de l equipe""",
        "leader": """
            dirigeant, dirigeante, dirigeants, responsable, responsables, cadre, cadres, cadre de sante,
            cadre infirmier, cadre infirmiere, infirmier cadre, infirmiere cadre, cadre de proximite,
            cadre superieur, cadre de direction, direction, membre de la direction, directeur,
            directrice, directeur medical, directrice medicale, directeur des soins,
            directrice des soins, directeur general, directrice generale, infirmier en chef,
            infirmiere en chef, infirmier chef, infirmiere chef, chef, cheffe, chef de service,
            cheffe de service, chef d unite, cheffe d unite, chef d equipe, medecin chef,
            medecin chef de service, manager, manageur, encadrant, encadrante, gestionnaire,
            responsable d unite, responsable de service, hierarchie""",
        "other": """
            benevole, benevoles, volontaire, volontaires, anonyme, inconnu, citoyen, citoyenne,
            chercheur, chercheuse, enseignant, enseignante, interprete, prefere ne pas repondre,
            prefere ne pas le dire, prefere ne pas dire""",
    },
    "de": {
        "patient": """
            patient, patientin, patienten, patientinnen, klient, klientin, klienten, klientinnen,
            bewohner, bewohnerin, bewohnerinnen, betroffene, betroffener, betroffenen, betroffene person,
            pflegebedurftige, pflegebedurftiger, kranke, kranker, erkrankte, erkrankter,
            ehemaliger patient, ehemalige patientin, patient selbst""",
        "family": """
            familie, familienmitglied, familienmitglieder, familienangehorige, familienangehoriger,
            familienangehorigen, angehorige, angehoriger, angehorigen, angehoerige, angehoeriger,
            verwandte, verwandter, verwandten, mutter, vater, mama, papa, eltern, elternteil, sohn,
            tochter, kind, kinder, bruder, geschwister, ehemann, ehefrau, ehepartner, ehepartnerin,
            lebensgefahrte, lebensgefahrtin, lebenspartner, lebenspartnerin, partner, partnerin, oma,
            opa, grossmutter, grossvater, grosseltern, enkel, enkelin, enkelkind, enkelkinder, tante,
            onkel, neffe, nichte, schwiegermutter, schwiegervater, schwiegereltern, schwiegertochter,
            schwiegersohn, schwager, schwagerin, freund, freundin, freunde, freundinnen, bekannte,
            bekannter, besucher, besucherin, besuch, pflegende angehorige, pflegender angehoriger,
            bezugsperson, zugehorige, zugehoriger, vormund""",
        "professional": """
            fachperson, fachkraft, fachkrafte, fachpersonal, gesundheitsfachperson, gesundheitsfachkraft,
            pflegefachkraft, pflegefachkrafte, pflegefachfrau, pflegefachmann, pflegefachperson,
            pflegekraft, pflegekrafte, pflegende, pflegender, pfleger, pflegerin, pflegepersonal,
            pflegehelfer, pflegehelferin, pflegeassistent, pflegeassistentin, pflegehilfskraft,
            pflegeteam, krankenpfleger, krankenpflegerin, krankenschwester, krankenschwestern,
            altenpfleger, altenpflegerin, gesundheits und krankenpfleger,
            gesundheits und krankenpflegerin, mitarbeiter, mitarbeiterin, mitarbeiterinnen,
            mitarbeitende, mitarbeitender, angestellte, angestellter, beschaftigte, beschaftigter, arzt,
            arztin, arzte, arztinnen, aerztin, aerzte, assistenzarzt, assistenzarztin,
            arzt in weiterbildung, arztin in weiterbildung, oberarzt, oberarztin, facharzt, facharztin,
            hausarzt, hausarztin, hebamme, hebammen, therapeut, therapeutin, therapeuten,
            physiotherapeut, physiotherapeutin, ergotherapeut, ergotherapeutin, logopade, logopadin,
            psychologe, psychologin, psychiater, psychiaterin, sozialarbeiter, sozialarbeiterin,
            sozialdienst, apotheker, apothekerin, sanitater, sanitaterin, rettungssanitater,
            notfallsanitater, notfallsanitaterin, mfa, medizinische fachangestellte,
            medizinischer fachangestellter, arzthelferin, diatassistent, diatassistentin, seelsorger,
            seelsorgerin, reinigungskraft, kollege, kollegin, kollegen, behandler, behandlerin, chirurg,
            chirurgin, medizinisches personal, klinikpersonal""",
        "leader": """
            fuhrungskraft, fuhrungskrafte, fuehrungskraft, fuehrungskrafte, fuhrung, leitung, leiter,
            leiterin, vorgesetzte, vorgesetzter, stationsleitung, stationsleiter, stationsleiterin,
            stationsschwester, oberschwester, pflegedienstleitung, pflegedienstleiter,
            pflegedienstleiterin, pdl, pflegedirektor, pflegedirektorin, pflegedirektion, pflegeleitung,
            bereichsleitung, bereichsleiter, bereichsleiterin, abteilungsleitung, abteilungsleiter,
            abteilungsleiterin, teamleitung, teamleiter, teamleiterin, chefarzt, chefarztin,
            arztlicher direktor, arztliche direktorin, direktor, direktorin, direktion, geschaftsfuhrer,
            geschaftsfuhrerin, geschaftsfuhrung, manager, managerin, management, chef, chefin, vorstand,
            wohnbereichsleitung, heimleitung, einrichtungsleitung, klinikleitung""",
        "other": """
            ehrenamtliche, ehrenamtlicher, ehrenamt, freiwillige, freiwilliger, anonym, unbekannt,
            keine angabe, mochte ich nicht sagen, mochte ich nicht angeben, forscher, forscherin,
            dolmetscher, dolmetscherin""",
    },
}
"""The five kinds of tellers by language. A name that two languages share stands in both."""

GUESSED_TELLER_NAMES: dict[str, dict[str, str]] = {
    "en": {
        "patient": "survivor, consumer, user, pt",
        "family": """
            caregiver, caregivers, caretaker, companion, neighbour, neighbor, acquaintance, guardian,
            girl friend, boy friend""",
        "professional": """
            patient advocate, patient transporter, patient liaison, patient navigator,
            patient representative, consultant, specialist, intern, medical student, nursing student,
            student nurse, student doctor, student midwife, trainee, trainee nurse, trainee doctor,
            worker, aide, colleague, colleagues, technician, non clinical staff, non medical staff,
            support staff, admin, administrator, administrative staff, resident in training, care team,
            ombudsperson""",
        "leader": """
            supervisor, coordinator, care coordinator, chief, board, head, president, policy maker, lead""",
        "other": "student, students, pupil",
    },
    "nl": {
        "patient": "gebruiker, ervaringsdeskundige, pt, patientvertegenwoordiger",
        "family": "buur, buurman, buurvrouw, buren, kennis, kennissen, vertrouwenspersoon, bewindvoerder",
        "professional": """
            specialist, specialisten, stagiair, stagiaire, stagiairs, stagiaires,
            stagiaire verpleegkunde, student verpleegkunde, studente verpleegkunde,
            student verpleegkundige, studente verpleegkundige, student in de verpleegkunde,
            studente in de verpleegkunde, student geneeskunde, studente geneeskunde, student vroedkunde,
            studente vroedkunde, leerling verpleegkundige, begeleider, begeleiders, begeleidster,
            opvoeder, opvoedster, animator, verzorger, verzorgers, zk, zuster, zusters, broeder,
            logistiek, schoonmaak, keuken, onthaal, administratie, secretariaat, sociale dienst,
            ombudspersoon, niet medisch personeel, coach""",
        "leader": "coordinator, zorgcoordinator, teamcoordinator, teamcoach, kader, bestuur, beleidsmaker",
        "other": "student, studente, studenten, leerling",
    },
    "fr": {
        "patient": "hospitalise, hospitalisee",
        "family": "fille, voisin, voisine, personne de confiance, connaissance",
        "professional": """
            interne, specialiste, stagiaire, stagiaires, etudiant infirmier, etudiante infirmiere,
            eleve infirmier, eleve infirmiere, etudiant en soins infirmiers, etudiante en soins infirmiers,
            etudiant en medecine, etudiante en medecine, aide, ash, pro, educateur, educatrice,
            personnel non medical, equipe""",
        "leader": "coordinateur, coordinatrice, superviseur, chef adjoint",
        "other": "etudiant, etudiante, etudiants, eleve, religieuse",
    },
    "de": {
        "patient": "nutzer, nutzerin",
        "family": "nachbar, nachbarin, begleitperson, begleitung, vertrauensperson",
        "professional": """
            profi, auszubildende, auszubildender, azubi, pflegeschuler, pflegeschulerin, famulant,
            famulantin, praktikant, praktikantin, medizinstudent, medizinstudentin, pflegestudent,
            pflegestudentin, betreuer, betreuerin, betreuungskraft, pflege, personal, verwaltung""",
        "leader": "koordinator, koordinatorin",
        "other": "student, studentin, studierende, schuler, schulerin",
    },
}
"""Names that most often mean this, yet not always: what they mean is only a guess."""

SOMEBODY_ELSE: dict[str, str] = {
    "en": """
        other, others, someone else, somebody else, something else, other person, none of the above,
        none of these, none of them""",
    "nl": """
        andere, ander, anderen, anders, overige, overig, overigen, iemand anders, iets anders,
        andere persoon, geen van deze, geen van bovenstaande, geen van bovengenoemde, geen van beide""",
    "fr": """
        autre, autres, quelqu un d autre, autre personne, une autre personne, aucun de ces choix,
        aucune de ces reponses, aucun des deux""",
    "de": """
        andere, anderer, anderes, anderen, sonstige, sonstiges, sonstiger, sonstigen, jemand anderes,
        jemand anders, andere person, keine davon, keine der genannten, keines davon""",
}
"""Names for a teller of another kind; what is said behind them says more: "Other: daughter"."""

RELATED_BY_CONTEXT = "man, vrouw, zuster, broeder, nicht, femme, fille, mann, frau, schwester, garcon"
"""Words for family only where it is said whose: "vrouw van patiënt", "mijn man", not "vrouw"."""

NO_TELLERS = """
    ouder dan, older than, kind en gezin, kind regards, patient care, family medicine, family health,
    geriatrie, pediatrie, psychiatrie, oncologie, cardiologie, neurologie, chirurgie, radiologie,
    urologie, pneumologie, gynaecologie, hematologie, revalidatie, geriatrics, pediatrics, psychiatry,
    cardiology, surgery, apotheek, apotheke, pharmacie, pharmacy
"""
"""What looks like a name of a teller, or as one with a slip in it, and is none: mostly wards."""

COMPOUND_ENDINGS: dict[str, str] = {
    "professional": """
        verpleegkundige, verpleegkundigen, verpleger, verpleegster, zorgkundige, arts, artsen, dokter,
        vroedvrouw, therapeut, therapeute, therapeuten, therapist, medewerker, medewerkers, medewerkster,
        begeleider, begeleidster, assistent, assistente, oloog, ologen, laborant, hulp, arzt, arztin,
        arzte, arztinnen, pfleger, pflegerin, krankenschwester, therapeutin, mitarbeiter, mitarbeiterin,
        assistentin, fachkraft, fachkrafte, personal, personeel, ologe, ologin, ologue, ologist, kraft,
        krafte, helfer, helferin""",
    "family": "moeder, vader, dochter, zoon, ouder, ouders, kind, kinderen, mutter, vater, tochter, eltern",
    "leader": "leitung, leiter, leiterin, manager, managers, directeur, verantwoordelijke, direktor",
    "patient": "patient, patiente, patienten, patientin, bewoner, bewohner, bewohnerin",
    "other": "vrijwilliger, vrijwilligster",
}
"""What Dutch, German and learned compounds end in: "spoedverpleegkundige", "Kinderarzt", "cardiologue"."""

LEADING_BEGINNINGS = "hoofd, chef, ober"
"""What makes a compound that ends in a professional a leader, except for senior doctors in German."""

FILLERS = """
    i, am, i m, a, an, the, my, myself, as, who, is, was, we, are, been, being, please, specify, here,
    also, self, ik, ben, was, een, de, het, mijn, m n, zelf, als, wij, zijn, namelijk, nl, graag,
    toelichten, specificeer, specifieer, vul, aan, invullen, wie, hier, vzw,
    je, suis, j, etais, un, une, le, la, les, l, ma, mon, mes, tant, que, moi, meme, veuillez, preciser,
    precisez, svp, nous, sommes, elle, lui,
    ich, bin, war, ein, eine, einen, einer, eines, die, das, mein, meine, meiner, selbst, wir, sind,
    und zwar, bitte, angeben, namlich, genau, naher,
    year, years, old, yrs, yr, jaar, jaren, jr, oud, ans, an, annees, jahre, jahr, alt
"""
"""Words that say nothing about who tells."""

ARTICLES = (
    "a, an, the, een, de, het, un, une, le, la, les, l, ein, eine, einen, einer, die, der, das, den, dem"
)
POSSESSIVES = "my, our, mijn, m n, onze, ons, ma, mon, mes, notre, nos, mein, meine, meiner, unser, unsere"
PREPOSITIONS = """
    for, to, at, in, on, from, van, vd, v, voor, bij, op, aan, uit, de, du, des, d, au, aux, chez, pour,
    dans, sur, von, vom, vd, fur, bei, beim, zur, zum, der, dem, den, eines, einer, auf, im, am
"""
"""What comes behind them belongs to what stands before: "mother of a nurse", "fille de patient"."""

CONJUNCTIONS = (
    "or, and, en, et, ou, oder, und, sowie, evenals, plus, with, met, avec, mit, alsook, bzw, resp, ofwel"
)
NEGATIONS = """
    no, not, never, non, geen, niet, nooit, pas, ne, kein, keine, keinen, nicht, nie, without, zonder,
    sans, ohne
"""
SPECIFIERS = "namelijk, nl, specify, namely, namlich, preciser, precisez, zwar, nml"

LANGUAGE_MARKS: dict[str, str] = {
    "en": "a, an, the, my, our, i, am, who, is, person, from, for",
    "nl": "een, de, het, mijn, ik, ben, van, die, deze, dit, onze, voor, bij",
}
"""Words that tell English and Dutch apart, whose "of" are a preposition and "or"."""
