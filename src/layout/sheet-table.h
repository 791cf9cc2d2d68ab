/* SPDX-License-Identifier: MIT */
/**
 * The table of a sheet: ruled rows whose first column is as wide as it needs and
 * whose other columns share the rest.
 *
 * A layout owns its lines; it borrows the table it was made of.
 */
#ifndef MARCH_LAYOUT_SHEET_TABLE_H
#define MARCH_LAYOUT_SHEET_TABLE_H

#include "furniture.h"
#include "sheet.h"

typedef struct MarchSheetTableLayout MarchSheetTableLayout;

MarchSheetTableLayout *march_sheet_table_arrange(const MarchSheetTable *table,
                                                 const MarchFurnitureKit *kit,
                                                 double width);
void march_sheet_table_free(MarchSheetTableLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchSheetTableLayout, march_sheet_table_free)

/** mm */
double march_sheet_table_get_height(const MarchSheetTableLayout *layout);
void march_sheet_table_draw(const MarchSheetTableLayout *layout,
                            const MarchFurnitureKit *kit,
                            MarchPoint origin);

#endif
