/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/csv.h"
#include "read-private.h"

static const MarchProperty *
property_find(const MarchFeature *feature, const char *name)
{
    for (guint i = 0; i < feature->properties->len; i++) {
        const MarchProperty *property =
            &g_array_index(feature->properties, MarchProperty, i);

        if (march_csv_names_match(property->key, name)) {
            return property;
        }
    }
    return NULL;
}

static const MarchProperty *
field_find(const MarchIncidentCells *cells, MarchField field)
{
    const char *name = march_incident_columns_get(cells->named, field);
    const MarchProperty *property = NULL;

    if (name != NULL) {
        return property_find(cells->feature, name);
    }
    for (const char *const *alias = march_field_aliases(field, cells->schema);
         *alias != NULL && property == NULL; alias++) {
        property = property_find(cells->feature, *alias);
    }
    return property;
}

static const char *
property_to_text(const MarchIncidentCells *cells, const MarchProperty *property)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    char *text;

    switch (property->value.type) {
    case MARCH_VALUE_STRING:
        return property->value.as.string;
    case MARCH_VALUE_NUMBER:
        text = g_strdup(
            g_ascii_formatd(buffer, sizeof buffer, "%.12g", property->value.as.number));
        g_ptr_array_add(cells->texts, text);
        return text;
    case MARCH_VALUE_BOOLEAN:
        return property->value.as.boolean ? "true" : "false";
    case MARCH_VALUE_NULL:
    case MARCH_VALUE_COLOR:
    case MARCH_VALUE_ARRAY:
    case MARCH_VALUE_OBJECT:
    default:
        return NULL;
    }
}

const char *
march_incident_cell(const MarchIncidentCells *cells, MarchField field)
{
    const char *cell = NULL;

    if (cells->stream != NULL) {
        cell = cells->columns[field] < 0
                   ? NULL
                   : march_csv_stream_get(cells->stream, (guint)cells->columns[field]);
    } else {
        const MarchProperty *property = field_find(cells, field);

        cell = property != NULL ? property_to_text(cells, property) : NULL;
    }
    return cell != NULL && *cell != '\0' ? cell : NULL;
}

const char *
march_incident_cell_column(const MarchIncidentCells *cells, MarchField field)
{
    const MarchProperty *property;

    if (cells->stream != NULL) {
        return cells->columns[field] < 0
                   ? NULL
                   : march_csv_stream_get_header(cells->stream,
                                                 (guint)cells->columns[field]);
    }
    property = field_find(cells, field);
    return property != NULL ? property->key : NULL;
}

MarchLocation
march_incident_cell_locate(const MarchIncidentCells *cells, MarchField field)
{
    if (cells->stream == NULL) {
        MarchLocation where = cells->feature->where;

        /* How a database is reached may hold a password. */
        if (where.file != NULL && g_str_has_prefix(where.file, "PG:")) {
            where.file = "(database)";
        }
        return where;
    }
    return march_csv_stream_locate(
        cells->stream, cells->columns[field] < 0 ? 0 : (guint)cells->columns[field]);
}

const char *
march_incident_cells_get(const MarchIncidentCells *cells, const char *name)
{
    const char *cell = NULL;

    if (cells->stream != NULL) {
        int column = march_csv_stream_find_column(cells->stream, name);

        cell = column < 0 ? NULL : march_csv_stream_get(cells->stream, (guint)column);
    } else {
        const MarchProperty *property = property_find(cells->feature, name);

        cell = property != NULL ? property_to_text(cells, property) : NULL;
    }
    return cell != NULL && *cell != '\0' ? cell : NULL;
}

gboolean
march_incident_cells_has(const MarchIncidentCells *cells, const char *name)
{
    return cells->stream != NULL
               ? march_csv_stream_find_column(cells->stream, name) >= 0
               : property_find(cells->feature, name) != NULL;
}

void
march_incident_cells_list(const MarchIncidentCells *cells, GPtrArray *columns)
{
    guint count = cells->stream != NULL ? march_csv_stream_count_columns(cells->stream)
                                        : cells->feature->properties->len;

    for (guint i = 0; i < count; i++) {
        const char *name =
            cells->stream != NULL
                ? march_csv_stream_get_header(cells->stream, i)
                : g_array_index(cells->feature->properties, MarchProperty, i).key;

        g_ptr_array_add(columns, g_strdup(name));
    }
}

void
march_incidents_note_columns(MarchIncidents *incidents, const MarchIncidentCells *cells)
{
    for (guint field = 0; field < MARCH_N_FIELDS; field++) {
        const char *column = march_incident_cell_column(cells, field);

        if (column != NULL) {
            g_ptr_array_add(incidents->columns, g_strdup(march_field_name(field)));
            g_ptr_array_add(incidents->columns, g_strdup(column));
        }
    }
}
