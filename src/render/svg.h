/* SPDX-License-Identifier: MIT */
/**
 * Private to render/: the writer of SVG documents.
 *
 * Its user unit is a hundredth of a page mm: browsers round the advances of letters
 * in fractions of a unit, and paths become whole numbers. It borrows the scene and the text engine; it owns what it has written.
 * Ids are unique in the document and made of the scene's own names, so that the same
 * scene gives the same bytes.
 */
#ifndef MARCH_RENDER_SVG_H
#define MARCH_RENDER_SVG_H

#include "replay.h"
#include "text/text.h"

#define MARCH_SVG_UNITS_PER_MM 100

typedef struct {
    const MarchScene *scene;
    MarchTextEngine *text;
    gboolean has_outlines; /**< text is written as shapes */
    GString *out;
    GHashTable *ids; /**< the ids in use, owned strings */
    guint clips;     /**< how many of each were written */
    guint paths;
    GArray *icon_ids; /**< of char *, the symbol of each icon once written */
} MarchSvgWriter;

extern const MarchBackend march_svg_backend;

/** A length on the page, given in mm. */
void march_svg_length(GString *out, const char *name, double mm);
void march_svg_number(GString *out, double mm);
/** An XML id made of @name that no other element has, (transfer full). */
char *march_svg_take_id(MarchSvgWriter *writer, const char *name);
/** The path's data: whole units, relative. */
void march_svg_path_data(GString *out, const MarchPath *path);
/** The data of part @index alone. */
void march_svg_part_data(GString *out, const MarchPath *path, guint index);
/** The fonts that the scene's texts need, as a style sheet. */
void march_svg_fonts(MarchSvgWriter *writer);
void march_svg_icon(MarchSvgWriter *writer, const MarchSceneIcon *item);
void march_svg_image(GString *out, const MarchSceneImage *image);
void march_svg_text(MarchSvgWriter *writer, const MarchTextRun *run);
void march_svg_text_along(MarchSvgWriter *writer,
                          const MarchTextRun *run,
                          const MarchPath *path,
                          double start_offset);

/** Text as shapes, each line one path that says what it reads. */
void march_svg_outline(MarchSvgWriter *writer, const MarchTextRun *run);
void march_svg_outline_along(MarchSvgWriter *writer,
                             const MarchTextRun *run,
                             const MarchPath *path,
                             double start_offset);
/** The fill and halo of @run's letters. */
void march_svg_text_paint(GString *out, const MarchTextRun *run);

/**
 * Families for viewers that ignore the letters carried in the file: none is wider than
 * the bundled ones by more than a few per cent, so that text stays in its place.
 */
#define MARCH_SVG_FALLBACK_FAMILIES                                                    \
    "'Open Sans','Liberation Sans',Arial,'DejaVu Sans Condensed',sans-serif"

#endif
