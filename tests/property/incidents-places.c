/* SPDX-License-Identifier: MIT */
/* Where a row of a table lies does not depend on the order of the rows. */
#include "base/data-path.h"
#include "figure/places.h"
#include "figure/session.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROUNDS     60
#define NAMES_MOST 12

/* Names of several places each, of one, and of what they may lie in. */
static const char *const NAMES[] = {
    "Dostuk",    "Buston",     "La Paz",   "Vorukh",    "Isfara",
    "San José",  "Mexico",     "Bolivia",  "Texas",     "Springfield",
    "Batken",    "Santa Cruz", "Honduras", "Ohio",      "Córdoba",
    "Argentina", "Spain",      "San Juan", "Costa Rica"};

typedef struct {
    MarchSession *session;
    MarchGazetteer *gazetteer;
    MarchSpec *spec;
    char *folder, *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
    static const char FIGURE[] = "figure: 1\nincidents: t.csv\noutput: x.png\n";
    g_autofree char *data = march_data_path(NULL, NULL);
    g_autoptr(GError) error = NULL;

    (void)unused;
    fixture->session = march_session_new(data, &error);
    g_assert_no_error(error);
    fixture->spec =
        march_spec_parse(FIGURE, strlen(FIGURE), "figure.yaml", NULL, NULL, &error);
    g_assert_no_error(error);
    fixture->gazetteer = march_session_get_gazetteer(
        fixture->session, fixture->spec->gazetteers, NULL, &error);
    g_assert_no_error(error);
    fixture->folder = g_dir_make_tmp("march-places-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, "t.csv", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    march_spec_free(fixture->spec);
    march_session_free(fixture->session);
    g_remove(fixture->path);
    g_rmdir(fixture->folder);
    g_free(fixture->path);
    g_free(fixture->folder);
}

static void
incidents_free(gpointer data)
{
    march_incidents_free(data);
}

static void
shuffle(guint *order, guint count)
{
    for (guint i = count; i-- > 1;) {
        guint j = (guint)g_test_rand_int_range(0, (gint32)i + 1);
        guint kept = order[i];

        order[i] = order[j];
        order[j] = kept;
    }
}

/* "id: where it lies" of each row, by id. */
static void
places_find(const Fixture *fixture,
            const guint *names,
            const guint *order,
            guint count,
            char **found)
{
    g_autoptr(GString) csv = g_string_new("id,date,place\n");
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(incidents_free);
    g_autoptr(MarchPlaces) places = NULL;
    g_autoptr(GError) error = NULL;
    MarchIncidentOptions options;
    MarchIncidents *table;

    for (guint i = 0; i < count; i++) {
        g_string_append_printf(csv, "%u,2021-04-29,%s\n", order[i],
                               NAMES[names[order[i]]]);
    }
    g_assert_true(g_file_set_contents(fixture->path, csv->str, -1, NULL));
    march_incident_options_init(&options);
    table = march_incidents_read(fixture->path, &options, NULL, &error);
    g_assert_no_error(error);
    g_ptr_array_add(tables, table);
    places = march_places_resolve(fixture->gazetteer, NULL, fixture->spec, NULL, tables,
                                  NULL, NULL, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < march_incidents_count(table); i++) {
        const MarchIncident *row = march_incidents_get(table, i);
        guint id = (guint)g_ascii_strtoull(row->id, NULL, 10);

        found[id] = row->is_located
                        ? g_strdup_printf("%s %.5f %.5f", row->place, row->position.lon,
                                          row->position.lat)
                        : g_strdup_printf("%s nowhere", row->place);
    }
}

static void
test_order_does_not_matter(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    for (guint round = 0; round < ROUNDS; round++) {
        guint count = (guint)g_test_rand_int_range(2, NAMES_MOST);
        guint names[NAMES_MOST];
        guint order[NAMES_MOST];
        char *before[NAMES_MOST];
        char *after[NAMES_MOST];

        for (guint i = 0; i < count; i++) {
            names[i] = (guint)g_test_rand_int_range(0, G_N_ELEMENTS(NAMES));
            order[i] = i;
        }
        places_find(fixture, names, order, count, before);
        shuffle(order, count);
        places_find(fixture, names, order, count, after);
        for (guint i = 0; i < count; i++) {
            g_assert_cmpstr(before[i], ==, after[i]);
            g_free(before[i]);
            g_free(after[i]);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/incidents/places/order-does-not-matter", Fixture, NULL, set_up,
               test_order_does_not_matter, tear_down);
    return g_test_run();
}
