/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>

#include "base/csv-stream.h"

typedef struct {
    char *path;
    MarchDiagnostics *diagnostics;
} Fixture;

static void
fixture_set_up(Fixture *fixture, gconstpointer data)
{
    int handle;

    (void)data;
    fixture->path = g_build_filename(g_get_tmp_dir(), "march-stream-XXXXXX", NULL);
    handle = g_mkstemp(fixture->path);
    g_assert_cmpint(handle, >=, 0);
    g_close(handle, NULL);
    fixture->diagnostics = march_diagnostics_new();
}

static void
fixture_tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_unlink(fixture->path);
    g_free(fixture->path);
    march_diagnostics_free(fixture->diagnostics);
}

static MarchCsvStream *
open_bytes(Fixture *fixture, const char *bytes, gssize length, const char *encoding)
{
    MarchCsvStreamOptions options = {.encoding = encoding};
    g_autoptr(GError) error = NULL;
    MarchCsvStream *stream;

    g_assert_true(g_file_set_contents(fixture->path, bytes, length, NULL));
    stream =
        march_csv_stream_open(fixture->path, &options, fixture->diagnostics, &error);
    g_assert_no_error(error);
    return stream;
}

static void
next_expect(MarchCsvStream *stream, MarchCsvResult expected)
{
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(march_csv_stream_next(stream, &error), ==, expected);
    g_assert_no_error(error);
}

static void
test_quoted_cells(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchCsvStream) stream = open_bytes(
        fixture, "a,b,c\r\n\"x \"\"y\"\"\", 2 ,\"l\nm\"\r\n\r\n1,2,3", -1, NULL);

    (void)data;
    next_expect(stream, MARCH_CSV_ROW);
    g_assert_cmpstr(march_csv_stream_get(stream, 0), ==, "x \"y\"");
    g_assert_cmpstr(march_csv_stream_get(stream, 0), ==, "x \"y\"");
    g_assert_cmpstr(march_csv_stream_get(stream, 1), ==, "2");
    g_assert_cmpstr(march_csv_stream_get(stream, 2), ==, "l\nm");
    next_expect(stream, MARCH_CSV_ROW);
    g_assert_cmpint(march_csv_stream_locate(stream, 2).line, ==, 5);
    g_assert_cmpint(march_csv_stream_locate(stream, 2).column, ==, 5);
    next_expect(stream, MARCH_CSV_END);
}

static void
test_broken_rows_are_stepped_over(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchCsvStream) stream =
        open_bytes(fixture, "a,b\n1,2,3\n\"x\"y,2\n3,4\n\"open,5\n6,7\n", -1, NULL);
    MarchLocation where;

    (void)data;
    next_expect(stream, MARCH_CSV_BROKEN);
    g_assert_nonnull(strstr(march_csv_stream_get_fault(stream, &where), "3 cells"));
    g_assert_cmpint(where.line, ==, 2);
    next_expect(stream, MARCH_CSV_BROKEN);
    next_expect(stream, MARCH_CSV_ROW);
    g_assert_cmpstr(march_csv_stream_get(stream, 0), ==, "3");
    next_expect(stream, MARCH_CSV_BROKEN);
    g_assert_nonnull(strstr(march_csv_stream_get_fault(stream, &where), "not closed"));
    next_expect(stream, MARCH_CSV_ROW);
    g_assert_cmpstr(march_csv_stream_get(stream, 1), ==, "7");
    next_expect(stream, MARCH_CSV_END);
}

static void
test_encodings(Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *bytes;
        gsize length;
        const char *encoding;
        const char *found;
        const char *cell;
    } CASES[] = {
        {"\xef\xbb\xbfn\nВорух\n", 16, NULL, "UTF-8", "Ворух"},
        {"n\n\xc2\xee\xf0\xf3\xf5\n", 8, NULL, "WINDOWS-1251", "Ворух"},
        {"n\nBatk\xe9n\n", 9, NULL, "WINDOWS-1252", "Batkén"},
        {"n\n\xc2\xee\xf0\xf3\xf5\n", 8, "cp1251", "cp1251", "Ворух"},
        {"\xff\xfen\0\n\0\x12\x04\n\0", 10, NULL, "UTF-16LE", "В"},
        {"\xfe\xff\0n\0\n\x04\x12\0\n", 10, NULL, "UTF-16BE", "В"},
        {"n\nplain\n", 8, NULL, "UTF-8", "plain"},
    };

    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MarchCsvStream) stream = open_bytes(
            fixture, CASES[i].bytes, (gssize)CASES[i].length, CASES[i].encoding);

        next_expect(stream, MARCH_CSV_ROW);
        g_assert_cmpstr(march_csv_stream_get(stream, 0), ==, CASES[i].cell);
        g_assert_cmpstr(march_csv_stream_get_encoding(stream), ==, CASES[i].found);
    }
}

static void
test_rows_longer_than_the_buffer(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GString) text = g_string_new("a,b\n");
    g_autoptr(MarchCsvStream) stream = NULL;

    (void)data;
    for (guint i = 0; i < 5000; i++) {
        g_string_append_printf(text, "%u,\"%0200u\n%0*u\"\n", i, i,
                               i % 1000 == 0 ? 300000 : 10, i);
    }
    stream = open_bytes(fixture, text->str, (gssize)text->len, NULL);
    for (guint i = 0; i < 5000; i++) {
        g_autofree char *number = g_strdup_printf("%u", i);

        next_expect(stream, MARCH_CSV_ROW);
        g_assert_cmpstr(march_csv_stream_get(stream, 0), ==, number);
        g_assert_cmpuint(strlen(march_csv_stream_get(stream, 1)), ==,
                         201 + (i % 1000 == 0 ? 300000 : 10));
    }
    next_expect(stream, MARCH_CSV_END);
}

#define ADD(name, test)                                                                \
    g_test_add("/base/csv-stream/" name, Fixture, NULL, fixture_set_up, test,          \
               fixture_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("quoted-cells", test_quoted_cells);
    ADD("broken-rows-are-stepped-over", test_broken_rows_are_stepped_over);
    ADD("encodings", test_encodings);
    ADD("rows-longer-than-the-buffer", test_rows_longer_than_the_buffer);
    return g_test_run();
}
