/* SPDX-License-Identifier: MIT */
#include "type-words.h"

#include <string.h>

struct MarchTypeWords {
    GHashTable *roles;      /**< sound -> role + 1 */
    GHashTable *last_roles; /**< the same, for words at the end of a name */
    GHashTable *joints;     /**< a set of sounds */
};

/** Words by role, in some thirty languages with the endings reports use. */
static const char *const place_words[] = {
    "village",       "villages",     "town",         "city",
    "settlement",    "hamlet",       "selo",         "село",
    "сел",           "села",         "селе",         "селу",
    "посёлок",       "поселок",      "поселка",      "посёлка",
    "поселке",       "деревня",      "деревни",      "деревне",
    "деревню",       "город",        "города",       "городе",
    "городу",        "смт",          "пгт",          "місто",
    "міста",         "місті",        "селі",         "селище",
    "кишлак",        "кишлака",      "qishloq",      "qishlog'i",
    "qishlogʻi",     "қишлоғи",      "айыл",         "айылы",
    "айылынын",      "айылында",     "айылына",      "шаар",
    "шаары",         "шаарынын",     "шаарында",     "ауыл",
    "ауылы",         "ауылында",     "қаласы",       "деҳа",
    "деҳаи",         "деҳаҳои",      "шаҳр",         "шаҳри",
    "shahri",        "shahar",       "shahrak",      "шаҳраки",
    "kent",          "kenti",        "qəsəbəsi",     "qəsəbə",
    "kəndi",         "kənd",         "şəhəri",       "şəhər",
    "köyü",          "koyu",         "köy",          "kasabası",
    "kasaba",        "şehri",        "gund",         "dorf",
    "stadt",         "ort",          "ortschaft",    "siedlung",
    "gemeinde",      "ville",        "village",      "bourg",
    "commune",       "localité",     "pueblo",       "ciudad",
    "villa",         "aldea",        "localidad",    "cidade",
    "vila",          "aldeia",       "città",        "villaggio",
    "comune",        "paese",        "wieś",         "miasto",
    "wsi",           "miasta",       "miejscowość",  "město",
    "vesnice",       "obec",         "mesto",        "dedina",
    "selo",          "grad",         "град",         "naselje",
    "falu",          "város",        "község",       "oraș",
    "orașul",        "satul",        "comuna",       "sat",
    "stad",          "dorp",         "kylä",         "kaupunki",
    "قرية",          "قريه",         "مدينة",        "مدينه",
    "بلدة",          "بلدية",        "ناحية",        "شهر",
    "روستای",        "روستا",        "شهرک",         "دهستان",
    "گاؤں",          "قصبہ",         "شہر",          "गाँव",
    "गांव",           "शहर",          "কসবা",         "গ্রাম",
    "শহর",           "ქალაქი",       "სოფელი",       "գյուղ",
    "քաղաք",         "desa",         "kampung",      "kota",
    "kelurahan",     "làng",         "thị",          "xã",
    "thành",         "phố",          "barangay",     "kishlak",
    "aiyl",          "gorod",        "shaary",       "poselok",
    "derevnya",      "derevnia",     "jamoat",       "джамоат",
    "ҷамоати",       "жамоат",       "жамааты",      "дж",
    "джамоата",      "stanitsa",     "станица",      "хутор",
    "аул",           "aul",          "khutor",       "municipality",
    "municipio",     "município",    "municipalité", "деревушка",
    "outskirts",     "suburb",       "köyünde",      "köyünün",
    "köyüne",        "şehrinde",     "şehrinin",     "countryside",
    "suburbs",       "township",     "townships",    "borough",
    "neighbourhood", "neighborhood", "banlieue",     "périphérie",
    "vorort",        "afueras",      "пригород",     "пригороде",
    "окраина",       "окраине",      "окраины",      "окраину",
    "околиця",       "околиці",      "ضواحي",        "ضاحية",
    "ريف",           "حي",           "مخيم",
};
static const char *const district_words[] = {
    "district",
    "districts",
    "county",
    "rayon",
    "raion",
    "raionu",
    "rayonu",
    "rayoni",
    "rayonunun",
    "rayonunda",
    "tumani",
    "tuman",
    "тумани",
    "район",
    "района",
    "районе",
    "району",
    "районом",
    "районы",
    "районы",
    "районунун",
    "районунда",
    "районуна",
    "районун",
    "районунан",
    "району",
    "районі",
    "ауданы",
    "ауданында",
    "аудан",
    "ноҳияи",
    "ноҳия",
    "ноҳияҳои",
    "nohiyai",
    "nohiya",
    "ilçesi",
    "ilçesinde",
    "ilçesinin",
    "ilce",
    "ilcesi",
    "ilçe",
    "kazası",
    "bezirk",
    "kreis",
    "landkreis",
    "distrikt",
    "arrondissement",
    "cercle",
    "département",
    "departement",
    "distrito",
    "distrital",
    "partido",
    "canton",
    "cantón",
    "distretto",
    "powiat",
    "powiatu",
    "okres",
    "okresu",
    "okrug",
    "округ",
    "округа",
    "opština",
    "općina",
    "opshtina",
    "општина",
    "járás",
    "județul",
    "raionul",
    "raionului",
    "woreda",
    "wereda",
    "kebele",
    "zone",
    "tehsil",
    "tahsil",
    "taluka",
    "taluk",
    "thana",
    "upazila",
    "mandal",
    "block",
    "subdivision",
    "tehsili",
    "قضاء",
    "منطقة",
    "مديرية",
    "مركز",
    "محلية",
    "شهرستان",
    "بخش",
    "ولسوالی",
    "ولسوالۍ",
    "ضلع",
    "تحصیل",
    "تحصيل",
    "जिला",
    "जिले",
    "तहसील",
    "জেলা",
    "উপজেলা",
    "რაიონი",
    "მუნიციპალიტეტი",
    "ամփոփ",
    "kabupaten",
    "kecamatan",
    "huyện",
    "quận",
    "amphoe",
    "regency",
    "regentschap",
    "gemeente",
    "municipiul",
    "uezd",
    "уезд",
    "волость",
    "dzongkhag",
    "gewog",
    "qaza",
    "kaza",
    "caza",
    "nahiya",
    "nahiye",
    "mudiriyah",
    "markaz",
    "liwa",
    "mantiqat",
    "aimag",
    "soum",
    "sum",
    "аймак",
    "аймагы",
    "айыл-өкмөтү",
    "өкмөтү",
    "okmotu",
    "өкмөтүнүн",
};
static const char *const region_words[] = {
    "region",       "regions",      "province",    "provinces",  "oblast",
    "oblasty",      "oblast'",      "oblasti",     "oblastı",    "область",
    "области",      "областью",     "областью",    "обл",        "облысы",
    "облусу",       "облусунун",    "облусунда",   "облусуна",   "область",
    "області",      "областю",      "viloyati",    "viloyat",    "вилояти",
    "вилоят",       "вилояту",      "вилаят",      "welaýaty",   "welayaty",
    "wilaya",       "wilayat",      "wilayah",     "vilayet",    "vilayeti",
    "krai",         "kray",         "край",        "края",       "крае",
    "governorate",  "gouvernement", "gouvernorat", "muhafazah",  "muhafazat",
    "muhafaza",     "ili",          "ilinin",      "ilinde",     "bölgesi",
    "bolgesi",      "state",        "provinz",     "gebiet",     "bundesland",
    "région",       "estado",       "estado",      "provincia",  "província",
    "departamento", "región",       "regione",     "regiunea",   "województwo",
    "voivodeship",  "woiwodschaft", "kraj",        "megye",      "provincie",
    "provins",      "län",          "fylke",       "maakunta",   "republic",
    "république",   "republik",     "республика",  "республики", "autonomous",
    "автономная",   "автономный",   "محافظة",      "محافظه",     "ولاية",
    "استان",        "ولایت",        "صوبہ",        "صوبے",       "प्रदेश",
    "प्रांत",         "राज्य",         "বিভাগ",       "প্রদেশ",      "მხარე",
    "մարզ",         "marz",         "marzi",       "mkhare",     "provinsi",
    "propinsi",     "tỉnh",         "changwat",    "division",   "department",
    "governorat",   "guberniya",    "губерния",    "ostan",      "okrug",
    "prefecture",   "préfecture",   "sheng",       "obwód",      "obwodu",
    "vobłasć",      "вобласць",     "вобласці",    "krajina",    "county-level",
};
static const char *const feature_words[] = {
    "river",         "lake",
    "reservoir",     "canal",
    "intake",        "outpost",
    "checkpoint",    "crossing",
    "pass",          "mountain",
    "mountains",     "mount",
    "valley",        "peak",
    "bridge",        "post",
    "airport",       "airfield",
    "station",       "dam",
    "sea",           "gulf",
    "bay",           "strait",
    "island",        "islands",
    "peninsula",     "plateau",
    "desert",        "glacier",
    "gorge",         "hill",
    "hills",         "heights",
    "ridge",         "border",
    "frontier",      "forest",
    "spring",        "well",
    "wadi",          "oasis",
    "camp",          "base",
    "port",          "река",
    "реки",          "реке",
    "озеро",         "озера",
    "водохранилище", "канал",
    "перевал",       "гора",
    "пост",          "застава",
    "заставы",       "заставе",
    "аэропорт",      "станция",
    "мост",          "долина",
    "ущелье",        "водозабор",
    "граница",       "границе",
    "дарё",          "дарёи",
    "кӯли",          "көл",
    "суу",           "дайра",
    "дарья",         "darya",
    "daryo",         "nehri",
    "gölü",          "dağı",
    "köprüsü",       "geçidi",
    "karakolu",      "sınır",
    "fluss",         "see",
    "gebirge",       "tal",
    "brücke",        "grenze",
    "grenzposten",   "rivière",
    "fleuve",        "lac",
    "vallée",        "pont",
    "poste",         "frontière",
    "mont",          "río",
    "lago",          "puente",
    "valle",         "frontera",
    "rio",           "fiume",
    "rzeka",         "jezioro",
    "reka",          "jezero",
    "نهر",           "بحيرة",
    "جبل",           "وادي",
    "معبر",          "رود",
    "دریاچه",        "کوه",
    "درہ",           "دریا",
    "exclave",       "enclave",
    "анклав",        "анклава",
    "анклаве",       "эксклав",
    "exklave",       "enklave",
    "анклавы",       "анклави",
    "water",         "market",
    "базар",         "школа",
    "school",        "square",
    "junction",      "crossroads",
    "road",          "highway",
    "трасса",        "airbase",
    "refugee",       "idp",
    "prison",        "hospital",
    "university",    "refinery",
    "mine",          "oilfield",
    "terminal",      "кпп",
    "блокпост",      "блокпоста",
    "аэродром",      "лагерь",
    "больница",      "nuclear",
    "power",         "plant",
    "npp",           "hydroelectric",
    "hydropower",    "substation",
    "аэс",           "аес",
    "гэс",           "гес",
    "тэс",           "тэц",
    "подстанция",    "kraftwerk",
    "centrale",      "nucléaire",
    "حاجز",          "مطار",
    "جسر",           "flughafen",
    "aéroport",      "aeropuerto",
    "aeroporto",     "havaalanı",
    "checkpost",     "crossing-point",
};
static const char *const filler_words[] = {
    "the",
    "of",
    "in",
    "at",
    "near",
    "around",
    "area",
    "areas",
    "close",
    "to",
    "and",
    "from",
    "north",
    "south",
    "east",
    "west",
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "возле",
    "около",
    "близ",
    "у",
    "в",
    "во",
    "под",
    "недалеко",
    "от",
    "рядом",
    "с",
    "на",
    "из",
    "біля",
    "поблизу",
    "bei",
    "nahe",
    "im",
    "in",
    "der",
    "die",
    "das",
    "von",
    "des",
    "dem",
    "den",
    "près",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "à",
    "d",
    "l",
    "dans",
    "cerca",
    "del",
    "el",
    "en",
    "los",
    "las",
    "y",
    "perto",
    "da",
    "do",
    "dos",
    "di",
    "della",
    "dello",
    "presso",
    "vicino",
    "koło",
    "w",
    "u",
    "kod",
    "blizu",
    "yakınında",
    "yakınlarında",
    "yakini",
    "yakınları",
    "ve",
    "жанында",
    "жакын",
    "наздики",
    "дар",
    "aholi",
    "punkti",
    "населённый",
    "населенный",
    "пункт",
    "пункта",
    "rural",
    "сельский",
    "urban",
    "surroundings",
    "vicinity",
    "environs",
    "sector",
    "section",
    "участок",
    "участке",
    "местность",
    "местности",
    "territory",
    "территория",
    "part",
    "parts",
    "half",
    "partie",
    "parte",
    "teil",
    "часть",
    "части",
    "частью",
    "частина",
    "частині",
    "kısmı",
    "kısmında",
    "former",
    "old",
    "local",
    "administrative",
    "metropolitan",
    "greater",
    "special",
    "بالقرب",
    "من",
    "في",
    "قرب",
    "در",
    "نزدیک",
    "کے",
    "کی",
    "میں",
    "के",
    "पास",
    "में",
};

/** Short Chinese words: at the end of a name only. */
static const char *const last_place_words[] = {
    "zhen",   "chen",   "xiang",  "hsiang", "cun",     "tsun", "ts'un", "shi",
    "shih",   "jiedao", "chang",  "shi",    "si",      "ri",   "dong",  "myeon",
    "eup",    "up",     "ŭp",     "cho",    "machi",   "mura", "son",   "шәһири",
    "йезиси", "شەھىرى", "يېزىسى", "بازىرى", "балдыри",
};
static const char *const last_district_words[] = {
    "xian", "hsien", "qu",     "ch'ü", "qi",       "gun",    "gu",
    "ku",   "kun",   "shicho", "gun",  "ناھىيىسى", "رايونى", "нәһийиси",
};
static const char *const last_region_words[] = {
    "sheng", "zhou", "ken", "fu", "do", "ۋىلايىتى", "ئوبلاستى",
};
/** What follows these tells two places of one name apart. */
static const char *const joint_words[] = {
    "sur",   "sous", "en",    "lès", "les", "lez", "près",  "au",  "aux",
    "d",     "de",   "du",    "des", "la",  "le",  "upon",  "on",  "under",
    "by",    "near", "bei",   "an",  "am",  "im",  "in",    "auf", "ob",
    "unter", "vor",  "della", "del", "di",  "dei", "delle", "do",  "da",
    "dos",   "el",   "los",   "las", "y",   "e",   "nad",   "pod", "na",
    "при",   "на",   "под",   "pri", "op",  "aan", "bij",   "sul", "sulla",
    "i",     "и",    "ve",    "och", "und", "and", "et",    "con",
};

static void
add_joints(MarchTypeWords *words, MarchSpeller *speller)
{
    for (gsize i = 0; i < G_N_ELEMENTS(joint_words); i++) {
        char spelling[MARCH_SPELLING_LIMIT + 1];
        MarchSound sound;
        march_speller_spell(speller, joint_words[i], spelling);
        march_sound_read(spelling, MARCH_ORTHOGRAPHY_PLAIN, &sound);
        g_hash_table_add(words->joints, g_strdup(sound.text));
    }
}

static void
add_words(GHashTable *roles,
          MarchSpeller *speller,
          MarchWordRole role,
          const char *const *list,
          gsize count)
{
    for (gsize i = 0; i < count; i++) {
        char spelling[MARCH_SPELLING_LIMIT + 1];
        MarchSound sound;
        march_speller_spell(speller, list[i], spelling);
        march_sound_read(spelling, MARCH_ORTHOGRAPHY_PLAIN, &sound);
        if (!g_hash_table_contains(roles, sound.text)) {
            g_hash_table_insert(roles, g_strdup(sound.text),
                                GUINT_TO_POINTER(role + 1U));
        }
    }
}

MarchTypeWords *
march_type_words_new(MarchSpeller *speller)
{
#define ADD(table, role, list) add_words(table, speller, role, list, G_N_ELEMENTS(list))
    MarchTypeWords *words = g_new0(MarchTypeWords, 1);
    GHashTable *roles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTable *last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->roles = roles;
    words->last_roles = last;
    words->joints = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ADD(roles, MARCH_WORD_DISTRICT, district_words);
    ADD(roles, MARCH_WORD_REGION, region_words);
    ADD(roles, MARCH_WORD_PLACE, place_words);
    ADD(roles, MARCH_WORD_FEATURE, feature_words);
    ADD(roles, MARCH_WORD_FILLER, filler_words);
    ADD(last, MARCH_WORD_PLACE, last_place_words);
    ADD(last, MARCH_WORD_DISTRICT, last_district_words);
    ADD(last, MARCH_WORD_REGION, last_region_words);
    add_joints(words, speller);
#undef ADD
    return words;
}

void
march_type_words_free(MarchTypeWords *words)
{
    if (words != NULL) {
        g_hash_table_unref(words->roles);
        g_hash_table_unref(words->last_roles);
        g_hash_table_unref(words->joints);
        g_free(words);
    }
}

gboolean
march_type_words_find(const MarchTypeWords *words,
                      const MarchSound *word,
                      gboolean is_last,
                      MarchWordRole *role)
{
    gpointer value = g_hash_table_lookup(words->roles, word->text);
    if (value == NULL && is_last) {
        value = g_hash_table_lookup(words->last_roles, word->text);
    }
    if (value == NULL) {
        return FALSE;
    }
    *role = (MarchWordRole)(GPOINTER_TO_UINT(value) - 1);
    return TRUE;
}

gboolean
march_type_words_is_joint(const MarchTypeWords *words, const MarchSound *word)
{
    return g_hash_table_contains(words->joints, word->text);
}

gsize
march_type_suffix_length(const char *text, MarchWordRole *role)
{
    static const struct {
        const char *suffix;
        MarchWordRole role;
    } suffixes[] = {
        {"自治区", MARCH_WORD_REGION}, {"自治州", MARCH_WORD_REGION},
        {"地区", MARCH_WORD_REGION},   {"省", MARCH_WORD_REGION},
        {"州", MARCH_WORD_REGION},     {"県", MARCH_WORD_REGION},
        {"道", MARCH_WORD_REGION},     {"도", MARCH_WORD_REGION},
        {"市", MARCH_WORD_PLACE},      {"县", MARCH_WORD_DISTRICT},
        {"縣", MARCH_WORD_DISTRICT},   {"区", MARCH_WORD_DISTRICT},
        {"區", MARCH_WORD_DISTRICT},   {"郡", MARCH_WORD_DISTRICT},
        {"町", MARCH_WORD_PLACE},      {"村", MARCH_WORD_PLACE},
        {"镇", MARCH_WORD_PLACE},      {"鎮", MARCH_WORD_PLACE},
        {"乡", MARCH_WORD_PLACE},      {"鄉", MARCH_WORD_PLACE},
        {"시", MARCH_WORD_PLACE},      {"군", MARCH_WORD_DISTRICT},
        {"구", MARCH_WORD_DISTRICT},   {"읍", MARCH_WORD_PLACE},
        {"면", MARCH_WORD_PLACE},
    };
    const gsize length = strlen(text);
    for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        const gsize suffix = strlen(suffixes[i].suffix);
        /* At least two letters (six bytes) of name must remain. */
        if (length >= suffix + 6 &&
            memcmp(text + length - suffix, suffixes[i].suffix, suffix) == 0) {
            *role = suffixes[i].role;
            return suffix;
        }
    }
    return 0;
}
