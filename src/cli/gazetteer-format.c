/* SPDX-License-Identifier: MIT */
#include "gazetteer-format.h"

#include <string.h>

#define LINE_WIDTH 90
/** Sources that people are told of; programs get all. */
#define SOURCE_LIMIT 10

static guint
sum_counts(const guint *counts)
{
    guint sum = 0;
    for (guint i = 0; i < MARCH_PLACE_CLASS_COUNT; i++) {
        sum += counts[i];
    }
    return sum;
}

/** "AD 212  AE 310 ..." in lines. */
static void
append_countries(GString *text, const MarchGazetteerInfo *info)
{
    gsize start = text->len;
    g_string_append(text, " ");
    for (guint i = 0; i < info->countries->len; i++) {
        const MarchCountryInfo *country =
            &g_array_index(info->countries, MarchCountryInfo, i);
        g_autofree char *entry = g_strdup_printf(
            " %s %u ", country->code[0] == '\0' ? "none" : country->code,
            sum_counts(country->counts));
        if (text->len - start + strlen(entry) > LINE_WIDTH) {
            g_string_append(text, "\n ");
            start = text->len - 1;
        }
        g_string_append(text, entry);
    }
    g_string_append_c(text, '\n');
}

static int
compare_sources(gconstpointer a, gconstpointer b)
{
    const MarchSourceInfo *first = *(const MarchSourceInfo *const *)a;
    const MarchSourceInfo *second = *(const MarchSourceInfo *const *)b;
    if (first->places != second->places) {
        return first->places > second->places ? -1 : 1;
    }
    return strcmp(first->text, second->text);
}

/** Those with most places first. */
static void
append_sources(GString *text, const MarchGazetteerInfo *info)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    for (guint i = 0; i < info->sources->len; i++) {
        g_ptr_array_add(sorted, &g_array_index(info->sources, MarchSourceInfo, i));
    }
    g_ptr_array_sort(sorted, compare_sources);
    guint rest = 0;
    for (guint i = 0; i < sorted->len; i++) {
        const MarchSourceInfo *source = sorted->pdata[i];
        if (i < SOURCE_LIMIT) {
            g_string_append_printf(text, "  %s: %u\n", source->text, source->places);
        } else {
            rest += source->places;
        }
    }
    if (sorted->len > SOURCE_LIMIT) {
        g_string_append_printf(text, "  and %u more, see --format json: %u\n",
                               sorted->len - SOURCE_LIMIT, rest);
    }
}

char *
march_gazetteer_info_to_text(const MarchGazetteerInfo *info)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "index:             %s\n", info->path);
    g_string_append_printf(text, "size:              %.1f MB\n",
                           (double)info->size / 1e6);
    g_string_append_printf(text, "format version:    %u\n", info->format_version);
    g_string_append_printf(text, "places:            %u\n", info->places);
    for (guint i = 0; i < MARCH_PLACE_CLASS_COUNT; i++) {
        g_autofree char *label =
            g_strdup_printf("  %s:", march_place_class_name((MarchPlaceClass)i));
        g_string_append_printf(text, "%-18s %u\n", label, info->counts[i]);
    }
    g_string_append_printf(
        text, "at their region:   %u (districts known by name only)\n", info->borrowed);
    g_string_append_printf(text, "without position:  %u\n", info->unplaced);
    g_string_append_printf(text, "valid for a time:  %u\n", info->dated);
    g_string_append_printf(text, "names:             %u\n", info->names);
    g_string_append_printf(text, "distinct sounds:   %u\n", info->sounds);
    if (info->modified != NULL) {
        g_string_append_printf(text, "GeoNames as of:    %s\n", info->modified);
    }
    g_string_append(text, "sources, with their licences and places:\n");
    append_sources(text, info);
    g_string_append(text, "places by country:\n");
    append_countries(text, info);
    return g_string_free(text, FALSE);
}

static void
append_string(GString *text, const char *string)
{
    g_autofree char *valid = g_utf8_make_valid(string, -1);
    g_string_append_c(text, '"');
    for (const char *p = valid; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\') {
            g_string_append_printf(text, "\\%c", *p);
        } else if ((guchar)*p < 0x20 || *p == 0x7F) {
            g_string_append_printf(text, "\\u%04x", (guchar)*p);
        } else {
            g_string_append_c(text, *p);
        }
    }
    g_string_append_c(text, '"');
}

static void
append_counts(GString *text, const guint *counts)
{
    g_string_append_c(text, '{');
    for (guint i = 0; i < MARCH_PLACE_CLASS_COUNT; i++) {
        g_string_append_printf(text, "%s\"%s\":%u", i == 0 ? "" : ",",
                               march_place_class_name((MarchPlaceClass)i), counts[i]);
    }
    g_string_append_c(text, '}');
}

char *
march_gazetteer_info_to_json(const MarchGazetteerInfo *info)
{
    GString *text = g_string_new("{\"index\":");
    append_string(text, info->path);
    g_string_append_printf(text,
                           ",\"size\":%" G_GUINT64_FORMAT
                           ",\"format_version\":%u,\"places\":%u,\"classes\":",
                           info->size, info->format_version, info->places);
    append_counts(text, info->counts);
    g_string_append_printf(text,
                           ",\"at_their_region\":%u,\"without_position\":%u,"
                           "\"valid_for_a_time\":%u,\"names\":%u,\"sounds\":%u,"
                           "\"geonames_modified\":",
                           info->borrowed, info->unplaced, info->dated, info->names,
                           info->sounds);
    if (info->modified != NULL) {
        append_string(text, info->modified);
    } else {
        g_string_append(text, "null");
    }
    g_string_append(text, ",\"sources\":[");
    for (guint i = 0; i < info->sources->len; i++) {
        const MarchSourceInfo *source =
            &g_array_index(info->sources, MarchSourceInfo, i);
        g_string_append(text, i == 0 ? "{\"source\":" : ",{\"source\":");
        append_string(text, source->text);
        g_string_append_printf(text, ",\"places\":%u}", source->places);
    }
    g_string_append(text, "],\"countries\":{");
    for (guint i = 0; i < info->countries->len; i++) {
        const MarchCountryInfo *country =
            &g_array_index(info->countries, MarchCountryInfo, i);
        g_string_append(text, i == 0 ? "" : ",");
        append_string(text, country->code);
        g_string_append_c(text, ':');
        append_counts(text, country->counts);
    }
    g_string_append(text, "}}\n");
    return g_string_free(text, FALSE);
}
