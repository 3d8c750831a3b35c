"""Turns of phrase that show a behaviour, by language; all in folded text (small letters, no accents).

A cue is strong and not complete: what it does not find, the sentence vectors may. Dutch is the language of the
scenarios' home; the others have the plainest cues only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from server.content.scenarios.behaviours import Behaviour as B

_DAY = r"(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)"
_MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_NUMBER = (
    r"(?:\d+|een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|twintig|dertig|veertig|vijftig|honderd)"
)
_TERM = rf"(?:minu\w+|uur|uren|(?:werk)?dag(?:en)?|we(?:ek|ken)|maand(?:en)?|kwartaal|jaar)"
_FEELING = (
    r"(?:boos|kwaad|woest|verdriet\w*|teleurgesteld|teleurstelling|frustr\w*|geirriteerd|geschrokken|schrik\w*|bang|"
    r"zorgen|bezorgd\w*|wanhop\w*|moe|machteloos|onzeker\w*|overstuur|van slag|raakt|hoog zit|gespannen|baalt|klaar mee|"
    r"emotioneel|vervelend|naar|rot|zwaar|hard (?:aan|binnen)\w*|moeilijk|pijnlijk|lastig|serieus genomen|gehoord voelt)"
)
_PERSON = r"(?:u|je|jij|jullie|uw|jouw)"
_STOPS = (
    r"(?:stop|stoppen|beeindig|hang ik op|ga ik weg|loop ik weg|gesprek (?:is )?(?:voorbij|stopt|klaar)|moet u weg|"
    r"vertrekken|beveiliging|roep ik|haal ik|andere keer)"
)

_NL: Final[dict[B, str]] = {
    B.ACKNOWLEDGED_FEELING: (
        rf"\b(?:ik )?(?:snap|begrijp|hoor|zie|merk|voel|kan me (?:goed )?voorstellen|kan zien)\b.*\b{_FEELING}\b|"
        rf"\b{_PERSON}\b.{{0,20}}\b(?:boos|kwaad|verdrietig|teleurgesteld|geschrokken|bang|wanhopig)\b.*\b(?:snap|begrijp|zie|hoor)\b|"
        rf"\b(?:logisch|begrijpelijk|terecht) dat {_PERSON}\b|\bwat (?:een )?(?:naar|vervelend|erg|vreselijk|verdrietig|rot)\w*\b|"
        r"\bdat (?:moet|lijkt me|is|klinkt)\b.{0,15}\b(?:schok|schrikken|klap|heftig|frustrerend|zwaar|vervelend|ontzettend|pijnlijk|niet niks)\b|"
        r"\bgecondoleerd\b|\bsterkte met\b|\bzou (?:ik|mij|me) ook\b|\b(?:komt|kwam) hard (?:aan|binnen)\b|"
        r"^vervelend dat (?:u|je)\b|\bniet niks\b"
    ),
    B.APOLOGISED: (
        r"\b(?:sorry|excuus|excuses|spijt (?:me|mij|ons)|neemt? u? ?mij? niet kwalijk|neem me niet kwalijk|vergeef)\b"
    ),
    B.OPEN_QUESTION: (
        r"^(?:(?:en|maar|dus|ok|oke|nou|eh|vertelt? u? ?(?:me|mij)? ?eens|vertel eens),? )*(?:wat|hoe|waar\w*|waarom|welke?|wie|wanneer)\b"
        r"(?!.*\b(?:begrepen|onthouden|afgesproken|uitleg|neemt u mee|neem je mee)\b)|"
        r"\bkun(?:t|nen)? (?:u|je) .*\bvertellen\b|\bvertelt? (?:u )?eens\b|[,:] (?:wat|hoe|waar\w*|welke) .*\b(?:u|je|jij|er)\b.*\?"
    ),
    B.CLOSED_QUESTION: (
        r"^(?:(?:en|maar|dus|ok|oke|nou|eh),? )*(?:heeft|hebt|heb|bent|ben|is|was|waren|zijn|staat|stond|woont|werkt|kent|moet|moest|"
        r"ontvangt|krijgt|klopt|komt|weet|ligt|had|kwam|deed|doet|gaat u vandaag|zit)\b(?!.*\b(?:duidelijk|helder|uitgelegd|vragen|onduidelijk|"
        r"liever|voorkeur)\b)"
    ),
    B.SUMMARISED: (
        r"\bals ik (?:u|je|het|jou|dat)\b.{0,12}\b(?:goed|begrijp|op een rij)\b|\b(?:samengevat|samenvat\w*|kort gezegd|met andere woorden)\b|"
        r"\bbegrijp ik (?:het )?(?:goed|dat)\b|\b(?:ik hoor|hoor ik) (?:u|je|jou) (?:zeggen|vertellen)\b|\b(?:u|je) (?:zegt|zeg|vertelt|bedoelt|noemt)\b|"
        r"^dus\b.{0,12}\b(?:u|je|jij|het gaat|eerst|wat)\b|\bof ik het goed heb\b"
    ),
    B.GAVE_REASON: (
        r"\b(?:omdat|doordat|want|vanwege|reden|aanleiding|waarom)\b(?!.*\?)|\b(?:heeft|ligt) (?:er)?(?:ermee|aan|te maken)\b|"
        r"\bdaarom\b|\bdat komt\b|\bheeft (?:ermee )?te maken\b|^door een\b|\bdat komt omdat\b|\bwegens\b"
    ),
    B.GAVE_DATE: (
        rf"\b{_DAY}\b|\b\d{{1,2}} {_MONTH}\b|\b(?:binnen|over|nog) {_NUMBER} {_TERM}\b|\b(?:in|eerste week van|eind|begin) {_MONTH}\b|"
        rf"\b(?:morgen|overmorgen|morgenochtend|morgenmiddag|vanmiddag|vandaag nog|volgende week|volgende maand|eind van de (?:dag|week|maand)|"
        rf"eind deze week|einde van de (?:dag|week|maand)|uiterlijk|voor twaalf uur|om {_NUMBER} uur)\b"
    ),
    B.OFFERED_CHOICE: (
        r"\b(?:kiezen|keuze|keus|voorkeur|liever|het liefst|alternatief|andere (?:optie|mogelijkheid)|mogelijkheden|twee dingen|in plaats daarvan)\b|"
        r"\b(?:u|je|we) (?:kunt|kan|kunnen|mag)\b.*\b(?:of|ook|maar ook)\b|^of .*\bof\b|\bhet kan (?:op|via|ook)\b|\bwat wel kan\b|\bwel (?:morgen|een)\b|"
        r"\bwilt u \w+ of \w+"
    ),
    B.OFFERED_ACTION: (
        r"\b(?:ik|dan) (?:zoek|bel|regel|vraag|ga|kijk|noteer|maak|print|stuur|mail|geef|zorg|pas|help|loop|vul|neem|zet|bel ik|regel ik|loop ik|"
        r"schrijf|leg)\b.*\b(?:voor (?:u|je)|even|uit|samen|nu|vandaag|meteen|door|na|na\?|terug|aan|achteraan|op me|met u mee|ermee|toe|recht|systeem|vervangen)\b|"
        r"\bzal ik\b|\blaat m(?:ij|e)\b.*\b(?:uitzoeken|bellen|kijken|regelen)\b|\bik (?:zorg|regel)\b|\bwe vullen\b.*\bsamen\b|\bvoor u (?:op|uit|aan|na)\b"
    ),
    B.REFUSED: (
        r"\b(?:dat|dit|het|er|daar|eerder|nee)\b.{0,25}\b(?:kan|kunnen|gaat|mag|lukt|gaan)\b.{0,25}\b(?:niet|geen|niks|niets)\b|\bonmogelijk\b|"
        r"\b(?:ik|wij|we|u|je)\b.{0,18}\b(?:kan|kunt|kunnen|mag|mogen|geven|geef|heeft|komt|krijgt|kom)\b.{0,45}\b(?:niet|geen)\b"
        r"(?!.*\b(?:schel|schreeuw|dreig|begrij|filmen)\w*)|\bafgewezen\b|\bteleurstellen\b|\bbesluit blijft\b|\bniet mogelijk\b|\bniet in aanmerking\b|"
        r"\bgeen (?:recht|mogelijkheid|uitzondering|plek)\b|\bkan (?:echt |helaas )?niet\b|\bgaat niet door\b|\bbegin ik niet aan\b|^nee,? dat\b|"
        r"\bniet(?:-| )ontvankelijk\b"
    ),
    B.SET_LIMIT: (
        r"\bik (?:wil|accepteer|sta|vind|wens|laat)\b.{0,25}\b(?:niet|geen)\b.{0,40}\b(?:praat|scheld\w*|uitschel\w*|schreeuw\w*|dreig\w*|bedreig\w*|toe|"
        r"goed|prettig|gefilmd|zo|aangesproken|afkraak\w*)\b|\bgrens\b|\btot hier\b|\bte ver\b|\bstop (?:met|daarmee|nu)\b|\bophoud\w*\b|\bhoud afstand\b|"
        r"\bu mag m(?:ij|e) niet\b|\bniet (?:toegestaan|aan mij komen)\b|\bblijf van\b|\bkan hier niet\b|\bwil (?:dat )?ik niet\b|\bdat wil ik niet\b|"
        r"\bsta ik niet toe\b|\bzo (?:wens|praat|wil)\b.*\bniet\b|\bdat accepteer ik niet\b|\bgewaarschuwd\b|\bwij filmen hier niet\b|\bhaalt? (?:u )?de camera\b|"
        rf"\b(?:als|wanneer|indien)\b.*\b(?:blijft?|doorgaat?|nog een keer|zo (?:blijft|door))\b.*\b{_STOPS}|"
        rf"\b(?:schel\w*|schreeuw\w*|dreig\w*|film\w*)\b.*\b{_STOPS}"
    ),
    B.LIMIT_WITH_CHOICE: (
        rf"\b(?:als|wanneer|indien)\b.*\b(?:blijft?|doorgaat?|nog een keer|zo)\b.*\b{_STOPS}|^(?:u kiest\W+)?of (?:u|je|jij)\b.*\bof\b.*\b{_STOPS}|"
        rf"\b(?:anders|zo niet|zo door)\b.*\b{_STOPS}|\b(?:rustig|normaal|zitten|schreeuwen|dreigen|filmen)\b.*\b(?:of|anders|zo niet)\b.*\b{_STOPS}|"
        rf"\bkeu(?:ze|s)\b.*\b(?:rustig|normaal|scheld\w*)\b|\bu kiest\b.*\b(?:dreig|schel|schreeuw)\w*"
    ),
    B.USED_JARGON: (
        r"\b(?:buiten behandeling|herstel(?:verzuim|termijn)|verzuim te herstellen|beschikking|belanghebbende|inlichtingenplicht|draagkracht|voorliggende|"
        r"participatiewet|niet-? ?ontvankelijk|conform|middels|vigerende|discretionaire?|ketenpartners?|integra(?:al|liteit)|stakeholders?|"
        r"kostendelersnorm|behoudens|artikel \d+|op grond van|dient u|u dient|daartoe bestemde|value proposition|end-to-end|roadmap|deliverables?|"
        r"business case|meldingsdatum|beleidsregels|bevoegdheid|omgevingsvergunning|awb|bezwaarschrift|zienswijze|mandaat)\b"
    ),
    B.BLAMED: (
        r"\beigen schuld\b|\b(?:had|hadden) (?:u|je|jij)\b.{0,15}\b(?:maar|beter|zelf|niet|moeten|eerder)\b|\b(?:u|je|jij) had\b.*\b(?:moeten|eerder)\b|"
        r"\bniet (?:ons|mijn) probleem\b|\b(?:u|je|jij) (?:bent|maakt|heeft|doet|luistert|denkt)\b.{0,25}\b(?:zelf|altijd|ook nooit|ook alleen|te laat|er zelf)\b|"
        r"\bdoor (?:uw|jouw|jou)\b|\baan uzelf\b|\bligt aan (?:u|jou)\b|\bals (?:u|jij|je)\b.*\b(?:had|was)\b.*\b(?:gedaan|ingeleverd|geweest|geluisterd)\b|"
        r"\btoch weten\b|\bdat had (?:u|je)\b|\bdan had (?:u|je)\b|\bzelf verantwoordelijk\b"
    ),
    B.DISMISSED: (
        r"\b(?:rustig|kalm|kalmeer)\b(?!.*\b(?:praat|praten|verder|plek|mee)\b)|\bvalt (?:toch |best )?(?:wel )?mee\b|\boverdrij\w*|\bdoe (?:eens |even |toch )*normaal\b"
        r"(?!.*\bgaan we\b)|\baanstel\w*\b|\bstel je niet\b|\bzo erg is\b|\b(?:maakt?|maak) (?:u|je)\b.*\b(?:niet|geen)\b.*\b(?:druk|zorgen)\b|\bniks aan de hand\b|"
        r"\b(?:komt|het) (?:vast |wel )*goed\b|\b(?:hebben|is) het veel (?:slechter|zwaarder)\b|\bveel (?:slechter|zwaarder)\b|\bkop op\b|\bvanzelf\b|"
        r"\b(?:moet|hoeft)\b.{0,15}\bniet\b.*\b(?:zo|meteen)\b.*\b(?:doen|worden|reageren)\b|\bgeen ramp\b|\biedereen moet\b"
    ),
    B.APPRECIATED: (
        r"\b(?:dank|bedankt|waardeer\w*|compliment\w*|blij (?:dat|met)|knap)\b|\b(?:fijn|goed|mooi|wat goed) dat (?:u|je|jij)\b|\bwat (?:fijn|goed|mooi)\b|"
        r"\b(?:goed|mooi|zorgvuldig) gedaan\b|\bvond ik mooi\b|\bheel zorgvuldig\b|\bgoed idee\b"
    ),
    B.FETCHED_HELP: (
        r"\b(?:leidinggevende|manager|teamleider|collega|beveiliging|politie|wijkagent|tolk\w*|vertrouwenspersoon|maatschappelijk werk\w*|alarmknop|"
        r"noodknop|iemand)\b.*\b(?:erbij|bij|haal|roep|bel|komt|onderweg|neemt|mee|in|bij ons)\b|"
        r"\b(?:haal|roep|bel|vraag|druk|gebruik|schakel\w*|verbind|pak)\b.*\b(?:leidinggevende|manager|teamleider|collega|beveiliging|politie|tolk\w*|"
        r"vertrouwenspersoon|alarmknop|noodknop|iemand|afdeling|maatschappelijk)\b"
    ),
    B.ENDED_TALK: (
        r"(?<!als )(?:^|[,.] |\bdan |\ben |\bdaarom )(?:ik (?:beeindig|stop|hang|ga nu weg|ga (?:de|nu)|loop nu|verlaat|verbreek)|stop ik nu|we stoppen|"
        r"(?:dit|het|ons) gesprek is|is ons gesprek|u moet nu|hier houdt het op|we praten vandaag niet)\b(?!.*\bals\b)"
    ),
    B.CHECKED_UNDERSTANDING: (
        r"\b(?:duidelijk|helder|onduidelijk)\b(?=.*\?|.*\bvoor u\b|.*\bzo\b)|\beigen woorden\b|\bgoed (?:heb )?(?:uitgelegd|verteld)\b|"
        r"\bduidelijk genoeg\b|\bbegrijpt u\b|\bsnap(?:t|je| je)? (?:u )?(?:wat|het)\b|\bnog vragen\b|\bonthouden\b|\bneemt u mee\b|\bmijn uitleg\b|"
        r"\bbegrepen wat\b|\bwat gaat u straks\b|\bvertellen wat u nu\b|\bchecken\b"
    ),
    B.NAMED_OBSERVATION: (
        r"\b(?:ik (?:zag|hoorde|zie dat|merkte|heb gezien)|zag ik|hoorde ik|viel (?:me|mij) op)\b|"
        r"\b(?:gisteren|vanochtend|vanmorgen|vorige week|deze week|afgelopen \w+|in (?:de|het) (?:vergadering|overleg)|laatste \w+)\b.*\b(?:je|jij|jou)\b|"
        r"^(?:je|jij) (?:kwam|zei|keek|liep|was|nam|hebt|bent|zegde|onderbrak)\b|\btoen je\b|\bu (?:staat|scheldt|schreeuwt|slaat|wijst)\b|\bik merk dat u steeds\b"
    ),
    B.NAMED_EFFECT: (
        r"\b(?:daardoor|waardoor|gevolg|effect|zorgt ervoor|ervoor gezorgd|betekent (?:dat|dit)|dat maakt dat|dan moet ik|zo krijgen)\b|"
        r"\bik (?:schrok|raakte|voelde me|kreeg|kon)\b|\braakt mij\b|\bvond ik vervelend\b|\bhierdoor (?:raakt|moet|kan)\b|\braakte ik\b|\bvoor mij betekent\b"
    ),
    B.MADE_REQUEST: (
        r"\b(?:wil|wilt|zou|kun|kunt|kan|mag) (?:u|je|jij|ik u)\b.*\b(?:voortaan|volgende keer|gaan zitten|invullen|laten|mij|me|vragen|wegleggen|weg|meelopen|mee|"
        r"bellen|nalezen|doen|zachter)\b|\bwil (?:je|u) vragen\b|\bik wil je vragen\b|\bverzoek\b|\bvoortaan\b|\bzou (?:het )?(?:fijn|graag)\b|\blaat het me\b|"
        r"\blaten we afspreken\b|^(?:leg|geeft u|geef|komt u)\b"
    ),
    B.NAMED_BENEFIT: (
        r"\b(?:scheelt|bespa\w*|levert|voordeel|oplever\w*|winnen|tijdwinst|sneller|minder (?:fouten|klachten|werk|kosten)|meer tijd|leuker|"
        r"makkelijker|daalt|tevreden)\b|\b(?:krijgt|krijgen) .*\b(?:rust|tijd) (?:door|voor terug)\b"
    ),
    B.GAVE_EVIDENCE: (
        r"\b(?:bijvoorbeeld|voorbeeld|onderzoek|cijfers|procent|illustratie|getest|neem nou)\b|\b\w+ (?:van de|op de) \w+ (?:mensen|brieven|telefoon\w*)\b|"
        r"\b(?:vorige maand|vorig jaar|elke week|vorige week)\b.*\b(?:waren|kwamen|\w*tig|\w*honderd|geval)\b|\b\w*duizend\b|"
        r"\b(?:gemeente|in) [a-z]+ (?:doen|werken) ze\b|\b(?:uur|minuten) per\b"
    ),
    B.ASKED_DECISION: (
        r"\b(?:akkoord|besluit(?:en)?|groen licht|steun\w*|toestemming|bereid|voorstel)\b.*\?|\bmag ik (?:hier\w*|uw|volgende|er)\b.*\b(?:beginnen|starten|akkoord|mee)\b|"
        r"\bzegt u ja\b|\bdoen we het\b|\bzullen we het zo\b|\bkunnen we dit\b|\bik vraag u om\b|\bja te zeggen\b|\bgaat u (?:akkoord|met mij mee)\b|"
        r"\bgeeft u mij\b|\bsteunt u\b|\bdoorgaan\?"
    ),
}

_EN: Final[dict[B, str]] = {
    B.ACKNOWLEDGED_FEELING: r"\b(?:understand|see|hear|imagine|can tell)\b.*\b(?:angry|upset\w*|frustrat\w*|worried|hard|difficult|disappoint\w*|scared|tired)\b|\bmust be\b.*\b(?:hard|difficult|frustrating)\b",
    B.APOLOGISED: r"\b(?:sorry|apologi[sz]e|apologies|my mistake)\b",
    B.OPEN_QUESTION: r"^(?:and |but |so |ok |well )*(?:what|how|why|which|who|where|tell me)\b",
    B.CLOSED_QUESTION: r"^(?:and |but |so )*(?:do|did|is|are|was|were|have|has) (?:you|it|this|that|there|your)\b.*\?",
    B.SUMMARISED: r"\bif i (?:understand|hear) you\b|\bso (?:you|what you)\b|\bto sum\b|\bin other words\b|\byou(?: are| re)? say(?:ing)?\b",
    B.GAVE_REASON: r"\b(?:because|since|the reason|due to|that is why)\b",
    B.GAVE_DATE: r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|next week|within \w+ (?:days|weeks)|by the end of|in \w+ (?:days|weeks))\b",
    B.OFFERED_CHOICE: r"\b(?:either|choose|choice|prefer|rather|option|alternatively|instead)\b|\b(?:you|we) can\b.*\bor\b",
    B.OFFERED_ACTION: r"\b(?:i will|i ll|ill|let me|shall i|i am going to|i m going to)\b(?!.*\b(?:end|hang up|stop)\b)",
    B.REFUSED: r"\b(?:cannot|can not|cant|can t|not possible|impossible|unfortunately|not allowed|rejected|i am afraid)\b",
    B.SET_LIMIT: r"\bi (?:do not|don t|dont|will not|won t) (?:want|accept|tolerate|allow)\b|\bstop (?:shouting|that|it)\b|\bif you (?:keep|continue|go on)\b",
    B.LIMIT_WITH_CHOICE: r"\bif you (?:keep|continue|go on)\b.*\b(?:end|stop|hang up|leave|security)\b|\beither you\b.*\bor\b",
    B.USED_JARGON: r"\b(?:pursuant|statutory|inadmissible|deliverables?|stakeholders?|end-to-end|value proposition|aforementioned|eligibility criteria)\b",
    B.BLAMED: r"\byou should have\b|\byour (?:own )?fault\b|\byou (?:never|always)\b",
    B.DISMISSED: r"\bcalm down\b|\bnot that bad\b|\boverreact\w*\b|\brelax\b|\bdon t worry\b|\bno big deal\b",
    B.APPRECIATED: r"\b(?:thank|thanks|appreciate|glad (?:that )?you|good that you|well done)\b",
    B.FETCHED_HELP: r"\b(?:manager|supervisor|colleague|security|police|interpreter)\b",
    B.ENDED_TALK: r"\bi(?: am| m)? (?:ending|hanging up|leaving)\b|\bthis conversation is over\b|\bi end this\b",
    B.CHECKED_UNDERSTANDING: r"\b(?:is that|is this|all) clear\b|\bany questions\b|\byour own words\b|\bmake sense\b",
    B.NAMED_OBSERVATION: r"\bi (?:saw|noticed|heard you)\b|\b(?:yesterday|last week|this morning)\b.*\byou\b",
    B.NAMED_EFFECT: r"\bbecause of that\b|\bas a result\b|\bthat (?:made|makes) me\b|\bwhich meant\b",
    B.MADE_REQUEST: r"\b(?:could|would|can|will) you\b|\bi would like you to\b|\bplease\b",
    B.NAMED_BENEFIT: r"\b(?:saves?|benefit|advantage|gains?|faster|fewer|less work)\b",
    B.GAVE_EVIDENCE: r"\b(?:for example|for instance|percent|research|figures|last (?:month|year) (?:we|there))\b",
    B.ASKED_DECISION: r"\b(?:can i start|do you agree|may i start|your approval|can we decide|say yes|go ahead with)\b",
}
_FR: Final[dict[B, str]] = {
    B.ACKNOWLEDGED_FEELING: r"\bje (?:comprends|vois|imagine)\b.*\b(?:colere|touche|decu\w*|inquiet\w*|difficile|frustr\w*)\b|\bc est (?:dur|difficile|frustrant)\b",
    B.APOLOGISED: r"\b(?:desolee?s?|excus\w+|pardon)\b",
    B.OPEN_QUESTION: r"^(?:et |mais |alors )*(?:que|qu est|comment|pourquoi|quel\w*|qui|ou|racontez)\b",
    B.CLOSED_QUESTION: r"^(?:avez|etes|est ce que vous|habitez|travaillez)\b.*\?",
    B.SUMMARISED: r"\bsi je (?:vous )?comprends bien\b|\ben resume\b|\bvous (?:dites|voulez dire)\b",
    B.GAVE_REASON: r"\b(?:parce que?|car|la raison|a cause)\b",
    B.GAVE_DATE: r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|demain|semaine prochaine|dans \w+ jours|au plus tard)\b",
    B.OFFERED_CHOICE: r"\b(?:choix|choisir|preferez|soit|plutot|au lieu)\b|\bvous pouvez\b.*\bou\b",
    B.OFFERED_ACTION: r"\bje (?:vais|vous (?:envoie|rappelle|appelle)|m en occupe|verifie|m occupe|appelle|regarde)\b",
    B.REFUSED: r"\b(?:pas possible|impossible|malheureusement|je ne peux pas|refuse)\b",
    B.SET_LIMIT: r"\bje (?:ne veux pas que|n accepte pas)\b|\barretez\b|\bsi vous continuez\b",
    B.LIMIT_WITH_CHOICE: r"\bsi vous continuez\b|\bsoit vous\b.*\bsoit\b",
    B.BLAMED: r"\bvotre faute\b|\bvous auriez du\b",
    B.DISMISSED: r"\bcalmez vous\b|\bpas si grave\b",
    B.APPRECIATED: r"\b(?:merci|bravo|c est bien que)\b",
    B.FETCHED_HELP: r"\b(?:responsable|collegue|securite|police|interprete)\b",
    B.ENDED_TALK: r"\bje mets fin\b|\bje raccroche\b|\bl entretien est termine\b",
    B.CHECKED_UNDERSTANDING: r"\bc est clair\b|\bdes questions\b|\bavez vous compris\b",
    B.MADE_REQUEST: r"\b(?:pourriez|pouvez|voulez) vous\b|\bs il vous plait\b",
    B.NAMED_BENEFIT: r"\b(?:gagner|economis\w+|avantage|plus vite|rapporte)\b",
    B.GAVE_EVIDENCE: r"\b(?:par exemple|pour cent|le mois dernier|l annee derniere|etude)\b",
    B.ASKED_DECISION: r"\b(?:puis je commencer|d accord pour|votre accord|etes vous d accord)\b",
}
_DE: Final[dict[B, str]] = {
    B.ACKNOWLEDGED_FEELING: r"\b(?:verstehe|sehe|hore|merke)\b.*\b(?:wutend|arger\w*|trifft|enttauscht|schwer|sorgen|verargert|frustr\w*)\b|\bdas ist (?:schwer|argerlich)\b",
    B.APOLOGISED: r"\b(?:leid|entschuldig\w*|verzeihung)\b",
    B.OPEN_QUESTION: r"^(?:und |aber |also )*(?:was|wie|warum|welche\w*|wer|wo\w*|erzahlen)\b",
    B.CLOSED_QUESTION: r"^(?:haben|sind|ist|wohnen|arbeiten|war) \w+\b.*\?",
    B.SUMMARISED: r"\bwenn ich (?:sie|es) richtig verstehe\b|\bzusammengefasst\b|\bsie (?:sagen|meinen)\b",
    B.GAVE_REASON: r"\b(?:weil|denn|der grund|wegen|liegt daran|deshalb)\b",
    B.GAVE_DATE: r"\b(?:montag|dienstag|mittwoch|donnerstag|freitag|morgen|nachste woche|spatestens|in \w+ tagen)\b",
    B.OFFERED_CHOICE: r"\b(?:entweder|lieber|wahlen|moglichkeit\w*|alternativ\w*|stattdessen)\b|\bsie konnen\b.*\boder\b",
    B.OFFERED_ACTION: r"\bich (?:rufe|schicke|kummere|prufe|schaue|helfe|sehe nach|suche|melde)\b|\bsoll ich\b",
    B.REFUSED: r"\b(?:nicht moglich|geht nicht|leider|kann ich nicht|abgelehnt)\b",
    B.SET_LIMIT: r"\bich (?:mochte|will) nicht, dass\b|\bhoren sie auf\b|\bwenn sie weiter\b",
    B.LIMIT_WITH_CHOICE: r"\bwenn sie weiter\b|\bentweder sie\b.*\boder\b",
    B.BLAMED: r"\beigene schuld\b|\bhatten sie\b.*\b(?:mussen|sollen)\b",
    B.DISMISSED: r"\bberuhigen sie\b|\bso schlimm ist\b",
    B.APPRECIATED: r"\b(?:danke|vielen dank|gut, dass sie|schon, dass)\b",
    B.FETCHED_HELP: r"\b(?:vorgesetzte\w*|kolleg\w+|sicherheitsdienst|polizei|dolmetscher\w*)\b",
    B.ENDED_TALK: r"\bich beende\b|\bich lege auf\b|\bdas gesprach ist beendet\b",
    B.CHECKED_UNDERSTANDING: r"\b(?:ist das|alles) (?:so )?klar\b|\bnoch fragen\b",
    B.MADE_REQUEST: r"\b(?:konnten|wurden|konnen) sie\b|\bbitte\b",
    B.NAMED_BENEFIT: r"\b(?:spart|vorteil|bringt|schneller|weniger)\b",
    B.GAVE_EVIDENCE: r"\b(?:zum beispiel|prozent|letzten monat|letztes jahr|studie)\b",
    B.ASKED_DECISION: r"\b(?:darf ich|sind sie einverstanden|zustimmung|konnen wir beschliessen)\b",
}
_BY_LANGUAGE: Final = {"nl": _NL, "en": _EN, "fr": _FR, "de": _DE}


@cache
def cues(language: str) -> Mapping[B, re.Pattern[str]]:
    """Give the cues of a language, compiled; of an unknown one those of Dutch."""
    return {behaviour: re.compile(text) for behaviour, text in _BY_LANGUAGE.get(language, _NL).items()}
