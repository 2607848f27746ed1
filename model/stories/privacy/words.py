"""The words of `privacy`, and the pieces of its patterns that are made of them.

Dutch, English, French and German stand together, as a Dutch story may hold French words; all without
accents, as texts are compared without them. In German every noun has a capital, so that less tells a name
there. A list is one string, split at spaces; each word is a piece of a regular expression, in which _ stands
for a space. No piece repeats anything without a bound.
"""

from __future__ import annotations

from typing import Final

from model.stories.privacy.word_patterns import any_of, either_case


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


LETTER: Final = r"[^\W\d_]"
SPACE: Final = r"(?: {1,3}(?:\n {0,3})?|\n {0,3})"  # not a blank line: what stands after it is told anew

# How old ------------------------------------------------------------------------------------------------

_DUTCH_ONES: Final = "een|twee|drie|vier|vijf|zes|zeven|acht|negen"
_ENGLISH_ONES: Final = "one|two|three|four|five|six|seven|eight|nine"
_FRENCH_ONES: Final = "deux|trois|quatre|cinq|six|sept|huit|neuf"
_AGE_IN_WORDS: Final = (
    rf"(?:(?:(?:{_DUTCH_ONES})[ -]?en[ -]?)?negentig"
    rf"|honderd(?:[ -]?(?:en[ -]?)?(?:tien|elf|twaalf|{_DUTCH_ONES})(?![^\W_]))?"
    rf"|ninety(?:[ -]?(?:{_ENGLISH_ONES}))?"
    rf"|(?:an?|one)[ -]hundred(?:(?:[ -]and)?[ -](?:ten|eleven|twelve|{_ENGLISH_ONES}))?"
    r"|quatre[ -]vingts?[ -](?:dix(?:[ -](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize)"
    rf"|nonante(?:[ -]et[ -]une?|[ -](?:{_FRENCH_ONES}))?"
    rf"|cent(?:[ -](?:et[ -])?(?:une?|dix|onze|douze|{_FRENCH_ONES}))?)"
)
_AGE_RANK_IN_WORDS: Final = (
    rf"(?:(?:(?:{_DUTCH_ONES})[ -]?en[ -]?)?negentigste|honderdste|honderdeerste"
    r"|ninetieth|ninety[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|hundredth"
    r"|centieme|nonantieme|quatre[ -]vingt[ -]dixieme)"
)
_AGE_IN_DIGITS: Final = r"(?<![0-9])(?<![0-9][.,:/-])(?:9[0-9]|1[01][0-9])"
AGE: Final = rf"(?:{_AGE_IN_DIGITS}(?![0-9])|(?<![^\W_]){_AGE_IN_WORDS})"
AGE_RANK: Final = rf"(?:{_AGE_IN_DIGITS}(?:ste|de|e|th|st|nd|rd|eme|er)|(?<![^\W_]){_AGE_RANK_IN_WORDS})"
YEARS_OLD: Final = (
    r"(?:jarig(?:en?)?(?: leeftijd)?|jaar|jaren|lentes|jr?\.?|ans|printemps|years?[ -]olds?"
    r"|years[ -](?:of[ -]age|young)|y/?o|yrs?\.?[ -]old|jahrige?[rsnm]?|jahre alt)(?![^\W_])"
    r"(?: oud(?![^\W_]))?"
)
# A number before one of these counts or measures; it is no room, year, or age of a person.
_UNITS: Final = (
    "uur uren u h hours? heures? minuten? minutes? min seconden? seconds? dag dagen days? jours? nacht "
    "nachten nights? nuits? week weken weeks? semaines? maand maanden months? mois jaar jaren years? ans? "
    "keer maal x times? fois kg kilos? kilogram pounds? lbs stone cm mm m meter meters metres? ml cl liter "
    "grams? procent percent euros? punten points? mensen personen people persons? personnes? patienten "
    "patients? kinderen children enfants? bezoekers visitors collega's verpleegkundigen verpleegsters "
    "nurses? infirmieres? artsen doctors? woorden words mots pagina's pages? graden degrees slagen beats "
    "stuks uhr stunden? minuten? tagen? wochen? monaten? jahren? mal personen menschen candles? lights? "
    "lamps? cigarettes? livres? histoires? more other pm am p.m a.m o'clock"
)
UNITS: Final = rf" ?{any_of(_UNITS)}(?![^\W_])|%"
LONE_AGE: Final = rf"(?P<it>{AGE})(?![\w%])(?![.,:/-][0-9])(?!{UNITS})"
_PERSONS: Final = (
    "man mannen mannetje vrouw vrouwtje dame dametje heer patient patiente bewoner bewoonster client oma opa "
    "grootmoeder grootvader overgrootmoeder overgrootvader moeder vader mama papa mam pap tante nonkel oom "
    "zus broer buurvrouw buurman weduwe weduwnaar iemand mens persoon mevrouw meneer bomma bompa meisje "
    "zuster schoonmoeder schoonvader echtgenoot echtgenote woman lady gentleman resident person someone "
    "grandmother grandfather grandma grandpa granny gran nan mother father mum dad mom aunt uncle widow "
    "widower neighbour neighbor husband wife femme homme monsieur madame residente? grand-mere grand-pere "
    "mere pere maman voisine? veuve veuf mamie papy papi personne quelqu'un"
)
CAPITALS: Final = rf"(?: (?-i:[A-Z]){LETTER}{{1,30}}){{0,3}}"
PERSON: Final = rf"(?<![^\W_]){any_of(_PERSONS)}"
SUBJECT: Final = rf"(?<![^\W_]){any_of(_PERSONS, 'hij zij ze ik he she i who die')}"
JUST: Final = any_of(
    "al nu net pas bijna er intussen ondertussen inmiddels toen just now already almost nearly only then "
    "about"
)
AFTER_AGE: Final = r"(?= ?(?:[.,;:!?)\n-]|$|(?:en|and|maar|but|toen|when|geworden|now|nu|die|dat|als|as)\b))"
_THINGS: Final = (  # may be very old, too
    "gebouw gebouwen ziekenhuis boom bomen huis kerk klooster kapel klok piano kast stoel traditie "
    "afdeling stichting vereniging building hospital tree oak house church chapel convent clock chair "
    "tradition ward charity krankenhaus klinik spital kirche baum haus gebaude kapelle hopital batiment "
    "arbre chene eglise maison horloge"
)
_LONG_PAST: Final = (
    "bestaat bestond viert vierde sinds na over binnen gedurende dan afgelopen laatste voorbije komende "
    "volgende eerste duurde duurt for after within last past next every y_a depuis pendant apres dans durant "
    "dernieres prochaines dure duree toutes deux trois quatre cinq six sept huit neuf mille duizend thousand"
)
_TIME_SPANS: Final = (
    "geleden lang later eerder terug ervaring bestaan bestaande garantie onderzoek geschiedenis traditie "
    "eenzaamheid jubileum ago earlier of_experience experience plus_tard de_solitude de_guerre "
    "d'experience d'existence"
)
SPAN_BEFORE: Final = rf"\b{any_of(_LONG_PAST)}[ -]$"
THING_IS: Final = (
    rf"\b{any_of(_THINGS)} (?:[A-Z](?:\w|-){{1,20}} ){{0,2}}"
    r"(?:is|was|van|of|de|est|a|avait|has|had|heeft|had|wordt|werd|hat|hatte|ist|war) $"
)
SPAN_AFTER: Final = rf"[ -]{any_of(_TIME_SPANS)}(?![^\W_])|,?[ -](?:oude? |old )?{any_of(_THINGS)}(?![^\W_])"

# When ---------------------------------------------------------------------------------------------------

_DUTCH_MONTHS: Final = (
    "januari februari maart april mei juni juli augustus september oktober november december"
)
_ENGLISH_MONTHS: Final = (
    "january february march april may june july august september october november december"
)
_FRENCH_MONTHS: Final = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
_GERMAN_MONTHS: Final = "januar februar marz april mai juni juli august september oktober november dezember"
_SHORT_MONTHS: Final = "jan feb mar apr jun jul aug sept? oct nov dec"
_DUTCH_DAYS: Final = (
    "twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    f"achttien negentien twintig (?:{_DUTCH_ONES})entwintig dertig eenendertig "
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende "
    "veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste "
    f"(?:{_DUTCH_ONES})entwintigste dertigste eenendertigste"
)
_ENGLISH_DAYS: Final = (
    "(?:twenty[_-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth) tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth "
    "thirty[_-]first"
)
_FRENCH_DAYS: Final = (
    f"premier (?:{_FRENCH_ONES}) dix onze douze treize quatorze quinze seize dix[_-](?:sept|huit|neuf) "
    f"vingt(?:[_-](?:{_FRENCH_ONES}))? vingt[_-]et[_-]un trente trente[_-]et[_-]un"
)
DAY: Final = "(?:0?[1-9]|[12][0-9]|3[01])"
DAYS: Final = rf"(?:{DAY} ?(?:[/&-]|en|and|et|tot|tot en met|to|au|t/m) ?)?{DAY}"
YEAR: Final = "(?:19|20)[0-9]{2}"
THEN_YEAR: Final = rf"(?P<year>\.?,?(?:{SPACE}|-)?(?:{YEAR}|'[0-9]{{2}})|-[0-9]{{2}})?(?!\w)"
MONTH: Final = any_of(
    _DUTCH_MONTHS,
    _ENGLISH_MONTHS,
    _FRENCH_MONTHS,
    _GERMAN_MONTHS,
    _SHORT_MONTHS,
    "mrt okt janv fevr? avr juil",
)
GERMAN_MONTH: Final = rf"(?-i:(?=[A-Z])){any_of(_GERMAN_MONTHS)}"
ENGLISH_MONTH: Final = any_of(_ENGLISH_MONTHS)
ENGLISH_MONTH_OR_SHORT: Final = any_of(_ENGLISH_MONTHS, _SHORT_MONTHS)
ENGLISH_DAY: Final = any_of(_ENGLISH_DAYS)
DAY_IN_WORDS: Final = (
    rf"(?:{any_of(_DUTCH_DAYS)}{SPACE}{any_of(_DUTCH_MONTHS)}"
    rf"|{any_of(_FRENCH_DAYS)}{SPACE}{any_of(_FRENCH_MONTHS)})"
)
BEFORE_DATE: Final = r"\b(?:on|since|until|till|from|before|after) $"
AFTER_DATE: Final = r" ?(?:[.,;:!?)](?![0-9])|\n|$|(?:was|is|at|when|we|she|he|they|i|my|our|it)\b)"

# Where --------------------------------------------------------------------------------------------------

ROOM: Final = (
    r"(?<![^\W_])(?:(?:patienten|isolatie|ziekenhuis)?kamer|(?:patienten|isolier|kranken)?zimmer"
    r"|room|chambre|bed|bett|(?<!il )(?<!elle )(?<!on )lit"
    r"|box|cubicle|bay)(?:-?nummer)?(?: ?(?:number|numero|nummer|nr\.?|no\.?|n°|#)| is)?:? {0,2}(?<![a-z])"
)
ROOMS: Final = "(?:kamers|zimmern?|rooms|chambres|bedden|betten|beds|lits)"
ROOM_NUMBER: Final = (
    r"[A-Z]{0,2}-?[0-9]{1,4}(?:[./-][0-9]{1,4}){0,2}(?:-?[A-Z]| bis)?(?!\w)(?![.,/:-][0-9])"
    rf"(?!{UNITS})"
)

NUMBER_IN_WORDS: Final = (
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|"
    r"zeventien"
    r"|achttien|negentien|twintig|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|"
    r"douze"
    r"|treize|quatorze|quinze|seize|vingt|zwei|drei|vier|funf|sechs|sieben|neun|zehn|zwolf|dreizehn|zwanzig)"
)

# What people are called ---------------------------------------------------------------------------------

_SHORT_TITLES: Final = (
    either_case("dr prof mr mrs mw mevr mvr dhr mej mme mmes mlle drs") + " DR PROF Ms Pr Dre Mgr"
)
# Without the full stop, these are other words; between initials, an M is one more.
_DOTTED_TITLES: Final = r"(?<![A-Z]\.)M(?!\.[A-Z]\.) MM [Zz]r [Bb]r [Hh]r"
_BEFORE_NOUNS: Final = "ine iner hre hrer ere erer die der den dem ese eser ein nem nen"
_ALONE: Final = "".join(f"(?<!{end}_)" for end in sorted(_set_of(_BEFORE_NOUNS)))
_FULL_TITLES: Final = (
    either_case(
        "mevrouw mevrouwtje meneer mijnheer menheer heer juffrouw mejuffrouw madam madame monsieur "
        "mademoiselle"
    )
    + " Mesdames Messieurs Miss Mister Sir Lady Lord Herrn Fraulein"
    # not "meine Frau", "der Herr", "die Schwester": a noun may come next, with a capital like all of them
    + f" {_ALONE}Frau {_ALONE}Herr {_ALONE}Schwester {_ALONE}Pfleger {_ALONE}Doktor"
)
_ROLES: Final = (
    either_case(
        "dokter doctor docteur doctoresse professor professeur zuster broeder pater juf soeur sœur "
        "zorgkundige verpleegster verpleger verpleegkundige hoofdverpleegster hoofdverpleegkundige "
        "nachtverpleegster nachtverpleger nachtverpleegkundige nachtzuster thuisverpleegster vroedvrouw "
        "kinesiste? kine kinesitherapeute? fysiotherapeute? ergotherapeute? logopediste? dietiste? "
        "psycholoog psychologe psychologue chirurg huisarts brancardier poetsvrouw poetshulp stagiaire? "
        "vrijwilliger vrijwilligster collega nurse midwife porter infirmiere? sage-femme aide-soignante? "
        "tante nonkel oom oma opa bomma bompa oncle mamie papi papy uncle aunt auntie grandma grandpa granny "
        "patiente? patients bewoner bewoonster cliente? resident verpleegkundigen verpleegsters zusters "
        "dokters artsen nurses doctors docteurs infirmieres infirmiers hoofdzuster avondzuster verzorger "
        "verzorgster begeleider begeleidster kraamverzorgster verloskundige psychiater cardioloog oncoloog "
        "gynaecoloog neuroloog internist kinderarts anesthesist geriater buurman buurvrouw pastor diaken "
        "dominee ambulancier surgeon carer volunteer chaplain cleaner physiotherapist chirurgien psychiatre "
        "cardiologue aumonier benevole docteure professeure medecin chirurgienne"
    )
    + " arts Sister Brother Father Mother Krankenschwester Krankenpfleger Arztin Oberarzt Oberarztin "
    "Chefarzt Chefarztin Pflegerin Hebamme"
)
_RELATIVES: Final = (
    "man vrouw zoon zoontje dochter dochtertje vader moeder papa mama broer broertje zus zusje "
    "kleinzoon kleindochter vriend vriendin buurman buurvrouw neef nicht neefje nichtje partner kindje "
    "baby peter meter schoonmoeder schoonvader schoonzus schoonbroer stiefvader stiefmoeder tweelingzus "
    "tweelingbroer husband wife son daughter father mother dad mum mom brother sister grandson "
    "granddaughter grandmother grandfather friend neighbour neighbor cousin niece nephew boy girl "
    "colleague mari femme fils fille pere mere frere soeur sœur petit-fils petite-fille ami amie "
    "voisine? cousine? neveu niece bebe compagnon compagne collegue belle-fille belle-mere belle-soeur "
    "beau-fils beau-pere beau-frere filleule? marraine parrain grand-mere grand-pere schoondochter "
    "schoonzoon stiefzoon stiefdochter kleinkind petekind metekind daughter-in-law son-in-law "
    "mother-in-law father-in-law sister-in-law brother-in-law stepson stepdaughter stepmother "
    "stepfather Schwiegertochter Schwiegersohn Schwiegermutter Schwiegervater Grossmutter Grossvater "
    "Patenkind Neffe Nichte Mann Frau Ehemann Ehefrau Sohn Tochter Vater Mutter Papa Mama Bruder "
    "Schwester Oma Opa Enkel Enkelin Tante Onkel Freund Freundin Nachbar Nachbarin Kollege Kollegin "
    "Cousin Schwager Schwagerin"
)
_OWNERS: Final = either_case(
    "mijn m'n onze ons zijn haar hun my our his her their mon ma notre son sa leur meine?[mnr]? "
    "unsere?[mnr]? seine?[mnr]? ihre?[mnr]?"
)
_NAME_PARTS: Final = (
    either_case(
        "van von vander vanden de den der des du da di dos del della de_la ten ter te el bin zu saint"
    )
    + " La Le Al Ben"
)
_WORD: Final = (
    rf"(?:[DO]'{LETTER}|[A-Z]'[A-Z]|[A-Z]){LETTER}{{1,39}}(?:-[A-Z]{LETTER}{{1,39}}){{0,3}}(?!{LETTER})"
)
_PARTS: Final = rf"(?:{any_of(_NAME_PARTS)} {{1,2}}|[Vv]\.? ?[Dd]\.? ?|(?:in |op )?'t |op den |[Dd]'){{0,3}}"
_INITIALS: Final = r"(?:[A-Z]\.(?: ?|-)){0,4}"
ORDINARY: Final = (  # may have a capital after a dash without being the other half of a surname
    "aan alleen alsof altijd anders beiden beide best bijna binnen boven buiten daardoor daarom daarvoor "
    "dadelijk desondanks dezelfde dus echt eerst eigenlijk eindelijk elk elke erg ergens even familie "
    "gelukkig gewoon graag half heel helaas helemaal hierdoor hopelijk ieder iedere inderdaad ineens "
    "intussen juist klopt langs later lang liefst maak meer meestal meteen misschien moeilijk mooi "
    "natuurlijk nergens net niks nu onder ondanks ondertussen ongeveer onlangs ooit opeens opnieuw "
    "ondertekend overal pas per plots plotseling prachtig samen sinds snel soms spijtig steeds straks super "
    "tegen tenslotte terug terwijl tijdens toch tussen twee drie vier vanaf vanavond vandaar vannacht veel "
    "verder verhaal verslag via vol volgens vooral vorige vroeger waarschijnlijk wanneer want weer weinig "
    "wel welke weliswaar zeer zelf zelfs zeker ziekenhuis zo zoals zodat zodra zomaar zonder zulke avond "
    "middag nacht ochtend week about above across actually again all almost alone alongside already although "
    "among another any anyone anyway around away be being best better between both by can day do during each "
    "either even ever exactly few finally first fortunately good great hard has having hopefully however "
    "indeed inside instead is it's just last lately let like luckily maybe me more most much near next nice "
    "nothing now obviously of often only or other out outside over perhaps possibly probably quite rather "
    "really right sadly same see several should since some someone sometimes soon still story strange "
    "suddenly such sure thanks that's then there's through though together tonight too truly two three until "
    "up usually very was we'd we're we've well whatever whenever whether which will within without wonderful "
    "would yet you'd evening morning night ainsi alors apparemment assez aussi aussitot autant autour "
    "beaucoup bien bientot bref cela cependant certains chaque contre d'ici deja demain depuis derriere "
    "desormais devant doucement elle-meme encore enfin ensuite entre environ evidemment exactement "
    "finalement grace heureusement hier histoire hopital ici jamais j'ai j'etais jusque l'hopital "
    "l'infirmiere la-bas lors lorsque maintenant malgre malheureusement meme mieux moins naturellement on "
    "parfois partout pendant personne peut-etre plus plusieurs plutot pourtant presque puisque quel quelle "
    "quelque quelqu'un quelques rien s'il sauf selon seul seule seulement soudain souvent surtout tandis "
    "tant tard toujours toutefois toute toutes tres trop vers voici voila vraiment matin soir nuit jour "
    "semaine"
)
# Between the two halves of a surname.
_DASH: Final = (
    rf" {{0,2}}- {{0,2}}(?!(?i:{any_of(ORDINARY, _ROLES, _RELATIVES, _PERSONS, _THINGS)})(?![\w'-]))"
)
_BORN: Final = (
    r"(?:geb(?:\.|oren)|nee|epouse|ep\.|echtg(?:\.|enote van)|wed(?:\.|uwe(?: van)?)|veuve|vve\.?) "
)
_ALSO: Final = " (?:(?:en|and|et|&) )?"
_NEXT: Final = rf"(?:{_ALSO}|{_DASH}|/|,? {_BORN}){_INITIALS}{_PARTS}{_WORD}"
_MORE: Final = rf"(?:{_NEXT}| \({_BORN}{_PARTS}{_WORD}\)){{0,3}}"
_WHOLE: Final = rf"{_INITIALS}{_PARTS}{_WORD}{_MORE}"
_INITIAL: Final = r"[A-Z]\.(?!\w)|[B-HJ-NP-TVWXZ](?![\w'.-])"
NAME_STEP: Final = (
    rf"(?:{_ALSO}|{_DASH}|/|,? {_BORN}| (?P<bracket>\(){_BORN})?"
    rf"{_INITIALS}{_PARTS}(?P<word>{_WORD})(?(bracket)\))"
)
# The name of a ward or a degree often starts with two capitals, a first name does not.
PLAIN_NAME: Final = rf"(?P<it>(?P<name>(?![A-Z]{{2}}){_WORD}{_MORE}))"
_HONORIFIC: Final = (
    rf"(?:{any_of(_SHORT_TITLES)}(?:\.{SPACE}?|{SPACE})|{any_of(_DOTTED_TITLES)}\.{SPACE}?"
    rf"|{any_of(_FULL_TITLES)}{SPACE})"
)
_ROLE: Final = rf"{any_of(_ROLES)}{SPACE}"
TITLES: Final = rf"(?<!\w)(?:(?:{_HONORIFIC}|{_ROLE})(?:le |la )?){{0,2}}"
HONORIFIC_AND_NAME: Final = rf"{TITLES}{_HONORIFIC}(?P<name>{_WHOLE}|{_INITIAL})"
# After what somebody does, a capital is needed at once: "zuster van Anna" is no "zuster Van Anna".
ROLE_AND_NAME: Final = rf"{TITLES}{_ROLE}(?P<name>(?=[A-Z]|van de[nr] ){_WHOLE}|{_INITIAL})"
RELATIVE: Final = (
    rf"(?<!\w){any_of(_OWNERS)}{SPACE}(?:[a-z]{{2,15}} ){{0,2}}{any_of(_RELATIVES)}"
    rf"(?:{SPACE}|, (?=[A-Z]{LETTER}{{1,30}},))"
)
SOMEBODY: Final = any_of(_PERSONS, _RELATIVES, either_case(_ROLES))
CALLED: Final = (
    r"(?<!\w)(?:(?:[Mm]y|[Hh]is|[Hh]er)(?: first)? name(?: is| was|'s)|I am called|called|named"
    r"|by the name of|(?:[Mm]ijn|[Zz]ijn|[Hh]aar) (?:voor)?naam (?:is|was)|genaamd|met de naam"
    rf"|(?:[Ii]k|[Hh]ij|[Zz]ij|[Zz]e|[Dd]ie|{SOMEBODY}) heet(?:te)?(?: ook)?"
    r"|[Ii]ch (?:heisse|hei\u00dfe)|(?:[Mm]ein|[Ss]ein|[Ii]hr) Name (?:ist|war)"
    r"|[Jj]e m'appelle|[Jj]e me (?:pre)?nomme|[Mm]on (?:pre)?nom est|(?:[Ii]l|[Ee]lle|qui) s'appel(?:le|ait)"
    rf"|prenommee?|du nom de|{SOMEBODY} (?:nomm|appel)ee?):?{SPACE}"
)
I_AM: Final = rf"(?<!\w)(?:[Ii]k ben|I am|I'm|[Jj]e suis){SPACE}"
_GREETINGS: Final = (
    "Lieve Beste Dag Hallo Hoi Goedemorgen Bedankt Dankjewel Dank_je Dear Hi Hello Hey Thanks Thank_you Cher "
    "Chere Bonjour Salut Merci"
)
GREETING: Final = rf"(?<!\w){any_of(_GREETINGS)},? "
FAREWELL: Final = (
    r"(?<!\w)(?:(?:[Gg]roetjes|[Gg]roeten|[Ll]iefs|[Kk]usjes|[Bb]isous)(?: van)?[,.!]?"
    r"|(?:[Gg]roet|[Rr]egards|[Ww]ishes|[Ss]incerely|[Yy]ours|[Ll]ove|[Cc]ordialement|[Aa]micalement),)"
    rf"{SPACE}"
)
_CALLED_THINGS: Final = (  # what may be called something with a capital without being a person
    "it this that ward wards unit room project programme program moment campaign team group organisation app "
    "song film movie book disease syndrome drug medicine city town village street place home centre center "
    "towns cities villages places restaurant robot dog cat afdeling dienst organisatie vereniging liedje "
    "lied boek ziekte syndroom medicijn dorp dorpen stad steden plaats plaatsen straat kamer huis hond kat "
    "poes service projet maladie chanson livre ville rue chien chat het dat"
)
THING_BEFORE: Final = (
    rf"\b{any_of(_CALLED_THINGS)}(?:'s| is| was| were| are|,)?(?: (?:now|also|nu|ook|die|dat|qui|which))? $"
)
# Capitals that are no name: words that start a sentence, other titles, wards, days.
NO_NAMES: Final = _set_of(
    "de den het een en maar want dus of als toen dan daar er hij zij ze ik wij we jij je u uw jullie hun "
    "haar zijn mijn onze ons dit dat deze die wat wie waar waarom hoe wanneer ook nog niet geen ja nee na "
    "van voor met in op bij naar om uit door over tot aan achter soms altijd nooit later eerst daarna "
    "vandaag gisteren morgen omdat terwijl iedereen niemand iemand alles niets bedankt dank dankjewel kwam "
    "zei was is had heeft vroeg ging nam gaf bracht lag kon wilde stond zat werd wordt heb deed maakte keek "
    "lachte wist zag moest mocht kan kunt zal zou hoor kijk kom goed beste lieve dag hallo the a and but or "
    "so if when then there here he she it they i you your his her its our their my this that these those "
    "what who where why how not no yes at on by to from for with after before while because although once "
    "said came told asked went took gave brought were has have did does made looked smiled would could "
    "should can please thank thanks dear hello hi well also every one some all everyone nobody never always "
    "today yesterday tomorrow as i'll i've you're he'd we'll le la les un une des du et mais ou donc car si "
    "quand alors il elle ils elles nous vous tu ce cet cette ces c'est son sa ses mon ma mes notre nos votre "
    "leur leurs qui que quoi dont comment pourquoi ne pas non oui au aux dans sur sous avec sans pour par "
    "chez apres avant puis est etait avait merci bonjour bonsoir tout tous d'abord d'un d'une d'autres "
    "d'ailleurs d'apres maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday "
    "thursday friday saturday sunday lundi mardi mercredi jeudi vendredi samedi dimanche dr prof mr mrs ms "
    "mw mevr dhr mme mlle mevrouw meneer mijnheer heer juffrouw madam madame monsieur mademoiselle miss sir "
    "mister dokter doctor docteur doktoor professor professeur zuster broeder nurse sister verpleegster "
    "verpleger verpleegkundige chirurg collega collega's infirmiere infirmier directeur directrice president "
    "ministre minister maire burgemeester pastoor team allemaal allen manager practitioner specialist "
    "assistant speaker chief justice station unit office secretary universe world ic icu nicu pacu ok mri ct "
    "uz az spoed mug ehbo oncologie oncology geriatrie geriatrics pediatrie cardiologie cardiology "
    "neurologie dialyse radiologie chirurgie revalidatie kamer room chambre bed afdeling god jezus jesus "
    "allah kerst kerstmis pasen sinterklaas christmas easter google facebook whatsapp facetime skype netflix "
    "instagram sudoku mango mangomoment mangomomenten mangomoments nursing staff nurses doctors everybody "
    "colleagues friends family verpleegkundigen verpleegsters zusters artsen dokters lezer lezers mensen "
    "verpleging redactie vrienden familie equipe patient patiente bewoner bewoonster oma opa mama papa mam "
    "pap tante nonkel mum dad mom maman collegues amis intensieve intensive spoedgevallen emergency "
    "palliative intern interne inwendige materniteit maternity kraamafdeling urgences pediatrics psychiatrie "
    "psychiatry orthopedie urologie gynaecologie verloskunde ein eine einen einem einer und aber oder wenn "
    "dann sie es wir ich mein meine unser unsere sein seine ihr ihre nicht kein keine ja nein nach vom zum "
    "zur ohne auf im am bei beim aus durch uber fur seit wahrend weil dass warum wann auch noch schon nie "
    "immer heute gestern danke bitte guten jeder jede alle alles nichts jemand niemand hatte angst "
    "geburtstag krebs zeit hilfe besuch schmerzen hunger durst fieber gluck kaffee tee kuchen blumen musik "
    "medikamente operation chemotherapie diagnose klinik krankenhaus zimmer arztin arzte pflegerin pflege "
    "schwester schwestern krankenschwester visite tag tage nacht abend woche wochen monate jahr jahre "
    "stunden minuten leben trost mut kraft freude tranen urlaub hause haus kinder weihnachten ostern montag "
    "dienstag mittwoch donnerstag samstag frau herr doktor"
)
# What somebody may say to be, speak or have with a capital, where no title tells a name.
BELONGINGS: Final = _set_of(
    "belg belgisch belgische nederlander nederlandse vlaming vlaamse waal waalse turk turkse marokkaan "
    "marokkaanse pool poolse franse fransman duitse duitser engelse engelsman brit britse italiaan "
    "italiaanse spanjaard spaanse roemeen roemeense bulgaar oekraiense syrier syrisch syrische afghaan "
    "irakees antwerpenaar antwerpse gentenaar gentse brusselaar brusselse limburger limburgse fries "
    "amsterdammer rotterdammer moslim moslima christen christelijk katholiek joods jood boeddhist hindoe "
    "belgian british american irish scottish welsh moroccan syrian muslim christian catholic jewish hindu "
    "buddhist european belge francais francaise flamand flamande wallon wallonne marocain marocaine turc "
    "turque italien italienne espagnol bruxellois bruxelloise neerlandais polonaise polonais musulman "
    "musulmane catholique frans duits engels nederlands vlaams waals turks arabisch pools russisch spaans "
    "italiaans grieks berbers marokkaans roemeens portugees oekraiens bulgaars chinees french german english "
    "dutch flemish turkish arabic polish russian spanish italian greek ukrainian chinese alzheimer parkinson "
    "covid corona crohn hodgkin"
)
