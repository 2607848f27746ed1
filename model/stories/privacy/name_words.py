"""The words that decide if a capital is a name: what is also a word, and what stands before and after names.

All without accents and capitals, as texts are compared. Words of the four languages stand together.
"""

from __future__ import annotations

from typing import Final


def _set_of(*words: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for text in words for word in text.split())


# First names that are also words, so that a capital at the start of a sentence says nothing.
ALSO_WORDS: Final = _set_of(
    "ale amber ambre amie amor an ana ange angel ani aria art asa ascension august auguste aura aurore "
    "autumn bas beat beau ben bill bo bob bonnie brad brand brandi brandy bud cal can candela capucine "
    "cara carol cas charity charlotte chase cherie claire clair clement constance comfort constant coral "
    "cord crystal curt daisy dale dan dawn dean dee desiree destiny devin diamond divan don dries earl "
    "ebony eden edit ela else emir ema engel ernst faith fanny fem feline fleur floor flor flora flore "
    "florence franc franco frank gabel gala gale gene gil gill glen gloria grace gracia grant greet gust "
    "guy harm harsh hazel heather heide helen helm holly hope honore hunter iris ion ira ivy jack jade "
    "jasmijn jasmin jasmine jay jean jet job joe joke jolie josh joy juste kader kai kaiser kay ken "
    "kenter kick kiki king kit koen lance laure laurel lea lee leen lex lief lien lies lieve lily linde "
    "line lino lot lou luc lucky mad mae major mar mare margot marin marina marine mark mart martial "
    "mason mat max maxi maxime meg melodie melody merel merle merlin mika miel misty moira morgan mona "
    "naz nail nick nova olive om oscar pace paco page parker pastor pat patience peace pearl penny "
    "philippine pia pierce pier pierre pim prince princess puck raf ray raven red reine rich ridge rim "
    "river robin rock roman romaine roos rosa rose rosemary rosie rowan roy ruby rune rye sage sally "
    "sandy sera serge sierra sky sol sole spencer star steven sterre sue summer sunny sus tan tea ties "
    "tiffany till tim tine toon tony tour toy troy ula urban us vere victoire viola violet violette "
    "volker ward warren wil will willow willy wolf wolfram wout zoete blanche celeste douce parfait "
    "precious poppy blossom ginger gentil bloem lotus lis lore mina mien riet mieke kees fons barbe "
    "bastien aime aimee benoit prudence modeste fortune regis baptiste wendy hein ado adi ali ida ide "
    "ilse sen sem stan sten storm sterk trees truus vic zeger blessing truth hera kora nele prima sabine "
    "silke sofia sunday mercedes carmen candy cherry lucia maria santa bella dolores consuelo soledad "
    "trinity"
) - _set_of(
    "ali ida ilse nele silke sofia lucia sabine kees truus mieke charlotte maria carmen helen wendy tim vic"
)
# These have a capital for another reason, too: months, feasts, countries and towns.
RISKY: Final = _set_of(
    "april avril mai mei may june juni juli july juillet august aout augustus september sept oktober "
    "december noel eve pascal pascale valentin valentine toussaint natale domingo easter sunday monday "
    "paris london sydney jordan chelsea kent holland france israel chad brooklyn dallas austin vienna "
    "asia india china georgia carolina adelaide alexandria lourdes santiago savannah verona siena roma "
    "milan geneva cairo kenya africa america britain england scotland ireland italia florence victoria "
    "virginia brittany lorraine jesus allah messias mohammed_ali avalon covid corona alma apple siri "
    "alexa google mango mona dolly mercedes christian baptist ramadan santa trinity ascension king prince "
    "princess kaiser major dean earl judge doctor bishop pope abt pater padre"
)
# Family names that are words as well: less than a name when they stand alone.
FAMILY_WORDS: Final = _set_of(
    "aarden adelaar abt agate amble apte archer arts auger bacher back bacon bader bail baker bakker bal "
    "bale ball banks bar barbe barber bard barker baron barre bates bath beck beer begin bell ben bender "
    "berg berger best bigot bird bishop bischof bijl black blanc blank blom blok boer boers bold bond "
    "bonnet bonte boom boon boot booth born bos bosch bouchet bouillon boulanger bourgeois bouvier bowler "
    "brand brands braun brick bridge broek broeders brook brooks brouwer brown brun bruin bruyn buck bull "
    "burger burns burg bury bush busch butcher butler camus cannon carpenter carre carry carter carton "
    "chambers chandler chapelle charpentier chase chauvin chevalier chretien church clair clark claus "
    "clay clear clement clerc cliff close coach coast cook cool coolen cooper costa courtier cousin "
    "couturier cox crane craven cross cruise dale dam damen dar das dash day deacon dean dekker denk "
    "devine dieu dimanche diver dixit dokter doctor dooms downing driver drum duck duff duke dunn durant "
    "dyer early eerden engel england ernst even evers fair fall farmer fee ferry field fields fink first "
    "fish fisher fleck flood fontaine ford forest fort foster fournier fox france frank franke free "
    "freeman french fresh frisch frost fry fuchs fuller gaillard gaine gale garden garland garner garnier "
    "garret gay gerber germain gibbon gill given glasses gold golden good goede goud grand grant grave "
    "graven gray green grenier grey griffin grill grob groen groot gros gross gut guy haan haas hack hak "
    "hale half hall hamel hammer hand handler harder hardy hare harp harper hart hasty haven have hawk "
    "hay heart heath heel heer heilig heim hein held helder hell helm hemel herbst here herman hero heron "
    "herzog hill hoek hoeks hoes hof hold holder holland holt honing hood hoofd hoogland hope horn horst "
    "hout house huis huisman hull hummel hunt hunter hurst huys ivory jager jansen_en jean jewel jong "
    "jonge joy judge jung junk kaiser kale kamp kamper kant kar kasper kemp kent ketel key kind king "
    "kirche kirk kiss klein klok knapp knecht knight knoll knop koch kohl kok koning konings koopman kop "
    "kopf kort kost kosten koster kraft kramer krause kreuz kroon kruis kuhl kuhn kuiper kummer kurz laan "
    "lacy lad lage laine lake lamb lamm lamp land lande lane lang lange langer large last late laurent "
    "law lawless leach league lee leech leeuw leger lens les lester levy light lind linde lion lips list "
    "little loep lock lombard long loop loos lord lot louis love low lower loyal lucas lynch maas mace "
    "maes_en mager maillet maire major man manager mander mann manner mark market marron marsh marteau "
    "martel martin mason master mate matin mayer mayor mees meer meester meier meister melody mercier "
    "merry meunier miles mill miller mills minister minne mode moeder molen molenaar monk moody moon mooi "
    "moor more moreau morgan morgen morgens morrow moser moss moulin mountain mouton mulder nagel nagels "
    "nail neef nest neven noble noel noir norman north oak oliver olivier ooms oord oost opera orange oud "
    "ouwel over paard pace page pages palm palmer pan pape paquet parent paris park parker parson parsons "
    "pastor pater paul payer peacock pearl peer pen pepper peter petit philips picard pieper pierre pilot "
    "pin pire pitt plank plant plover pock pollard pond pool poor pope port porter post pot poter pottier "
    "potter poulain power powers praet press price priest prince prins prior proost provost put quick "
    "radio rafter raid rail rain ram ramp rapin ray read reed reich reif rein reis renard rice rich "
    "richter riddder ridder ridge ridder_van riem rijk rijks ring ritter riviere road rob robin roche "
    "rock roman roofs room roos root rose rosier rot rouge rousseau roux rowan ruddy ruelle ruiter rush "
    "russ rust sage sailor salmon sand sane sauer saunders sauvage savage schaap schaefer schaf schacht "
    "schenk scherf schilder schip schipper schmidt_en schneider schoen scholier school schoon schrijver "
    "schroder_en schuster schutter schwarz sears seal sergeant sexton shah shall sharp shepherd shield "
    "shields shine short silk silver singer sire skipper slager slim sluis small smart smet smid smit "
    "smith snel snow soldier som sommer spaan spear speer spence spencer spiegel spies spring sprong "
    "spruit stack star stark start steel steen steiger stein stel stem stern stevens steward stewart "
    "stock stokes stolz stone storm strand street strick strong stuart sturm summer summers sunday supple "
    "sur swan sweet swift tack tailor tak tank tanner tara taylor temple tester thaler thatcher thorn "
    "tiger timmerman tisserand toll tom toren tower town travers troy trost trouble true tucker turk "
    "turner urban vaillant valentin vallee vermeil verhaar vial victory vienne vigneron vink vis visser "
    "vlieg voet vogel voisin vos vrees vries vroom wachter wade wagen wagner wald walker wall waller wand "
    "ward warm warmer warren water waters watt weaver web weber week weg weide weiss weiser wel wells "
    "welt wensen werk west wever wheeler white wicht wiel wieland wild wind winkel winkler winter winters "
    "wijn wijs wit witte wolf wolk wolken wood woods woude wolle wren wright wurm yogi young zaal zander "
    "zee zeiler zijl zimmer zimmermann zoet zomer zon zondag zotter zwaan zwart zorg dank dada deep denis "
    "gala god godin goda hora idem kota mata mee mende mens merci mira moi moet muni nee nette nori pall "
    "pandit pant privet purple salam sant sara sari sel sever tata tot vasa vilain wende"
)
# Diseases, signs and tests with the name of somebody.
EPONYMS: Final = _set_of(
    "parkinson alzheimer lyme tourette creutzfeldt jakob creutzfeldt-jakob hodgkin crohn down wilson addison "
    "raynaud charcot guillain barre guillain-barre huntington kahler meniere basedow cushing graves marfan "
    "sjogren bechterew pfeiffer turner klinefelter hirschsprung perthes scheuermann dupuytren bell apgar "
    "glasgow braden norton barthel katz fowler trendelenburg foley redon penrose holter doppler rontgen "
    "roentgen heimlich ritalin kaposi ewing wilms paget hashimoto waterhouse rett asperger angelman edwards "
    "patau williams becker duchenne korsakoff korsakov wernicke lewy pick behcet bornholm menetrier still "
    "horton kawasaki ebola zika marburg norwalk salmonella braille montessori kubler-ross tena dafalgan "
    "betadine nurofen"
)
STRONG_EPONYMS: Final = _set_of("tourette parkinson alzheimer barre hodgkin crohn korsakoff korsakov charcot")
# In the lists, but hardly ever anybody's name in a story.
NO_FIRST_NAMES: Final = _set_of(
    "forum das der van dom lino lotto max_en romaine abdis server serve sever side vie"
)
# What has a capital without being a person: brands, games, peoples, religion, what is meant by many.
THINGS: Final = _set_of(
    "internet wikipedia chatgpt nature natur natuur earth time act minecraft fortnite roblox lego "
    "playmobil netflix youtube pokemon tiktok ipad iphone nintendo disney barbie spotify duplo uno "
    "scrabble monopoly rummikub tetris mario mikado ikea lidl aldi colruyt delhaize carrefour tesco boots "
    "bbc vrt rtl rtbf npo zdf ard nhs cpas ocmw mutualite red rode kruis cross croix rouge rotes kreuz "
    "zorg care service services dienst team teams unit units ward wards department staff crew club klub "
    "bond vereniging stichting foundation association comite commission hospital hospice clinic kliniek "
    "klinik klinikum hopital clinique ziekenhuis spital ziekenhuizen school college universiteit "
    "university universite centrum center centre zentrum street road lane avenue square bridge park "
    "garden house home tower church cathedral kerk kapel plein straat laan day dag eve week weekend award "
    "prize prijs cup marathon tour festival concert kermis orchestra orkest band choir koor film movie "
    "show who practitioner practitioners specialists teresa nightingale sinatra presley beethoven mozart "
    "bach chopin vivaldi brel piaf hallyday rieu obama dylan potter_and mouse claus christmas xmas "
    "kerstmis kerst pasen pinksteren ramadan sinterklaas suikerfeest kamer raad overste regering "
    "parlement europa europe belgie belgique belgium belgien nederland netherlands pays-bas holland "
    "frankrijk france duitsland germany deutschland allemagne engeland england angleterre spanje spain "
    "espagne spanien italie italy italien marokko maroc morocco turkije turkey turquie polen poland "
    "pologne oekraine ukraine syrie syria suisse schweiz zwitserland oostenrijk osterreich autriche congo "
    "kongo kinshasa amerika america usa canada australie afrika africa afrique azie asia asie vlaanderen "
    "flandre flanders wallonie wallonia brabant limburg londen londres bijbel bible coran koran quran god "
    "gott dieu lord heer seigneur mary's wifi gps tv sms pc cd dvd dna ecg ekg eeg rx mri ct covid-19 "
    "covid corona skype zoom whatsapp messenger facebook instagram google windows microsoft apple word "
    "excel outlook dafalgan ibuprofen paracetamol morfine morphine morphium aspirine nutella cola coca- "
    "cola pepsi haribo leffe duvel jupiler guinness champagne porto martini lotto mensch patiënten "
    "patienten gasthuis rusthuis woonzorg"
)
# Before a name these make a saint, a king or a figure of a tale of it.
HONOURED: Final = _set_of(
    "st sint sinte saint sainte sankt santa san heilige holy virgin vierge ave koning koningin king queen "
    "prins prinses prince princess princesse keizer keizerin reine roi konig konigin paus pope pape "
    "zwarte kabouter big uncle_sam santa_claus papst kaiser kaiserin hertog hertogin duke"
)
# Figures of tales, songs and prayers, and people whom everybody knows.
FIGURES: Final = _set_of(
    "harry_potter mickey_mouse james_bond peter_pan moeder_teresa mother_teresa mere_teresa mutter_teresa "
    "vader_abraham magere_hein jan_modaal jan_klaassen maria_middelares ave_maria florence_nightingale "
    "winnie_the big_ben andre_rieu frank_sinatra elvis_presley jacques_brel edith_piaf johnny_hallyday "
    "johnny_cash bob_dylan bob_marley freddie_mercury nelson_mandela albert_einstein anne_frank romeo "
    "helene_fischer udo_jurgens will_tura raymond_van_het_groenewoud"
)
DETERMINERS: Final = _set_of(
    "de het een 't the a an un une le la les l' du des d' der die das dem den ein eine einen einem einer "
    "deze dit dat this that these ce cet cette ces mijn my mon ma mein meine onze our notre unsere geen "
    "no aucun kein elke every chaque jeder jede welke which quel some wat another autre andere paar twee "
    "two deux zwei"
)
AGAINST_KNOWN: Final = _set_of("an een un une ein eine")
BEFORE_NAMES: Final = _set_of(
    "met with avec mit zonder without sans ohne voor for pour fur door by par durch bij chez bei tegen "
    "van from von naast aan to ook also aussi auch toen then puis dann alors en and et und of or ou oder "
    "dat that que dass omdat because waarom zoals like comme wie als wanneer when quand wenn terwijl "
    "while namens vroeg"
)
SPEAKING_BEFORE: Final = _set_of(
    "zei zegt vroeg vraagt antwoordde riep fluisterde lachte glimlachte said says asked whispered smiled "
    "laughed replied dit demanda repondit murmura sourit sagte fragte flusterte rief lachelte"
)
SEEING_BEFORE: Final = _set_of(
    "zag hoorde kende kennen ontmoette saw heard knew met_en vis vu entendu entendais voyais connaissais "
    "connu rencontre sah horte kannte traf noem noemde noemden heet genaamd"
)
SMALL_BEFORE: Final = _set_of(
    "little young old kleine lieve oude jonge petit petite vieux vieille jeune klein alte kleiner"
)
GREETING_BEFORE: Final = _set_of(
    "bedankt dankjewel dank dank_je merci thanks thank_you you danke dag hallo hoi hey hi hello dear "
    "lieve liefste beste cher chere bonjour salut bonsoir liebe lieber goedemorgen goeiemorgen "
    "goedenavond adieu bye vaarwel sorry pardon proficiat welkom welcome bienvenue"
)
SPEAKING: Final = _set_of(
    "zei zegt vroeg vraagt antwoordde riep fluisterde lachte lacht glimlachte knikte said says asked asks "
    "whispered smiled smiles laughed nodded replied answered dit demanda demande repondit murmura sourit "
    "sourire sagte sagt fragte fragt flusterte rief lachelte nickte vertelde vertelt told huilde cried "
    "wept knipoogde winked giggled grinned"
)
ACTING: Final = _set_of(
    "kwam komt bracht brengt gaf geeft bleef blijft hielp helpt nam neemt hield houdt zat zit stond staat "
    "liep loopt ging gaat keek kijkt wist weet zag ziet wilde wil moest mocht mag deed doet las leest "
    "zong zingt belde belt luisterde luistert legde legt waste wast streelde kende kent verzorgde "
    "verzorgt werkte werkt woonde woont stelde stelt merkte merkt begon begint schreef schrijft stuurde "
    "stuurt vond vindt dacht denkt sliep slaapt dronk drinkt at eet speelde speelt tekende tekent "
    "troostte troost zette zet haalde haalt maakte maakt gebruikte wachtte wacht draaide duwde trok "
    "hoorde hoort leerde leert kuste zwaaide danste lag ligt snapte begreep begrijpt zorgde zorgt vergat "
    "vergeet werd wordt trakteerde regelde regelt came comes brought brings gave gives stayed stays "
    "helped helps took takes held holds sat sits stood stands went goes looked looks knew knows saw sees "
    "wanted wants did does read reads sang sings called calls listened listens washed stroked worked "
    "works lived lives noticed notices began wrote writes sent found finds thought thinks slept drank ate "
    "played plays drew comforted put fetched made makes waited waits turned pushed heard taught kissed "
    "waved danced lay understood forgot remembered remembers kept keeps left let loved loves liked "
    "walked ran explained showed promised offered cared cares wheeled tucked died dies visited hugged est "
    "etait a avait venait vient vint apporta apporte donna donne donnait resta reste restait aida aide "
    "aidait prit prend prenait tenait tient assise assis savait sait vit voit voyait voulait veut fit "
    "fait faisait lit lisait chanta chante chantait appela appelle ecouta ecoute ecoutait lava lave "
    "travaille travaillait habite habitait remarqua remarque commenca ecrivit trouva pensait dormait dort "
    "jouait joue dessina consola posa prepara attendait attend caressa connait connaissait embrassa "
    "comprit oublia nous m'a m'avait s'est s'assit kam kommt brachte bringt gab gibt blieb bleibt half "
    "hilft nahm nimmt hielt halt sass saß sitzt stand steht geht schaute schaut wusste weiß sah sieht "
    "wollte will musste durfte tat tut liest singt rief horte wusch arbeitete arbeitet wohnt wohnte "
    "bemerkte begann schrieb schickte fand dachte schlief trank spielte trostete setzte holte machte "
    "wartete verstand vergass zeigte erklarte hat hatte"
) - _set_of("est etait a avait")
BEING: Final = _set_of(
    "est etait a avait is was had has heeft werd wordt can could would kan kon zou mocht may might ist "
    "war wurde uit van zijn haar 's en and et und always altijd toujours immer never nooit jamais who die "
    "qui"
)
# Never names without a capital, though lists of names have them.
ORDINARY_WORDS: Final = (
    ACTING | SPEAKING | BEING | BEFORE_NAMES | GREETING_BEFORE | DETERMINERS
    | _set_of(
        "over said see side server serve sever sale sole rad loan lode mentor fares nada adem bela dam "
        "gazel guy hunter koker helen lien loot lasse even fair good gay clear near more less koken "
        "lachen smile verhaal alle allen edel einer fugen gunter oft gern aux eux moi toi soi lui leur "
        "pas plus bon bonne belle beau clair noir petit grand gros vieux jeune gentil gentille lent fin "
        "fine sur net nu blij boos moe oud jong lief klein groot kort lang wel niet mee mede toe los vast "
        "weg terug hier daar veel weinig echt heel erg"
    )
)  # fmt: skip
# Of the family names that are words, those that are common as names.
PROFESSIONS: Final = _set_of(
    "bakker visser smit smet mulder dekker koning kok bos vos wolf jager kuiper brouwer schipper meyer "
    "smith baker cook taylor carter miller walker hunter turner green brown young hall king wright koch "
    "becker weber wagner schneider fischer zimmermann bauer petit fournier mercier boucher bernard martin "
    "richard robert laurent hughes peters stevens wouters timmerman molenaar schouten dubois"
)
GERMAN: Final = _set_of("ich ist nicht auch wir dass wurde hatte sehr mich mir sich haben sie noch kam")
OTHER: Final = _set_of("the was het een ik niet je est dans she he it they ils elle mijn met zijn pas sur")


def is_thing(word: str) -> bool:
    """Whether a word has a capital for another reason than to be a name: a game, a disease, a country.

    >>> is_thing("Minecraft"), is_thing("Parkinson"), is_thing("Fatima")
    (True, True, False)
    """
    return word.lower() in _NO_PERSONS


_NO_PERSONS: Final = (THINGS | EPONYMS | _set_of("noel")) - _set_of(
    "mozart bach chopin obama dylan potter turner wilson becker williams edwards bell ewing pick still "
    "horton norton barthel braden fowler foley park day heer home house street lane bond tour cook graves "
    "kruis cross croix mario koran centre straat laan kerk kapel plein garden bridge tower church roux "
    "lewy marburg raad huntington addison cushing down mensch ward band kamer boots france holland "
    "england teresa katz paget word mary's page lord god gott dieu seigneur movie champagne porto martini "
    "lego barbie service"
)
