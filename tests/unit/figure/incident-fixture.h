/* SPDX-License-Identifier: MIT */
/** Tables of incidents written and read for a test. */
#ifndef MARCH_TEST_INCIDENT_FIXTURE_H
#define MARCH_TEST_INCIDENT_FIXTURE_H

#include <glib/gstdio.h>

#include "incidents/incidents.h"

static void
incident_fixture_free(gpointer data)
{
    march_incidents_free(data);
}

/* The table of @text, read from a file that is removed again; (transfer full). */
static MarchIncidents *
incident_fixture_read(const char *text)
{
    g_autofree char *folder = g_dir_make_tmp("march-incidents-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "t.csv", NULL);
    g_autoptr(GError) error = NULL;
    MarchIncidentOptions options;
    MarchIncidents *incidents;

    march_incident_options_init(&options);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    incidents = march_incidents_read(path, &options, NULL, &error);
    g_assert_no_error(error);
    g_unlink(path);
    g_rmdir(folder);
    return incidents;
}

/* The tables of NULL-ended @texts; (transfer full). */
G_GNUC_UNUSED static GPtrArray *
incident_fixture_tables(const char *const *texts)
{
    GPtrArray *tables = g_ptr_array_new_with_free_func(incident_fixture_free);

    for (; *texts != NULL; texts++) {
        g_ptr_array_add(tables, incident_fixture_read(*texts));
    }
    return tables;
}

#endif
