/* SPDX-License-Identifier: MIT */
/*
 * Writes what the scores of the candidates of many names are made of, for
 * gazetteer-fit.py:
 *
 *     gazetteer-features INDEX QUERIES.tsv OUT.bin
 *     gazetteer-features --sounds < NAMES
 *
 * The second form prints the plain sound of each line, for gazetteer-sounds.py.
 *
 * A query is a line "name TAB countries TAB lat TAB lon", where the position is what
 * is meant; none when no place is. OUT holds 32-bit floats: for each query the number
 * of candidates, the best few, then for each candidate 1 when it lies within 25 km of what is meant
 * else 0, its own score, and its features. The names of the features go to standard
 * output.
 */
#include <stdio.h>
#include <string.h>

#include "gazetteer/candidate-features.h"

#define NEAR_KM 25.0
#define KEPT    60
/** Candidates of a query that are written. */
#define WRITTEN 24

static void
put(FILE *file, double value)
{
    const float number = (float)value;
    fwrite(&number, sizeof number, 1, file);
}

static void
write_search(const MarchSearch *search, char **fields, FILE *file)
{
    const guint count = MIN(search->candidates->len, WRITTEN);
    put(file, count);
    const gboolean is_known = fields[2][0] != '\0';
    const MarchLonLat meant = {g_ascii_strtod(fields[3], NULL),
                               g_ascii_strtod(fields[2], NULL)};
    for (guint i = 0; i < count; i++) {
        const MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        const MarchPlaceRecord *record = &candidate->record;
        double features[MARCH_FEATURE_COUNT];
        march_candidate_measure(search, candidate, features);
        put(file, is_known && march_distance_km(march_record_position(record), meant) <=
                                  NEAR_KM);
        put(file, candidate->own);
        for (guint k = 0; k < MARCH_FEATURE_COUNT; k++) {
            put(file, features[k]);
        }
    }
}

static void
write_line(char *line, MarchNameFolder *folder, MarchRetriever *retriever, FILE *file)
{
    g_auto(GStrv) fields = g_strsplit(g_strchomp(line), "\t", 4);
    if (g_strv_length(fields) != 4) {
        return;
    }
    const MarchQuery query = {.text = fields[0], .countries = fields[1]};
    MarchSearch search;
    march_search_init(&search, &query);
    search.name = g_strdup(fields[0]);
    march_name_forms_for_query(folder, search.name, query.countries, search.forms,
                               &search.hint);
    MarchSpeller *speller = march_name_folder_get_speller(folder);
    march_search_collect(&search, speller, retriever, FALSE);
    march_search_score(&search, speller, KEPT, KEPT);
    write_search(&search, fields, file);
    march_search_clear(&search);
}

static int
print_sounds(void)
{
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        MarchSound sound;
        march_name_fold(folder, g_strchomp(line), &sound);
        puts(sound.text);
    }
    return 0;
}

int
main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--sounds") == 0) {
        return print_sounds();
    }
    if (argc != 4) {
        fprintf(stderr, "usage: gazetteer-features INDEX QUERIES.tsv OUT.bin\n");
        return 2;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchIndexReader) reader = march_index_reader_open(argv[1], &error);
    if (reader == NULL) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    g_autoptr(MarchRetriever) retriever = march_retriever_new(reader);
    FILE *input = fopen(argv[2], "r");
    FILE *output = fopen(argv[3], "wb");
    if (input == NULL || output == NULL) {
        fprintf(stderr, "cannot open %s\n", input == NULL ? argv[2] : argv[3]);
        return 1;
    }
    for (guint i = 0; i < MARCH_FEATURE_COUNT; i++) {
        printf("%s\n", march_feature_name((MarchFeature)i));
    }
    char line[4096];
    while (fgets(line, sizeof line, input) != NULL) {
        write_line(line, folder, retriever, output);
    }
    fclose(input);
    return fclose(output) == 0 ? 0 : 1;
}
