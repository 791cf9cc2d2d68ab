/* SPDX-License-Identifier: MIT */
#include "geodata/flatgeobuf.h"

#define DATA MARCH_TEST_SOURCE_DIR "/tests/unit/geodata/data/"

static const MarchBox WORLD = {-180, -90, 180, 90};

static MarchFeatures *
read_box(const char *path, MarchBox box, const char *const *properties)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchFlatgeobuf) file = march_flatgeobuf_open(path, &error);
    MarchFeatures *features = march_features_new();

    g_assert_no_error(error);
    g_assert_true(march_flatgeobuf_read(file, box, properties, features, &error));
    g_assert_no_error(error);
    return features;
}

static const MarchFeature *
find(const MarchFeatures *features, const char *iso)
{
    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);

        if (g_strcmp0(march_feature_get_string(feature, "iso"), iso) == 0) {
            return feature;
        }
    }
    g_assert_not_reached();
}

static void
test_rings_and_values(void)
{
    g_autoptr(MarchFeatures) features = read_box(DATA "areas.fgb", WORLD, NULL);
    const MarchFeature *holed = find(features, "AA");
    const MarchFeature *multi = find(features, "BB");
    const MarchGeometryPart *parts =
        (const MarchGeometryPart *)(gpointer)holed->geometry->parts->data;

    g_assert_cmpuint(march_features_count(features), ==, 2);
    g_assert_cmpuint(holed->geometry->parts->len, ==, 2);
    g_assert_false(parts[0].is_hole);
    g_assert_true(parts[1].is_hole);
    g_assert_cmpuint(parts[0].count, ==, 4);
    g_assert_cmpuint(multi->geometry->parts->len, ==, 2);
    g_assert_cmpfloat_with_epsilon(march_feature_get_number(holed, "km", 0), 1.5,
                                   1e-12);
    g_assert_cmpfloat_with_epsilon(march_feature_get_number(multi, "n", 0), 8, 1e-12);
    g_assert_true(march_feature_get(holed, "yes")->as.boolean);
}

static void
test_the_index_selects(void)
{
    g_autoptr(MarchFeatures) east =
        read_box(DATA "lines.fgb", (MarchBox){40, -5, 60, 5}, NULL);
    g_autoptr(MarchFeatures) nothing =
        read_box(DATA "lines.fgb", (MarchBox){100, 50, 120, 60}, NULL);

    g_assert_cmpuint(march_features_count(east), ==, 1);
    g_assert_cmpstr(march_feature_get_string(march_features_get(east, 0), "left"), ==,
                    "CC");
    g_assert_null(march_feature_get(march_features_get(east, 0), "right"));
    g_assert_cmpuint(march_features_count(nothing), ==, 0);
}

static void
test_only_named_properties_are_read(void)
{
    const char *const properties[] = {"km", NULL};
    g_autoptr(MarchFeatures) features = read_box(DATA "areas.fgb", WORLD, properties);
    const MarchFeature *first = march_features_get(features, 0);

    g_assert_nonnull(march_feature_get(first, "km"));
    g_assert_null(march_feature_get(first, "iso"));
}

/* Cut anywhere, the file is an error or reads less; it is never read past its end. */
static void
test_every_truncation_is_survived(void)
{
    g_autofree char *content = NULL;
    gsize length = 0;
    guint failures = 0;

    g_assert_true(g_file_get_contents(DATA "areas.fgb", &content, &length, NULL));
    for (gsize cut = 0; cut < length; cut++) {
        g_autofree char *part = g_memdup2(content, MAX(cut, 1));
        g_autoptr(GBytes) bytes = g_bytes_new_take(g_steal_pointer(&part), cut);
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchFlatgeobuf) file =
            march_flatgeobuf_new(bytes, "cut.fgb", &error);
        g_autoptr(MarchFeatures) features = march_features_new();

        if (file == NULL ||
            !march_flatgeobuf_read(file, WORLD, NULL, features, &error)) {
            g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
            failures++;
        }
    }
    g_assert_cmpuint(failures, ==, length);
}

static void
test_a_missing_file_is_named(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(march_flatgeobuf_open(DATA "none.fgb", &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND);
    g_assert_true(g_str_has_suffix(march_error_get_location(error).file, "none.fgb"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geodata/flatgeobuf/rings-and-values", test_rings_and_values);
    g_test_add_func("/geodata/flatgeobuf/the-index-selects", test_the_index_selects);
    g_test_add_func("/geodata/flatgeobuf/only-named-properties-are-read",
                    test_only_named_properties_are_read);
    g_test_add_func("/geodata/flatgeobuf/every-truncation-is-survived",
                    test_every_truncation_is_survived);
    g_test_add_func("/geodata/flatgeobuf/a-missing-file-is-named",
                    test_a_missing_file_is_named);
    return g_test_run();
}
