/* SPDX-License-Identifier: MIT */
#include "incident-filter.h"

#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "style/expression.h"
#include "style/json.h"

struct MarchIncidentFilter {
    MarchArena *arena;
    MarchArena *scratch;
    const MarchExpression *expression;
    GPtrArray *names; /* of const char *: the properties it reads */
    MarchFeatures *features;
    GArray *found;      /* of gboolean, one a name: a row had a column of the name */
    GPtrArray *columns; /* of char *: those of the table */
    guint n_rows;
    guint n_failures;
    char *failure;
};

void
march_incident_filter_free(MarchIncidentFilter *filter)
{
    if (filter == NULL) {
        return;
    }
    march_arena_free(filter->arena);
    march_arena_free(filter->scratch);
    g_ptr_array_unref(filter->names);
    g_array_unref(filter->found);
    g_ptr_array_unref(filter->columns);
    march_features_free(filter->features);
    g_free(filter->failure);
    g_free(filter);
}

MarchIncidentFilter *
march_incident_filter_new(const char *json, MarchLocation where, GError **error)
{
    static const MarchStyleProperty boolean = {
        .name = "where",
        .type = MARCH_TYPE_BOOLEAN,
        .default_json = "false",
        .flags = MARCH_PROPERTY_FEATURE,
    };
    g_autoptr(MarchIncidentFilter) filter = g_new0(MarchIncidentFilter, 1);
    g_autoptr(GArray) errors = g_array_new(FALSE, FALSE, sizeof(MarchExpressionError));
    g_autoptr(GError) cause = NULL;
    const MarchJson *parsed;

    filter->arena = march_arena_new();
    filter->scratch = march_arena_new();
    filter->names = g_ptr_array_new();
    filter->found = g_array_new(FALSE, TRUE, sizeof(gboolean));
    filter->columns = g_ptr_array_new_with_free_func(g_free);
    parsed = march_json_parse(json, strlen(json), where.file, filter->arena, &cause);
    if (parsed == NULL) {
        march_error_set(error, MARCH_ERROR_CONFIG, where, "where: %s", cause->message);
        return NULL;
    }
    filter->expression =
        march_expression_compile(parsed, &boolean, filter->arena, errors);
    if (filter->expression == NULL) {
        const MarchExpressionError *first =
            &g_array_index(errors, MarchExpressionError, 0);
        gsize length = strlen(first->message);

        march_error_set(
            error, MARCH_ERROR_CONFIG, where, "where%s: %.*s", first->key,
            (int)(length - (length > 0 && first->message[length - 1] == '.')),
            first->message);
        return NULL;
    }
    march_expression_collect_properties(filter->expression, filter->names);
    g_array_set_size(filter->found, filter->names->len);
    return g_steal_pointer(&filter);
}

/* What the program read of the row under @name; FALSE when it has nothing so named. */
static gboolean
own_find(const MarchIncident *incident, const char *name, MarchValue *value)
{
    const struct {
        const char *name;
        const char *text;
    } TEXTS[] = {
        {"id", incident->id},
        {"place", incident->place},
        {"country", incident->country},
        {"type", incident->type},
        {"actor", incident->actor},
        {"text", incident->text},
        {"source", incident->source},
        {"label", incident->label},
        {"precision-class", march_precision_name(incident->precision)},
    };
    const struct {
        const char *name;
        double number;
        gboolean is_given;
    } NUMBERS[] = {
        {"value", incident->value, incident->has_value},
        {"value-min", incident->value_min, incident->has_value},
        {"value-max", incident->value_max, incident->has_value},
        {"claimants", march_incident_count_claimants(incident), TRUE},
        {"precision", incident->precision_km, TRUE},
        {"lon", incident->position.lon, incident->is_located},
        {"lat", incident->position.lat, incident->is_located},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        if (strcmp(name, TEXTS[i].name) == 0) {
            *value = TEXTS[i].text != NULL ? march_value_string(TEXTS[i].text)
                                           : MARCH_VALUE_NONE;
            return TRUE;
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
        if (strcmp(name, NUMBERS[i].name) == 0) {
            *value = NUMBERS[i].is_given ? march_value_number(NUMBERS[i].number)
                                         : MARCH_VALUE_NONE;
            return TRUE;
        }
    }
    return FALSE;
}

/* FALSE when @name is no property of the date. */
static gboolean
date_set(MarchIncidentFilter *filter,
         MarchFeature *feature,
         const MarchIncident *incident,
         const char *name)
{
    gboolean is_given = march_date_is_given(incident->date);
    g_autofree char *text = NULL;

    if (strcmp(name, "date") == 0) {
        text = march_incident_date_to_property(incident);
    } else if (strcmp(name, "date-last") == 0) {
        text = is_given ? march_date_to_iso(incident->last_date) : NULL;
    } else if (strcmp(name, "date-precision") == 0) {
        text =
            is_given
                ? g_strdup(march_date_level_name(march_incident_date_level(incident)))
                : NULL;
    } else {
        return FALSE;
    }
    if (text != NULL) {
        march_features_set_string(filter->features, feature, name, text);
    }
    return TRUE;
}

static void
property_set(MarchIncidentFilter *filter,
             MarchFeature *feature,
             const MarchIncident *incident,
             const MarchIncidentCells *cells,
             guint index)
{
    const char *name = g_ptr_array_index(filter->names, index);
    gboolean *found = &g_array_index(filter->found, gboolean, index);
    MarchValue value = MARCH_VALUE_NONE;
    const char *cell;
    char *end = NULL;

    if (date_set(filter, feature, incident, name)) {
        *found = TRUE;
        return;
    }
    if (own_find(incident, name, &value)) {
        *found = TRUE;
        if (value.type == MARCH_VALUE_STRING) {
            march_features_set_string(filter->features, feature, name, value.as.string);
        } else if (value.type == MARCH_VALUE_NUMBER && isfinite(value.as.number)) {
            march_features_set_number(filter->features, feature, name, value.as.number);
        }
        return;
    }
    *found = *found || march_incident_cells_has(cells, name);
    cell = march_incident_cells_get(cells, name);
    if (cell == NULL) {
        return;
    }
    value.as.number = g_ascii_strtod(cell, &end);
    if (*end == '\0' && isfinite(value.as.number)) {
        march_features_set_number(filter->features, feature, name, value.as.number);
    } else {
        march_features_set_string(filter->features, feature, name, cell);
    }
}

gboolean
march_incident_filter_accept(const MarchIncident *incident,
                             const MarchIncidentCells *cells,
                             gpointer data)
{
    MarchIncidentFilter *filter = data;
    MarchEvaluation evaluation = {.zoom = NAN, .scratch = filter->scratch};
    MarchStyleValue value;
    MarchFeature *feature;

    if (filter->n_rows++ == 0) {
        march_incident_cells_list(cells, filter->columns);
    }
    /* A set a row: memory does not grow with the table. */
    march_features_free(filter->features);
    filter->features = march_features_new();
    feature = march_features_add(filter->features,
                                 march_geometry_new_point(incident->position));
    for (guint i = 0; i < filter->names->len; i++) {
        property_set(filter, feature, incident, cells, i);
    }
    evaluation.feature = feature;
    march_arena_reset(filter->scratch);
    if (!march_expression_evaluate(filter->expression, &evaluation, &value)) {
        if (filter->n_failures++ == 0) {
            filter->failure = g_strdup(evaluation.error);
        }
        return FALSE;
    }
    return value.plain.type == MARCH_VALUE_BOOLEAN && value.plain.as.boolean;
}

guint
march_incident_filter_count_failures(const MarchIncidentFilter *filter,
                                     const char **message)
{
    *message = filter->failure;
    return filter->n_failures;
}

const char *
march_incident_filter_find_unknown(const MarchIncidentFilter *filter,
                                   guint *from,
                                   const char **near)
{
    static const char *const OWN[] = {"id",
                                      "date",
                                      "type",
                                      "actor",
                                      "place",
                                      "country",
                                      "value",
                                      "value-min",
                                      "value-max",
                                      "claimants",
                                      "precision",
                                      "lon",
                                      "lat",
                                      "text",
                                      "source",
                                      "label",
                                      "precision-class",
                                      "date-last",
                                      "date-precision"};

    for (; *from < filter->names->len && filter->n_rows > 0; (*from)++) {
        const char *name = g_ptr_array_index(filter->names, *from);
        g_autoptr(GPtrArray) words = g_ptr_array_new();

        if (g_array_index(filter->found, gboolean, *from)) {
            continue;
        }
        for (gsize i = 0; i < G_N_ELEMENTS(OWN); i++) {
            g_ptr_array_add(words, (gpointer)(guintptr)OWN[i]);
        }
        for (guint i = 0; i < filter->columns->len; i++) {
            g_ptr_array_add(words, g_ptr_array_index(filter->columns, i));
        }
        g_ptr_array_add(words, NULL);
        *near = march_suggest(name, (const char *const *)words->pdata);
        (*from)++;
        return name;
    }
    return NULL;
}
