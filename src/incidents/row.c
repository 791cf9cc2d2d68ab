/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "country.h"
#include "read-private.h"
#include "schema.h"
#include "when.h"

static char *
actors_join(const MarchIncidentCells *cells)
{
    const char *first = march_incident_cell(cells, MARCH_FIELD_ACTOR);
    const char *second = march_incident_cell(cells, MARCH_FIELD_ACTOR2);

    if (first == NULL || second == NULL) {
        return g_strdup(first != NULL ? first : second);
    }
    return g_strdup_printf("%s; %s", first, second);
}

/* Text that would be a formula in a spreadsheet or markup in a page. */
static gboolean
is_code(const char *text)
{
    const char *bracket = strchr(text, '<');

    if ((*text == '=' || *text == '@' || *text == '+' || *text == '-') &&
        strchr(text, '(') != NULL) {
        return TRUE;
    }
    while (bracket != NULL && !g_ascii_isalpha(bracket[1]) && bracket[1] != '/' &&
           bracket[1] != '!') {
        bracket = strchr(bracket + 1, '<');
    }
    return bracket != NULL && strchr(bracket, '>') != NULL;
}

static void
texts_check(const MarchIncidentCells *cells, const char *id, MarchRowReport *report)
{
    static const MarchField TEXTS[] = {
        MARCH_FIELD_ID,    MARCH_FIELD_PLACE,    MARCH_FIELD_TYPE, MARCH_FIELD_ACTOR,
        MARCH_FIELD_LABEL, MARCH_FIELD_CLAIMANT, MARCH_FIELD_TEXT, MARCH_FIELD_SOURCE};

    for (gsize i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        const char *text = march_incident_cell(cells, TEXTS[i]);

        if (text != NULL && is_code(text)) {
            g_autofree char *start =
                g_utf8_make_valid(text, (gssize)MIN(strlen(text), 40));

            march_row_report_add(
                report, MARCH_SEVERITY_WARNING, "markup-in-cell",
                march_incident_cell_locate(cells, TEXTS[i]), id,
                "the %s \"%s\" holds a formula or markup; it is shown as plain text",
                march_field_name(TEXTS[i]), start);
        }
    }
}

/* GDELT writes a place with what it lies in: "Isfana, Batken, Kyrgyzstan", as its type
 * says; anything else stays one name. */
static void
gdelt_names_part(const MarchIncidentCells *cells, MarchIncident *incident)
{
    static const guint PARTS[] = {
        ['1'] = 1, ['2'] = 2, ['3'] = 3, ['4'] = 3, ['5'] = 2};
    const char *type = march_incident_cell(cells, MARCH_FIELD_PRECISION);
    g_auto(GStrv) parts =
        incident->place != NULL ? g_strsplit(incident->place, ", ", -1) : NULL;
    guint count = parts != NULL ? g_strv_length(parts) : 0;

    if (count == 0 || type == NULL || strlen(type) != 1 || type[0] < '1' ||
        type[0] > '5' || PARTS[(guchar)type[0]] != count || incident->country != NULL) {
        return;
    }
    incident->country = g_strdup(parts[count - 1]);
    if (count > 1) {
        incident->region = g_strdup(parts[count - 2]);
    }
    g_clear_pointer(&incident->place, g_free);
    if (count > 2 || march_incident_cell(cells, MARCH_FIELD_LAT) != NULL) {
        incident->place = g_strdup(parts[0]);
    }
}

static void
texts_read(const MarchIncidentCells *cells, MarchIncident *incident)
{
    const char *type = march_incident_cell(cells, MARCH_FIELD_TYPE);

    incident->place = g_strdup(march_incident_cell(cells, MARCH_FIELD_PLACE));
    incident->country = g_strdup(march_incident_cell(cells, MARCH_FIELD_COUNTRY));
    incident->region = g_strdup(march_incident_cell(cells, MARCH_FIELD_REGION));
    incident->district = g_strdup(march_incident_cell(cells, MARCH_FIELD_DISTRICT));
    if (cells->schema == MARCH_SCHEMA_GDELT) {
        gdelt_names_part(cells, incident);
    }
    incident->type =
        type != NULL ? g_strdup(march_schema_type_name(cells->schema, type)) : NULL;
    incident->actor = actors_join(cells);
    incident->text = g_strdup(march_incident_cell(cells, MARCH_FIELD_TEXT));
    incident->source = g_strdup(march_incident_cell(cells, MARCH_FIELD_SOURCE));
    incident->label = g_strdup(march_incident_cell(cells, MARCH_FIELD_LABEL));
    incident->symbol = g_strdup(march_incident_cell(cells, MARCH_FIELD_SYMBOL));
}

gboolean
march_incident_is_wanted(const char *const *wanted, const char *text, gboolean is_part)
{
    g_autofree char *folded = text != NULL ? g_utf8_casefold(text, -1) : NULL;

    if (wanted == NULL || *wanted == NULL) {
        return TRUE;
    }
    for (; folded != NULL && *wanted != NULL; wanted++) {
        g_autofree char *want = g_utf8_casefold(*wanted, -1);

        if (is_part ? strstr(folded, want) != NULL : strcmp(folded, want) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Whether any day from @first to @last is asked for. */
static gboolean
is_in_dates(const MarchIncidentOptions *options, MarchDate first, MarchDate last)
{
    MarchDateRange dates = options->dates;

    return (!march_date_is_given(dates.from) || last.day >= dates.from.day) &&
           (!march_date_is_given(dates.to) || first.day < dates.to.day);
}

/* TRUE when the date alone leaves the row out: nothing else of it is then read. */
static gboolean
is_of_another_time(const MarchIncidentOptions *options, const MarchIncidentWhen *when)
{
    return when->is_read && march_incident_has_dates(options) &&
           !options->is_shown_at_clock &&
           !is_in_dates(options, when->first.date, when->last);
}

/* Whether nobody could know of the incident then: all of the time in which it may have
 * happened is later. Where its clock is not known, both are taken as written. */
static gboolean
is_later_than(const MarchIncident *incident, MarchMoment as_of)
{
    if (!march_date_is_given(as_of.date) || !march_date_is_given(incident->date)) {
        return FALSE;
    }
    as_of.has_clock = as_of.has_clock && incident->moment.has_clock;
    return march_moment_first_minute(incident->moment) >
           march_moment_last_minute(as_of);
}

/* TRUE when the position alone leaves the row out. */
static gboolean
is_outside(const MarchIncidentCells *cells, const MarchBox *box)
{
    const char *lon_text;
    const char *lat_text;
    MarchLonLat at;

    if (box == NULL) {
        return FALSE;
    }
    if (cells->position != NULL) {
        return !march_box_contains(*box, *cells->position);
    }
    lon_text = march_incident_cell(cells, MARCH_FIELD_LON);
    lat_text = march_incident_cell(cells, MARCH_FIELD_LAT);
    return lon_text != NULL && lat_text != NULL &&
           march_incident_number_parse(lat_text, &at.lat) &&
           march_incident_number_parse(lon_text, &at.lon) && fabs(at.lat) <= 90 &&
           fabs(at.lon) <= 180 && (fabs(at.lat) > 0 || fabs(at.lon) > 0) &&
           !march_box_contains(*box, at);
}

/* What becomes of a row: what left it out, or one of these. */
#define ROW_KEPT (-1)
#define ROW_LOST (-2)

static int
incident_read(MarchIncidents *incidents,
              const MarchIncidentCells *cells,
              const MarchIncidentOptions *options,
              const MarchIncidentWhen *when,
              MarchIncident *incident,
              MarchRowReport *report)
{
    texts_read(cells, incident);
    if (options->types != NULL) {
        march_incidents_see(incidents->types_seen, incident->type);
    }
    if (options->actors != NULL) {
        march_incidents_see(incidents->actors_seen, incident->actor);
    }
    if (!march_incident_is_wanted(options->types, incident->type, FALSE)) {
        return MARCH_CHOICE_TYPE;
    }
    if (!march_incident_is_wanted(options->actors, incident->actor, TRUE)) {
        return MARCH_CHOICE_ACTOR;
    }
    if (!march_incident_read_position(cells, incident, report) ||
        !march_incident_when_use(when, cells, options, incident, report)) {
        return ROW_LOST;
    }
    if (march_incident_has_dates(options) &&
        !is_in_dates(options, incident->date, incident->last_date)) {
        return MARCH_CHOICE_DATE;
    }
    if (is_later_than(incident, options->tolls_as_of)) {
        return MARCH_CHOICE_MOMENT;
    }
    texts_check(cells, incident->id, report);
    march_incident_read_claims(cells, options, incident, report);
    march_incident_settle_claims(incident, options->tolls_as_of);
    return options->accept == NULL ||
                   options->accept(incident, cells, options->accept_data)
               ? ROW_KEPT
               : MARCH_CHOICE_EXPRESSION;
}

/* Sets the code of the row's country; each spelling is looked up once. */
static void
country_read(MarchIncidents *incidents,
             const MarchIncidentCells *cells,
             MarchIncident *incident)
{
    const char *code;

    if (incident->country == NULL) {
        return;
    }
    code = g_hash_table_lookup(incidents->countries, incident->country);
    if (code == NULL) {
        code = march_incident_country_parse(
            incident->country, march_incident_cell_column(cells, MARCH_FIELD_COUNTRY));
        code = code != NULL ? code : "";
        g_hash_table_insert(incidents->countries, g_strdup(incident->country),
                            (gpointer)(guintptr)code);
    }
    g_strlcpy(incident->country_code, code, sizeof incident->country_code);
    if (incident->is_located && incident->precision >= MARCH_PRECISION_DISTRICT) {
        g_strlcpy(incident->unit_country, code, sizeof incident->unit_country);
    }
}

static void
choice_count(MarchIncidents *incidents, MarchIncidentChoice choice)
{
    incidents->tally.by[choice]++;
    if (choice == MARCH_CHOICE_BOX) {
        incidents->tally.outside++;
    } else {
        incidents->tally.filtered++;
    }
}

/* TRUE when the row is a further claim about an incident that was read. */
static gboolean
claim_add(MarchIncidents *incidents,
          const MarchIncidentCells *cells,
          const MarchIncidentOptions *options,
          MarchRowReport *report)
{
    const char *id = march_incident_cell(cells, MARCH_FIELD_ID);
    gpointer found = NULL;
    MarchIncident *incident;

    if (id == NULL || incidents->by_id == NULL ||
        !g_hash_table_lookup_extended(incidents->by_id, id, NULL, &found)) {
        return FALSE;
    }
    if (GPOINTER_TO_INT(found) < 0) {
        choice_count(incidents, (MarchIncidentChoice)(-1 - GPOINTER_TO_INT(found)));
        return TRUE;
    }
    incident = &g_array_index(incidents->rows, MarchIncident, GPOINTER_TO_UINT(found));
    texts_check(cells, id, report);
    march_incident_read_claims(cells, options, incident, report);
    march_incident_settle_claims(incident, options->tolls_as_of);
    incident->rows++;
    incidents->tally.claims++;
    return TRUE;
}

/* Rows that share an id are claims about one incident when the table has claimants. The
 * index of the incident is kept, or -1 less what left its row out. */
static void
id_remember(MarchIncidents *incidents, const char *id, int fate)
{
    if (incidents->by_id != NULL && fate != ROW_LOST) {
        int kept = fate == ROW_KEPT ? (int)incidents->rows->len - 1 : -1 - fate;

        g_hash_table_insert(incidents->by_id, g_strdup(id), GINT_TO_POINTER(kept));
    }
}

/* A row that its date or its position alone leaves out. */
static void
row_leave_out(MarchIncidents *incidents, const char *id, MarchIncidentChoice choice)
{
    choice_count(incidents, choice);
    id_remember(incidents, id != NULL ? id : "", (int)choice);
}

void
march_incidents_add_row(MarchIncidents *incidents,
                        const MarchIncidentCells *cells,
                        const MarchIncidentOptions *options,
                        MarchRowReport *report)
{
    MarchIncidentWhen when = march_incident_when_read(cells);
    const char *id = march_incident_cell(cells, MARCH_FIELD_ID);
    MarchIncident incident = {.date = MARCH_DATE_NONE, .rows = 1};
    int fate;

    incidents->tally.rows++;
    if (cells->decimals != NULL) {
        march_incident_note_decimals(cells);
    }
    if (claim_add(incidents, cells, options, report)) {
        return;
    }
    if (is_of_another_time(options, &when)) {
        row_leave_out(incidents, id, MARCH_CHOICE_DATE);
        return;
    }
    if (is_outside(cells, options->box)) {
        row_leave_out(incidents, id, MARCH_CHOICE_BOX);
        return;
    }
    incident.id =
        id != NULL ? g_strdup(id) : g_strdup_printf("row-%u", incidents->tally.rows);
    incident.where = march_incident_cell_locate(cells, MARCH_FIELD_ID);
    incident.where.column = cells->stream != NULL ? 1 : 0;
    fate = incident_read(incidents, cells, options, &when, &incident, report);
    if (fate == ROW_KEPT) {
        country_read(incidents, cells, &incident);
        g_array_append_val(incidents->rows, incident);
        id_remember(incidents, incident.id, fate);
        return;
    }
    if (fate == ROW_LOST) {
        march_incidents_lose(incidents, incident.where, id, when.text, incident.place,
                             report);
    } else {
        row_leave_out(incidents, incident.id, (MarchIncidentChoice)fate);
    }
    march_incident_clear(&incident);
}
