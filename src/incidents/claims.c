/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "read-private.h"

guint
march_incident_count_claims(const MarchIncident *incident)
{
    return incident->claims != NULL ? incident->claims->len : 0;
}

const MarchClaim *
march_incident_get_claim(const MarchIncident *incident, guint index)
{
    g_assert(index < march_incident_count_claims(incident));
    return &g_array_index(incident->claims, MarchClaim, index);
}

const MarchClaim *
march_incident_find_claim(const MarchIncident *incident, const char *claimant)
{
    for (guint i = 0; i < march_incident_count_claims(incident); i++) {
        const MarchClaim *claim = march_incident_get_claim(incident, i);

        if (claim->is_current && g_strcmp0(claim->claimant, claimant) == 0) {
            return claim;
        }
    }
    return NULL;
}

guint
march_incident_count_claimants(const MarchIncident *incident)
{
    guint count = 0;

    for (guint i = 0; i < march_incident_count_claims(incident); i++) {
        count += march_incident_get_claim(incident, i)->is_current ? 1 : 0;
    }
    return count;
}

static void
claim_describe(GString *text, const MarchClaim *claim)
{
    g_autofree char *value = march_number_to_text(claim->value);

    if (claim->text != NULL) {
        g_string_append(text, claim->text);
    } else if (claim->maximum > claim->minimum) {
        g_autofree char *least = march_number_to_text(claim->minimum);
        g_autofree char *most = march_number_to_text(claim->maximum);

        g_string_append_printf(text, "%s (%s–%s)", value, least, most);
    } else {
        g_string_append(text, value);
    }
    if (claim->claimant != NULL) {
        g_string_append_printf(text, ", %s", claim->claimant);
    }
}

char *
march_incident_describe_claims(const MarchIncident *incident)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < march_incident_count_claims(incident); i++) {
        const MarchClaim *claim = march_incident_get_claim(incident, i);

        if (claim->is_current) {
            g_string_append(text, text->len > 0 ? "; " : "");
            claim_describe(text, claim);
        }
    }
    return text->len > 0 ? g_strdup(text->str) : NULL;
}

/* Whose claim it is: of a claimant, else of the source that prints it. */
static gboolean
is_of_the_same(const MarchClaim *a, const MarchClaim *b)
{
    if (a->claimant != NULL || b->claimant != NULL) {
        return g_strcmp0(a->claimant, b->claimant) == 0;
    }
    return g_strcmp0(a->source, b->source) == 0;
}

/* Whether @claim was surely made by @as_of: one of a day counts when the day is over. */
static gboolean
is_known(const MarchClaim *claim, MarchMoment as_of)
{
    MarchMoment reported = claim->reported;
    MarchMoment limit = as_of;

    if (!march_date_is_given(as_of.date)) {
        return TRUE;
    }
    if (!march_date_is_given(reported.date)) {
        return FALSE;
    }
    if (!reported.has_clock || !limit.has_clock) {
        reported.has_clock = FALSE;
        limit.has_clock = FALSE;
    }
    return march_moment_last_minute(reported) <= march_moment_last_minute(limit);
}

guint
march_incident_count_later_claims(const MarchIncident *incident, MarchMoment as_of)
{
    guint count = 0;

    for (guint i = 0; i < march_incident_count_claims(incident); i++) {
        count += is_known(march_incident_get_claim(incident, i), as_of) ? 0 : 1;
    }
    return count;
}

static gboolean
is_later(const MarchClaim *a, const MarchClaim *b)
{
    gint64 x = march_date_is_given(a->reported.date)
                   ? march_moment_last_minute(a->reported)
                   : G_MININT64;
    gint64 y = march_date_is_given(b->reported.date)
                   ? march_moment_last_minute(b->reported)
                   : G_MININT64;

    return x > y;
}

/* Whether both say the same number. */
static gboolean
is_equal(const MarchClaim *a, const MarchClaim *b)
{
    return !(a->value < b->value || a->value > b->value || a->minimum < b->minimum ||
             a->minimum > b->minimum || a->maximum < b->maximum ||
             a->maximum > b->maximum);
}

/* Whether @other, which stands @is_below in the table, stands in place of @claim. Those
 * of incidents that were merged have no order but that of their times. */
static gboolean
is_in_place_of(const MarchClaim *other, const MarchClaim *claim, gboolean is_below)
{
    if (other->origin == claim->origin || is_equal(other, claim)) {
        return is_later(other, claim) || (is_below && !is_later(claim, other));
    }
    return march_date_is_given(claim->reported.date) && is_later(other, claim);
}

/* Whether a claim after @index, or one that is later, stands in place of it. */
static gboolean
is_superseded(const MarchIncident *incident, guint index, MarchMoment as_of)
{
    const MarchClaim *claim = march_incident_get_claim(incident, index);

    for (guint i = 0; i < march_incident_count_claims(incident); i++) {
        const MarchClaim *other = march_incident_get_claim(incident, i);

        if (i == index || !is_of_the_same(claim, other) || !is_known(other, as_of)) {
            continue;
        }
        if (is_in_place_of(other, claim, i > index)) {
            return TRUE;
        }
    }
    return FALSE;
}

void
march_incident_settle_claims(MarchIncident *incident, MarchMoment tolls_as_of)
{
    incident->has_value = FALSE;
    incident->value = 0;
    incident->value_min = 0;
    incident->value_max = 0;
    for (guint i = 0; i < march_incident_count_claims(incident); i++) {
        MarchClaim *claim = &g_array_index(incident->claims, MarchClaim, i);

        claim->is_current =
            is_known(claim, tolls_as_of) && !is_superseded(incident, i, tolls_as_of);
        if (!claim->is_current) {
            continue;
        }
        incident->value =
            incident->has_value ? MIN(incident->value, claim->value) : claim->value;
        incident->value_min = incident->has_value
                                  ? MIN(incident->value_min, claim->minimum)
                                  : claim->minimum;
        incident->value_max = incident->has_value
                                  ? MAX(incident->value_max, claim->maximum)
                                  : claim->maximum;
        incident->has_value = TRUE;
    }
}

static void
claim_add(MarchIncident *incident, MarchClaim claim)
{
    if (incident->claims == NULL) {
        incident->claims = g_array_new(FALSE, TRUE, sizeof(MarchClaim));
    }
    g_array_append_val(incident->claims, claim);
}

/* How decimals are written: as the row's own position tells, else as the table's other
 * positions do. */
typedef enum { MARK_UNKNOWN, MARK_POINT, MARK_COMMA } DecimalMark;

static DecimalMark
decimal_mark(const MarchIncidentCells *cells)
{
    const char *lon = march_incident_cell(cells, MARCH_FIELD_LON);
    const char *lat = march_incident_cell(cells, MARCH_FIELD_LAT);

    if ((lon != NULL && strchr(lon, ',') != NULL) ||
        (lat != NULL && strchr(lat, ',') != NULL)) {
        return MARK_COMMA;
    }
    if ((lon != NULL && strchr(lon, '.') != NULL) ||
        (lat != NULL && strchr(lat, '.') != NULL)) {
        return MARK_POINT;
    }
    return cells->decimals != NULL && cells->decimals->has_commas ? MARK_COMMA
                                                                  : MARK_UNKNOWN;
}

/* Whether @mark stands once, before three figures. */
static gboolean
has_three_behind(const char *text, char mark)
{
    const char *found = strchr(text, mark);

    return found != NULL && strspn(found + 1, "0123456789") == 3 &&
           !g_ascii_isdigit(found[4]) && strchr(found + 1, mark) == NULL;
}

/* A comma before three figures stands for thousands in one country and for a decimal
   point in the next, and a point the other way round; a number of people is not guessed
   at. */
static gboolean
is_grouped(const MarchIncidentCells *cells, const char *text)
{
    gboolean is_comma = strchr(text, ',') != NULL || decimal_mark(cells) != MARK_COMMA;

    return has_three_behind(text, is_comma ? ',' : '.');
}

void
march_incident_note_decimals(const MarchIncidentCells *cells)
{
    if (!cells->decimals->has_commas && decimal_mark(cells) == MARK_COMMA) {
        cells->decimals->has_commas = TRUE;
    }
}

static void
number_report(MarchRowReport *report,
              MarchLocation where,
              const char *id,
              const char *text,
              gboolean is_grouped)
{
    march_row_report_add(
        report, MARCH_SEVERITY_ERROR, "bad-number", where, id,
        "\"%s\" is not a number of 0 or more%s; the symbol is drawn "
        "without a size",
        text,
        is_grouped ? ", as its comma or point may part thousands or decimals" : "");
}

void
march_incidents_check_decimals(MarchIncidents *incidents,
                               MarchMoment tolls_as_of,
                               MarchRowReport *report)
{
    for (guint row = 0; incidents->decimals.has_commas && row < incidents->rows->len;
         row++) {
        MarchIncident *incident = &g_array_index(incidents->rows, MarchIncident, row);
        gboolean is_changed = FALSE;

        for (guint i = march_incident_count_claims(incident); i > 0; i--) {
            MarchClaim *claim = &g_array_index(incident->claims, MarchClaim, i - 1);

            if (!claim->is_doubtful) {
                continue;
            }
            number_report(report, claim->where, incident->id, claim->text, TRUE);
            if (incident->value_text == NULL) {
                incident->value_text = g_strdup(claim->text);
            }
            march_claim_clear(claim);
            g_array_remove_index(incident->claims, i - 1);
            is_changed = TRUE;
        }
        if (is_changed) {
            march_incident_settle_claims(incident, tolls_as_of);
        }
    }
}

/* A number that is reported as not known says no more than an empty cell. */
static gboolean
is_not_known(const char *text)
{
    static const char *const WORDS[] = {
        "unknown", "not known", "unk", "not reported", "n/a", "na", "n.a.", "null",
        "-",       "–",         "—",   "--",           "?",   ".."};

    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        if (g_ascii_strcasecmp(text, WORDS[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The number in the cell of @field as it is written; NULL when there is none. */
static const char *
number_cell(const MarchIncidentCells *cells, MarchField field)
{
    const char *text = march_incident_cell(cells, field);

    return text != NULL && is_not_known(text) ? NULL : text;
}

/* One end of the range; what cannot be read leaves it as it is. */
static void
bound_read(const MarchIncidentCells *cells,
           const char *id,
           MarchField field,
           double *bound,
           MarchRowReport *report)
{
    const char *text = number_cell(cells, field);
    double number = 0;

    if (text == NULL) {
        return;
    }
    if (!is_grouped(cells, text) && march_incident_number_parse(text, &number) &&
        number >= 0) {
        *bound = number;
        return;
    }
    march_row_report_add(report, MARCH_SEVERITY_ERROR, "bad-number",
                         march_incident_cell_locate(cells, field), id,
                         "\"%s\" is not a number of 0 or more; the %s is not used",
                         text, march_field_name(field));
}

static void
range_read(const MarchIncidentCells *cells,
           const MarchIncident *incident,
           MarchClaim *claim,
           MarchRowReport *report)
{
    bound_read(cells, incident->id, MARCH_FIELD_VALUE_MIN, &claim->minimum, report);
    bound_read(cells, incident->id, MARCH_FIELD_VALUE_MAX, &claim->maximum, report);
    if (claim->minimum > claim->value || claim->maximum < claim->value) {
        march_row_report_add(
            report, MARCH_SEVERITY_ERROR, "bad-range",
            march_incident_cell_locate(cells, MARCH_FIELD_VALUE), incident->id,
            "%g does not lie between its minimum %g and maximum %g; the range is "
            "widened to it",
            claim->value, claim->minimum, claim->maximum);
        claim->minimum = MIN(claim->minimum, claim->value);
        claim->maximum = MAX(claim->maximum, claim->value);
    }
}

static void
reported_read(const MarchIncidentCells *cells,
              const MarchIncidentOptions *options,
              const MarchIncident *incident,
              MarchMoment *reported,
              MarchRowReport *report)
{
    const char *text = march_incident_cell(cells, MARCH_FIELD_REPORTED);
    MarchDate last = MARCH_DATE_NONE;

    if (text == NULL) {
        return;
    }
    if (!march_incident_dates_parse(text, reported, &last, NULL)) {
        march_row_report_add(report, MARCH_SEVERITY_ERROR, "bad-date",
                             march_incident_cell_locate(cells, MARCH_FIELD_REPORTED),
                             incident->id,
                             "\"%s\" is not a time such as 2021-04-30T08:00", text);
        *reported = MARCH_MOMENT_NONE;
        return;
    }
    if (!reported->has_time) {
        /* What was said in a month is surely known when the month is over. */
        reported->date = last;
    }
    if (reported->has_time && !reported->has_clock) {
        reported->has_clock = incident->moment.has_clock || options->has_clock;
        reported->offset =
            incident->moment.has_clock ? incident->moment.offset : options->clock;
    }
    if (march_date_is_given(incident->date) &&
        reported->date.day < incident->date.day - 1) {
        march_row_report_add(report, MARCH_SEVERITY_WARNING, "dates-out-of-order",
                             march_incident_cell_locate(cells, MARCH_FIELD_REPORTED),
                             incident->id,
                             "the claim of \"%s\" is older than the incident", text);
    }
}

static void
text_read(const MarchIncidentCells *cells,
          MarchIncident *incident,
          MarchLocation where,
          const char *text,
          MarchClaim *claim,
          MarchRowReport *report)
{
    double plain = 0;

    if (is_grouped(cells, text) ||
        !march_incident_claim_parse(text, &claim->value, &claim->minimum,
                                    &claim->maximum) ||
        claim->minimum < 0) {
        if (incident->value_text == NULL) {
            incident->value_text = g_strdup(text);
        }
        number_report(report, where, incident->id, text, is_grouped(cells, text));
        claim->value = NAN;
    } else if (!march_incident_number_parse(text, &plain)) {
        claim->text = g_strdup(text);
    } else if (cells->stream != NULL && has_three_behind(text, '.') &&
               decimal_mark(cells) == MARK_UNKNOWN) {
        /* Rows below may show that the table writes decimals with commas. */
        claim->is_doubtful = TRUE;
        claim->text = g_strdup(text);
    }
}

/* Columns of numbers that each are said by somebody else. */
static void
columns_read(const MarchIncidentCells *cells,
             const MarchIncidentOptions *options,
             MarchIncident *incident,
             MarchRowReport *report)
{
    for (gsize i = 0; options->claims != NULL && options->claims[i] != NULL; i += 2) {
        const char *text = march_incident_cells_get(cells, options->claims[i + 1]);
        MarchClaim claim = {.where = incident->where};

        if (text == NULL || is_not_known(text)) {
            incident->values_unknown += text != NULL ? 1 : 0;
            continue;
        }
        text_read(cells, incident, incident->where, text, &claim, report);
        if (!isnan(claim.value)) {
            claim.claimant = g_strdup(options->claims[i]);
            claim.source = g_strdup(march_incident_cell(cells, MARCH_FIELD_SOURCE));
            reported_read(cells, options, incident, &claim.reported, report);
            claim_add(incident, claim);
        }
    }
}

/* What a row without a value says by its bounds: from the least on, up to the most, or
   between the two, as the value would be written. NULL when it has none. */
static char *
bounds_text(const MarchIncidentCells *cells, MarchField *field)
{
    const char *least = number_cell(cells, MARCH_FIELD_VALUE_MIN);
    const char *most = number_cell(cells, MARCH_FIELD_VALUE_MAX);

    *field = least != NULL ? MARCH_FIELD_VALUE_MIN : MARCH_FIELD_VALUE_MAX;
    if (least != NULL) {
        return most == NULL && g_ascii_isdigit(*least) ? g_strconcat(">=", least, NULL)
                                                       : g_strdup(least);
    }
    return most != NULL && g_ascii_isdigit(*most) ? g_strconcat("0-", most, NULL)
                                                  : g_strdup(most);
}

void
march_incident_read_claims(const MarchIncidentCells *cells,
                           const MarchIncidentOptions *options,
                           MarchIncident *incident,
                           MarchRowReport *report)
{
    const char *text = number_cell(cells, MARCH_FIELD_VALUE);
    MarchField field = MARCH_FIELD_VALUE;
    g_autofree char *bounds = NULL;
    MarchClaim claim = {.where = incident->where};

    columns_read(cells, options, incident, report);
    if (options->claims != NULL) {
        return;
    }
    if (text == NULL) {
        bounds = bounds_text(cells, &field);
        text = bounds;
    }
    if (text == NULL) {
        incident->values_unknown +=
            march_incident_cell(cells, MARCH_FIELD_VALUE) != NULL ? 1 : 0;
        return;
    }
    claim.where = march_incident_cell_locate(cells, field);
    text_read(cells, incident, claim.where, text, &claim, report);
    if (isnan(claim.value)) {
        return;
    }
    range_read(cells, incident, &claim, report);
    claim.claimant = g_strdup(march_incident_cell(cells, MARCH_FIELD_CLAIMANT));
    claim.source = g_strdup(march_incident_cell(cells, MARCH_FIELD_SOURCE));
    reported_read(cells, options, incident, &claim.reported, report);
    claim_add(incident, claim);
}
