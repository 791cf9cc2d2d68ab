/* SPDX-License-Identifier: MIT */
/**
 * The furniture of one figure: which pieces there are, where each stands, and
 * what was shed.
 *
 * The value owns its legend; it borrows input and content. Pieces stand in the
 * side column first, then in the map.
 */
#ifndef MARCH_LAYOUT_COMPOSE_FURNITURE_H
#define MARCH_LAYOUT_COMPOSE_FURNITURE_H

#include "legend.h"
#include "scale-bar.h"

/** Ems of the base size that one column of the legend may be wide. */
#define MARCH_COMPOSE_LEGEND_WIDTH 19.0

typedef struct {
    gboolean is_shown;
    gboolean is_on_map;
    MarchRect rect; /**< with its padding, when on the map */
} MarchFurniturePiece;

typedef struct {
    MarchLegendSampler sampler;
    MarchLegend *legend; /**< owned */
    MarchScaleBar bar;
    gboolean has_bar;   /**< in the scale piece */
    gboolean has_arrow; /**< in the scale piece */
    MarchFurniturePiece legend_piece;
    MarchFurniturePiece scale_piece; /**< scale bar and north arrow together */
    MarchFurniturePiece inset_piece;
    MarchRect key_room; /**< left over in the side column; empty: none */
    /** The column stands mostly empty and all in it has a good place on the map. */
    gboolean may_leave_column;
} MarchComposedFurniture;

/**
 * Chooses pieces and places; what finds no room is shed with a diagnostic.
 *
 * Returns: FALSE when the legend finds no free place and @input has a wanted plan,
 * which is then set; nothing was shed for want of a place.
 */
gboolean march_compose_furniture_init(MarchComposedFurniture *furniture,
                                      const MarchLayoutInput *input,
                                      const MarchFurnitureKit *kit,
                                      const MarchMapContent *content,
                                      MarchDiagnostics *diagnostics);
/** The size in mm of scale bar and north arrow side by side, without padding. */
MarchRect march_compose_scale_size(const MarchComposedFurniture *furniture,
                                   const MarchFurnitureKit *kit);
void march_compose_furniture_clear(MarchComposedFurniture *furniture);
/** Where @map and the pieces below it end, mm. */
double march_compose_furniture_foot(const MarchComposedFurniture *furniture,
                                    MarchRect map);
/**
 * Adds the pieces on the map to @content's obstacles, takes back the label requests
 * of places under them, and says how many labels may become numbers.
 */
void march_compose_furniture_reserve(const MarchComposedFurniture *furniture,
                                     const MarchFurnitureKit *kit,
                                     MarchMapContent *content,
                                     MarchDiagnostics *diagnostics);
gboolean march_compose_furniture_draw(const MarchComposedFurniture *furniture,
                                      const MarchLayoutInput *input,
                                      const MarchFurnitureKit *kit,
                                      const MarchMapContent *content,
                                      MarchDiagnostics *diagnostics,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
