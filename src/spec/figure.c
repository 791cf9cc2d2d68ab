/* SPDX-License-Identifier: MIT */
/* The top level of the figure file. */
#include "reader.h"
#include "tables.h"

#include <string.h>

enum { VIEW_MAX = 16 };

static void
version_read(MarchSpecReader *reader,
             const MarchKey *key,
             const MarchYamlNode *node,
             gpointer target)
{
    (void)target;
    if (node->kind != MARCH_YAML_SCALAR || strcmp(node->text, "1") != 0) {
        march_spec_reader_expect(reader, key->name, node,
                                 "1, the version of the format");
    }
}

static void
view_read(MarchSpecReader *reader,
          const MarchKey *key,
          const MarchYamlNode *node,
          gpointer target)
{
    static const char EXPECTED[] = "defacto, all, un or a country code";
    MarchSpec *spec = target;
    gsize length;

    if (!march_spec_reader_check_kind(reader, key->name, node, MARCH_YAML_SCALAR,
                                      EXPECTED)) {
        return;
    }
    length = strlen(node->text);
    if (length < 2 || length > VIEW_MAX ||
        strspn(node->text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") <
            length) {
        march_spec_reader_expect(reader, key->name, node, EXPECTED);
        return;
    }
    /* Codes have two letters, those of data sets three; a longer word is a name. */
    if (length > 3 && g_ascii_strcasecmp(node->text, "defacto") != 0) {
        march_spec_reader_expect(reader, key->name, node, EXPECTED);
        return;
    }
    g_free(spec->view);
    if (length == 2 && g_ascii_strcasecmp(node->text, "un") != 0) {
        spec->view = g_ascii_strup(node->text, -1);
    } else {
        spec->view = g_ascii_strdown(node->text, -1);
    }
}

/* A tag of BCP 47, as far as files are named by it: "ru", "zh-Hant". */
static void
language_read(MarchSpecReader *reader,
              const MarchKey *key,
              const MarchYamlNode *node,
              gpointer target)
{
    MarchSpec *spec = target;
    char *text = march_spec_read_text(reader, key->name, node);
    gsize length = text != NULL ? strlen(text) : 0;

    if (text == NULL) {
        return;
    }
    if (length < 2 || length > 12 || !g_ascii_isalpha(text[0]) ||
        !g_ascii_isalpha(text[1]) ||
        strspn(text,
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") <
            length) {
        march_spec_reader_expect(reader, key->name, node,
                                 "a language such as en or ru");
        g_free(text);
        return;
    }
    g_free(spec->language);
    spec->language = text;
}

/* A name in the styles folder, or a path when it looks like one. */
static void
style_read(MarchSpecReader *reader,
           const MarchKey *key,
           const MarchYamlNode *node,
           gpointer target)
{
    MarchSpec *spec = target;
    char *style = march_spec_read_text(reader, key->name, node);

    if (style != NULL &&
        (strchr(style, '/') != NULL || g_str_has_suffix(style, ".json"))) {
        g_free(style);
        style = march_spec_read_path(reader, key->name, node);
    }
    if (style != NULL) {
        g_free(spec->style);
        spec->style = style;
    }
}

static gboolean
path_is_listed(const GPtrArray *paths, const char *path)
{
    for (guint i = 0; i < paths->len; i++) {
        if (strcmp(g_ptr_array_index(paths, i), path) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
has_known_ending(const char *path)
{
    static const char *const ENDINGS[] = {".png", ".svg", ".pdf", ".csv", ".html"};

    for (gsize i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
        if (g_str_has_suffix(path, ENDINGS[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

void
march_spec_read_outputs(MarchSpecReader *reader,
                        const MarchKey *key,
                        const MarchYamlNode *node,
                        gpointer target)
{
    GPtrArray *outputs = ((MarchSpec *)target)->outputs;

    for (guint i = 0; i < march_spec_node_count(node); i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);
        char *path = march_spec_read_path(reader, key->name, item);

        if (path == NULL) {
            continue;
        }
        if (!has_known_ending(path)) {
            march_spec_reader_expect(
                reader, key->name, item,
                "a file that ends in .png, .svg, .pdf, .csv or .html");
        } else if (path_is_listed(outputs, path)) {
            march_spec_reader_fail(reader, item->where, "output: '%s' is given twice",
                                   item->text);
        } else {
            g_ptr_array_add(outputs, g_steal_pointer(&path));
        }
        g_free(path);
    }
}

static const char *const SECTION_LABELS[] = {"false", "true", "beside", "along", NULL};
static const char *const BORDER_STYLES[] = {"plain", "alternate", "bands", NULL};
static const char *const BORDER_ERRORS[] = {"auto", "band", "none", NULL};
static const char *const UNITS[] = {"km", "miles", "both", NULL};
static const char *const AGGREGATES[] = {"none",   "place",    "cluster", "hexagon",
                                         "region", "district", "section", NULL};
static const char *const COLORINGS[] = {"type", "date", NULL};
static const char *const SCALINGS[] = {"area", "perceptual", NULL};
static const char *const SVG_TEXTS[] = {"embed", "live", "outline", NULL};
static const char *const PLACE_LABELS[] = {"auto", "named", "none", NULL};

#define FIELD(name) G_STRUCT_OFFSET(MarchSpec, name)

static const MarchKey FIGURE_KEYS[] = {
    {"figure", MARCH_KEY_CUSTOM, 0, .read = version_read, .fallback = "1",
     .summary = "Version of the format"},
    {"title", MARCH_KEY_TEXT, FIELD(title), .otherwise = "none", .summary = "Title"},
    {"subtitle", MARCH_KEY_TEXT, FIELD(subtitle), .otherwise = "none",
     .summary = "Second line under the title"},
    {"alt", MARCH_KEY_TEXT, FIELD(alt), .otherwise = "made from the figure",
     .summary = "Description for people who cannot see it"},
    {"author", MARCH_KEY_TEXT, FIELD(author), .otherwise = "none",
     .summary = "Who made the figure; printed and put into the file"},
    {"logo", MARCH_KEY_PATH, FIELD(logo), .otherwise = "none",
     .summary = "PNG or SVG file, at the far end of the title"},
    {"reference", MARCH_KEY_TEXT, FIELD(reference), .otherwise = "none",
     .summary = "Number or name of the map at its makers'; printed after the author"},
    {"made", MARCH_KEY_DATE, FIELD(made), .otherwise = "none",
     .summary = "The day the map was made; printed after the author"},
    {"language", MARCH_KEY_CUSTOM, 0, .read = language_read, .fallback = "en",
     .summary =
         "Language of the figure's own words: `en`, `ar`, `es`, `fr`, `ky`, `ru`, "
         "`tg`, or one of your own `words`"},
    {"label-languages", MARCH_KEY_TEXTS, FIELD(label_languages),
     .otherwise = "as the data have them",
     .summary = "Languages of the names of places and countries, by preference: `ru`, "
                "`local`, or `local+en` on two lines"},
    {"words", MARCH_KEY_PATHS, FIELD(word_files), .otherwise = "the program's",
     .summary = "Files of words for texts of the figure, before those of the program"},
    {"as-of", MARCH_KEY_DATE, FIELD(as_of), .otherwise = "no date: all is valid",
     .summary = "The day whose sections, statuses and names are drawn"},
    {"tolls-as-of", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_tolls_as_of,
     .otherwise = "the latest",
     .summary =
         "Incidents and their numbers as they were known then: `2021-04-30T08:00`"},
    {"clock", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_clock, .fallback = "local",
     .summary = "Clock whose dates are shown: `local` as in the tables, `UTC`, or an "
                "offset such as `+06:00`"},
    {"allow-network", MARCH_KEY_BOOLEAN, FIELD(allow_network), .fallback = "false",
     .summary = "Whether tables may be read from a database"},
    {"changes", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_changes,
     .otherwise = "none", .summary = "Two days: what changed on the borders is marked"},
    {"panels", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_panels, .otherwise = "none",
     .summary = "Several maps with one legend: by view, day, span of days or type"},
    {"view", MARCH_KEY_CUSTOM, 0, .read = view_read, .fallback = "defacto",
     .summary = "Whose claims are drawn: `defacto`, `all`, `un`, or a country code"},
    {"page", MARCH_KEY_CHOICE, FIELD(page), .choices = MARCH_PAGE_NAMES,
     .otherwise = "none", .summary = "A usual page; `size` overrides its sides"},
    {"size", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_size,
     .otherwise = "180 × 130 mm at 300 dpi", .summary = "Size of the page"},
    {"extent", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_extent, .fallback = "auto",
     .summary = "What the map shows; `auto` is all incidents, sections and areas"},
    {"insets", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_zooms, .otherwise = "none",
     .summary = "Crowded parts of the map, drawn larger beside it"},
    {"projection", MARCH_KEY_TEXT, FIELD(projection), .fallback = "auto",
     .summary =
         "`auto` (conformal, centred on the extent), `EPSG:32642`, or a PROJ string"},
    {"style", MARCH_KEY_CUSTOM, 0, .read = style_read, .fallback = "report",
     .summary = "Name of a style of the program, or path of a style file"},
    {"style-variables", MARCH_KEY_PAIRS, FIELD(style_variables), .otherwise = "none",
     .summary = "Values for the style's variables: `{accent: \"#a03030\"}`"},
    {"gazetteer", MARCH_KEY_PATHS, FIELD(gazetteers), .otherwise = "none",
     .summary = "CSV files with places of your own; they come first"},
    {"countries", MARCH_KEY_COUNTRIES, FIELD(countries), .otherwise = "none",
     .summary = "Where names are to be looked for first"},
    {"pick", MARCH_KEY_PAIRS, FIELD(picks), .otherwise = "none",
     .summary = "Settles ambiguous names: `{Dostuk: Leilek}`"},
    {"boundaries", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_boundaries,
     .otherwise = "the program's",
     .summary = "Boundary files of your own: their borders are drawn instead"},
    {"border-error", MARCH_KEY_CHOICE, FIELD(border_error), .choices = BORDER_ERRORS,
     .fallback = "auto",
     .summary =
         "How exact the lines are: `auto` says so where it shows on paper, `band` "
         "draws it too, `none` is silent"},
    {"border-style", MARCH_KEY_CHOICE, FIELD(border_style), .choices = BORDER_STYLES,
     .fallback = "plain",
     .summary =
         "Disputed sections: `plain` in one neutral colour, `alternate` in dashes of "
         "two colours, `bands` with the colour of each side on its land"},
    {"borders", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_sections,
     .otherwise = "none",
     .summary = "Sections of borders with a status of their own, and border files"},
    {"areas", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_areas, .otherwise = "none",
     .summary = "Areas with a status of their own, and vector files of such areas"},
    {"incidents", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_incidents,
     .otherwise = "none", .summary = "Tables of incidents: paths, or mappings"},
    {"aggregate", MARCH_KEY_CHOICE, FIELD(aggregate), .choices = AGGREGATES,
     .fallback = "none",
     .summary =
         "Many incidents in few symbols that say how many: one a `place`, one a "
         "`cluster` on the page, one a `hexagon`, one a first-order `region` or a "
         "`district`, or one a `section` of the border"},
    {"hexagon-side", MARCH_KEY_DISTANCE, FIELD(hexagon_side_km), .least = 0.01,
     .most = 2000, .otherwise = "some twenty hexagons across the map",
     .summary = "Length of the sides of hexagons"},
    {"section-distance", MARCH_KEY_DISTANCE, FIELD(section_distance_km), .least = 0.01,
     .most = 500, .fallback = "5 km",
     .summary = "With `aggregate: section`: how near to it incidents are counted"},
    {"districts", MARCH_KEY_PATH, FIELD(districts), .otherwise = "none",
     .summary = "Vector file with polygons of districts: what is known only to one is "
                "outlined, and `aggregate: district` counts in them"},
    {"color-by", MARCH_KEY_CHOICE, FIELD(color_by), .choices = COLORINGS,
     .fallback = "type",
     .summary = "Colour of incidents: by `type`, or by `date` in a ramp from the first "
                "to the last"},
    {"symbol-scaling", MARCH_KEY_CHOICE, FIELD(symbol_scaling), .choices = SCALINGS,
     .fallback = "area",
     .summary = "Size of symbols: their `area` is the number, or `perceptual`: large "
                "ones are larger, as they look smaller than they are (Flannery)"},
    {"claim-labels", MARCH_KEY_BOOLEAN, FIELD(show_claim_labels), .fallback = "false",
     .summary = "Write beside an incident who says which number"},
    {"icons", MARCH_KEY_PATH, FIELD(icons), .otherwise = "the program's",
     .summary =
         "Folder of SVG icons of your own, which go before those of the program"},
    {"timeline", MARCH_KEY_BOOLEAN, FIELD(show_timeline), .fallback = "false",
     .summary = "Incidents by day, week, month or year as bars under the map"},
    {"layers", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_layers, .otherwise = "none",
     .summary = "Vector layers of your own, drawn under the incidents"},
    {"relief", MARCH_KEY_PATH, FIELD(relief), .otherwise = "none",
     .summary = "Raster of heights in metres, shaded under the map"},
    {"labels", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_labels, .otherwise = "none",
     .summary = "Places to label that are no incidents"},
    {"section-labels", MARCH_KEY_CHOICE, FIELD(section_labels),
     .choices = SECTION_LABELS, .fallback = "false",
     .summary =
         "Write the names of sections: `beside` the middle of their lines (as does "
         "`true`), or `along` them"},
    {"place-labels", MARCH_KEY_CHOICE, FIELD(place_labels), .choices = PLACE_LABELS,
     .fallback = "auto",
     .summary =
         "Names of towns on the map: `auto` the larger ones, `named` only places "
         "the figure names, `none`"},
    {"notes", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_notes, .otherwise = "none",
     .summary = "Notes of your own under the map: texts, and mappings that print only "
                "where they belong"},
    {"extent-notes", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_note_files,
     .fallback = "neutral",
     .summary =
         "Notes on disputes that print only where the map shows them: `neutral`, "
         "`un`, `ocha-style`, `none`, a file of your own, or a list"},
    {"sources", MARCH_KEY_TEXTS, FIELD(sources), .otherwise = "none",
     .summary = "Source lines of your own, after those the program knows"},
    {"disclaimer", MARCH_KEY_TEXT, FIELD(disclaimer), .otherwise = "neutral words",
     .summary = "`un`, or your own text"},
    {"legend", MARCH_KEY_BOOLEAN, FIELD(show_legend), .fallback = "true",
     .summary = "Draw the legend"},
    {"scale-bar", MARCH_KEY_BOOLEAN, FIELD(show_scale_bar), .fallback = "true",
     .summary = "Draw the scale bar"},
    {"units", MARCH_KEY_CHOICE, FIELD(units), .choices = UNITS, .fallback = "km",
     .summary = "Of the scale bar"},
    {"north-arrow", MARCH_KEY_BOOLEAN, FIELD(show_north_arrow), .fallback = "false",
     .summary = "Draw a north arrow"},
    {"graticule", MARCH_KEY_BOOLEAN, FIELD(show_graticule), .fallback = "true",
     .summary = "Draw and label meridians and parallels"},
    {"inset", MARCH_KEY_BOOLEAN, FIELD(show_inset), .fallback = "true",
     .summary = "Draw the locator map"},
    {"svg-text", MARCH_KEY_CHOICE, FIELD(svg_text), .choices = SVG_TEXTS,
     .fallback = "embed",
     .summary = "Text in SVG files: with the letters it uses (`embed`), in fonts that "
                "are only named (`live`), or as shapes (`outline`)"},
    {"output", MARCH_KEY_CUSTOM, 0, .read = march_spec_read_outputs,
     .otherwise = "given on the command line",
     .summary = "Files to write, by their ending: .png, .svg, .pdf; .csv and .html are "
                "the table of the incidents"},
};

const MarchKeyTable MARCH_FIGURE_TABLE = {"the figure file", FIGURE_KEYS,
                                          G_N_ELEMENTS(FIGURE_KEYS)};
