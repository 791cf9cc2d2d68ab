/* SPDX-License-Identifier: MIT */
#include "proof-table.h"

#include <math.h>
#include <string.h>

#define NOT_DRAWN "not drawn"

/* Stretches, or an area, that have the same words in every view. */
typedef struct {
    char *stretch;
    GPtrArray *words; /* of char*, one a view */
    double size;      /* km, of an area km² */
    gboolean is_area;
} Group;

static void
group_free(gpointer data)
{
    Group *group = data;

    g_free(group->stretch);
    g_ptr_array_unref(group->words);
    g_free(group);
}

/* Kilometres of @geometry within the frame. */
static double
shown_km(const MarchGeometry *geometry, const MarchFrame *frame)
{
    g_autoptr(MarchPath) path = march_frame_project_geometry(frame, geometry, 0);
    g_autoptr(MarchPath) shown =
        march_path_clip_lines(path, march_frame_get_rect(frame));

    return march_path_length(shown) * march_frame_get_scale_denominator(frame) / 1e6;
}

/* "KE", or "the land of KE and SS" for "KE/SS". */
static char *
side_to_text(const char *side)
{
    g_auto(GStrv) codes = g_strsplit(side, "/", -1);
    g_autofree char *joined = NULL;

    if (g_strv_length(codes) < 2) {
        return g_strdup(side);
    }
    joined = g_strjoinv(" and ", codes);
    return g_strdup_printf("land claimed by %s", joined);
}

static char *
stretch_to_text(const MarchFeature *feature)
{
    const char *section = march_feature_get_string(feature, "section");
    const char *left = march_feature_get_string(feature, "left");
    const char *right = march_feature_get_string(feature, "right");
    gboolean is_in_order = strcmp(left, right) <= 0;
    g_autofree char *first = side_to_text(is_in_order ? left : right);
    g_autofree char *second = side_to_text(is_in_order ? right : left);
    gboolean is_plain = strchr(left, '/') == NULL && strchr(right, '/') == NULL;

    if (section != NULL) {
        return g_strdup_printf("%s (%s–%s)", section, first, second);
    }
    return g_strdup_printf("%s%s%s", first, is_plain ? "–" : " / ", second);
}

static GPtrArray *
words_of(const MarchFeature *feature, guint n_views)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);

    for (guint view = 0; view < n_views; view++) {
        g_autofree char *key = g_strdup_printf("words-%u", view);
        const char *text = march_feature_get_string(feature, key);

        g_ptr_array_add(words,
                        g_strdup(text != NULL && text[0] != '\0' ? text : NOT_DRAWN));
    }
    return words;
}

static gboolean
has_same_words(const GPtrArray *a, const GPtrArray *b)
{
    for (guint i = 0; i < a->len; i++) {
        if (strcmp(g_ptr_array_index(a, i), g_ptr_array_index(b, i)) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
group_add(GPtrArray *groups, const MarchFeature *feature, double km, guint n_views)
{
    g_autofree char *stretch = stretch_to_text(feature);
    g_autoptr(GPtrArray) words = words_of(feature, n_views);
    Group *group;

    for (guint i = 0; i < groups->len; i++) {
        group = g_ptr_array_index(groups, i);
        if (strcmp(group->stretch, stretch) == 0 &&
            has_same_words(group->words, words)) {
            group->size += km;
            return;
        }
    }
    group = g_new0(Group, 1);
    group->stretch = g_steal_pointer(&stretch);
    group->words = g_steal_pointer(&words);
    group->size = km;
    g_ptr_array_add(groups, group);
}

/* Of rings without holes, mm². */
static double
rings_area(const MarchPath *path)
{
    double sum = 0;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points =
            (const MarchPoint *)(const void *)path->points->data + part->start;
        double ring = 0;

        for (guint j = 0; j < part->count; j++) {
            MarchPoint next = points[j + 1 < part->count ? j + 1 : 0];

            ring += points[j].x * next.y - next.x * points[j].y;
        }
        sum += fabs(ring) / 2;
    }
    return sum;
}

/* Square kilometres of @geometry within the frame. */
static double
shown_km2(const MarchGeometry *geometry, const MarchFrame *frame)
{
    double scale = march_frame_get_scale_denominator(frame) / 1e6, sum = 0;

    for (guint part = 0; part < geometry->parts->len; part++) {
        g_autoptr(MarchGeometry) ring = march_geometry_new(MARCH_GEOMETRY_POLYGON);
        g_autoptr(MarchPath) path = NULL;
        guint count = 0;
        const MarchLonLat *positions = march_geometry_get_part(geometry, part, &count);

        march_geometry_add_part(ring, positions, count, FALSE);
        path = march_frame_project_geometry(frame, ring, 0);
        sum += g_array_index(geometry->parts, MarchGeometryPart, part).is_hole
                   ? -rings_area(path)
                   : rings_area(path);
    }
    return sum * scale * scale;
}

static Group *
area_group(GPtrArray *groups, const char *name, guint n_views)
{
    Group *group;

    for (guint i = 0; i < groups->len; i++) {
        group = g_ptr_array_index(groups, i);
        if (group->is_area && strcmp(group->stretch, name) == 0) {
            return group;
        }
    }
    group = g_new0(Group, 1);
    group->stretch = g_strdup(name);
    group->is_area = TRUE;
    group->words = g_ptr_array_new_with_free_func(g_free);
    for (guint view = 0; view < n_views; view++) {
        g_ptr_array_add(group->words, g_strdup(NOT_DRAWN));
    }
    g_ptr_array_add(groups, group);
    return group;
}

static void
word_set(Group *group, guint view, const char *word)
{
    g_free(group->words->pdata[view]);
    group->words->pdata[view] = g_strdup(word != NULL ? word : "");
}

static gboolean
is_alike(const Group *group)
{
    for (guint i = 1; i < group->words->len; i++) {
        if (strcmp(group->words->pdata[i], group->words->pdata[0]) != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Areas that are not drawn, or not called the same, in every view. */
static void
areas_add(GPtrArray *groups, const GPtrArray *areas, const MarchFrame *frame)
{
    for (guint view = 0; view < areas->len; view++) {
        const MarchFeatures *drawn = g_ptr_array_index(areas, view);

        for (guint i = 0; drawn != NULL && i < march_features_count(drawn); i++) {
            const MarchFeature *area = march_features_get(drawn, i);
            const char *name = march_feature_get_string(area, "area");
            double size = shown_km2(area->geometry, frame);

            if (size > 0) {
                Group *group = area_group(groups, name != NULL ? name : "unnamed area",
                                          areas->len);

                word_set(group, view, march_feature_get_string(area, "label"));
                group->size = MAX(group->size, size);
            }
        }
    }
    for (guint i = groups->len; i > 0; i--) {
        const Group *group = g_ptr_array_index(groups, i - 1);

        if (group->is_area && is_alike(group)) {
            g_ptr_array_remove_index(groups, i - 1);
        }
    }
}

static char *
size_to_text(double size, const char *unit)
{
    if (size < 1) {
        return g_strdup_printf("under 1 %s", unit);
    }
    if (size >= 100) {
        double step = size >= 1000 ? 100 : 10;

        return g_strdup_printf("about %.0f %s", round(size / step) * step, unit);
    }
    return g_strdup_printf("about %.0f %s", size, unit);
}

static void
row_add(MarchProofTable *table, const Group *group)
{
    GPtrArray *cells = g_ptr_array_new();

    g_ptr_array_add(cells, g_strdup(group->stretch));
    g_ptr_array_add(cells, size_to_text(group->size, group->is_area ? "km²" : "km"));
    for (guint i = 0; i < group->words->len; i++) {
        g_ptr_array_add(cells, g_strdup(g_ptr_array_index(group->words, i)));
    }
    g_ptr_array_add(cells, NULL);
    g_ptr_array_add(table->rows, g_ptr_array_free(cells, FALSE));
}

static void
sentence_append(GString *text, const Group *group, const char *const *names)
{
    g_string_append_printf(text, " %s:", group->stretch);
    for (guint i = 0; i < group->words->len; i++) {
        g_string_append_printf(text, "%s %s: %s", i > 0 ? ";" : "", names[i],
                               (const char *)g_ptr_array_index(group->words, i));
    }
    g_string_append_c(text, '.');
}

static void
headings_set(MarchProofTable *table, const GPtrArray *groups, const char *const *names)
{
    gboolean has_areas = FALSE;

    for (guint i = 0; i < groups->len; i++) {
        has_areas = has_areas || ((const Group *)g_ptr_array_index(groups, i))->is_area;
    }
    table->headings = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(table->headings,
                    g_strdup(has_areas ? "Stretch or area" : "Stretch"));
    g_ptr_array_add(table->headings, g_strdup(has_areas ? "Size on these maps"
                                                        : "Length on these maps"));
    for (guint i = 0; names[i] != NULL; i++) {
        g_ptr_array_add(table->headings, g_strdup(names[i]));
    }
    g_ptr_array_add(table->headings, NULL);
}

static void
row_free(gpointer data)
{
    g_strfreev(data);
}

MarchProofTable *
march_proof_table_new(const MarchBorders *borders,
                      const GPtrArray *areas,
                      MarchDate as_of,
                      const char *const *views,
                      const char *const *names,
                      const MarchFrame *frame)
{
    g_autoptr(MarchFeatures) differences =
        march_borders_compare_views(borders, as_of, views);
    g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(group_free);
    guint n_views = g_strv_length((char **)(gpointer)(guintptr)views);
    MarchProofTable *table = g_new0(MarchProofTable, 1);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < march_features_count(differences); i++) {
        const MarchFeature *feature = march_features_get(differences, i);
        double km = shown_km(feature->geometry, frame);

        if (km > 0) {
            group_add(groups, feature, km, n_views);
        }
    }
    areas_add(groups, areas, frame);
    headings_set(table, groups, names);
    table->rows = g_ptr_array_new_with_free_func(row_free);
    table->caption = g_strdup(groups->len > 0 ? "What differs"
                                              : "On this map the views do not differ.");
    g_string_append(text, groups->len > 0 ? "What differs:" : table->caption);
    for (guint i = 0; i < groups->len; i++) {
        row_add(table, g_ptr_array_index(groups, i));
        sentence_append(text, g_ptr_array_index(groups, i), names);
    }
    table->text = g_string_free(g_steal_pointer(&text), FALSE);
    return table;
}

void
march_proof_table_free(MarchProofTable *table)
{
    if (table == NULL) {
        return;
    }
    g_free(table->caption);
    g_ptr_array_unref(table->headings);
    g_ptr_array_unref(table->rows);
    g_free(table->text);
    g_free(table);
}
