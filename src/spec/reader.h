/* SPDX-License-Identifier: MIT */
/**
 * The state of reading one figure file, and the typed readers of single values.
 *
 * A reader collects mistakes instead of stopping: a value that is wrong leaves its
 * field as it was, and the file as a whole is refused at the end. It borrows its
 * diagnostics and owns the first error.
 */
#ifndef MARCH_SPEC_READER_H
#define MARCH_SPEC_READER_H

#include "schema.h"

struct MarchSpecReader {
    char *folder;               /**< of the figure file */
    const char *data_directory; /**< (nullable) where the program's border files lie */
    MarchDiagnostics *diagnostics;
    GError *first;           /**< (nullable) the first mistake */
    gboolean is_border_file; /**< it names no other one */
    GPtrArray *gazetteers;   /**< of char *: of border files, after the figure's own */
    GPtrArray *picks;        /**< likewise: name, choice, name, choice... */
};

/** Notes a mistake at @where. */
void march_spec_reader_fail(MarchSpecReader *reader,
                            MarchLocation where,
                            const char *format,
                            ...) G_GNUC_PRINTF(3, 4);
/** Notes that @key should have been @expected, and what @node is instead. */
void march_spec_reader_expect(MarchSpecReader *reader,
                              const char *key,
                              const MarchYamlNode *node,
                              const char *expected);

/** FALSE, with a mistake noted, unless @node is of @kind. */
gboolean march_spec_reader_check_kind(MarchSpecReader *reader,
                                      const char *key,
                                      const MarchYamlNode *node,
                                      MarchYamlKind kind,
                                      const char *expected);

/** One line of text without control characters, (transfer full) (nullable). */
char *march_spec_read_text(MarchSpecReader *reader,
                           const char *key,
                           const MarchYamlNode *node);
/** A path joined with the folder, (transfer full) (nullable). */
char *march_spec_read_path(MarchSpecReader *reader,
                           const char *key,
                           const MarchYamlNode *node);
char *march_spec_read_country(MarchSpecReader *reader,
                              const char *key,
                              const MarchYamlNode *node);
gboolean march_spec_read_boolean(MarchSpecReader *reader,
                                 const char *key,
                                 const MarchYamlNode *node,
                                 gboolean *value);
gboolean march_spec_read_number(MarchSpecReader *reader,
                                const char *key,
                                const MarchYamlNode *node,
                                double least,
                                double most,
                                double *number);
gboolean march_spec_read_date(MarchSpecReader *reader,
                              const char *key,
                              const MarchYamlNode *node,
                              MarchDate *date);
/** FROM/TO, or one date, month or year as a whole. */
gboolean march_spec_read_dates(MarchSpecReader *reader,
                               const char *key,
                               const MarchYamlNode *node,
                               MarchDateRange *dates);
/** [lon, lat]; out of range values are checked for being swapped. */
gboolean march_spec_read_position(MarchSpecReader *reader,
                                  const char *key,
                                  const MarchYamlNode *node,
                                  MarchLonLat *position);
/** [west, south, east, north]; FALSE with a mistake noted. */
gboolean march_spec_read_box(MarchSpecReader *reader,
                             const char *key,
                             const MarchYamlNode *node,
                             MarchBox *box);
/** A name, [lon, lat], or a mapping of name, country, lon, lat, near. */
gboolean march_spec_read_place(MarchSpecReader *reader,
                               const char *key,
                               const MarchYamlNode *node,
                               MarchSpecPlace *place);
/**
 * Keeps the place where the file at @path was named: at @node. Nothing when either is
 * NULL.
 */
void march_spec_note_file(MarchSpec *spec, const char *path, const MarchYamlNode *node);
/** Checks a position; TRUE when it is on the Earth. */
gboolean march_spec_check_position(MarchSpecReader *reader,
                                   const char *key,
                                   MarchLocation where,
                                   MarchLonLat position);

/** "'text'", shortened and on one line, or "a list" and so on, (transfer full). */
char *march_spec_node_describe(const MarchYamlNode *node);
/** The item of a value that may be one or a list of them. */
guint march_spec_node_count(const MarchYamlNode *node);
const MarchYamlNode *march_spec_node_item(const MarchYamlNode *node, guint index);

void march_spec_place_clear(MarchSpecPlace *place);
void march_spec_place_free(gpointer place);
gboolean march_spec_place_is_given(const MarchSpecPlace *place);

#endif
