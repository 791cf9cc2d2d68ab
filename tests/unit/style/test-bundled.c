/* SPDX-License-Identifier: MIT */
/* The styles that come with the program: contrast, and colours that people with a
 * colour-vision deficiency can tell apart. */
#include <math.h>
#include <string.h>

#include "style/color-space.h"
#include "style/style.h"

static const char *const names[] = {"report", "mono", "slide", "contrast"};

/** What a style promises. */
typedef struct {
    const char *name;
    double text_contrast;  /**< WCAG 2 contrast ratio of names against their ground */
    double line_contrast;  /**< of borders against land */
    double color_distance; /**< CIE76 between incident colours, for every vision */
} Promise;

static const Promise promises[] = {
    {"report", 4.5, 3, 20},
    {"mono", 7, 7, 0},
    {"slide", 4.5, 3, 20},
    {"contrast", 7, 4.5, 20},
};

static MarchStyle *
open_style(const char *name, MarchDiagnostics *diagnostics)
{
    g_autofree char *directory =
        g_build_filename(MARCH_TEST_SOURCE_DIR, "styles", NULL);
    g_autofree char *file = g_strconcat(name, ".json", NULL);
    g_autofree char *path = g_build_filename(directory, file, NULL);
    const MarchStyleOptions options = {.style_directory = directory};
    g_autoptr(GError) error = NULL;
    MarchStyle *style = march_style_load(path, &options, diagnostics, &error);

    g_assert_no_error(error);
    return style;
}

static const MarchStyleLayer *
find_layer(const MarchStyle *style, const char *id)
{
    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);

        if (strcmp(march_style_layer_get_id(layer), id) == 0) {
            return layer;
        }
    }
    g_assert_not_reached();
}

static double
linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double
gamma_of(double channel)
{
    channel = CLAMP(channel, 0, 1);
    return channel <= 0.0031308 ? channel * 12.92
                                : 1.055 * pow(channel, 1 / 2.4) - 0.055;
}

static double
luminance(MarchColor color)
{
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) +
           0.0722 * linear(color.blue);
}

/* WCAG 2.2, contrast ratio. */
static double
contrast(MarchColor a, MarchColor b)
{
    double light = MAX(luminance(a), luminance(b));
    double dark = MIN(luminance(a), luminance(b));

    return (light + 0.05) / (dark + 0.05);
}

/* Machado, Oliveira and Fernandes 2009, severity 1. */
static const double visions[][3][3] = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {{0.152286, 1.052583, -0.204868},
     {0.114503, 0.786281, 0.099216},
     {-0.003882, -0.048116, 1.051998}},
    {{0.367322, 0.860646, -0.227968},
     {0.280085, 0.672501, 0.047413},
     {-0.011820, 0.042940, 0.968881}},
    {{1.255528, -0.076749, -0.178779},
     {-0.078411, 0.930809, 0.147602},
     {0.004733, 0.691367, 0.303900}},
};

static MarchColor
see(MarchColor color, guint vision)
{
    const double in[3] = {linear(color.red), linear(color.green), linear(color.blue)};
    double out[3];

    for (guint i = 0; i < 3; i++) {
        out[i] =
            gamma_of(visions[vision][i][0] * in[0] + visions[vision][i][1] * in[1] +
                     visions[vision][i][2] * in[2]);
    }
    return (MarchColor){out[0], out[1], out[2], 1};
}

static double
distance(MarchColor a, MarchColor b)
{
    MarchLab first = march_color_to_lab(a), second = march_color_to_lab(b);

    return sqrt(pow(first.lightness - second.lightness, 2) +
                pow(first.a - second.a, 2) + pow(first.b - second.b, 2));
}

/** Features that bring out every colour of a style. */
typedef struct {
    MarchFeatures *features;
    MarchFeature *feature;
    MarchStyleContext context;
} Subject;

static Subject
subject_new(const char *key, const char *value)
{
    Subject subject = {.features = march_features_new()};

    subject.feature = march_features_add(
        subject.features, march_geometry_new_point((MarchLonLat){70.5, 40}));
    march_features_set_string(subject.features, subject.feature, key, value);
    march_features_set_string(subject.features, subject.feature, "name", "Isfara");
    march_features_set_string(subject.features, subject.feature, "label", "Isfara");
    subject.context = (MarchStyleContext){8, subject.feature};
    return subject;
}

static void
subject_clear(Subject *subject)
{
    march_features_free(subject->features);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Subject, subject_clear)

static MarchColor
land_color(const MarchStyle *style)
{
    g_auto(Subject) subject = subject_new("iso", "XX");
    MarchFillPaint paint;

    march_style_layer_get_fill(find_layer(style, "land"), &subject.context, &paint);
    return paint.color;
}

static void
test_loads(gconstpointer data)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchStyle) style = open_style(data, diagnostics);

    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
    g_assert_cmpuint(march_style_count_layers(style), >, 20);
}

/* A coast without a border of its own must be seen: the sea is not the land's colour, for
 * any vision. Names written over the sea stand out as they do on land. */
static void
test_sea(gconstpointer data)
{
    const Promise *promise = data;
    g_autoptr(MarchStyle) style = open_style(promise->name, NULL);
    g_auto(Subject) subject = subject_new("class", "town");
    MarchColor land = land_color(style);
    const MarchStyleContext nowhere = {8, NULL};
    MarchBackgroundPaint sea = {0};
    MarchSymbolPaint town;

    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);

        if (march_style_layer_get_type(layer) == MARCH_STYLE_BACKGROUND) {
            march_style_layer_get_background(layer, &nowhere, &sea);
        }
    }
    for (guint vision = 0; vision < G_N_ELEMENTS(visions); vision++) {
        g_assert_cmpfloat(distance(see(sea.color, vision), see(land, vision)), >=, 10);
    }
    march_style_layer_get_symbol(find_layer(style, "place-names"), &subject.context,
                                 &town);
    g_assert_cmpfloat(contrast(town.color, sea.color), >=, 4.5);
}

static void
test_text_contrast(gconstpointer data)
{
    const Promise *promise = data;
    g_autoptr(MarchStyle) style = open_style(promise->name, NULL);
    g_auto(Subject) subject = subject_new("class", "town");
    MarchColor land = land_color(style);

    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);
        MarchSymbolPaint paint;

        if (march_style_layer_get_type(layer) != MARCH_STYLE_SYMBOL) {
            continue;
        }
        march_style_layer_get_symbol(layer, &subject.context, &paint);
        if (paint.text == NULL || paint.text[0] == '\0') {
            continue;
        }
        if (contrast(paint.color, land) < promise->text_contrast ||
            contrast(paint.color, paint.halo_color) < promise->text_contrast) {
            g_test_message("%s: %.2f on land, %.2f on the halo",
                           march_style_layer_get_id(layer), contrast(paint.color, land),
                           contrast(paint.color, paint.halo_color));
            g_test_fail();
        }
    }
}

static void
test_line_contrast(gconstpointer data)
{
    static const char *const statuses[] = {
        "international", "demarcated",      "undelimited", "disputed",
        "claimed",       "line-of-control", "ceasefire",   "lease",
    };
    const Promise *promise = data;
    g_autoptr(MarchStyle) style = open_style(promise->name, NULL);
    MarchColor land = land_color(style);

    for (guint i = 0; i < G_N_ELEMENTS(statuses); i++) {
        g_auto(Subject) subject = subject_new("status", statuses[i]);
        gboolean is_drawn = FALSE;

        for (guint j = 0; j < march_style_count_layers(style); j++) {
            const MarchStyleLayer *layer = march_style_get_layer(style, j);
            MarchLinePaint paint;

            if (march_style_layer_get_type(layer) != MARCH_STYLE_LINE ||
                march_style_layer_get_legend(layer) == NULL ||
                !march_style_layer_accepts(layer, &subject.context)) {
                continue;
            }
            march_style_layer_get_line(layer, &subject.context, &paint);
            g_assert_cmpfloat(contrast(paint.color, land), >=, promise->line_contrast);
            is_drawn = TRUE;
        }
        g_assert_true(is_drawn);
    }
}

/* Changes of different words have colours that can be told apart and seen on land. */
static void
test_change_colors(gconstpointer data)
{
    static const char *const kinds[] = {"settled", "contested", "changed", "new",
                                        "ceased"};
    const Promise *promise = data;
    g_autoptr(MarchStyle) style = open_style(promise->name, NULL);
    MarchColor colors[4];

    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *id = g_strconcat("change-", kinds[i], NULL);

        for (guint series = 0; series < G_N_ELEMENTS(colors); series++) {
            g_auto(Subject) subject = subject_new("kind", kinds[i]);
            MarchLinePaint paint;

            march_features_set_number(subject.features, subject.feature, "series",
                                      series);
            g_assert_true(
                march_style_layer_accepts(find_layer(style, id), &subject.context));
            march_style_layer_get_line(find_layer(style, id), &subject.context, &paint);
            colors[series] = paint.color;
        }
    }
    for (guint vision = 0; vision < G_N_ELEMENTS(visions); vision++) {
        for (guint i = 0; i < G_N_ELEMENTS(colors); i++) {
            for (guint j = 0; j < i; j++) {
                double apart = distance(see(colors[i], vision), see(colors[j], vision));

                g_test_message("vision %u: changes %u and %u are %.1f apart", vision, j,
                               i, apart);
                g_assert_cmpfloat(apart, >=, 15);
            }
        }
    }
}

/* A contested line is never heavier than an agreed one, and never solid. */
static void
test_contested_lines_are_lighter(gconstpointer data)
{
    static const char *const statuses[] = {"undelimited", "disputed", "claimed",
                                           "line-of-control"};
    g_autoptr(MarchStyle) style = open_style(data, NULL);
    g_auto(Subject) agreed = subject_new("status", "international");
    MarchLinePaint solid;

    march_style_layer_get_line(find_layer(style, "border-international"),
                               &agreed.context, &solid);
    g_assert_cmpuint(solid.n_dashes, ==, 0);
    for (guint i = 0; i < G_N_ELEMENTS(statuses); i++) {
        g_auto(Subject) subject = subject_new("status", statuses[i]);

        for (guint j = 0; j < march_style_count_layers(style); j++) {
            const MarchStyleLayer *layer = march_style_get_layer(style, j);
            MarchLinePaint paint;

            if (march_style_layer_get_type(layer) != MARCH_STYLE_LINE ||
                march_style_layer_get_legend(layer) == NULL ||
                !march_style_layer_accepts(layer, &subject.context)) {
                continue;
            }
            march_style_layer_get_line(layer, &subject.context, &paint);
            g_assert_cmpfloat(paint.width, <=, solid.width);
            g_assert_cmpuint(paint.n_dashes, >, 0);
        }
    }
}

/* The types that styles know, and others, which are told apart by their series. */
static const struct {
    const char *name;
    double series;
} incident_types[] = {
    {"Battles", 0},
    {"Explosions/Remote violence", 0},
    {"Violence against civilians", 0},
    {"Protests", 0},
    {"Riots", 0},
    {"Strategic developments", 0},
    {"Cattle theft", 0},
    {"Smuggling", 1},
    {"Water dispute", 2},
    {"Survey", 3},
};

static Subject
incident_new(guint index)
{
    Subject subject = subject_new("type", incident_types[index].name);

    march_features_set_number(subject.features, subject.feature, "series",
                              incident_types[index].series);
    return subject;
}

static void
test_incident_colors(gconstpointer data)
{
    const Promise *promise = data;
    g_autoptr(MarchStyle) style = open_style(promise->name, NULL);
    const MarchStyleLayer *layer = find_layer(style, "incidents");
    MarchColor colors[G_N_ELEMENTS(incident_types)];

    for (guint i = 0; i < G_N_ELEMENTS(incident_types); i++) {
        g_auto(Subject) subject = incident_new(i);
        MarchCirclePaint paint;

        march_style_layer_get_circle(layer, &subject.context, &paint);
        colors[i] = paint.color;
    }
    for (guint vision = 0; vision < G_N_ELEMENTS(visions); vision++) {
        for (guint i = 0; i < G_N_ELEMENTS(colors); i++) {
            for (guint j = 0; j < i; j++) {
                double apart = distance(see(colors[i], vision), see(colors[j], vision));

                if (apart < promise->color_distance) {
                    g_test_message("vision %u: %s and %s are %.1f apart", vision,
                                   incident_types[j].name, incident_types[i].name,
                                   apart);
                    g_test_fail();
                }
            }
        }
    }
}

/* Shape as well as colour: every type has a mark of its own, seen on its circle. */
static void
test_incident_marks(gconstpointer data)
{
    g_autoptr(MarchStyle) style = open_style(data, NULL);
    const MarchStyleLayer *marks = find_layer(style, "incident-marks");
    const MarchStyleLayer *circles = find_layer(style, "incidents");
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < G_N_ELEMENTS(incident_types); i++) {
        g_auto(Subject) subject = incident_new(i);
        MarchSymbolPaint mark;
        MarchCirclePaint circle;

        march_style_layer_get_symbol(marks, &subject.context, &mark);
        g_assert_nonnull(mark.icon);
        g_assert_true(g_hash_table_add(seen, g_strdup(mark.icon)));
        march_style_layer_get_circle(circles, &subject.context, &circle);
        g_assert_cmpfloat(contrast(mark.icon_color, circle.color), >=, 3);
    }
}

static void
test_circles_grow_with_the_root(gconstpointer data)
{
    g_autoptr(MarchStyle) style = open_style(data, NULL);
    const MarchStyleLayer *layer = find_layer(style, "incidents");
    MarchCirclePaint small, large;
    g_auto(Subject) subject = subject_new("type", "Battles");

    g_assert_true(march_style_set_variable(style, "figure-largest-value",
                                           march_value_number(100)));
    march_features_set_number(subject.features, subject.feature, "value", 25);
    march_style_layer_get_circle(layer, &subject.context, &small);
    march_features_set_number(subject.features, subject.feature, "value", 100);
    march_style_layer_get_circle(layer, &subject.context, &large);
    g_assert_cmpfloat_with_epsilon(large.radius, 2 * small.radius, 1e-9);
}

static MarchCirclePaint
circle_of(const MarchStyle *style, const char *type, double value)
{
    g_auto(Subject) subject = subject_new("type", type);
    MarchCirclePaint paint;

    if (value >= 0) {
        march_features_set_number(subject.features, subject.feature, "value", value);
    }
    march_style_layer_get_circle(find_layer(style, "incidents"), &subject.context,
                                 &paint);
    return paint;
}

static double
reach_of(MarchCirclePaint paint)
{
    return paint.radius + paint.stroke_width;
}

/* What nobody counted must not look like much; its ring is seen in the legend. */
static void
test_unnumbered_are_smallest(gconstpointer data)
{
    g_autoptr(MarchStyle) style = open_style(data, NULL);
    const MarchStyleLayer *rings = find_layer(style, "incidents-unnumbered");
    g_auto(Subject) subject = subject_new("type", "Battles");
    MarchCirclePaint ring;

    g_assert_true(march_style_set_variable(style, "figure-largest-value",
                                           march_value_number(100)));
    g_assert_cmpfloat(reach_of(circle_of(style, "Battles", -1)), <,
                      reach_of(circle_of(style, "Battles", 0)));
    g_assert_true(march_style_layer_accepts(rings, &subject.context));
    march_style_layer_get_circle(rings, &subject.context, &ring);
    g_assert_cmpfloat(ring.radius, >, reach_of(circle_of(style, "Battles", -1)));
    g_assert_cmpfloat(reach_of(ring), <, reach_of(circle_of(style, "Battles", 0)));
    march_features_set_number(subject.features, subject.feature, "value", 0);
    g_assert_false(march_style_layer_accepts(rings, &subject.context));
}

/* -1: no incident of the figure has a number, so none needs to be told apart. */
static void
test_no_rings_without_numbers(gconstpointer data)
{
    g_autoptr(MarchStyle) style = open_style(data, NULL);
    g_auto(Subject) subject = subject_new("type", "Battles");

    g_assert_true(march_style_set_variable(style, "figure-largest-value",
                                           march_value_number(-1)));
    g_assert_false(march_style_layer_accepts(find_layer(style, "incidents-unnumbered"),
                                             &subject.context));
    g_assert_cmpfloat(circle_of(style, "Battles", -1).radius, >, 4);
}

static void
test_circles_follow_the_page(gconstpointer data)
{
    g_autoptr(MarchStyle) style = open_style(data, NULL);
    double radius = circle_of(style, "Battles", 40).radius;

    g_assert_true(
        march_style_set_variable(style, "figure-text-scale", march_value_number(1.5)));
    g_assert_cmpfloat_with_epsilon(circle_of(style, "Battles", 40).radius, 1.5 * radius,
                                   1e-9);
}

static void
test_type_words(gconstpointer data)
{
    static const char *const same[][2] = {
        {"CLASH", "Battles"},
        {"Clash(es)", "Battles"},
        {"Drone strike", "shelling"},
        {"air strike", "Airstrike"},
        {"Landmine", "IED"},
        {"Killing", "Violence against civilians"},
        {"Displacement", "Evacuation"},
        {"arrest", "Strategic developments"},
    };
    g_autoptr(MarchStyle) style = open_style(data, NULL);
    MarchCirclePaint other = circle_of(style, "Cattle theft", 1);

    for (guint i = 0; i < G_N_ELEMENTS(same); i++) {
        MarchCirclePaint first = circle_of(style, same[i][0], 1);
        MarchCirclePaint second = circle_of(style, same[i][1], 1);

        g_test_message("%s, %s", same[i][0], same[i][1]);
        g_assert_cmpfloat_with_epsilon(distance(first.color, second.color), 0, 1e-9);
        g_assert_cmpfloat(distance(first.color, other.color), >, 1);
    }
}

static void
add_tests(const char *what, GTestDataFunc function, gboolean takes_promise)
{
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_strdup_printf("/style/bundled/%s/%s", names[i], what);

        g_test_add_data_func(
            path, takes_promise ? (gconstpointer)&promises[i] : (gconstpointer)names[i],
            function);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_tests("loads", test_loads, FALSE);
    add_tests("sea", test_sea, TRUE);
    add_tests("text-contrast", test_text_contrast, TRUE);
    add_tests("line-contrast", test_line_contrast, TRUE);
    add_tests("contested-lines-are-lighter", test_contested_lines_are_lighter, FALSE);
    add_tests("change-colors", test_change_colors, TRUE);
    add_tests("incident-colors", test_incident_colors, TRUE);
    add_tests("incident-marks", test_incident_marks, FALSE);
    add_tests("unnumbered-are-smallest", test_unnumbered_are_smallest, FALSE);
    add_tests("no-rings-without-numbers", test_no_rings_without_numbers, FALSE);
    add_tests("circles-follow-the-page", test_circles_follow_the_page, FALSE);
    add_tests("type-words", test_type_words, FALSE);
    add_tests("circles-grow-with-the-root", test_circles_grow_with_the_root, FALSE);
    return g_test_run();
}
