/* SPDX-License-Identifier: MIT */
/**
 * The title block: title and subtitle, wrapped into balanced lines.
 *
 * A block owns its lines. It is set the same way while planning and composing.
 */
#ifndef MARCH_LAYOUT_PAGE_TITLE_H
#define MARCH_LAYOUT_PAGE_TITLE_H

#include "furniture.h"

typedef struct {
    char **title;    /**< NULL-ended lines; none when there is no title */
    char **subtitle; /**< NULL-ended lines */
    double title_em, subtitle_em;
    double width;  /**< mm it was made for */
    double height; /**< mm, from cap height to descender; 0 without any text */
} MarchTitleBlock;

/** Sets the text @width mm wide; long titles are set smaller. */
MarchTitleBlock *march_title_block_new(const MarchFurnitureKit *kit,
                                       const MarchSpec *spec,
                                       double width);
void march_title_block_free(MarchTitleBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchTitleBlock, march_title_block_free)

void march_title_block_draw(const MarchTitleBlock *block,
                            const MarchFurnitureKit *kit,
                            MarchPoint origin);

#endif
