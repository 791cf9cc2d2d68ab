/* SPDX-License-Identifier: MIT */
/**
 * A set of 32-bit numbers, a bit each, in pages that are made when they are needed:
 * GeoNames' ids lie close together.
 */
#ifndef MARCH_GAZETTEER_ID_SET_H
#define MARCH_GAZETTEER_ID_SET_H

#include <glib.h>

typedef struct MarchIdSet MarchIdSet;

MarchIdSet *march_id_set_new(void);
void march_id_set_free(MarchIdSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIdSet, march_id_set_free)

/** Adds @id; FALSE when it was there. */
gboolean march_id_set_add(MarchIdSet *set, guint32 id);

#endif
