/* SPDX-License-Identifier: MIT */
#include "recipe.h"

static void
pair_take(GPtrArray *pairs, const char *key, char *value)
{
    g_ptr_array_add(pairs, g_strdup(key));
    g_ptr_array_add(pairs, value);
}

static void
file_add(MarchSession *session, GPtrArray *pairs, const char *key, const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    const char *sum = march_file_sums_get(march_session_get_sums(session), path);

    pair_take(pairs, key, g_strdup_printf("%s sha256:%s", name, sum));
}

/* How a database is reached, perhaps with a password, is nobody else's business. */
static void
table_add(MarchSession *session, GPtrArray *pairs, const MarchSpecIncidents *table)
{
    if (g_str_has_prefix(table->data, "PG:") || strcmp(table->data, "-") == 0) {
        pair_take(pairs, "incidents", march_spec_incidents_name(table));
    } else {
        file_add(session, pairs, "incidents", table->data);
    }
}

char **
march_recipe_make(MarchSession *session,
                  const MarchSpec *spec,
                  const char *style_path,
                  const MarchFrame *frame)
{
    GPtrArray *pairs = g_ptr_array_new();
    g_autofree char *manifest = g_build_filename(
        march_session_get_data_directory(session), "geodata", "MANIFEST.yaml", NULL);

    pair_take(pairs, "program", g_strdup_printf("marchland %s", march_version()));
    if (!spec->is_made) {
        file_add(session, pairs, "figure", spec->path);
    }
    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *incidents = g_ptr_array_index(spec->incidents, i);

        table_add(session, pairs, incidents);
    }
    for (guint i = 0; i < spec->gazetteers->len; i++) {
        file_add(session, pairs, "gazetteer", g_ptr_array_index(spec->gazetteers, i));
    }
    for (guint i = 0; i < spec->layers->len; i++) {
        const MarchSpecLayer *layer = g_ptr_array_index(spec->layers, i);

        if (layer->data != NULL) {
            file_add(session, pairs, "layer", layer->data);
        }
    }
    if (spec->relief != NULL) {
        file_add(session, pairs, "relief", spec->relief);
    }
    file_add(session, pairs, "style", style_path);
    file_add(session, pairs, "data-pack", manifest);
    pair_take(pairs, "view", g_strdup(spec->view));
    if (march_date_is_given(spec->as_of)) {
        pair_take(pairs, "as-of", march_date_to_iso(spec->as_of));
    }
    pair_take(
        pairs, "projection",
        g_strdup(march_projection_get_definition(march_frame_get_projection(frame))));
    pair_take(pairs, "scale",
              g_strdup_printf("1:%.0f", march_frame_get_scale_denominator(frame)));
    g_ptr_array_add(pairs, NULL);
    return (char **)g_ptr_array_free(pairs, FALSE);
}

gint64
march_recipe_creation_time(void)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds = 0;

    /* The last second of the year 9999 is as far as the formats' dates go. */
    if (epoch == NULL ||
        !g_ascii_string_to_signed(epoch, 10, 0, 253402300799LL, &seconds, NULL)) {
        return 0;
    }
    return seconds;
}
