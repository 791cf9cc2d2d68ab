/* SPDX-License-Identifier: MIT */
#include "shorthand.h"

#include <string.h>

struct MarchAdjectives {
    GHashTable *countries; /**< spelled word -> ISO code, constant */
};

typedef struct {
    const char *code;  /**< ISO 3166-1 alpha-2, or an admin code */
    const char *words; /**< with bars: English adjectives and names of the people */
    const char *stems; /**< with bars: take the endings of German or Russian */
} Adjective;

/** German stems take -isch..., Russian ones -ский.... */
static const Adjective adjectives[] = {
    {"AF", "Afghan|Afghans|Afghani|afghane|afgano", "afghan|афган"},
    {"AL", "Albanian|Albanians|albanais|albanés", "alban|албан"},
    {"DZ", "Algerian|Algerians|algérien|algérienne|argelino", "alger|алжир"},
    {"AO", "Angolan|Angolans|angolais", "angolan|анголь"},
    {"AR", "Argentine|Argentinian|Argentines|argentino", "argentin|аргентин"},
    {"AM", "Armenian|Armenians|arménien|arménienne|armenio", "armen|армян"},
    {"AU", "Australian|Australians|Aussie|australien", "austral|australi|австралий"},
    {"AT", "Austrian|Austrians|autrichien|österreichische|österreichischen", "австрий"},
    {"AZ", "Azerbaijani|Azerbaijanis|Azeri|Azeris|azerbaïdjanais|azeri",
     "aserbaidschan|азербайджан"},
    {"BH", "Bahraini|Bahrainis", "bahrain|бахрейн"},
    {"BD", "Bangladeshi|Bangladeshis|bangladais", "bangladesch|бангладеш"},
    {"BY", "Belarusian|Belarusians|Belorussian|biélorusse|bielorruso",
     "belarus|weißruss|белорус"},
    {"BE", "Belgian|Belgians|belge", "belg|бельгий"},
    {"BJ", "Beninese|béninois", "benin"},
    {"BT", "Bhutanese", "bhutan"},
    {"BO", "Bolivian|Bolivians|boliviano|bolivien", "bolivian|боливий"},
    {"BA", "Bosnian|Bosnians|bosniaque|bosnio", "bosn|босний"},
    {"BW", "Botswanan|Batswana", "botswan"},
    {"BR", "Brazilian|Brazilians|brasileiro|brésilien|brasileño", "brasilian|бразиль"},
    {"GB", "British|Briton|Britons|Brits|britannique|británico|britische",
     "brit|британ"},
    {"GB.ENG", "English|Englishman|anglais|anglaise|inglés|englische|englischen",
     "англий"},
    {"GB.SCT", "Scottish|Scots|Scotch|écossais|escocés|schottische|schottischen",
     "шотланд"},
    {"GB.WLS", "Welsh|gallois|galés|walisische", "валлий"},
    {"BG", "Bulgarian|Bulgarians|bulgare|búlgaro", "bulgar|болгар"},
    {"BF", "Burkinabe|burkinabé|Burkinan", "burkin"},
    {"MM", "Burmese|Myanmarese|birman|birmano", "burmes|birman|бирман|мьянман"},
    {"BI", "Burundian|Burundians|burundais", "burund"},
    {"KH", "Cambodian|Cambodians|cambodgien|camboyano", "kambodschan|камбоджий"},
    {"CM", "Cameroonian|Cameroonians|camerounais", "kamerun|камерун"},
    {"CA", "Canadian|Canadians|canadien|canadienne|canadiense", "kanad|канад"},
    {"TD", "Chadian|Chadians|tchadien", "tschad|чад"},
    {"CL", "Chilean|Chileans|chileno|chilien", "chilen|чилий"},
    {"CN", "Chinese|chinois|chinoise|chino", "chines|китай"},
    {"CO", "Colombian|Colombians|colombiano|colombien", "kolumbian|колумбий"},
    {"CD", "Congolese|congolais|congoleño", "kongoles|конголез"},
    {"CR", "Costa Rican|costarricense", "costaric"},
    {"HR", "Croatian|Croatians|Croat|croate|croata", "kroat|хорват"},
    {"CU", "Cuban|Cubans|cubano|cubain", "kuban|кубин"},
    {"CY", "Cypriot|Cypriots|chypriote", "zypr|кипр"},
    {"CZ", "Czech|Czechs|tchèque|checo", "tschech|чеш"},
    {"DK", "Danish|Danes|danois|danés|dänische|dänischen", "dän|дат"},
    {"DJ", "Djiboutian", "dschibut"},
    {"DO", "Dominican|Dominicans", "dominikan"},
    {"NL", "Dutch|néerlandais|holandés", "niederländ|голланд|нидерланд"},
    {"EC", "Ecuadorian|Ecuadorean|ecuatoriano", "ecuadorian|эквадор"},
    {"EG", "Egyptian|Egyptians|égyptien|égyptienne|egipcio", "ägypt|египет"},
    {"SV", "Salvadoran|Salvadorans|salvadoreño", "salvadorian"},
    {"ER", "Eritrean|Eritreans|érythréen|eritreo", "eritre|эритрей"},
    {"EE", "Estonian|Estonians|estonien", "estn|эстон"},
    {"ET", "Ethiopian|Ethiopians|éthiopien|éthiopienne|etíope", "äthiop|эфиоп"},
    {"FJ", "Fijian|Fijians", "fidschian"},
    {"FI", "Finnish|Finns|finlandais|finlandés", "finn|фин"},
    {"FR", "French|Frenchman|français|française|francés|francesa", "französ|француз"},
    {"GA", "Gabonese|gabonais", "gabun"},
    {"GM", "Gambian|Gambians", "gamb"},
    {"GE", "Georgian|Georgians|géorgien|géorgienne|georgiano", "georg|грузин"},
    {"DE", "German|Germans|allemand|allemande|alemán|deutsche|deutschen|deutscher",
     "немец"},
    {"GH", "Ghanaian|Ghanaians|Ghanian|ghanéen", "ghana|ган"},
    {"GR", "Greek|Greeks|grec|grecque|griego", "griech|грече"},
    {"GT", "Guatemalan|Guatemalans|guatemalteco", "guatemaltek"},
    {"GN", "Guinean|Guineans|guinéen", "guine|гвиней"},
    {"GY", "Guyanese|guyanés", "guyan|гайан"},
    {"HT", "Haitian|Haitians|haïtien", "hait"},
    {"HN", "Honduran|Hondurans|hondureño", "hondur"},
    {"HU", "Hungarian|Hungarians|hongrois|húngaro", "ungar|венгер"},
    {"IS", "Icelandic|Icelanders", "isländ|исланд"},
    {"IN", "Indian|Indians|indien|indienne|indische|indischen", "indi|индий"},
    {"ID", "Indonesian|Indonesians|indonésien", "indones|индонезий"},
    {"IR", "Iranian|Iranians|iranien|iranienne|iraní", "iran|иран"},
    {"IQ", "Iraqi|Iraqis|Iraki|irakien|irakienne|iraquí", "irak|ирак"},
    {"IE", "Irish|irlandais|irlandés", "ir|ирланд"},
    {"IL", "Israeli|Israelis|israélien|israélienne|israelí|israelische",
     "israel|израиль"},
    {"IT", "Italian|Italians|italien|italienne|italiano", "italien|италья"},
    {"CI", "Ivorian|Ivorians|ivoirien", "ivor"},
    {"JM", "Jamaican|Jamaicans", "jamaikan"},
    {"JP", "Japanese|japonais|japonés", "japan|япон"},
    {"JO", "Jordanian|Jordanians|jordanien|jordano", "jordan|иордан"},
    {"KZ", "Kazakh|Kazakhs|Kazakhstani|kazakh|kazajo|kazakhe",
     "kasach|казах|казахстан"},
    {"KE", "Kenyan|Kenyans|kényan|keniano", "kenian|кений"},
    {"XK", "Kosovar|Kosovan|Kosovars", "kosovar|косов"},
    {"KW", "Kuwaiti|Kuwaitis|koweïtien", "kuwait|кувейт"},
    {"KG", "Kyrgyz|Kyrgyzstani|Kirghiz|Kirgiz|kirghize|kirguís|kirghiz|qirgʻiz|kırgız",
     "kirgis|киргиз|кыргыз|кыргызстан"},
    {"LA", "Lao|Laotian|Laotians", "laot|лаос"},
    {"LV", "Latvian|Latvians|letton", "lett|латвий|латыш"},
    {"LB", "Lebanese|libanais|libanaise|libanés", "libanes|ливан"},
    {"LR", "Liberian|Liberians", "liberian|либерий"},
    {"LY", "Libyan|Libyans|libyen|libio", "lib|libysch|ливий"},
    {"LT", "Lithuanian|Lithuanians|lituanien", "litau|литов"},
    {"MK", "Macedonian|Macedonians|macédonien", "mazedon|македон"},
    {"MG", "Malagasy|malgache", "madagass"},
    {"MW", "Malawian|Malawians", "malaw"},
    {"MY", "Malaysian|Malaysians|malaisien", "malays|малайзий"},
    {"MV", "Maldivian|Maldivians", "malediv"},
    {"ML", "Malian|Malians|malien|malienne|maliense", "mal|малий"},
    {"MT", "Maltese|maltais", "maltes|мальтий"},
    {"MR", "Mauritanian|Mauritanians|mauritanien", "mauretan|мавритан"},
    {"MX", "Mexican|Mexicans|mexicano|mexicain", "mexikan|мексикан"},
    {"MD", "Moldovan|Moldovans|Moldavian|moldave", "moldau|moldaw|молдав"},
    {"MN", "Mongolian|Mongolians|mongol", "mongol|монголь"},
    {"ME", "Montenegrin|Montenegrins|monténégrin", "montenegrin|черногор"},
    {"MA", "Moroccan|Moroccans|marocain|marocaine|marroquí", "marokkan|марокк"},
    {"MZ", "Mozambican|Mozambicans|mozambicain", "mosambikan|мозамбик"},
    {"NA", "Namibian|Namibians|namibien", "namib"},
    {"NP", "Nepalese|Nepali|Nepalis|népalais", "nepales|непаль"},
    {"NZ", "New Zealander|Kiwi", "neuseeländ|новозеланд"},
    {"NI", "Nicaraguan|Nicaraguans|nicaragüense", "nicaraguan"},
    {"NE", "Nigerien|nigérien|nigerino", "nigr"},
    {"NG", "Nigerian|Nigerians|nigérian|nigeriano", "nigerian|нигерий"},
    {"KP", "North Korean|North Koreans|nord-coréen|norcoreano",
     "nordkorean|северокорей"},
    {"NO", "Norwegian|Norwegians|norvégien|noruego", "norweg|норвеж"},
    {"OM", "Omani|Omanis|omanais", "oman|оман"},
    {"PK", "Pakistani|Pakistanis|pakistanais|pakistanaise|paquistaní",
     "pakistan|пакистан"},
    {"PS", "Palestinian|Palestinians|palestinien|palestinienne|palestino",
     "palästinens|палестин"},
    {"PA", "Panamanian|Panamanians|panameño", "panama|панам"},
    {"PG", "Papua New Guinean", NULL},
    {"PY", "Paraguayan|Paraguayans|paraguayo", "paraguay|парагвай"},
    {"PE", "Peruvian|Peruvians|peruano|péruvien", "peruan|перуан"},
    {"PH", "Filipino|Filipinos|Philippine|Filipina|philippin", "philippin|филиппин"},
    {"PL", "Polish|Poles|polonais|polonaise|polaco", "poln|поль"},
    {"PT", "Portuguese|portugais|portugués", "portugies|португаль"},
    {"QA", "Qatari|Qataris|qatarien", "katar|катар"},
    {"RO", "Romanian|Romanians|roumain|rumano", "rumän|румын"},
    {"RU", "Russian|Russians|russe|ruso|rusa|россиян|российский|российских|российские",
     "russ|рус|россий"},
    {"RW", "Rwandan|Rwandans|rwandais|ruandés", "ruand|руандий"},
    {"SA", "Saudi|Saudis|Saudi Arabian|saoudien|saoudienne|saudí", "saud|саудов"},
    {"SN", "Senegalese|sénégalais", "senegales|сенегаль"},
    {"RS", "Serbian|Serbians|Serb|Serbs|serbe|serbio", "serb|серб"},
    {"SL", "Sierra Leonean|Sierra Leoneans", NULL},
    {"SG", "Singaporean|Singaporeans", "singapur|сингапур"},
    {"SK", "Slovak|Slovaks|Slovakian|slovaque|eslovaco", "slowak|словац"},
    {"SI", "Slovene|Slovenian|Slovenians|slovène|esloveno", "slowen|словен"},
    {"SO", "Somalian|Somalis|somalien|somalí", "somal|сомалий"},
    {"ZA", "South African|South Africans|sud-africain|sudafricano",
     "südafrikan|южноафрикан"},
    {"KR", "South Korean|South Koreans|sud-coréen|surcoreano", "südkorean|южнокорей"},
    {"SS", "South Sudanese|sud-soudanais", "südsudanes|южносудан"},
    {"ES", "Spanish|Spaniards|Spaniard|espagnol|espagnole|español|española",
     "span|испан"},
    {"LK", "Sri Lankan|Sri Lankans|srilankais", "srilank|шриланк"},
    {"SD", "Sudanese|soudanais|sudanés", "sudanes|судан"},
    {"SE", "Swedish|Swedes|suédois|sueco", "schwed|швед"},
    {"CH", "Swiss|suisse|suizo|schweizer", "schweizer|швейцар"},
    {"SY", "Syrian|Syrians|syrien|syrienne|sirio", "syr|сирий"},
    {"TW", "Taiwanese|taïwanais", "taiwanes|тайвань"},
    {"TJ", "Tajik|Tajiks|Tajikistani|Tadjik|tadjik|tadjike|tadjikes|tayiko|tacik|tojik",
     "tadschik|таджик|таджикистан"},
    {"TZ", "Tanzanian|Tanzanians|tanzanien", "tansan|танзаний"},
    {"TH", "Thailander|thaïlandais|tailandés", "thailänd|таиланд"},
    {"TG", "Togolese|togolais", "togo"},
    {"TN", "Tunisian|Tunisians|tunisien|tunisienne|tunecino", "tunes|тунис"},
    {"TR", "Turkish|Turks|turc|turque|turco", "türk|турец"},
    {"TM", "Turkmen|Turkmens|turkmène|turcomano", "turkmen|туркмен"},
    {"UG", "Ugandan|Ugandans|ougandais|ugandés", "ugand|угандий"},
    {"UA", "Ukrainian|Ukrainians|ukrainien|ukrainienne|ucraniano", "ukrain|украин"},
    {"AE", "Emirati|Emiratis|émirati", "emirat|эмират"},
    {"US", "American|Americans|américain|américaine|estadounidense|US-amerikanische",
     "amerikan|американ"},
    {"UY", "Uruguayan|Uruguayans|uruguayo", "uruguay|уругвай"},
    {"UZ", "Uzbek|Uzbeks|Uzbekistani|ouzbek|ouzbèke|uzbeko|özbek|oʻzbek",
     "usbek|узбек|узбекистан"},
    {"VE", "Venezuelan|Venezuelans|venezolano|vénézuélien", "venezolan|венесуэль"},
    {"VN", "Vietnamese|vietnamien|vietnamita", "vietnames|вьетнам"},
    {"YE", "Yemeni|Yemenis|yéménite|yemení", "jemenit|йемен"},
    {"ZM", "Zambian|Zambians|zambien", "samb|замбий"},
    {"ZW", "Zimbabwean|Zimbabweans|zimbabwéen", "simbabw|зимбабвий"},
};

static void
add_word(GHashTable *table, MarchSpeller *speller, const char *word, const char *code)
{
    char spelling[MARCH_SPELLING_LIMIT + 1];
    if (march_speller_spell(speller, word, spelling) >= 4 &&
        !g_hash_table_contains(table, spelling)) {
        g_hash_table_insert(table, g_strdup(spelling), (gpointer)(guintptr)code);
    }
}

static void
add_stems(GHashTable *table, MarchSpeller *speller, const Adjective *adjective)
{
    static const char *const german[] = {"isch",   "ische",  "ischen",
                                         "ischer", "isches", "ischem"};
    static const char *const russian[] = {"ский",  "ская", "ское", "ские",
                                          "ского", "ской", "ских", "ским",
                                          "скому", "ском", "скую", "скими"};
    if (adjective->stems == NULL) {
        return;
    }
    g_auto(GStrv) stems = g_strsplit(adjective->stems, "|", 0);
    for (guint i = 0; stems[i] != NULL; i++) {
        const gboolean is_cyrillic = (guchar)stems[i][0] >= 0xD0;
        const char *const *endings = is_cyrillic ? russian : german;
        const gsize count = is_cyrillic ? G_N_ELEMENTS(russian) : G_N_ELEMENTS(german);
        for (gsize k = 0; k < count; k++) {
            g_autofree char *word = g_strconcat(stems[i], endings[k], NULL);
            add_word(table, speller, word, adjective->code);
        }
    }
}

MarchAdjectives *
march_adjectives_new(MarchSpeller *speller)
{
    MarchAdjectives *result = g_new0(MarchAdjectives, 1);
    result->countries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(adjectives); i++) {
        g_auto(GStrv) words = g_strsplit(adjectives[i].words, "|", 0);
        for (guint k = 0; words[k] != NULL; k++) {
            add_word(result->countries, speller, words[k], adjectives[i].code);
        }
        add_stems(result->countries, speller, &adjectives[i]);
    }
    return result;
}

void
march_adjectives_free(MarchAdjectives *adjectives_of_countries)
{
    if (adjectives_of_countries != NULL) {
        g_hash_table_unref(adjectives_of_countries->countries);
        g_free(adjectives_of_countries);
    }
}

const char *
march_adjectives_find(const MarchAdjectives *adjectives_of_countries, const char *word)
{
    return g_hash_table_lookup(adjectives_of_countries->countries, word);
}

/** Letters only, lower case; a code of capitals stands in the first place. */
static const struct {
    const char *code;
    const char *words;
} abbreviations[] = {
    {"US.AL", "AL|ala"},      {"US.AK", "AK|alas"},      {"US.AZ", "AZ|ariz"},
    {"US.AR", "AR|ark"},      {"US.CA", "CA|calif|cal"}, {"US.CO", "CO|colo"},
    {"US.CT", "CT|conn"},     {"US.DE", "DE|del"},       {"US.DC", "DC|dc"},
    {"US.FL", "FL|fla"},      {"US.GA", "GA|ga"},        {"US.HI", "HI"},
    {"US.ID", "ID|ida"},      {"US.IL", "IL|ill"},       {"US.IN", "IN|ind"},
    {"US.IA", "IA|ia"},       {"US.KS", "KS|kan|kans"},  {"US.KY", "KY|ky"},
    {"US.LA", "LA|la"},       {"US.ME", "ME|me"},        {"US.MD", "MD|md"},
    {"US.MA", "MA|mass"},     {"US.MI", "MI|mich"},      {"US.MN", "MN|minn"},
    {"US.MS", "MS|miss"},     {"US.MO", "MO|mo"},        {"US.MT", "MT|mont"},
    {"US.NE", "NE|neb|nebr"}, {"US.NV", "NV|nev"},       {"US.NH", "NH|nh"},
    {"US.NJ", "NJ|nj"},       {"US.NM", "NM|nm"},        {"US.NY", "NY|ny"},
    {"US.NC", "NC|nc"},       {"US.ND", "ND|nd"},        {"US.OH", "OH"},
    {"US.OK", "OK|okla"},     {"US.OR", "OR|ore"},       {"US.PA", "PA|pa|penn"},
    {"US.RI", "RI|ri"},       {"US.SC", "SC|sc"},        {"US.SD", "SD|sd"},
    {"US.TN", "TN|tenn"},     {"US.TX", "TX|tex"},       {"US.UT", "UT"},
    {"US.VT", "VT|vt"},       {"US.VA", "VA|va"},        {"US.WA", "WA|wash"},
    {"US.WV", "WV|wva"},      {"US.WI", "WI|wis|wisc"},  {"US.WY", "WY|wyo"},
    {"CA.01", "AB|alta"},     {"CA.02", "BC|bc"},        {"CA.03", "MB|man"},
    {"CA.04", "NB|nb"},       {"CA.05", "NL|nfld"},      {"CA.07", "NS|ns"},
    {"CA.08", "ON|ont"},      {"CA.09", "PE|pei"},       {"CA.10", "QC|que"},
    {"CA.11", "SK|sask"},     {"CA.12", "YT"},           {"CA.13", "NT|nwt"},
    {"AU.02", "NSW|nsw"},     {"AU.03", "NT"},           {"AU.04", "QLD|qld"},
    {"AU.05", "SA"},          {"AU.06", "TAS|tas"},      {"AU.07", "VIC|vic"},
    {"AU.08", "WA"},          {"AU.01", "ACT|act"},      {"BR.27", "SP"},
    {"BR.21", "RJ"},          {"BR.15", "MG"},           {"BR.23", "RS"},
    {"BR.18", "PR"},          {"BR.05", "BA"},           {"IN.36", "UP"},
    {"IN.35", "MP"},          {"IN.02", "AP"},           {"IN.25", "TN"},
};

const char *
march_abbreviation_find(const char *text, gboolean *is_code)
{
    char letters[8];
    gsize length = 0;
    gboolean has_dot = FALSE;
    gboolean is_upper = TRUE;
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '.') {
            has_dot = TRUE;
        } else if (*p != ' ') {
            if (!g_ascii_isalpha(*p) || length + 1 == sizeof letters) {
                return NULL;
            }
            is_upper = is_upper && g_ascii_isupper(*p);
            letters[length++] = *p;
        }
    }
    letters[length] = '\0';
    if (length < 2 || !g_ascii_isupper(letters[0])) {
        return NULL;
    }
    *is_code = !has_dot;
    g_autofree char *lower = g_ascii_strdown(letters, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(abbreviations); i++) {
        const char *bar = strchr(abbreviations[i].words, '|');
        const gsize code = bar == NULL ? strlen(abbreviations[i].words)
                                       : (gsize)(bar - abbreviations[i].words);
        if (!has_dot && is_upper && code == length &&
            strncmp(abbreviations[i].words, letters, length) == 0) {
            return abbreviations[i].code;
        }
        if (bar == NULL || (!has_dot && length < 3)) {
            continue;
        }
        g_auto(GStrv) words = g_strsplit(bar + 1, "|", 0);
        if (g_strv_contains((const char *const *)words, lower)) {
            return abbreviations[i].code;
        }
    }
    return NULL;
}
