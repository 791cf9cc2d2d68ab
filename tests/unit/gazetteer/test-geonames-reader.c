/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "gazetteer/geonames-reader.h"

#define GOOD(id) id "\tAlpha\t\tA,B\t10.5\t20.5\tP\tPPL\tXA\t\t01\t\t\t\t5\t\t\t\t\n"

/** What reading a file gave. */
typedef struct {
    char *path;
    guint rows;
    MarchDiagnostics *diagnostics;
    GError *error;
} Reading;

static void
read_file(Reading *reading)
{
    reading->diagnostics = march_diagnostics_new();
    g_autoptr(MarchGeonamesReader) reader = march_geonames_reader_open(
        reading->path, reading->diagnostics, &reading->error);
    MarchGeonamesRow row;
    while (reader != NULL &&
           march_geonames_reader_next(reader, &row, &reading->error)) {
        reading->rows++;
    }
}

static void
read_bytes(Reading *reading, const char *bytes, gsize size)
{
    memset(reading, 0, sizeof *reading);
    reading->path = g_build_filename(g_get_tmp_dir(), "geonames-XXXXXX", NULL);
    const int descriptor = g_mkstemp(reading->path);
    g_assert_cmpint(descriptor, >=, 0);
    g_assert_cmpint(write(descriptor, bytes, size), ==, (gssize)size);
    close(descriptor);
    read_file(reading);
}

static void
read_text(Reading *reading, const char *text)
{
    read_bytes(reading, text, strlen(text));
}

static void
clear(Reading *reading)
{
    unlink(reading->path);
    g_free(reading->path);
    march_diagnostics_free(reading->diagnostics);
    g_clear_error(&reading->error);
}

static void
test_tells_where_a_line_is_wrong(void)
{
    static const struct {
        const char *line, *message;
        int column;
    } cases[] = {
        {"2\tB\t\n", "expected 19 columns separated by tabs, got \"3 columns\"", 1},
        {"2x\tB\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n", "geonameid", 1},
        {"2\t\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n", "a name of 1 to 400", 3},
        {"2\tÄé\t\t\tx\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n",
         "a latitude from -90 to 90, got \"x\"", 8},
        {"2\tB\t\t\t91\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n",
         "a latitude from -90 to 90, got \"91\"", 7},
        {"2\tB\t\t\t1\tnan\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n",
         "a longitude from -180 to 180, got \"nan\"", 9},
        {"2\tB\t\t\t1\t2\tP\tPPL\tXAB\t\t\t\t\t\t\t\t\t\t\n", "country code", 17},
        {"2\tB\xFF\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n", "UTF-8", 4},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strconcat(GOOD("1"), cases[i].line, GOOD("3"), NULL);
        Reading reading;
        read_text(&reading, text);
        g_assert_no_error(reading.error);
        g_assert_cmpuint(reading.rows, ==, 2);
        g_assert_cmpuint(march_diagnostics_count(reading.diagnostics), ==, 1);
        const MarchDiagnostic *told = march_diagnostics_get(reading.diagnostics, 0);
        g_assert_nonnull(strstr(told->message, cases[i].message));
        g_assert_cmpint(told->where.line, ==, 2);
        g_assert_cmpint(told->where.column, ==, cases[i].column);
        clear(&reading);
    }
}

static void
test_keeps_a_place_without_its_population(void)
{
    Reading reading;
    read_text(&reading, "2\tB\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\tmany\t\t\t\t\n");
    g_assert_cmpuint(reading.rows, ==, 1);
    const MarchDiagnostic *told = march_diagnostics_get(reading.diagnostics, 0);
    g_assert_cmpint(told->severity, ==, MARCH_SEVERITY_NOTE);
    g_assert_cmpint(told->where.column, ==, 25);
    clear(&reading);
}

static void
test_counts_what_repeats(void)
{
    g_autoptr(GString) text = g_string_new(GOOD("1"));
    for (guint i = 0; i < 1000; i++) {
        g_string_append_printf(text, "broken %u\n", i);
    }
    Reading reading;
    read_text(&reading, text->str);
    g_assert_no_error(reading.error);
    g_assert_cmpuint(march_diagnostics_count(reading.diagnostics), ==, 6);
    const MarchDiagnostic *last = march_diagnostics_get(reading.diagnostics, 5);
    g_assert_nonnull(strstr(last->message, "and 995 more lines like it"));
    clear(&reading);
}

static void
test_takes_marks_and_line_ends_off(void)
{
    Reading reading;
    read_text(&reading,
              "\xEF\xBB\xBF"
              "geonameid\tname\n" GOOD(
                  "1") "\r\n\n2\tB\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\r\n"
                       "3\tC\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t");
    g_assert_no_error(reading.error);
    g_assert_cmpuint(reading.rows, ==, 3);
    g_assert_cmpuint(march_diagnostics_count(reading.diagnostics), ==, 0);
    clear(&reading);
}

static void
test_names_what_is_no_table(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"PK\003\004rest", "unzip it first"},
        {"\xFF\xFE"
         "1",
         "UTF-16"},
        {"1284819\t2994701\t\tRoc Meler\t\t\t\t\t\t\n", "alternateNames"},
        {"AD.06\tSant Julia\tSant Julia\t3039162\n", "--admin1"},
        {"AD\tAD100\tCanillo\t\t\t\t\t\t\t42.5\t1.6\t6\n", "postal codes"},
        {"name,lat,lon\nA,1,2\n", "--places"},
        {"some words\nand more\n", "none of its 2 lines can be used"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Reading reading;
        read_text(&reading, cases[i].text);
        g_assert_error(reading.error, MARCH_ERROR, MARCH_ERROR_DATA);
        g_assert_nonnull(strstr(reading.error->message, cases[i].message));
        g_assert_cmpuint(reading.rows, ==, 0);
        clear(&reading);
    }
}

static void
test_reads_gzip(void)
{
    Reading reading = {
        .path = g_build_filename(g_get_tmp_dir(), "geonames-test.txt.gz", NULL)};
    gzFile file = gzopen(reading.path, "wb");
    g_assert_cmpint(gzputs(file, GOOD("1") GOOD("2")), >, 0);
    gzclose(file);
    read_file(&reading);
    g_assert_no_error(reading.error);
    g_assert_cmpuint(reading.rows, ==, 2);
    clear(&reading);
}

static void
test_refuses_a_cut_gzip_file(void)
{
    Reading reading;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 1; i < 4000; i++) {
        g_string_append_printf(text,
                               "%u\tName%u\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n",
                               i, i * 2654435761U);
    }
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "geonames-cut.gz", NULL);
    gzFile file = gzopen(path, "wb");
    gzwrite(file, text->str, (guint)text->len);
    gzclose(file);
    g_autofree char *bytes = NULL;
    gsize size;
    g_assert_true(g_file_get_contents(path, &bytes, &size, NULL));
    unlink(path);
    read_bytes(&reading, bytes, size / 2);
    g_assert_error(reading.error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_assert_nonnull(strstr(reading.error->message, "cut short"));
    clear(&reading);
}

static void
test_leaves_out_a_line_past_the_limit(void)
{
    g_autoptr(GString) text = g_string_new(GOOD("1"));
    for (guint i = 0; i < 3000000; i++) {
        g_string_append_c(text, 'x');
    }
    g_string_append(text, "\n" GOOD("2"));
    Reading reading;
    read_text(&reading, text->str);
    g_assert_no_error(reading.error);
    g_assert_cmpuint(reading.rows, ==, 2);
    const MarchDiagnostic *told = march_diagnostics_get(reading.diagnostics, 0);
    g_assert_nonnull(strstr(told->message, "at most 1 MiB"));
    g_assert_cmpint(told->where.line, ==, 2);
    clear(&reading);
}

static void
test_reads_a_long_list_of_alternates(void)
{
    g_autoptr(GString) text = g_string_new("1\tA\t\t");
    while (text->len < 10000) {
        g_string_append(text, "Имя,");
    }
    g_string_append(text, "\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n");
    Reading reading;
    read_text(&reading, text->str);
    g_assert_cmpuint(reading.rows, ==, 1);
    g_assert_cmpuint(march_diagnostics_count(reading.diagnostics), ==, 0);
    clear(&reading);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(path, test) g_test_add_func("/gazetteer/geonames-reader/" path, test)
    ADD("tells-where-a-line-is-wrong", test_tells_where_a_line_is_wrong);
    ADD("keeps-a-place-without-its-population",
        test_keeps_a_place_without_its_population);
    ADD("counts-what-repeats", test_counts_what_repeats);
    ADD("takes-marks-and-line-ends-off", test_takes_marks_and_line_ends_off);
    ADD("names-what-is-no-table", test_names_what_is_no_table);
    ADD("reads-gzip", test_reads_gzip);
    ADD("refuses-a-cut-gzip-file", test_refuses_a_cut_gzip_file);
    ADD("leaves-out-a-line-past-the-limit", test_leaves_out_a_line_past_the_limit);
    ADD("reads-a-long-list-of-alternates", test_reads_a_long_list_of_alternates);
#undef ADD
    return g_test_run();
}
