/* SPDX-License-Identifier: MIT */
#include "incident-table.h"

#include <string.h>

typedef enum {
    COLUMN_NUMBER,
    COLUMN_ID,
    COLUMN_DATE,
    COLUMN_PLACE,
    COLUMN_TYPE,
    COLUMN_ACTOR,
    COLUMN_VALUE,
    COLUMN_CLAIMS,
    COLUMN_KNOWN,
    COLUMN_ROWS,
    COLUMN_LAT,
    COLUMN_LON,
    COLUMN_TEXT,
    COLUMN_SOURCE,
    N_COLUMNS,
} Column;

static const char *const HEADINGS[N_COLUMNS] = {
    "Number", "Id",       "Date", "Place",    "Type",      "Actor", "Value",
    "Claims", "Location", "Rows", "Latitude", "Longitude", "Event", "Source"};

/* The words of one row. */
typedef struct {
    char *cells[N_COLUMNS]; /* NULL: empty */
    guint number;
} Row;

/* Where a row of the table comes from. */
typedef struct {
    guint set, row;
} Origin;

struct MarchIncidentTable {
    GPtrArray *incidents;
    MarchIncidentShow *show;
    GArray *origins; /* of Origin: what is shown first */
    GPtrArray *rest; /* of Row: rows of the data that are no incident held */
    char *value_label;
    GPtrArray *measures; /* (nullable) of char* (nullable): what each table's count */
    guint n_shown;
};

static void
row_clear(Row *row)
{
    for (guint i = 0; i < N_COLUMNS; i++) {
        g_free(row->cells[i]);
    }
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Row, row_clear)

static char *
number_text(double number, const char *format)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    return g_strdup(g_ascii_formatd(buffer, sizeof buffer, format, number));
}

/* How well the place is known, and what became of the incident for it. */
static char *
known_text(const MarchIncident *incident,
           const MarchIncidentRowFate *fate,
           const MarchIncidentShow *show)
{
    const MarchIncidentUnit *unit =
        fate->unit != G_MAXUINT ? march_incident_show_get_unit(show, fate->unit) : NULL;

    switch (fate->fate) {
    case MARCH_FATE_POINT:
        if (incident->is_name_guessed) {
            return g_strdup_printf(
                "within %.0f km of %s, the nearest name that is known",
                MAX(incident->precision_km, 1), incident->located_by);
        }
        return incident->precision == MARCH_PRECISION_NEAR
                   ? g_strdup_printf("within %.0f km of the place",
                                     MAX(incident->precision_km, 1))
                   : g_strdup("at the place");
    case MARCH_FATE_BADGE:
    case MARCH_FATE_MARGIN:
        return g_strdup_printf("only to a %s%s%s", march_precision_name(unit->level),
                               unit->name != NULL ? ": " : "",
                               unit->name != NULL ? unit->name : "");
    case MARCH_FATE_OUTSIDE:
        return g_strdup("not shown: outside the map");
    case MARCH_FATE_UNPLACED:
        return g_strdup("not shown: place not found");
    }
    g_assert_not_reached();
}

/* Who says what and, where tables count different things, of what. */
static char *
claims_text(const MarchIncidentTable *table, guint set, const MarchIncident *incident)
{
    g_autofree char *claims = march_incident_describe_claims(incident);
    const char *measure =
        table->measures != NULL ? g_ptr_array_index(table->measures, set) : NULL;

    if (claims == NULL || measure == NULL) {
        return g_steal_pointer(&claims);
    }
    return g_strdup_printf("%s: %s", measure, claims);
}

static void
row_make(const MarchIncidentTable *table, guint index, Row *row)
{
    const Origin *origin = &g_array_index(table->origins, Origin, index);
    const MarchIncident *incident = march_incidents_get(
        g_ptr_array_index(table->incidents, origin->set), origin->row);
    const MarchIncidentRowFate *fate =
        march_incident_show_get(table->show, origin->set, origin->row);

    *row = (Row){.number = fate->number};
    if (fate->number > 0) {
        row->cells[COLUMN_NUMBER] = g_strdup_printf("%u", fate->number);
    }
    row->cells[COLUMN_ID] = g_strdup(incident->id);
    row->cells[COLUMN_DATE] = march_date_is_given(incident->date)
                                  ? march_incident_date_to_iso(incident)
                                  : g_strdup(incident->date_text);
    row->cells[COLUMN_PLACE] = g_strdup(incident->place);
    row->cells[COLUMN_TYPE] = g_strdup(incident->type);
    row->cells[COLUMN_ACTOR] = g_strdup(incident->actor);
    row->cells[COLUMN_VALUE] = incident->has_value
                                   ? number_text(incident->value, "%.10g")
                                   : g_strdup(incident->value_text);
    row->cells[COLUMN_CLAIMS] = claims_text(table, origin->set, incident);
    row->cells[COLUMN_KNOWN] = known_text(incident, fate, table->show);
    row->cells[COLUMN_ROWS] = g_strdup_printf("%u", incident->rows);
    if (incident->is_located && fate->unit == G_MAXUINT) {
        row->cells[COLUMN_LAT] = number_text(incident->position.lat, "%.5f");
        row->cells[COLUMN_LON] = number_text(incident->position.lon, "%.5f");
    }
    row->cells[COLUMN_TEXT] = g_strdup(incident->text);
    row->cells[COLUMN_SOURCE] = g_strdup(incident->source);
}

/* Adds the rows that are shown, or those that are not. */
static void
rows_add(MarchIncidentTable *table, gboolean shown)
{
    for (guint i = 0; i < table->incidents->len; i++) {
        MarchIncidents *set = g_ptr_array_index(table->incidents, i);

        for (guint row = 0; row < march_incidents_count(set); row++) {
            const Origin origin = {i, row};

            if ((march_incident_show_get(table->show, i, row)->number > 0) == shown) {
                g_array_append_val(table->origins, origin);
            }
        }
    }
}

static void
row_free(gpointer data)
{
    row_clear(data);
    g_free(data);
}

/* A line for @rows rows of the data that are no incident; takes @why. */
static Row *
rest_add(MarchIncidentTable *table, guint rows, char *why)
{
    Row *row = g_new0(Row, 1);

    row->cells[COLUMN_KNOWN] = why;
    row->cells[COLUMN_ROWS] = g_strdup_printf("%u", rows);
    g_ptr_array_add(table->rest, row);
    return row;
}

/* Rows that cannot be used by themselves, those that were not asked for in one line. */
static void
rest_collect(MarchIncidentTable *table, const MarchIncidents *incidents)
{
    MarchIncidentTally tally = march_incidents_get_tally(incidents);
    guint named = march_incidents_count_losses(incidents);

    for (guint i = 0; i < named; i++) {
        const MarchIncidentLoss *loss = march_incidents_get_loss(incidents, i);
        Row *row =
            rest_add(table, 1,
                     g_strdup_printf("not used: line %d of the data is wrong (%s)",
                                     loss->where.line, loss->code));

        row->cells[COLUMN_ID] = g_strdup(loss->id);
        row->cells[COLUMN_DATE] = g_strdup(loss->date);
        row->cells[COLUMN_PLACE] = g_strdup(loss->place);
    }
    if (tally.lost > named) {
        (void)rest_add(table, tally.lost - named,
                       g_strdup("not used: more rows of the data that are wrong"));
    }
    for (guint by = 0; by < MARCH_N_CHOICES; by++) {
        if (tally.by[by] > 0) {
            (void)rest_add(
                table, tally.by[by],
                g_strdup_printf("not shown: left out by the filter (%s)",
                                march_incident_choice_name((MarchIncidentChoice)by)));
        }
    }
}

MarchIncidentTable *
march_incident_table_new(GPtrArray *incidents,
                         MarchIncidentShow *show,
                         const char *value_label)
{
    MarchIncidentTable *table = g_new0(MarchIncidentTable, 1);

    table->incidents = g_ptr_array_ref(incidents);
    table->show = march_incident_show_ref(show);
    table->origins = g_array_new(FALSE, FALSE, sizeof(Origin));
    table->value_label = g_strdup(value_label);
    rows_add(table, TRUE);
    table->n_shown = table->origins->len;
    rows_add(table, FALSE);
    table->rest = g_ptr_array_new_with_free_func(row_free);
    for (guint i = 0; i < incidents->len; i++) {
        rest_collect(table, g_ptr_array_index(incidents, i));
    }
    return table;
}

void
march_incident_table_free(MarchIncidentTable *table)
{
    if (table == NULL) {
        return;
    }
    g_array_unref(table->origins);
    g_ptr_array_unref(table->rest);
    march_incident_show_free(table->show);
    g_ptr_array_unref(table->incidents);
    g_free(table->value_label);
    g_clear_pointer(&table->measures, g_ptr_array_unref);
    g_free(table);
}

guint
march_incident_table_count(const MarchIncidentTable *table)
{
    return table->origins->len;
}

void
march_incident_table_name_measures(MarchIncidentTable *table,
                                   const MarchMeasures *measures)
{
    g_clear_pointer(&table->measures, g_ptr_array_unref);
    table->measures = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < table->incidents->len; i++) {
        const MarchMeasure *measure = march_measures_get(measures, i);

        g_ptr_array_add(table->measures,
                        measure != NULL ? g_strdup(measure->words) : NULL);
    }
}

guint
march_incident_table_count_shown(const MarchIncidentTable *table)
{
    return table->n_shown;
}

static const char *
heading(const MarchIncidentTable *table, Column column)
{
    return column == COLUMN_VALUE && table->value_label != NULL ? table->value_label
                                                                : HEADINGS[column];
}

/* Spreadsheets run what begins like this, also after quotes. Our own numbers are
 * safe, though they may begin with a minus. */
static gboolean
looks_like_formula(Column column, const char *cell)
{
    return column != COLUMN_LAT && column != COLUMN_LON &&
           strchr("=+-@\t\r\n|%", cell[0]) != NULL;
}

static void
csv_cell_append(GString *csv, Column column, const char *cell)
{
    gboolean is_quoted = strpbrk(cell, ",\"\r\n;\t'") != NULL;
    gboolean is_formula = *cell != '\0' && looks_like_formula(column, cell);

    if (!is_quoted && !is_formula) {
        g_string_append(csv, cell);
        return;
    }
    g_string_append(csv, is_formula ? "\"'" : "\"");
    for (const char *letter = cell; *letter != '\0'; letter++) {
        g_string_append(csv, *letter == '"' ? "\"\"" : "");
        if (*letter != '"') {
            g_string_append_c(csv, *letter);
        }
    }
    g_string_append_c(csv, '"');
}

static void
csv_row_append(GString *csv, const Row *row)
{
    for (guint i = 0; i < N_COLUMNS; i++) {
        g_string_append(csv, i > 0 ? "," : "");
        csv_cell_append(csv, (Column)i, row->cells[i] != NULL ? row->cells[i] : "");
    }
    g_string_append_c(csv, '\n');
}

char *
march_incident_table_to_csv(const MarchIncidentTable *table)
{
    GString *csv = g_string_new(NULL);

    for (guint i = 0; i < N_COLUMNS; i++) {
        g_string_append(csv, i > 0 ? "," : "");
        csv_cell_append(csv, COLUMN_ID, heading(table, (Column)i));
    }
    g_string_append_c(csv, '\n');
    for (guint i = 0; i < table->origins->len; i++) {
        g_auto(Row) row = {0};

        row_make(table, i, &row);
        csv_row_append(csv, &row);
    }
    for (guint i = 0; i < table->rest->len; i++) {
        csv_row_append(csv, g_ptr_array_index(table->rest, i));
    }
    return g_string_free(csv, FALSE);
}

/* That every line stands for one row of the data needs no column. */
static void
columns_mark_used(const Row *row, gboolean used[N_COLUMNS])
{
    for (guint i = 0; i < N_COLUMNS; i++) {
        const char *cell = row->cells[i];

        used[i] = used[i] || (cell != NULL && *cell != '\0' &&
                              (i != COLUMN_ROWS || strcmp(cell, "1") != 0));
    }
}

static void
columns_find_used(const MarchIncidentTable *table, gboolean used[N_COLUMNS])
{
    for (guint i = 0; i < table->origins->len; i++) {
        g_auto(Row) row = {0};

        row_make(table, i, &row);
        columns_mark_used(&row, used);
    }
    for (guint i = 0; i < table->rest->len; i++) {
        columns_mark_used(g_ptr_array_index(table->rest, i), used);
    }
}

static void
html_element_append(GString *html,
                    const char *open,
                    const char *text,
                    const char *close)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *escaped = g_markup_escape_text(valid, -1);

    g_string_append_printf(html, "%s%s%s", open, escaped, close);
}

static void
html_row_append(GString *html, const Row *row, const gboolean *used)
{
    g_string_append(html, row->number > 0 ? "<tr id=\"incident-" : "<tr");
    if (row->number > 0) {
        g_string_append_printf(html, "%u\"", row->number);
    }
    g_string_append(html, ">");
    for (guint i = 0; i < N_COLUMNS; i++) {
        const char *cell = row->cells[i] != NULL ? row->cells[i] : "";

        if (!used[i]) {
            continue;
        }
        if (i == COLUMN_NUMBER) {
            html_element_append(html, "<th scope=\"row\">", cell, "</th>");
        } else {
            html_element_append(html, "<td>", cell, "</td>");
        }
    }
    g_string_append(html, "</tr>\n");
}

char *
march_incident_table_to_html(const MarchIncidentTable *table, const char *caption)
{
    GString *html = g_string_new("<table class=\"incidents\">\n");
    gboolean used[N_COLUMNS] = {FALSE};

    columns_find_used(table, used);
    if (caption != NULL) {
        html_element_append(html, "<caption>", caption, "</caption>\n");
    }
    g_string_append(html, "<thead>\n<tr>");
    for (guint i = 0; i < N_COLUMNS; i++) {
        if (used[i]) {
            html_element_append(html, "<th scope=\"col\">", heading(table, (Column)i),
                                "</th>");
        }
    }
    g_string_append(html, "</tr>\n</thead>\n<tbody>\n");
    for (guint i = 0; i < table->origins->len; i++) {
        g_auto(Row) row = {0};

        row_make(table, i, &row);
        html_row_append(html, &row, used);
    }
    for (guint i = 0; i < table->rest->len; i++) {
        html_row_append(html, g_ptr_array_index(table->rest, i), used);
    }
    g_string_append(html, "</tbody>\n</table>\n");
    return g_string_free(html, FALSE);
}

static void
text_row_append(GString *text, const MarchIncidentTable *table, const Row *row)
{
    static const Column WORDS[] = {COLUMN_DATE, COLUMN_PLACE, COLUMN_TYPE};
    const char *value = row->cells[COLUMN_CLAIMS] != NULL ? row->cells[COLUMN_CLAIMS]
                                                          : row->cells[COLUMN_VALUE];

    g_string_append_printf(text, "%s%u.", text->len > 0 ? "\n" : "", row->number);
    for (gsize i = 0; i < G_N_ELEMENTS(WORDS); i++) {
        const char *cell = row->cells[WORDS[i]];

        if (cell != NULL && *cell != '\0') {
            g_string_append_printf(text, " %s,", cell);
        }
    }
    if (value != NULL) {
        g_string_append_printf(text, " %s%s%s,",
                               table->value_label != NULL ? table->value_label : "",
                               table->value_label != NULL ? ": " : "", value);
    }
    g_string_append_printf(text, " %s.", row->cells[COLUMN_KNOWN]);
}

char *
march_incident_table_to_text(const MarchIncidentTable *table, guint limit)
{
    GString *text = g_string_new(NULL);
    guint told = MIN(limit, table->n_shown);

    for (guint i = 0; i < told; i++) {
        g_auto(Row) row = {0};

        row_make(table, i, &row);
        text_row_append(text, table, &row);
    }
    if (table->n_shown > told) {
        g_string_append_printf(text, "%sand %u more incidents.", told > 0 ? "\n" : "",
                               table->n_shown - told);
    }
    return g_string_free(text, FALSE);
}
