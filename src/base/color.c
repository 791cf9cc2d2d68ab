/* SPDX-License-Identifier: MIT */
#include "color.h"

#include "number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    guint32 rgb;
} NamedColor;

/* CSS Color Module Level 4, section 6.1; sorted by name. */
static const NamedColor NAMED_COLORS[] = {
    {"aliceblue", 0xf0f8ff},
    {"antiquewhite", 0xfaebd7},
    {"aqua", 0x00ffff},
    {"aquamarine", 0x7fffd4},
    {"azure", 0xf0ffff},
    {"beige", 0xf5f5dc},
    {"bisque", 0xffe4c4},
    {"black", 0x000000},
    {"blanchedalmond", 0xffebcd},
    {"blue", 0x0000ff},
    {"blueviolet", 0x8a2be2},
    {"brown", 0xa52a2a},
    {"burlywood", 0xdeb887},
    {"cadetblue", 0x5f9ea0},
    {"chartreuse", 0x7fff00},
    {"chocolate", 0xd2691e},
    {"coral", 0xff7f50},
    {"cornflowerblue", 0x6495ed},
    {"cornsilk", 0xfff8dc},
    {"crimson", 0xdc143c},
    {"cyan", 0x00ffff},
    {"darkblue", 0x00008b},
    {"darkcyan", 0x008b8b},
    {"darkgoldenrod", 0xb8860b},
    {"darkgray", 0xa9a9a9},
    {"darkgreen", 0x006400},
    {"darkgrey", 0xa9a9a9},
    {"darkkhaki", 0xbdb76b},
    {"darkmagenta", 0x8b008b},
    {"darkolivegreen", 0x556b2f},
    {"darkorange", 0xff8c00},
    {"darkorchid", 0x9932cc},
    {"darkred", 0x8b0000},
    {"darksalmon", 0xe9967a},
    {"darkseagreen", 0x8fbc8f},
    {"darkslateblue", 0x483d8b},
    {"darkslategray", 0x2f4f4f},
    {"darkslategrey", 0x2f4f4f},
    {"darkturquoise", 0x00ced1},
    {"darkviolet", 0x9400d3},
    {"deeppink", 0xff1493},
    {"deepskyblue", 0x00bfff},
    {"dimgray", 0x696969},
    {"dimgrey", 0x696969},
    {"dodgerblue", 0x1e90ff},
    {"firebrick", 0xb22222},
    {"floralwhite", 0xfffaf0},
    {"forestgreen", 0x228b22},
    {"fuchsia", 0xff00ff},
    {"gainsboro", 0xdcdcdc},
    {"ghostwhite", 0xf8f8ff},
    {"gold", 0xffd700},
    {"goldenrod", 0xdaa520},
    {"gray", 0x808080},
    {"green", 0x008000},
    {"greenyellow", 0xadff2f},
    {"grey", 0x808080},
    {"honeydew", 0xf0fff0},
    {"hotpink", 0xff69b4},
    {"indianred", 0xcd5c5c},
    {"indigo", 0x4b0082},
    {"ivory", 0xfffff0},
    {"khaki", 0xf0e68c},
    {"lavender", 0xe6e6fa},
    {"lavenderblush", 0xfff0f5},
    {"lawngreen", 0x7cfc00},
    {"lemonchiffon", 0xfffacd},
    {"lightblue", 0xadd8e6},
    {"lightcoral", 0xf08080},
    {"lightcyan", 0xe0ffff},
    {"lightgoldenrodyellow", 0xfafad2},
    {"lightgray", 0xd3d3d3},
    {"lightgreen", 0x90ee90},
    {"lightgrey", 0xd3d3d3},
    {"lightpink", 0xffb6c1},
    {"lightsalmon", 0xffa07a},
    {"lightseagreen", 0x20b2aa},
    {"lightskyblue", 0x87cefa},
    {"lightslategray", 0x778899},
    {"lightslategrey", 0x778899},
    {"lightsteelblue", 0xb0c4de},
    {"lightyellow", 0xffffe0},
    {"lime", 0x00ff00},
    {"limegreen", 0x32cd32},
    {"linen", 0xfaf0e6},
    {"magenta", 0xff00ff},
    {"maroon", 0x800000},
    {"mediumaquamarine", 0x66cdaa},
    {"mediumblue", 0x0000cd},
    {"mediumorchid", 0xba55d3},
    {"mediumpurple", 0x9370db},
    {"mediumseagreen", 0x3cb371},
    {"mediumslateblue", 0x7b68ee},
    {"mediumspringgreen", 0x00fa9a},
    {"mediumturquoise", 0x48d1cc},
    {"mediumvioletred", 0xc71585},
    {"midnightblue", 0x191970},
    {"mintcream", 0xf5fffa},
    {"mistyrose", 0xffe4e1},
    {"moccasin", 0xffe4b5},
    {"navajowhite", 0xffdead},
    {"navy", 0x000080},
    {"oldlace", 0xfdf5e6},
    {"olive", 0x808000},
    {"olivedrab", 0x6b8e23},
    {"orange", 0xffa500},
    {"orangered", 0xff4500},
    {"orchid", 0xda70d6},
    {"palegoldenrod", 0xeee8aa},
    {"palegreen", 0x98fb98},
    {"paleturquoise", 0xafeeee},
    {"palevioletred", 0xdb7093},
    {"papayawhip", 0xffefd5},
    {"peachpuff", 0xffdab9},
    {"peru", 0xcd853f},
    {"pink", 0xffc0cb},
    {"plum", 0xdda0dd},
    {"powderblue", 0xb0e0e6},
    {"purple", 0x800080},
    {"rebeccapurple", 0x663399},
    {"red", 0xff0000},
    {"rosybrown", 0xbc8f8f},
    {"royalblue", 0x4169e1},
    {"saddlebrown", 0x8b4513},
    {"salmon", 0xfa8072},
    {"sandybrown", 0xf4a460},
    {"seagreen", 0x2e8b57},
    {"seashell", 0xfff5ee},
    {"sienna", 0xa0522d},
    {"silver", 0xc0c0c0},
    {"skyblue", 0x87ceeb},
    {"slateblue", 0x6a5acd},
    {"slategray", 0x708090},
    {"slategrey", 0x708090},
    {"snow", 0xfffafa},
    {"springgreen", 0x00ff7f},
    {"steelblue", 0x4682b4},
    {"tan", 0xd2b48c},
    {"teal", 0x008080},
    {"thistle", 0xd8bfd8},
    {"tomato", 0xff6347},
    {"turquoise", 0x40e0d0},
    {"violet", 0xee82ee},
    {"wheat", 0xf5deb3},
    {"white", 0xffffff},
    {"whitesmoke", 0xf5f5f5},
    {"yellow", 0xffff00},
    {"yellowgreen", 0x9acd32},
};

static int
named_color_compare(const void *key, const void *element)
{
    return strcmp(key, ((const NamedColor *)element)->name);
}

static gboolean
name_parse(const char *text, MarchColor *color)
{
    const NamedColor *named;

    if (strcmp(text, "transparent") == 0) {
        *color = MARCH_COLOR_NONE;
        return TRUE;
    }
    named = bsearch(text, NAMED_COLORS, G_N_ELEMENTS(NAMED_COLORS),
                    sizeof NAMED_COLORS[0], named_color_compare);
    if (named == NULL) {
        return FALSE;
    }
    *color =
        (MarchColor){(named->rgb >> 16 & 255) / 255.0, (named->rgb >> 8 & 255) / 255.0,
                     (named->rgb & 255) / 255.0, 1};
    return TRUE;
}

/* "#" and 3, 4, 6 or 8 digits. */
static gboolean
hex_parse(const char *text, MarchColor *color)
{
    gsize length = strlen(text + 1);
    gsize width = length > 4 ? 2 : 1;
    double channels[4] = {0, 0, 0, 1};

    if (length != 3 && length != 4 && length != 6 && length != 8) {
        return FALSE;
    }
    for (gsize i = 0; i < length; i += width) {
        int high = g_ascii_xdigit_value(text[1 + i]);
        int low = g_ascii_xdigit_value(text[i + width]);

        if (high < 0 || low < 0) {
            return FALSE;
        }
        channels[i / width] = (high * 16 + low) / 255.0;
    }
    *color = (MarchColor){channels[0], channels[1], channels[2], channels[3]};
    return TRUE;
}

/* One argument of a colour function. */
typedef struct {
    double value;
    char unit[5]; /* "", "%", "deg", "grad", "rad", "turn", or "none" */
} Argument;

static gboolean
argument_is(const Argument *argument, const char *unit)
{
    return strcmp(argument->unit, unit) == 0;
}

static gboolean
argument_parse(char *word, Argument *argument)
{
    gsize digits;

    if (strcmp(word, "none") == 0) {
        *argument = (Argument){0, "none"};
        return TRUE;
    }
    digits = strspn(word, "+-.0123456789");
    if (word[digits] == 'e' && word[digits + 1] != '\0' &&
        strchr("+-0123456789", word[digits + 1]) != NULL) {
        digits += 1 + strspn(word + digits + 1, "+-0123456789");
    }
    if (strlen(word + digits) >= sizeof argument->unit) {
        return FALSE;
    }
    g_strlcpy(argument->unit, word + digits, sizeof argument->unit);
    word[digits] = '\0';
    return march_number_parse(word, &argument->value);
}

/*
 * Splits "a, b, c[, d]" or "a b c[ / d]" (in place) into arguments; returns how
 * many, or 0 when it is neither.
 */
static int
arguments_parse(char *text, Argument arguments[4], gboolean *is_legacy)
{
    char separators[4] = {0};
    int count = 0;

    for (;;) {
        gsize length;
        char *word;
        char separator;

        text += strspn(text, " \t\n\r\f");
        length = strcspn(text, " \t\n\r\f,/");
        if (length == 0 || count == 4) {
            return 0;
        }
        word = text;
        text += length;
        text += strspn(text, " \t\n\r\f");
        if (*text == ',' || *text == '/') {
            separator = *text++;
        } else if (*text == '\0') {
            separator = '\0';
        } else {
            separator = ' ';
        }
        word[length] = '\0';
        if (!argument_parse(word, &arguments[count])) {
            return 0;
        }
        separators[count++] = separator;
        if (separator == '\0') {
            break;
        }
    }
    *is_legacy = separators[0] == ',';
    if (*is_legacy) {
        return strcmp(separators, ",,") == 0 || strcmp(separators, ",,,") == 0 ? count
                                                                               : 0;
    }
    return strcmp(separators, "  ") == 0 || strcmp(separators, "  /") == 0 ? count : 0;
}

static gboolean
alpha_convert(const Argument *argument, double *alpha)
{
    if (argument_is(argument, "%")) {
        *alpha = CLAMP(argument->value / 100, 0, 1);
        return TRUE;
    }
    *alpha = CLAMP(argument->value, 0, 1);
    return argument_is(argument, "") || argument_is(argument, "none");
}

static gboolean
rgb_convert(const Argument *arguments, gboolean is_legacy, MarchColor *color)
{
    double channels[3];

    for (int i = 0; i < 3; i++) {
        gboolean is_percent = argument_is(&arguments[i], "%");

        if (!is_percent && !argument_is(&arguments[i], "") &&
            !argument_is(&arguments[i], "none")) {
            return FALSE;
        }
        if (is_legacy && is_percent != argument_is(&arguments[0], "%")) {
            return FALSE;
        }
        channels[i] = CLAMP(arguments[i].value / (is_percent ? 100 : 255), 0, 1);
    }
    color->red = channels[0];
    color->green = channels[1];
    color->blue = channels[2];
    return TRUE;
}

static gboolean
hue_convert(const Argument *argument, double *degrees)
{
    static const struct {
        const char *unit;
        double degrees;
    } UNITS[] = {{"", 1},       {"deg", 1},          {"grad", 0.9},
                 {"turn", 360}, {"rad", 180 / G_PI}, {"none", 0}};

    for (gsize i = 0; i < G_N_ELEMENTS(UNITS); i++) {
        if (argument_is(argument, UNITS[i].unit)) {
            *degrees = fmod(argument->value * UNITS[i].degrees, 360);
            *degrees += *degrees < 0 ? 360 : 0;
            return TRUE;
        }
    }
    return FALSE;
}

static double
hsl_channel(double offset, double hue, double saturation, double lightness)
{
    double k = fmod(offset + hue / 30, 12);
    double amplitude = saturation * MIN(lightness, 1 - lightness);

    return lightness - amplitude * MAX(-1, MIN(MIN(k - 3, 9 - k), 1));
}

static gboolean
hsl_convert(const Argument *arguments, MarchColor *color)
{
    double parts[3] = {0};
    double hue;

    if (!hue_convert(&arguments[0], &hue)) {
        return FALSE;
    }
    for (int i = 1; i < 3; i++) {
        if (!argument_is(&arguments[i], "%") && !argument_is(&arguments[i], "none")) {
            return FALSE;
        }
        parts[i] = CLAMP(arguments[i].value / 100, 0, 1);
    }
    color->red = hsl_channel(0, hue, parts[1], parts[2]);
    color->green = hsl_channel(8, hue, parts[1], parts[2]);
    color->blue = hsl_channel(4, hue, parts[1], parts[2]);
    return TRUE;
}

static gboolean
function_parse(char *text, MarchColor *color)
{
    Argument arguments[4];
    MarchColor parsed = MARCH_COLOR_BLACK;
    gboolean is_rgb = g_str_has_prefix(text, "rgb");
    gboolean is_legacy = FALSE;
    gsize length = strlen(text);
    gboolean is_valid;
    int count;
    char *open;

    if ((!is_rgb && !g_str_has_prefix(text, "hsl")) || text[length - 1] != ')') {
        return FALSE;
    }
    text[length - 1] = '\0';
    open = text + 3 + (text[3] == 'a');
    if (*open != '(') {
        return FALSE;
    }
    count = arguments_parse(open + 1, arguments, &is_legacy);
    if (count == 0) {
        return FALSE;
    }
    for (int i = 0; i < count && is_legacy; i++) {
        if (argument_is(&arguments[i], "none")) {
            return FALSE;
        }
    }
    is_valid = is_rgb ? rgb_convert(arguments, is_legacy, &parsed)
                      : hsl_convert(arguments, &parsed);
    if (!is_valid || (count == 4 && !alpha_convert(&arguments[3], &parsed.alpha))) {
        return FALSE;
    }
    *color = parsed;
    return TRUE;
}

gboolean
march_color_parse(const char *text, MarchColor *color)
{
    g_autofree char *lower = g_strstrip(g_ascii_strdown(text, -1));

    if (*lower == '#') {
        return hex_parse(lower, color);
    }
    if (strchr(lower, '(') != NULL) {
        return function_parse(lower, color);
    }
    return name_parse(lower, color);
}

static guint
channel_byte(double channel)
{
    return (guint)lround(CLAMP(channel, 0, 1) * 255);
}

char *
march_color_to_string(MarchColor color)
{
    guint red = channel_byte(color.red);
    guint green = channel_byte(color.green);
    guint blue = channel_byte(color.blue);
    guint alpha = channel_byte(color.alpha);

    if (alpha == 255) {
        return g_strdup_printf("#%02x%02x%02x", red, green, blue);
    }
    return g_strdup_printf("#%02x%02x%02x%02x", red, green, blue, alpha);
}
