/* SPDX-License-Identifier: MIT */
/* What a correct figure file means. */
#include "spec/spec.h"

#include <glib/gstdio.h>
#include <string.h>

static MarchSpec *
spec_parse(const char *text, const char *const *overrides)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchSpecOptions options = {.overrides = overrides};
    MarchSpec *spec = march_spec_parse(text, strlen(text), "case/figure.yaml", &options,
                                       diagnostics, &error);

    g_assert_no_error(error);
    g_assert_nonnull(spec);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
    return spec;
}

static void
number_assert(double value, double expected)
{
    g_assert_cmpfloat_with_epsilon(value, expected, 1e-9);
}

static void
test_five_lines_are_enough(void)
{
    g_autoptr(MarchSpec) spec = spec_parse("title: Clashes on the border\n"
                                           "extent: {places: [Leilik, Batken]}\n"
                                           "incidents:\n"
                                           "- data: incidents.csv\n"
                                           "output: figure.png\n",
                                           NULL);
    const MarchSpecIncidents *incidents = g_ptr_array_index(spec->incidents, 0);
    const MarchSpecPlace *place = g_ptr_array_index(spec->extent.places, 1);

    g_assert_cmpstr(spec->title, ==, "Clashes on the border");
    g_assert_cmpint(spec->extent.kind, ==, MARCH_EXTENT_PLACES);
    g_assert_cmpstr(place->text, ==, "Batken");
    g_assert_cmpint(place->where.line, ==, 2);
    g_assert_cmpstr(incidents->data, ==, "case/incidents.csv");
    g_assert_cmpstr(g_ptr_array_index(spec->outputs, 0), ==, "case/figure.png");
}

static void
test_defaults(void)
{
    g_autoptr(MarchSpec) spec = spec_parse("title: x", NULL);

    g_assert_cmpstr(spec->view, ==, "defacto");
    g_assert_cmpstr(spec->projection, ==, "auto");
    g_assert_cmpstr(spec->style, ==, "report");
    g_assert_cmpstr(spec->language, ==, "en");
    g_assert_cmpstr(spec->place_labels, ==, "auto");
    g_assert_false(march_date_is_given(spec->as_of));
    g_assert_cmpint(spec->extent.kind, ==, MARCH_EXTENT_AUTO);
    number_assert(spec->extent.margin, 0.12);
    number_assert(spec->width_mm, 180);
    number_assert(spec->height_mm, 130);
    number_assert(spec->dpi, 300);
    g_assert_cmpint(spec->width_px, ==, 0);
    g_assert_true(spec->show_legend && spec->show_scale_bar && spec->show_graticule &&
                  spec->show_inset);
    g_assert_false(spec->show_north_arrow);
}

static void
test_page_gives_the_size(void)
{
    g_autoptr(MarchSpec) a4 = spec_parse("page: a4", NULL);
    g_autoptr(MarchSpec) card = spec_parse("page: card", NULL);
    g_autoptr(MarchSpec) ocha = spec_parse("page: ocha-a4", NULL);

    number_assert(a4->width_mm, 210);
    number_assert(a4->height_mm, 297);
    g_assert_false(a4->has_fixed_marginalia);
    g_assert_cmpint(card->width_px, ==, 1200);
    g_assert_cmpint(card->height_px, ==, 630);
    number_assert(card->dpi, 192);
    number_assert(card->width_mm, 1200 / 192.0 * 25.4);
    g_assert_true(ocha->has_fixed_marginalia);
}

static void
test_size_overrides_the_page(void)
{
    g_autoptr(MarchSpec) spec =
        spec_parse("size: {height: 150mm, dpi: 200}\npage: a4", NULL);

    number_assert(spec->width_mm, 210);
    number_assert(spec->height_mm, 150);
    number_assert(spec->dpi, 200);
}

static void
test_size_in_pixels_is_exact(void)
{
    g_autoptr(MarchSpec) exact =
        spec_parse("size: {width: 1600px, height: 1200px}", NULL);
    g_autoptr(MarchSpec) scaled =
        spec_parse("size: {width: 1600px, height: 1200px, dpi: 192}", NULL);
    g_autoptr(MarchSpec) one_side = spec_parse("size: {width: 1800px}", NULL);

    g_assert_cmpint(exact->width_px, ==, 1600);
    g_assert_cmpint(exact->height_px, ==, 1200);
    number_assert(exact->dpi, 96);
    number_assert(exact->width_mm, 1600 * 25.4 / 96);
    g_assert_cmpint(scaled->width_px, ==, 0);
    number_assert(scaled->dpi, 192);
    g_assert_cmpint(one_side->height_px, ==, 1300);
}

static void
test_country_codes_stay_text(void)
{
    g_autoptr(MarchSpec) spec =
        spec_parse("extent: {country: NO}\ncountries: [no, On]\nview: NO", NULL);

    g_assert_cmpint(spec->extent.kind, ==, MARCH_EXTENT_COUNTRY);
    g_assert_cmpstr(spec->extent.country, ==, "NO");
    number_assert(spec->extent.margin, 0.05);
    g_assert_cmpstr(g_ptr_array_index(spec->countries, 0), ==, "NO");
    g_assert_cmpstr(g_ptr_array_index(spec->countries, 1), ==, "ON");
    g_assert_cmpstr(spec->view, ==, "NO");
}

static void
test_extents(void)
{
    g_autoptr(MarchSpec) box = spec_parse("extent: {bbox: [69, 39.5, 71, 40.5]}", NULL);
    g_autoptr(MarchSpec) pacific =
        spec_parse("extent: {bbox: [170, -20, -170, -10], margin: 0.1}", NULL);
    g_autoptr(MarchSpec) around =
        spec_parse("extent: {around: [70.58, 39.85], radius: 40 km}", NULL);
    const MarchSpecPlace *center = g_ptr_array_index(around->extent.places, 0);

    g_assert_cmpint(box->extent.kind, ==, MARCH_EXTENT_BOX);
    number_assert(box->extent.box.north, 40.5);
    number_assert(box->extent.margin, 0);
    number_assert(pacific->extent.box.west, 170);
    number_assert(pacific->extent.margin, 0.1);
    g_assert_cmpint(around->extent.kind, ==, MARCH_EXTENT_AROUND);
    g_assert_true(center->has_position);
    number_assert(center->position.lat, 39.85);
    number_assert(around->extent.radius_km, 40);
}

static void
test_places_by_name_position_and_hint(void)
{
    g_autoptr(MarchSpec) spec = spec_parse(
        "labels:\n"
        "- Vorukh\n"
        "- [70.58, 39.85]\n"
        "- {name: Dostuk, country: kg, near: [69.5, 39.9]}\n"
        "- {place: {name: Ворух, lon: 70.58, lat: 39.85}, text: 'Vorukh (TJ)'}\n",
        NULL);
    const MarchSpecLabel *position = g_ptr_array_index(spec->labels, 1);
    const MarchSpecLabel *hinted = g_ptr_array_index(spec->labels, 2);
    const MarchSpecLabel *both = g_ptr_array_index(spec->labels, 3);

    g_assert_cmpuint(spec->labels->len, ==, 4);
    g_assert_null(position->place.text);
    number_assert(position->place.position.lon, 70.58);
    g_assert_cmpstr(hinted->place.country, ==, "KG");
    g_assert_false(hinted->place.has_position);
    g_assert_true(hinted->place.has_near);
    number_assert(hinted->place.near.lon, 69.5);
    g_assert_cmpstr(both->place.text, ==, "Ворух");
    g_assert_true(both->place.has_position);
    g_assert_cmpstr(both->text, ==, "Vorukh (TJ)");
}

static void
test_section_of_the_design(void)
{
    g_autoptr(MarchSpec) spec = spec_parse("borders:\n"
                                           "  - section: Vorukh – Ak-Sai\n"
                                           "    between: [KG, TJ]\n"
                                           "    from: Khojai A'lo\n"
                                           "    to: Ak-Sai\n"
                                           "    status: disputed\n"
                                           "    valid: 1991-09-09/2025-03-13\n"
                                           "    claims: {KG: one line, TJ: another}\n"
                                           "    source: Khovar, 5 May 2021\n",
                                           NULL);
    const MarchSpecSection *section = g_ptr_array_index(spec->sections, 0);
    g_autofree char *until = march_date_to_iso(section->valid.to);

    g_assert_cmpint(section->kind, ==, MARCH_SECTION_FROM_TO);
    g_assert_cmpstr(section->name, ==, "Vorukh – Ak-Sai");
    g_assert_cmpstr(section->between[1], ==, "TJ");
    g_assert_cmpstr(section->from.text, ==, "Khojai A'lo");
    g_assert_cmpstr(section->source, ==, "Khovar, 5 May 2021");
    g_assert_cmpstr(until, ==, "2025-03-13");
    g_assert_cmpstr(g_ptr_array_index(section->claims, 2), ==, "TJ");
    g_assert_cmpstr(g_ptr_array_index(section->claims, 3), ==, "another");
    number_assert(section->snap_limit_km, 10);
    g_assert_cmpint(section->where.line, ==, 2);
}

static void
test_ways_to_cut(void)
{
    static const struct {
        const char *keys;
        MarchSpecSectionKind kind;
    } CASES[] = {
        {"near: Ak-Sai, within: 25 km", MARCH_SECTION_NEAR},
        {"ring: Vorukh", MARCH_SECTION_RING},
        {"km: [10, 35.5]", MARCH_SECTION_KM},
        {"whole: true", MARCH_SECTION_ALL},
        {"geometry: line.geojson", MARCH_SECTION_GEOMETRY},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = g_strdup_printf(
            "borders: {section: s, between: [KG, TJ], status: disputed, %s}",
            CASES[i].keys);
        g_autoptr(MarchSpec) spec = spec_parse(text, NULL);
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, 0);

        g_assert_cmpint(section->kind, ==, CASES[i].kind);
        g_assert_cmpint(section->from.text != NULL, ==, i < 2);
    }
}

static void
test_incident_tables(void)
{
    g_autoptr(MarchSpec) spec =
        spec_parse("incidents:\n"
                   "- first.csv\n"
                   "- data: /data/second.gpkg\n"
                   "  layer: events\n"
                   "  columns: {value: killed, type: event_type}\n"
                   "  dates: 2021-04\n"
                   "  value-label: people killed\n",
                   NULL);
    const MarchSpecIncidents *first = g_ptr_array_index(spec->incidents, 0);
    const MarchSpecIncidents *second = g_ptr_array_index(spec->incidents, 1);
    g_autofree char *until = march_date_to_iso(second->dates.to);

    g_assert_cmpstr(first->data, ==, "case/first.csv");
    g_assert_false(march_date_is_given(first->dates.from));
    g_assert_cmpstr(second->data, ==, "/data/second.gpkg");
    g_assert_cmpstr(second->columns_value, ==, "killed");
    g_assert_cmpstr(second->columns_type, ==, "event_type");
    g_assert_null(second->columns_lon);
    g_assert_cmpstr(until, ==, "2021-05-01");
    g_assert_cmpstr(second->value_label, ==, "people killed");
}

static void
test_layers_are_named_after_their_file(void)
{
    g_autoptr(MarchSpec) spec =
        spec_parse("layers: [canals.gpkg, {data: a.shp, id: mine}]", NULL);
    const MarchSpecLayer *first = g_ptr_array_index(spec->layers, 0);
    const MarchSpecLayer *second = g_ptr_array_index(spec->layers, 1);

    g_assert_cmpstr(first->id, ==, "canals");
    g_assert_cmpstr(second->id, ==, "mine");
}

static void
test_text_is_one_line(void)
{
    g_autoptr(MarchSpec) spec =
        spec_parse("title: |\n  Clashes on\n  the border\nnotes: [one, ' two ']", NULL);

    g_assert_cmpstr(spec->title, ==, "Clashes on the border");
    g_assert_cmpstr(g_ptr_array_index(spec->notes, 1), ==, "two");
}

static void
test_style_is_a_name_or_a_path(void)
{
    g_autoptr(MarchSpec) name = spec_parse("style: plain", NULL);
    g_autoptr(MarchSpec) path = spec_parse("style: own.json", NULL);

    g_assert_cmpstr(name->style, ==, "plain");
    g_assert_cmpstr(path->style, ==, "case/own.json");
}

static void
test_overrides_come_last(void)
{
    static const char *const OVERRIDES[] = {"title=Another", "size.width=90mm",
                                            "as-of=2022-09-16", NULL};
    g_autoptr(MarchSpec) spec =
        spec_parse("title: One\nsize: {width: 180mm, height: 100mm}", OVERRIDES);
    g_autofree char *as_of = march_date_to_iso(spec->as_of);

    g_assert_cmpstr(spec->title, ==, "Another");
    number_assert(spec->width_mm, 90);
    number_assert(spec->height_mm, 100);
    g_assert_cmpstr(as_of, ==, "2022-09-16");
}

static void
test_locates_top_level_keys(void)
{
    g_autoptr(MarchSpec) spec = spec_parse("title: x\nprojection: EPSG:32642\n", NULL);
    MarchLocation where = march_spec_get_location(spec, "projection");

    g_assert_cmpstr(where.file, ==, "case/figure.yaml");
    g_assert_cmpint(where.line, ==, 2);
    g_assert_cmpint(where.column, ==, 13);
    g_assert_cmpint(march_spec_get_location(spec, "style").line, ==, 0);
}

static void
test_own_values_precede_those_of_border_files(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("marchland-XXXXXX", &error);
    g_autofree char *shared = g_build_filename(folder, "sections.yaml", NULL);
    g_autofree char *text = g_strdup_printf("borders: [%s]\n"
                                            "gazetteer: own.csv\n"
                                            "pick: {Dostuk: Leilek}\n",
                                            shared);
    g_autoptr(MarchSpec) spec = NULL;

    g_assert_no_error(error);
    g_file_set_contents(shared,
                        "gazetteer: places.csv\n"
                        "pick: {Dostuk: Batken}\n"
                        "borders: {section: s, between: [KG, TJ], whole: true, "
                        "status: disputed}\n",
                        -1, &error);
    g_assert_no_error(error);
    spec = spec_parse(text, NULL);
    g_assert_cmpuint(spec->sections->len, ==, 1);
    g_assert_cmpuint(spec->gazetteers->len, ==, 2);
    g_assert_cmpstr(g_ptr_array_index(spec->gazetteers, 0), ==, "case/own.csv");
    g_assert_true(g_str_has_prefix(g_ptr_array_index(spec->gazetteers, 1), folder));
    g_assert_cmpstr(g_ptr_array_index(spec->picks, 1), ==, "Leilek");
    g_assert_cmpstr(g_ptr_array_index(spec->picks, 3), ==, "Batken");
    g_remove(shared);
    g_rmdir(folder);
}

static void
test_missing_file(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchSpec) spec =
        march_spec_load("/nowhere/figure.yaml", NULL, NULL, &error);

    g_assert_null(spec);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spec/figure/five-lines-are-enough", test_five_lines_are_enough);
    g_test_add_func("/spec/figure/defaults", test_defaults);
    g_test_add_func("/spec/figure/page-gives-the-size", test_page_gives_the_size);
    g_test_add_func("/spec/figure/size-overrides-the-page",
                    test_size_overrides_the_page);
    g_test_add_func("/spec/figure/size-in-pixels-is-exact",
                    test_size_in_pixels_is_exact);
    g_test_add_func("/spec/figure/country-codes-stay-text",
                    test_country_codes_stay_text);
    g_test_add_func("/spec/figure/extents", test_extents);
    g_test_add_func("/spec/figure/places-by-name-position-and-hint",
                    test_places_by_name_position_and_hint);
    g_test_add_func("/spec/figure/section-of-the-design", test_section_of_the_design);
    g_test_add_func("/spec/figure/ways-to-cut", test_ways_to_cut);
    g_test_add_func("/spec/figure/incident-tables", test_incident_tables);
    g_test_add_func("/spec/figure/layers-are-named-after-their-file",
                    test_layers_are_named_after_their_file);
    g_test_add_func("/spec/figure/text-is-one-line", test_text_is_one_line);
    g_test_add_func("/spec/figure/style-is-a-name-or-a-path",
                    test_style_is_a_name_or_a_path);
    g_test_add_func("/spec/figure/overrides-come-last", test_overrides_come_last);
    g_test_add_func("/spec/figure/locates-top-level-keys", test_locates_top_level_keys);
    g_test_add_func("/spec/figure/own-values-precede-those-of-border-files",
                    test_own_values_precede_those_of_border_files);
    g_test_add_func("/spec/figure/missing-file", test_missing_file);
    return g_test_run();
}
