/* SPDX-License-Identifier: MIT */
#include "layout/notes.h"
#include "layout/page.h"

#include "layout-fixture.h"

typedef struct {
    const char *name;
    double width, height;
    gboolean has_side;
} PageCase;

static const PageCase CASES[] = {
    {"tiny", 60, 80, FALSE},          {"column", 85, 85, FALSE},
    {"report", 180, 130, FALSE},      {"a4-portrait", 210, 297, FALSE},
    {"a4-landscape", 297, 210, TRUE}, {"slide", 254, 143, TRUE},
    {"screen", 423, 317, TRUE},       {"a2", 594, 420, TRUE},
};

static MarchPagePlan
plan_page(const PageCase *page, MarchTextEngine *engine)
{
    g_autoptr(MarchSpec) spec = fixture_spec(page->width, page->height);
    MarchMarginalia marginalia = fixture_marginalia();
    MarchPagePlan plan;
    g_autoptr(GError) error = NULL;
    g_assert_true(march_layout_plan(spec, NULL, engine, &marginalia, &plan, &error));
    g_assert_no_error(error);
    fixture_marginalia_clear(&marginalia);
    return plan;
}

static void
test_regions_keep_apart(gconstpointer data)
{
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    MarchPagePlan plan = plan_page(data, engine);
    MarchRect regions[] = {plan.title, plan.map, plan.footer, plan.side};

    for (gsize i = 0; i < G_N_ELEMENTS(regions); i++) {
        if (regions[i].width <= 0) {
            continue;
        }
        g_assert_cmpfloat(regions[i].x, >, 0);
        g_assert_cmpfloat(regions[i].y, >, 0);
        g_assert_cmpfloat(regions[i].x + regions[i].width, <, plan.page.width);
        g_assert_cmpfloat(regions[i].y + regions[i].height, <, plan.page.height);
        for (gsize k = 0; k < i; k++) {
            g_assert_false(regions[k].width > 0 &&
                           march_rect_intersects(regions[i], regions[k]));
        }
    }
    g_assert_cmpfloat(plan.map.height, >=, 0.4 * plan.page.height);
    g_assert_cmpfloat(plan.map.height, >=, 25);
}

static void
test_has_a_side_on_wide_pages(gconstpointer data)
{
    const PageCase *page = data;
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    MarchPagePlan plan = plan_page(page, engine);
    g_assert_cmpint(plan.side.width > 0, ==, page->has_side);
}

static void
test_text_grows_less_than_the_page(void)
{
    double report = march_page_base_size(180, 130);
    double poster = march_page_base_size(720, 520);
    g_assert_cmpfloat_with_epsilon(report, 2.5, 0.02);
    g_assert_cmpfloat(poster, >, 1.4 * report);
    g_assert_cmpfloat(poster, <, 2 * report);
    g_assert_cmpfloat(march_page_base_size(40, 30), >=, 2.11);
}

/* Draws the footer of @page and returns its text in one line. */
static char *
footer_text(const PageCase *page, MarchDiagnostics *diagnostics)
{
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    MarchPagePlan plan = plan_page(page, engine);
    g_autoptr(MarchSpec) spec = fixture_spec(page->width, page->height);
    MarchMarginalia marginalia = fixture_marginalia();
    g_autoptr(MarchScene) scene = march_scene_new(page->width, page->height);
    MarchFurnitureKit kit = fixture_kit(engine, scene);
    kit.base = plan.base_size;
    g_autoptr(MarchFrame) frame =
        fixture_frame((MarchBox){69.2, 39.5, 71.2, 40.5}, plan.map);
    g_autoptr(MarchFooter) footer = march_footer_new(spec, &marginalia, frame);
    double room = plan.footer.height + 0.01;
    double height =
        march_footer_fit(footer, &kit, plan.footer.width, room, room, diagnostics);
    g_assert_cmpfloat(height, <=, plan.footer.height + 0.01);
    march_footer_draw(footer, &kit, (MarchPoint){plan.footer.x, plan.footer.y});
    fixture_marginalia_clear(&marginalia);

    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);
        if (item->type == MARCH_SCENE_TEXT) {
            g_assert_cmpfloat(item->as.text.origin.x + item->as.text.width, <=,
                              plan.footer.x + plan.footer.width + 0.02);
            g_assert_cmpfloat(item->as.text.origin.y, <=,
                              plan.footer.y + plan.footer.height);
        }
    }
    char *text = fixture_scene_text(scene);
    return g_strdelimit(text, "\n", ' ');
}

static void
test_footer_keeps_sources_and_credits(gconstpointer data)
{
    g_autofree char *text = footer_text(data, NULL);
    static const char *const owed[] = {"OpenStreetMap", "GeoNames", "ODbL",
                                       "geo-maps",      "Scale",    "1\u00a0May"};
    for (gsize i = 0; i < G_N_ELEMENTS(owed); i++) {
        if (strstr(text, owed[i]) == NULL) {
            g_error("\"%s\" is missing from: %s", owed[i], text);
        }
    }
}

static void
test_footer_says_what_it_shed(void)
{
    static const PageCase small = {"small", 60, 70, FALSE};
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autofree char *text = footer_text(&small, diagnostics);
    gboolean has_disclaimer = strstr(text, "Boundaries and names") != NULL;
    g_assert_false(has_disclaimer);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==, "note-shed");
}

static void
test_footer_sheds_the_own_notes_first(void)
{
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    g_autoptr(MarchSpec) spec = fixture_spec(90, 70);
    MarchMarginalia marginalia = fixture_marginalia();
    MarchFurnitureKit kit = fixture_kit(engine, NULL);
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_ptr_array_add(spec->notes, g_strdup("The ends were chosen."));
    g_ptr_array_insert(marginalia.notes, 1, g_strdup("The ends were chosen."));
    g_autoptr(MarchFooter) footer = march_footer_new(spec, &marginalia, NULL);

    march_footer_fit(footer, &kit, 80, 1, 1, diagnostics);
    fixture_marginalia_clear(&marginalia);
    static const char *const order[] = {"projection", "The ends",
                                        "Boundaries and names", "12 of 14"};
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, G_N_ELEMENTS(order));
    for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
        const MarchDiagnostic *entry = march_diagnostics_get(diagnostics, i);
        g_assert_nonnull(strstr(entry->message, order[i]));
    }
}

static void
test_too_low_a_page_is_refused_with_the_height_it_needs(void)
{
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();
    g_autoptr(MarchSpec) low = fixture_spec(60, 43);
    MarchMarginalia marginalia = fixture_marginalia();
    MarchPagePlan plan;
    g_autoptr(GError) error = NULL;

    g_assert_false(march_layout_plan(low, NULL, engine, &marginalia, &plan, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
    const char *at_least = strstr(error->message, "at least ");
    g_assert_nonnull(at_least);
    double height = g_ascii_strtod(at_least + strlen("at least "), NULL);
    g_assert_cmpfloat(height, >, 43);
    g_clear_error(&error);

    g_autoptr(MarchSpec) enough = fixture_spec(60, height);
    g_assert_true(march_layout_plan(enough, NULL, engine, &marginalia, &plan, &error));
    g_assert_no_error(error);
    fixture_marginalia_clear(&marginalia);
}

static void
test_scale_text(void)
{
    static const struct {
        double denominator;
        const char *text;
    } cases[] = {
        {500000, "1:500,000"},       {783211, "about 1:780,000"},
        {123456, "about 1:123,000"}, {25000, "1:25,000"},
        {9999, "1:10,000"},          {151234567, "about 1:151,000,000"},
        {1994, "about 1:1,990"},     {860, "1:860"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = march_scale_text(cases[i].denominator);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const PageCase *page = &CASES[i];
        g_autofree char *apart =
            g_strdup_printf("/layout/page/regions-keep-apart/%s", page->name);
        g_autofree char *side =
            g_strdup_printf("/layout/page/has-a-side-on-wide-pages/%s", page->name);
        g_autofree char *owed = g_strdup_printf(
            "/layout/page/footer-keeps-sources-and-credits/%s", page->name);
        g_test_add_data_func(apart, page, test_regions_keep_apart);
        g_test_add_data_func(side, page, test_has_a_side_on_wide_pages);
        g_test_add_data_func(owed, page, test_footer_keeps_sources_and_credits);
    }
    g_test_add_func("/layout/page/text-grows-less-than-the-page",
                    test_text_grows_less_than_the_page);
    g_test_add_func("/layout/page/footer-says-what-it-shed",
                    test_footer_says_what_it_shed);
    g_test_add_func("/layout/page/footer-sheds-the-own-notes-first",
                    test_footer_sheds_the_own_notes_first);
    g_test_add_func("/layout/page/too-low-is-refused-with-the-height-it-needs",
                    test_too_low_a_page_is_refused_with_the_height_it_needs);
    g_test_add_func("/layout/page/scale-text", test_scale_text);
    return g_test_run();
}
