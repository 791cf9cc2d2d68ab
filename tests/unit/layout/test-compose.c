/* SPDX-License-Identifier: MIT */
#include "layout/layout.h"

#include "layout-fixture.h"

static const char STYLE[] =
    "{\"version\": 8, \"sources\": {"
    "  \"incidents\": {\"type\": \"geojson\", \"data\": {\"type\": \"FeatureCollection\","
    "    \"features\": []}}},"
    " \"layers\": ["
    "  {\"id\": \"ground\", \"type\": \"background\","
    "   \"paint\": {\"background-color\": \"#f4f2ec\"}},"
    "  {\"id\": \"incidents\", \"type\": \"circle\", \"source\": \"incidents\","
    "   \"paint\": {\"circle-radius\": [\"*\", 3, [\"sqrt\", [\"get\", \"value\"]]],"
    "    \"circle-color\": \"#c33\"},"
    "   \"metadata\": {\"print:legend\": {\"label\": \"Armed clash\", \"group\":"
    "    \"Incidents\", \"order\": 1, \"nested-circles\": true, \"value-property\":"
    "    \"value\", \"value-label\": \"people killed\"}}}"
    " ]}";

static const MarchBox EXTENT = {69.2, 39.5, 71.2, 40.5};

typedef struct {
    MarchTextEngine *engine;
    MarchStyle *style;
    MarchFeatures *incidents;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(GError) error = NULL;
    fixture->engine = fixture_text_engine();
    fixture->style =
        march_style_parse(STYLE, strlen(STYLE), "test.json", NULL, NULL, &error);
    g_assert_no_error(error);
    fixture->incidents = march_features_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    march_features_free(fixture->incidents);
    march_style_free(fixture->style);
    march_text_engine_free(fixture->engine);
}

static void
scatter_incidents(Fixture *fixture, guint count, guint32 seed)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    for (guint i = 0; i < count; i++) {
        MarchLonLat at = {g_rand_double_range(rand, EXTENT.west, EXTENT.east),
                          g_rand_double_range(rand, EXTENT.south, EXTENT.north)};
        MarchFeature *feature =
            march_features_add(fixture->incidents, march_geometry_new_point(at));
        march_features_set_number(fixture->incidents, feature, "value",
                                  g_rand_int_range(rand, 1, 12));
    }
}

/* Composes a page; @plan is set to the plan used at last. */
static MarchScene *
compose_page_said(Fixture *fixture,
                  double width,
                  double height,
                  MarchPagePlan *plan,
                  MarchDiagnostics *diagnostics)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchSpec) spec = fixture_spec(width, height);
    MarchMarginalia marginalia = fixture_marginalia();
    g_assert_true(march_layout_plan(spec, fixture->style, fixture->engine, &marginalia,
                                    plan, &error));
    g_assert_no_error(error);
    MarchScene *scene = NULL;
    for (int pass = 0; pass < 3 && scene == NULL; pass++) {
        MarchPagePlan wanted = *plan;
        g_autoptr(MarchFrame) frame = fixture_frame(EXTENT, plan->map);
        MarchLayoutSource source = {.id = "incidents", .features = fixture->incidents};
        MarchLayoutInput input = {.spec = spec,
                                  .style = fixture->style,
                                  .plan = plan,
                                  .frame = frame,
                                  .marginalia = &marginalia,
                                  .sources = &source,
                                  .n_sources = 1,
                                  .wanted = pass < 2 ? &wanted : NULL};
        scene = march_layout_compose(&input, fixture->engine, diagnostics, &error);
        g_assert_no_error(error);
        if (scene == NULL) {
            *plan = wanted;
        }
    }
    g_assert_nonnull(scene);
    fixture_marginalia_clear(&marginalia);
    return scene;
}

static MarchScene *
compose_page(Fixture *fixture, double width, double height, MarchPagePlan *plan)
{
    return compose_page_said(fixture, width, height, plan, NULL);
}

/* The box of everything in the group @id; empty when there is no such group. */
static MarchRect
group_box(const MarchScene *scene, const char *id)
{
    MarchRect box = MARCH_RECT_NONE;
    guint depth = 0;
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);
        if (item->type == MARCH_SCENE_GROUP_BEGIN &&
            (depth > 0 || strcmp(item->as.group.id, id) == 0)) {
            depth++;
        } else if (item->type == MARCH_SCENE_GROUP_END && depth > 0) {
            depth--;
        } else if (depth > 0 && (item->type == MARCH_SCENE_FILL ||
                                 item->type == MARCH_SCENE_STROKE)) {
            MarchRect bounds = march_path_bounds(item->path);
            box = box.width > 0 ? march_rect_union(box, bounds) : bounds;
        }
    }
    return box;
}

static void
test_groups_are_named_once(Fixture *fixture, gconstpointer data)
{
    (void)data;
    scatter_incidents(fixture, 8, 3);
    MarchPagePlan plan;
    g_autoptr(MarchScene) scene = compose_page(fixture, 180, 130, &plan);
    static const char *const ids[] = {"page",   "map",       "graticule",
                                      "frame",  "legend",    "title",
                                      "footer", "scale-bar", "graticule-labels"};
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        guint found = 0;
        for (guint k = 0; k < march_scene_count(scene); k++) {
            const MarchSceneItem *item = march_scene_get(scene, k);
            found += item->type == MARCH_SCENE_GROUP_BEGIN &&
                     strcmp(item->as.group.id, ids[i]) == 0;
        }
        g_assert_cmpuint(found, ==, 1);
    }
}

static void
test_legend_covers_no_incident(Fixture *fixture, gconstpointer data)
{
    (void)data;
    scatter_incidents(fixture, 30, 11);
    MarchPagePlan plan;
    g_autoptr(MarchScene) scene = compose_page(fixture, 180, 130, &plan);
    MarchRect legend = group_box(scene, "legend");
    g_autoptr(MarchFrame) frame = fixture_frame(EXTENT, plan.map);
    g_assert_cmpfloat(legend.width, >, 10);
    for (guint i = 0; i < march_features_count(fixture->incidents); i++) {
        const MarchFeature *feature = march_features_get(fixture->incidents, i);
        MarchPoint at;
        g_assert_true(march_frame_project(
            frame, g_array_index(feature->geometry->positions, MarchLonLat, 0), &at));
        double radius =
            3 * sqrt(march_feature_get_number(feature, "value", 0)) * 25.4 / 96;
        g_assert_false(march_rect_contains(march_rect_inset(legend, radius), at));
    }
}

static void
test_full_map_puts_legend_outside(Fixture *fixture, gconstpointer data)
{
    (void)data;
    scatter_incidents(fixture, 400, 5);
    MarchPagePlan plan;
    g_autoptr(MarchScene) scene = compose_page(fixture, 180, 130, &plan);
    MarchRect legend = group_box(scene, "legend");
    g_assert_cmpfloat(legend.width, >, 5);
    g_assert_false(march_rect_intersects(legend, plan.map));
    g_assert_cmpfloat(plan.side.width, >, 0);
}

static void
test_empty_column_is_given_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    scatter_incidents(fixture, 3, 5);
    MarchPagePlan plan;
    g_autoptr(MarchScene) scene = compose_page(fixture, 297, 210, &plan);
    MarchRect legend = group_box(scene, "legend");
    g_assert_cmpfloat(plan.side.width, <=, 0);
    g_assert_cmpfloat(plan.map.width, >, 0.9 * plan.page.width);
    g_assert_cmpfloat(plan.footer.y, >=, plan.map.y + plan.map.height);
    g_assert_true(march_rect_intersects(legend, plan.map));
}

/* The wider map has no free place for it any more. */
static void
test_column_comes_back_for_the_legend(Fixture *fixture, gconstpointer data)
{
    (void)data;
    scatter_incidents(fixture, 1200, 5);
    MarchPagePlan plan;
    g_autoptr(MarchScene) scene = compose_page(fixture, 297, 210, &plan);
    MarchRect legend = group_box(scene, "legend");
    g_assert_cmpfloat(plan.side.width, >, 0);
    g_assert_false(march_rect_intersects(legend, plan.map));
}

/* The order that docs/layout.md gives. */
static void
test_small_page_says_what_it_sheds(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    g_autoptr(GString) shed = g_string_new(NULL);
    MarchPagePlan plan;
    g_autoptr(MarchScene) scene = compose_page_said(fixture, 60, 76, &plan, said);
    for (guint i = 0; i < march_diagnostics_count(said); i++) {
        const MarchDiagnostic *one = march_diagnostics_get(said, i);
        if (g_str_has_suffix(one->code, "-shed")) {
            g_string_append_printf(shed, "%s;",
                                   one->object != NULL ? one->object : "note");
        }
    }
    g_assert_true(g_str_has_prefix(shed->str, "degree labels;projection;note;"));
}

/* On a small page the footer gives way, and the map keeps a fair share. */
static void
test_small_full_map_keeps_its_legend(Fixture *fixture, gconstpointer data)
{
    (void)data;
    scatter_incidents(fixture, 400, 7);
    static const double sizes[][2] = {{90, 65}, {90, 70}, {70, 110}, {75, 75}};
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        MarchPagePlan plan;
        g_autoptr(MarchScene) scene =
            compose_page(fixture, sizes[i][0], sizes[i][1], &plan);
        MarchRect legend = group_box(scene, "legend");
        MarchRect footer = group_box(scene, "footer");
        g_assert_cmpfloat(legend.width, >, 5);
        g_assert_false(march_rect_intersects(legend, plan.map));
        g_assert_false(march_rect_intersects(legend, footer));
        g_assert_false(march_rect_intersects(footer, plan.map));
        g_assert_cmpfloat(plan.map.height, >=, 20);
        g_assert_cmpfloat(plan.map.width, >=, 32);
    }
}

static void
test_text_stays_on_the_page(Fixture *fixture, gconstpointer data)
{
    (void)data;
    scatter_incidents(fixture, 12, 2);
    static const double sizes[][2] = {{60, 90}, {85, 110}, {180, 130}, {297, 210}};
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        MarchPagePlan plan;
        g_autoptr(MarchScene) scene =
            compose_page(fixture, sizes[i][0], sizes[i][1], &plan);
        for (guint k = 0; k < march_scene_count(scene); k++) {
            const MarchSceneItem *item = march_scene_get(scene, k);
            if (item->type != MARCH_SCENE_TEXT || fabs(item->as.text.angle) > 1) {
                continue;
            }
            const MarchTextRun *run = &item->as.text;
            double shift = run->align == MARCH_TEXT_ALIGN_MIDDLE ? run->width / 2
                           : run->align == MARCH_TEXT_ALIGN_END  ? run->width
                                                                 : 0;
            g_assert_cmpfloat(run->origin.x - shift, >=, 0);
            g_assert_cmpfloat(run->origin.x - shift + run->width, <=, sizes[i][0]);
            g_assert_cmpfloat(run->origin.y, <=, sizes[i][1]);
        }
    }
}

static void
test_same_input_gives_same_scene(Fixture *fixture, gconstpointer data)
{
    (void)data;
    scatter_incidents(fixture, 25, 9);
    MarchPagePlan plan;
    g_autoptr(MarchScene) first = compose_page(fixture, 180, 130, &plan);
    g_autoptr(MarchScene) second = compose_page(fixture, 180, 130, &plan);
    g_autofree char *one = march_scene_dump(first);
    g_autofree char *other = march_scene_dump(second);
    g_assert_cmpstr(one, ==, other);
}

#define ADD(path, function)                                                            \
    g_test_add("/layout/compose/" path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("groups-are-named-once", test_groups_are_named_once);
    ADD("legend-covers-no-incident", test_legend_covers_no_incident);
    ADD("full-map-puts-legend-outside", test_full_map_puts_legend_outside);
    ADD("empty-column-is-given-up", test_empty_column_is_given_up);
    ADD("column-comes-back-for-the-legend", test_column_comes_back_for_the_legend);
    ADD("small-page-says-what-it-sheds", test_small_page_says_what_it_sheds);
    ADD("small-full-map-keeps-its-legend", test_small_full_map_keeps_its_legend);
    ADD("text-stays-on-the-page", test_text_stays_on_the_page);
    ADD("same-input-gives-same-scene", test_same_input_gives_same_scene);
    return g_test_run();
}
