/* SPDX-License-Identifier: MIT */
#include "incidents-format.h"

#include "style/json.h"

/* Types and claimants named in the text; JSON has all. */
#define NAMED_MAX 12U

static void
counts_append(GString *out, const GArray *counts)
{
    for (guint i = 0; i < counts->len && i < NAMED_MAX; i++) {
        const MarchIncidentCount *entry = &g_array_index(counts, MarchIncidentCount, i);

        g_string_append_printf(out, "%s%s %u", i > 0 ? ", " : "", entry->name,
                               entry->count);
    }
    if (counts->len > NAMED_MAX) {
        g_string_append_printf(out, " and %u more", counts->len - NAMED_MAX);
    }
}

static void
columns_append(GString *out, const MarchIncidentSummary *summary)
{
    g_string_append(out, "columns     ");
    for (guint i = 0; i < summary->columns->len; i += 2) {
        g_string_append_printf(
            out, "%s%s: %s", i > 0 ? ", " : "",
            (const char *)g_ptr_array_index(summary->columns, i),
            (const char *)g_ptr_array_index(summary->columns, i + 1));
    }
    g_string_append(out, "\nmissing     ");
    for (guint i = 0; i < summary->missing->len; i++) {
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(summary->missing, i));
    }
    g_string_append_c(out, '\n');
}

static void
rows_append(GString *out, const MarchIncidentSummary *summary)
{
    const MarchIncidentTally *tally = &summary->tally;

    g_string_append_printf(out, "rows        %u: %u incidents", tally->rows,
                           summary->incidents);
    if (tally->claims > 0) {
        g_string_append_printf(out, ", %u further claims", tally->claims);
    }
    if (tally->merged > 0) {
        g_string_append_printf(out, ", %u merged", tally->merged);
    }
    if (tally->filtered + tally->outside > 0) {
        g_string_append_printf(out, ", %u not asked for",
                               tally->filtered + tally->outside);
    }
    if (tally->lost > 0) {
        g_string_append_printf(out, ", %u that cannot be used", tally->lost);
    }
    g_string_append_c(out, '\n');
}

static void
dates_append(GString *out, const MarchIncidentSummary *summary)
{
    if (march_date_is_given(summary->first)) {
        g_autofree char *first = march_date_to_iso(summary->first);
        g_autofree char *last = march_date_to_iso(summary->last);

        g_string_append_printf(out, "dates       %s to %s", first, last);
    } else {
        g_string_append(out, "dates       none");
    }
    for (guint i = MARCH_DATE_LEVEL_WEEK; i < MARCH_N_DATE_LEVELS; i++) {
        if (summary->date_levels[i] > 0) {
            g_string_append_printf(
                out, "; %u known only to %s%s", summary->date_levels[i],
                i < MARCH_DATE_LEVEL_LONGER ? "a " : "",
                i < MARCH_DATE_LEVEL_LONGER ? march_date_level_name((MarchDateLevel)i)
                                            : "several years");
        }
    }
    if (summary->going_on > 0) {
        g_string_append_printf(out, "; %u on several days", summary->going_on);
    }
    if (summary->undated > 0) {
        g_string_append_printf(out, "; %u without a date", summary->undated);
    }
    g_string_append_c(out, '\n');
}

static void
precisions_append(GString *out, const MarchIncidentSummary *summary)
{
    gboolean is_first = TRUE;

    g_string_append(out, "precision   ");
    for (guint i = 0; i < MARCH_N_PRECISIONS; i++) {
        if (summary->precisions[i] > 0) {
            g_string_append_printf(out, "%s%s %u", is_first ? "" : ", ",
                                   march_precision_name((MarchPrecision)i),
                                   summary->precisions[i]);
            is_first = FALSE;
        }
    }
    if (summary->not_yet_known > 0) {
        g_string_append_printf(out, "%snot yet known %u", is_first ? "" : ", ",
                               summary->not_yet_known);
    }
    g_string_append_printf(out,
                           "\nplaces      %u by coordinates, %u by name to look up",
                           summary->by_coordinates, summary->by_name);
    if (summary->by_unit > 0) {
        g_string_append_printf(out, ", %u by district or region only",
                               summary->by_unit);
    }
    if (summary->by_country > 0) {
        g_string_append_printf(out, ", %u by country only", summary->by_country);
    }
    g_string_append_c(out, '\n');
}

void
march_incidents_format_text(GString *out,
                            const char *file,
                            const MarchIncidentSummary *summary)
{
    const char *credit = march_schema_credit(summary->schema);

    g_string_append_printf(out, "file        %s\nlayout      %s", file,
                           march_schema_name(summary->schema));
    if (summary->n_columns > 0) {
        g_string_append_printf(out, ", %u columns, %s", summary->n_columns,
                               summary->encoding);
    }
    g_string_append_c(out, '\n');
    columns_append(out, summary);
    rows_append(out, summary);
    dates_append(out, summary);
    g_string_append(out, "types       ");
    counts_append(out, summary->types);
    if (summary->untyped > 0) {
        g_string_append_printf(out, "%s%u without a type",
                               summary->types->len > 0 ? "; " : "", summary->untyped);
    }
    g_string_append_c(out, '\n');
    precisions_append(out, summary);
    g_string_append_printf(out, "values      %u incidents with a number, %u claims",
                           summary->with_value, summary->claims);
    if (summary->claimants->len > 0) {
        g_string_append(out, ": ");
        counts_append(out, summary->claimants);
    }
    if (summary->without_value > 0) {
        g_string_append_printf(out, "; %u said to be not known",
                               summary->without_value);
    }
    g_string_append_printf(out, "\nduplicates  %u rows may repeat another\n",
                           summary->near_duplicates);
    g_string_append_printf(out, "credit      %s\n",
                           credit != NULL ? credit : "none owed by its layout");
}

static void
member_open(GString *out, const char *name)
{
    g_string_append_c(out, ',');
    march_json_append_string(out, name);
    g_string_append_c(out, ':');
}

static void
number_append(GString *out, const char *name, guint number)
{
    member_open(out, name);
    g_string_append_printf(out, "%u", number);
}

static void
string_append(GString *out, const char *name, const char *text)
{
    member_open(out, name);
    if (text != NULL) {
        march_json_append_string(out, text);
    } else {
        g_string_append(out, "null");
    }
}

static void
date_append(GString *out, const char *name, MarchDate date)
{
    g_autofree char *iso = march_date_is_given(date) ? march_date_to_iso(date) : NULL;

    string_append(out, name, iso);
}

static void
counts_append_json(GString *out, const char *name, const GArray *counts)
{
    member_open(out, name);
    g_string_append_c(out, '{');
    for (guint i = 0; i < counts->len; i++) {
        const MarchIncidentCount *entry = &g_array_index(counts, MarchIncidentCount, i);

        g_string_append(out, i > 0 ? "," : "");
        march_json_append_string(out, entry->name);
        g_string_append_printf(out, ":%u", entry->count);
    }
    g_string_append_c(out, '}');
}

static void
columns_append_json(GString *out, const MarchIncidentSummary *summary)
{
    member_open(out, "columns");
    g_string_append_c(out, '{');
    for (guint i = 0; i < summary->columns->len; i += 2) {
        g_string_append(out, i > 0 ? "," : "");
        march_json_append_string(out, g_ptr_array_index(summary->columns, i));
        g_string_append_c(out, ':');
        march_json_append_string(out, g_ptr_array_index(summary->columns, i + 1));
    }
    g_string_append_c(out, '}');
    member_open(out, "missing");
    g_string_append_c(out, '[');
    for (guint i = 0; i < summary->missing->len; i++) {
        g_string_append(out, i > 0 ? "," : "");
        march_json_append_string(out, g_ptr_array_index(summary->missing, i));
    }
    g_string_append_c(out, ']');
}

void
march_incidents_format_json(GString *out,
                            const char *file,
                            const MarchIncidentSummary *summary)
{
    const MarchIncidentTally *tally = &summary->tally;

    g_string_append(out, "{\"file\":");
    march_json_append_string(out, file);
    string_append(out, "schema", march_schema_name(summary->schema));
    string_append(out, "encoding", summary->encoding);
    columns_append_json(out, summary);
    number_append(out, "rows", tally->rows);
    number_append(out, "incidents", summary->incidents);
    number_append(out, "further_claims", tally->claims);
    number_append(out, "merged", tally->merged);
    number_append(out, "filtered", tally->filtered + tally->outside);
    number_append(out, "lost", tally->lost);
    date_append(out, "first_date", summary->first);
    date_append(out, "last_date", summary->last);
    number_append(out, "undated", summary->undated);
    member_open(out, "date_precision");
    g_string_append_c(out, '{');
    for (guint i = 0; i < MARCH_N_DATE_LEVELS; i++) {
        g_string_append_printf(out, "%s\"%s\":%u", i > 0 ? "," : "",
                               march_date_level_name((MarchDateLevel)i),
                               summary->date_levels[i]);
    }
    g_string_append_c(out, '}');
    number_append(out, "on_several_days", summary->going_on);
    counts_append_json(out, "types", summary->types);
    member_open(out, "precision");
    g_string_append_c(out, '{');
    for (guint i = 0; i < MARCH_N_PRECISIONS; i++) {
        g_string_append_printf(out, "%s\"%s\":%u", i > 0 ? "," : "",
                               march_precision_name((MarchPrecision)i),
                               summary->precisions[i]);
    }
    g_string_append_c(out, '}');
    number_append(out, "precision_not_yet_known", summary->not_yet_known);
    number_append(out, "by_coordinates", summary->by_coordinates);
    number_append(out, "by_name", summary->by_name);
    number_append(out, "by_district_or_region", summary->by_unit);
    number_append(out, "by_country", summary->by_country);
    number_append(out, "with_value", summary->with_value);
    number_append(out, "claims", summary->claims);
    number_append(out, "values_not_known", summary->without_value);
    counts_append_json(out, "claimants", summary->claimants);
    number_append(out, "near_duplicates", summary->near_duplicates);
    string_append(out, "credit", march_schema_credit(summary->schema));
    g_string_append(out, "}\n");
}
