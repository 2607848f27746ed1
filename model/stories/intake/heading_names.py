"""How columns of surveys say what they hold, in English, Dutch, French and German: words only.

What the fields are called is in `model.stories.fields`. All stands in the form that `list_words` leaves.
"""

from __future__ import annotations

WHOLE_ONLY = """
    who, wie, qui, wer, where, waar, ou, wo, end, start, today, day, dag, service, place, ort, bereich,
    cadre, relatie, profil, capacity, who tells, i am, i am a, ik ben, ik ben een, je suis, vous etes,
    ich bin, subject, stories, description, bericht, location
"""
"""Names that say nothing within a longer one."""

START_NAMES = """
    start time, start date, startdate, start, started at, date started, begintijd, starttijd, begindatum,
    startdatum, datum gestart, heure de debut, date de debut, startzeit, beginn, datum gestartet,
    date de lancement, start date utc, survey start time, date last action, datum laatste actie
"""
"""When somebody began to answer: the day a story was told only where it is not known when they ended."""

QUESTIONS: dict[str, str] = {
    "title": """
        a title, story a title, your story title, een titel, un titre, einen titel, titel voor uw verhaal,
        titel voor je verhaal, titre a votre""",
    "text": """
        what happened, what has happened, wat is er gebeurd, wat er is gebeurd, wat gebeurde er,
        wat er gebeurde, wat is er precies gebeurd, wat maakte u mee, wat heb je meegemaakt,
        wat heeft u meegemaakt, que s est il passe, qu est ce qui s est passe, ce qui s est passe,
        qu avez vous vecu, was ist passiert, was ist geschehen, was ist denn passiert, was geschah,
        was haben sie erlebt""",
    "setting": """
        which ward, what ward, which unit, which department, what department, which hospital,
        which service, where did this, where did it, where did your, where was this, where was it,
        name of the ward, name of the unit, name of the department, welke afdeling, welke dienst,
        welk ziekenhuis, waar was dit, waar gebeurde, waar is dit, waar is het, waar speelde, waar vond,
        naam van de afdeling, quel service, quelle unite, quel hopital, ou cela, ou s est,
        nom du service, welche station, welcher station, welche abteilung, welcher abteilung,
        welchem krankenhaus, wo ist das, wo ist dies, wo ist es, wo war das, wo hat, name der station""",
    "teller": """
        who are you, who is telling, who tells, what is your role, your role, in what capacity,
        are you a patient, are you the patient, how are you related, your relationship, wie bent u,
        wie ben je, wie ben jij, wie vertelt, wat is uw rol, wat is je rol, wat is jouw rol,
        in welke hoedanigheid, wat is uw relatie, wat is je relatie, bent u patient, ben je patient,
        ben je een patient, bent u een patient,
        qui etes vous, quel est votre role, etes vous patient, etes vous un patient,
        qui raconte, votre profil, en quelle qualite, wer sind sie, wer bist du, was ist ihre rolle,
        ihre rolle, wer erzahlt, sind sie patient, in welcher rolle""",
    "language": "language of the story, taal van het verhaal, langue du recit, sprache der geschichte",
}
"""What stands in a question for a field, however long the question is."""

TELLING = """
    tell, share, describe, write, narrate, vertel, vertelt, vertellen, beschrijf, beschrijven, deel,
    schrijf, omschrijf, noteer, raconte, racontez, raconter, decrivez, decrire, partagez, ecrivez,
    erzahlen, erzahle, erzahl, beschreiben, beschreibe, teilen, schildern, schreiben
"""
STORY_WORDS = """
    story, stories, moment, moments, experience, experiences, happened, mangomoment, mangomoments, event,
    verhaal, verhalen, ervaring, ervaringen, gebeurtenis, gebeurd, gebeurde, momenten, anekdote, recit,
    recits, histoire, experience, passe, temoignage, geschichte, geschichten, erlebnis, erlebnisse,
    erfahrung, erfahrungen, passiert, geschehen, momente, ereignis
"""
"""What people are asked to tell; with a word of `TELLING` it is a question for the text."""

CLOSED_BEGINNINGS = """
    do, does, did, would, have, has, had, is, are, was, were, will, may, when, where, who, how, why,
    which, wil, wilt, wenst, mag, mogen, heb, hebt, heeft, is, was, wanneer, waar, wie, hoe, waarom,
    welke, voulez, souhaitez, avez, est, etes, quand, ou, qui, comment, pourquoi, mochten, haben, hat,
    ist, sind, darf, durfen, wann, wo, wer, warum
"""
"""How questions begin that are not answered with a story."""

NO_TEXT = """
    id, nr, number, nummer, numero, timestamp, complete, completed, date, datum, time, tijd, duration,
    status, length, name, naam, nom, score, rating, count, file, audio, language, taal, langue, sprache,
    type, tijdstempel, category, categorie, kategorie, code, url, link, title, titel, titre
"""
"""With one of these the name of a story names something else: "story id", "story complete"."""

NO_DAY = """
    birth, born, birthdate, geboorte, geboortedatum, geboren, naissance, geburt, geburtsdatum, admission,
    opname, opnamedatum, ontslag, discharge, hospitalisation, aufnahme, consent, toestemming,
    consentement, einwilligung, signed, expiry, update, updated, modified, changed
"""
"""With one of these a date is not the day that a story was told."""

NOT_TAKEN = """
    response id, responseid, respondent id, record id, recordid, collector id, survey id, user id,
    participant id, case id, network id, session id, external reference, externalreference,
    external data reference, survey identifier, event name, repeat instrument, repeat instance,
    data access group, ip address, ip adres, ipaddress, ipaddr, adresse ip, ip adresse, email, e mail,
    emailadres, e mailadres, email address, e mail address, adresse email, adresse e mail, adresse mail,
    recipient, recipientemail, recipientfirstname, recipientlastname, first name, last name, full name,
    family name, surname, your name, voornaam, achternaam, familienaam, uw naam, je naam, jouw naam,
    naam en voornaam, prenom, nom de famille, votre nom, vorname, nachname, ihr name, phone, telephone,
    telefoon, telefoonnummer, gsm, telefon, mobile, duration, duration in seconds, tijdsduur, duree,
    dauer, progress, finished, lastpage, last page, laatste pagina, derniere page, letzte seite, seed,
    token, refurl, referrer url, custom data, response type, responsetype, distribution channel,
    distributionchannel, location latitude, location longitude, locationlatitude, locationlongitude,
    user agent, interview time, interviewtime, group time, question time, total time,
    q dataPolicyViolations, recaptcha, total points, quiz feedback
"""
"""What survey tools add: columns about a response that hold nothing of a story."""

NOT_TAKEN_AS_A_WHOLE = """
    name, naam, nom, nr, no, number, nummer, numero, complete, completed, status code, age, leeftijd,
    alter, gender, geslacht, sexe, geschlecht, points, points total, feedback, score
"""

AGREEING = """
    agree, akkoord, may, mag, mogen, accord, autorise, autorisez, acceptez, accepte, peut, pouvons, puis,
    einverstanden, darf, durfen, allow, allowed, willing, bereid, toestaan, instemmen
"""
CONSENTING = """
    consent, toestemming, permission, consentement, autorisation, einwilligung, zustimmung,
    toestemmingen, consents, einverstandnis
"""
"""Words for consent as such: with one of them the name of a place is enough, as in "Toestemming zaal"."""

ABOUT_THE_STORY = """
    story, stories, it, this, verhaal, verhalen, dit, het, getuigenis, mangomoment, recit, histoire,
    temoignage, le, ce, cela, geschichte, erzahlung, es, dies, diese, testimony
"""
PURPOSES: dict[str, str] = {
    "consent_publications": """
        publish, published, publishing, publication, publications, publiceren, gepubliceerd, publicatie,
        publicaties, publier, publie, publiee, veroffentlichen, veroffentlicht, veroffentlichung,
        veroffentlichungen, website, web, press, pers, presse, newsletter, nieuwsbrief, magazine,
        tijdschrift, article, artikel, articles, artikels, artikelen, book, boek, livre, buch,
        social media, sociale media, reseaux sociaux""",
    "consent_exports": """
        export, exports, exported, exporteren, exportation, exporter, exportieren, exporte, exporten,
        download, downloads""",
    "consent_room": """
        show, shown, display, displayed, tonen, getoond, toon, vertonen, montrer, montre, montree,
        affiche, afficher, zeigen, gezeigt, share, shared, delen, gedeeld, partager, partage, partagee,
        teilen, geteilt, use, used, gebruiken, gebruikt, utiliser, utilise, verwenden, verwendet,
        verwendung, nutzen, present, presented, voorlezen, voorgelezen, bespreken, besproken""",
}
"""What a story may be used for; the first that is named counts, as it goes furthest."""

ROOM_WORDS = "room, zaal, salle, raum, ward, afdeling, station, workshop"
OTHER_MARKS = (
    "other, anders, andere, autre, autres, sonstiges, sonstige, please specify, specify, comment, opmerking"
)
"""Beside a question these head what is typed where no answer fits."""

NO_PURPOSE = """
    photo, foto, video, image, beeld, participate, participation, deelnemen, deelname, deelneemt,
    participer, teilnehmen, teilnahme, recording, opname, satisfied, tevreden, date, datum, signature,
    handtekening
"""
"""With one of these a consent is to something else than showing the story."""
