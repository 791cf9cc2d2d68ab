/* SPDX-License-Identifier: MIT */
#include "incident-tables.h"

#include "incident-filter.h"

static void
incidents_free(gpointer data)
{
    march_incidents_free(data);
}

static MarchIncidentColumns
columns_of(const MarchSpecIncidents *entry)
{
    return (MarchIncidentColumns){
        .id = entry->columns_id,
        .place = entry->columns_place,
        .lon = entry->columns_lon,
        .lat = entry->columns_lat,
        .date = entry->columns_date,
        .last_date = entry->columns_last_date,
        .date_precision = entry->columns_date_precision,
        .time = entry->columns_time,
        .clock = entry->columns_clock,
        .type = entry->columns_type,
        .actor = entry->columns_actor,
        .actor2 = entry->columns_actor2,
        .value = entry->columns_value,
        .value_min = entry->columns_value_min,
        .value_max = entry->columns_value_max,
        .claimant = entry->columns_claimant,
        .reported = entry->columns_reported,
        .source = entry->columns_source,
        .precision = entry->columns_precision,
        .label = entry->columns_label,
        .symbol = entry->columns_symbol,
        .text = entry->columns_text,
        .country = entry->columns_country,
        .region = entry->columns_region,
        .district = entry->columns_district,
    };
}

/* NULL for an empty list; the strings are borrowed. */
static const char *const *
texts_get(const GPtrArray *texts, GPtrArray *holder)
{
    if (texts->len == 0) {
        return NULL;
    }
    g_ptr_array_set_size(holder, 0);
    for (guint i = 0; i < texts->len; i++) {
        g_ptr_array_add(holder, g_ptr_array_index(texts, i));
    }
    g_ptr_array_add(holder, NULL);
    return (const char *const *)holder->pdata;
}

static void
failures_report(const MarchIncidentFilter *filter,
                const MarchSpecIncidents *entry,
                MarchDiagnostics *diagnostics)
{
    const char *message = NULL;
    guint count = march_incident_filter_count_failures(filter, &message);
    const char *near = NULL;
    const char *name;
    guint from = 0;

    while ((name = march_incident_filter_find_unknown(filter, &from, &near)) != NULL) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "unknown-property",
            entry->filter_where, name,
            "the table has no column \"%s\", which the expression reads%s%s%s", name,
            near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
            near != NULL ? "\"?" : "");
    }

    if (count > 0) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "where-failed", entry->filter_where,
            NULL, "the expression fails for %u row%s, which are left out: %s", count,
            count == 1 ? "" : "s", message);
    }
}

static void
result_report(const MarchIncidents *incidents,
              const MarchSpecIncidents *entry,
              MarchDiagnostics *diagnostics)
{
    MarchIncidentTally tally = march_incidents_get_tally(incidents);
    g_autofree char *name = march_spec_incidents_name(entry);

    if (tally.filtered + tally.outside > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "filtered-out",
                              entry->where, name,
                              "%u of %u rows are filtered out, %u lie outside the box",
                              tally.filtered, tally.rows, tally.outside);
    }
    if (march_incidents_count(incidents) == 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-incidents",
                              entry->where, name, "\"%s\" holds no usable incident",
                              name);
    }
}

/* Types or actors that no row has are mostly slips of the pen. */
static void
unseen_report(const MarchIncidents *incidents,
              const GPtrArray *wanted,
              gboolean are_actors,
              MarchLocation where,
              MarchDiagnostics *diagnostics)
{
    g_autoptr(GPtrArray) holder = g_ptr_array_new();
    const char *const *texts = texts_get(wanted, holder);
    const char *near = NULL;
    const char *text;
    guint from = 0;

    while ((text = march_incidents_find_unseen(incidents, texts, are_actors, &from,
                                               &near)) != NULL) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                              are_actors ? "unknown-actor" : "unknown-type", where,
                              text, "no row has the %s \"%s\"%s%s%s",
                              are_actors ? "actor" : "type", text,
                              near != NULL ? "; did you mean \"" : "",
                              near != NULL ? near : "", near != NULL ? "\"?" : "");
    }
}

static MarchIncidents *
table_read(const MarchSpec *spec,
           const MarchSpecIncidents *entry,
           MarchIncidentProgress progress,
           gpointer data,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    g_autoptr(MarchIncidentFilter) filter = NULL;
    g_autoptr(GPtrArray) claims = g_ptr_array_new();
    g_autoptr(GPtrArray) types = g_ptr_array_new();
    g_autoptr(GPtrArray) actors = g_ptr_array_new();
    MarchIncidentOptions options;
    MarchIncidents *incidents;

    march_incident_options_init(&options);
    options.layer = entry->layer;
    options.query = entry->query;
    options.encoding = entry->encoding;
    (void)march_schema_parse(entry->schema, &options.schema);
    options.columns = columns_of(entry);
    options.claims = texts_get(entry->claims, claims);
    options.types = texts_get(entry->types, types);
    options.actors = texts_get(entry->actors, actors);
    options.has_clock = entry->has_clock;
    options.clock = entry->clock;
    options.is_shown_at_clock = spec->has_clock;
    options.shown_clock = spec->clock;
    options.tolls_as_of = spec->tolls_as_of;
    options.dates = entry->dates;
    options.box = entry->has_box ? &entry->box : NULL;
    options.merge_duplicates = entry->merge_duplicates;
    options.allow_network = spec->allow_network;
    options.progress = progress;
    options.progress_data = data;
    if (entry->filter != NULL) {
        filter = march_incident_filter_new(entry->filter, entry->filter_where, error);
        if (filter == NULL) {
            return NULL;
        }
        options.accept = march_incident_filter_accept;
        options.accept_data = filter;
    }
    incidents = march_incidents_read(entry->data, &options, diagnostics, error);
    if (incidents == NULL) {
        march_error_add_location(error != NULL ? *error : NULL, entry->where);
    } else if (filter != NULL) {
        failures_report(filter, entry, diagnostics);
    }
    return incidents;
}

GPtrArray *
march_incident_tables_read(const MarchSpec *spec,
                           MarchIncidentProgress progress,
                           gpointer data,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(incidents_free);

    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);
        MarchIncidents *incidents =
            table_read(spec, entry, progress, data, diagnostics, error);

        if (incidents == NULL) {
            return NULL;
        }
        unseen_report(incidents, entry->types, FALSE, entry->types_where, diagnostics);
        unseen_report(incidents, entry->actors, TRUE, entry->actors_where, diagnostics);
        result_report(incidents, entry, diagnostics);
        g_ptr_array_add(tables, incidents);
    }
    return g_steal_pointer(&tables);
}

void
march_incident_tables_compare(const MarchSpec *spec,
                              GPtrArray *tables,
                              MarchDiagnostics *diagnostics)
{
    g_autofree gboolean *merges = g_new0(gboolean, tables->len + 1);

    for (guint i = 0; i < tables->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);

        merges[i] = entry->merge_duplicates;
    }
    march_incidents_check_duplicates_across(tables, merges, spec->tolls_as_of,
                                            diagnostics);
}

gboolean
march_incident_tables_ask_for_places(const MarchSpec *spec)
{
    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);

        if (entry->has_within || entry->side != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}
