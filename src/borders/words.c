/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "borders-private.h"

char *
march_border_pair_text(const char *a, const char *b)
{
    return strcmp(a, b) <= 0 ? g_strdup_printf("%s–%s", a, b)
                             : g_strdup_printf("%s–%s", b, a);
}

char *
march_border_length_text(double km)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(number, sizeof number, km < 10 ? "%.1f" : "%.0f", km);
    return g_strdup_printf("%s km", number);
}

char *
march_border_error_text(double metres)
{
    return metres < 1000 ? g_strdup_printf("%.0f m", metres)
                         : march_border_length_text(metres / 1000);
}

static const char *
status_words(MarchBorderStatus status)
{
    switch (status) {
    case MARCH_BORDER_DEMARCATED:
        return "International boundary, demarcated";
    case MARCH_BORDER_UNDELIMITED:
        return "Boundary not delimited";
    case MARCH_BORDER_DISPUTED:
        return "Disputed section";
    case MARCH_BORDER_CLAIMED:
        return "Claimed boundary";
    case MARCH_BORDER_LINE_OF_CONTROL:
        return "Line of control";
    case MARCH_BORDER_CEASEFIRE:
        return "Ceasefire line";
    case MARCH_BORDER_ADMINISTRATIVE:
        return "Administrative boundary";
    case MARCH_BORDER_LEASE:
        return "Limit of a leased area";
    case MARCH_BORDER_NEUTRAL:
        return "Neutral strip";
    case MARCH_BORDER_SHARED:
        return "Shared section";
    case MARCH_BORDER_UNRECOGNISED:
        return "Boundary not recognised";
    case MARCH_BORDER_INTERNATIONAL:
    default:
        return "International boundary";
    }
}

char *
march_border_legend_words(MarchBorderStatus status,
                          const MarchBorderClass *line_class,
                          MarchDate as_of,
                          gboolean needs_source)
{
    g_autoptr(GString) words = g_string_new(
        line_class->label != NULL ? line_class->label : status_words(status));

    /* What is in force only until it is settled says at which date it was so. */
    if (line_class->label == NULL && march_date_is_given(as_of) &&
        (status == MARCH_BORDER_UNDELIMITED || status == MARCH_BORDER_DISPUTED)) {
        g_autofree char *date = march_date_to_text(as_of);

        g_string_append_printf(words, " as of %s", date);
    }
    /* Without a day what has ended would read as if it held. */
    if (!march_date_is_given(as_of) && march_date_is_given(line_class->valid.to)) {
        g_autofree char *date = march_date_to_text(line_class->valid.to);

        g_string_append_printf(words, " (until %s)", date);
    }
    if (needs_source && line_class->source == NULL) {
        g_string_append(words, " (no source given)");
    }
    return g_string_free(g_steal_pointer(&words), FALSE);
}

char *
march_border_status_describe(MarchBorderStatus status, MarchDate as_of)
{
    const MarchBorderClass plain = {.status = status};

    return march_border_legend_words(status, &plain, as_of, FALSE);
}

static void
append_validity(GString *text, MarchDateRange valid)
{
    if (march_date_is_given(valid.from)) {
        g_autofree char *from = march_date_to_text(valid.from);

        g_string_append_printf(text, " from %s", from);
    }
    if (march_date_is_given(valid.to)) {
        g_autofree char *to = march_date_to_text(valid.to);

        g_string_append_printf(text, " until %s", to);
    }
}

char *
march_section_describe(const MarchKeptSection *section,
                       const char *stretch_text,
                       const char *data)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autofree char *pair =
        march_border_pair_text(section->between[0], section->between[1]);
    g_autofree char *length = march_border_length_text(section->info.length_km);

    if (section->info.name != NULL) {
        g_string_append_printf(text, "%s: ", section->info.name);
    }
    g_string_append_printf(text, "%s border%s, %s", pair, stretch_text,
                           march_border_status_name(section->line_class.status));
    append_validity(text, section->line_class.valid);
    g_string_append_printf(text, "; about %s as %s draws it, not a surveyed length",
                           length, data != NULL ? data : "the given line");
    if (section->line_class.source != NULL) {
        g_string_append_printf(text, "; source: %s", section->line_class.source);
    } else {
        g_string_append(text, "; no source given");
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}
