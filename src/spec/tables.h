/* SPDX-License-Identifier: MIT */
/**
 * The key tables, each defined beside the code that reads its mapping, and the
 * readers of the parts of a figure file.
 */
#ifndef MARCH_SPEC_TABLES_H
#define MARCH_SPEC_TABLES_H

#include "schema.h"

/** A page by name: in mm, or in pixels at MARCH_PAGE_PIXEL_DPI. */
typedef struct {
    double width_mm, height_mm;
    int width_px, height_px;
    gboolean has_fixed_marginalia;
} MarchPagePreset;

#define MARCH_PAGE_PIXEL_DPI 192.0

/** The values of `page`, NULL-ended. */
extern const char *const MARCH_PAGE_NAMES[];
/** NULL when @name is NULL or none of the presets'. */
const MarchPagePreset *march_page_preset_find(const char *name);

extern const MarchKeyTable MARCH_FIGURE_TABLE;
extern const MarchKeyTable MARCH_SIZE_TABLE;
extern const MarchKeyTable MARCH_CHANGES_TABLE;
extern const MarchKeyTable MARCH_PANELS_TABLE;
extern const MarchKeyTable MARCH_BOUNDARIES_TABLE;
extern const MarchKeyTable MARCH_EXTENT_TABLE;
extern const MarchKeyTable MARCH_ZOOM_TABLE;
extern const MarchKeyTable MARCH_PLACE_TABLE;
extern const MarchKeyTable MARCH_SECTION_TABLE;
extern const MarchKeyTable MARCH_AREA_TABLE;
extern const MarchKeyTable MARCH_BORDER_FILE_TABLE;
extern const MarchKeyTable MARCH_INCIDENTS_TABLE;
extern const MarchKeyTable MARCH_COLUMNS_TABLE;
extern const MarchKeyTable MARCH_WITHIN_TABLE;
extern const MarchKeyTable MARCH_LAYER_TABLE;
extern const MarchKeyTable MARCH_LABEL_TABLE;
extern const MarchKeyTable MARCH_NOTE_TABLE;
extern const MarchKeyTable MARCH_NOTES_FILE_TABLE;

/* Readers of CUSTOM keys; @target is the MarchSpec. */
void march_spec_read_size(MarchSpecReader *reader,
                          const MarchKey *key,
                          const MarchYamlNode *node,
                          gpointer target);
/** Gives the spec its size: that of its page, but for what @node (nullable) says. */
void march_spec_settle_size(MarchSpecReader *reader,
                            MarchSpec *spec,
                            const MarchYamlNode *node,
                            MarchLocation where);
void march_spec_read_extent(MarchSpecReader *reader,
                            const MarchKey *key,
                            const MarchYamlNode *node,
                            gpointer target);
/** Reads an extent that must be given; `auto` is refused. */
void march_spec_read_extent_mapping(MarchSpecReader *reader,
                                    const char *key,
                                    const MarchYamlNode *node,
                                    MarchSpecExtent *extent);
void march_spec_read_zooms(MarchSpecReader *reader,
                           const MarchKey *key,
                           const MarchYamlNode *node,
                           gpointer target);
void march_spec_read_sections(MarchSpecReader *reader,
                              const MarchKey *key,
                              const MarchYamlNode *node,
                              gpointer target);
void march_spec_read_areas(MarchSpecReader *reader,
                           const MarchKey *key,
                           const MarchYamlNode *node,
                           gpointer target);
void march_spec_read_incidents(MarchSpecReader *reader,
                               const MarchKey *key,
                               const MarchYamlNode *node,
                               gpointer target);
void march_spec_read_tolls_as_of(MarchSpecReader *reader,
                                 const MarchKey *key,
                                 const MarchYamlNode *node,
                                 gpointer target);
void march_spec_read_clock(MarchSpecReader *reader,
                           const MarchKey *key,
                           const MarchYamlNode *node,
                           gpointer target);
void march_spec_read_layers(MarchSpecReader *reader,
                            const MarchKey *key,
                            const MarchYamlNode *node,
                            gpointer target);
void march_spec_read_labels(MarchSpecReader *reader,
                            const MarchKey *key,
                            const MarchYamlNode *node,
                            gpointer target);
void march_spec_read_notes(MarchSpecReader *reader,
                           const MarchKey *key,
                           const MarchYamlNode *node,
                           gpointer target);
void march_spec_read_note_files(MarchSpecReader *reader,
                                const MarchKey *key,
                                const MarchYamlNode *node,
                                gpointer target);
void march_spec_read_outputs(MarchSpecReader *reader,
                             const MarchKey *key,
                             const MarchYamlNode *node,
                             gpointer target);

void march_spec_read_boundaries(MarchSpecReader *reader,
                                const MarchKey *key,
                                const MarchYamlNode *node,
                                gpointer target);
void march_spec_read_changes(MarchSpecReader *reader,
                             const MarchKey *key,
                             const MarchYamlNode *node,
                             gpointer target);
void march_spec_read_panels(MarchSpecReader *reader,
                            const MarchKey *key,
                            const MarchYamlNode *node,
                            gpointer target);
/** Makes the days of `changes`, given at @node, and `as-of` agree. */
void march_spec_settle_changes(MarchSpecReader *reader,
                               MarchSpec *spec,
                               const MarchYamlNode *node);

/** Reads one note and appends it to @notes (of MarchSpecNote). */
void march_spec_read_note(MarchSpecReader *reader,
                          const MarchYamlNode *node,
                          GPtrArray *notes);
/** Adds the sections, places and picks of the border file that @node names. */
void march_spec_read_border_file(MarchSpecReader *reader,
                                 const MarchYamlNode *node,
                                 MarchSpec *spec);

void march_spec_boundaries_free(gpointer data);
void march_spec_section_free(gpointer data);
void march_spec_zoom_free(gpointer data);
void march_spec_area_free(gpointer data);
void march_spec_incidents_free(gpointer data);
void march_spec_layer_free(gpointer data);
void march_spec_label_free(gpointer data);

#endif
