/* SPDX-License-Identifier: MIT */
/* Wrong figure files: what is said, and where. */
#include "spec/spec.h"

#include <string.h>

typedef struct {
    const char *text;
    int line, column;
    const char *message;
} Mistake;

static void
mistakes_assert(const Mistake *mistakes, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchSpec) spec = march_spec_parse(
            mistakes[i].text, strlen(mistakes[i].text), "f.yaml", NULL, NULL, &error);
        MarchLocation where = march_error_get_location(error);

        g_test_message("%s", mistakes[i].text);
        g_assert_null(spec);
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
        g_assert_cmpstr(error->message, ==, mistakes[i].message);
        g_assert_cmpint(where.line, ==, mistakes[i].line);
        g_assert_cmpint(where.column, ==, mistakes[i].column);
    }
}

static void
test_keys(void)
{
    static const Mistake MISTAKES[] = {
        {"figure: 1\ntilte: x\n", 2, 1,
         "unknown key 'tilte' in the figure file, did you mean 'title'?"},
        {"size: {widht: 10mm}", 1, 8,
         "unknown key 'widht' in size, did you mean 'width'?"},
        {"colour: red", 1, 1, "unknown key 'colour' in the figure file"},
        {"incidents:\n- columns: {}\n", 2, 3, "incidents needs the key 'data'"},
        {"borders:\n- between: [KG, TJ]\n  whole: true\n  status: disputed\n", 2, 3,
         "a border section needs the key 'section'"},
        {"- title: x", 1, 1,
         "the figure file: expected a mapping of keys to values, found a list"},
        {"", 1, 1, "the figure file is empty"},
        {"figure: 2", 1, 9, "figure: expected 1, the version of the format, found '2'"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

static void
test_types(void)
{
    static const Mistake MISTAKES[] = {
        {"title: [a, b]", 1, 8, "title: expected text, found a list"},
        {"title:\nsubtitle: x", 1, 7, "title: expected text, found nothing"},
        {"title: \"a\\x07b\"", 1, 8,
         "title: expected text without control characters, found 'a b'"},
        {"legend: maybe", 1, 9, "legend: expected true or false, found 'maybe'"},
        {"as-of: 1 May 2021", 1, 8,
         "as-of: expected a date such as 2021-05-01, found '1 May 2021'"},
        {"as-of: 2021-02-30", 1, 8,
         "as-of: expected a date such as 2021-05-01, found '2021-02-30'"},
        {"place-labels: name", 1, 15,
         "place-labels: expected auto, named or none (did you mean 'named'?), found "
         "'name'"},
        {"countries: [KG, Tajikistan]", 1, 17,
         "countries: expected a two-letter country code such as KG, found 'Tajikistan'"},
        {"view: de facto", 1, 7,
         "view: expected defacto, all, un or a country code, found 'de facto'"},
        {"gazetteer: https://example.org/places.csv", 1, 12,
         "gazetteer: expected a file (figure files cannot read from the network), found "
         "'https://example.org/places.csv'"},
        {"layers: [/vsicurl/x.shp]", 1, 10,
         "layers: expected a file (figure files cannot read from the network), found "
         "'/vsicurl/x.shp'"},
        {"output: figure.gif", 1, 9,
         "output: expected a file that ends in .png, .svg, .pdf, .csv or .html, found 'figure.gif'"},
        {"output: [a.png, a.png]", 1, 17, "output: 'a.png' is given twice"},
        {"pick: Dostuk", 1, 7,
         "pick: expected a mapping such as {name: text}, found 'Dostuk'"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

static void
test_sizes(void)
{
    static const Mistake MISTAKES[] = {
        {"size: {width: 180}", 1, 15,
         "width: expected a length in mm, cm, in, pt or px such as 180mm, found '180'"},
        {"size: {width: -5mm}", 1, 15, "width: -5mm is -5 mm, not from 20 to 2000 mm"},
        {"size: {height: 3in, width: 900in}", 1, 28,
         "width: 900in is 22860 mm, not from 20 to 2000 mm"},
        {"size: {dpi: 5000}", 1, 13, "dpi: 5000 is not from 30 to 1200"},
        {"size: {width: 100.5px, height: 100px}", 1, 15,
         "width: 100.5px is not a whole number of pixels"},
        {"size: {width: 2000mm, height: 2000mm, dpi: 300}", 1, 15,
         "size: 23622 × 23622 pixels at 300 dpi is more than 30000 a side or 120 "
         "million in all"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

static void
test_positions(void)
{
    static const Mistake MISTAKES[] = {
        {"extent: {bbox: [71, 39, 69, 41]}", 1, 16,
         "bbox: west 71 is not less than east 69; the order is [west, south, east, "
         "north]"},
        {"extent: {bbox: [69, 41, 71, 39]}", 1, 16,
         "bbox: south 41 is not less than north 39; the order is [west, south, east, "
         "north]"},
        {"extent: {bbox: [69, 39, 71]}", 1, 16,
         "bbox: expected a list [west, south, east, north] in degrees, found a list"},
        {"extent: {bbox: [69, 39, 71, x]}", 1, 29,
         "bbox: expected a number, found 'x'"},
        {"extent: {bbox: [39, 100, 41, 110]}", 1, 16,
         "bbox: latitude 100 is not from -90 to 90; longitude comes first, are they "
         "swapped?"},
        {"labels: [[39.85, 170.58]]", 1, 10,
         "labels: latitude 170.58 is not from -90 to 90; longitude comes first, are "
         "they swapped?"},
        {"labels: [[190, 39]]", 1, 10, "labels: longitude 190 is not from -180 to 180"},
        {"labels: [{name: Vorukh, lat: 39.85}]", 1, 10,
         "labels: lon and lat go together"},
        {"labels: [{country: KG}]", 1, 10,
         "labels: a place needs a name, or lon and lat"},
        {"labels: [{name: Vorukh, lat: 99, lon: 70}]", 1, 30,
         "lat: 99 is not from -90 to 90"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

static void
test_extents(void)
{
    static const Mistake MISTAKES[] = {
        {"extent: KG", 1, 9,
         "extent: expected auto, or a mapping such as {country: KG}, found 'KG'"},
        {"extent: {around: Vorukh}", 1, 9, "extent: around and radius go together"},
        {"extent: {around: Vorukh, radius: 40}", 1, 34,
         "radius: expected a distance such as 40 km, found '40'"},
        {"extent: {around: Vorukh, radius: 9000 km}", 1, 34,
         "radius: 9000 km is not from 0.1 to 5000 km"},
        {"extent: {country: KG, places: [Batken]}", 1, 9,
         "extent: bbox, places, around and country exclude each other"},
        {"extent: {places: [Batken], margin: 300%}", 1, 36,
         "margin: 300% is not from 0 to 200%"},
        {"extent: {places: [Batken], margin: 5 mm}", 1, 36,
         "margin: expected a percentage such as 12%, found '5 mm'"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

#define SECTION "borders: {section: s, status: disputed, "

static void
test_sections(void)
{
    static const char NEEDS_ONE[] =
        "a border section needs one of: from and to, near and within, ring, km, whole, "
        "geometry, natural-earth";
    static const Mistake MISTAKES[] = {
        {SECTION "between: [KG, TJ]}", 1, 10, NEEDS_ONE},
        {SECTION "between: [KG, TJ], whole: true, ring: Vorukh}", 1, 10,
         "only one of these may be given in a border section: ring and whole"},
        {SECTION "between: [KG, TJ], from: Ak-Sai}", 1, 10,
         "a border section needs from and to together"},
        {SECTION "between: [KG, TJ], near: Ak-Sai}", 1, 10,
         "a border section needs near and within together"},
        {SECTION "between: [KG, TJ], whole: true, via: [Vorukh]}", 1, 10,
         "via belongs to a border section with from and to"},
        {SECTION "between: [KG], whole: true}", 1, 50,
         "between: expected two country codes such as [KG, TJ], found a list"},
        {SECTION "between: [KG, KG], whole: true}", 1, 50,
         "between: KG has no border with KG"},
        {SECTION "between: [KG, TJ], km: [9, 3]}", 1, 64, "km: 9 is not less than 3"},
        {SECTION "between: [KG, TJ], whole: true, valid: 2025-01-01/2021-01-01}", 1, 80,
         "valid: the second day of '2025-01-01/2021-01-01' is not after the first"},
        {"borders: {section: s, between: [KG, TJ], whole: true, status: disputd}", 1,
         63,
         "status: expected international, demarcated, undelimited, disputed, claimed, "
         "line-of-control, ceasefire, administrative, lease, neutral, shared or "
         "unrecognised (did you mean 'disputed'?), found 'disputd'"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

static void
test_changes(void)
{
    static const Mistake MISTAKES[] = {
        {"changes: {from: 2021-04-28}", 1, 10,
         "the changes need the key 'to', or the figure 'as-of'"},
        {"changes: {to: 2021-04-28}", 1, 10, "changes needs the key 'from'"},
        {"changes: {from: 2025-03-14, to: 2021-04-28}", 1, 10,
         "changes: 2025-03-14 does not come before 2021-04-28"},
        {"as-of: 2022-01-01\nchanges: {from: 2021-04-28, to: 2025-03-14}", 2, 10,
         "changes: the map is of 2022-01-01, so the later day cannot be 2025-03-14"},
        {"changes: 2021-04-28/2025-03-14", 1, 10,
         "changes: expected a mapping of keys to values, found "
         "'2021-04-28/2025-03-14'"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

static void
test_layers_need_different_ids(void)
{
    static const Mistake MISTAKES[] = {
        {"layers: [a/canals.shp, b/canals.gpkg]", 1, 24,
         "layers: the id 'canals' is used twice"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

static void
test_all_are_reported_at_once(void)
{
    static const char TEXT[] = "tilte: x\nlegend: maybe\nsize: {dpi: 1}\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchSpec) spec =
        march_spec_parse(TEXT, strlen(TEXT), "f.yaml", NULL, diagnostics, &error);

    g_assert_null(spec);
    g_assert_cmpint(march_error_get_location(error).line, ==, 1);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 2);
    g_assert_cmpint(march_diagnostics_get(diagnostics, 0)->where.line, ==, 2);
    g_assert_cmpint(march_diagnostics_get(diagnostics, 1)->where.line, ==, 3);
    g_assert_cmpint(march_diagnostics_get(diagnostics, 1)->severity, ==,
                    MARCH_SEVERITY_ERROR);
}

static void
test_an_override_names_itself(void)
{
    static const char *const OVERRIDES[] = {"size.dpi=9", NULL};
    const MarchSpecOptions options = {.overrides = OVERRIDES};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchSpec) spec =
        march_spec_parse("title: x", 8, "f.yaml", &options, NULL, &error);

    g_assert_null(spec);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
    g_assert_cmpstr(march_error_get_location(error).file, ==, "--set size.dpi=9");
}

static void
test_areas(void)
{
    static const Mistake MISTAKES[] = {
        {"areas: {geometry: a.json}", 1, 8, "an area needs the key 'area'"},
        {"areas:\n- area: a\n", 2, 3, "an area needs one of: geometry, between"},
        {"areas: {area: a, geometry: a.json, between: [b, c]}", 1, 8,
         "an area needs one of: geometry, between"},
        {"areas: {area: a, between: [b]}", 1, 27,
         "between: expected the names of two sections, found a list"},
        {"areas: {area: a, between: [b, b]}", 1, 27,
         "between: there is no land between 'b' and itself"},
        {"areas: {area: a, geometry: a.json, claimants: [KG, KG]}", 1, 8,
         "claimants: KG is given twice"},
        {"areas: {area: a, geometry: a.json, valid: 2021/2020}", 1, 43,
         "valid: the second day of '2021/2020' is not after the first"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

static void
test_notes(void)
{
    static const Mistake MISTAKES[] = {
        {"notes: {box: [1, 2, 3, 4]}", 1, 8, "a note needs the key 'text'"},
        {"notes: [a, {text: b, between: [KG]}]", 1, 31,
         "between: expected two country codes such as [KG, TJ], found a list"},
        {"notes: {text: b, box: [1, 4, 3, 2]}", 1, 23,
         "box: south 4 is not less than north 2; the order is [west, south, east, "
         "north]"},
        {"extent-notes: [un, none]", 1, 20,
         "extent-notes: none goes with nothing else"},
        {"extent-notes: who", 1, 15,
         "extent-notes: expected neutral, un, ocha-style, none, or a file that ends in "
         ".yaml, found 'who'"},
    };

    mistakes_assert(MISTAKES, G_N_ELEMENTS(MISTAKES));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spec/mistakes/keys", test_keys);
    g_test_add_func("/spec/mistakes/types", test_types);
    g_test_add_func("/spec/mistakes/sizes", test_sizes);
    g_test_add_func("/spec/mistakes/positions", test_positions);
    g_test_add_func("/spec/mistakes/extents", test_extents);
    g_test_add_func("/spec/mistakes/sections", test_sections);
    g_test_add_func("/spec/mistakes/changes", test_changes);
    g_test_add_func("/spec/mistakes/layers-need-different-ids",
                    test_layers_need_different_ids);
    g_test_add_func("/spec/mistakes/all-are-reported-at-once",
                    test_all_are_reported_at_once);
    g_test_add_func("/spec/mistakes/an-override-names-itself",
                    test_an_override_names_itself);
    g_test_add_func("/spec/mistakes/areas", test_areas);
    g_test_add_func("/spec/mistakes/notes", test_notes);
    return g_test_run();
}
