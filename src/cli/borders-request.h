/* SPDX-License-Identifier: MIT */
/**
 * What the borders command is asked, and the borders it works on.
 *
 * The words of the command line are put into the form of a figure file's section,
 * so that both are checked, looked up and cut by the same code. Opening reads the
 * boundary lines of the pack and cuts the sections.
 */
#ifndef MARCH_CLI_BORDERS_REQUEST_H
#define MARCH_CLI_BORDERS_REQUEST_H

#include "borders/borders.h"
#include "figure/places.h"
#include "geodata/catalogue.h"

/** The section of the command line is cut with this status when none is given. */
#define MARCH_BORDERS_STATUS_UNSAID "disputed"

/** The options, as given; owned. */
typedef struct {
    char *between, *as_of, *view, *format, *data_dir;
    char *from, *to, *near, *within, *ring, *km, *snap_limit, *status;
    char **via, **places, **picks, **files, **boundaries;
    char **positions; /**< side: names or LON,LAT; NULL-ended, borrowed */
    char *gazetteer;
    gboolean whole, quiet;
} MarchBordersRequest;

/** What the borders are opened for. */
typedef enum {
    MARCH_BORDERS_OPEN_SECTION, /**< cut the section of the command line */
    MARCH_BORDERS_OPEN_FILE,    /**< cut the sections of --file */
    MARCH_BORDERS_OPEN_SIDES,   /**< look up the positions */
} MarchBordersPurpose;

/** Borders with the sections asked for cut; owned. */
typedef struct {
    MarchBorders *borders;
    MarchSpec *spec;
    MarchPlaces *places;       /**< of @spec */
    MarchGazetteer *gazetteer; /**< (nullable) */
    MarchCatalogue *catalogue;
    char *countries[2]; /**< of --between; NULL when not given */
    const MarchCatalogueEntry *data;
    GArray *unknown; /**< of guint: positions that no gazetteer has; others go on */
} MarchOpenBorders;

void march_borders_request_clear(MarchBordersRequest *request);

/** Opens the borders for a purpose: reads lines, looks places up, cuts sections. */
gboolean march_borders_request_open(const MarchBordersRequest *request,
                                    MarchBordersPurpose purpose,
                                    MarchOpenBorders *opened,
                                    MarchDiagnostics *diagnostics,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_open_borders_clear(MarchOpenBorders *opened);

#endif
