/* SPDX-License-Identifier: MIT */
/**
 * Label requests: the texts of symbol layers, to be placed when everything else is
 * known. The pieces of one line, and of one area, are asked for once.
 */
#ifndef MARCH_LAYOUT_MAP_SYMBOL_TEXT_H
#define MARCH_LAYOUT_MAP_SYMBOL_TEXT_H

#include "map-draw.h"

/** For all functions: @paint's strings are owned by the content. */
void march_map_request_point(MarchMapDrawing *drawing,
                             const MarchFeature *feature,
                             const MarchSymbolPaint *paint,
                             MarchPoint point);
void march_map_request_area(MarchMapDrawing *drawing,
                            const MarchFeature *feature,
                            const MarchSymbolPaint *paint,
                            const MarchPath *area);

/** Whether the icon is fitted about the text, and so drawn with it. */
gboolean march_map_symbol_has_plate(const MarchSymbolPaint *paint);

/** Lines gathered by their name, so that a river in pieces gets one name. */
typedef struct MarchMapLineNames MarchMapLineNames;

MarchMapLineNames *march_map_line_names_new(void);
void march_map_line_names_free(MarchMapLineNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchMapLineNames, march_map_line_names_free)

void march_map_line_names_add(MarchMapLineNames *names,
                              const MarchFeature *feature,
                              const MarchSymbolPaint *paint,
                              const MarchPath *line);
/** Makes one request for each name. */
void march_map_line_names_request(const MarchMapLineNames *names,
                                  MarchMapDrawing *drawing);

#endif
