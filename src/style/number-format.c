/* SPDX-License-Identifier: MIT */
#include "number-format.h"

#include <math.h>
#include <string.h>

#include "json.h"

#define NBSP        "\xc2\xa0"
#define NARROW_NBSP "\xe2\x80\xaf"

typedef struct {
    const char *language;
    const char *group;
    const char *decimal;
    gboolean symbol_last; /**< currencies stand after the number */
    int minimum_grouping; /**< digits before the first group sign */
} Conventions;

/* From CLDR 42. The first is for languages that are not listed. */
static const Conventions conventions[] = {
    {"en", ",", ".", FALSE, 1}, {"ja", ",", ".", FALSE, 1},
    {"zh", ",", ".", FALSE, 1}, {"ko", ",", ".", FALSE, 1},
    {"th", ",", ".", FALSE, 1}, {"he", ",", ".", TRUE, 1},
    {"de", ".", ",", TRUE, 1},  {"nl", ".", ",", FALSE, 1},
    {"it", ".", ",", TRUE, 2},  {"es", ".", ",", TRUE, 2},
    {"pt", ".", ",", FALSE, 1}, {"id", ".", ",", FALSE, 1},
    {"tr", ".", ",", FALSE, 1}, {"da", ".", ",", TRUE, 1},
    {"el", ".", ",", TRUE, 1},  {"fr", NARROW_NBSP, ",", TRUE, 1},
    {"ru", NBSP, ",", TRUE, 1}, {"uk", NBSP, ",", TRUE, 1},
    {"be", NBSP, ",", TRUE, 1}, {"kk", NBSP, ",", TRUE, 1},
    {"ky", NBSP, ",", TRUE, 1}, {"tg", NBSP, ",", TRUE, 1},
    {"uz", NBSP, ",", TRUE, 1}, {"pl", NBSP, ",", TRUE, 2},
    {"cs", NBSP, ",", TRUE, 1}, {"sv", NBSP, ",", TRUE, 1},
    {"fi", NBSP, ",", TRUE, 1}, {"nb", NBSP, ",", TRUE, 1},
    {"hu", NBSP, ",", TRUE, 1},
};

typedef struct {
    const char *code;
    const char *symbol;
    int digits;
} Currency;

static const Currency currencies[] = {
    {"USD", "$", 2},   {"EUR", "€", 2}, {"GBP", "£", 2}, {"JPY", "¥", 0},
    {"CNY", "CN¥", 2}, {"INR", "₹", 2}, {"KRW", "₩", 0}, {"ILS", "₪", 2},
};

typedef struct {
    const char *name;
    const char *symbol;
    const char *space;
} Unit;

static const Unit units[] = {
    {"meter", "m", " "},       {"kilometer", "km", " "},
    {"centimeter", "cm", " "}, {"millimeter", "mm", " "},
    {"mile", "mi", " "},       {"foot", "ft", " "},
    {"yard", "yd", " "},       {"inch", "in", " "},
    {"hectare", "ha", " "},    {"kilogram", "kg", " "},
    {"gram", "g", " "},        {"liter", "L", " "},
    {"hour", "hr", " "},       {"minute", "min", " "},
    {"second", "sec", " "},    {"kilometer-per-hour", "km/h", " "},
    {"celsius", "°C", ""},     {"percent", "%", ""},
    {"degree", " deg", ""},
};

static const Conventions *
find_conventions(const char *locale)
{
    for (guint i = 0; locale != NULL && i < G_N_ELEMENTS(conventions); i++) {
        gsize length = strlen(conventions[i].language);

        if (strncmp(locale, conventions[i].language, length) == 0 &&
            strchr("-_", locale[length]) != NULL) {
            return &conventions[i];
        }
    }
    return &conventions[0];
}

static const Currency *
find_currency(const char *code)
{
    for (guint i = 0; i < G_N_ELEMENTS(currencies); i++) {
        if (g_ascii_strcasecmp(currencies[i].code, code) == 0) {
            return &currencies[i];
        }
    }
    return NULL;
}

static const Unit *
find_unit(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        if (strcmp(units[i].name, name) == 0) {
            return &units[i];
        }
    }
    return NULL;
}

/* Adds one to the last digit of "12.99". */
static void
round_up(GString *digits)
{
    for (gssize i = (gssize)digits->len - 1; i >= 0; i--) {
        char *digit = &digits->str[i];

        if (*digit == '.') {
            continue;
        }
        if (*digit < '9') {
            (*digit)++;
            return;
        }
        *digit = '0';
    }
    g_string_prepend_c(digits, '1');
}

/* The digits of |number| with @minimum to @maximum of them after the point. */
static GString *
decimal_digits(double number, int minimum, int maximum)
{
    GString *digits = g_string_new(NULL);
    const char *point;
    gsize wanted, after;

    if (number < 1e21) {
        march_json_append_number(digits, number);
    }
    if (digits->len == 0 || strchr(digits->str, 'e') != NULL) {
        g_autofree char *fixed = g_strdup_printf("%.*f", maximum, number);

        g_string_assign(digits, fixed);
    }
    point = strchr(digits->str, '.');
    if (point == NULL) {
        g_string_append_c(digits, '.');
        point = digits->str + digits->len - 1;
    }
    wanted = (gsize)(point - digits->str) + 1 + (gsize)maximum;
    if (digits->len > wanted) {
        gboolean up = digits->str[wanted] >= '5';

        g_string_truncate(digits, wanted);
        if (up) {
            round_up(digits);
        }
    }
    after = digits->len - (gsize)(strchr(digits->str, '.') - digits->str) - 1;
    for (; after < (gsize)minimum; after++) {
        g_string_append_c(digits, '0');
    }
    for (; after > (gsize)minimum && digits->str[digits->len - 1] == '0'; after--) {
        g_string_truncate(digits, digits->len - 1);
    }
    if (after == 0) {
        g_string_truncate(digits, digits->len - 1);
    }
    return digits;
}

static void
append_grouped(GString *text, const char *digits, const Conventions *how)
{
    gsize whole = strcspn(digits, ".");
    gboolean grouped = whole >= (gsize)(3 + how->minimum_grouping);

    for (gsize i = 0; i < whole; i++) {
        if (grouped && i > 0 && (whole - i) % 3 == 0) {
            g_string_append(text, how->group);
        }
        g_string_append_c(text, digits[i]);
    }
    if (digits[whole] == '.') {
        g_string_append(text, how->decimal);
        g_string_append(text, digits + whole + 1);
    }
}

char *
march_number_format(double number, const MarchNumberFormat *options)
{
    const Conventions *how = find_conventions(options->locale);
    const Currency *currency =
        options->currency != NULL ? find_currency(options->currency) : NULL;
    const Unit *unit = options->unit != NULL ? find_unit(options->unit) : NULL;
    int usual_minimum = 0, usual_maximum = 3, minimum, maximum;
    const char *symbol = currency != NULL ? currency->symbol : options->currency;
    g_autoptr(GString) digits = NULL;
    GString *text = g_string_new(NULL);

    if (options->currency != NULL) {
        usual_minimum = currency != NULL ? currency->digits : 2;
        usual_maximum = usual_minimum;
    }
    maximum = options->maximum_digits >= 0
                  ? options->maximum_digits
                  : MAX(usual_maximum, options->minimum_digits);
    minimum = options->minimum_digits >= 0 ? options->minimum_digits
                                           : MIN(usual_minimum, maximum);
    if (isnan(number) || isinf(number)) {
        g_string_append(text, isnan(number) ? "NaN" : number < 0 ? "-∞" : "∞");
        return g_string_free(text, FALSE);
    }
    if (number < 0) {
        g_string_append_c(text, '-');
    }
    if (symbol != NULL && !how->symbol_last) {
        gboolean is_japanese = how == find_conventions("ja");

        g_string_append(text, is_japanese && strcmp(symbol, "¥") == 0 ? "￥" : symbol);
        /* Letters stand off, as do Dutch and Portuguese signs. */
        if (g_ascii_isalpha(symbol[strlen(symbol) - 1]) ||
            strcmp(how->language, "nl") == 0 || strcmp(how->language, "pt") == 0) {
            g_string_append(text, NBSP);
        }
    }
    digits = decimal_digits(fabs(number), minimum, maximum);
    append_grouped(text, digits->str, how);
    if (symbol != NULL && how->symbol_last) {
        g_string_append_printf(text, NBSP "%s", symbol);
    }
    if (options->unit != NULL) {
        g_string_append_printf(text, "%s%s", unit != NULL ? unit->space : " ",
                               unit != NULL ? unit->symbol : options->unit);
    }
    return g_string_free(text, FALSE);
}
